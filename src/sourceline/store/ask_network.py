"""Who takes part with whom: pairs of names in the same events, and in which parts.

In: an open connection, a status and a kind. Out: frozen names and ties, the heaviest first. Only
the names with most events are asked about, so that a large record answers as fast as a small one.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.base import Written
from sourceline.store.ask import marks, rows

MOST_NAMES = 40
MOST_TIES = 90
# Ties are looked for among this many names, those with most events, and the heaviest are kept.
_CANDIDATES = 80
# SQLite takes 32,766 values at once; fewer keep its work even.
_AT_ONCE = 5_000
_PARTS = ("actor", "target", "victim", "recipient", "beneficiary")
_KINDS = ("person", "organization", "government")


class NamePoint(Written, frozen=True, kw_only=True):
    """One name of the network, and in how many events it shares a part with another one."""

    entity: str
    name: str
    kind: str
    event_count: int


class Tie(Written, frozen=True, kw_only=True):
    """Two names, the events both take part in, and how often which part met which."""

    one: str
    other: str
    event_count: int
    parts: tuple[tuple[str, str, int], ...]


class Network(Written, frozen=True, kw_only=True):
    """Names and ties that are shown; `left_off` ties of the names asked about are not."""

    names: tuple[NamePoint, ...]
    ties: tuple[Tie, ...]
    left_off: int


class _Name(Written, frozen=True, kw_only=True):
    entity: str
    name: str
    kind: str


@dataclass(frozen=True)
class _Met:
    one: str
    one_part: str
    other: str
    other_part: str
    event: str


def ask_network(connection: sqlite3.Connection, status: str, kind: str) -> Network:
    """Ask who takes part with whom in events of one status and, where named, of one kind."""
    known = {one.entity: one for one in rows(connection, f"""
        SELECT e.id AS entity, e.name, e.kind FROM cache_actor a JOIN entity e ON e.id = a.entity
        WHERE e.kind IN ({marks(_KINDS)}) ORDER BY a.event_count DESC, e.id LIMIT ?
        """, (*_KINDS, _CANDIDATES), _Name)}
    ties = _ties(_meetings(connection, tuple(known), status, kind))
    chosen = _heaviest(ties)
    shown = [tie for tie in ties if tie.one in chosen and tie.other in chosen][:MOST_TIES]
    weights: dict[str, int] = defaultdict(int)
    for tie in shown:
        weights[tie.one] += tie.event_count
        weights[tie.other] += tie.event_count
    names = [NamePoint(entity=entity, name=known[entity].name, kind=known[entity].kind,
                       event_count=weights[entity]) for entity in weights]
    return Network(names=tuple(sorted(names, key=lambda one: (-one.event_count, one.entity))),
                   ties=tuple(shown), left_off=len(ties) - len(shown))


def _meetings(connection: sqlite3.Connection, entities: Sequence[str], status: str, kind: str
              ) -> list[_Met]:
    """Pair those who share an event. SQLite joins a large table to itself far slower than this."""
    shared: dict[str, list[tuple[str, str]]] = {}
    for event, entity, part in connection.execute(
            f"SELECT event, entity, role FROM cache_part WHERE entity IN ({marks(entities)}) "
            f"AND role IN ({marks(_PARTS)})", (*entities, *_PARTS)):
        shared.setdefault(event, []).append((entity, part))
    several = [event for event, parts in shared.items() if len(parts) > 1]
    return [_Met(one, one_part, other, other_part, event)
            for event in _wanted(connection, several, status, kind)
            for one, one_part in shared[event] for other, other_part in shared[event]
            if one < other]


def _wanted(connection: sqlite3.Connection, events: Sequence[str], status: str, kind: str
            ) -> list[str]:
    """Give those of some events that have this status and this kind or a finer one."""
    kept: list[str] = []
    for first in range(0, len(events), _AT_ONCE):
        some = events[first:first + _AT_ONCE]
        kept += [event for event, its in connection.execute(
            f"SELECT id, kind FROM event WHERE status = ? AND id IN ({marks(some)})",
            (status, *some)) if not kind or its == kind or its.startswith(f"{kind}.")]
    return kept


def _ties(meetings: Sequence[_Met]) -> list[Tie]:
    events: dict[tuple[str, str], set[str]] = defaultdict(set)
    parts: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for met in meetings:
        pair = (met.one, met.other)
        events[pair].add(met.event)
        parts[pair][met.one_part, met.other_part] += 1
    ties = [Tie(one=pair[0], other=pair[1], event_count=len(shared), parts=_ordered(parts[pair]))
            for pair, shared in events.items()]
    return sorted(ties, key=lambda tie: (-tie.event_count, tie.one, tie.other))


def _ordered(parts: Mapping[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one, other, number) for (one, other), number in
                 sorted(parts.items(), key=lambda counted: (-counted[1], counted[0])))


def _heaviest(ties: Sequence[Tie]) -> frozenset[str]:
    """Choose names by their ties, the heaviest tie first, until the picture is full."""
    chosen: set[str] = set()
    for tie in ties:
        if len(chosen | {tie.one, tie.other}) > MOST_NAMES:
            break
        chosen |= {tie.one, tie.other}
    return frozenset(chosen)
