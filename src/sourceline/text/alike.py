"""Which names may name the same thing, for a person to say whether they do.

In: names with their kinds. Out: pairs worth a question. It joins nothing: a machine that is not
sure asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourceline.text.names import fold_name

# A family name that this many entities share says little about any two of them.
MAX_SHARED = 12


@dataclass(frozen=True)
class Named:
    """One thing with its name: `weight` says how often it is named."""

    id: str
    name: str
    kind: str
    weight: int


def alike(things: Iterable[Named]) -> Iterator[tuple[Named, Named]]:
    """Pair things whose names share their last word, where one name could be short for the other.

    >>> a, b = Named("n1", "Tomas Reyl", "person", 9), Named("n2", "T. Reyl", "person", 2)
    >>> [(one.name, two.name) for one, two in alike([a, b, Named("n3", "Ida Reyl", "person", 1)])]
    [('Tomas Reyl', 'T. Reyl')]

    The one named more often stands first. Near-linear: only names with the same last word meet,
    and words shared by more than `MAX_SHARED` things ask nothing.
    """
    families: dict[tuple[str, str], list[tuple[tuple[str, ...], Named]]] = defaultdict(list)
    for thing in things:
        words = tuple(fold_name(thing.name).replace(".", " ").split())
        if words:
            families[thing.kind, words[-1]].append((words, thing))
    for family in families.values():
        if len(family) > MAX_SHARED:
            continue
        family.sort(key=lambda pair: (-pair[1].weight, pair[1].id))
        for place, (one, first) in enumerate(family):
            for two, second in family[place + 1:]:
                if _may_be_short_for(one, two) or _may_be_short_for(two, one):
                    yield first, second


def _may_be_short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether every word of one name begins a word of the other, in the same order."""
    rest = iter(long)
    return len(short) <= len(long) and all(
        any(word.startswith(part) if len(part) == 1 or len(word) == 1 else word == part
            for word in rest) for part in short)
