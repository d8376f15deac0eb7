"""The list of rooms, read aloud from top to bottom.

In: captures. Out: one `Sheet` an article, then one `Collection`. This is the only place where
rooms meet; each step below says which room does it and what it is given. It does not run
anything in parallel (`engine/`), write anything (`store/`) or show anything.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from sourceline.errors import place_of
from sourceline.record.article import Capture, Text
from sourceline.record.claim import Claim, Figure, FigureGroup
from sourceline.record.decision import Decision
from sourceline.record.entity import Entity, Link, Linking, Naming
from sourceline.record.event import Event, EventMention
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.place import Locating
from sourceline.record.reading import Reading
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.slim import (
    slim_claim,
    slim_places,
    slim_telling,
    slim_text,
    slim_time,
)
from sourceline.record.thread import Due
from sourceline.record.when import PlacedTime, Publication, TimeExpression
from sourceline.rooms.calendar.place import place_in_turn
from sourceline.rooms.calendar.solve import solve_dates
from sourceline.rooms.claims.find import find_claims
from sourceline.rooms.clean.scans import made_with
from sourceline.rooms.clean.text import clean_capture
from sourceline.rooms.copies.find import find_copies
from sourceline.rooms.copies.interests import find_interests
from sourceline.rooms.copies.origins import find_origins
from sourceline.rooms.entities.link import find_entities
from sourceline.rooms.events.find import find_event_mentions
from sourceline.rooms.figures.find import find_figures
from sourceline.rooms.figures.group import group_figures
from sourceline.rooms.merge.decided import correct_events, judge_tellings, keep_dates
from sourceline.rooms.merge.merge import merge_event_mentions
from sourceline.rooms.merge.stretches import Spread, in_turn
from sourceline.rooms.names.find import find_mentions
from sourceline.rooms.places.locate import locate_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.threads.answer import answer_dues
from sourceline.rooms.threads.due import find_dues
from sourceline.rooms.threads.find import find_threads
from sourceline.rooms.threads.order import order_again
from sourceline.rooms.times.expressions import find_times
from sourceline.rooms.times.publication import date_article
from sourceline.settings import Settings, digest
from sourceline.store.aside import Aside, groups_of, in_blocks

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
         lambda s, o: find_event_mentions(_is(s.text), _is(s.reading), _is(s.naming).mentions,
                                          _is(s.times), o.events)),
    Step("claims", "claims", ("text", "reading", "naming"), tuple[Claim, ...],
         lambda s, o: find_claims(_is(s.text), _is(s.reading), _is(s.naming).mentions, o.claims)),
    Step("figures", "figures", ("text", "reading", "events", "claims", "times"),
         tuple[Figure, ...],
         lambda s, o: find_figures(_is(s.text), _is(s.reading), _is(s.events), _is(s.claims),
                                   o.figures, _is(s.times))),
    Step("dues", "dues", ("text", "reading", "events", "times"), tuple[Due, ...],
         lambda s, o: find_dues(_is(s.text), _is(s.reading), _is(s.events), _is(s.times), o.dues)),
)


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
    """What a worker did: new results by field, what failed or was dropped on the way, and how
    many seconds each step took.
    """

    results: Mapping[str, bytes]
    seconds: Mapping[str, float] = field(default_factory=dict)


def read_article(task: ArticleTask) -> ArticleWork:
    """Run every per-article room that is not known yet over one article.

    A room that raises costs its own result and those that need it, never the article.
    """
    sheet = Sheet(capture=task.capture)
    fresh: dict[str, bytes] = {}
    seconds: dict[str, float] = {}
    for step in STEPS:
        known = task.known.get(step.field)
        if known is None:
            begun = time.perf_counter()
            result = _run(step, sheet, task.settings)
            if result is None:
                continue
            known = fresh[step.field] = write_result(result)
            seconds[step.field] = time.perf_counter() - begun
        sheet = add_result(sheet, step, known)
    return ArticleWork(fresh, seconds)


def _run(step: Step, sheet: Sheet, settings: Settings) -> object:
    if any(getattr(sheet, need) is None for need in step.needs):
        return None
    try:
        return step.door(sheet, settings)
    except (OSError, MemoryError):
        # The machine's trouble, not the article's: the engine tells it and keeps nothing, so that
        # the next build tries again. Kept, a full disk would be the article's fault for ever.
        raise
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
        inputs = [keys[need] for need in step.needs] or [capture.id, *made_with(capture.media)]
        said = "\x1f".join([step.field, code_mark(), settings_mark(step.field, settings), *inputs])
        keys[step.field] = hashlib.sha256(said.encode()).hexdigest()
    return keys


def name_task(task: ArticleTask) -> str:
    """Name all there is to do on an article: rooms, code, settings and inputs."""
    said = "\x1f".join(step_keys(task.capture, task.settings).values())
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def settings_mark(field: str, settings: Settings) -> str:
    """Name the settings of a room, by its field on the sheet, by what they say."""
    name = {"text": "clean", "reading": "read", "naming": "names"}.get(field, field)
    return digest(getattr(settings, name)) if name else ""


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


class Sheets(Protocol):
    """The sheets of a collection, given anew at each call, with at least the fields named.

    A collection does not fit in memory as whole sheets; each room below is handed only what it
    looks at, and that is let go before the next one begins.
    """

    def __call__(self, *fields: str) -> Iterator[Sheet]:
        """Give every sheet once."""
        ...


class Timed(Protocol):
    """Does the work of one collection room, and may measure it."""

    def __call__(self, room: str, work: Callable[[], Found], /) -> Found:
        """Give what the work gives."""
        ...


def _untimed(room: str, work: Callable[[], Found]) -> Found:  # noqa: ARG001
    return work()


def gather(sheets: Sheets, settings: Settings, timed: Timed = _untimed, *,
           decided: Sequence[Decision] = (), before: Collection | None = None,
           folder: Path | None = None, spread: Spread = in_turn) -> Collection:
    """Run the rooms that need the whole collection: the same answer for any order of sheets.

    Takes: `decided`, what people judged, in order, which stands above every rule; `before`, what
    the same sheets gave without it, so that what cannot differ is not done again; `folder`, where
    links and tellings are put aside while the rooms work; `spread`, who does the parts of a room's
    work, if others than this process do.
    """
    publications = [s.publication for s in sheets("publication") if s.publication]
    expressions = Aside(TimeExpression, ((s.capture.id, _in_place(s.times)) for s in sheets("times")
                                         ), folder)
    linking = timed("entities", lambda: _link(sheets, settings, decided, folder))
    read = Aside(EventMention, _tellings_of(sheets), folder)
    judged = judge_tellings(read, before.events if before else (), decided)
    kinds = {one.id: one for one in judged.changed}
    told = read if not kinds else Aside(EventMention, (
        (article, [kinds.get(one.id, one) for one in some]) for article, some in read.blocks()),
        folder)
    merged = timed("merge", lambda: merge_event_mentions(
        told, linking.links, linking.entities,
        place_in_turn(publications, expressions), publications, settings.merge,
        [slim_places(s.places) for s in sheets("places") if s.places], decided, judged.dated,
        spread))
    corrected = correct_events(merged, told, linking.links, linking.entities, decided)
    tellings = told if not corrected.mentions else Aside(EventMention, (
        (article, corrected.within(some)) for article, some in told.blocks()), folder)
    texts = Aside(Text, ((s.capture.id, [slim_text(s.text)]) for s in sheets("text") if s.text),
                  folder)
    threads = timed("threads", lambda: find_threads(
        corrected.events, tellings, linking.links, linking.entities, settings.threads, texts,
        publications, [d for s in sheets("dues") for d in s.dues or ()]))
    # Merged events and threads let one article date another; from here on these dates hold.
    calendar = timed("calendar", lambda: solve_dates(
        publications, expressions, tellings, corrected.events, threads))
    placed = Aside(PlacedTime, groups_of(place_in_turn(calendar.publications, expressions),
                                         lambda one: one.article), folder)
    events = keep_dates(calendar.events, corrected.events)
    threads = order_again(threads, events)
    same_dates = before is not None and before.publications == calendar.publications
    copies = before.copies if before is not None and same_dates else timed(
        "copies", lambda: find_copies(texts, calendar.publications, settings.copies))
    origins = timed("origins", lambda: find_origins(
        texts, calendar.publications, copies, settings.origins, events, tellings,
        [slim_claim(c) for s in sheets("claims") for c in s.claims or ()]))
    interests = timed("interests", lambda: find_interests(
        (s.text for s in sheets("text") if s.text), settings.origins.outlets))
    groups = timed("figure groups", lambda: _group(sheets, events, settings))
    follow_ups = timed("follow-ups", lambda: answer_dues(
        [d for s in sheets("dues") for d in s.dues or ()], tellings, events, threads,
        placed, _last_day(calendar.publications), settings.threads,
        calendar.publications, linking.links, linking.entities, texts))
    return Collection(
        publications=calendar.publications, conflicts=calendar.conflicts, linking=linking,
        placed=placed, events=events, copies=copies,
        corrected=tuple({one.id: one for one in (*judged.changed, *corrected.mentions)}.values()),
        origins=origins, interests=interests, figure_groups=groups, threads=threads,
        follow_ups=follow_ups)


@dataclass(frozen=True)
class _Namings:
    """What each article names, in the order of the articles, as often as it is asked for."""

    sheets: Sheets

    def __iter__(self) -> Iterator[Naming]:
        """Give what each article names."""
        return (s.naming for s in self.sheets("naming") if s.naming)


def _link(sheets: Sheets, settings: Settings, decided: Sequence[Decision], folder: Path | None
          ) -> Linking:
    """Link the names of a collection; links and entities are put aside as they are made."""
    namings: Iterable[Naming] = _Namings(sheets)
    articles = [sheet.capture.id for sheet in sheets()]
    if articles != sorted(articles):  # a collection in memory; a shelf stands in order
        namings = sorted(namings, key=lambda naming: naming.article)
    found = find_entities(namings, settings.entities, decided)
    return Linking(links=Aside(Link, found.links(), folder),
                   entities=Aside(Entity, in_blocks(found.entities()), folder))


def _in_place(times: Iterable[TimeExpression] | None) -> list[TimeExpression]:
    """Give the times of an article in the order of their places."""
    return sorted((slim_time(one) for one in times or ()),
                  key=lambda one: (one.cite.start, one.id))


def _tellings_of(sheets: Sheets) -> Iterator[tuple[str, list[EventMention]]]:
    """Give the tellings of each article, in their order."""
    for sheet in sheets("events"):
        yield sheet.capture.id, sorted(
            (slim_telling(one) for one in sheet.events or ()),
            key=lambda one: (one.cite.start, one.cite.end, one.id))


def _group(sheets: Sheets, events: Sequence[Event], settings: Settings
           ) -> tuple[FigureGroup, ...]:
    return group_figures([f for s in sheets("figures") for f in s.figures or ()],
                         {member: event.id for event in events for member in event.members},
                         settings.figure_groups)


def _last_day(publications: Sequence[Publication]) -> date | None:
    """Give the last day the collection surely reaches: the latest start of a publication."""
    return max((p.published.from_date for p in publications if p.published.from_date),
               default=None)
