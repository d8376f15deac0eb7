"""Count what is right, and say how sure the count is.

In: gold and read answers, sentence by sentence. Out: a figure with its 95 % interval from 1,000
seeded
resamples of the sentences.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000


@dataclass(frozen=True)
class Figure:
    """A measure in per cent (or a correlation) with its interval."""

    name: str
    value: float
    low: float
    high: float
    seen: int

    def __str__(self) -> str:
        """Write one line of a table."""
        return (
            f"{self.name:<44} {self.value:7.2f}  [{self.low:6.2f}, {self.high:6.2f}]  n={self.seen}"
        )


def _draws(size: int) -> NDArray[np.int64]:
    return np.random.default_rng(7).integers(0, size, size=(RESAMPLES, size))


def _figure(name: str, value: float, drawn: NDArray[np.float64], seen: int) -> Figure:
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(name, float(value), float(low), float(high), seen)


def share(name: str, right: list[int], of: list[int]) -> Figure:
    """Give right answers in a hundred.

    >>> round(share("x", [1, 1], [2, 2]).value)
    50
    """
    hits, all_ = np.array(right, dtype=float), np.array(of, dtype=float)
    draws = _draws(len(hits))
    drawn = 100 * hits[draws].sum(axis=1) / all_[draws].sum(axis=1)
    return _figure(name, 100 * hits.sum() / max(all_.sum(), 1), drawn, int(all_.sum()))


def f1(name: str, gold: list[set], read: list[set]) -> Figure:
    """Give F1 of sets of answers, one set for each sentence.

    >>> f1("x", [{1, 2}, set()], [{1}, {3}]).value
    50.0
    """
    hits = np.array([len(g & r) for g, r in zip(gold, read, strict=True)], dtype=float)
    both = np.array([len(g) + len(r) for g, r in zip(gold, read, strict=True)], dtype=float)
    draws = _draws(len(hits))
    with np.errstate(invalid="ignore"):
        drawn = 200 * hits[draws].sum(axis=1) / both[draws].sum(axis=1)
    return _figure(name, 200 * hits.sum() / max(both.sum(), 1), drawn, sum(len(g) for g in gold))


def correlation(name: str, gold: list[list[float]], read: list[list[float]]) -> Figure:
    """Give Pearson's correlation, resampled by sentence."""
    sizes = [len(values) for values in gold]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    x, y = np.array([v for row in gold for v in row]), np.array([v for row in read for v in row])
    drawn = []
    for draw in _draws(len(sizes)):
        places = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in draw])
        drawn.append(np.corrcoef(x[places], y[places])[0, 1])
    return _figure(name, float(np.corrcoef(x, y)[0, 1]), np.array(drawn), len(x))
