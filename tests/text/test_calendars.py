from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.calendars import (
    easter,
    feast_intervals,
    iranian_interval,
    islamic_interval,
)


@pytest.mark.parametrize(("year", "month", "day", "same"), [
    (1357, 11, 22, date(1979, 2, 11)), (1399, 12, 30, date(2021, 3, 20)),
    (1400, 1, 1, date(2021, 3, 21)), (1403, 12, 30, date(2025, 3, 20)),
])
def test_iranian_days_are_known_gregorian_days(year, month, day, same):
    assert iranian_interval(year, month, day)[0] == same


@pytest.mark.parametrize(("year", "month", "day", "seen"), [
    (1442, 9, 1, date(2021, 4, 13)), (1445, 10, 1, date(2024, 4, 10)),
    (1446, 1, 1, date(2024, 7, 7)),
])
def test_islamic_days_hold_the_day_on_which_the_moon_was_seen(year, month, day, seen):
    first, last = islamic_interval(year, month, day)
    assert first <= seen < last
    assert (last - first).days == 3


@given(st.integers(1590, 2090))
def test_every_easter_is_a_sunday_in_march_or_april(year):
    assert easter(year).weekday() == 6
    assert easter(year).month in (3, 4)


@given(st.integers(1300, 1450), st.integers(1, 11))
def test_iranian_months_follow_one_another(year, month):
    assert iranian_interval(year, month)[1] == iranian_interval(year, month + 1)[0]


def test_a_day_the_calendar_has_not_is_none():
    assert iranian_interval(1400, 12, 30) is None
    assert iranian_interval(1400, 13, 1) is None
    assert islamic_interval(1442, 9, 31) is None


def test_a_feast_may_come_twice_in_a_year():
    assert len(feast_intervals("islamic:9-0", 2030)) == 2
    assert feast_intervals("no such feast", 2030) == []
