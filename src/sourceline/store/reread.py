"""Lay a reading that knows people's decisions over the program's own, so that it can be taken back.

In: a record with the program's own reading, and the rows the rooms gave once they knew what people
decided. Out: the record as the rooms have it now, and in `before`, under position 0, the way back.
A decision that is withdrawn is gone at once, with all that the rooms made of it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sourceline.store.ask import Value, marks
from sourceline.store.ledger import Ledger, Row, keys_of, take_back

# The place of this reading in the order of what was applied: before every decision.
POSITION = 0
# Tables whose rows hang on the whole collection. Of an article and its candidate dates only those
# that are given are compared.
TABLES = ("article", "candidate_date", "time_expression", "entity", "alias", "mention", "event",
          "event_mention", "role", "claim", "figure_group", "rival", "figure", "copy", "origin",
          "conflict", "thread", "thread_step", "follow_up")
_GIVEN: Mapping[str, str] = {
    "article": "WHERE id IN (SELECT id FROM temp.again_article)",
    "candidate_date": "WHERE article IN (SELECT id FROM temp.again_article)"}


@dataclass(frozen=True)
class Reread:
    """Which decisions (by their marks) the rooms knew, and which of them found their words."""

    marks: frozenset[str]
    found: frozenset[str]


def lay_over(connection: sqlite3.Connection, rows: Iterable[tuple[str, Sequence[Value | bytes]]],
             reread: Reread) -> None:
    """Change the record to these rows, writing down what each was.

    Takes: all rows of the tables of `TABLES`; others are passed over.
    """
    said = json.dumps({"marks": sorted(reread.marks), "found": sorted(reread.found)})
    connection.execute("INSERT INTO settled VALUES (?, 'reread', ?, 1)", (POSITION, said))
    _fill(connection, rows)
    ledger = Ledger(connection, POSITION)
    for table in TABLES:
        _change(ledger, table)
    for table in TABLES:
        connection.execute(f"DROP TABLE temp.again_{table}")


def reread_of(connection: sqlite3.Connection) -> Reread:
    """Say which decisions the reading in this record knew."""
    row = connection.execute("SELECT written FROM settled WHERE position = ?",
                             (POSITION,)).fetchone()
    said = json.loads(row[0]) if row else {"marks": [], "found": []}
    return Reread(frozenset(said["marks"]), frozenset(said["found"]))


def rehearse(connection: sqlite3.Connection, apply: Callable[[], Iterable[str]]) -> frozenset[str]:
    """Try decisions on the program's own reading, and say which found their words there."""
    found = frozenset(apply())
    take_back(connection, POSITION)
    return found


def _fill(connection: sqlite3.Connection,
          rows: Iterable[tuple[str, Sequence[Value | bytes]]]) -> None:
    for table in TABLES:
        connection.execute(f"CREATE TEMP TABLE again_{table} AS SELECT * FROM {table} WHERE 0")
    for table, row in rows:
        if table in TABLES:
            connection.execute(f"INSERT INTO temp.again_{table} VALUES ({marks(row)})", row)


def _change(ledger: Ledger, table: str) -> None:
    """Take out, change and add rows until the table is as it is to be."""
    own = f"SELECT * FROM main.{table} {_GIVEN.get(table, '')}"
    gone = ledger.rows(f"{own} EXCEPT SELECT * FROM temp.again_{table}")
    fresh = ledger.rows(f"SELECT * FROM temp.again_{table} EXCEPT {own}")
    key = keys_of(table)
    now = {tuple(row[name] for name in key): row for row in fresh}
    for row in gone:
        same: Row | None = now.pop(tuple(row[name] for name in key), None)
        if same is None:
            ledger.remove(table, row)
        else:
            ledger.change(table, row, **same)
    for row in fresh:
        if tuple(row[name] for name in key) in now:
            ledger.add(table, row)
