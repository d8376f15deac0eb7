"""Sourceline turns a flood of reporting into a record that can be checked."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourceline.export.opened import Record

__version__ = "0.1.0"


def open(path: str | Path) -> "Record":
    """Open a record to look at from Python: `sourceline.open("case.db").events.to_pandas()`.

    Refuses: `BrokenRecord` for a file that is missing or no record.
    """
    from sourceline.export.opened import open_case  # a command need not load it

    return open_case(path)
