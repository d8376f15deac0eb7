"""Sums kept for the map and the network: events at each point, events two names take part in.

In: a record whose `cache_` tables are filled, or one event that changed. Out: `cache_place`,
`cache_point` and `cache_tie`, and in `cache_clash` the events told both ways. To count a hundred
thousand articles' events anew for each page would take longer than a page may; each sum is by
kind and status, so that both can be chosen.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

from sourceline.store.ask import Value, marks

# The parts of an event in which someone is met: not its place, instrument or topic.
MET = ("actor", "target", "victim", "recipient", "beneficiary")
# SQLite takes 32,766 values at once; fewer keep its work even.
_AT_ONCE = 5_000
# A name with parts in more events than this has its ties counted anew with all others.
_MANY = 400
_PLACE = "latitude, longitude, place, country, kind, status"
_TIE = "status, kind, one, other, one_part, other_part"
_POINTS = ("SELECT id, latitude, longitude, place, country FROM event "
           "WHERE latitude IS NOT NULL AND longitude IS NOT NULL")

# What cannot stand beside what: a thing said to be, and said not to be or to have been prevented.
_CLASHES = """SELECT e.id, coalesce(e.time_from, e.time_to, '9999') FROM event e WHERE e.id IN (
  SELECT m.event FROM event_mention m WHERE m.status IN ('denied', 'thwarted') AND EXISTS (
    SELECT 1 FROM event_mention h WHERE h.event = m.event AND (h.status IN ('happened', 'alleged')
      OR (m.status = 'denied' AND h.status IN ('planned', 'threatened', 'expected')))))"""

Key: TypeAlias = tuple[str, tuple[Value, ...]]
Sums: TypeAlias = "Counter[Key]"


def keep_sums(connection: sqlite3.Connection) -> None:
    """Make the sums anew, inside the transaction one is in."""
    for table in ("cache_point", "cache_place", "cache_clash"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute(f"INSERT INTO cache_point {_POINTS}")
    connection.execute(f"INSERT INTO cache_place SELECT {_PLACE}, count(*) FROM event WHERE "
                       f"latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY {_PLACE}")
    connection.execute(f"INSERT INTO cache_clash {_CLASHES}")
    count_ties(connection)


def count_ties(connection: sqlite3.Connection) -> None:
    """Count all ties anew."""
    taking: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for event, entity, part in connection.execute(
            "SELECT event, entity, role FROM cache_part WHERE entity IN (SELECT entity FROM "
            f"cache_actor) AND role IN ({marks(MET)})", MET):
        taking[event].append((entity, part))
    several = [event for event, parts in taking.items() if len(parts) > 1]
    sums: Sums = Counter()
    for first in range(0, len(several), _AT_ONCE):
        some = several[first:first + _AT_ONCE]
        for event, kind, status in connection.execute(
                "SELECT event, kind, status FROM cache_event "
                f"WHERE event IN ({marks(some)})", some):
            sums.update(_ties(taking[event], kind, status))
    connection.execute("DELETE FROM cache_tie")
    connection.executemany("INSERT INTO cache_tie VALUES (?, ?, ?, ?, ?, ?, ?)",
                           ((*key, number) for (_, key), number in sums.items()))


def _ties(parts: Iterable[tuple[str, str]], kind: str, status: str) -> set[Key]:
    """Name the ties one event makes: of its kind, of the wider ones above it, and of any kind."""
    words = kind.split(".") if kind else []
    kinds = [".".join(words[:number]) for number in range(len(words) + 1)]
    found: set[Key] = set()
    for (one, one_part), (other, other_part) in combinations(sorted(parts), 2):
        if one != other:
            for wide in kinds:
                found.add(("cache_tie", (status, wide, one, other, "", "")))
                found.add(("cache_tie", (status, wide, one, other, one_part, other_part)))
    return found


def sums_of(connection: sqlite3.Connection, events: Sequence[str]) -> Sums:
    """Say what some events add to the sums, as the `cache_` tables have them now."""
    sums: Sums = Counter()
    for event in events:
        row = connection.execute("SELECT kind, status FROM cache_event WHERE event = ?",
                                 (event,)).fetchone()
        point = connection.execute("SELECT latitude, longitude, place, country FROM cache_point "
                                   "WHERE event = ?", (event,)).fetchone()
        parts = connection.execute(
            "SELECT entity, role FROM cache_part WHERE event = ? AND entity IN (SELECT entity FROM "
            f"cache_actor) AND role IN ({marks(MET)})", (event, *MET)).fetchall()
        if row and point:
            sums["cache_place", (*point, *row)] += 1
        if row:
            sums.update(_ties(parts, *row))
    return sums


def follow_rows(connection: sqlite3.Connection, event: str) -> None:
    """Keep the point an event has now, and whether it is told both ways."""
    connection.execute("DELETE FROM cache_clash WHERE event = ?", (event,))
    # The event is named inside, so that only its tellings are looked at.
    one = _CLASHES.replace("m.status IN ('denied'", "m.event = ?1 AND m.status IN ('denied'")
    connection.execute(f"INSERT INTO cache_clash {one} AND e.id = ?1", (event,))
    connection.execute("DELETE FROM cache_point WHERE event = ?", (event,))
    connection.execute(f"INSERT INTO cache_point {_POINTS} AND id = ?", (event,))


def follow_sums(connection: sqlite3.Connection, before: Sums, after: Sums) -> None:
    """Bring the sums from what some events added before to what they add now."""
    for (table, key), number in ((key, after[key] - before[key]) for key in {*before, *after}):
        if number:
            names = _PLACE if table == "cache_place" else _TIE
            where = " AND ".join(f"{name} = ?" for name in names.split(", "))
            connection.execute(
                f"INSERT INTO {table} ({names}, count) VALUES ({marks(key)}, ?) "
                f"ON CONFLICT ({names}) DO UPDATE SET count = count + excluded.count",
                (*key, number))
            connection.execute(f"DELETE FROM {table} WHERE {where} AND count = 0", key)


def too_many(events: Sequence[str]) -> bool:
    """Tell whether to count anew costs less than to follow so many events."""
    return len(events) > _MANY
