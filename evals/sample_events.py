"""Draw events for a hand check: random mentions of one status from random news articles.

In: the shared data folder, a seed, how many, a status. Out: lines to judge by the rules in
docs/rooms/events.md. It judges nothing.
`python -m evals.sample_events FOLDER SEED COUNT [STATUS]`.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.readings import read_words
from sourceline.record.event import EventMention
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.times.expressions import TimeSettings, find_times

# Articles drawn for one sample; about ten events of a status stand in each.
ARTICLES = 120


def draw(data: Path, seed: int, count: int, status: str) -> list[tuple[EventMention, str]]:
    """Give mentions with the words of their time, drawn evenly over all found in the articles."""
    pool = [found for words in _articles(data, seed) for found in events_in(words)
            if found[0].status == status]
    return random.Random(seed).sample(pool, min(count, len(pool)))


def _articles(data: Path, seed: int) -> Iterator[str]:
    with gzip.open(data / "articles" / "allsides-dev-3000.jsonl.gz", "rt") as file:
        lines = file.read().splitlines()
    for number in sorted(random.Random(seed).sample(range(len(lines)), ARTICLES)):
        yield json.loads(lines[number])["content"]


def events_in(words: str) -> list[tuple[EventMention, str]]:
    """Give the event mentions of an article with the words of their time."""
    text, reading = read_words(words)
    mentions = find_mentions(text, reading, NameSettings()).mentions
    times = find_times(text, reading, TimeSettings())
    said = {time.id: time.cite.words for time in times}
    found = find_event_mentions(text, reading, mentions, times, EventSettings())
    return [(event, said.get(event.time or "", "")) for event in found]


def show(number: int, event: EventMention, time: str) -> str:
    """Write a mention for judging: the sentence with the trigger marked, then what we say."""
    start = event.cite.start - event.sentence.start
    end = event.cite.end - event.sentence.start
    words = event.sentence.words
    marked = f"{words[max(0, start - 260):start]}[[{words[start:end]}]]{words[end:end + 220]}"
    roles = "; ".join(f"{role.role}={role.cite.words}" for role in event.roles)
    return (f"{number}. {event.kind} ({event.because.rule}) {roles} | time={time} "
            f"| by={event.attributed_to}\n   {' '.join(marked.split())}")


if __name__ == "__main__":
    folder, seed, count, *rest = sys.argv[1:]
    drawn = draw(Path(folder), int(seed), int(count), rest[0] if rest else "happened")
    for number, (event, time) in enumerate(drawn, 1):
        print(show(number, event, time))
