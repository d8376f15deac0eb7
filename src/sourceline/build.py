"""Build a record: acquire, read every article that is new, gather, write.

In: inputs and settings. Out: a record file, and a `Built` that says what was done. It does the
common work once: counting, skipping what is done already, catching the failure of one article.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sourceline import __version__
from sourceline.engine.local import Done, run_tasks, workers_here
from sourceline.errors import BadInput
from sourceline.pipeline import (
    STEPS,
    ArticleTask,
    ArticleWork,
    add_result,
    code_mark,
    gather,
    read_article,
    step_keys,
)
from sourceline.record.article import Capture
from sourceline.record.decision import Decision
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.sheet import Sheet
from sourceline.review.bind import Bound, bind_decisions, sentences_sought
from sourceline.review.fold import add_up
from sourceline.review.keeper import Keeper, beside
from sourceline.rooms.acquire.find import acquire
from sourceline.settings import Settings, as_json
from sourceline.store.cache import Cache
from sourceline.store.open import RECORD_VERSION, open_record
from sourceline.store.write import Making, write_record

# An article is a few thousand words and takes well under a second; one that takes minutes is
# broken or hostile and costs only itself.
TIMEOUT_S = 120.0
# Results are written in batches this large: a kill costs at most this many articles' work.
BATCH = 32

Told = Callable[[str, int, int], None]


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


@dataclass
class _Found:
    """What acquire gave: captures in a stable order, and what was left out."""

    captures: list[Capture] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def build(inputs: Sequence[Path], record: Path, *, settings: Settings | None = None,
          workers: int | None = None, told: Told = lambda *_: None,
          keeper: Keeper | None = None) -> Built:
    """Build or bring up to date the record of the articles under `inputs`.

    >>> build([Path("articles")], Path("case.db"))   # doctest: +SKIP
    Built(record=PosixPath('case.db'), articles=24, read_now=24, outcomes=(), unchanged=False)

    Takes: `told(stage, done, total)` hears of progress (total 0: not known yet); `keeper` has the
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
        found = _acquire(inputs, settings, told)
        decisions = (keeper or beside(record)).read_decisions()
        key = _inputs_key(found, settings, decisions)
        if _stored_key(connection) == key:
            return Built(record, len(found.captures), 0, (), unchanged=True)
        failed, read_now = _read(found.captures, settings, cache, workers, told)
        told("gathering", 0, 0)
        sheets = list(_sheets(found.captures, settings, cache))
        collection = gather(sheets, settings)
        outcomes = _sorted([*found.dropped, *failed, *(o for s in sheets for o in s.outcomes)])
        bound = _bound(decisions, sheets)
        told("writing", 0, 0)
        # What a worker crashed on is tried again next time: the record is marked as unfinished.
        making = Making(RECORD_VERSION, datetime.now(UTC).isoformat(timespec="seconds"),
                        __version__, as_json(settings), "" if failed else key)
        settled = write_record(connection, making, sheets, collection, outcomes,
                               add_up(bound.found))
        cache.forget_others(name for capture in found.captures
                            for name in step_keys(capture, settings).values())
        written = sum(1 for sheet in sheets if sheet.text)
        return Built(record, written, read_now, tuple(outcomes), unchanged=False,
                     lost_decisions=bound.lost, idle_decisions=settled.idle)
    finally:
        cache.close()
        connection.close()


def _bound(decisions: Sequence[Decision], sheets: Sequence[Sheet]) -> Bound:
    """Find the words of decisions in the texts, those of articles that are gone in others."""
    texts = {sheet.capture.id: sheet.text.words for sheet in sheets if sheet.text}
    sought, homes = sentences_sought(decisions, texts), dict[str, list[str]]()
    for sheet in sheets if sought else ():
        text = texts.get(sheet.capture.id, "")
        for sentence in sheet.reading.sentences if sheet.reading else ():
            words = text[sentence.start:sentence.end]
            if words in sought and sheet.capture.id not in homes.setdefault(words, []):
                homes[words].append(sheet.capture.id)
    return bind_decisions(decisions, texts, homes)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"the record's folder cannot be made ({error.strerror})", where=str(folder),
                       remedy="name a place you may write to") from error


