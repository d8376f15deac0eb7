"""Events: the chronology, and one event with all its tellings.

In: an open connection, what is asked for. Out: frozen lines in time order. Events without a
known time come last; an event known only to end before a day stands at that day.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import Page, Value, containing, count, marks, one, rows

# Enough to see how an event is told; the event's own page shows up to MAX_TELLINGS.
TELLINGS_IN_CHRONOLOGY = 12
MAX_TELLINGS = 200


class Wanted(Written, frozen=True, kw_only=True):
    """What the reader asks the chronology for; "" and None ask for everything."""

    kind: str = ""
    status: str = ""
    text: str = ""
    entity: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None


class EventLine(Written, frozen=True, kw_only=True):
    """One event as the chronology shows it."""

    event: str
    kind: str
    label: str
    status: str
    time_from: date | None
    time_to: date | None
    precision: str
    time_basis: str
    place: str
    country: str
    article_count: int
    origin_count: int


class Telling(Written, frozen=True, kw_only=True):
    """One article's words for one event: `words` is the trigger inside `sentence`."""

    event: str
    event_mention: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int
    end: int
    words: str
    sentence: str
    sentence_start: int
    sentence_end: int
    kind: str
    status: str
    attributed_to: str
    because: Because | None


class RoleLine(Written, frozen=True, kw_only=True):
    """Who or what took which part, in whose words; `name` is the entity's, "" when unlinked."""

    event_mention: str
    event: str
    label: str
    role: str
    entity: str | None
    name: str
    kind: str
    article: str
    start: int
    end: int
    words: str


class _Reason(Written, frozen=True, kw_only=True):
    because: Because | None


_ORDER = ("ORDER BY coalesce(time_from, time_to) IS NULL, coalesce(time_from, time_to), "
          "time_to, id")
_LINE = ("SELECT event, kind, label, status, time_from, time_to, precision, time_basis, place, "
         "country, article_count, origin_count FROM events")
_TELLING = ("m.event, m.id AS event_mention, m.article, a.title, a.outlet, a.published_from, "
            "a.published_to, a.published_precision, m.start, m.\"end\", m.words, m.sentence, "
            "m.sentence_start, m.sentence_end, m.kind, m.status, m.attributed_to, m.because")
_TELLING_NAMES = ", ".join(f'"{field}"' for field in Telling.__struct_fields__)
_ROLE = ("SELECT r.event_mention, em.event, e.label, r.role, m.entity, coalesce(n.name, '') AS "
         "name, coalesce(n.kind, m.kind, '') AS kind, r.article, r.start, r.\"end\", r.words "
         "FROM role r JOIN event_mention em ON em.id = r.event_mention "
         "JOIN event e ON e.id = em.event LEFT JOIN mention m ON m.id = r.mention "
         "LEFT JOIN entity n ON n.id = m.entity")


def ask_chronology(connection: sqlite3.Connection, wanted: Wanted, page: Page
                   ) -> tuple[int, tuple[EventLine, ...]]:
    """List events in time order: how many there are, and those on this page."""
    where, given = _where(wanted)
    total = count(connection, f"SELECT count(*) FROM event {where}", given)
    # The ids first: counting articles and voices is done only for the events shown.
    found = connection.execute(f"SELECT id FROM event {where} {_ORDER} LIMIT ? OFFSET ?",
                               (*given, page.size, page.offset))
    return total, ask_events(connection, [name for (name,) in found])


def ask_events(connection: sqlite3.Connection, events: Sequence[str]) -> tuple[EventLine, ...]:
    """Look up some events, in the order given."""
    lines = rows(connection, f"{_LINE} WHERE event IN ({marks(events)})", events, EventLine)
    place = {event: position for position, event in enumerate(events)}
    return tuple(sorted(lines, key=lambda line: place[line.event]))


def ask_event(connection: sqlite3.Connection, event: str) -> EventLine | None:
    """Look up one event."""
    return one(connection, f"{_LINE} WHERE event = ?", (event,), EventLine)


def ask_why_event(connection: sqlite3.Connection, event: str) -> Because | None:
    """Why these tellings are held to be one event."""
    reason = one(connection, "SELECT because FROM event WHERE id = ?", (event,), _Reason)
    return reason.because if reason else None


def ask_tellings(connection: sqlite3.Connection, events: Sequence[str],
                 most: int = TELLINGS_IN_CHRONOLOGY) -> tuple[Telling, ...]:
    """Give the sentences behind these events, oldest article first, at most `most` for each."""
    return rows(connection, f"""
        SELECT {_TELLING_NAMES} FROM (SELECT {_TELLING}, row_number() OVER (
            PARTITION BY m.event ORDER BY coalesce(a.published_from, a.published_to, '9999'),
              m.article, m.start) AS place
          FROM event_mention m JOIN article a ON a.id = m.article
          WHERE m.event IN ({marks(events)})) WHERE place <= ? ORDER BY event, place
        """, (*events, most), Telling)


def ask_roles(connection: sqlite3.Connection, event: str) -> tuple[RoleLine, ...]:
    """Who took part in one event, telling by telling."""
    return rows(connection, f"{_ROLE} WHERE em.event = ? ORDER BY r.role, r.article, r.start "
                "LIMIT 1000", (event,), RoleLine)


def ask_roles_of_entity(connection: sqlite3.Connection, entity: str, most: int = 300
                        ) -> tuple[RoleLine, ...]:
    """In which events an entity took which part, in time order."""
    return rows(connection, f"{_ROLE} WHERE m.entity = ? ORDER BY "
                "coalesce(e.time_from, e.time_to, '9999'), e.id, r.article, r.start LIMIT ?",
                (entity, most), RoleLine)


def ask_places(connection: sqlite3.Connection, most: int = 60) -> tuple[str, ...]:
    """Name the places of events, those with most events first."""
    return tuple(place for (place,) in connection.execute(
        "SELECT place FROM event WHERE place <> '' GROUP BY place ORDER BY count(*) DESC, place "
        "LIMIT ?", (most,)))


def _where(wanted: Wanted) -> tuple[str, list[Value]]:
    """Turn what is wanted into SQL; every value travels as a parameter."""
    tests: list[tuple[bool, str, list[Value]]] = [
        (bool(wanted.kind), "(kind = ? OR kind LIKE ? ESCAPE '\\')",
         [wanted.kind, containing(wanted.kind)[1:-1] + ".%"]),
        (bool(wanted.status), "status = ?", [wanted.status]),
        (bool(wanted.place), "place = ?", [wanted.place]),
        (bool(wanted.text), "(label LIKE ? ESCAPE '\\' OR id IN (SELECT event FROM event_mention "
         "WHERE sentence LIKE ? ESCAPE '\\'))", [containing(wanted.text)] * 2),
        (bool(wanted.entity), "id IN (SELECT em.event FROM mention m JOIN role r ON r.mention = "
         "m.id JOIN event_mention em ON em.id = r.event_mention WHERE m.entity = ?)",
         [wanted.entity]),
        # An event may fall into the wanted days if its interval touches them.
        (wanted.since is not None, "(time_to IS NULL OR time_to > ?) AND "
         "coalesce(time_from, time_to) IS NOT NULL", [str(wanted.since)]),
        (wanted.until is not None, "(time_from IS NULL OR time_from <= ?) AND "
         "coalesce(time_from, time_to) IS NOT NULL", [str(wanted.until)]),
    ]
    chosen = [(test, given) for used, test, given in tests if used]
    where = "WHERE " + " AND ".join(test for test, _ in chosen) if chosen else ""
    return where, [value for _, given in chosen for value in given]
