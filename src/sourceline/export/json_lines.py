"""JSON lines: one file for each promised view, one row a line, nothing changed.

In: an open record and a folder. Out: `events.jsonl`, …; numbers stay numbers, open ends are null.
"""

import json
import sqlite3
from pathlib import Path

from sourceline.export.views import VIEWS, rows


def write_json_lines(connection: sqlite3.Connection, out: Path) -> None:
    """Write every view into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        with (out / f"{view}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows(connection, view):
                file.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
