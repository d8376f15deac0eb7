"""Stages of one case as constraints between articles."""

from datetime import date

import pytest

from sourceline.record.when import UNKNOWN
from tests.calendar.made import Collection, between, dates_of, on

KINDS = {"v": "VERDICT", "s": "SENTENCE", "t": "TRIAL", "r": "RELEASE"}
AWAITS = "The verdict in the case is due next month."
TO_COME = {"v": "expected"}
JAILED = ("Last year a court jailed Oren Tal.", "jailed", "s", "happened")


def case(*, awaits=AWAITS, jailed=JAILED, years=(2018, 2026)):
    """One dated article awaits the verdict, an undated one tells of the sentence."""
    summers = tuple((date(year, 7, 27), date(year, 10, 1)) for year in range(*years))
    collection = Collection(kinds=KINDS)
    collection.article("a", on(date(2020, 11, 30)), (awaits, "verdict", "v", "expected"))
    collection.article("b", between(date(2018, 7, 27), None), jailed, possible=summers)
    return collection.case("case", VERDICT="v", SENTENCE="s")


def test_a_sentence_lies_behind_the_day_its_verdict_was_awaited():
    solved = dates_of(case().solve(TO_COME))
    assert solved["s"][0] >= date(2020, 11, 29)
    assert solved["b"][0] == date(2021, 7, 27)


def test_the_awaiting_article_is_cited():
    solved = next(p for p in case().solve(TO_COME).publications if p.article == "b")
    assert solved.published.basis == "collection"
    assert AWAITS in {one.words for one in solved.because.cites}
    assert "awaits the verdict" in solved.because.sentence


@pytest.mark.parametrize("words", [
    "They had hoped the verdict would come next month.",
    "The verdict of the appeal court is due next month.",
    "The verdict could come if the judge is well.",
])
def test_what_is_hoped_for_or_another_round_orders_nothing(words):
    assert dates_of(case(awaits=words).solve(TO_COME))["b"][0] == date(2018, 7, 27)


def test_an_undated_article_that_awaits_is_not_after_what_is_awaited():
    collection = Collection(kinds=KINDS)
    collection.article("a", UNKNOWN, ("The verdict will be read soon.", "verdict", "v", "expected"))
    collection.article("b", on(date(2021, 5, 6)), (
        "Oren Tal was convicted on May 4, 2021.", "convicted", "c", "happened"))
    collection.kinds = {**KINDS, "c": "VERDICT"}
    collection.threads.clear()
    collection.case("case", VERDICT="v")
    step = collection.threads[0].steps[0]
    collection.threads[0] = collection.threads[0].__class__(id="case", label="case", steps=(
        step, step.__class__(stage="VERDICT", event="c", because=step.because)))
    assert dates_of(collection.solve(TO_COME))["a"] == (None, date(2021, 5, 6))


def test_an_article_that_tells_both_speaks_of_another_round():
    collection = Collection(kinds=KINDS)
    collection.article("a", on(date(2020, 11, 30)), (AWAITS, "verdict", "v", "expected"),
                       ("In 2012 a court jailed Oren Tal.", "jailed", "s", "happened"))
    collection.article("b", between(date(2012, 1, 1), None), JAILED)
    collection.case("case", VERDICT="v", SENTENCE="s")
    assert dates_of(collection.solve(TO_COME))["b"][0] == date(2013, 1, 1)


@pytest.mark.parametrize(("words", "first"), [
    ("Oren Tal was released in a prisoner swap.", date(2020, 5, 4)),
    ("Oren Tal was released on bail.", None),
])
def test_only_a_release_from_a_sentence_follows_it(words, first):
    collection = Collection(kinds=KINDS)
    collection.article("a", on(date(2021, 5, 6)), (
        "He was jailed on May 4, 2020.", "jailed", "s", "happened"))
    collection.article("b", UNKNOWN, (words, "released", "r", "happened"))
    collection.case("case", SENTENCE="s", RELEASE="r")
    assert dates_of(collection.solve())["r"][0] == first


@pytest.mark.parametrize(("words", "last"), [
    ("The trial is set to open soon.", date(2023, 9, 13)),
    ("The trial was put off on Monday.", date(2023, 9, 13)),
    ("The trial had been planned for weeks.", None),
])
def test_an_article_that_awaits_what_another_tells_as_done_is_not_after_it(words, last):
    collection = Collection()
    collection.article("a", UNKNOWN, (words, "trial", "t", "expected"))
    collection.article("b", on(date(2023, 9, 14)), (
        "The trial opened on September 11, 2023.", "trial", "t", "happened"))
    assert dates_of(collection.solve())["a"][1] == last


def test_what_all_only_await_bounds_nothing():
    collection = Collection()
    collection.article("a", UNKNOWN, ("The trial is set to open soon.", "trial", "t", "expected"))
    collection.article("b", on(date(2023, 9, 1)), (
        "The trial is to open on September 11, 2023.", "trial", "t", "expected"))
    assert dates_of(collection.solve({"t": "expected"}))["a"] == (None, None)


@pytest.mark.parametrize(("words", "first"), [
    ("He is to be freed two years into his 20-year sentence.", date(2020, 5, 3)),
    ("He is to be freed unless he gets a 20-year sentence.", None),
])
def test_an_article_that_speaks_of_his_sentence_is_not_before_it(words, first):
    collection = Collection(kinds=KINDS)
    collection.article("a", on(date(2021, 5, 6)), (
        "Oren Tal was jailed on May 4, 2020.", "jailed", "s", "happened"))
    collection.article("b", UNKNOWN, (words, "freed", "r", "expected"))
    collection.case("case", SENTENCE="s", RELEASE="r")
    assert dates_of(collection.solve({"r": "expected"}))["b"][0] == first


@pytest.mark.parametrize(("words", "last"), [
    ("Tal was freed less than a year into his 20-year sentence.", date(2021, 5, 13)),
    ("Tal was freed two years into the sentence.", date(2023, 5, 15)),
    ("Tal was freed more than two years into his sentence.", None),
    ("Tal was freed; another man is two years into his sentence.", None),
])
def test_what_happened_so_far_into_a_sentence_is_bounded_by_it(words, last):
    collection = Collection(kinds=KINDS)
    collection.article("a", on(date(2031, 5, 6)), (
        "Oren Tal was jailed on May 4, 2020.", "jailed", "s", "happened"))
    collection.article("b", UNKNOWN, (words, "freed", "r", "happened"))
    collection.case("case", SENTENCE="s", RELEASE="r")
    assert dates_of(collection.solve())["r"] == (date(2020, 5, 4), last)
