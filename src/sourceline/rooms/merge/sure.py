"""Pairs of tellings that may join, surest first: numbers only, since nearly all join nothing.

In: how sure a pair is and its two numbers. Out: the same in their order. Why a pair is sure is said
again for the few that join.
"""

from array import array
from collections.abc import Iterator

import numpy as np

# So many pairs stand in memory as objects at a time.
_AT_ONCE = 1 << 14


class SurePairs:
    """Pairs in any order, sixteen bytes each.

    >>> pairs = SurePairs()
    >>> pairs.add(0.7, 1, 5); pairs.add(0.9, 2, 3); pairs.add(0.7, 1, 4)
    >>> list(pairs), len(pairs)
    ([(0.9, 2, 3), (0.7, 1, 4), (0.7, 1, 5)], 3)
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._sure, self._ones, self._others = array("d"), array("i"), array("i")

    def add(self, sure: float, one: int, other: int) -> None:
        """Take a pair."""
        self._sure.append(sure)
        self._ones.append(one)
        self._others.append(other)

    def extend(self, pairs: "SurePairs") -> None:
        """Take all pairs of another."""
        self._sure.extend(pairs._sure)
        self._ones.extend(pairs._ones)
        self._others.extend(pairs._others)

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self._sure)

    def __iter__(self) -> Iterator[tuple[float, int, int]]:
        """Give the surest first; of equally sure ones the smaller numbers."""
        sure, ones, others = (np.array(column) for column in
                              (self._sure, self._ones, self._others))
        order = np.lexsort((others, ones, -sure))
        for begin in range(0, len(order), _AT_ONCE):
            some = order[begin:begin + _AT_ONCE]
            yield from zip(sure[some].tolist(), ones[some].tolist(), others[some].tolist(),
                           strict=True)
