"""The list of rooms, read aloud from top to bottom.

In: captures. Out: one `Sheet` an article, then one `Collection`. This is the only place where
rooms meet; each step below says which room does it and what it is given. It does not run
anything in parallel (`engine/`), write anything (`store/`) or show anything.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from sourceline.errors import place_of
from sourceline.record.article import Capture, Text
from sourceline.record.claim import Claim, Figure, FigureGroup
from sourceline.record.decision import Decision
from sourceline.record.entity import Linking, Naming
from sourceline.record.event import Event, EventMention
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.place import Locating
from sourceline.record.reading import Reading
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.thread import Due
from sourceline.record.when import Publication, TimeExpression
from sourceline.rooms.calendar.place import place_times
from sourceline.rooms.calendar.solve import solve_calendar
from sourceline.rooms.claims.find import find_claims
from sourceline.rooms.clean.text import clean_capture
from sourceline.rooms.copies.find import find_copies
from sourceline.rooms.copies.interests import find_interests
from sourceline.rooms.copies.origins import find_origins
from sourceline.rooms.entities.link import link_entities
from sourceline.rooms.events.find import find_event_mentions
from sourceline.rooms.figures.find import find_figures
from sourceline.rooms.figures.group import group_figures
from sourceline.rooms.merge.decided import correct_events, keep_dates
from sourceline.rooms.merge.merge import merge_event_mentions
from sourceline.rooms.names.find import find_mentions
from sourceline.rooms.places.locate import locate_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.threads.answer import answer_dues
from sourceline.rooms.threads.due import find_dues
from sourceline.rooms.threads.find import find_threads
from sourceline.rooms.threads.steps import add_steps
from sourceline.rooms.times.expressions import find_times
from sourceline.rooms.times.publication import date_article
from sourceline.settings import Settings, digest

Found = TypeVar("Found")


@dataclass(frozen=True)
class Step:
    """One per-article room: its field on the sheet, what it needs there, and its door.

    `reads` are the fields of `Settings` whose change makes the step run again.
    """

    field: str
    room: str
    needs: tuple[str, ...]
    gives: Any
    door: Callable[[Sheet, Settings], Any]


STEPS: tuple[Step, ...] = (
    Step("text", "clean", (), Text,
         lambda s, o: clean_capture(s.capture, o.clean)),
    Step("publication", "publication", ("text",), Publication,
         lambda s, o: date_article(s.capture, _is(s.text), o.publication)),
    Step("reading", "read", ("text",), Reading,
         lambda s, o: read_text(_is(s.text), o.read)),
    Step("times", "times", ("text", "reading"), tuple[TimeExpression, ...],
         lambda s, o: find_times(_is(s.text), _is(s.reading), o.times)),
    Step("naming", "names", ("text", "reading"), Naming,
         lambda s, o: find_mentions(_is(s.text), _is(s.reading), o.names)),
    Step("places", "places", ("text", "naming"), Locating,
         lambda s, o: locate_mentions(_is(s.text), _is(s.naming).mentions, o.places)),
    Step("events", "events", ("text", "reading", "naming", "times"), tuple[EventMention, ...],
         lambda s, o: _tellings(s, o)),
    Step("claims", "claims", ("text", "reading", "naming"), tuple[Claim, ...],
         lambda s, o: find_claims(_is(s.text), _is(s.reading), _is(s.naming).mentions, o.claims)),
    Step("figures", "figures", ("text", "reading", "events", "claims", "times"),
         tuple[Figure, ...],
         lambda s, o: find_figures(_is(s.text), _is(s.reading), _is(s.events), _is(s.claims),
                                   o.figures, _is(s.times))),
    Step("dues", "dues", ("text", "reading", "events", "times"), tuple[Due, ...],
         lambda s, o: find_dues(_is(s.text), _is(s.reading), _is(s.events), _is(s.times), o.dues)),
)


def _tellings(sheet: Sheet, settings: Settings) -> tuple[EventMention, ...]:
    """Find what is said to happen; the threads room adds steps told in other words."""
    text, reading, times = _is(sheet.text), _is(sheet.reading), _is(sheet.times)
    mentions = _is(sheet.naming).mentions
    return add_steps(text, reading, mentions, times,
                     find_event_mentions(text, reading, mentions, times, settings.events))


def _is(found: Found | None) -> Found:
    assert found is not None  # `read_article` runs a step only when what it needs is there
    return found


@dataclass(frozen=True)
class ArticleTask:
    """One article to read, with the results of steps that need not run again, by field."""

    capture: Capture
    settings: Settings
    known: Mapping[str, bytes]


@dataclass(frozen=True)
class ArticleWork:
    """What a worker did: new results by field, and what failed or was dropped on the way."""

    results: Mapping[str, bytes]


def read_article(task: ArticleTask) -> ArticleWork:
    """Run every per-article room that is not known yet over one article.

    A room that raises costs its own result and those that need it, never the article.
    """
    sheet = Sheet(capture=task.capture)
    fresh: dict[str, bytes] = {}
    for step in STEPS:
        known = task.known.get(step.field)
        if known is None:
            result = _run(step, sheet, task.settings)
            if result is None:
                continue
            known = fresh[step.field] = write_result(result)
        sheet = add_result(sheet, step, known)
    return ArticleWork(fresh)


def _run(step: Step, sheet: Sheet, settings: Settings) -> object:
    if any(getattr(sheet, need) is None for need in step.needs):
        return None
    try:
        return step.door(sheet, settings)
    except Exception as error:  # the per-article boundary: written down, the run goes on
        return Failed(article=sheet.capture.id, path=sheet.capture.path, room=step.room,
                      reason=type(error).__name__,
                      detail=f"{str(error)[:300]} (at {place_of(error)}); please report it with "
                             "this article's path")


def write_result(result: object) -> bytes:
    """Write what a step gave: one letter that tells a result from an outcome, then MessagePack."""
    mark = b"-" if isinstance(result, Dropped | Failed) else b"+"
    return mark + msgspec.msgpack.encode(result)


def add_result(sheet: Sheet, step: Step, written: bytes) -> Sheet:
    """Put a step's written result on the sheet, or among its outcomes."""
    mark, body = written[:1], written[1:]
    if mark == b"-":
        outcome = msgspec.msgpack.decode(body, type=Dropped | Failed)
        return msgspec.structs.replace(sheet, outcomes=(*sheet.outcomes, outcome))
    result = msgspec.msgpack.decode(body, type=step.gives)
    return msgspec.structs.replace(sheet, **{step.field: result})


