"""Tighten every node as far as the constraints carry, and set aside what contradicts itself.

In: a `Network`. Out: `Solution`: the ends of every node, why each stands there, and the smallest
sets that conflicted. A worklist; each constraint is looked at again only when a node it touches
has moved. Where a node is left without a day, the chains that led there are cut down to a set of
which every member is needed, the nodes of that set stay as their own words leave them, and only
what rested on them is worked out anew.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from sourceline.rooms.calendar.network import Constraint, Network

# A constraint that moves ends this often chases itself around a contradiction.
_MOST_LOOKS = 40
# Chains longer than this are shown as they are, without cutting them down.
_MOST_CUT = 24


@dataclass
class Solution:
    """Ends by node, the constraint that set each (-1: the node's own), and the conflicts."""

    lows: list[int]
    highs: list[int]
    why_low: list[int]
    why_high: list[int]
    frozen: set[int] = field(default_factory=set)
    conflicts: list[tuple[int, ...]] = field(default_factory=list)


def propagate(network: Network) -> Solution:
    """Solve a network.

    Takes: nodes and constraints in their own order; what is unconnected does not meet.
    """
    work = _Work(network)
    work.add(range(len(network.constraints)))
    work.run()
    return work.solution


class _Work:
    """The worklist over one network."""

    def __init__(self, network: Network) -> None:
        self.network = network
        nodes = network.nodes
        self.solution = Solution([n.low for n in nodes], [n.high for n in nodes],
                                 [-1] * len(nodes), [-1] * len(nodes))
        self.touching: list[list[int]] = [[] for _ in nodes]
        for at, one in enumerate(network.constraints):
            for node in one.touches:
                self.touching[node].append(at)
        self.looks = [0] * len(network.constraints)
        self.waiting: deque[int] = deque()
        self.inside = [False] * len(network.constraints)

    def add(self, constraints: Iterable[int]) -> None:
        for at in constraints:
            if not self.inside[at]:
                self.inside[at] = True
                self.waiting.append(at)

    def run(self) -> None:
        while self.waiting:
            at = self.waiting.popleft()
            self.inside[at] = False
            one = self.network.constraints[at]
            if self.solution.frozen.isdisjoint(one.touches):
                self._look(at, one)

    def _look(self, at: int, one: Constraint) -> None:
        self.looks[at] += 1
        for node in one.touches:
            if not self._tighten(at, one, node):
                continue
            if self.solution.lows[node] > self.solution.highs[node] \
                    or self.looks[at] > _MOST_LOOKS:
                self._set_aside(self._conflict(node, at))
                return
            self.add(other for other in self.touching[node] if other != at)

    def _tighten(self, at: int, one: Constraint, node: int) -> bool:
        """Move the ends of a node; tell whether any moved."""
        held, kept = self.solution, self.network.nodes[node]
        low, high = one.low_of(node, held.lows), one.high_of(node, held.highs)
        moved = False
        if low > held.lows[node]:
            held.lows[node], held.why_low[node], moved = kept.raised(low), at, True
        if high < held.highs[node]:
            held.highs[node], held.why_high[node], moved = kept.lowered(high), at, True
        return moved

    def _conflict(self, node: int, at: int) -> tuple[int, ...]:
        """Give the smallest set of constraints that leaves no day for a node."""
        chain = sorted({at, *chain_of(self.network, self.solution, node, low=True),
                        *chain_of(self.network, self.solution, node, low=False)})
        if len(chain) > _MOST_CUT:
            return tuple(chain)
        kept = list(chain)
        for one in chain:
            fewer = [other for other in kept if other != one]
            if fewer and contradicts(self.network, fewer):
                kept = fewer
        return tuple(kept)

    def _set_aside(self, conflict: tuple[int, ...]) -> None:
        """Freeze the nodes of a conflict and take back all that rested on it."""
        held = self.solution
        held.conflicts.append(conflict)
        fresh = {node for at in conflict for node in self.network.constraints[at].touches}
        fresh = {node for node in fresh if not self._is_known(node)} or fresh
        held.frozen |= fresh
        again = deque(sorted(fresh))
        while again:
            node = again.popleft()
            own = self.network.nodes[node]
            held.lows[node], held.highs[node] = own.low, own.high
            held.why_low[node] = held.why_high[node] = -1
            for at in self.touching[node]:
                self.looks[at] = 0
                again.extend(other for other in self.network.constraints[at].touches
                             if at in (held.why_low[other], held.why_high[other]))
            self.add(self.touching[node])

    def _is_known(self, node: int) -> bool:
        own = self.network.nodes[node]
        return own.low == own.high


def chain_of(network: Network, solution: Solution, node: int, *, low: bool) -> list[int]:
    """Give the constraints that led to one end of a node, the nearest first."""
    why = solution.why_low if low else solution.why_high
    chain: list[int] = []
    while why[node] >= 0 and why[node] not in chain:
        at = why[node]
        chain.append(at)
        others = [one for one in network.constraints[at].touches if one != node]
        if not others:
            break
        node = others[0]
    return chain


def contradicts(network: Network, chosen: list[int]) -> bool:
    """Tell whether a few constraints alone leave some node without a day."""
    touched = sorted({node for at in chosen for node in network.constraints[at].touches})
    lows = {node: network.nodes[node].low for node in touched}
    highs = {node: network.nodes[node].high for node in touched}
    for _ in range(_MOST_LOOKS):
        moved = False
        for at in chosen:
            one = network.constraints[at]
            for node in one.touches:
                low = one.low_of(node, lows)
                high = one.high_of(node, highs)
                if low > lows[node]:
                    lows[node], moved = network.nodes[node].raised(low), True
                if high < highs[node]:
                    highs[node], moved = network.nodes[node].lowered(high), True
                if lows[node] > highs[node]:
                    return True
        if not moved:
            return False
    return True
