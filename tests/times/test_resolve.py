from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Cite
from sourceline.record.when import UNKNOWN, Relative, TimeExpression, When
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.resolve import resolve_time

BY_DAYS = ["yesterday", "today", "tomorrow", "two days ago", "five days ago", "the past ten days",
           "20 minutes ago", "the past 36 hours", "the past day"]
BY_WEEKS = ["last week", "this week", "next week", "last Friday", "next Friday", "this Tuesday",
            "two weeks ago", "in recent weeks", "earlier this week", "Friday of last week"]
EVERY = [*BY_DAYS, *BY_WEEKS, "last month", "this year", "last November", "next September",
         "earlier this month", "a year ago", "three months ago", "in mid-July this year",
         "about ten years ago", "last summer", "the third quarter", "on July 14", "this decade",
         "the past three years", "the past decade", "the end of the summer", "next year",
         "early next month", "in September"]
# The calendar repeats itself, weekdays included, after 400 years.
CYCLE_DAYS = 146_097

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1))


def read(words):
    made = find_in("a", words, [(0, len(words))])
    assert len(made) == 1, words
    return made[0]


def on(day, until=None):
    return When(from_date=day, to_date=(until or day) + timedelta(days=1), precision="day",
                basis="declared")


def moved(when, by):
    return tuple(end and end + timedelta(days=by) for end in (when.from_date, when.to_date))


@given(days, st.integers(-2000, 2000), st.sampled_from(BY_DAYS))
def test_moving_the_publication_by_n_days_moves_every_counted_day_by_n(day, n, words):
    first, second = (resolve_time(read(words), on(day + timedelta(days=by))) for by in (0, n))
    assert moved(first, n) == moved(second, 0)


@given(days, st.integers(-200, 200), st.sampled_from([*BY_DAYS, *BY_WEEKS]))
def test_moving_the_publication_by_n_weeks_moves_every_week_and_weekday_by_as_much(day, n, words):
    by = 7 * n
    first, second = (resolve_time(read(words), on(day + timedelta(days=d))) for d in (0, by))
    assert moved(first, by) == moved(second, 0)


@given(days, st.sampled_from(EVERY))
def test_moving_the_publication_by_the_cycle_of_the_calendar_moves_every_relative(day, words):
    first, second = (resolve_time(read(words), on(day + timedelta(days=d)))
                     for d in (0, CYCLE_DAYS))
    assert moved(first, CYCLE_DAYS) == moved(second, 0)


@given(days, st.integers(0, 60), st.integers(0, 60), st.sampled_from(EVERY))
def test_an_uncertain_publication_gives_the_hull_over_its_days(day, length, at, words):
    whole = resolve_time(read(words), on(day, day + timedelta(days=length)))
    one = resolve_time(read(words), on(day + timedelta(days=min(at, length))))
    assert whole.from_date is None or whole.from_date <= one.from_date
    assert whole.to_date is None or whole.to_date >= one.to_date


@given(days, st.sampled_from(EVERY))
def test_an_interval_is_never_empty(day, words):
    when = resolve_time(read(words), on(day))
    assert when.from_date is None or when.to_date is None or when.from_date < when.to_date


@pytest.mark.parametrize(("words", "first", "last"), [
    ("yesterday", "2021-03-07", "2021-03-08"),
    ("last month", "2021-02-01", "2021-03-01"),
    ("last year", "2020-01-01", "2021-01-01"),
    ("last week", "2021-02-28", "2021-03-08"),
    ("next Friday", "2021-03-12", "2021-03-20"),
    ("earlier this month", "2021-03-01", "2021-03-09"),
    ("last November", "2020-11-01", "2020-12-01"),
    ("this year", "2021-01-01", "2022-01-01"),
    ("in the late 1980s", "1984-12-31", "1990-01-01"),
    ("in the summer of 2018", "2018-06-01", "2018-09-24"),
    ("20 minutes ago", "2021-03-07", "2021-03-09"),
    ("the last few hours", "2021-03-07", "2021-03-09"),
    ("over the past decade", "2008-03-03", "2021-03-09"),
    ("over the past year", "2019-09-07", "2021-03-09"),
])
def test_words_give_their_interval_for_an_article_of_8_march_2021(words, first, last):
    when = resolve_time(read(words), on(date(2021, 3, 8)))
    assert (str(when.from_date), str(when.to_date)) == (first, last)


