"""Where events took place: places with coordinates, and how many events have none.

In: an open connection, what is asked for. Out: frozen lines, those of most events first.
"""

import sqlite3

from sourceline.record.base import Written
from sourceline.store.ask import Value, count, rows
from sourceline.store.ask_events import Wanted, wanted_where
from sourceline.store.sums import have_sums

# More circles than this cover one another; the table names the same ones.
MOST_PLACES = 200


class PlaceLine(Written, frozen=True, kw_only=True):
    """One place of events as the words name it; `place` is "" where only the country is known."""

    place: str
    country: str
    latitude: float
    longitude: float
    event_count: int


class Located(Written, frozen=True, kw_only=True):
    """How many events fit, how many of them stand on the map, and their places."""

    total: int
    located: int
    place_count: int
    places: tuple[PlaceLine, ...]


def ask_located(connection: sqlite3.Connection, wanted: Wanted, most: int = MOST_PLACES
                ) -> Located:
    """Ask where the events wanted took place."""
    where, given = wanted_where(connection, wanted)
    total = count(connection, f"SELECT count(*) FROM event {where}", given) if where else \
        count(connection, "SELECT coalesce(max(count), 0) FROM cache_count WHERE name = 'event'")
    grouped = _kept(where) if wanted == Wanted(
        kind=wanted.kind, status=wanted.status, country=wanted.country) else _counted(where)
    have_sums(connection)
    located, places = connection.execute(
        f"SELECT coalesce(sum(event_count), 0), count(*) FROM ({grouped})", given).fetchone()
    limits: tuple[Value, ...] = (*given, most)
    return Located(total=total, located=located, place_count=places, places=rows(
        connection, f"{grouped} ORDER BY event_count DESC, country, place LIMIT ?", limits,
        PlaceLine))


def _kept(where: str) -> str:
    """Places from sums that are kept by kind, status and country."""
    return ("SELECT place, country, latitude, longitude, sum(count) AS event_count FROM "
            f"cache_place {where} GROUP BY latitude, longitude, place, country")


def _counted(where: str) -> str:
    """Places from the events themselves, for days, which no sum keeps."""
    return ("SELECT place, country, latitude, longitude, count(*) AS event_count FROM event "
            f"{where} AND latitude IS NOT NULL AND longitude IS NOT NULL "
            "GROUP BY latitude, longitude, place, country")


def ask_countries(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name the countries that have events on the map."""
    have_sums(connection)
    return tuple(name for (name,) in connection.execute(
        "SELECT DISTINCT country FROM cache_place WHERE country <> '' ORDER BY country"))
