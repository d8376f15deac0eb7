from datetime import date

import pytest

from sourceline.text.lunar import diwali, hebrew_feast, lunar_new_year, orthodox_easter

NEW_YEARS = {2000: (2, 5), 2004: (1, 22), 2007: (2, 18), 2012: (1, 23), 2015: (2, 19),
             2020: (1, 25), 2021: (2, 12), 2023: (1, 22), 2024: (2, 10), 2026: (2, 17)}
LIGHTS = {2010: (11, 5), 2014: (10, 23), 2017: (10, 19), 2018: (11, 7), 2020: (11, 14),
          2021: (11, 4), 2022: (10, 24), 2023: (11, 12), 2025: (10, 20)}
EVES = {2019: (4, 19), 2020: (4, 8), 2021: (3, 27), 2022: (4, 15), 2023: (4, 5), 2024: (4, 22)}


@pytest.mark.parametrize("year", NEW_YEARS)
def test_the_lunar_new_year_lies_inside_its_three_days(year):
    first, after = lunar_new_year(year)
    assert first <= date(year, *NEW_YEARS[year]) < after
    assert (after - first).days == 3


@pytest.mark.parametrize("year", LIGHTS)
def test_diwali_lies_inside_its_three_days(year):
    first, after = diwali(year)
    assert first <= date(year, *LIGHTS[year]) < after


@pytest.mark.parametrize("year", EVES)
def test_passover_begins_on_its_eve(year):
    assert hebrew_feast("passover", year)[0] == date(year, *EVES[year])


def test_other_feasts_of_the_hebrew_year_are_on_their_days():
    assert hebrew_feast("rosh_hashanah", 2021) == (date(2021, 9, 6), date(2021, 9, 9))
    assert hebrew_feast("yom_kippur", 2022) == (date(2022, 10, 4), date(2022, 10, 6))
    assert hebrew_feast("hanukkah", 2021) == (date(2021, 11, 28), date(2021, 12, 7))
    assert hebrew_feast("purim", 2021) == (date(2021, 2, 25), date(2021, 2, 27))


def test_orthodox_easter_follows_its_own_moon():
    assert [orthodox_easter(year) for year in (2019, 2022, 2024)] == [
        date(2019, 4, 28), date(2022, 4, 24), date(2024, 5, 5)]
