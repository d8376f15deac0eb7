"""Days of other calendars, and feasts that move, as days of the Gregorian calendar.

In: years, months and days by number, or the name of a feast. Out: half-open intervals, wide enough
for what a calculation cannot know: the Islamic months begin by sight of the moon, a day earlier
or later from one country to the next.

Source: Easter by Meeus, Astronomical Algorithms (1991), ch. 8; the Iranian leap years by the
33-year cycle (exact for 1178 to 1633, i.e. 1799 to 2255); the tabular Islamic calendar, type II,
by Reingold and Dershowitz, Calendrical Calculations (2018), ch. 7.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from sourceline.text import dates
from sourceline.text.dates import Interval
from sourceline.text.lunar import diwali, hebrew_feast, lunar_new_year, orthodox_easter

# Moon sighting moves an Islamic month by a day against the table, rarely more.
_MOON_DAYS = 1
# Feasts that last longer than a day.
LONG_FEASTS = frozenset(("easter_week", "islamic:9-0", "passover", "hanukkah", "sukkot"))
_IRANIAN_YEARS = range(1178, 1634)
_ISLAMIC_YEARS = range(1100, 1801)


def easter(year: int) -> date:
    """Give Easter Sunday of the western churches.

    >>> easter(2000), easter(2021)
    (datetime.date(2000, 4, 23), datetime.date(2021, 4, 4))
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def iranian_interval(year: int, month: int, day: int = 0) -> Interval | None:
    """Give a day, or with `day` 0 a month, of the Iranian solar calendar.

    >>> iranian_interval(1398, 8, 24)
    (datetime.date(2019, 11, 15), datetime.date(2019, 11, 16))
    """
    if year not in _IRANIAN_YEARS or not 1 <= month <= 12:
        return None
    first = _iranian_month(year, month)
    after = _iranian_month(year + month // 12, month % 12 + 1)
    if day == 0:
        return first, after
    one = dates.add_days(first, day - 1)
    return dates.day_interval(one) if one < after and day > 0 else None


def _iranian_month(year: int, month: int) -> date:
    """Give the first day: 21 March 1978 was 1 Farvardin 1357."""
    leaps = _iranian_leaps(year) - _iranian_leaps(1357)
    before = 31 * (month - 1) - max(0, month - 7)
    return dates.add_days(date(1978, 3, 21), 365 * (year - 1357) + leaps + before)


def _iranian_leaps(year: int) -> int:
    """Count leap years before a year, eight in every 33."""
    return (8 * year + 21) // 33


def islamic_interval(year: int, month: int, day: int = 0) -> Interval | None:
    """Give a day, or with `day` 0 a month, of the Islamic calendar, a day wide on both sides.

    >>> islamic_interval(1442, 9, 1)
    (datetime.date(2021, 4, 12), datetime.date(2021, 4, 15))
    """
    if year not in _ISLAMIC_YEARS or not 1 <= month <= 12 or not 0 <= day <= 30:
        return None
    first = _islamic_day(year, month, day or 1)
    last = _islamic_day(year, month, day) if day else _islamic_day(
        year + month // 12, month % 12 + 1, 1) - 1
    return (date.fromordinal(first - _MOON_DAYS), date.fromordinal(last + 1 + _MOON_DAYS))


def _islamic_day(year: int, month: int, day: int) -> int:
    """Give the number of a day; 1 Muharram 1 was 19 July 622 in the Gregorian calendar."""
    return (227_014 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
            + day)


def feast_intervals(name: str, year: int) -> list[Interval]:
    """Give the days of a feast that begin in a year; none where the name is not known.

    >>> feast_intervals("thanksgiving", 1999)
    [(datetime.date(1999, 11, 25), datetime.date(1999, 11, 26))]
    """
    kind, _, rest = name.partition(":")
    if kind in _FEASTS:
        return [_FEASTS[kind](year)]
    if kind != "islamic":
        return []
    month, day = (int(part) for part in rest.split("-"))
    around = range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3)
    made = [islamic_interval(one, month, day) for one in around]
    return [one for one in made if one and one[0].year == year]


def _from_easter(first: int, after: int) -> Callable[[int], Interval]:
    return lambda year: (dates.add_days(easter(year), first), dates.add_days(easter(year), after))


def _weekday_of(month: int, from_day: int, weekday: int) -> Callable[[int], Interval]:
    """Give the first such weekday on or after a day of a month."""
    def interval(year: int) -> Interval:
        start = date(year, month, from_day)
        return dates.day_interval(dates.add_days(start, (weekday - start.weekday()) % 7))
    return interval


def _moved(interval: Interval, days: int) -> Interval:
    return dates.add_days(interval[0], days), dates.add_days(interval[1], days)


_FEASTS: Mapping[str, Callable[[int], Interval]] = MappingProxyType({
    "easter": _from_easter(0, 1), "good_friday": _from_easter(-2, -1),
    "palm_sunday": _from_easter(-7, -6), "easter_monday": _from_easter(1, 2),
    "easter_week": _from_easter(-7, 7), "pentecost": _from_easter(49, 50),
    "ash_wednesday": _from_easter(-46, -45),
    "thanksgiving": _weekday_of(11, 22, 3), "election_day_us": _weekday_of(11, 2, 1),
    "labor_day_us": _weekday_of(9, 1, 0), "memorial_day_us": _weekday_of(5, 25, 0),
    "nowruz": lambda year: (date(year, 3, 20), date(year, 3, 22)),
    "ascension": _from_easter(39, 40), "maundy_thursday": _from_easter(-3, -2),
    "black_friday": lambda year: _moved(_weekday_of(11, 22, 3)(year), 1),
    "martin_luther_king_day": _weekday_of(1, 15, 0), "presidents_day": _weekday_of(2, 15, 0),
    "columbus_day": _weekday_of(10, 8, 0),
    "orthodox_easter": lambda year: dates.day_interval(orthodox_easter(year)),
    "lunar_new_year": lunar_new_year, "diwali": diwali,
    **{name: partial(hebrew_feast, name) for name in (
        "passover", "yom_kippur", "rosh_hashanah", "hanukkah", "purim", "sukkot", "shavuot")},
})
