"""Which events fit what is asked for: how many, and their names in the order of time.

In: an open connection, what is wanted. Out: numbers and ids. Each question is answered out of one
index or `cache_` table that holds all an event can be narrowed by, so that not a single row of a
large record is looked up to be passed over.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sourceline.record.base import Written
from sourceline.store.ask import NO_WORD, SCOPES, Page, Value, count, marks
from sourceline.store.ask_overview import ask_tallies
from sourceline.text.query import words_query

# What `event_long` in derived.sql counts as lying near its first day.
_NEAR = timedelta(days=32)
_FEW = 5_000
_KEY = "coalesce(time_from, time_to)"
# As the indexes of events have it, so that they are read and no row.
_OPEN = f"({_KEY} IS NULL)"
_LONG = "(time_from IS NULL OR time_to IS NULL OR time_to > date(time_from, '+32 days'))"


class Wanted(Written, frozen=True, kw_only=True):
    """What the reader asks the chronology for; "" and None ask for everything."""

    kind: str = ""
    status: str = ""
    text: str = ""
    entity: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    # Someone else who takes part too, the country of the place, and an outlet that tells it.
    other: str = ""
    country: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Where:
    """Where to look for events: a FROM with its tests, its values, and the order of time there.

    `name` is the column with the id, `open` the test for those without any day.
    """

    start: str
    tests: str
    given: tuple[Value, ...]
    name: str
    order: str
    open: str

    def sql(self, what: str, more: str = "") -> str:
        """Write the question."""
        return f"SELECT {what} FROM {self.start} WHERE {self.tests} {more}"


def narrowed(connection: sqlite3.Connection, wanted: Wanted, table: str, name: str,
             but: Sequence[str] = ()) -> tuple[list[str], list[Value]]:
    """Write what is wanted, but for words, as tests on columns; every value is a parameter."""
    kinds = _kinds(connection, wanted.kind)
    day = f"coalesce({table}.time_from, {table}.time_to, '9999')"
    listed: list[tuple[bool, str, list[Value]]] = [
        (bool(said) and said not in but,
         f"EXISTS (SELECT 1 FROM {kept} q WHERE q.{column} = ? AND q.day = {day} "
         f"AND q.event = {table}.{name})", [said])
        for said, kept, column in ((wanted.entity, "cache_taken", "entity"),
                                   (wanted.other, "cache_taken", "entity"),
                                   (wanted.outlet, "cache_told", "outlet"))]
    tests: list[tuple[bool, str, list[Value]]] = [
        (bool(wanted.kind), f"kind IN ({marks(kinds)})", kinds),
        (bool(wanted.status), "status = ?", [wanted.status]),
        (bool(wanted.place), "place = ?", [wanted.place]),
        (bool(wanted.country), "country = ?", [wanted.country]),
        *listed,
        # An event may fall into the wanted days if its interval touches them.
        (wanted.since is not None, "(time_to IS NULL OR time_to > ?)", [str(wanted.since)]),
        (wanted.until is not None, "(time_from IS NULL OR time_from <= ?)", [str(wanted.until)]),
        (wanted.since is not None or wanted.until is not None,
         f"({_KEY} IS NULL) = 0", []),
    ]
    chosen = [(test, given) for used, test, given in tests if used]
    return [test for test, _ in chosen], [value for _, given in chosen for value in given]


def _by_words(connection: sqlite3.Connection, wanted: Wanted, few: bool) -> Where:
    """Look by words: events are counted and indexed in the same order of time."""
    base = SCOPES["event"]
    tests, given = narrowed(connection, wanted, "c", "event")
    # An event dated anew by a person keeps its number: few are sorted, of many nobody sees it.
    order = f"{_OPEN}, {_KEY}, time_to, c.event" if few else "t.rowid"
    return Where("search_text t CROSS JOIN cache_event c ON c.number = t.rowid - ?",
                 " AND ".join(("search_text MATCH ?", "t.rowid BETWEEN ? AND ?", *tests)),
                 (base, words_query(wanted.text) or NO_WORD, base, base + (1 << 40) - 1, *given),
                 "c.event", order, f"{_KEY} IS NULL")


def count_words(connection: sqlite3.Connection, text: str) -> int:
    """Count the events that words find, without looking at them."""
    base = SCOPES["event"]
    return count(connection, "SELECT count(*) FROM search_text WHERE search_text MATCH ? AND "
                 "rowid BETWEEN ? AND ?", (words_query(text) or NO_WORD, base,
                                           base + (1 << 40) - 1))


def _by_list(connection: sqlite3.Connection, wanted: Wanted, column: str, said: str) -> Where:
    table = "cache_taken" if column == "entity" else "cache_told"
    tests, given = narrowed(connection, wanted, "p", "event", but=(said,))
    return Where(f"{table} p", " AND ".join((f"p.{column} = ?", *tests)), (said, *given),
                 "event", "day, event", "day = '9999'")


def _kinds(connection: sqlite3.Connection, kind: str) -> list[Value]:
    """Name a kind and the finer ones below it that the record has."""
    return [kind, *(tally.name for tally in ask_tallies(connection, "kind")
                    if tally.name.startswith(f"{kind}."))]


class Finder:
    """The events that fit what is wanted; what it has counted or named it keeps.

    >>> from sourceline.store.open import blank_record
    >>> Finder(blank_record(), Wanted(status="denied")).count
    0
    """

    def __init__(self, connection: sqlite3.Connection, wanted: Wanted) -> None:
        """Ask nothing yet."""
        self.connection, self.wanted = connection, wanted

    @cached_property
    def count(self) -> int:
        """How many events fit."""
        if self.wanted == Wanted():
            return count(self.connection, "SELECT coalesce(max(count), 0) FROM cache_count "
                         "WHERE name = 'event'")
        if self.wanted == Wanted(text=self.wanted.text):
            return count_words(self.connection, self.wanted.text)
        if _only_days(self.wanted):
            return count_days(self.connection, self.wanted)
        return len(self._all) if self._narrow else \
            count(self.connection, self.where.sql("count(*)"), self.where.given)

    @cached_property
    def where(self) -> Where:
        """Where to look: what can be read in order and narrows."""
        wanted = self.wanted
        if wanted.text:
            return _by_words(self.connection, wanted, self._narrow or self.count <= _FEW)
        for column, said in (("entity", wanted.entity), ("entity", wanted.other),
                             ("outlet", wanted.outlet)):
            if said:
                return _by_list(self.connection, wanted, column, said)
        tests, given = narrowed(self.connection, wanted, "event", "id")
        return Where("event", " AND ".join(tests) or "1", tuple(given), "id",
                     f"{_OPEN}, {_KEY}, time_to, id", f"{_OPEN} = 1")

    @cached_property
    def undated(self) -> int:
        """How many of them have no day at all."""
        if self.wanted.since or self.wanted.until:
            return 0
        if self._narrow:
            return sum(not dated for _, dated in self._all)
        return count(self.connection, self.where.sql("count(*)", f"AND {self.where.open}"),
                     self.where.given)

    def page(self, page: Page) -> list[str]:
        """Name those that stand on a page, in the order of time."""
        if _only_days(self.wanted):
            return _page_of_days(self.connection, self.wanted, page)
        if self._narrow:
            return [name for name, _ in self._all[page.offset:page.offset + page.size]]
        return [name for (name,) in self.connection.execute(
            self.where.sql(self.where.name, f"ORDER BY {self.where.order} LIMIT ? OFFSET ?"),
            (*self.where.given, page.size, page.offset))]

    @cached_property
    def _narrow(self) -> bool:
        """Whether words, a name or an outlet are wanted with something else."""
        wanted = self.wanted
        alone = (Wanted(text=wanted.text), Wanted(entity=wanted.entity),
                 Wanted(other=wanted.other), Wanted(outlet=wanted.outlet))
        return bool(wanted.text or wanted.entity or wanted.other or wanted.outlet) \
            and wanted not in alone

    @cached_property
    def _all(self) -> list[tuple[str, bool]]:
        """All that fit, and whether they have a day: to look twice costs more than to keep them."""
        return [(name, not undated) for name, undated in self.connection.execute(
            self.where.sql(f"{self.where.name}, {self.where.open}", f"ORDER BY {self.where.order}"),
            self.where.given)]


def _only_days(wanted: Wanted) -> bool:
    return (wanted.since is not None or wanted.until is not None) and wanted == Wanted(
        since=wanted.since, until=wanted.until)


def _days(wanted: Wanted) -> tuple[Where, ...]:
    """Cut days into stretches of the order of time, each read from where it begins.

    First what began long before the first day and touches it still, then what begins near it or
    later, last what is known only to end some time after the last day.
    """
    first, last = wanted.since, wanted.until
    order, dated = f"{_KEY}, time_to, id", f"{_OPEN} = 0"
    ends = ("(time_to IS NULL OR time_to > ?)", str(first)) if first else ("1", None)
    near = str(max(first, date.min + _NEAR) - _NEAR) if first else ""

    def part(start: str, *tests: tuple[str, Value]) -> Where:
        return Where(start, " AND ".join(test for test, _ in tests),
                     tuple(value for _, value in tests if value is not None), "id", order, "0")

    upto: tuple[tuple[str, Value], ...] = ((f"{_KEY} <= ?", str(last)),) if last else ()
    long = "event INDEXED BY event_long"
    main = part("event INDEXED BY event_in_order", (dated, None),
                (f"{_KEY} >= ?", near) if first else ("1", None), *upto, ends)
    before = (part(long, (_LONG, None), (f"{_KEY} < ?", near), *upto, ends),) if first else ()
    after = (part(long, (_LONG, None), (f"{_KEY} > ?", str(last)), ("time_from IS NULL", None),
                  ends),) if last else ()
    return (*before, main, *after)


def count_days(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Count the events of some days: those inside, or all but those outside, if that is less."""
    ends = connection.execute(
        f"SELECT (SELECT min({_KEY}) FROM event WHERE {_OPEN} = 0), (SELECT max({_KEY}) FROM event "
        f"WHERE {_OPEN} = 0)").fetchone()
    if ends[0] is None:
        return 0
    first, last = (date.fromisoformat(end) for end in ends)
    since, until = max(wanted.since or first, first), min(wanted.until or last, last)
    if (until - since) * 2 < last - first:
        return sum(count(connection, part.sql("count(*)"), part.given) for part in _days(wanted))
    dated = f"SELECT count(*) FROM event INDEXED BY event_in_order WHERE {_OPEN} = 0"
    undated = count(connection, f"SELECT count(*) FROM event WHERE {_OPEN} = 1")
    outside = 0
    if wanted.since:
        outside += count(connection, f"{dated} AND {_KEY} <= ?1 AND time_to <= ?1",
                         (str(wanted.since),))
    if wanted.until:
        outside += count(connection, f"{dated} AND {_KEY} > ? AND time_from IS NOT NULL",
                         (str(wanted.until),))
    return count(connection, "SELECT count(*) FROM event") - undated - outside


def _page_of_days(connection: sqlite3.Connection, wanted: Wanted, page: Page) -> list[str]:
    names, passed = list[str](), page.offset
    for part in _days(wanted):
        found = [name for (name,) in connection.execute(
            part.sql("id", f"ORDER BY {part.order} LIMIT ? OFFSET ?"),
            (*part.given, page.size - len(names), passed))]
        names += found
        if found or not passed:
            passed = 0
        else:
            passed -= count(connection, part.sql("count(*)"), part.given)
        if len(names) == page.size:
            break
    return names
