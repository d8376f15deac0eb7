"""Open a record file: make it, refuse what is not ours or newer, bring older ones up.

In: a path. Out: a `sqlite3.Connection` with foreign keys on and write-ahead logging. The file
says what it is by SQLite's own marks: `application_id` (ours) and `user_version` (its version).
"""

import sqlite3
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from sourceline.errors import BrokenRecord
from sourceline.store.remember import remember

RECORD_VERSION = 3
# "SLin" in ASCII; `file(1)` and other tools can tell a record by it.
APPLICATION_ID = 0x534C696E
# How long one writer waits for another: a whole record is written in less.
BUSY_MS = 10_000
# SQL that brings a record of version n to n + 1. A record can also be rebuilt from its articles;
# migrations spare people that when only the tables moved. Version 2 has decisions that can be
# taken back, words to search and counts kept for pages, version 3 more of these counts: all of it
# derived, and filled at once. The empty key makes the next build read anew.
_DERIVED, _LOG = (files("sourceline.store").joinpath(name).read_text(encoding="utf-8")
                  for name in ("derived.sql", "log.sql"))
_GONE = "".join(f"DROP TABLE IF EXISTS {name};\n" for name in (
    "cache_event", "cache_part", "cache_point", "cache_place", "cache_tie", "cache_clash"))
_GONE += "".join(f"DROP INDEX IF EXISTS {name};\n" for name in (
    "event_in_order", "event_of_kind", "event_of_status", "event_at_place", "event_in_country",
    "event_on_map"))
MIGRATIONS: Mapping[int, str] = {
    1: "DROP VIEW IF EXISTS decisions;\n" + _DERIVED + "UPDATE made SET inputs_key = '';",
    2: _GONE + _DERIVED}


def open_record(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open a record file, making it when `write` is set and nothing is there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     connection = open_record(Path(folder) / "case.db", write=True)
    ...     connection.execute("SELECT count(*) FROM articles").fetchone()
    ...     connection.close()
    (0,)

    Refuses: a missing file when reading, a file that is no record, or one made by a newer
    Sourceline (`BrokenRecord`).
    """
    if not write and not path.is_file():
        raise BrokenRecord("there is no record here", where=str(path),
                           remedy="build one with `sourceline build FOLDER -o RECORD`")
    try:
        connection = _connect(path, write=write)
        _settle_version(connection, path, write=write)
    except sqlite3.OperationalError as error:
        raise BrokenRecord(f"this file cannot be opened ({error})", where=str(path),
                           remedy="see that its folder is there and may be written") from error
    # The text of SQLite's own complaint may hold damaged bytes.
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise BrokenRecord(f"this is not a record file ({error})", where=str(path),
                           remedy="name another file, or build the record anew") from error
    return connection


def blank_record() -> sqlite3.Connection:
    """Make a record in memory with nothing in it, to ask what any record can be asked.

    >>> blank_record().execute("SELECT count(*) FROM events").fetchone()
    (0,)
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _make(connection)
    return connection


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    mode = "rwc" if write else "ro"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return connection


def _settle_version(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    blank = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if write and blank:
        _make(connection)
    elif mark != APPLICATION_ID:
        raise BrokenRecord("this SQLite file is not a Sourceline record", where=str(path),
                           remedy="name another file")
    elif version > RECORD_VERSION:
        raise BrokenRecord(
            f"this record has version {version}, this program reads up to {RECORD_VERSION}",
            where=str(path), remedy="install a newer Sourceline, or build the record anew")
    elif version < RECORD_VERSION:
        _migrate(connection, version, path, write=write)


def _make(connection: sqlite3.Connection) -> None:
    schema = files("sourceline.store").joinpath("schema.sql").read_text(encoding="utf-8")
    # One transaction: a kill in the middle leaves an empty file, which the next run fills.
    connection.executescript(
        f"BEGIN;\n{schema}\n{_DERIVED}\n{_LOG}\nPRAGMA application_id = {APPLICATION_ID};\n"
        f"PRAGMA user_version = {RECORD_VERSION};\nCOMMIT;")


def _migrate(connection: sqlite3.Connection, version: int, path: Path, *, write: bool) -> None:
    if not write or any(step not in MIGRATIONS for step in range(version, RECORD_VERSION)):
        raise BrokenRecord(f"this record has the older version {version}", where=str(path),
                           remedy="run `sourceline build` on its articles again")
    for step in range(version, RECORD_VERSION):
        connection.executescript(
            f"BEGIN;\n{MIGRATIONS[step]}\nPRAGMA user_version = {step + 1};\nCOMMIT;")
    connection.execute("BEGIN IMMEDIATE")
    remember(connection)
    connection.execute("COMMIT")
