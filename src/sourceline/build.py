"""Build a record: acquire, read every article that is new, gather, write.

In: inputs and settings. Out: a record file, and a `Built` that says what was done. It does the
common work once: counting, skipping what is done already, catching the failure of one article.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from sourceline import __version__
from sourceline.engine.choose import Engine, choose_engine
from sourceline.engine.forks import spread
from sourceline.engine.local import Done, workers_here
from sourceline.engine.stream import Stream
from sourceline.errors import BadInput
from sourceline.pipeline import (
    ArticleTask,
    ArticleWork,
    Timed,
    code_mark,
    gather,
    name_task,
    read_article,
    step_keys,
)
from sourceline.record.article import Capture
from sourceline.record.decision import Decision, Verdicts, changing
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.sheet import Collection
from sourceline.review.bind import Bound, bind_decisions, sentences_sought
from sourceline.review.fold import add_up
from sourceline.review.heed import heeded
from sourceline.review.keeper import Keeper, beside
from sourceline.rooms.acquire.find import acquire
from sourceline.rooms.clean.scans import made_with
from sourceline.rooms.merge.stretches import Spread
from sourceline.runlog import RunLog
from sourceline.settings import Settings, as_json
from sourceline.shelf import Shelf, put_aside
from sourceline.store.cache import Cache
from sourceline.store.open import RECORD_VERSION, open_record
from sourceline.store.write import Making, in_order_of_time, write_record

# An article is a few thousand words and takes well under a second; one that takes minutes is
# broken or hostile and costs only itself.
TIMEOUT_S = 120.0
# Results are written in batches this large: a kill costs at most this many articles' work.
BATCH = 32

Told = Callable[[str, int, int], None]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Built:
    """What a build did.

    `lost_decisions` no longer find their words in any text; `idle_decisions` (ids) find their
    words, but nothing in the record rests on them now.
    """

    record: Path
    articles: int
    read_now: int
    outcomes: tuple[Dropped | Failed, ...]
    unchanged: bool
    lost_decisions: tuple[Decision, ...] = ()
    idle_decisions: tuple[str, ...] = ()


def build(inputs: Sequence[Path], record: Path, *, settings: Settings | None = None,
          workers: int | None = None, engine: str = "local", told: Told = lambda *_: None,
          keeper: Keeper | None = None) -> Built:
    """Build or bring up to date the record of the articles under `inputs`.

    >>> build([Path("articles")], Path("case.db"))   # doctest: +SKIP
    Built(record=PosixPath('case.db'), articles=24, read_now=24, outcomes=(), unchanged=False)

    Takes: `engine`, who runs the rooms over articles: "local", "daft", "ray://HOST:PORT";
    `told(stage, done, total)` hears of progress (total 0: not known yet); `keeper` has the
    decisions to apply, by default the file beside the record.
    Gives: the same record for the same articles, in whatever order and however often it was
    killed and started again.
    Refuses: an input that is not there (`BadInput`), a file that is no record (`BrokenRecord`).
    """
    settings = settings or Settings()
    _make_folder(record.parent)
    connection = open_record(record, write=True)
    cache = Cache(record.with_name(record.name + ".cache"))
    try:
        log = RunLog(settings)
        shelf, dropped = log.timed("acquire", lambda: _acquire(inputs, settings, cache, told))
        decisions = (keeper or beside(record)).read_decisions()
        key = _inputs_key(shelf, dropped, decisions)
        if _stored_key(connection) == key:
            return Built(record, len(shelf.captures), 0, (), unchanged=True)
        runs = choose_engine(engine, workers, TIMEOUT_S, record.with_name(record.name + ".shards"))
        failed, read_now = _read(shelf, runs, told, log)
        beside_us = partial(spread, workers=workers_here() if workers is None else workers)
        collection = gather(shelf, settings, _told_of(told, log), folder=record.parent,
                            spread=beside_us)
        outcomes = _sorted([*dropped, *failed, *shelf.outcomes()])
        bound = _bound(decisions, shelf)
        verdicts = add_up(bound.found, bound.lost)
        told("writing", 0, len(shelf.captures))
        # What a worker crashed on is tried again next time: the record is marked as unfinished.
        making = Making(RECORD_VERSION, datetime.now(UTC).isoformat(timespec="seconds"),
                        __version__, as_json(settings), "" if failed else key,
                        log.runs(len(shelf.captures), outcomes))
        ordered = in_order_of_time(shelf.captures, collection.publications)
        settled = write_record(
            connection, making,
            _Counted("writing", shelf.to_write(ordered), len(ordered), told), collection, outcomes,
            verdicts, _again(shelf, collection, settings, verdicts, record.parent, beside_us))
        shelf.forget_others()
        return Built(record, shelf.with_text(), read_now, tuple(outcomes), unchanged=False,
                     lost_decisions=bound.lost, idle_decisions=settled.idle)
    finally:
        cache.close()
        connection.close()


@dataclass(frozen=True)
class _Counted(Generic[Thing]):
    """Things that are told of as they are taken, each time they are."""

    stage: str
    things: Iterable[Thing]
    total: int
    told: Told

    def __iter__(self) -> Iterator[Thing]:
        for count, thing in enumerate(self.things, start=1):
            yield thing
            self.told(self.stage, count, self.total)


def _told_of(told: Told, log: RunLog) -> Timed:
    def timed(room: str, work: Callable[[], Thing]) -> Thing:
        told(room, 0, 0)
        result = log.timed(room, work)
        told(room, 1, 1)
        return result
    return timed


def _again(shelf: Shelf, before: Collection, settings: Settings, verdicts: Verdicts,
           folder: Path, beside_us: Spread) -> Collection | None:
    """Gather once more with what people decided; the first answer is the way back to theirs."""
    decided = changing(verdicts.standing)
    if not decided:
        return None
    return gather(heeded(shelf, decided), settings, decided=decided, before=before,
                  folder=folder, spread=beside_us)


def _bound(decisions: Sequence[Decision], shelf: Shelf) -> Bound:
    """Find the words of decisions in the texts, those of articles that are gone in others."""
    if not decisions:
        return Bound((), ())
    cited = {cite.article for one in decisions for cite in (one.cite, one.other) if cite}
    texts = {sheet.capture.id: sheet.text.words
             for sheet in shelf.some(cited)("text") if sheet.text}
    sought, homes = sentences_sought(decisions, texts), dict[str, list[str]]()
    for sheet in shelf("text") if sought else ():
        article, text = sheet.capture.id, sheet.text.words if sheet.text else ""
        reading = shelf.sentences(sheet.capture)
        for sentence in reading.sentences if reading else ():
            words = text[sentence.start:sentence.end]
            if words in sought and article not in homes.setdefault(words, []):
                homes[words].append(article)
                texts.setdefault(article, text)
    return bind_decisions(decisions, texts, homes)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"the record's folder cannot be made ({error.strerror})", where=str(folder),
                       remedy="name a place you may write to") from error


def _acquire(inputs: Sequence[Path], settings: Settings, cache: Cache, told: Told
             ) -> tuple[Shelf, list[Dropped]]:
    captures: list[Capture] = []
    dropped: list[Dropped] = []
    with Stream() as stream:
        for found in put_aside(acquire(inputs, settings.acquire, stream.run), cache):
            if isinstance(found, Dropped):
                dropped.append(found)
            else:
                captures.append(found)
            told("finding", len(captures), 0)
    # By content, so that the order of files on this disk shows nowhere.
    captures.sort(key=lambda capture: capture.id)
    return Shelf(captures, settings, cache), dropped


def _inputs_key(shelf: Shelf, dropped: Sequence[Dropped], decisions: Sequence[Decision]) -> str:
    sums = hashlib.sha256(f"{RECORD_VERSION} {__version__} {code_mark()}".encode())
    sums.update(as_json(shelf.settings).encode())
    for capture in shelf.captures:
        sums.update(" ".join((capture.id, capture.path, capture.place,
                              *made_with(capture.media), "\n")).encode())
    for left in (*_sorted(dropped), *decisions):
        sums.update(msgspec.json.encode(left))
    return sums.hexdigest()


def _stored_key(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT inputs_key FROM made").fetchone()
    return row[0] if row else None


def _read(shelf: Shelf, engine: Engine, told: Told, log: RunLog) -> tuple[list[Failed], int]:
    """Read every article that has work left; results go to the cache in batches."""
    todo = shelf.todo()
    failed: list[Failed] = []
    waiting: dict[str, bytes] = {}
    done: Done[ArticleTask, ArticleWork]
    for count, done in enumerate(
            engine.over(read_article, shelf.tasks(todo), len(todo), name_task), start=1):
        if done.result is None:
            failed.append(_failed(done))
        else:
            keys = step_keys(done.task.capture, shelf.settings)
            waiting |= {keys[name]: result for name, result in done.result.results.items()}
            log.add(done.result)
        if count % BATCH == 0:
            shelf.cache.keep(waiting)
            waiting = {}
        told("reading", count, len(todo))
    shelf.cache.keep(waiting)
    engine.finish()
    return failed, len(todo)


def _failed(done: Done[ArticleTask, ArticleWork]) -> Failed:
    capture = done.task.capture
    return Failed(article=capture.id, path=capture.path, room="engine", reason=done.reason,
                  detail=f"{done.detail}; the next build tries again")


def _sorted(outcomes: Iterable[Dropped | Failed]) -> list[Dropped | Failed]:
    return sorted(outcomes, key=lambda o: (o.path, o.article, o.room, o.reason, o.detail))


def default_record(folder: Path) -> Path:
    """Name the record of a folder when the user names none: beside it, with its name."""
    return Path(os.path.abspath(folder)).with_suffix(".db")