def step_keys(capture: Capture, settings: Settings) -> dict[str, str]:
    """Name each step's work on this article by what goes into it.

    Takes: only the capture, since a step's key is made of the keys of what it needs; so it is
    known what must run before anything runs.
    """
    keys: dict[str, str] = {}
    for step in STEPS:
        inputs = [keys[need] for need in step.needs] or [capture.id]
        said = "\x1f".join([step.field, code_mark(), _settings_mark(step.field, settings), *inputs])
        keys[step.field] = hashlib.sha256(said.encode()).hexdigest()
    return keys


@cache
def _settings_mark(field: str, settings: Settings) -> str:
    name = {"text": "clean", "reading": "read", "naming": "names"}.get(field, field)
    return digest(getattr(settings, name))


@cache
def code_mark() -> str:
    """Name the code and word lists that do the work.

    A version number that someone forgot to raise would serve stale results; the files cannot
    forget (docs/decisions/0003-keys-of-work.md).
    """
    sums = hashlib.sha256()
    for floor in ("record", "text", "lexicon", "rooms"):
        for path in code_files(files("sourceline").joinpath(floor)):
            sums.update(path.read_bytes())
    return sums.hexdigest()[:16]


def code_files(folder: Traversable) -> list[Traversable]:
    """List the files under a folder of the package that decide what the work gives."""
    found: list[Traversable] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            found += code_files(path)
        elif path.name.endswith((".py", ".toml", ".tsv", ".onnx", ".json", ".txt")):
            found.append(path)
    return found


def gather(sheets: Sequence[Sheet], settings: Settings, decided: Sequence[Decision] = (),
           before: Collection | None = None) -> Collection:
    """Run the rooms that need the whole collection: the same answer for any order of sheets.

    Takes: `decided`, what people judged, in order, which stands above every rule; `before`, what
    the same sheets gave without it, so that what cannot differ is not done again.
    """
    texts = [s.text for s in sheets if s.text]
    publications = [s.publication for s in sheets if s.publication]
    expressions = [t for s in sheets for t in s.times or ()]
    linking = _link([s.naming for s in sheets if s.naming], settings, decided)
    placed = place_times(publications, expressions, settings.calendar)
    told = [e for s in sheets for e in s.events or ()]
    merged = merge_event_mentions(told, linking.links, linking.entities, placed, publications,
                                  settings.merge, [s.places for s in sheets if s.places], decided)
    corrected = correct_events(merged, told, linking.links, linking.entities, decided)
    tellings = corrected.within(told)
    threads = find_threads(corrected.events, tellings, linking.links, linking.entities,
                           settings.threads, texts, publications)
    # Merged events and threads let one article date another; from here on these dates hold.
    calendar = solve_calendar(publications, expressions, tellings, corrected.events, threads,
                              settings.calendar)
    events = keep_dates(calendar.events, corrected.events)
    same_dates = before is not None and before.publications == calendar.publications
    copies = before.copies if before is not None and same_dates else find_copies(
        texts, calendar.publications, settings.copies)
    return Collection(
        publications=calendar.publications, conflicts=calendar.conflicts, linking=linking,
        placed=calendar.placed, events=events, corrected=corrected.mentions, copies=copies,
        origins=find_origins(texts, calendar.publications, copies, settings.origins,
                             events, tellings, [c for s in sheets for c in s.claims or ()]),
        interests=find_interests(texts, settings.origins.outlets),
        figure_groups=_group(sheets, events, settings), threads=threads,
        follow_ups=answer_dues(
            [d for s in sheets for d in s.dues or ()], tellings, events, threads,
            calendar.placed, _last_day(calendar.publications), settings.threads,
            calendar.publications, linking.links))


def _link(namings: Sequence[Naming], settings: Settings, decided: Sequence[Decision]) -> Linking:
    return link_entities([m for n in namings for m in n.mentions],
                         [d for n in namings for d in n.descriptions], settings.entities, decided)


def _group(sheets: Sequence[Sheet], events: Sequence[Event], settings: Settings
           ) -> tuple[FigureGroup, ...]:
    return group_figures([f for s in sheets for f in s.figures or ()],
                         {member: event.id for event in events for member in event.members},
                         settings.figure_groups)


def _last_day(publications: Sequence[Publication]) -> date | None:
    """Give the last day the collection surely reaches: the latest start of a publication."""
    return max((p.published.from_date for p in publications if p.published.from_date),
               default=None)