def test_an_unknown_publication_leaves_relative_times_open():
    assert resolve_time(read("last week"), UNKNOWN) == UNKNOWN


def test_a_publication_open_above_bounds_relative_times_from_below_only():
    published = When(from_date=date(2021, 3, 8), to_date=None, precision="span", basis="text")
    when = resolve_time(read("last month"), published)
    assert (when.from_date, when.to_date) == (date(2021, 2, 1), None)


def test_a_circle_of_anchors_ends_as_unknown():
    cite = Cite(article="a", start=0, end=1, words="x")
    one = TimeExpression(id="t1", cite=cite, kind="DATE",
                         relative=Relative(anchor="t2", unit="day", amount=1))
    two = TimeExpression(id="t2", cite=cite, kind="DATE",
                         relative=Relative(anchor="t1", unit="day", amount=1))
    assert resolve_time(one, on(date(2021, 3, 8)), {"t1": one, "t2": two}) == UNKNOWN


@given(st.integers(1, 9999), st.sampled_from(["years", "days", "weeks", "months", "decades"]))
def test_distances_beyond_the_calendar_are_survived(n, unit):
    resolve_time(read(f"{n} {unit} ago"), on(date(2021, 3, 8)))


def test_where_no_tense_tells_a_month_close_by_is_meant():
    words = "October's vote: what it means."
    found, = find_in("a", words, [(0, len(words))])
    november = When(from_date=date(2020, 11, 1), to_date=date(2020, 11, 28), precision="span",
                    basis="text")
    when = resolve_time(found, november)
    assert (when.from_date, when.to_date) == (date(2020, 10, 1), date(2020, 11, 1))


@pytest.mark.parametrize(("words", "first", "last"), [
    ("Votes were counted in the second half of November.", date(2030, 11, 16), date(2031, 12, 1)),
    ("He was jailed last October 14.", date(2030, 10, 14), date(2030, 10, 15)),
    ("The end of the summer: an essay.", date(2031, 7, 25), date(2031, 9, 24)),
    ("The end of the autumn: an essay.", date(2030, 10, 25), date(2031, 12, 23)),
    ("It was signed in the Iranian year 1401.", date(2022, 3, 21), date(2023, 3, 21)),
    ("It expects to report a second-quarter loss.", date(2031, 4, 1), date(2031, 7, 1)),
    ("The bridge will open in the second quarter.", date(2032, 4, 1), date(2032, 7, 1)),
    ("It will end in mid-Ramadan.", date(2031, 12, 21), date(2032, 1, 8)),
])
def test_a_part_of_a_month_or_its_side_keeps_what_the_words_allow(words, first, last):
    found, = find_in("a", words, [(0, len(words))])
    august = When(from_date=date(2031, 8, 20), to_date=date(2031, 8, 21), precision="day",
                  basis="dateline")
    when = resolve_time(found, august)
    assert (when.from_date, when.to_date) == (first, last)


@pytest.mark.parametrize(("words", "days"), [
    ("In recent weeks threats were heard.", 92), ("In recent months threats were heard.", 550)])
def test_uncounted_weeks_and_months_reach_only_so_far(words, days):
    found, = find_in("a", words, [(0, len(words))])
    august = When(from_date=date(2031, 8, 20), to_date=date(2031, 8, 21), precision="day",
                  basis="dateline")
    when = resolve_time(found, august)
    assert when.to_date == date(2031, 8, 21)
    assert (date(2031, 8, 20) - when.from_date).days == days
