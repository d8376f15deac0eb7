"""Join tellings into events: surest pairs first, and only what fits every member.

In: faces of tellings and sure pairs. Out: groups, each with the grounds that joined it. Two
groups are joined when nothing speaks against any pair of their members and they are alike on
average; so nothing chains.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sourceline.rooms.merge.evidence import Ground
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.sure import SurePairs

Fits = Callable[[Face, Face], bool]
# How alike the faces of some pairs are, 0 to 1 each, by their numbers.
Alike = Callable[[Sequence[tuple[int, int]]], Sequence[float]]
# Why a pair is as sure as it is.
Explain = Callable[[float, int, int], Ground]
# How many members of each group are compared for the average; more would not change it much.
_MOST_COMPARED = 8


@dataclass(frozen=True)
class Joining:
    """When two groups become one: the least a pair must be sure, groups be alike on average."""

    least_pair: float
    least_average: float
    max_members: int
    # And the two members least alike.
    least_any: float = 0.0
    # A ground this sure needs no likeness on average.
    plain: float = 2.0


@dataclass(frozen=True)
class Joined:
    """One group: positions of its faces, sorted, and the grounds that joined them."""

    members: tuple[int, ...]
    grounds: tuple[Ground, ...]


def join(faces: Sequence[Face], groups: Iterable[Joined], pairs: SurePairs, explain: Explain,
         alike: Alike, fits: Fits, joining: Joining) -> list[Joined]:
    """Join groups by falling sureness of their surest pair.

    Takes: groups that cover all faces, pairs of faces worth a look; `explain` is asked only for
    groups that become one, `alike` for those that may.
    Gives: groups sorted by their first member.
    """
    held = {group.members[0]: group for group in groups}
    owner = {number: first for first, group in held.items() for number in group.members}
    # Groups that cannot be one are asked about by each of their pairs; until one of them grows the
    # answer is the same.
    refused: set[tuple[int, int, int, int, bool]] = set()
    for sure, one, other in pairs:
        if sure < joining.least_pair:
            break
        if owner[one] == owner[other]:
            continue
        first, second = held[owner[one]], held[owner[other]]
        plain = sure >= joining.plain
        asked = (owner[one], len(first.members), owner[other], len(second.members), plain)
        if asked in refused:
            continue
        least = 0.0 if plain else joining.least_average
        if not _can_join(faces, first, second, alike, fits, replace(joining, least_average=least)):
            refused.add(asked)
            continue
        merged = Joined(tuple(sorted((*first.members, *second.members))),
                        (*first.grounds, *second.grounds, explain(sure, one, other)))
        del held[owner[one]], held[owner[other]]
        held[merged.members[0]] = merged
        for number in merged.members:
            owner[number] = merged.members[0]
    return [held[first] for first in sorted(held)]


def _can_join(faces: Sequence[Face], first: Joined, second: Joined, alike: Alike, fits: Fits,
              joining: Joining) -> bool:
    if len(first.members) + len(second.members) > joining.max_members:
        return False
    if not all(fits(faces[one], faces[other])
               for one in first.members for other in second.members):
        return False
    if joining.least_average <= 0.0:
        return True
    some = [(one, other) for one in _some(first.members) for other in _some(second.members)]
    every = alike(some)
    return sum(every) / len(some) >= joining.least_average and min(every) >= joining.least_any


def _some(group: Sequence[int]) -> Sequence[int]:
    """Take members spread over a large group."""
    if len(group) <= _MOST_COMPARED:
        return group
    return [group[at * len(group) // _MOST_COMPARED] for at in range(_MOST_COMPARED)]
