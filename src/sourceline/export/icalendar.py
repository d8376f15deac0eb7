"""iCalendar: what articles say is due, from the promised views alone.

In: an open record and a file name. Out: an .ics file with an entry for every follow-up that has a
day; each says its words, its article and its place there (`X-SOURCELINE-CITE`).
"""

import sqlite3
from datetime import datetime
from pathlib import Path

import msgspec

from sourceline.export.calendar_file import write_calendar
from sourceline.export.views import Row, rows, said
from sourceline.store.ask_threads import DueLine


def write_icalendar(connection: sqlite3.Connection, out: Path) -> None:
    """Write the calendar `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    articles = {said(row["article"]): row for row in rows(connection, "articles")}
    labels = {said(row["thread"]): said(row["label"]) for row in rows(connection, "threads")}
    due = [_line(row, articles, labels.get(said(row["thread"]), ""))
           for row in rows(connection, "follow_ups", "due_to IS NULL, due_to, due_from, follow_up")]
    made = next((said(row["made_at"]) for row in rows(connection, "record")), "")
    moment = datetime.fromisoformat(made) if made else datetime.fromtimestamp(0).astimezone()
    out.write_bytes(write_calendar(due, "what articles say is due", moment).encode())


def _line(row: Row, articles: dict[str, Row], label: str) -> DueLine:
    article = articles[said(row["article"])]
    return msgspec.convert({
        **{name: row[name] for name in ("follow_up", "article", "start", "end", "words", "stage",
                                        "due_from", "due_to", "state", "answered_by", "answer",
                                        "thread")},
        **{name: article[name] for name in ("title", "outlet", "published_from", "published_to",
                                            "published_precision")},
        "thread_label": label, "because": None}, DueLine, strict=False)
