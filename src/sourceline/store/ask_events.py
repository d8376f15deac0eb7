"""Events: the chronology, and one event with all its tellings.

In: an open connection, what is asked for. Out: frozen lines in time order. Events without a
known time come last; an event known only to end before a day stands at that day.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import get_args

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.record.event import Status
from sourceline.store.ask import DECIDED_BY, Page, Tally, marks, one, rows
from sourceline.store.ask_overview import ask_tallies
from sourceline.store.find_events import Finder

# Enough to see how an event is told; the event's own page shows up to MAX_TELLINGS.
TELLINGS_IN_CHRONOLOGY = 12
MAX_TELLINGS = 200


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
    decided_by: tuple[str, ...] = ()


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


_LINE = ("SELECT e.id AS event, e.kind, e.label, e.status, e.time_from, e.time_to, e.precision, "
         "e.time_basis, e.place, e.country, c.article_count, c.origin_count, "
         f"{DECIDED_BY.format('e.id')} FROM event e JOIN cache_event c ON c.event = e.id")
_TELLING = ("m.event, m.id AS event_mention, m.article, a.title, a.outlet, a.published_from, "
            "a.published_to, a.published_precision, m.start, m.\"end\", m.words, m.sentence, "
            "m.sentence_start, m.sentence_end, m.kind, m.status, m.attributed_to, m.because")
_STATUSES = json.dumps(get_args(Status))
_ROLE = ("SELECT r.event_mention, em.event, e.label, r.role, m.entity, coalesce(n.name, '') AS "
         "name, coalesce(n.kind, m.kind, '') AS kind, r.article, r.start, r.\"end\", r.words "
         "FROM role r JOIN event_mention em ON em.id = r.event_mention "
         "JOIN event e ON e.id = em.event LEFT JOIN mention m ON m.id = r.mention "
         "LEFT JOIN entity n ON n.id = m.entity")


def ask_chronology(finder: Finder, page: Page) -> tuple[int, tuple[EventLine, ...]]:
    """List events in time order: how many there are, and those on this page."""
    # The ids first: counts are looked up only for the events shown.
    return finder.count, ask_events(finder.connection, finder.page(page))


def ask_events(connection: sqlite3.Connection, events: Sequence[str]) -> tuple[EventLine, ...]:
    """Look up some events, in the order given."""
    lines = rows(connection, f"{_LINE} WHERE e.id IN ({marks(events)})", events, EventLine)
    place = {event: position for position, event in enumerate(events)}
    return tuple(sorted(lines, key=lambda line: place[line.event]))


def ask_event(connection: sqlite3.Connection, event: str) -> EventLine | None:
    """Look up one event."""
    return one(connection, f"{_LINE} WHERE e.id = ?", (event,), EventLine)


def ask_why_event(connection: sqlite3.Connection, event: str) -> Because | None:
    """Why these tellings are held to be one event."""
    reason = one(connection, "SELECT because FROM event WHERE id = ?", (event,), _Reason)
    return reason.because if reason else None


def ask_tellings(connection: sqlite3.Connection, events: Sequence[str],
                 most: int = TELLINGS_IN_CHRONOLOGY, after: int = 0) -> tuple[Telling, ...]:
    """Give the sentences behind these events, oldest article first.

    Takes: how many of each event at most, `after` so many first ones.
    """
    # Rows stand in the order of time (store/write.py): of an event with thousands of tellings
    # only those shown are looked at.
    places = [place for event in events for (place,) in connection.execute(
        "SELECT rowid FROM event_mention WHERE event = ? ORDER BY rowid LIMIT ? OFFSET ?",
        (event, most, after))]
    return rows(connection, f"SELECT {_TELLING} FROM event_mention m JOIN article a "
                f"ON a.id = m.article WHERE m.rowid IN ({marks(places)}) ORDER BY m.event, "
                "coalesce(a.published_from, a.published_to, '9999'), m.article, m.start",
                places, Telling)


def ask_told(connection: sqlite3.Connection, event: str) -> tuple[Tally, ...]:
    """Count the tellings of an event by the status they give it, the most frequent first."""
    return rows(connection, "SELECT s.value AS name, (SELECT count(*) FROM event_mention m "
                "WHERE m.status = s.value AND m.event = ?2) AS count FROM json_each(?1) s "
                "WHERE count > 0 ORDER BY count DESC, name", (_STATUSES, event), Tally)


def ask_roles(connection: sqlite3.Connection, event: str, tellings: Sequence[Telling] = ()
              ) -> tuple[RoleLine, ...]:
    """Who took part in one event: as its first tellings have it, and as `tellings` do."""
    first = [name for (name,) in connection.execute(
        "SELECT id FROM event_mention WHERE event = ? ORDER BY rowid LIMIT ?",
        (event, MAX_TELLINGS))]
    names = list(dict.fromkeys((*first, *(telling.event_mention for telling in tellings))))
    return rows(connection, f"{_ROLE} WHERE r.event_mention IN ({marks(names)}) "
                "ORDER BY r.role, r.article, r.start LIMIT 1000", names, RoleLine)


def ask_roles_of_entity(connection: sqlite3.Connection, entity: str, most: int = 300
                        ) -> tuple[RoleLine, ...]:
    """In which events an entity took which part, in time order: the first so many events."""
    events = [event for (event,) in connection.execute(
        "SELECT event FROM cache_taken WHERE entity = ? ORDER BY day, event LIMIT ?",
        (entity, most))]
    return rows(connection, f"{_ROLE} WHERE em.event IN ({marks(events)}) AND +m.entity = ? "
                "ORDER BY coalesce(e.time_from, e.time_to, '9999'), e.id, r.article, r.start "
                "LIMIT 1000", (*events, entity), RoleLine)


def ask_places(connection: sqlite3.Connection, most: int = 60) -> tuple[str, ...]:
    """Name the places of events, those with most events first."""
    return tuple(tally.name for tally in ask_tallies(connection, "place", most))
