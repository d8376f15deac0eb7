"""Feasts that follow the moon in other calendars than the Islamic: Hebrew, Chinese, Hindu.

In: a year. Out: half-open intervals of days, a day wider on each side where the calendar of the
feast is kept by observation or by another meridian than the one computed here.

Source: new moons by Meeus, Astronomical Algorithms (1991), ch. 47, with its largest terms (good to
a quarter of an hour); the Hebrew calendar by its rules of delay, as in Reingold and Dershowitz,
Calendrical Calculations (2018), ch. 8; Orthodox Easter by Meeus, ch. 8.
"""

from datetime import date, timedelta
from math import radians, sin

from sourceline.text import dates
from sourceline.text.dates import Interval

_MONTH_DAYS = 29.530588853
# Mean new moon of 6 January 2000, in days from 1 January 2000, noon.
_FIRST_MOON = 5.09766
_BEIJING_HOURS = 8
_EPOCH = date(2000, 1, 1)
# Days between the first day of Tishri and the feasts after it.
_AFTER_TISHRI = {"rosh_hashanah": (0, 2), "yom_kippur": (9, 10), "sukkot": (14, 21)}
# Before Rosh Hashanah of the same civil year: Passover is always 163 days before it.
_BEFORE_TISHRI = {"passover": (-163, -155), "purim": (-193, -192), "shavuot": (-113, -111)}


def new_moons(year: int) -> list[float]:
    """Give the new moons of a year, in days from noon of 1 January 2000 (universal time)."""
    first = int((year - 2000) * 12.3685) - 1
    found = [_new_moon(at) for at in range(first, first + 16)]
    return [one for one in found if _day(one).year == year]


def _new_moon(number: int) -> float:
    century = number / 1236.85
    sun = radians(2.5534 + 29.10535669 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107438 * century**2)
    node = radians(160.7108 + 390.67050274 * number)
    return (_FIRST_MOON + _MONTH_DAYS * number + 0.0001337 * century**2
            - 0.40720 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon)
            + 0.01039 * sin(2 * node) + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun)
            + 0.00208 * sin(2 * sun))


def _day(moment: float, hours: float = 0) -> date:
    return _EPOCH + timedelta(days=int(moment + 0.5 + hours / 24 + 10**6) - 10**6)


def lunar_new_year(year: int) -> Interval:
    """Give the first day of the Chinese year, a day wide on both sides.

    >>> lunar_new_year(2021)
    (datetime.date(2021, 2, 11), datetime.date(2021, 2, 14))
    """
    # The new moon nearest to the beginning of spring on 4 February.
    days = [_day(one, _BEIJING_HOURS) for one in new_moons(year)]
    first = next(one for one in days if one >= date(year, 1, 21))
    return _wide(first, first)


def diwali(year: int) -> Interval:
    """Give the new moon of autumn on which Diwali falls, a day wide on both sides.

    >>> diwali(2020)
    (datetime.date(2020, 11, 14), datetime.date(2020, 11, 17))
    """
    days = [_day(one, 5.5) for one in new_moons(year)]
    found = next(one for one in days if one >= date(year, 10, 18))
    return _wide(found, found)


def _wide(first: date, last: date) -> Interval:
    return dates.add_days(first, -1), dates.add_days(last, 2)


def hebrew_feast(name: str, year: int) -> Interval:
    """Give a Jewish feast of a civil year; it begins on the evening before.

    >>> hebrew_feast("passover", 2021), hebrew_feast("yom_kippur", 2021)[1]
    ((datetime.date(2021, 3, 27), datetime.date(2021, 4, 5)), datetime.date(2021, 9, 17))
    """
    new_year = _tishri(year + 3761)
    if name == "hanukkah":
        own = _tishri(year + 3762)
        length = (own - new_year).days
        # Heshvan has 30 days in a complete year only.
        kislev = dates.add_days(new_year, 30 + (30 if length in (355, 385) else 29))
        return dates.add_days(kislev, 23), dates.add_days(kislev, 32)
    first, last = (_AFTER_TISHRI | _BEFORE_TISHRI)[name]
    return dates.add_days(new_year, first - 1), dates.add_days(new_year, last)


def _tishri(year: int) -> date:
    """Give the first day of a Hebrew year."""
    elapsed = _elapsed(year)
    before, after = _elapsed(year - 1), _elapsed(year + 1)
    delay = 2 if after - elapsed == 356 else 1 if elapsed - before == 382 else 0
    return date.fromordinal(elapsed + delay - 1_373_427)


def _elapsed(year: int) -> int:
    """Count days to the mean new moon of a year, with the delays of weekday."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    days = 29 * months + parts // 25_920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def orthodox_easter(year: int) -> date:
    """Give Easter Sunday of the eastern churches, for 1900 to 2099.

    >>> orthodox_easter(2021)
    datetime.date(2021, 5, 2)
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dates.add_days(date(year, month, day + 1), 13)
