"""Dates named with their weekday: "Wednesday, 23 August", "this Friday, 1 September".

In: the expressions of an article with their sentences. Out: `Constraint`s. A weekday beside a date
leaves the years in which that day falls so, six or eleven apart. Newspapers confuse weekdays now
and then (three of 23 such dates), so one alone says nothing; two that agree do. Beside a weekday
counted from the publication ("Wednesday of last week"), the week of the publication is known too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sourceline.record.when import Relative
from sourceline.rooms.times.anniversaries import Said, neighbours
from sourceline.rooms.times.constraints import Constraint
from sourceline.rooms.times.tense import Direction
from sourceline.text import dates
from sourceline.text.dates import Interval

_BESIDE = re.compile(r"\s?[,(—–]\s?(?:(?:on|the)\s)?")
# So many such dates must agree; of more, one may be mistaken.
_LEAST, _MOST_WRONG = 2, 1
# Days from a day to the publication, first and last, of a weekday counted by weeks or by weekdays.
_AROUND = {-2: (8, 14), -1: (1, 13), 0: (-6, 6), 1: (-13, -1), 2: (-14, -8)}


@dataclass(frozen=True)
class Named:
    """A date without a year and its weekday; `counted`: how many weeks off, if said."""

    month: int
    day: int
    weekday: int
    tense: Direction
    counted: Relative | None
    said: Said


def weekdays(said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound the publication by what falls on the weekday it is named with.

    >>> list(weekdays(()))
    []
    """
    by_day: dict[tuple[int, int], Named] = {}
    for one in _named(said):
        by_day.setdefault((one.month, one.day), one)
    some = list(by_day.values())
    if len(some) >= _LEAST:
        words = " and ".join(f"“{one.said.time.cite.words}”" for one in some[:3])
        first = some[0].said.time.cite
        yield Constraint("weekdays", lambda year: _agreeing(year, some),
                         f"{words} fall on the weekdays they are named with", first.words,
                         first.start, first.end)
    for one in some:
        if one.counted is not None:
            cite = one.said.time.cite
            yield Constraint("weekday_counted", lambda year, one=one: _counted(year, one),  # type: ignore[misc]
                             f"“{cite.words}” is named with its weekday, counted from the article",
                             cite.words, cite.start, cite.end)


def _named(said: Sequence[Said]) -> Iterator[Named]:
    """Give every date without a year that has its weekday in or beside it."""
    for one in said:
        relative = _yearless(one)
        if relative is not None and relative.weekday is not None:
            yield _make(relative, relative.weekday, None, one)
    for one, other, between in neighbours(said):
        if _BESIDE.fullmatch(between):
            for day, week in ((one, other), (other, one)):
                relative, counted = _yearless(day), week.time.relative
                if relative is not None and relative.weekday is None and counted is not None \
                        and counted.anchor == "publication" and counted.weekday is not None \
                        and counted.unit == "week" and counted.month is None:
                    yield _make(relative, counted.weekday,
                                counted if counted.amount is not None else None, day)


def _make(relative: Relative, weekday: int, counted: Relative | None, said: Said) -> Named:
    return Named(relative.month or 1, relative.day or 1, weekday, said.tense, counted, said)


def _yearless(one: Said) -> Relative | None:
    """Give what a single day without a year hangs by."""
    relative = one.time.relative
    alone = (relative is not None and relative.anchor == "publication" and relative.month
             and relative.day and relative.days == 1 and relative.amount is None)
    return relative if alone else None


def _agreeing(year: int, some: Sequence[Named]) -> list[Interval]:
    """Give the stretches of a year on which the dates fall on their weekdays.

    The sides of a date lie in two years, so the year is cut at every date.
    """
    days = {day for one in some if (day := dates.make_day(year, one.month, one.day))}
    cuts = sorted({date(year, 1, 1), date(year + 1, 1, 1), *days,
                   *(dates.add_days(day, 1) for day in days)})
    allowed = 0 if len(some) == _LEAST else _MOST_WRONG
    found: list[Interval] = []
    for first, after in pairwise(cuts):
        wrong = sum(not any(day is not None and day.weekday() == one.weekday
                            for day in _meant(one, first, after)) for one in some)
        if wrong <= allowed:
            found.append((first, after))
    return found


def _meant(one: Named, first: date, after: date) -> list[date | None]:
    """Give the days a date may mean on a stretch: the last, the next, or both as it is told."""
    years = [dates.make_day(year, one.month, one.day)
             for year in (first.year - 1, first.year, first.year + 1)]
    behind = max((day for day in years if day is not None and day < after), default=None)
    ahead = min((day for day in years if day is not None and day >= first), default=None)
    return {"past": [behind], "future": [ahead]}.get(one.tense, [behind, ahead])


def _counted(year: int, one: Named) -> list[Interval]:
    day = dates.make_day(year, one.month, one.day)
    if day is None or day.weekday() != one.weekday or one.counted is None:
        return []
    amount = one.counted.amount or 0
    if one.counted.direction in ("past", "future") and amount:  # "Wednesday of last week"
        return [dates.week_interval(day, -amount)]
    first, last = _AROUND.get(amount, (0, 0))
    if amount == 0:
        first, last = {"past": (0, last), "future": (first, 0)}.get(one.tense, (first, last))
    return [(dates.add_days(day, first), dates.add_days(day, last + 1))] \
        if amount in _AROUND else []
