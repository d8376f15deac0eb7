"""Parquet: one file for each promised view, for Arrow, pandas, Polars, DuckDB.

In: an open record and a folder. Out: `events.parquet`, …, written in batches, so that memory does
not grow with the record. Needs pyarrow (extra `export`).
"""

import importlib
import sqlite3
from itertools import islice
from pathlib import Path
from types import ModuleType

from sourceline.errors import ModelMissing
from sourceline.export.views import VIEWS, columns, rows

# Rows held at a time; whole articles are the largest rows (a few kB each).
BATCH_ROWS = 5_000
# Views have no column types. These names have one whatever a record holds, so that two records can
# be read together; other columns are what their cells are.
WHOLE_NUMBERS = frozenset((
    "start", "end", "sentence", "position", "article_count", "origin_count", "mention_count",
    "chosen", "record_version", "interested_count", "outlet_count"))
FRACTIONS = frozenset(("latitude", "longitude", "low", "high", "similarity"))


def arrow() -> ModuleType:
    """Import pyarrow.

    Refuses: `ModelMissing` with the remedy where it is not installed.
    """
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise ModelMissing("Arrow tables need pyarrow",
                           remedy="pip install 'sourceline[export]'") from error


def write_parquet(connection: sqlite3.Connection, out: Path) -> None:
    """Write every view into the folder `out`."""
    pyarrow = arrow()
    parquet = importlib.import_module("pyarrow.parquet")
    out.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        schema = schema_of(pyarrow, connection, view)
        with parquet.ParquetWriter(out / f"{view}.parquet", schema) as writer:
            left = rows(connection, view)
            while batch := list(islice(left, BATCH_ROWS)):
                writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def schema_of(pyarrow: ModuleType, connection: sqlite3.Connection, view: str) -> object:
    """Give the Arrow schema of a view."""
    names = columns(connection, view)
    asked = ", ".join(f"max(typeof({_quoted(name)}) = 'integer'), "
                      f"max(typeof({_quoted(name)}) IN ('text', 'blob')), "
                      f"max(typeof({_quoted(name)}) = 'real')" for name in names)
    seen = connection.execute(f"SELECT {asked} FROM {view}").fetchone()
    kinds = {"integer": pyarrow.int64(), "real": pyarrow.float64(), "text": pyarrow.string()}
    return pyarrow.schema([
        (name, kinds[kind_of(name, *seen[3 * at:3 * at + 3])]) for at, name in enumerate(names)])


def kind_of(name: str, whole: int | None, text: int | None, fraction: int | None) -> str:
    """Give the kind of a column by its name, or by what its cells were seen to be.

    >>> kind_of("low", 1, 0, 0), kind_of("cue_start", None, None, None), kind_of("words", 0, 1, 0)
    ('real', 'integer', 'text')
    """
    if text:  # `sentence` is a number in one view and words in another
        return "text"
    if name in FRACTIONS:
        return "real"
    if name in WHOLE_NUMBERS or name.endswith(("_start", "_end")):
        return "integer"
    return "real" if fraction else "integer" if whole else "text"


def _quoted(name: str) -> str:
    return f'"{name}"'
