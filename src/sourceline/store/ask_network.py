"""Who takes part with whom: pairs of names in the same events, and in which parts.

In: an open connection, a status and a kind. Out: frozen names and ties, the heaviest first. Only
the names with most events are asked about, so that a large record answers as fast as a small one.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourceline.record.base import Written
from sourceline.store.ask import Value, marks, rows

MOST_NAMES = 40
MOST_TIES = 90
# Ties are looked for among this many names, those with most events, and the heaviest are kept.
_CANDIDATES = 120
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


class _Met(Written, frozen=True, kw_only=True):
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
              ) -> tuple[_Met, ...]:
    given: tuple[Value, ...] = (*entities, *_PARTS, *entities, *_PARTS, status)
    of_kind = "AND (e.kind = ? OR e.kind LIKE ? || '.%')" if kind else ""
    return rows(connection, f"""
        SELECT DISTINCT p.entity AS one, p.role AS one_part, q.entity AS other,
          q.role AS other_part, p.event
        FROM cache_part p JOIN cache_part q ON q.event = p.event AND q.entity > p.entity
        JOIN event e ON e.id = p.event
        WHERE p.entity IN ({marks(entities)}) AND p.role IN ({marks(_PARTS)})
          AND q.entity IN ({marks(entities)}) AND q.role IN ({marks(_PARTS)})
          AND e.status = ? {of_kind}""", given + ((kind, kind) if kind else ()), _Met)


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
