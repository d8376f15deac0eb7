"""Work over a collection in stretches that do not need each other.

In: how many things there are. Out: stretches, and who does them: this process one after the other,
or whoever the pipeline hands in.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

Part = TypeVar("Part")
Found = TypeVar("Found")
# Enough that none is long when the others are done.
_PARTS = 32


class Spread(Protocol):
    """Does a function over parts, here or in copies of this process."""

    def __call__(self, work: Callable[[Part], Found], parts: Sequence[Part], /
                 ) -> Iterable[Found]:
        """Give what the function gives for each part, in their order."""
        ...


def in_turn(work: Callable[[Part], Found], parts: Sequence[Part], /) -> Iterable[Found]:
    """Do one part after the other.

    >>> list(in_turn(len, ["oak", "elms"]))
    [3, 4]
    """
    return map(work, parts)


def stretches(count: int) -> list[range]:
    """Cut so many things into stretches.

    >>> stretches(0), stretches(3)
    ([], [range(0, 1), range(1, 2), range(2, 3)])
    """
    ends = sorted({count * at // _PARTS for at in range(_PARTS + 1)})
    return [range(begin, end) for begin, end in pairwise(ends)]
