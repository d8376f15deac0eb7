"""Change rows of a record so that every change can be taken back.

In: an open connection inside a transaction. Out: changed rows, and in the table `before` what each
was. Nothing a person decides overwrites what the program had read: it is kept there, and comes
back when the decision is withdrawn.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache

from sourceline.store.ask import Value

Row = dict[str, Value]


class Ledger:
    """Changes made for one decision: its `position` in the order in which they were made."""

    def __init__(self, connection: sqlite3.Connection, position: int) -> None:
        """Write every change of `connection` down under `position`."""
        self.connection, self.position = connection, position
        self.touched: set[tuple[str, str]] = set()

    def rows(self, sql: str, *given: Value) -> list[Row]:
        """Ask for whole rows of one table, by column."""
        cursor = self.connection.execute(sql, given)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, *given: Value) -> Row | None:
        """Ask for at most one row."""
        found = self.rows(sql, *given)
        return found[0] if found else None

    def change(self, table: str, row: Row, **columns: Value) -> Row:
        """Change some columns of a row; a change to what is there already is none."""
        if all(row[name] == value for name, value in columns.items()):
            return row
        after = {**row, **columns}
        self._note(table, before=row, after=after)
        _update(self.connection, table, row, after)
        return after

    def remove(self, table: str, row: Row) -> None:
        """Take a row out of the record, into `before`, with its number: lists are in its order."""
        where, key = _where(table)
        number = self.connection.execute(f"SELECT rowid FROM {table} WHERE {where}",
                                         tuple(row[name] for name in key)).fetchone()
        row = {"rowid": number[0], **row}
        self._note(table, before=row, after=None)
        _delete(self.connection, table, row)

    def add(self, table: str, row: Row) -> None:
        """Put a new row into the record."""
        self._note(table, before=None, after=row)
        _insert(self.connection, table, row)

    def mark(self, thing: Value) -> None:
        """Say that the decision is about this thing (an id), if there is such a thing."""
        row = {"thing": thing, "settled": self.position}
        if thing and not self.row("SELECT * FROM decided WHERE thing = ? AND settled = ?",
                                  thing, self.position):
            self.add("decided", row)

    def _note(self, table: str, before: Row | None, after: Row | None) -> None:
        self.connection.execute(
            "INSERT INTO before (settled, thing, was, became) VALUES (?, ?, ?, ?)",
            (self.position, table, _written(before), _written(after)))
        self.touched |= _touched(table, before) | _touched(table, after)


def take_back(connection: sqlite3.Connection, position: int) -> set[tuple[str, str]]:
    """Take back every change from `position` on, the latest first; say which rows it touched."""
    touched: set[tuple[str, str]] = set()
    found = connection.execute("SELECT thing, was, became FROM before WHERE settled >= ? "
                               "ORDER BY position DESC", (position,)).fetchall()
    for table, was, became in found:
        before, after = _read(was), _read(became)
        if before and after:
            _update(connection, table, after, before)
        elif before:
            _insert(connection, table, before)
        elif after:
            _delete(connection, table, after)
        touched |= _touched(table, before) | _touched(table, after)
    connection.execute("DELETE FROM before WHERE settled >= ?", (position,))
    connection.execute("DELETE FROM settled WHERE position >= ?", (position,))
    return touched


# Whose counts a row carries: a telling its event's, a mention or an alias its entity's.
_CARRIES: Mapping[str, str] = {"event_mention": "event", "mention": "entity", "alias": "entity",
                               "role": "event_mention"}


def _touched(table: str, row: Row | None) -> set[tuple[str, str]]:
    if row is None:
        return set()
    named = {(table, str(row.get("id", "")))}
    carried = _CARRIES.get(table)
    return named | ({(carried, str(row[carried]))} if carried and row[carried] else set())


# Keys of the tables a decision may change; a row number would not outlive a VACUUM.
_KEYS: Mapping[str, Sequence[str]] = {
    "role": ("event_mention", "role", "start", "end"), "alias": ("entity", "words"),
    "thread_step": ("thread", "position"), "decided": ("thing", "settled"),
    "candidate_date": ("article", "position"), "origin": ("origin", "article"),
    "rival": ("figure", "other"), "conflict": ("position",)}


def keys_of(table: str) -> tuple[str, ...]:
    """Name the columns that tell the rows of a table apart.

    >>> keys_of("event"), keys_of("alias")
    (('id',), ('entity', 'words'))
    """
    return tuple(_KEYS.get(table, ("id",)))


@cache
def _where(table: str) -> tuple[str, tuple[str, ...]]:
    key = keys_of(table)
    return " AND ".join(f'"{name}" = ?' for name in key), key


def _update(connection: sqlite3.Connection, table: str, before: Row, after: Row) -> None:
    where, key = _where(table)
    names = [name for name in after if after[name] != before[name]]
    changes = ", ".join(f'"{name}" = ?' for name in names)
    connection.execute(f"UPDATE {table} SET {changes} WHERE {where}",
                       (*(after[name] for name in names), *(before[name] for name in key)))
    if table == "claim" and "speaker_words" in names:
        _index_speaker(connection, before, after)


def _index_speaker(connection: sqlite3.Connection, before: Row, after: Row) -> None:
    """Let a claim be found by who says it now; the index must be told what it had."""
    place = connection.execute("SELECT place FROM cache_search WHERE thing = ? AND "
                               "scope = 'claim'", (before["id"],)).fetchone()
    if place:
        old, new = ((place[0], row["content_words"], row["speaker_words"])
                    for row in (before, after))
        connection.execute("INSERT INTO search_text (search_text, rowid, words, who) "
                           "VALUES ('delete', ?, ?, ?)", old)
        connection.execute("INSERT INTO search_text (rowid, words, who) VALUES (?, ?, ?)", new)


def _delete(connection: sqlite3.Connection, table: str, row: Row) -> None:
    where, key = _where(table)
    connection.execute(f"DELETE FROM {table} WHERE {where}", tuple(row[name] for name in key))


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def _written(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=True)


def _read(written: str | None) -> Row | None:
    row: Row | None = None if written is None else json.loads(written)
    return row
