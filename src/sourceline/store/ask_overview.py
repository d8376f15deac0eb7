"""What is in the record as a whole.

In: an open connection. Out: counts, outlets, spans of time for the pictures, what was left out.
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally, containing, count, day, rows


class Summary(Written, frozen=True, kw_only=True):
    """The record in numbers; `latest` is the last day its articles are sure to reach."""

    made_at: str
    sourceline_version: str
    articles: int
    outlets: int
    sentences: int
    events: int
    entities: int
    claims: int
    figures: int
    copies: int
    voices: int
    threads: int
    follow_ups: int
    left_out: int
    earliest: date | None
    latest: date | None


class OutletLine(Written, frozen=True, kw_only=True):
    """One outlet: how many articles, and the earliest possible days of its first and last."""

    outlet: str
    articles: int
    first: date | None
    last: date | None


class Span(Written, frozen=True, kw_only=True):
    """How many things have this name and fall somewhere inside `[from_date, to_date)`."""

    name: str
    from_date: date | None
    to_date: date | None
    count: int


class OutcomeLine(Written, frozen=True, kw_only=True):
    """Something left out, or that could not be done, and why."""

    article: str
    path: str
    room: str
    outcome: str
    reason: str
    detail: str
    in_record: bool


def ask_summary(connection: sqlite3.Connection) -> Summary:
    """Count everything in the record."""
    made = connection.execute("SELECT made_at, sourceline_version FROM record").fetchone()
    counts = dict(connection.execute("SELECT name, count FROM cache_count"))
    return Summary(
        made_at=made[0] if made else "", sourceline_version=made[1] if made else "",
        articles=counts["article"], sentences=counts["sentence"], events=counts["event"],
        entities=counts["entity"], claims=counts["claim"], figures=counts["figure"],
        copies=counts["copy"], threads=counts["thread"], follow_ups=counts["follow_up"],
        left_out=counts["outcome"], outlets=counts["outlet"], voices=counts["voice"],
        earliest=day(connection, "SELECT min(published_from) FROM article"),
        latest=ask_latest_day(connection))


def ask_latest_day(connection: sqlite3.Connection) -> date | None:
    """The last day the collection surely reaches: an article is known to be no older than this.

    The upper ends are not used: they often rest on the day a page was fetched, years later.
    """
    return day(connection, "SELECT max(published_from) FROM article")


def ask_outlets(connection: sqlite3.Connection, limit: int = 200) -> tuple[OutletLine, ...]:
    """Name the outlets, those with most articles first."""
    return rows(connection, "SELECT name AS outlet, count AS articles, from_date AS first, "
                "to_date AS last FROM cache_tally WHERE what = 'outlet' "
                "ORDER BY articles DESC, outlet LIMIT ?", (limit,), OutletLine)


def ask_event_spans(connection: sqlite3.Connection) -> tuple[Span, ...]:
    """Count events by status and the whole months they touch, for drawing."""
    return _spans(connection, "event span")


def ask_article_spans(connection: sqlite3.Connection) -> tuple[Span, ...]:
    """Count articles by the whole months in which they may have been published, for drawing."""
    return _spans(connection, "article span")


def _spans(connection: sqlite3.Connection, what: str) -> tuple[Span, ...]:
    return rows(connection, "SELECT name, from_date, to_date, count FROM cache_tally "
                "WHERE what = ? ORDER BY name, from_date, to_date", (what,), Span)


def ask_event_kinds(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count events by kind, most frequent first."""
    return ask_tallies(connection, "kind")


def ask_tallies(connection: sqlite3.Connection, what: str, most: int = 1000) -> tuple[Tally, ...]:
    """Give counts kept when the record was made, the highest first."""
    return rows(connection, "SELECT name, count FROM cache_tally WHERE what = ? "
                "ORDER BY count DESC, name LIMIT ?", (what, most), Tally)


def ask_left_out_reasons(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count what was left out or failed, by reason."""
    return rows(connection, "SELECT reason AS name, count(*) AS count FROM outcomes GROUP BY 1 "
                "ORDER BY 2 DESC, 1", (), Tally)


def ask_left_out(connection: sqlite3.Connection, reason: str, text: str, page: Page
                 ) -> tuple[int, tuple[OutcomeLine, ...]]:
    """List what was left out, with reasons; an empty `reason` or `text` asks for all."""
    where = (r"WHERE (?1 = '' OR reason = ?1) AND (?2 = '%%' OR path LIKE ?2 ESCAPE '\' "
             r"OR detail LIKE ?2 ESCAPE '\')")
    given = (reason, containing(text))
    total = count(connection, f"SELECT count(*) FROM outcomes {where}", given)
    lines = rows(connection, "SELECT article, path, room, outcome, reason, detail, "
                 "EXISTS (SELECT 1 FROM article a WHERE a.id = outcomes.article) AS in_record "
                 f"FROM outcomes {where} "
                 "ORDER BY reason, path, room LIMIT ?3 OFFSET ?4",
                 (*given, page.size, page.offset), OutcomeLine)
    return total, lines
