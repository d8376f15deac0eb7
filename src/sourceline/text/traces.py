"""How alike two traces are: the reader's short vectors of words that tell events.

In: traces as `record.reading.Tells` has them. Out: a number from -1 to 1. Two words that tell the
same event point the same way, in whatever words and whichever articles.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A trace has length one; its parts stand in this many steps to either side of nothing.
STEPS = 127
_KEPT = 1 << 16


def alike(one: bytes, other: bytes) -> float:
    """Say how alike two traces are; 0 where the reader gave none of one of them.

    >>> round(alike(bytes([127, 0]), bytes([90, 90])), 2), alike(b"", bytes([127, 0]))
    (0.71, 0.0)
    """
    if not one or len(one) != len(other):
        return 0.0
    return float(_steps(one) @ _steps(other)) / STEPS ** 2


def alike_to(one: bytes, others: Sequence[bytes]) -> list[float]:
    """Say of each of the others how alike it is.

    >>> alike_to(bytes([127, 0]), [bytes([127, 0]), bytes([0, 127]), b""])
    [1.0, 0.0, 0.0]
    """
    if not one or any(len(other) != len(one) for other in others):
        return [alike(one, other) for other in others]
    rows = np.frombuffer(b"".join(others), np.int8).reshape(len(others), len(one))
    return [value / STEPS ** 2 for value in (rows.astype(np.float32) @ _steps(one)).tolist()]


@lru_cache(maxsize=_KEPT)
def _steps(trace: bytes) -> NDArray[Any]:
    # Whole numbers, whose sums stay far below 2^24: exact in whatever order a machine adds them.
    return np.frombuffer(trace, np.int8).astype(np.float32)
