"""A record in Python: `sourceline.open("case.db")`, its views as tables, pictures in a notebook.

In: the path of a record. Out: `Record`, whose views are iterated row by row or given as Arrow
tables, pandas frames and Altair charts where those libraries are installed.
"""

import html
import importlib
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType

from sourceline.errors import ModelMissing
from sourceline.export.charts import rival_figures, timeline
from sourceline.export.parquet import arrow, schema_of
from sourceline.export.views import VIEWS, Row, columns, rows
from sourceline.store.open import open_record

# Rows a notebook shows of a view.
_SHOWN = 20


class View:
    """One promised view of an opened record.

    Iterating gives its rows as mappings, in an order that is the same every time.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """Keep the connection; nothing is read yet."""
        self.name = name
        self._connection = connection

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return columns(self._connection, self.name)

    def __len__(self) -> int:
        """Count the rows."""
        found: int = self._connection.execute(f"SELECT count(*) FROM {self.name}").fetchone()[0]
        return found

    def __iter__(self) -> Iterator[Row]:
        """Give the rows."""
        return rows(self._connection, self.name)

    def to_arrow(self):  # type: ignore[no-untyped-def]  # noqa: ANN201  (pyarrow may be absent)
        """Give the view as a pyarrow Table.

        Refuses: `ModelMissing` where pyarrow is not installed.
        """
        pyarrow = arrow()
        schema = schema_of(pyarrow, self._connection, self.name)
        return pyarrow.Table.from_pylist([dict(row) for row in self], schema=schema)

    def to_pandas(self):  # type: ignore[no-untyped-def]  # noqa: ANN201  (pandas may be absent)
        """Give the view as a pandas DataFrame; needs pandas alone.

        Refuses: `ModelMissing` where pandas is not installed.
        """
        pandas = _library("pandas")
        return pandas.DataFrame([dict(row) for row in self], columns=list(self.columns))

    def __repr__(self) -> str:
        """Say which view this is and how long."""
        return f"<{self.name}: {len(self):,} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook; article text is escaped."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str('' if cell is None else cell)[:200])}</td>"
                             for cell in row.values()) + "</tr>"
            for row in islice(self, _SHOWN))
        return (f"<table><caption>{self.name}: {len(self):,} rows</caption><thead><tr>{head}</tr>"
                f"</thead><tbody>{body}</tbody></table>")


class Record:
    """An opened record; every promised view is an attribute: `record.events`, `record.claims`, ….

    Use it in a `with` block, or `close` it.
    """

    def __init__(self, path: Path) -> None:
        """Open the record at `path` for reading."""
        self.path = path
        self._connection = open_record(path)

    def __getattr__(self, name: str) -> View:
        """Give a view by its name."""
        if name not in VIEWS:
            raise AttributeError(f"a record has no view {name!r}; it has {', '.join(VIEWS)}")
        return View(self._connection, name)

    def __dir__(self) -> list[str]:
        """List the views, so that a notebook completes their names."""
        return [*super().__dir__(), *VIEWS]

    def __enter__(self) -> "Record":
        """Give the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __repr__(self) -> str:
        """Say which record this is and how much it holds."""
        return (f"<record {self.path.name}: {len(self.articles):,} articles, "
                f"{len(self.events):,} events, {len(self.claims):,} claims>")

    def _repr_html_(self) -> str:
        """Show in a notebook what the record holds; its name is escaped."""
        lines = "".join(f"<tr><td>{name}</td><td>{len(View(self._connection, name)):,}</td></tr>"
                        for name in VIEWS if name != "record")
        return (f"<table><caption>{html.escape(self.path.name)}</caption><thead><tr><th>view</th>"
                f"<th>rows</th></tr></thead><tbody>{lines}</tbody></table>")

    def chart(self, kind: str = "", since: str = "", until: str = ""):  # type: ignore[no-untyped-def]  # noqa: ANN201
        """Give a timeline of the dated events as an Altair chart, intervals as bars.

        Above 1,500 events they are counted by month. Takes: how a kind begins, and days ("2019-05")
        between which events may lie; "" for all.
        Refuses: `ModelMissing` where Altair is not installed, `BadInput` when no event has a date.
        """
        return timeline(self.events, str(self.path), kind, since, until)

    def chart_figures(self, counted: str = ""):  # type: ignore[no-untyped-def]  # noqa: ANN201
        """Give the figures for the same thing side by side as an Altair chart.

        Takes: words that what is counted must contain ("killed"), "" for all.
        Refuses: `ModelMissing` where Altair is not installed, `BadInput` when no figures compare.
        """
        articles = {str(row["article"]): row for row in self.articles}
        return rival_figures(self.figures, articles, counted, str(self.path))


def open_case(path: str | Path) -> Record:
    """Open a record for reading.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_record(Path(folder) / "case.db", write=True).close()
    ...     with open_case(Path(folder) / "case.db") as record:
    ...         len(record.events)
    0

    Refuses: `BrokenRecord` for a file that is missing or no record.
    """
    return Record(Path(path))


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ModelMissing(f"this needs {name}",
                           remedy="pip install 'sourceline[notebook]'") from error
