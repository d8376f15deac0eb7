from datetime import date

from sourceline.record.when import When
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.resolve import resolve_time
from sourceline.rooms.times.rough import rough_sentences

PUBLISHED = When(from_date=date(2021, 3, 8), to_date=date(2021, 3, 9), precision="day",
                 basis="declared")


def whens(words):
    made = find_in("a", words, rough_sentences(words))
    return [(when.from_date, when.to_date) for when in (resolve_time(one, PUBLISHED)
                                                       for one in made)]


def test_a_northern_summer_is_in_july():
    assert whens("It burned in the summer of 2018.") == [(date(2018, 6, 1), date(2018, 9, 24))]


def test_a_southern_dateline_puts_summer_around_the_new_year():
    assert whens("SYDNEY (VNA) -- It burned in the summer of 2018.") == [
        (date(2017, 12, 1), date(2019, 3, 21))]
    assert whens("SYDNEY (VNA) -- It burned last winter.") == [
        (date(2020, 6, 1), date(2020, 9, 24))]


def test_a_southern_place_named_anywhere_leaves_both_halves_possible():
    (first, after), = whens("Envoys of Chile left Varenia in the autumn of 2018.")
    assert first <= date(2018, 3, 1)
    assert after > date(2018, 12, 1)
