"""The events a picture of the chronology has room for: those most independently told.

In: an open connection, what is asked for. Out: frozen lines in the order of time. Events without
any date have no place in such a picture; the chronology lists them last.
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import Value, count, marks, rows
from sourceline.store.ask_events import DATED, Wanted, count_words, wanted_where

# By eye on the demo and on records of 240 articles: beyond this, bars hide one another.
MOST_DRAWN = 160
# Up to so many events that fit are all looked at; of more, the counts are walked from the top,
# and enough of them fit early.
_FEW = 5_000
_HAS_DAY = "(time_from IS NOT NULL OR time_to IS NOT NULL)"
MOST_BY_WORDS = 5_000


class TimelineEvent(Written, frozen=True, kw_only=True):
    """One event of the picture; at least one of its two days is known."""

    event: str
    label: str
    status: str
    time_from: date | None
    time_to: date | None
    precision: str
    place: str
    country: str
    article_count: int
    origin_count: int


def ask_timeline(connection: sqlite3.Connection, wanted: Wanted, most: int = MOST_DRAWN
                 ) -> tuple[int, tuple[TimelineEvent, ...]]:
    """Count the dated events wanted, and give those with most independent origins.

    Gives: nothing for words that more than `MOST_BY_WORDS` events have: to rank them would take
    longer than a page may.
    """
    if wanted.text and count_words(connection, wanted.text) > MOST_BY_WORDS:
        return 0, ()
    where, given = wanted_where(connection, wanted)
    # Said so that an index of all dated events is read only where nothing narrower is asked for.
    where = f"{where} AND {_HAS_DAY}" if where else f"WHERE {DATED}"
    dated = count(connection, f"SELECT count(*) FROM event {where}", given)
    fits = (f"c.event IN (SELECT id FROM event {where})" if dated <= _FEW else
            f"EXISTS (SELECT 1 FROM event {where} AND id = c.event)")
    limit: list[Value] = [*given, most]
    names = [name for (name,) in connection.execute(
        f"SELECT c.event FROM cache_event c WHERE {fits} ORDER BY c.origin_count DESC, "
        "c.article_count DESC, c.event LIMIT ?", limit)]
    return dated, rows(connection, f"""
        SELECT e.id AS event, e.label, e.status, e.time_from, e.time_to, e.precision, e.place,
          e.country, c.article_count, c.origin_count
        FROM event e JOIN cache_event c ON c.event = e.id WHERE e.id IN ({marks(names)})
        ORDER BY coalesce(e.time_from, e.time_to), e.time_to, e.id""", names, TimelineEvent)
