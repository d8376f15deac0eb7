"""Constraints on the publication date, and the days that satisfy all of them.

In: constraints, each with the words it rests on. Out: the days left. A constraint is a range of
days ("not before", "not after") or comes back every year ("in a November"). Contradictions are not
resolved by force: the caller learns that nothing is left, and stays wide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourceline.text.dates import Interval, overlap

# Beyond these an end is open. Newspapers are younger; longer ranges only cost time.
EARLIEST = date(1600, 1, 1)
LATEST = date(2200, 1, 1)


@dataclass(frozen=True)
class Constraint:
    """The publication lies in one of `intervals(year)` for some year, because of these words.

    `rule` names the kind of reasoning, `start`/`end` the words in the captured text.
    """

    rule: str
    intervals: Callable[[int], Sequence[Interval]]
    reason: str
    words: str
    start: int | None = None
    end: int | None = None
    yearly: bool = True


def not_before(day: date, rule: str, reason: str, words: str, start: int | None = None,
               end: int | None = None) -> Constraint:
    """Give the constraint that the publication is on this day or later."""
    return Constraint(rule, lambda _: [(day, LATEST)], reason, words, start, end, yearly=False)


def before(day: date, rule: str, reason: str, words: str, start: int | None = None,
           end: int | None = None) -> Constraint:
    """Give the constraint that the publication is earlier than this day."""
    return Constraint(rule, lambda _: [(EARLIEST, day)], reason, words, start, end, yearly=False)


def within(interval: Interval, rule: str, reason: str, words: str, start: int | None = None,
           end: int | None = None) -> Constraint:
    """Give the constraint that the publication lies in one interval."""
    return Constraint(rule, lambda _: [interval], reason, words, start, end, yearly=False)


def solve(constraints: Sequence[Constraint]) -> list[Interval]:
    """Give the days that satisfy every constraint as sorted intervals, [] for a contradiction.

    >>> november = Constraint("a", lambda y: [(date(y, 11, 1), date(y, 12, 1))], "", "")
    >>> left = solve([november, not_before(date(2020, 3, 1), "b", "", ""),
    ...               before(date(2021, 3, 1), "c", "", "")])
    >>> left == [(date(2020, 11, 1), date(2020, 12, 1))]
    True
    """
    left: list[Interval] = [(EARLIEST, LATEST)]
    for one in sorted(constraints, key=lambda each: each.yearly):
        first, last = left[0][0].year, left[-1][1].year
        years = range(first - 1, last + 2) if one.yearly else (first,)
        allowed = [interval for year in years for interval in one.intervals(year)]
        shared = (overlap(mine, its) for mine in left for its in _near(mine, allowed))
        left = _merged([each for each in shared if each])
        if not left:
            return []
    return left


def _near(mine: Interval, allowed: Sequence[Interval]) -> Sequence[Interval]:
    return [one for one in allowed if one[0] < mine[1] and mine[0] < one[1]]


def _merged(intervals: list[Interval]) -> list[Interval]:
    """Join intervals that touch."""
    joined: list[Interval] = []
    for one in sorted(intervals):
        if joined and one[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], one[1]))
        else:
            joined.append(one)
    return joined
