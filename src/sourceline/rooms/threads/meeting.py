"""Which stretches of a collection are worth comparing: those that share several rare things.

In: topics of stretches, one after the other. Out: for each the numbers of later ones. What stands
in many stretches finds nobody, so cost grows with their number, not with its square.
"""

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from sourceline.rooms.threads.topics import Topic


class Meeting:
    """An index of topics by what they name, in some ten bytes for each thing.

    >>> one, other = (Topic({}, frozenset(("ferry", "terminal"))) for _ in range(2))
    >>> meeting = Meeting([one, Topic({}, frozenset(("ferry",))), other], most=150, least=2.0)
    >>> meeting.behind(0)
    [2]
    """

    def __init__(self, topics: Iterable[Topic], most: int, least: float) -> None:
        """Take all topics.

        Takes: in how many topics a thing may stand to find others; how much two must share of
        such things. What is common counts in the comparison, and for nothing here.
        """
        keys, units, weights, ends = array("Q"), array("i"), array("f"), array("q", [0])
        for number, topic in enumerate(topics):
            for name, weight in topic.weighed():
                keys.append(_hash(name))
                units.append(number)
                weights.append(weight)
            ends.append(len(keys))
        hashes = np.array(keys, dtype=np.uint64)
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        self._units = np.array(units, dtype=np.int32)[order]
        self._weights = np.array(weights, dtype=np.float32)[order]
        begins = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][:len(hashes)])
        sizes = np.diff(np.r_[begins, len(hashes)])
        finds = (sizes > 1) & (sizes <= most)
        if least > 0 and len(begins):  # a capital that is nobody's last name speaks for nothing
            finds &= np.maximum.reduceat(self._weights, begins) > 0
        # Where the things of each topic stand in that order, and where their neighbours end.
        stop = np.repeat(np.where(finds, begins + sizes, 0), sizes)
        self._at = np.empty(len(order), dtype=np.int64)
        self._at[order] = np.arange(len(order))
        self._stop, self._ends, self._least = stop, ends, least - 1e-6
        self._shares = np.zeros(len(ends) - 1, dtype=np.float32)

    def behind(self, number: int) -> list[int]:
        """Give the later topics that share enough with one."""
        met = list(self._met(number))
        for others, weights in met:
            self._shares[others] += weights
        found = [others[self._shares[others] >= self._least] for others, _ in met]
        for others, _ in met:
            self._shares[others] = 0
        return np.unique(np.concatenate(found)).tolist() if found else []

    def _met(self, number: int
             ) -> Iterator[tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]]:
        places = self._at[self._ends[number]:self._ends[number + 1]]
        stops = self._stop[places]
        behind = stops > places + 1
        for place, stop in zip(places[behind].tolist(), stops[behind].tolist(), strict=True):
            yield (self._units[place + 1:stop],
                   np.maximum(self._weights[place + 1:stop], self._weights[place]))


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
                          "big")
