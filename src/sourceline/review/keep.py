"""The append-only file of decisions beside a record: `case.db` has `case.review.db`.

In: decisions. Out: all of them, in the order they were kept. Nothing is ever changed or deleted;
the file itself refuses it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sourceline.errors import BadInput, BrokenRecord
from sourceline.record.decision import QUESTIONS, Decision
from sourceline.review.decide import check_answer, named

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decision (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, written TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON decision
  BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON decision
  BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
CREATE TABLE IF NOT EXISTS search (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, written TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS search_never_changed BEFORE UPDATE ON search
  BEGIN SELECT raise(ABORT, 'saved searches are never changed'); END;
CREATE TRIGGER IF NOT EXISTS search_never_deleted BEFORE DELETE ON search
  BEGIN SELECT raise(ABORT, 'saved searches are never deleted'); END;
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
    connection = open_review(path)
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
    connection = open_review(path)
    try:
        rows = connection.execute("SELECT written FROM decision ORDER BY position").fetchall()
        return tuple(msgspec.json.decode(row[0], type=Decision) for row in rows)
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        raise BrokenRecord(f"the decisions cannot be read ({error})", where=str(path),
                           remedy="restore this file from a backup; do not delete it") from error
    finally:
        connection.close()


def write_lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """Give each decision as one line of JSON, to hand to someone else.

    >>> list(write_lines([]))
    []
    """
    return (msgspec.json.encode(decision).decode() for decision in decisions)


def read_lines(lines: Iterable[str]) -> tuple[Decision, ...]:
    """Read decisions from lines of JSON; blank lines are passed over.

    Refuses: a line that is no decision, or one whose words were changed after it was made
    (`BadInput`, with the number of the line): either all lines come in or none.
    """
    decisions: list[Decision] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
        except (msgspec.MsgspecError, ValueError) as error:
            raise BadInput(f"this line is not a decision ({error})", where=f"line {number}",
                           remedy="export the decisions again") from error
        _check(decision, number)
        decisions.append(decision)
    return tuple(decisions)


def _check(decision: Decision, number: int) -> None:
    if decision.id != named(decision).id:
        raise BadInput("this decision is not as it was made", where=f"line {number}",
                       remedy="export the decisions again; nobody may change one by hand")
    if decision.verdict not in {*QUESTIONS.get(decision.question, ()), "withdraw"}:
        raise BadInput(f"“{decision.question}” cannot be answered with “{decision.verdict}”",
                       where=f"line {number}", remedy="update Sourceline")
    if decision.verdict == "correct":
        check_answer(decision.question, decision.answer)


def open_review(path: Path) -> sqlite3.Connection:
    """Open the file beside a record, making it where it is missing.

    Refuses: a file that holds something else (`BrokenRecord`).
    """
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
