"""XLSX: one workbook with a sheet for each promised view a person would read.

In: an open record and a file name. Out: a workbook. Needs openpyxl (extra `export`). A sheet holds
1,048,576 rows and a cell 32,767 characters: what goes beyond is refused or named, never cut
silently. No cell is a formula.
"""

import importlib
import re
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Protocol

from sourceline.errors import BadInput, ModelMissing
from sourceline.export.views import Cell, columns, rows

# Whole texts, sentences and debris are for programs; CSV and JSON lines have them.
SHEETS = ("articles", "events", "event_mentions", "roles", "entities", "descriptions", "claims",
          "figures", "copies", "origins", "interests", "conflicts", "threads", "thread_steps",
          "follow_ups", "outcomes")
_MOST_ROWS, _MOST_CHARS = 1_048_576, 32_767
# Control characters that the format cannot hold.
_CANNOT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class _Sheet(Protocol):
    freeze_panes: str

    def append(self, row: list[object], /) -> None: ...


class _Book(Protocol):
    def create_sheet(self, title: str, /) -> _Sheet: ...


def write_xlsx(connection: sqlite3.Connection, out: Path) -> None:
    """Write the workbook `out`."""
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ImportError as error:
        raise ModelMissing("a workbook needs openpyxl", remedy="pip install 'sourceline[export]', "
                           "or export to csv") from error
    book = openpyxl.Workbook(write_only=True)
    for view in SHEETS:
        _fill(openpyxl, book, connection, view)
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(out)


def _fill(openpyxl: ModuleType, book: _Book, connection: sqlite3.Connection, view: str) -> None:
    count: int = connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
    if count >= _MOST_ROWS:
        raise BadInput(f"a sheet cannot hold the {count:,} rows of {view}",
                       remedy="export to csv or parquet")
    sheet = book.create_sheet(view)
    sheet.freeze_panes = "A2"
    sheet.append(list(columns(connection, view)))
    for row in rows(connection, view):
        sheet.append([_cell(openpyxl, sheet, fitting(value)) for value in row.values()])


def _cell(openpyxl: ModuleType, sheet: _Sheet, value: Cell) -> object:
    if not isinstance(value, str):
        return value
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # words that begin with "=" stay words
    worded: object = cell
    return worded


def fitting(value: Cell) -> Cell:
    """Give a cell that the format can hold.

    >>> fitting("a" * 40_000)
    '(40,000 characters: too long for a cell; export to csv)'
    """
    if not isinstance(value, str):
        return value
    if len(value) > _MOST_CHARS:
        return f"({len(value):,} characters: too long for a cell; export to csv)"
    return _CANNOT.sub("\N{REPLACEMENT CHARACTER}", value)
