"""CSV: one file for each promised view, in UTF-8 with a header line.

In: an open record and a folder. Out: `events.csv`, `claims.csv`, … . A cell that a spreadsheet
would run as a formula gets an apostrophe before it, as OWASP's page on CSV injection advises:
article text is hostile.
"""

import csv
import sqlite3
from pathlib import Path

from sourceline.export.views import VIEWS, Cell, columns, rows

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(connection: sqlite3.Connection, out: Path) -> None:
    """Write every view into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        with (out / f"{view}.csv").open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(columns(connection, view))
            for row in rows(connection, view):
                sheet.writerow([harmless(cell) for cell in row.values()])


def harmless(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("Guards"), harmless(-3)
    ("'=1+1", 'Guards', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell
