"""Keep the counts and the index true when decisions changed rows.

In: which rows changed (table and id). Out: the `cache_` tables as `remember.py` would make them
anew, at a cost that grows with the change and not with the record.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from sourceline.store.ask import SCOPES, marks
from sourceline.store.remember import (
    COUNTED,
    DESCRIPTIONS,
    ENTITY,
    EVENT,
    FIGURE,
    NAMES,
    PARTS,
    SPOKEN,
    TOLD,
    months,
)
from sourceline.store.sums import (
    count_ties,
    follow_rows,
    follow_sums,
    sums_of,
    too_many,
)

Touched = Iterable[tuple[str, str]]


def follow(connection: sqlite3.Connection, touched: Touched) -> None:
    """Bring counts and words up to date for rows that changed."""
    rows = sorted(set(touched))
    for (event,) in _events_of_roles(connection, rows):
        _follow_event(connection, event)
    for table, name in rows:
        if table == "event":
            _follow_event(connection, name)
        elif table == "entity":
            _follow_entity(connection, name)
        elif table == "figure":
            _follow_words(connection, "figure", name, f"{FIGURE} ?")
        elif table == "claim":
            _follow_speaker(connection, name)
    for table in {table for table, _ in rows}.intersection(COUNTED):
        connection.execute("INSERT OR REPLACE INTO cache_count "
                           f"SELECT ?, count(*) FROM {table}", (table,))


def _events_of_roles(connection: sqlite3.Connection, rows: Sequence[tuple[str, str]]
                     ) -> list[tuple[str]]:
    """Name the events whose tellings had a part changed."""
    tellings = [name for table, name in rows if table == "event_mention"]
    found: set[tuple[str]] = set()
    for telling in tellings:
        found.update(connection.execute("SELECT event FROM event_mention WHERE id = ?", (telling,)))
    return sorted(found)


def _follow_event(connection: sqlite3.Connection, name: str) -> None:
    sums = sums_of(connection, [name])
    shown = f"SELECT kind, status, place, {months('time_from', 'time_to')} FROM cache_event " \
        "WHERE event = ?"
    before = connection.execute(shown, (name,)).fetchone()
    # Words stand at the place the event is counted at: it keeps it, and a new one gets the next.
    number = (connection.execute("SELECT number FROM cache_event WHERE event = ?",
                                 (name,)).fetchone() or
              (_next_place(connection, "event") - SCOPES["event"],))[0]
    connection.execute("DELETE FROM cache_event WHERE event = ?", (name,))
    connection.execute(f"INSERT INTO cache_event {EVENT.format(number='?,')} WHERE e.id = ?",
                       (number, name))
    after = connection.execute(shown, (name,)).fetchone()
    if before != after:
        for row, by in ((before, -1), (after, 1)):
            if row:
                kind, status, place, *days = row
                _tally(connection, "kind", kind, (None, None), by)
                _tally(connection, "event span", status, days, by)
                if place:
                    _tally(connection, "place", place, (None, None), by)
    for table, rows in PARTS.items():
        connection.execute(f"DELETE FROM {table} WHERE event = ?", (name,))
        connection.execute(f"INSERT OR IGNORE INTO {table} {rows} AND e.id = ?", (name,))
    follow_rows(connection, name)
    follow_sums(connection, sums, sums_of(connection, [name]))
    _follow_words(connection, "event", name, f"{TOLD} ?", number)


def _follow_entity(connection: sqlite3.Connection, name: str) -> None:
    kinds = []
    for step in ("before", "after"):
        kinds.append(connection.execute("SELECT kind FROM cache_entity WHERE entity = ?",
                                        (name,)).fetchone())
        if step == "before":
            connection.execute("DELETE FROM cache_entity WHERE entity = ?", (name,))
            connection.execute(f"INSERT INTO cache_entity {ENTITY} WHERE e.id = ?", (name,))
    for row, by in zip(kinds, (-1, 1), strict=True):
        if row:
            _tally(connection, "entity kind", row[0], (None, None), by)
    _follow_parts(connection, name)
    _follow_words(connection, "entity", name, f"{NAMES} ?")


def _follow_parts(connection: sqlite3.Connection, name: str) -> None:
    """Write down anew in which events a name takes part, with whom, and what it is said to be."""
    of_name = "SELECT DISTINCT event FROM cache_part WHERE entity = ?"
    events = [event for (event,) in connection.execute(of_name, (name,))]
    found = {table: connection.execute(f"{PARTS[table]} AND m.entity = ?", (name,)).fetchall()
             for table in ("cache_part", "cache_taken")}
    events = sorted({*events, *(event for _, _, event, _ in found["cache_part"])})
    sums = None if too_many(events) else sums_of(connection, events)
    for table, parts in found.items():
        connection.execute(f"DELETE FROM {table} WHERE entity = ?", (name,))
        if parts:
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks(parts[0])})",
                                   parts)
    for table, rows in (("cache_description", DESCRIPTIONS), ("cache_spoken", SPOKEN)):
        connection.execute(f"DELETE FROM {table} WHERE entity = ?", (name,))
        connection.execute(f"INSERT OR IGNORE INTO {table} {rows} AND m.entity = ?", (name,))
    if sums is None:
        count_ties(connection)
    else:
        follow_sums(connection, sums, sums_of(connection, events))


def _follow_speaker(connection: sqlite3.Connection, claim: str) -> None:
    connection.execute("DELETE FROM cache_spoken WHERE place = (SELECT place FROM cache_search "
                       "WHERE thing = ? AND scope = 'claim')", (claim,))
    connection.execute(f"INSERT OR IGNORE INTO cache_spoken {SPOKEN} AND c.id = ?", (claim,))


def _tally(connection: sqlite3.Connection, what: str, name: str,
           days: Sequence[str | None], by: int) -> None:
    where = "what = ? AND name = ? AND from_date IS ? AND to_date IS ?"
    given = (what, name, *days)
    changed = connection.execute(f"UPDATE cache_tally SET count = count + ? WHERE {where}",
                                 (by, *given)).rowcount
    if not changed:
        connection.execute("INSERT INTO cache_tally VALUES (?, ?, ?, ?, ?)", (*given, by))
    connection.execute(f"DELETE FROM cache_tally WHERE {where} AND count = 0", given)


def _follow_words(connection: sqlite3.Connection, scope: str, name: str, sql: str,
                  number: int = 0) -> None:
    """Index what a thing is called now, and forget what it was called.

    Takes: `number`, the place a new thing gets in its scope, 0 for the next.
    """
    old = connection.execute("SELECT place, words FROM cache_search WHERE thing = ? AND scope = ?",
                             (name, scope)).fetchone()
    now = connection.execute(sql, (name,)).fetchone()
    if old and (now is None or now[0] != old[1]):
        connection.execute("INSERT INTO search_text (search_text, rowid, words, who) "
                           "VALUES ('delete', ?, ?, '')", old)
        connection.execute("DELETE FROM cache_search WHERE place = ?", old[:1])
    if now and (old is None or now[0] != old[1]):
        place = old[0] if old else SCOPES[scope] + number if number else \
            _next_place(connection, scope)
        article = connection.execute("SELECT article FROM figure WHERE id = ?", (name,)).fetchone()
        connection.execute("INSERT INTO cache_search VALUES (?, ?, ?, ?, NULL, ?)",
                           (place, scope, name, article[0] if article else None, now[0]))
        connection.execute("INSERT INTO search_text (rowid, words, who) VALUES (?, ?, '')",
                           (place, now[0]))


def _next_place(connection: sqlite3.Connection, scope: str) -> int:
    base = SCOPES[scope]
    last: int = connection.execute(
        "SELECT coalesce(max(place), ?) FROM cache_search WHERE place BETWEEN ? AND ?",
        (base, base, base + (1 << 40) - 1)).fetchone()[0]
    return last + 1
