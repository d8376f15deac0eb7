"""The canonical dump of a record, and what differs between two records.

In: open records. Out: lines of JSON, the same for the same record whatever made it and when.
The clock (`made_at`) is left out; everything else a person could see is in.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

VIEWS = (
    "articles", "candidate_dates", "sentences", "entities", "mentions", "descriptions", "events",
    "event_mentions", "roles", "claims", "figures", "copies", "origins", "interests",
    "event_origins", "conflicts", "threads", "thread_steps", "follow_ups", "removed", "decisions",
    "outcomes")
# Views that say how the record was made; clocks run in them, so no dump or comparison has them.
LOGS = ("runs",)


@dataclass(frozen=True)
class Difference:
    """A row that stands in one record only."""

    view: str
    side: str
    row: str


def dump_record(connection: sqlite3.Connection) -> Iterator[str]:
    """Give every row of every promised view as one line of JSON, sorted within its view."""
    row = connection.execute("SELECT record_version, settings FROM record").fetchone()
    yield json.dumps({"view": "record", "record_version": row[0] if row else None,
                      "settings": row[1] if row else None}, ensure_ascii=False)
    for view in VIEWS:
        for line in _rows(connection, view):
            yield f'{{"view": "{view}", "row": {line}}}'


def compare_records(a: sqlite3.Connection, b: sqlite3.Connection) -> Iterator[Difference]:
    """Give every row that stands in only one of two records."""
    for view in VIEWS:
        rows_a, rows_b = list(_rows(a, view)), list(_rows(b, view))
        only_a, only_b = set(rows_a) - set(rows_b), set(rows_b) - set(rows_a)
        yield from (Difference(view, "a", row) for row in rows_a if row in only_a)
        yield from (Difference(view, "b", row) for row in rows_b if row in only_b)


def _rows(connection: sqlite3.Connection, view: str) -> Iterator[str]:
    cursor = connection.execute(f"SELECT * FROM {view}")
    names = [column[0] for column in cursor.description]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in cursor)
    return iter(sorted(lines))
