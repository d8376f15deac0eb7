"""Walk a finished record and verify every cite, id and reference.

In: an open record. Out: one `Fault` for each thing that does not hold. It changes nothing.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

# Views whose `start`, `end`, `words` must stand in articles.text.
_CITING = ("sentences", "mentions", "descriptions", "event_mentions", "roles", "claims", "figures",
           "follow_ups", "decisions")
# Further spans: table, start, end, words.
_PARTS = (
    ("claim", "speaker_start", "speaker_end", "speaker_words"),
    ("claim", "cue_start", "cue_end", "cue_words"),
    ("claim", "content_start", "content_end", "content_words"),
    ("event_mention", "sentence_start", "sentence_end", "sentence"),
    ("time_expression", "start", "end", "words"),
)
_COPY_SIDES = (("a_article", "a_start", "a_end", "a_words"),
               ("b_article", "b_start", "b_end", "b_words"))
_BECAUSE = ("article", "time_expression", "alias", "mention", "description", "event",
            "event_mention", "claim", "figure", "figure_group", "conflict", "origin", "interested",
            "thread_step", "follow_up")
_INTERVALS = (("candidate_date", "from_date", "to_date"), ("event", "time_from", "time_to"),
              ("article", "published_from", "published_to"),
              ("time_expression", "from_date", "to_date"), ("follow_up", "due_from", "due_to"))


@dataclass(frozen=True)
class Fault:
    """Something in the record that does not hold: where, and what."""

    place: str
    what: str


def check_record(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Verify a record: SQLite's own checks, cites, spans, reasons, intervals, references."""
    yield from _sqlite_faults(connection)
    for view in _CITING:
        yield from _cite_faults(connection, view, "article", ("start", "end", "words"))
    for table, *span in _PARTS:
        yield from _cite_faults(connection, table, "article", (span[0], span[1], span[2]))
    for article, *span in _COPY_SIDES:
        yield from _cite_faults(connection, "copy", article, (span[0], span[1], span[2]))
    yield from _captured_faults(connection)
    for table in _BECAUSE:
        yield from _because_faults(connection, table)
    for table, start, end in _INTERVALS:
        yield from _interval_faults(connection, table, start, end)
    yield from _lonely_faults(connection)


def _sqlite_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault("file", str(line))
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"{table} row {row}", f"points at a {parent} that is not there")


def _cite_faults(connection: sqlite3.Connection, table: str, article: str,
                 span: tuple[str, str, str]) -> Iterator[Fault]:
    start, end, words = span
    rows = connection.execute(
        f'SELECT t.{article}, t."{start}", t."{end}" FROM {table} t LEFT JOIN article a '
        f'ON a.id = t.{article} WHERE t."{start}" IS NOT NULL AND NOT coalesce('
        f't."{start}" >= 0 AND t."{end}" > t."{start}" AND '
        f'substr(a.text, t."{start}" + 1, t."{end}" - t."{start}") = t."{words}", 0)')
    for where, first, last in rows:
        yield Fault(f"{table} in {where} at {first}:{last}", f"{words} do not stand there")


def _captured_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    rows = connection.execute(
        'SELECT e.article, e.start, e."end" FROM edit e JOIN article a ON a.id = e.article '
        'WHERE substr(a.captured, e.start + 1, e."end" - e.start) <> e.words')
    for article, start, end in rows:
        yield Fault(f"edit in {article} at {start}:{end}", "words do not stand in the capture")


def _because_faults(connection: sqlite3.Connection, table: str) -> Iterator[Fault]:
    column = "published_because" if table == "article" else "because"
    texts: dict[str, str] = {}
    for rowid, written in connection.execute(f"SELECT rowid, {column} FROM {table}"):
        because = json.loads(written)
        if because is None:
            continue
        if not because.get("rule"):
            yield Fault(f"{table} row {rowid}", "a reason without a rule")
        for cite in because.get("cites", ()):
            if not _stands(connection, texts, cite):
                yield Fault(f"{table} row {rowid}", "its reason cites words that are not there")


def _stands(connection: sqlite3.Connection, texts: dict[str, str], cite: dict[str, object]) -> bool:
    article, start, end = str(cite["article"]), cite["start"], cite["end"]
    if article not in texts:
        if len(texts) > 64:  # bounded: rows come by article, so a few texts serve
            texts.clear()
        row = connection.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
        texts[article] = row[0] if row else ""
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start < end and texts[article][start:end] == cite["words"]


def _interval_faults(connection: sqlite3.Connection, table: str, start: str, end: str
                     ) -> Iterator[Fault]:
    for rowid, first, last in connection.execute(
            f"SELECT rowid, {start}, {end} FROM {table} WHERE {start} >= {end}"):
        yield Fault(f"{table} row {rowid}", f"an interval that is empty: [{first}, {last})")


def _lonely_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Derived things that rest on nothing: an event without a telling, an entity unmentioned."""
    for (name,) in connection.execute(
            "SELECT id FROM event WHERE id NOT IN (SELECT event FROM event_mention)"):
        yield Fault(f"event {name}", "no article tells it")
    for (name,) in connection.execute(
            "SELECT id FROM entity WHERE id NOT IN "
            "(SELECT entity FROM mention WHERE entity IS NOT NULL)"):
        yield Fault(f"entity {name}", "no words mention it")
