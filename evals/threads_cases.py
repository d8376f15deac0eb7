"""The invented cases of tests/cases/threads: their articles, run through the rooms, and their gold.

In: a folder of cases, each a .toml of articles, tellings and follow-ups. Out: `Case`s, and `Run`s
that hold what the rooms found in them. It scores nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from evals.readings import read_once
from sourceline.pipeline import STEPS, gather
from sourceline.record.article import Capture, Text
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.thread import FollowUp
from sourceline.settings import Settings

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "threads"


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One invented article and the day its carrier gives, unless it keeps it for itself."""

    key: str
    date: date
    outlet: str
    title: str
    text: str
    undated: bool = False


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a step of a thread; `also` are other stages a reader may give it.

    Where readers may differ on whether it is a step it is `optional`, and not asked for.
    """

    thread: str
    article: str
    words: str
    stage: str
    also: tuple[str, ...] = ()
    optional: bool = False


class WantedDue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say something is due, and what the collection tells of it.

    One that is `optional` may be found or not: readers differ on whether it is a due.
    """

    article: str
    words: str
    stage: str
    state: str
    also: tuple[str, ...] = ()
    also_states: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    answer: str = ""
    thread: str = ""
    optional: bool = False


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case: its articles and what is to be found in them."""

    article: tuple[Article, ...]
    telling: tuple[Telling, ...]
    follow_up: tuple[WantedDue, ...]
    name: str = ""


@dataclass(frozen=True)
class Run:
    """What the rooms found in one case, by key of the article."""

    case: Case
    sheets: dict[str, Sheet]
    collection: Collection

    def span(self, article: str, words: str) -> tuple[int, int]:
        """Find gold words in the cleaned text."""
        text = self.sheets[article].text
        at = text.words.find(words) if text else -1
        return (at, at + len(words)) if at >= 0 else (-1, -1)

    def mentions(self, article: str, words: str) -> list[EventMention]:
        """Give the event mentions whose trigger stands in the words."""
        start, end = self.span(article, words)
        return [m for m in self.sheets[article].events or ()
                if start <= m.cite.start and m.cite.end <= end]

    def dues(self, article: str, words: str) -> list[FollowUp]:
        """Give the follow-ups that share a character with the words."""
        start, end = self.span(article, words)
        name = self.sheets[article].capture.id
        return [f for f in self.collection.follow_ups
                if f.cite.article == name and f.cite.start < end and start < f.cite.end]


def cases(part: str) -> Iterator[Case]:
    """Read the cases of one part ("open", "open-2", …, "open-8", "untouched-9")."""
    for path in sorted((FOLDER / part).glob("*.toml")):
        case = msgspec.toml.decode(path.read_bytes(), type=Case)
        yield msgspec.structs.replace(case, name=path.stem)


def run(case: Case) -> Run:
    """Run the rooms over one case."""
    settings = Settings()
    sheets = {article.key: read(article, settings) for article in case.article}
    return Run(case, sheets, gather(lambda *_: iter(sheets.values()), settings))


def read(article: Article, settings: Settings,
         reader: Callable[[Text], Reading] = read_once) -> Sheet:
    """Run the per-article rooms; the reading comes from disk where it is known."""
    content = f"{article.title}\n\n{article.text.strip()}\n".encode()
    sheet = Sheet(capture=Capture(
        id=article.key, path=f"{article.key}.txt", sha256="", media="text/plain",
        encoding="utf-8", content=content, outlet=article.outlet, declared_title=article.title,
        declared_date="" if article.undated else article.date.isoformat()))
    for step in STEPS:
        if step.field == "reading":
            assert sheet.text is not None
            result: object = reader(sheet.text)
        else:
            result = step.door(sheet, settings)
        sheet = msgspec.structs.replace(sheet, **{step.field: result})
    return sheet
