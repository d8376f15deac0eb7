"""Intervals of days said in plain words, never narrower than they are.

In: a half-open interval and the precision of the words it rests on. Out: words such as
"November 2019" or "between 23 and 29 Nov 2020".
"""

from datetime import date, timedelta

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")
_ONE_DAY = timedelta(days=1)


def interval_words(from_date: date | None, to_date: date | None, precision: str = "") -> str:
    """Say an interval `[from_date, to_date)` in words.

    >>> interval_words(date(2019, 11, 1), date(2019, 12, 1))
    'November 2019'
    >>> interval_words(None, date(2020, 11, 30))
    'before 30 Nov 2020'
    """
    if from_date is None or to_date is None:
        return _open(from_date, to_date)
    last = to_date - _ONE_DAY
    whole = _whole(from_date, to_date)
    if whole:
        return whole
    if precision == "week" and (to_date - from_date).days == 7:
        return f"week of {_days(from_date, last, ' to ')}"
    if precision == "span":
        return f"within {_days(from_date, last, ' to ')}"
    return f"between {_days(from_date, last, ' and ')}"


def day_words(day: date) -> str:
    """Say one day: number, short month, year.

    >>> day_words(date(2020, 11, 30))
    '30 Nov 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def precision_of(start: str, end: str) -> str:
    """Name the precision of an interval of ISO days.

    >>> precision_of("2031-05-01", "2031-06-01"), precision_of("2031-05-03", "2031-05-04")
    ('month', 'day')
    """
    if not start or not end:
        return "unknown"
    first, after = date.fromisoformat(start), date.fromisoformat(end)
    if after - first == timedelta(days=1):
        return "day"
    if first.day == after.day == 1 and (after - timedelta(days=1)).month == first.month \
            and (after - first).days < 32:
        return "month"
    whole_year = (first.month, first.day, after.month, after.day) == (1, 1, 1, 1)
    return "year" if whole_year and after.year == first.year + 1 else "span"


def _open(from_date: date | None, to_date: date | None) -> str:
    if to_date is not None:
        return f"before {day_words(to_date)}"
    return f"{day_words(from_date)} or later" if from_date is not None else "date not known"


def _whole(first: date, to_date: date) -> str:
    """Name an interval that is a whole day, month, run of months, year or decade; else ""."""
    last = to_date - _ONE_DAY
    if first == last:
        return day_words(first)
    if first.day != 1 or to_date.day != 1:
        return ""
    months = (to_date.year - first.year) * 12 + to_date.month - first.month
    if months == 1:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 120 and first.month == 1 and first.year % 10 == 0:
        return f"the {first.year}s"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{_MONTHS[first.month - 1]}{year} to {_MONTHS[last.month - 1]} {last.year}"


def _days(first: date, last: date, between: str) -> str:
    if first.year != last.year:
        return f"{day_words(first)}{between}{day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1][:3]}{between}{day_words(last)}"
    return f"{first.day}{between}{day_words(last)}"
