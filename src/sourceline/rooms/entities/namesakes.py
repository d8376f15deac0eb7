"""Two people of one name: what the articles say of them cannot be true of one.

In: what each article says of one full name: sex, ages, callings, the other names beside it. Out:
the articles that speak of the same person, group by group. Without a contradiction there is one
group; an article that would fit several goes with the largest of those it shares names with.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from sourceline.lexicon.callings import callings

# Ages given in one collection may lie years apart; two people are surely meant beyond this.
_MAX_AGE_GAP_YEARS = 12
# Articles compared one by one, those that tell most first; the rest goes with the largest group.
_MAX_COMPARED = 150


@dataclass(frozen=True)
class Told:
    """What one article tells of the person a name means there."""

    article: str
    sex: str = ""
    ages: frozenset[int] = frozenset()
    nouns: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @cached_property
    def callings(self) -> Set[str]:
        """The fields of life its describing nouns belong to: "sport", "rule", "courts"…"""
        return frozenset(field for field, words in callings().items() if words & self.nouns)


def part_namesakes(told: Sequence[Told]) -> list[list[str]]:
    """Group articles by the person they mean; the largest group comes first.

    >>> part_namesakes([Told("a1", sex="f"), Told("a2", sex="m"), Told("a3", sex="m")])
    [['a2', 'a3'], ['a1']]
    """
    ordered = sorted(told, key=lambda one: (-_weight(one), one.article))
    compared = ordered[:_MAX_COMPARED]
    clashes = {(one.article, other.article) for at, one in enumerate(compared)
               for other in compared[at + 1:] if clash(one, other)}
    if not clashes:
        return [sorted(one.article for one in ordered)]
    groups: list[list[Told]] = []
    for one in compared:
        near = [group for group in groups
                if any(one.beside & other.beside for other in group)]
        fits = near or [group for group in groups
                        if not any(clash(one, other) for other in group)]
        if fits:
            max(fits, key=len).append(one)
        else:
            groups.append([one])
    groups.sort(key=lambda group: (-len(group), min(one.article for one in group)))
    groups[0] += ordered[_MAX_COMPARED:]
    return [sorted(one.article for one in group) for group in groups]


def _weight(one: Told) -> int:
    """Count what an article tells; those that tell most found the groups."""
    return bool(one.sex) + bool(one.ages) + len(one.callings)


def clash(one: Told, other: Told) -> bool:
    """Tell whether two articles cannot mean one person.

    Nothing is a contradiction where the same rare names stand beside both, or the same noun is
    said of both: pronouns are joined by rules and may be wrong.
    """
    if one.beside & other.beside or one.nouns & other.nouns:
        return False
    if one.sex and other.sex and one.sex != other.sex:
        return True
    if one.ages and other.ages:
        gap = min(abs(a - b) for a in one.ages for b in other.ages)
        if gap > _MAX_AGE_GAP_YEARS:
            return True
    # Rulers were soldiers, lawyers and actors before: their field contradicts none.
    rules = "rule" in one.callings | other.callings
    return bool(one.callings and other.callings and not rules
                and not one.callings & other.callings)
