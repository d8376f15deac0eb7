"""Intervals of days: the day, week, month, season, year or decade that words name.

In: calendar numbers. Out: half-open intervals `[from, to)` of `datetime.date`. Pure arithmetic of
the Gregorian calendar; it knows no words and no publication. Seasons are those of the northern
half of the world, wide enough for both the meteorologist's and the astronomer's.
"""

from collections.abc import Sequence
from datetime import date, timedelta

Interval = tuple[date, date]

FIRST_DAY = date(1, 1, 1)
LAST_DAY = date(9990, 1, 1)  # room above for every unit, so that no sum leaves the calendar

_SEASON_EDGES = {  # month and day of the first day, and of the day after the last
    "SP": ((3, 1), (6, 22)),
    "SU": ((6, 1), (9, 24)),
    "FA": ((9, 1), (12, 23)),
}


def day_interval(day: date) -> Interval:
    """Give the interval of one day.

    >>> day_interval(date(2020, 2, 29))
    (datetime.date(2020, 2, 29), datetime.date(2020, 3, 1))
    """
    return day, add_days(day, 1)


def month_interval(year: int, month: int) -> Interval:
    """Give the interval of a month.

    >>> month_interval(2020, 12)
    (datetime.date(2020, 12, 1), datetime.date(2021, 1, 1))
    """
    first = date(year, month, 1)
    return first, add_months(first, 1)


def quarter_interval(year: int, quarter: int) -> Interval:
    """Give the interval of a quarter of the calendar year, 1 to 4.

    >>> quarter_interval(2020, 3)
    (datetime.date(2020, 7, 1), datetime.date(2020, 10, 1))
    """
    first = date(year, 3 * quarter - 2, 1)
    return first, add_months(first, 3)


_SOUTHERN = {"SP": "FA", "SU": "WI", "FA": "SP", "WI": "SU"}


def season_interval(year: int, season: str, hemisphere: str = "north") -> Interval:
    """Give the interval of "SP", "SU", "FA" or "WI" of a year; a winter may begin or end in it.

    Takes: `hemisphere` "north", "south", or "either" for the hull of both.

    >>> season_interval(2018, "SU")
    (datetime.date(2018, 6, 1), datetime.date(2018, 9, 24))
    >>> season_interval(2018, "WI")
    (datetime.date(2017, 12, 1), datetime.date(2019, 3, 21))
    """
    if hemisphere == "either":
        return hull([season_interval(year, season), season_interval(year, season, "south")])
    season = _SOUTHERN[season] if hemisphere == "south" else season
    if season == "WI":
        return date(year - 1, 12, 1), date(year + 1, 3, 21)
    (from_month, from_day), (to_month, to_day) = _SEASON_EDGES[season]
    return date(year, from_month, from_day), date(year, to_month, to_day)


def year_interval(year: int) -> Interval:
    """Give the interval of a year.

    >>> year_interval(2020)
    (datetime.date(2020, 1, 1), datetime.date(2021, 1, 1))
    """
    return date(year, 1, 1), date(year + 1, 1, 1)


def decade_interval(first_year: int) -> Interval:
    """Give the ten years that begin with `first_year`.

    >>> decade_interval(1980)
    (datetime.date(1980, 1, 1), datetime.date(1990, 1, 1))
    """
    return date(first_year, 1, 1), date(first_year + 10, 1, 1)


def week_interval(day: date, weeks: int = 0) -> Interval:
    """Give the week of `day`, moved by `weeks`, wide enough for Monday and Sunday as first day.

    A week is eight days here, or fourteen when `day` is the Sunday on which the two ways of
    counting disagree about which week it is: "last week" in a Sunday paper is both.

    >>> week_interval(date(2021, 3, 3))
    (datetime.date(2021, 2, 28), datetime.date(2021, 3, 8))
    """
    monday = add_days(day, -day.weekday() + 7 * weeks)
    if day.weekday() == 6:
        return monday, add_days(monday, 13)
    return add_days(monday, -1), add_days(monday, 7)


def weekend_interval(day: date, weeks: int = 0) -> Interval:
    """Give Saturday and Sunday of the week (from Monday) of `day`, moved by `weeks`.

    >>> weekend_interval(date(2021, 3, 3))
    (datetime.date(2021, 3, 6), datetime.date(2021, 3, 8))
    """
    saturday = add_days(day, 5 - day.weekday() + 7 * weeks)
    return saturday, add_days(saturday, 2)


def add_days(day: date, days: int) -> date:
    """Move a day; sums beyond the calendar stop at its edge.

    >>> add_days(date(2020, 12, 31), 1)
    datetime.date(2021, 1, 1)
    """
    number = day.toordinal() + days
    if number < FIRST_DAY.toordinal():
        return FIRST_DAY
    return day + timedelta(days=days) if number < LAST_DAY.toordinal() else LAST_DAY


def add_months(day: date, months: int) -> date:
    """Move a day by months; a day the month has not becomes its last.

    >>> add_months(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not FIRST_DAY.year <= year < LAST_DAY.year:
        return FIRST_DAY if year < FIRST_DAY.year else LAST_DAY
    return date(year, month + 1, min(day.day, days_of_month(year, month + 1)))


def days_of_month(year: int, month: int) -> int:
    """Count the days of a month.

    >>> days_of_month(2019, 2)
    28
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def make_day(year: int, month: int, day: int) -> date | None:
    """Give a day, or None where the calendar has no such day.

    >>> make_day(2021, 2, 29) is None
    True
    """
    if not (FIRST_DAY.year <= year < LAST_DAY.year and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= days_of_month(year, month) else None


def days_of(first: date, after: date) -> list[date]:
    """List the days of an interval.

    >>> len(days_of(*month_interval(2020, 2)))
    29
    """
    return [add_days(first, at) for at in range((after - first).days)]


def hull(intervals: Sequence[Interval]) -> Interval:
    """Give the smallest interval that holds all of them.

    >>> hull([year_interval(2018), month_interval(2020, 1)])
    (datetime.date(2018, 1, 1), datetime.date(2020, 2, 1))
    """
    return min(one[0] for one in intervals), max(one[1] for one in intervals)


def overlap(one: Interval, other: Interval) -> Interval | None:
    """Give what two intervals share, None for nothing.

    >>> overlap(year_interval(2018), month_interval(2020, 1)) is None
    True
    """
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first < last else None


def part_of(interval: Interval, part: str) -> Interval:
    """Give the early, middle or late half of an interval.

    >>> part_of(month_interval(2022, 7), "MID")
    (datetime.date(2022, 7, 8), datetime.date(2022, 7, 25))

    Takes: "START", "MID" or "END"; anything else gives the whole interval.
    """
    first, last = interval
    length = (last - first).days
    quarter = length // 4
    if part == "START":
        return first, add_days(first, (length + 1) // 2)
    if part == "MID":
        return add_days(first, quarter), add_days(last, -quarter)
    if part == "END":
        return add_days(last, -((length + 1) // 2)), last
    return interval
