"""Overlapping windows over what is too long to read at once, and what each word owes to which.

In: how many places each word takes. Out: half-open windows that together hold every word; for each
word the window in which it stands farthest from a cut.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Window = tuple[int, int]
# The network knows 512 places; two are the marks of start and end.
MOST_PLACES = 510


def find_windows(sizes: Sequence[int], most_words: int, overlap: int) -> list[Window]:
    """Cut a run of words, each of `sizes[n]` places, into windows the network can take.

    >>> find_windows([1] * 100, 50, 10)
    [(0, 50), (40, 90), (50, 100)]

    Gives: windows in order; neighbours share `overlap` words, or what halving leaves of them.
    """
    words = len(sizes)
    until = np.concatenate([[0], np.cumsum(sizes)])
    if words <= most_words:
        return _halved(0, words, until)
    starts = [*range(0, words - most_words, most_words - overlap), words - most_words]
    return [part for start in starts for part in _halved(start, start + most_words, until)]


def _halved(start: int, end: int, until: NDArray[np.int64]) -> list[Window]:
    """Halve a window of too many places, with a shared middle, until its parts fit."""
    if until[end] - until[start] <= MOST_PLACES or end - start < 8:
        return [(start, end)]
    middle, shared = (start + end) // 2, (end - start) // 8
    return [*_halved(start, middle + shared, until), *_halved(middle - shared, end, until)]


def owners(windows: Sequence[Window], words: int) -> NDArray[np.int64]:
    """Say for each word in which window it stands farthest from a cut; the first of equals.

    >>> owners([(0, 4), (2, 6)], 6).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    owner = np.zeros(words, dtype=np.int64)
    margin = np.full(words, -1)
    for number, (start, end) in enumerate(windows):
        order = np.arange(end - start)
        left = order if start else np.full(end - start, words)
        right = order[::-1] if end < words else np.full(end - start, words)
        here = np.minimum(left, right)
        better = here > margin[start:end]
        owner[start:end][better] = number
        margin[start:end][better] = here[better]
    return owner
