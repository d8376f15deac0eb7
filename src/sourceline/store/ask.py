"""What every question to the record shares: rows into frozen types, pages, LIKE patterns.

In: an open connection and SQL. Out: tuples of `Written` types. The questions themselves stand in
`ask_*.py`, one function each; nothing here or there writes.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias, TypeVar

import msgspec

from sourceline.record.base import Written

Answer = TypeVar("Answer", bound=Written)
Value: TypeAlias = str | int | float | None

# Columns that hold JSON, by the name the questions give them.
JSON_COLUMNS = frozenset({"because", "side", "aliases", "conditions", "decided_by"})


# Rows of one scope of the full-text index have places from its base on.
SCOPES = {scope: number << 40 for number, scope in
          enumerate(("event", "entity", "claim", "figure", "article", "sentence"), start=1)}
# Who decided something on a thing, as JSON; `{}` is the column with its id.
DECIDED_BY = ("(SELECT json_group_array(person) FROM (SELECT DISTINCT d.person FROM decided x "
              "JOIN settled s ON s.position = x.settled JOIN decision d ON d.id = s.decision "
              "WHERE x.thing = {} ORDER BY d.person)) AS decided_by")
# A query no text fits: what is asked for when words without letters are.
NO_WORD = '"\ue000"'


class Tally(Written, frozen=True, kw_only=True):
    """How many there are of one thing; `name` is a word of the record, "" for none."""

    name: str
    count: int


class Page(Written, frozen=True, kw_only=True):
    """Which part of a long list: `number` counts from 1, `size` things a page."""

    number: int = 1
    size: int = 50

    @property
    def offset(self) -> int:
        """How many things stand before this page."""
        return (self.number - 1) * self.size


def rows(connection: sqlite3.Connection, sql: str, parameters: Sequence[Value],
         kind: type[Answer]) -> tuple[Answer, ...]:
    """Ask, and give each row as `kind`; the columns carry the names of its fields.

    >>> rows(sqlite3.connect(":memory:"), "SELECT 'a' AS name, 2 AS count", (), Tally)
    (Tally(name='a', count=2),)
    """
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return tuple(
        msgspec.convert({name: _value(name, value) for name, value in zip(names, row, strict=True)},
                        kind, strict=False)  # SQLite has no booleans: 0 and 1 become them here
        for row in cursor)


def one(connection: sqlite3.Connection, sql: str, parameters: Sequence[Value],
        kind: type[Answer]) -> Answer | None:
    """Ask for at most one row.

    >>> one(sqlite3.connect(":memory:"), "SELECT 'a' AS name, 2 AS count WHERE 0", (), Tally)
    """
    found = rows(connection, f"{sql} LIMIT 1", parameters, kind)
    return found[0] if found else None


def count(connection: sqlite3.Connection, sql: str, parameters: Sequence[Value] = ()) -> int:
    """Ask for a single number.

    >>> count(sqlite3.connect(":memory:"), "SELECT 7")
    7
    """
    number: int = connection.execute(sql, parameters).fetchone()[0]
    return number


def day(connection: sqlite3.Connection, sql: str) -> date | None:
    """Ask for a single day, None where there is none.

    >>> day(sqlite3.connect(":memory:"), "SELECT '2031-05-02'")
    datetime.date(2031, 5, 2)
    """
    said: str | None = connection.execute(sql).fetchone()[0]
    return date.fromisoformat(said) if said else None


def containing(words: str) -> str:
    r"""Make a LIKE pattern (with ESCAPE '\') for a text that contains these words.

    >>> containing("50%")
    '%50\\%%'
    """
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def marks(values: Sequence[object]) -> str:
    """One question mark for each value, for `IN (…)`.

    >>> marks("abc")
    '?,?,?'
    """
    return ",".join("?" * len(values))


def _value(name: str, value: Value) -> object:
    if name in JSON_COLUMNS:
        return msgspec.json.decode(value) if isinstance(value, str) and value else None
    return value


def in_scope(scope: str, query: str) -> tuple[str, list[Value]]:
    """Write the tests for places of one scope that a full-text query finds, and their values.

    >>> in_scope("event", '"port"')[1][0]
    '"port"'
    """
    base = SCOPES[scope]
    return "search_text MATCH ? AND t.rowid BETWEEN ? AND ?", [query, base, base + (1 << 40) - 1]


def find_words(connection: sqlite3.Connection, scope: str, query: str, page: Page,
               test: str = "", given: Sequence[Value] = ()) -> tuple[int, list[str]]:
    """Count what a full-text query finds in one scope, and name what stands on this page.

    Takes: `test`, another one on `c.thing`. Gives: names in the order of the scope's places,
    which is that of its list, so that nothing is sorted and without a test nothing looked up.
    """
    where, values = in_scope(scope, query)
    there = "FROM search_text t CROSS JOIN cache_search c ON c.place = t.rowid"
    if test:
        # Looked at once: to count and to name would be the same work twice.
        names = [name for (name,) in connection.execute(
            f"SELECT c.thing {there} WHERE {where}{test} ORDER BY t.rowid", (*values, *given))]
        return len(names), names[page.offset:page.offset + page.size]
    total = count(connection, f"SELECT count(*) FROM search_text t WHERE {where}", values)
    return total, [name for (name,) in connection.execute(
        f"SELECT c.thing {there} WHERE {where} ORDER BY t.rowid LIMIT ? OFFSET ?",
        (*values, page.size, page.offset))]
