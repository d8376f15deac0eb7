"""Where events took place: places with coordinates, and how many events have none.

In: an open connection, what is asked for. Out: frozen lines, those of most events first.
"""

import sqlite3
from collections.abc import Sequence

from sourceline.record.base import Written
from sourceline.store.find_events import Finder, Wanted, narrowed

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
    tests, given = narrowed(connection, wanted, "event", "id")
    # Sums are kept by kind, status and country; days need the events themselves.
    kept = wanted == Wanted(kind=wanted.kind, status=wanted.status, country=wanted.country)
    grouped = (_grouped("sum(count)", "cache_place", tests or ["1"]) if kept else
               _grouped("count(*)", "event INDEXED BY event_on_map",
                        ["latitude IS NOT NULL", *tests]))
    found = connection.execute(
        "SELECT place, country, latitude, longitude, event_count, sum(event_count) OVER (), "
        f"count(*) OVER () FROM ({grouped}) ORDER BY event_count DESC, country, place LIMIT ?",
        (*given, most)).fetchall()
    located, places = found[0][5:] if found else (0, 0)
    return Located(
        total=Finder(connection, wanted).count, located=located, place_count=places,
        places=tuple(PlaceLine(place=row[0], country=row[1], latitude=row[2], longitude=row[3],
                               event_count=row[4]) for row in found))


def _grouped(number: str, table: str, tests: Sequence[str]) -> str:
    return (f"SELECT place, country, latitude, longitude, {number} AS event_count FROM {table} "
            f"WHERE {' AND '.join(tests)} GROUP BY latitude, longitude, place, country")


def ask_countries(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name the countries that have events on the map."""
    return tuple(name for (name,) in connection.execute(
        "SELECT DISTINCT country FROM cache_place WHERE country <> '' ORDER BY country"))
