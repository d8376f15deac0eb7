"""Two names of one time side by side: "yesterday, March 3", "last year (2030)".

In: the expressions of an article with their sentences. Out: `Constraint`s: one of the two counts
from the publication, the other says where it lies, so the publication lies as far on.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sourceline.record.when import Relative
from sourceline.rooms.times.anniversaries import Said, neighbours
from sourceline.rooms.times.constraints import Constraint, within
from sourceline.text import dates
from sourceline.text.anchored import unit_interval
from sourceline.text.dates import Interval

_BETWEEN = re.compile(r"\s?[,(—–]\s?(?:(?:in|on)\s)?")
# "In 2009, the year he took office" and "the very next day, 3 May" count from elsewhere.
_SAYS_WHICH = re.compile(r"(?:earlier\s|late\s|early\s)?(?:today|yesterday|tomorrow"
                         r"|(?:last|this|next)\s(?!day))\b", re.IGNORECASE)
_UNITS = frozenset(("day", "week", "month", "year"))


def apposed(said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound the publication by every such pair.

    >>> list(apposed(()))
    []
    """
    for one, other, between in neighbours(said):
        if _BETWEEN.fullmatch(between):
            yield from _meant_by(one, other)
            yield from _meant_by(other, one)


def _meant_by(counted: Said, named: Said) -> Iterator[Constraint]:
    """Move what is named back by what the other counts from the publication."""
    relative, when = counted.time.relative, named.time.when
    if relative is None or not _counts(relative) or not _SAYS_WHICH.match(
            counted.time.cite.words):
        return
    unit, amount = relative.unit, -(relative.amount or 0)
    words, start = counted.time.cite.words, counted.time.cite.start
    reason = f"“{words}” is “{named.time.cite.words}”"
    if when is not None and when.from_date and when.to_date and _fits(
            unit, (when.to_date - when.from_date).days):
        last = dates.add_days(when.to_date, -1)
        yield within((unit_interval(unit, when.from_date, amount)[0],
                      unit_interval(unit, last, amount)[1]), "apposed", reason, words, start,
                     counted.time.cite.end)
    day = named.time.relative
    if unit == "day" and day is not None and day.month and day.day and day.amount is None and (
            day.days == 1):
        yield Constraint("apposed", lambda year: _days(year, day, amount), reason, words, start,
                         counted.time.cite.end)


def _counts(relative: Relative) -> bool:
    """Tell "yesterday" and "last year" from what comes back or counts from elsewhere."""
    return (relative.anchor == "publication" and relative.amount is not None
            and relative.direction == "near" and relative.unit in _UNITS
            and relative.weekday is None and relative.month is None and relative.day is None
            and not relative.season and not relative.quarter and not relative.feast)


def _fits(unit: str, days: int) -> bool:
    """Tell a date as fine as the unit: a year says nothing of "last week"."""
    most = {"day": 1, "week": 7, "month": 31, "year": 366}
    return days <= most[unit]


def _days(year: int, day: Relative, amount: int) -> list[Interval]:
    made: date | None = dates.make_day(year, day.month or 1, day.day or 1)
    return [dates.day_interval(dates.add_days(made, amount))] if made else []
