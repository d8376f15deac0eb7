from datetime import date

import pytest

from sourceline.record.when import UNKNOWN
from tests.calendar.made import Collection, dates_of, on

ARREST = ("Guards arrested the mayor on May 4, 2020.", "arrested", "arrest", "happened")


def solved(sentence, first, later, *, status="happened"):
    """Give the days of a release that one article orders by an arrest another dates."""
    collection = Collection().article("a", on(date(2020, 5, 6)), ARREST)
    collection.article("b", UNKNOWN, (sentence, *first, status), ("", *later, status))
    return dates_of(collection.solve())


FREED, TAKEN = ("freed", "release"), ("arrest", "arrest")


@pytest.mark.parametrize(("sentence", "first", "later", "days"), [
    ("He was freed two days after the arrest.", FREED, TAKEN, (5, 8)),
    ("He was freed the day after his arrest.", FREED, TAKEN, (5, 6)),
    ("He was freed within three days after the arrest.", FREED, TAKEN, (4, 9)),
    ("He was freed less than four days after the arrest.", FREED, TAKEN, (4, 10)),
    ("Three days before the arrest, he was freed in Selm.", TAKEN, FREED, (0, 3)),
])
def test_a_counted_order_places_one_event_by_another(sentence, first, later, days):
    low, high = (date.fromordinal(date(2020, 5, 1).toordinal() + day - 1) for day in days)
    assert solved(sentence, first, later)["release"] == (low, high)


def test_a_bare_order_bounds_one_side_only():
    assert solved("He was freed after the arrest.", FREED, TAKEN)["release"] == (
        date(2020, 5, 4), None)
    assert solved("He was freed before the arrest.", FREED, TAKEN)["release"] == (
        None, date(2020, 5, 5))


@pytest.mark.parametrize("sentence", [
    "He was freed; after the arrest.",
    "He was freed “after” many said the court had long ago ordered an arrest.",
    "He was freed and spoke of the arrest.",
])
def test_words_that_do_not_join_the_two_order_nothing(sentence):
    assert solved(sentence, FREED, TAKEN)["release"] == (None, None)


def test_what_has_not_happened_orders_nothing():
    found = solved("He is to be freed two days after the arrest.", FREED, TAKEN,
                   status="planned")
    assert found["release"] == (None, None)


def test_the_next_day_counts_from_the_event_before_it():
    collection = Collection().article("a", on(date(2020, 5, 6)), ARREST)
    collection.article("b", UNKNOWN, ("Guards arrested the mayor.", "arrested", "arrest",
                                      "happened"),
                       ("The next day he was freed.", "freed", "release", "happened"))
    calendar = collection.solve()
    assert dates_of(calendar)["release"] == (date(2020, 5, 5), date(2020, 5, 6))
    release = next(one for one in calendar.events if one.id == "release")
    assert {one.article for one in release.because.cites} == {"a", "b"}
    assert "The next day he was freed." in {one.words for one in release.because.cites}


def test_an_order_that_cannot_be_is_a_conflict_and_narrows_nothing():
    collection = Collection().article("a", on(date(2020, 6, 6)), ARREST, (
        "He was freed on May 2, 2020.", "freed", "release", "happened"))
    collection.article("b", UNKNOWN, ("He was freed two days after the arrest.", *FREED,
                                      "happened"), ("", *TAKEN, "happened"))
    calendar = collection.solve()
    assert dates_of(calendar)["release"] == (None, None)
    assert len(calendar.conflicts) == 1
