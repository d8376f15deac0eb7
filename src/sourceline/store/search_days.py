"""Where among the words to search the lines of some days stand.

In: an open connection, a scope, days. Out: ranges of places. Lines of articles stand in the order
of their articles' days (`remember.py`), so a search of late days need not read the early ones.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sourceline.store.ask import SCOPES, Value

# What `article_long` in derived.sql counts as lying near its first day.
_NEAR = timedelta(days=32)
_KEY = "coalesce(published_from, published_to)"
_LONG = ("(published_from IS NULL OR published_to IS NULL OR "
         "published_to > date(published_from, '+32 days'))")
# Scopes whose lines stand in the order of articles, with the column that names the article's lines.
IN_ORDER = {"claim": "SELECT id FROM claim WHERE article = ?1", "article": "SELECT ?1",
            "sentence": "SELECT ?1"}


@dataclass(frozen=True)
class Stretch:
    """A range of places, both ends inside, and a further test on the article `c.article`."""

    first: int
    last: int
    test: str = ""
    given: tuple[Value, ...] = ()


def stretches_of(connection: sqlite3.Connection, scope: str, since: date | None,
                 until: date | None) -> Iterator[Stretch]:
    """Give the ranges in which lines of some days can stand; whether each does is still asked.

    First the lines of articles that may have come out long before the first day and later than
    it, then those near or between the days, last those only known to be out some time after.
    """
    base = SCOPES[scope]
    first, last = base, base + (1 << 40) - 1
    if scope not in IN_ORDER or not (since or until):
        yield Stretch(first, last)
        return
    near = str(max(since, date.min + _NEAR) - _NEAR) if since else ""
    begin = _place_of(connection, scope, ">=", near) if since else first
    end = _place_of(connection, scope, ">", str(until)) - 1 if until else last
    if since and _any(connection, f"{_KEY} < ?", near):
        yield Stretch(first, begin - 1, _among(f"{_KEY} < ?"), (near,))
    yield Stretch(begin, end)
    if until and _any(connection, f"published_from IS NULL AND {_KEY} > ?", str(until)):
        yield Stretch(end + 1, last, _among(f"published_from IS NULL AND {_KEY} > ?"),
                      (str(until),))


def _place_of(connection: sqlite3.Connection, scope: str, sign: str, day: str) -> int:
    """Give the first place of the first article from a day on that has a line in this scope."""
    base = SCOPES[scope]
    for (article,) in connection.execute(
            f"SELECT id FROM article WHERE ({_KEY} IS NULL) = 0 AND {_KEY} {sign} ? "
            f"ORDER BY {_KEY}, title, id", (day,)):
        (place,) = connection.execute(
            f"SELECT min(place) FROM cache_search WHERE thing IN ({IN_ORDER[scope]}) AND "
            "scope = ?2", (article, scope)).fetchone()
        if place is not None:
            return int(place)
    return base + (1 << 40)


def _any(connection: sqlite3.Connection, test: str, day: str) -> bool:
    return connection.execute(f"SELECT 1 FROM article WHERE {_LONG} AND {test} LIMIT 1",
                              (day,)).fetchone() is not None


def _among(test: str) -> str:
    return f" AND c.article IN (SELECT id FROM article WHERE {_LONG} AND {test})"
