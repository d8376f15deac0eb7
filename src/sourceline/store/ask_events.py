"""Events: the chronology, and one event with all its tellings.

In: an open connection, what is asked for. Out: frozen lines in time order. Events without a
known time come last; an event known only to end before a day stands at that day.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import (
    DECIDED_BY,
    NO_WORD,
    Page,
    Tally,
    Value,
    count,
    in_scope,
    marks,
    one,
    rows,
)
from sourceline.store.ask_overview import ask_tallies
from sourceline.text.query import words_query

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
    # Someone else who takes part too, and the country of the place.
    other: str = ""
    country: str = ""


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


_ORDER = ("ORDER BY coalesce(time_from, time_to) IS NULL, coalesce(time_from, time_to), "
          "time_to, id")
# As the index `event_in_order` has it, so that it is read and no row.
DATED = "(coalesce(time_from, time_to) IS NULL) = 0"
_LINE = ("SELECT e.id AS event, e.kind, e.label, e.status, e.time_from, e.time_to, e.precision, "
         "e.time_basis, e.place, e.country, c.article_count, c.origin_count, "
         f"{DECIDED_BY.format('e.id')} FROM event e JOIN cache_event c ON c.event = e.id")
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
    if wanted == Wanted(text=wanted.text) and wanted.text:
        return _found_by_words(connection, wanted.text, page)
    if wanted == Wanted(entity=wanted.entity) and wanted.entity:
        return _found_by_entity(connection, wanted.entity, page)
    where, given = wanted_where(connection, wanted)
    if wanted == Wanted(since=wanted.since, until=wanted.until):
        where = f"INDEXED BY event_in_order {where}"
    total = count(connection, f"SELECT count(*) FROM event {where}", given)
    # The ids first: counts are looked up only for the events shown.
    found = connection.execute(f"SELECT id FROM event {where} {_ORDER} LIMIT ? OFFSET ?",
                               (*given, page.size, page.offset))
    return total, ask_events(connection, [name for (name,) in found])


def _found_by_words(connection: sqlite3.Connection, text: str, page: Page
                    ) -> tuple[int, tuple[EventLine, ...]]:
    """Events are indexed in the order of time, so what words find needs no sorting."""
    found, given = in_scope("event", words_query(text) or NO_WORD)
    there = f"FROM {found} x JOIN event e ON e.id = x.thing"
    total = count_words(connection, text)
    names = [name for (name,) in connection.execute(
        f"SELECT x.thing {there} LIMIT ? OFFSET ?", (*given, page.size, page.offset))]
    return total, ask_events(connection, names)


def count_words(connection: sqlite3.Connection, text: str) -> int:
    """Count the events that words find, without looking at them."""
    found, given = in_scope("event", words_query(text) or NO_WORD)
    hits = found[1:-1].replace("SELECT c.thing", "SELECT count(*)").replace(
        "JOIN cache_search c ON c.place = t.rowid ", "")
    return count(connection, hits, given)


def _found_by_entity(connection: sqlite3.Connection, entity: str, page: Page
                     ) -> tuple[int, tuple[EventLine, ...]]:
    total = count(connection, "SELECT count(DISTINCT event) FROM cache_part WHERE entity = ?",
                  (entity,))
    names = [name for (name,) in connection.execute(
        "SELECT DISTINCT event FROM cache_part WHERE entity = ? ORDER BY day, event "
        "LIMIT ? OFFSET ?", (entity, page.size, page.offset))]
    return total, ask_events(connection, names)


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
    return rows(connection, f"""
        SELECT {_TELLING_NAMES} FROM (SELECT {_TELLING}, row_number() OVER (
            PARTITION BY m.event ORDER BY coalesce(a.published_from, a.published_to, '9999'),
              m.article, m.start) AS place
          FROM event_mention m JOIN article a ON a.id = m.article
          WHERE m.event IN ({marks(events)})) WHERE place > ? AND place <= ? ORDER BY event, place
        """, (*events, after, after + most), Telling)


def ask_told(connection: sqlite3.Connection, event: str) -> tuple[Tally, ...]:
    """Count the tellings of an event by the status they give it, the most frequent first."""
    return rows(connection, "SELECT status AS name, count(*) AS count FROM event_mention "
                "WHERE event = ? GROUP BY 1 ORDER BY 2 DESC, 1", (event,), Tally)


def ask_roles(connection: sqlite3.Connection, event: str) -> tuple[RoleLine, ...]:
    """Who took part in one event, telling by telling."""
    return rows(connection, f"{_ROLE} WHERE em.event = ? ORDER BY r.role, r.article, r.start "
                "LIMIT 1000", (event,), RoleLine)


def ask_roles_of_entity(connection: sqlite3.Connection, entity: str, most: int = 300
                        ) -> tuple[RoleLine, ...]:
    """In which events an entity took which part, in time order."""
    events = [event for (event,) in connection.execute(
        "SELECT DISTINCT event FROM cache_part WHERE entity = ? ORDER BY day, event LIMIT ?",
        (entity, most))]
    return rows(connection, f"{_ROLE} WHERE em.event IN ({marks(events)}) AND +m.entity = ? "
                "ORDER BY coalesce(e.time_from, e.time_to, '9999'), e.id, r.article, r.start "
                "LIMIT ?", (*events, entity, most), RoleLine)


def ask_places(connection: sqlite3.Connection, most: int = 60) -> tuple[str, ...]:
    """Name the places of events, those with most events first."""
    return tuple(tally.name for tally in ask_tallies(connection, "place", most))


def wanted_where(connection: sqlite3.Connection, wanted: Wanted) -> tuple[str, list[Value]]:
    """Turn what is wanted into SQL; every value travels as a parameter."""
    kinds = _kinds(connection, wanted.kind)
    words, words_given = in_scope("event", words_query(wanted.text) or NO_WORD)
    tests: list[tuple[bool, str, list[Value]]] = [
        (bool(wanted.kind), f"kind IN ({marks(kinds)})", kinds),
        (bool(wanted.status), "status = ?", [wanted.status]),
        (bool(wanted.place), "place = ?", [wanted.place]),
        (bool(wanted.text), f"id IN {words}", words_given),
        (bool(wanted.entity), "id IN (SELECT event FROM cache_part WHERE entity = ?)",
         [wanted.entity]),
        (bool(wanted.other), "id IN (SELECT event FROM cache_part WHERE entity = ?)",
         [wanted.other]),
        (bool(wanted.country), "country = ?", [wanted.country]),
        # An event may fall into the wanted days if its interval touches them.
        (wanted.since is not None, f"(time_to IS NULL OR time_to > ?) AND {DATED}",
         [str(wanted.since)]),
        (wanted.until is not None, f"(time_from IS NULL OR time_from <= ?) AND {DATED}",
         [str(wanted.until)]),
    ]
    chosen = [(test, given) for used, test, given in tests if used]
    where = "WHERE " + " AND ".join(test for test, _ in chosen) if chosen else ""
    return where, [value for _, given in chosen for value in given]


def _kinds(connection: sqlite3.Connection, kind: str) -> list[Value]:
    """Name a kind and the finer ones below it that the record has."""
    return [kind, *(tally.name for tally in ask_tallies(connection, "kind")
                    if tally.name.startswith(f"{kind}."))]
