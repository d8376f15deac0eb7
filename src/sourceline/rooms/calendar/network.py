"""The nodes and constraints of a collection's calendar, and what must hold between them.

In: nothing. Out: `Node`, `Fixed`, `Told`, `Order`, `Apart`: a simple temporal problem on days. A
constraint is about two nodes at most and moves lower ends by lower ends and upper ends by upper
ends only, so why an end stands where it does is a plain chain. `propagate` tightens them.

Source: R. Dechter, I. Meiri, J. Pearl, Temporal constraint networks, Artificial Intelligence 49
(1991); here with bounds consistency only, which is what stays near-linear.
"""

from dataclasses import dataclass
from typing import Protocol

from sourceline.record.cite import Cite
from sourceline.rooms.calendar.reach import FIRST, LAST, Reach

Days = tuple[int, int]


class Ends(Protocol):
    """One end of every node, by the node's number."""

    def __getitem__(self, node: int, /) -> int:
        """Give the end of a node."""
        ...


@dataclass(frozen=True)
class Node:
    """A publication or the time of an event, as days by number, both ends inside.

    `FIRST` and `LAST` are open ends. `stretches` are the days possible, where they have gaps.
    `key` sorts nodes: the answer must not depend on the order of the input.
    """

    key: str
    low: int
    high: int
    stretches: tuple[Days, ...] = ()

    def raised(self, low: int) -> int:
        """Move a lower end up to the next possible day; past `high` where none is left."""
        for first, last in self.stretches:
            if low <= last:
                return max(low, first)
        return LAST + 1 if self.stretches else low

    def lowered(self, high: int) -> int:
        """Move an upper end down to the last possible day."""
        for first, last in reversed(self.stretches):
            if high >= first:
                return min(high, last)
        return FIRST - 1 if self.stretches else high


@dataclass(frozen=True)
class Said:
    """Why a constraint stands: a sentence about it, and the words that say so."""

    sentence: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Fixed:
    """The event lies inside these days, by words that hang on nothing unknown."""

    event: int
    low: int
    high: int
    said: Said

    @property
    def touches(self) -> tuple[int, ...]:
        """The nodes it is about."""
        return (self.event,)

    def low_of(self, node: int, lows: Ends) -> int:  # noqa: ARG002
        """Give the lowest day the node may take."""
        return self.low

    def high_of(self, node: int, highs: Ends) -> int:  # noqa: ARG002
        """Give the highest day the node may take."""
        return self.high


@dataclass(frozen=True)
class Told:
    """The event lies where an expression that hangs on an unknown publication points.

    With `back` false the event does not date the publication in turn: only one article tells it,
    and what an article says of its own day is the work of the room `times`.
    """

    publication: int
    event: int
    reach: Reach
    said: Said
    back: bool = True

    @property
    def touches(self) -> tuple[int, ...]:
        """The nodes it is about."""
        return (self.publication, self.event)

    def low_of(self, node: int, lows: Ends) -> int:
        """Give the lowest day the node may take."""
        if node == self.event:
            return self.reach.first_from(lows[self.publication])
        if not self.back:
            return FIRST
        return self.reach.earliest_reaching(lows[self.event], lows[node])

    def high_of(self, node: int, highs: Ends) -> int:
        """Give the highest day the node may take."""
        if node == self.event:
            return self.reach.last_from(highs[self.publication])
        if not self.back:
            return LAST
        return self.reach.latest_reaching(highs[self.event], highs[node])


@dataclass(frozen=True)
class Order:
    """`later` is not before `first`, give or take `slack_days`.

    With `caps` false only the later node is moved: a report bounds its own day by what it reports,
    while the event keeps the days its own words give it.
    """

    first: int
    later: int
    said: Said
    slack_days: int = 0
    caps: bool = True

    @property
    def touches(self) -> tuple[int, ...]:
        """The nodes it is about."""
        return (self.first, self.later)

    def low_of(self, node: int, lows: Ends) -> int:
        """Give the lowest day the node may take."""
        return lows[self.first] - self.slack_days if node == self.later else FIRST

    def high_of(self, node: int, highs: Ends) -> int:
        """Give the highest day the node may take."""
        open_ = node == self.later or not self.caps or highs[self.later] >= LAST
        return LAST if open_ else highs[self.later] + self.slack_days


@dataclass(frozen=True)
class Apart:
    """`later` lies at least and at most so many days after `first`; no most is None."""

    first: int
    later: int
    least_days: int
    most_days: int | None
    said: Said

    @property
    def touches(self) -> tuple[int, ...]:
        """The nodes it is about."""
        return (self.first, self.later)

    def low_of(self, node: int, lows: Ends) -> int:
        """Give the lowest day the node may take."""
        if node == self.later:
            return lows[self.first] + self.least_days if lows[self.first] > FIRST else FIRST
        if self.most_days is None or lows[self.later] <= FIRST:
            return FIRST
        return lows[self.later] - self.most_days

    def high_of(self, node: int, highs: Ends) -> int:
        """Give the highest day the node may take."""
        if node == self.first:
            return highs[self.later] - self.least_days if highs[self.later] < LAST else LAST
        if self.most_days is None or highs[self.first] >= LAST:
            return LAST
        return highs[self.first] + self.most_days


Constraint = Fixed | Told | Order | Apart


@dataclass(frozen=True)
class Network:
    """All nodes and constraints, both in an order that the input's order does not touch."""

    nodes: tuple[Node, ...]
    constraints: tuple[Constraint, ...]
