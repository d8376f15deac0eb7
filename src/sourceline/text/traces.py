"""How alike two traces are: the reader's short vectors of words that tell events.

In: traces as `record.reading.Tells` has them. Out: a number from -1 to 1. Two words that tell the
same event point the same way, in whatever words and whichever articles.
"""

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
    return float(_parts(one) @ _parts(other))


@lru_cache(maxsize=_KEPT)
def _parts(trace: bytes) -> NDArray[Any]:
    return np.frombuffer(trace, np.int8).astype(np.float32) / STEPS