def _acquire(inputs: Sequence[Path], settings: Settings, told: Told) -> _Found:
    found = _Found()
    for capture in acquire(inputs, settings.acquire):
        if isinstance(capture, Dropped):
            found.dropped.append(capture)
        else:
            found.captures.append(capture)
        told("finding", len(found.captures), 0)
    # By content, so that the order of files on this disk shows nowhere.
    found.captures.sort(key=lambda capture: capture.id)
    return found


def _inputs_key(found: _Found, settings: Settings, decisions: Sequence[Decision]) -> str:
    sums = hashlib.sha256(f"{RECORD_VERSION} {__version__} {code_mark()}".encode())
    sums.update(as_json(settings).encode())
    for capture in found.captures:
        sums.update(f"{capture.id} {capture.path} {capture.place}\n".encode())
    for left in (*_sorted(found.dropped), *decisions):
        sums.update(msgspec.json.encode(left))
    return sums.hexdigest()


def _stored_key(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT inputs_key FROM made").fetchone()
    return row[0] if row else None


def _read(captures: Sequence[Capture], settings: Settings, cache: Cache, workers: int | None,
          told: Told) -> tuple[list[Failed], int]:
    """Read every article that has work left; results go to the cache in batches."""
    tasks = list(_tasks(captures, settings, cache))
    failed: list[Failed] = []
    waiting: dict[str, bytes] = {}
    crew = min(workers_here() if workers is None else workers, max(1, len(tasks)))
    done: Done[ArticleTask, ArticleWork]
    for count, done in enumerate(run_tasks(read_article, iter(tasks), workers=crew if tasks else 0,
                                           timeout_s=TIMEOUT_S), start=1):
        if done.result is None:
            failed.append(_failed(done))
        else:
            keys = step_keys(done.task.capture, settings)
            waiting |= {keys[name]: result for name, result in done.result.results.items()}
        if count % BATCH == 0:
            cache.keep(waiting)
            waiting = {}
        told("reading", count, len(tasks))
    cache.keep(waiting)
    return failed, len(tasks)


def _tasks(captures: Iterable[Capture], settings: Settings, cache: Cache) -> Iterator[ArticleTask]:
    for capture in captures:
        keys = step_keys(capture, settings)
        found = cache.find(keys.values())
        known = {name: found[key] for name, key in keys.items() if key in found}
        if _work_left(known):
            yield ArticleTask(capture, settings, known)


def _work_left(known: dict[str, bytes]) -> bool:
    """Tell whether a step can still run: it has no result, and what it needs has one."""
    there = {name for name, result in known.items() if result[:1] == b"+"}
    return any(step.field not in known and there.issuperset(step.needs) for step in STEPS)


def _failed(done: Done[ArticleTask, ArticleWork]) -> Failed:
    capture = done.task.capture
    return Failed(article=capture.id, path=capture.path, room="engine", reason=done.reason,
                  detail=f"{done.detail}; the next build tries again")


def _sheets(captures: Iterable[Capture], settings: Settings, cache: Cache) -> Iterator[Sheet]:
    for capture in captures:
        keys = step_keys(capture, settings)
        found = cache.find(keys.values())
        sheet = Sheet(capture=capture)
        for step in STEPS:
            if keys[step.field] in found:
                sheet = add_result(sheet, step, found[keys[step.field]])
        yield sheet


def _sorted(outcomes: Iterable[Dropped | Failed]) -> list[Dropped | Failed]:
    return sorted(outcomes, key=lambda o: (o.path, o.article, o.room, o.reason, o.detail))


def default_record(folder: Path) -> Path:
    """Name the record of a folder when the user names none: beside it, with its name."""
    return Path(os.path.abspath(folder)).with_suffix(".db")
