from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.text.numerals import find_numbers

READ: list[tuple[str, Any]] = [
    ("at least 1,500 people", ("at least 1,500", 1500, None, "at_least", "cardinal")),
    ("an estimated 30,000 prisoners", ("an estimated 30,000", 30000, 30000, "about", "cardinal")),
    ("estimated at around 900", ("estimated at around 900", 900, 900, "about", "cardinal")),
    ("as many as 200", ("as many as 200", None, 200, "at_most", "cardinal")),
    ("more than a dozen", ("more than a dozen", 12, None, "at_least", "cardinal")),
    ("two dozen men", ("two dozen", 24, 24, "exact", "cardinal")),
    ("1.5 million", ("1.5 million", 1_500_000, 1_500_000, "exact", "cardinal")),
    ("one hundred and twenty-five thousand", (
        "one hundred and twenty-five thousand", 125_000, 125_000, "exact", "cardinal")),
    ("half a million", ("half a million", 500_000, 500_000, "exact", "cardinal")),
    ("dozens of men", ("dozens", 24, 99, "vague", "cardinal")),
    ("scores of men", ("scores", 40, 99, "vague", "cardinal")),
    ("tens of thousands", ("tens of thousands", 20000, 99999, "vague", "cardinal")),
    ("several hundred", ("several hundred", 300, 900, "vague", "cardinal")),
    ("10 to 15 boats", ("10 to 15", 10, 15, "about", "range")),
    ("between 40 and 50", ("between 40 and 50", 40, 50, "about", "range")),
    ("40-50 boats", ("40-50", 40, 50, "about", "range")),
    ("15 to 20 million", ("15 to 20 million", 15e6, 20e6, "about", "range")),
    ("$2bn", ("$2bn", 2e9, 2e9, "exact", "money")),
    ("$15 to $20 million", ("$15 to $20 million", 15e6, 20e6, "about", "money")),
    ("30 percent", ("30 percent", 30, 30, "exact", "percent")),
    ("about one-third larger", ("about one-third", 1 / 3, 1 / 3, "about", "fraction")),
    ("nine out of 10", ("nine out of 10", 0.9, 0.9, "exact", "fraction")),
    ("three times as many", ("three times", 3, 3, "exact", "times")),
    ("the 67th vote", ("67th", 67, 67, "exact", "ordinal")),
    ("200 or so", ("200 or so", 200, 200, "about", "cardinal")),
    ("three or four men", ("three or four", 3, 4, "about", "range")),
    ("two or three hundred men", ("two or three hundred", 200, 300, "about", "range")),
    ("four or five dozen men", ("four or five dozen", 48, 60, "about", "range")),
    ("two or even three men", ("two or even three", 2, 3, "about", "range")),
    ("three, perhaps four, men", ("three, perhaps four", 3, 4, "about", "range")),
    ("a dozen or two", ("a dozen or two", 12, 24, "about", "range")),
    ("ranging from 20 to 30", ("20 to 30", 20, 30, "about", "range")),
    ("one in every 40 men", ("one in every 40", 1 / 40, 1 / 40, "exact", "fraction")),
    ("one of every 35 men", ("one of every 35", 1 / 35, 1 / 35, "exact", "fraction")),
    ("one in 12 men", ("one in 12", 1 / 12, 1 / 12, "exact", "fraction")),
    ("a quarter of a million men", ("a quarter of a million", 250_000, 250_000, "exact",
                                    "cardinal")),
    ("$ 3.4 bn", ("$ 3.4 bn", 3.4e9, 3.4e9, "exact", "money")),
    ("€ 5 m", ("€ 5 m", 5e6, 5e6, "exact", "money")),
    ("5 m euros", ("5 m euros", 5e6, 5e6, "exact", "money")),
    ("a row over 40 jobs", ("40", 40, 40, "exact", "cardinal")),
    ("angry over several delays", ("several", 3, 9, "vague", "cardinal")),
    ("was charged over three thefts", ("three", 3, 3, "exact", "cardinal")),
    ("police charged over 40 men", ("over 40", 40, None, "at_least", "cardinal")),
    ("40-plus", ("40-plus", 40, None, "at_least", "cardinal")),
]


@pytest.mark.parametrize(("text", "wanted"), READ, ids=[text for text, _ in READ])
def test_a_number_is_read_with_its_bound(text, wanted):
    (number,) = find_numbers(text)
    said = (text[number.start:number.end], number.low, number.high, number.bound, number.form)
    assert said == wanted


@pytest.mark.parametrize("text", [
    "Camp-3 and G7", "9/11 and 24/7", "at 8:40", "12/05/2020", "the 1980s", "the P5+1 talks",
])
def test_names_times_and_dates_are_no_numbers(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize("text", ["rose from 20 to 30", "one in three days", "two in 2031",
                                  "at least 40, perhaps 50 to 60"])
def test_a_change_a_pace_and_a_year_make_no_range_and_no_share(text):
    assert len(find_numbers(text)) == 2


def test_a_hyphen_ties_a_word_to_a_number():
    assert find_numbers("a 20-year sentence")[0].joined == "year"


@given(st.text(alphabet="0123456789,.-– $%abfort dozenshundred", max_size=80))
def test_numbers_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for number in find_numbers(text):
        assert end <= number.start <= number.core < number.end <= len(text)
        end = number.end


def test_a_long_line_of_digits_is_read_in_linear_time():
    assert len(find_numbers("9" * 200_000 + " " + "1," * 100_000)) >= 0


@pytest.mark.parametrize("text", ["voted 98 to 2", "a 98-2 vote"])
def test_two_sides_of_a_count_are_a_tally_of_the_first(text):
    number, = find_numbers(text)
    assert (number.form, number.low, number.high) == ("tally", 98, 98)


def test_a_bound_reaches_over_an_article():
    number, = find_numbers("more than a 100 people")
    assert (number.bound, number.low, number.high) == ("at_least", 100, None)
