"""Figures of one question that cannot both be right.

In: figures of one group. Out: pairs whose values exclude each other, said of no different place or
period. A later report may only bring an earlier one up to date: that is for the reader to see.
"""

from collections.abc import Sequence
from itertools import combinations

from sourceline.record.claim import Figure

# "about 1,500" may be this much more or less before another number contradicts it.
ABOUT_SLACK = 0.1
# A group of very many figures shows its rivals by these many, the smallest ids first.
_MAX_FIGURES = 60


def rival_pairs(figures: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of figures that exclude each other, by id.

    >>> rival_pairs(())
    ()
    """
    ordered = sorted(figures, key=lambda figure: figure.id)[:_MAX_FIGURES]
    return tuple((a.id, b.id) for a, b in combinations(ordered, 2)
                 if _apart(a, b) and _same_scope(a, b) and _same_day(a, b))


def ends(figure: Figure) -> tuple[float, float]:
    """Give the lowest and the highest value that the words allow."""
    low = 0.0 if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.bound == "about":
        low, high = low * (1 - ABOUT_SLACK), high * (1 + ABOUT_SLACK)
    return low, high


def _apart(a: Figure, b: Figure) -> bool:
    (a_low, a_high), (b_low, b_high) = ends(a), ends(b)
    return a_high < b_low or b_high < a_low


def _same_scope(a: Figure, b: Figure) -> bool:
    """Two different places or periods make two questions; a place left out may be the same."""
    of_a, of_b = ({one.words.lower() for one in figure.scope} for figure in (a, b))
    return not of_a or not of_b or bool(of_a & of_b)


def _same_day(a: Figure, b: Figure) -> bool:
    return a.as_of is None or b.as_of is None or a.as_of == b.as_of
