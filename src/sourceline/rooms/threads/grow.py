"""Groups of events that grow by what is told of the same matter.

In: groups found by rules, `Sketches`. Out: which groups and which events besides belong together.
Two sides are joined where their events are, on average, likely enough to be of one matter: one pair
that is sure joins nothing alone (average linkage: R. Sokal and C. Michener, 1958).
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from sourceline.rooms.threads.beside import Sketches

# A pair nobody looked at is about as likely as any two events of a collection of several matters.
_UNSEEN = 0.05


@dataclass
class _Side:
    """What is joined so far: numbers of groups, events, and whether it holds a case or a wave."""

    groups: list[int]
    events: set[str]
    held: bool
    people: frozenset[str]
    of_court: bool
    sums: dict[int, float] = field(default_factory=dict)
    alive: bool = True


@dataclass(frozen=True)
class Grown:
    """Groups, by number, that are one matter, and the events found for it besides."""

    groups: tuple[int, ...]
    events: frozenset[str]


def grow(groups: Sequence[Set[str]], held: Sequence[bool], sketches: Sketches, least: float
         ) -> list[Grown]:
    """Join groups and loose events; two groups that are `held` (cases, waves) stay apart.

    Takes: `least`, how likely the pairs of two sides are on average for them to be joined, 0 to 1.

    Gives: one `Grown` for each group or joined groups, and one for each two or more loose events.
    """
    known = sketches.of.keys()
    grouped = set[str]().union(*groups)
    sides = [_side([at], set(events & known), held[at], sketches)
             for at, events in enumerate(groups)]
    sides += [_side([], {event}, False, sketches) for event in sorted(known - grouped)]
    sides_of: defaultdict[str, list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        for event in side.events:
            sides_of[event].append(number)
    for one, other in sketches.pairs():
        extra = sketches.chance(one, other) - _UNSEEN
        for a in sides_of[one]:
            for b in sides_of[other]:
                if a != b:
                    sides[a].sums[b] = sides[a].sums.get(b, 0.0) + extra
                    sides[b].sums[a] = sides[b].sums.get(a, 0.0) + extra
    _join(sides, least)
    return [Grown(tuple(sorted(side.groups)), frozenset(side.events - grouped))
            for side in sides if side.alive and (side.groups or len(side.events) > 1)]


def _side(groups: list[int], events: set[str], held: bool, sketches: Sketches) -> _Side:
    of = [sketches.of[event] for event in events]
    return _Side(groups, events, held, frozenset[str]().union(*(one.people for one in of)),
                 any(one.of_court for one in of))


def _join(sides: list[_Side], least: float) -> None:
    """Join the likeliest two again and again, until no two are likely enough."""
    waiting = [(-mean, a, b) for a, side in enumerate(sides) for b in side.sums
               if a < b and (mean := _mean(sides, a, b)) >= least]
    heapify(waiting)
    while waiting:
        mean, a, b = heappop(waiting)
        one, other = sides[a], sides[b]
        if not (one.alive and other.alive) or -mean != _mean(sides, a, b):
            continue
        one.groups += other.groups
        one.events |= other.events
        one.held |= other.held
        one.people |= other.people
        one.of_court |= other.of_court
        other.alive = False
        one.sums.pop(b, None)
        for third, total in other.sums.items():
            if third != a and sides[third].alive:
                one.sums[third] = one.sums.get(third, 0.0) + total
        other.sums = {}
        for third, total in one.sums.items():
            if sides[third].alive:
                sides[third].sums.pop(b, None)
                sides[third].sums[a] = total
                first, last = min(a, third), max(a, third)
                mean = _mean(sides, first, last)
                if mean >= least:
                    heappush(waiting, (-mean, first, last))


def _of_others(held: _Side, free: _Side) -> bool:
    """Tell steps of a court that name nobody of a case: two people of one town are two cases."""
    return held.held and bool(held.people) and free.of_court and not free.people & held.people


def _mean(sides: Sequence[_Side], a: int, b: int) -> float:
    """Give the mean chance of the pairs between two sides, 0 for two that stay apart."""
    one, other = sides[a], sides[b]
    if (one.held and other.held) or not one.events or not other.events \
            or _of_others(one, other) or _of_others(other, one):
        return 0.0
    return _UNSEEN + one.sums.get(b, 0.0) / (len(one.events) * len(other.events))
