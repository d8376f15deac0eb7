"""The events a picture of the chronology has room for: those most independently told.

In: an open connection, what is asked for. Out: frozen lines in the order of time. Events without
any date have no place in such a picture; the chronology lists them last.
"""

from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import Page, marks, rows
from sourceline.store.find_events import Finder, narrowed

# By eye on the demo and on records of 240 articles: beyond this, bars hide one another.
MOST_DRAWN = 160
# Up to so many events that fit are all looked at; of more, the counts are walked from the top,
# and enough of them fit early.
_FEW = 3_000
MOST_BY_WORDS = 5_000
_FIRST = "ORDER BY c.origin_count DESC, c.article_count DESC, c.event LIMIT ?"


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


def ask_timeline(finder: Finder, most: int = MOST_DRAWN) -> tuple[int, tuple[TimelineEvent, ...]]:
    """Count the dated events wanted, and give those with most independent origins.

    Gives: nothing for words that more than `MOST_BY_WORDS` events have: to rank them would take
    longer than a page may.
    """
    if finder.wanted.text and finder.count > MOST_BY_WORDS:
        return 0, ()
    dated = finder.count - finder.undated
    names = _most_told(finder, dated, most)
    return dated, rows(finder.connection, f"""
        SELECT e.id AS event, e.label, e.status, e.time_from, e.time_to, e.precision, e.place,
          e.country, c.article_count, c.origin_count
        FROM event e JOIN cache_event c ON c.event = e.id WHERE e.id IN ({marks(names)})
        ORDER BY coalesce(e.time_from, e.time_to), e.time_to, e.id""", names, TimelineEvent)


def _most_told(finder: Finder, dated: int, most: int) -> list[str]:
    """Name the dated events wanted that have most independent origins."""
    if dated <= (MOST_BY_WORDS if finder.wanted.text else _FEW):
        # The last ones of this list have no day.
        some = finder.page(Page(number=1, size=dated))
        found = finder.connection.execute(
            f"SELECT c.event FROM cache_event c WHERE c.event IN ({marks(some)}) {_FIRST}",
            (*some, most))
    else:
        tests, given = narrowed(finder.connection, finder.wanted, "c", "event")
        has_day = "coalesce(c.time_from, c.time_to) IS NOT NULL"
        found = finder.connection.execute(
            "SELECT c.event FROM cache_event c INDEXED BY cache_event_by_origins WHERE "
            f"{' AND '.join((has_day, *tests))} {_FIRST}", (*given, most))
    return [name for (name,) in found]
