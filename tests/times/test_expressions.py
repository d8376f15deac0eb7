import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.when import When
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.rough import rough_sentences
from sourceline.rooms.times.timex import timex_values

CASES = Path(__file__).parents[1] / "cases" / "times"
PUBLISHED = When(from_date=date(2021, 3, 8), to_date=date(2021, 3, 9), precision="day",
                 basis="declared")


def cases(name):
    return [case["text"] for case in tomllib.loads((CASES / name).read_text())["case"]]


def wanted(marked):
    return re.findall(r"\[([^|\]]+)\|([^\]]+)\]", marked)


def plain(marked):
    return re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", marked)


def found(words):
    made = find_in("a", words, rough_sentences(words))
    return list(zip([one.cite.words for one in made], timex_values(made, PUBLISHED), strict=True))


@pytest.mark.parametrize("marked", cases("made.toml"))
def test_every_marked_time_is_found_with_its_value_and_no_other(marked):
    assert found(plain(marked)) == wanted(marked)


@pytest.mark.parametrize("words", cases("negative.toml"))
def test_words_that_only_look_like_times_are_left(words):
    assert found(words) == []


@pytest.mark.parametrize("marked", cases("known-failures.toml"))
def test_known_failures_still_fail_or_move_to_made(marked):
    assert found(plain(marked)) != wanted(marked)


@given(st.text(alphabet="0123456789/-. ,:'apmonyeardfirstMarchNov\n", max_size=300))
def test_every_cite_stands_in_the_text_and_none_overlap(words):
    made = find_in("a", words, [(0, len(words))] if words else [])
    for one in made:
        assert words[one.cite.start:one.cite.end] == one.cite.words
    for one, following in pairwise(made):
        assert one.cite.end <= following.cite.start


@pytest.mark.parametrize("piece", ["the ", "March ", "1 ", "last ", "2019-", "a year and ", "'90s",
                                   "12:30 ", "the first the last ", "x"])
def test_hostile_repetition_takes_time_in_proportion(piece):
    words = piece * (60_000 // len(piece))
    assert find_in("a", words, [(0, len(words))]) is not None


def test_a_word_of_several_megabytes_without_blank_is_survived():
    words = "2019" * 200_000
    assert find_in("a", words, [(0, len(words))]) == ()


def test_that_month_counts_from_the_month_named_before():
    words = "The revolt began in November 2019. In that month dozens died."
    first, second = find_in("a", words, rough_sentences(words))
    assert second.relative is not None
    assert second.relative.anchor == first.id


def test_a_following_year_without_a_year_before_it_stays_open():
    made = find_in("a", "The following year was calm.", [(0, 28)])
    assert made[0].relative is not None
    assert made[0].relative.anchor == ""


def test_tense_decides_a_bare_weekday():
    past = find_in("a", "They met on Friday.", [(0, 19)])[0]
    future = find_in("a", "They will meet on Friday.", [(0, 25)])[0]
    assert past.relative is not None
    assert past.relative.direction == "past"
    assert future.relative is not None
    assert future.relative.direction == "future"
