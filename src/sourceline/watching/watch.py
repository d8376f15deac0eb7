"""Watch a folder: build its record again when articles arrive, and say what moved.

In: a folder and a record. Out: `Round`s, a log of changes as lines of JSON beside the record, and
an Atom feed made from it. Nothing is fetched; whatever puts articles into the folder is not ours.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sourceline.build import Built
from sourceline.store.open import open_record
from sourceline.watching.changes import Change, State, compare, read_state, to_line
from sourceline.watching.feed import ENTRIES_MOST, write_feed

Build = Callable[[], Built]


@dataclass(frozen=True)
class Round:
    """One building of the record: what was built, how many articles are new, what moved."""

    built: Built
    new_articles: int
    changes: tuple[Change, ...]
    first: bool


def run_round(build: Build, record: Path, log: Path, feed: Path) -> Round:
    """Build once, compare with the record as it was, and write down what moved.

    The first building of a record has nothing to compare with: it reports no changes.
    """
    first = not record.is_file()
    before = State() if first else _state(record)
    built = build()
    after = before if built.unchanged else _state(record)
    changes = () if first else compare(before, after)
    if changes:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        with log.open("a", encoding="utf-8") as lines:
            lines.writelines(to_line(change, moment) + "\n" for change in changes)
    if changes or not feed.exists():
        _write_feed(log, feed, record.stem)
    return Round(built, len(after.articles - before.articles), changes, first)


def watch(build: Build, folder: Path, record: Path, log: Path, feed: Path, *,
          every_s: float = 5.0, once: bool = False,
          sleep: Callable[[float], None] = time.sleep) -> Iterator[Round]:
    """Give a round now, and one each time the folder has changed and come to rest.

    Takes: `every_s`, how often to look; a file still being written is waited for until two looks
    in a row see the same. `once` stops after the first round.
    """
    seen = look(folder)
    yield run_round(build, record, log, feed)
    while not once:
        sleep(every_s)
        now = look(folder)
        if now == seen:
            continue
        while now != (now := _after(folder, every_s, sleep)):
            pass
        seen = now
        yield run_round(build, record, log, feed)


def _after(folder: Path, every_s: float, sleep: Callable[[float], None]) -> frozenset[str]:
    sleep(every_s)
    return look(folder)


def look(folder: Path) -> frozenset[str]:
    """Give what tells whether a folder changed: path, size and time of each file in it."""
    if folder.is_file():
        return frozenset((_mark(folder),))
    found = set()
    for above, _, names in os.walk(folder):
        for name in names:
            mark = _mark(Path(above) / name)
            if mark:
                found.add(mark)
    return frozenset(found)


def _mark(path: Path) -> str:
    try:
        known = path.stat()
    except OSError:  # gone between two looks: the next look sees it
        return ""
    return f"{path} {known.st_size} {known.st_mtime_ns}"


def _state(record: Path) -> State:
    connection = open_record(record)
    try:
        return read_state(connection)
    finally:
        connection.close()


def _write_feed(log: Path, feed: Path, name: str) -> None:
    lines = log.read_text(encoding="utf-8").splitlines()[-ENTRIES_MOST:] if log.exists() else []
    beside = feed.with_name(feed.name + ".new")
    beside.write_text(write_feed(lines, name), encoding="utf-8")
    beside.replace(feed)  # a feed reader sees the feed before or after, never half of it
