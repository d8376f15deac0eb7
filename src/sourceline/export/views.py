"""Read the promised views as rows, whatever file or copy they stand in.

In: a connection with the views. Out: rows that know their column names. Cells are text, numbers or
None; a cell that holds JSON stays text until `listed` opens it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from sourceline.store.dump import VIEWS as PROMISED

Cell = str | int | float | None
Row = Mapping[str, Cell]
# In the order of the manual; `record` is the row that says what made the record.
VIEWS = ("record", *PROMISED)


def columns(connection: sqlite3.Connection, view: str) -> tuple[str, ...]:
    """Name the columns of a view in their order."""
    found = connection.execute(f"SELECT * FROM {view} LIMIT 0")
    return tuple(column[0] for column in found.description)


def rows(connection: sqlite3.Connection, view: str, order: str = "") -> Iterator[Row]:
    """Give the rows of a view one at a time, in an order that is the same every time.

    Takes: `order`, columns to sort by; all columns when empty.
    """
    names = columns(connection, view)
    by = order or ", ".join(str(place + 1) for place in range(len(names)))
    for values in connection.execute(f"SELECT * FROM {view} ORDER BY {by}"):
        yield dict(zip(names, values, strict=True))


def listed(cell: Cell) -> tuple[str, ...]:
    """Open a cell that holds a JSON list of words.

    >>> listed('["VFP", "the Front"]'), listed(None)
    (('VFP', 'the Front'), ())
    """
    return tuple(str(one) for one in json.loads(str(cell))) if cell else ()


def said(cell: Cell) -> str:
    """Give a cell as words, "" for an empty one.

    >>> said(None), said(7)
    ('', '7')
    """
    return "" if cell is None else str(cell)
