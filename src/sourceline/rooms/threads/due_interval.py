"""The interval in which a thing is due: what its time expression means, from the publication on.

In: a `Due`, what its time means, the day its article came out. Out: a `When`.
"""

import re
from datetime import date, timedelta

from sourceline.record.thread import Due
from sourceline.record.when import UNKNOWN, When


def due_interval(due: Due, when: When, published: date | None) -> When:
    """Give the interval in which a thing is due, from what its time expression means.

    "By the end of March" runs from the publication to that end, "before Easter" to its first day,
    "within 28 days" for so long; "for Friday" is the first Friday after the publication.
    """
    if due.length:
        days = _days_of(due.length)
        if published is None or days is None:
            return UNKNOWN
        return When(from_date=published, to_date=published + timedelta(days=days + 1),
                    precision="span", basis="relative")
    when = _ahead(due, when, published)
    if when.to_date is None or due.bound == "on":
        return when
    end = when.from_date if due.bound == "before" and when.from_date else when.to_date
    start = published if published is not None and published < end else None
    return When(from_date=start, to_date=end, precision="span", basis=when.basis)


def _ahead(due: Due, when: When, published: date | None) -> When:
    """Move a time that lies behind the publication to where it comes round next."""
    if not due.again or published is None or when.from_date is None or when.to_date is None:
        return when
    if when.to_date > published:
        return _last_turn(due, when, when.from_date, when.to_date)
    length = when.to_date - when.from_date
    start = when.from_date
    while start + length <= published:
        start = _next_turn(due, start)
    return When(from_date=start, to_date=start + length, precision=when.precision,
                basis=when.basis)


def _last_turn(due: Due, when: When, start: date, end: date) -> When:
    """Keep of "last May or this May" the one that lies ahead: what is due is not yet over."""
    while _next_turn(due, start) < end:
        start = _next_turn(due, start)
    return when if start == when.from_date else \
        When(from_date=start, to_date=end, precision=when.precision, basis=when.basis)


def _next_turn(due: Due, day: date) -> date:
    return day + timedelta(days=7) if due.again == "week" else _next_year(day)


def _next_year(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _days_of(length: str) -> int | None:
    """Give the days of a TIMEX3 duration, None where it names no number.

    >>> _days_of("P2M"), _days_of("P28D"), _days_of("PXW")
    (61, 28, None)
    """
    found = _LENGTH.fullmatch(length)
    return round(float(found[1]) * _UNIT_DAYS[found[2]]) if found else None


_LENGTH = re.compile(r"P(\d{1,4}(?:\.\d+)?)([DWMY])")
_UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.5, "Y": 365.25}
