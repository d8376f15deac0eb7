"""How the cost of merging grows with the tellings: `python -m benchmarks.merge [most]`.

Made tellings: invented victims, places and days; one event is told by three articles on average.
Prints seconds for each size and the exponent by which time grows from one size to the next (1 is
linear). Seeded; nothing is read or written.
"""

import random
import sys
import time
from datetime import date, timedelta
from math import log

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions

BECAUSE = Because(rule="made", version="1", sentence="made")
KINDS = (("ARREST", "arrested"), ("ASSAULT.bombing", "bombing"), ("PROTEST", "protest"),
         ("SENTENCE", "sentenced"), ("DEATH", "died"))


def main(most: int) -> None:
    """Time sizes up to `most` tellings, each ten times or four times the last."""
    last: tuple[int, float] | None = None
    for size in (size for size in (2_500, 10_000, 40_000, 100_000) if size <= most):
        made = make(size)
        start = time.process_time()
        events = merge_event_mentions(*made, MergeSettings())
        spent = time.process_time() - start
        grown = f"  exponent {log(spent / last[1]) / log(size / last[0]):.2f}" if last else ""
        print(f"{size:>8} tellings {len(events):>8} events {spent:8.1f} s{grown}", flush=True)
        last = size, spent


def make(size: int) -> tuple[list[EventMention], list[Link], list[Entity], list[PlacedTime],
                             list[Publication]]:
    """Make tellings in articles of eight; parties grow with the size, as in the world."""
    draw = random.Random(size)
    people = [f"Person {number}" for number in range(size // 12)]
    mentions: list[EventMention] = []
    links: list[Link] = []
    placed: list[PlacedTime] = []
    for number in range(size):
        event = random.Random(draw.randrange(size // 3))
        article = f"a{number // 8:06d}"
        who, (kind, word) = event.choice(people), event.choice(KINDS)
        day = date(2020, 1, 1) + timedelta(days=event.randrange(1500))
        at = (number % 8) * 300
        town, force = event.randrange(500), number % 50
        words = f"On that day {who} of Town {town} was {word} by Force {force}."
        start = at + words.index(word)
        mention = f"{article}-{number}"
        links.append(Link(mention=mention, entity=f"e-{who}", because=BECAUSE))
        when = When(from_date=day, to_date=day + timedelta(days=1), precision="day",
                    basis="stated")
        placed.append(PlacedTime(expression=f"t{number}", article=article, because=BECAUSE,
                                 when=when))
        mentions.append(EventMention(
            id=make_id("em", number), kind=kind, status="happened", because=BECAUSE,
            cite=Cite(article=article, start=start, end=start + len(word), words=word),
            sentence=Cite(article=article, start=at, end=at + len(words), words=words),
            time=f"t{number}", roles=(RoleMention(role="target", mention=mention, cite=Cite(
                article=article, start=at + 12, end=at + 12 + len(who), words=who)),)))
    entities = [Entity(id=f"e-{who}", name=who, kind="person") for who in people]
    return mentions, links, entities, placed, []


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["100000"])[0]))
