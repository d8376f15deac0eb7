"""Tellings of the invented stories, as the rooms see them, and which event each tells.

In: folders of stories (`training/tells/stories`), a file a collection. Out: `Story`s: what the merge
room sees of a collection, and by mention the event its author marked. That these words tell an event
of this kind is taken from the marks; parts, times and places are found. Each article's day is
declared by its carrier, but for every third, as of pages that people save.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import msgspec

from evals.dumps_cases import cleaned
from evals.linked import link_namings
from evals.readings import read_once
from evals.threads_cases import Article, read
from sourceline.record.article import Text
from sourceline.record.reading import Reading, Tells
from sourceline.record.sheet import Sheet
from sourceline.rooms.calendar.place import place_in_turn
from sourceline.rooms.merge.merge import Seen, see
from sourceline.settings import Settings
from training.tells.collect import head_of
from training.tells.texts import Sample, parse_marked, split_articles

# So many articles keep the day they came out for themselves.
_UNDATED = 0.34


@dataclass(frozen=True)
class Story:
    """A collection as the merge room sees it; `event_of` by mention, "" for one told once."""

    name: str
    seen: Seen
    sheets: dict[str, Sheet]
    event_of: dict[str, str]


def stories(folder: Path, pattern: str = "*.txt", together: int = 1) -> Iterator[Story]:
    """Read and run the stories of a folder, so many in one collection."""
    paths = sorted(folder.glob(pattern))
    random.Random(together).shuffle(paths)
    for at in range(0, len(paths), together):
        some = paths[at:at + together]
        yield run({path.stem: path.read_text(encoding="utf-8") for path in some})


def run(texts: Mapping[str, str]) -> Story:
    """Run the rooms over stories by name, as one collection."""
    settings, sheets, event_of = Settings(), dict[str, Sheet](), dict[str, str]()
    for name, text in texts.items():
        for sample, article in articles_of(name, text):
            sheets[article.key] = sheet = read(article, settings, partial(_told, sample))
            event_of |= {mention: f"{name}-{event}" for mention, event in _aligned(sheet, sample)}
    every = [sheets[key] for key in sorted(sheets)]
    linking = link_namings([s.naming for s in every if s.naming])
    publications = [s.publication for s in every if s.publication]
    times = [one for s in every for one in sorted(s.times or (), key=lambda t: t.cite.start)]
    seen = see([m for s in every for m in s.events or ()], linking.links, linking.entities,
               place_in_turn(publications, times), publications,
               [s.places for s in every if s.places])
    return Story(" ".join(texts), seen, sheets, event_of)


def articles_of(name: str, text: str) -> Iterator[tuple[Sample, Article]]:
    """Give the articles of a story with their marks."""
    draw = random.Random(name)
    for number, (outlet, day, marked) in enumerate(split_articles(text)):
        sample = parse_marked(f"{name}-{number}", marked)
        title, _, body = sample.words.partition("\n\n")
        yield sample, Article(
            key=sample.name, date=_day(day) or date.min, outlet=outlet, title=title, text=body,
            undated=draw.random() < _UNDATED or _day(day) is None)


def _day(words: str) -> date | None:
    """Read the day of an article's head; some say a season alone."""
    try:
        return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007
    except ValueError:
        return None


def _told(sample: Sample, text: Text) -> Reading:
    """Read a text, with what the marks say in the place of what the reader sees."""
    reading, tells = read_once(text), list[Tells]()
    traces = {(one.sentence, one.token): one.trace for one in reading.tells}
    for mark in sample.marks or ():
        span = cleaned(text, (mark.start, mark.end))
        for number, sentence in enumerate(reading.sentences):
            if span and sentence.start <= span[0] < sentence.end:
                at = head_of(sentence.tokens, *span)
                if at >= 0:
                    tells.append(Tells(sentence=number, token=at, kind=mark.kind, sure=1.0,
                                       trace=traces.get((number, at), b"")))
    return msgspec.structs.replace(reading, tells=tuple(tells))


def _aligned(sheet: Sheet, sample: Sample) -> Iterator[tuple[str, str]]:
    """Say which event each mention tells; mentions that nobody marked are left out."""
    assert sheet.text is not None
    assert sheet.text.captured.startswith(sample.words)
    found: set[str] = set()
    for mark in sample.marks or ():
        span = cleaned(sheet.text, (mark.start, mark.end))
        for mention in sheet.events or ():
            if span and mention.id not in found \
                    and mention.cite.start < span[1] and span[0] < mention.cite.end:
                found.add(mention.id)
                yield mention.id, mark.event or f"once-{sample.name}-{mark.start}"
