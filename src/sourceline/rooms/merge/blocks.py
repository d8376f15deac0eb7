"""Which tellings of different articles are worth comparing.

In: faces of tellings. Out: pairs. Tellings share a block when kinds can be one event and a party, a
sentence, a name with its date, a place or a rare word of the sentence is the same. A block is
walked in order of days and each telling meets only the next few, so cost grows with the number of
tellings, not with its square.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b
from itertools import combinations, groupby
from sys import intern

import numpy as np

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.facts import RARE
from sourceline.rooms.merge.fits import kin
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.tellings import Telling, days, first_day
from sourceline.rooms.merge.whom import large_numbers

# Of a sentence's capitalised words, the rarest make keys.
_RARE_NAMES = 3
# Of the names around a telling, so many.
_NEAR_NAMES = 4
_TIGHT_DAYS = 31
# Of kinds with no more tellings than this in a collection each meets each.
FEW = 150
_RARE = 0.6


class Meetings:
    """The pairs of different articles worth comparing.

    Pairs are many times as many as tellings, so they are made one by one: every block has its
    tellings in one order of days, so a pair is found from its earlier telling alone, in whichever
    blocks.
    """

    def __init__(self, tellings: Sequence[Telling], faces: Sequence[Face], crowd: Crowd,
                 reach: int, most: int) -> None:
        """Put tellings in their blocks.

        Takes: tellings in a fixed order, their faces, how many followers each telling meets in a
        block at most, and how many in all.
        """
        self._articles, days_of = array("i"), []
        numbers: dict[str, int] = {}
        for telling in tellings:
            self._articles.append(numbers.setdefault(telling.article, len(numbers)))
            days_of.append(intern(_day(telling)))
        self._ordered = sorted(range(len(days_of)), key=lambda number: (days_of[number], number))
        self._blocks = _Blocks((block_keys(faces[at], crowd) for at in self._ordered), reach)
        self._most = most

    def __len__(self) -> int:
        """Count the tellings."""
        return len(self._ordered)

    def of(self, places: range) -> Iterator[tuple[int, int]]:
        """Give the pairs of the tellings at these places in the order of days, each once, the
        smaller number first.

        Of many followers those are met that share the most blocks, and of these the nearest.
        """
        for at in places:
            number = self._ordered[at]
            behind = self._blocks.behind(at)
            met = [place for place in behind
                   if self._articles[self._ordered[place]] != self._articles[number]]
            if len(met) > self._most:
                met = sorted(met, key=lambda place: (-behind[place], place))[:self._most]
            for other in sorted(self._ordered[place] for place in met):
                yield min(number, other), max(number, other)


def few_of(kinds: Iterable[str]) -> Mapping[int, str]:
    """Give the family of the tellings whose kinds a collection tells little of, by number.

    >>> few_of(["ARREST", "DETAIN"])
    {0: 'ARREST', 1: 'ARREST'}

    Takes: the kind of each telling, in their order. Gives: families one behind the other.
    """
    families: dict[str, list[int]] = {}
    for number, kind in enumerate(kinds):
        some = families.setdefault(kin(kind), [])
        if len(some) <= FEW:
            some.append(number)
    return {number: family for family, some in families.items() if len(some) <= FEW
            for number in some}


def pairs_apart(tellings: Sequence[Telling], few: Mapping[int, str], met: Set[tuple[int, int]]
                ) -> Iterator[tuple[int, int]]:
    """Give the pairs of different articles that met in no block, of kinds told little of.

    Pages that look back on one matter share less than blocks ask. Takes: `few` as `few_of` gives
    it, the pairs that met, the smaller number first.
    """
    for _, numbers in groupby(few, key=few.__getitem__):
        yield from (pair for pair in combinations(numbers, 2) if pair not in met
                    and tellings[pair[0]].article != tellings[pair[1]].article)


class _Blocks:
    """Who stands behind whom in the blocks: two numbers for each key of a telling.

    Keys are known by a hash of 64 bits, as the record's ids are.
    """

    def __init__(self, keys_of: Iterable[Iterable[str]], reach: int) -> None:
        """Take the keys of tellings in the order of days."""
        keys, places, ends = array("Q"), array("i"), array("q", [0])
        for place, names in enumerate(keys_of):
            for name in names:
                keys.append(_hash(name))
                places.append(place)
            ends.append(len(keys))
        order = np.argsort(np.frombuffer(keys, np.uint64) if keys else [], kind="stable")
        sorted_keys = np.array(keys, dtype=np.uint64)[order]
        self._reach, self._ends = reach, ends
        self._places = np.array(places, dtype=np.int32)[order]
        # Where each key of a telling stands among those of its block, and where the block ends.
        self._at = np.empty(len(order), dtype=np.int64)
        self._at[order] = np.arange(len(order))
        self._block_ends = np.searchsorted(sorted_keys, sorted_keys, "right")

    def behind(self, place: int) -> Counter[int]:
        """Give the next few behind a telling in each of its blocks, by their places, with how many
        blocks they share.
        """
        found: Counter[int] = Counter()
        for at in self._at[self._ends[place]:self._ends[place + 1]].tolist():
            end = min(at + 1 + self._reach, int(self._block_ends[at]))
            found.update(self._places[at + 1:end].tolist())
        return found


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
                          "big")


def block_keys(face: Face, crowd: Crowd) -> Iterator[str]:
    """Name the blocks a telling belongs to."""
    telling = face.telling
    kind = kin(telling.kind)
    for entity in sorted(telling.named):
        yield f"{kind}|entity|{entity}"
    if telling.said:
        yield f"{kind}|said|{telling.said}"
    if telling.key:
        yield f"{kind}|key|{telling.key}"
    for name in sorted(face.marks):
        if crowd.rarity(name) >= _RARE:
            yield f"{kind}|mark|{name}"
    tight = telling.when is not None and days(telling.when) <= _TIGHT_DAYS
    if telling.when is not None and tight:
        yield f"{kind}|month|{first_day(telling.when):%Y-%m}"
    if telling.when is not None and telling.kind in RARE:
        yield f"{kind}|year|{first_day(telling.when):%Y}"
    if telling.spot is not None and telling.spot.kind != "country":
        yield f"{kind}|place|{telling.spot.name}"
    for number in sorted(large_numbers(face)):
        yield f"{kind}|count|{number}"
    for name in sorted(telling.near, key=lambda word: (-crowd.rarity(word), word))[:_NEAR_NAMES]:
        yield f"{kind}|near|{name}"
    rare = sorted(face.names, key=lambda word: (-crowd.rarity(word), word))[:_RARE_NAMES]
    for word in rare:
        yield f"{kind}|name|{word}"


def _day(telling: Telling) -> str:
    if telling.when is not None:
        return first_day(telling.when).isoformat()
    return telling.until.isoformat() if telling.until else "9999"
