"""Invented collections of whole page dumps, and what a careful reader finds in them.

In: a folder of collections (tests/cases/dumps/PART/NAME: five pages as .txt and a gold.toml). Out:
`Gold`, and `Run`s that hold what the rooms found, with gold words looked up in the cleaned texts.
The pages were written and marked by somebody who had not read the rules; they are as long and as
untidy as pages people save: lines of a site around the words, the same matters told again and again
over years by outlets that are party to them. It scores nothing.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from evals.readings import read_once
from evals.wordings_cases import Span, places
from sourceline.pipeline import STEPS, gather
from sourceline.record.article import Capture, Text
from sourceline.record.event import EventMention, Status
from sourceline.record.sheet import Collection, Sheet
from sourceline.settings import Settings

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "dumps"
EVERY = frozenset(step.field for step in STEPS)


class _Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of gold.toml."""


class Document(_Gold, frozen=True):
    """A page: its date as far as all pages tell, whose it is, what is no part of it."""

    file: str
    published_from: date
    published_to: date
    crawl: date | None = None
    interested: str = ""
    removed: tuple[str, ...] = ()


class Telling(_Gold, frozen=True):
    """Words that tell an event, the `nth` time they stand in the page."""

    file: str
    words: str
    nth: int = 1
    status: Status | None = None
    also_status: tuple[Status, ...] = ()
    kind: str = ""
    also: tuple[str, ...] = ()
    actor: str = ""
    target: str = ""
    victim: str = ""
    time: str = ""
    place: str = ""
    optional: bool = False


class WantedEvent(_Gold, frozen=True):
    """One event and all its tellings."""

    id: str
    kind: str
    status: Status
    telling: tuple[Telling, ...]
    also: tuple[str, ...] = ()
    also_status: tuple[Status, ...] = ()
    from_date: date | None = msgspec.field(default=None, name="from")
    to_date: date | None = msgspec.field(default=None, name="to")
    place: str = ""
    label: str = ""


class WantedEntity(_Gold, frozen=True):
    """A thing and the names it bears in the pages."""

    id: str
    names: tuple[str, ...]
    type: str = ""


class WantedFigure(_Gold, frozen=True):
    """A quantity; `same` is shared by figures of the same thing."""

    file: str
    words: str
    bound: str
    counted: str = ""
    nth: int = 1
    low: float | None = None
    high: float | None = None
    by: str = ""
    same: str = ""


class WantedClaim(_Gold, frozen=True):
    """What somebody is reported to have said."""

    file: str
    words: str
    by: str
    form: str
    nth: int = 1


class WantedThread(_Gold, frozen=True):
    """Events of one case in order."""

    id: str
    steps: tuple[str, ...]


class WantedDue(_Gold, frozen=True):
    """A clause that says something is due, and what became of it."""

    file: str
    words: str
    stage: str
    state: str
    nth: int = 1
    also: tuple[str, ...] = ()
    also_states: tuple[str, ...] = ()
    thread: str = ""
    answered_by: str = ""
    due_from: date | None = None
    due_to: date | None = None
    optional: bool = False


class Passage(_Gold, frozen=True):
    """The first words of a passage."""

    file: str
    words: str


class WantedCopy(_Gold, frozen=True):
    """A passage that stands in two pages."""

    a: Passage
    b: Passage
    form: str


class Voice(_Gold, frozen=True):
    """Pages that count as one voice."""

    files: tuple[str, ...]
    reason: str = ""


class Gold(_Gold, frozen=True):
    """All that is marked in one collection."""

    document: tuple[Document, ...]
    event: tuple[WantedEvent, ...]
    entity: tuple[WantedEntity, ...] = ()
    figure: tuple[WantedFigure, ...] = ()
    claim: tuple[WantedClaim, ...] = ()
    thread: tuple[WantedThread, ...] = ()
    follow_up: tuple[WantedDue, ...] = ()
    copy: tuple[WantedCopy, ...] = ()
    voice: tuple[Voice, ...] = ()


@dataclass(frozen=True)
class Run:
    """What the rooms found in one collection, by file."""

    name: str
    gold: Gold
    sheets: dict[str, Sheet]
    collection: Collection

    def text(self, file: str) -> Text:
        """Give the cleaned text of a page."""
        text = self.sheets[file].text
        assert text is not None
        return text

    def span(self, file: str, words: str, nth: int = 1) -> Span | None:
        """Find gold words in the cleaned text; None where cleaning set them aside."""
        text = self.text(file)
        found = places(text.captured, words)
        if len(found) < nth:
            return None
        return cleaned(text, found[nth - 1])

    def mentions(self, file: str) -> tuple[EventMention, ...]:
        """Give the tellings the record has of a page."""
        return self.sheets[file].events or ()


def cleaned(text: Text, span: Span) -> Span | None:
    """Turn a place in the captured text into one in the cleaned words; None if removed."""
    moved = 0
    for edit in text.edits:
        if edit.end <= span[0]:
            moved += len(edit.becomes) - (edit.end - edit.start)
        elif edit.start < span[1] and len(edit.becomes) != edit.end - edit.start:
            return None
    return span[0] + moved, span[1] + moved


def runs_of(part: str) -> Iterator[Run]:
    """Run the rooms over the collections of a part ("open", "untouched-4")."""
    for folder in sorted((FOLDER / part).iterdir()):
        gold = msgspec.toml.decode((folder / "gold.toml").read_bytes(), type=Gold)
        settings = Settings()
        sheets = {path.name: read_page(path, settings) for path in sorted(folder.glob("*.txt"))}
        kept = list(sheets.values())
        yield Run(folder.name, gold, sheets, gather(lambda *_, kept=kept: iter(kept), settings))


def read_page(path: Path, settings: Settings, fields: Set[str] = EVERY) -> Sheet:
    """Run the rooms that read an article, or those that fill some fields; the reading comes from
    disk where it is known.
    """
    sheet = Sheet(capture=Capture(
        id=re.sub(r"\W", "-", path.stem), path=path.name, sha256="", media="text/plain",
        encoding="utf-8", content=path.read_bytes()))
    for step in (one for one in STEPS if one.field in fields):
        assert step.field != "reading" or sheet.text is not None
        result = (read_once(sheet.text) if step.field == "reading" and sheet.text
                  else step.door(sheet, settings))
        sheet = msgspec.structs.replace(sheet, **{step.field: result})
    return sheet
