"""The append-only file of decisions beside a record: `case.db` has `case.review.db`.

In: decisions. Out: all of them, in the order they were kept. Nothing is ever changed or deleted;
the file itself refuses it.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sourceline.errors import BrokenRecord
from sourceline.record.decision import Decision

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decision (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, written TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON decision
  BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON decision
  BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
"""


def review_path(record: Path) -> Path:
    """Say where the decisions on a record are kept.

    >>> review_path(Path("case.db")).name
    'case.review.db'
    """
    return record.with_name(record.stem + ".review.db")


def keep_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Append decisions; one that is there already is not written twice.

    On disk before this returns: a person's work must survive a power cut.
    """
    connection = _opened(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR IGNORE INTO decision (id, written) VALUES (?, ?)",
            [(decision.id, msgspec.json.encode(decision).decode()) for decision in decisions])
        connection.execute("COMMIT")
    finally:
        connection.close()


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Give every decision in the order they were kept; none when there is no file."""
    if not path.exists():
        return ()
    connection = _opened(path)
    try:
        rows = connection.execute("SELECT written FROM decision ORDER BY position").fetchall()
        return tuple(msgspec.json.decode(row[0], type=Decision) for row in rows)
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        raise BrokenRecord(f"the decisions cannot be read ({error})", where=str(path),
                           remedy="restore this file from a backup; do not delete it") from error
    finally:
        connection.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.executescript(_SCHEMA)
    except sqlite3.DatabaseError as error:
        raise BrokenRecord(f"this is not a file of decisions ({error})", where=str(path),
                           remedy="restore it from a backup; do not delete it") from error
    return connection
