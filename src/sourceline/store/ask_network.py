"""Who takes part with whom: pairs of names in the same events, and in which parts.

In: an open connection, a status and a kind. Out: frozen names and ties, the heaviest first. Only
the names with most events are asked about, so that a large record answers as fast as a small one.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sourceline.record.base import Written
from sourceline.store.ask import marks, rows

MOST_NAMES = 40
MOST_TIES = 90
# Ties are looked for among this many names, those with most events, and the heaviest are kept.
_CANDIDATES = 80
Pair: TypeAlias = tuple[str, str]

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


def ask_network(connection: sqlite3.Connection, status: str, kind: str) -> Network:
    """Ask who takes part with whom in events of one status and, where named, of one kind."""
    known = {one.entity: one for one in rows(connection, f"""
        SELECT e.id AS entity, e.name, e.kind FROM cache_actor a
        CROSS JOIN entity e ON e.id = a.entity
        WHERE e.kind IN ({marks(_KINDS)}) ORDER BY a.event_count DESC, e.id LIMIT ?
        """, (*_KINDS, _CANDIDATES), _Name)}
    pairs = _pairs(connection, frozenset(known), status, kind)
    chosen = _heaviest([pair for pair, _ in pairs])
    shown = _ties(connection, [(pair, number) for pair, number in pairs if chosen.issuperset(pair)]
                  [:MOST_TIES], status, kind)
    weights: dict[str, int] = defaultdict(int)
    for tie in shown:
        weights[tie.one] += tie.event_count
        weights[tie.other] += tie.event_count
    names = [NamePoint(entity=entity, name=known[entity].name, kind=known[entity].kind,
                       event_count=weights[entity]) for entity in weights]
    return Network(names=tuple(sorted(names, key=lambda one: (-one.event_count, one.entity))),
                   ties=tuple(shown), left_off=len(pairs) - len(shown))


def _pairs(connection: sqlite3.Connection, asked: frozenset[str], status: str, kind: str
           ) -> list[tuple[Pair, int]]:
    """Count the events any two of some names share, the heaviest pair first."""
    pairs = [((one, other), number) for one, other, number in connection.execute(
        "SELECT one, other, count FROM cache_tie WHERE status = ? AND kind = ? AND one_part = ''",
        (status, kind)) if one in asked and other in asked]
    return sorted(pairs, key=lambda counted: (-counted[1], counted[0]))


def _ties(connection: sqlite3.Connection, pairs: Sequence[tuple[Pair, int]], status: str, kind: str
          ) -> list[Tie]:
    """Look up which part met which in each pair."""
    ties = []
    for (one, other), number in pairs:
        parts = {(one_part, other_part): met for one_part, other_part, met in connection.execute(
            "SELECT one_part, other_part, count FROM cache_tie WHERE status = ? AND kind = ? AND "
            "one = ? AND other = ? AND one_part <> ''", (status, kind, one, other))}
        ties.append(Tie(one=one, other=other, event_count=number, parts=_ordered(parts)))
    return ties


def _ordered(parts: Mapping[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one, other, number) for (one, other), number in
                 sorted(parts.items(), key=lambda counted: (-counted[1], counted[0])))


def _heaviest(pairs: Sequence[Pair]) -> frozenset[str]:
    """Choose names by their ties, the heaviest tie first, until the picture is full."""
    chosen: set[str] = set()
    for pair in pairs:
        if len(chosen.union(pair)) > MOST_NAMES:
            break
        chosen.update(pair)
    return frozenset(chosen)
