from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.when import UNKNOWN
from tests.calendar.made import Collection, between, dates_of, on

STATED = ("The trial opens on November 27, 2019.", "trial", "trial", "expected")
COMING = ("Next Friday the trial of the four begins.", "trial", "trial", "expected")
NOVEMBER = between(date(2019, 11, 1), date(2019, 12, 1))


def two_articles(published=UNKNOWN):
    """One article names the day of a trial, the other says "next Friday" and has no date."""
    day = ("The trial opens on Friday, November 29, 2019.", "trial", "trial", "expected")
    return Collection().article("b", on(date(2019, 11, 14)), day).article("a", published, COMING)


def test_one_article_dates_another_by_an_event_both_tell():
    solved = dates_of(two_articles(NOVEMBER).solve())
    # "Next Friday" is the next Friday to come, or that of the week after this.
    assert solved["a"] == (date(2019, 11, 18), date(2019, 11, 29))
    assert solved["trial"] == (date(2019, 11, 29), date(2019, 11, 30))


def test_an_article_without_any_date_gets_its_fortnight():
    first, last = dates_of(two_articles().solve())["a"]
    assert date(2019, 11, 15) <= first < date(2019, 11, 23) < last <= date(2019, 11, 30)


def test_a_narrowed_date_cites_the_sentences_that_narrowed_it():
    collection = two_articles(NOVEMBER)
    solved = next(p for p in collection.solve().publications if p.article == "a")
    words = {one.words for one in solved.because.cites}
    assert {"Next Friday the trial of the four begins.", "Friday, November 29, 2019"} <= words
    assert {one.article for one in solved.because.cites} == {"a", "b"}
    assert solved.published.basis == "collection"
    assert any(row.chosen and row.basis == "collection" for row in solved.candidates)


def test_placed_times_follow_the_narrowed_publication():
    calendar = two_articles(NOVEMBER).solve()
    friday = next(one for one in calendar.placed if one.article == "a")
    assert friday.when.from_date >= date(2019, 11, 22)
    assert "collection" in friday.because.sentence
    assert {one.article for one in friday.because.cites} == {"a", "b"}


def test_gaps_between_possible_days_are_closed_by_another_article():
    years = tuple((date(year, 8, 1), date(year, 9, 1)) for year in (2018, 2019, 2020))
    collection = Collection().article(
        "a", between(date(2018, 8, 1), date(2020, 9, 1)),
        ("The treaty was signed last month.", "signed", "treaty", "happened"), possible=years)
    collection.article("b", on(date(2019, 7, 20)), (
        "The treaty was signed on July 11, 2019.", "signed", "treaty", "happened"))
    assert dates_of(collection.solve())["a"] == (date(2019, 8, 1), date(2019, 9, 1))


def test_no_article_reports_what_had_not_happened():
    collection = Collection().article("a", between(date(2019, 1, 1), date(2021, 1, 1)), (
        "The hall was bombed.", "bombed", "bombing", "happened"))
    collection.article("b", on(date(2020, 5, 6)), (
        "The hall was bombed on May 4, 2020.", "bombed", "bombing", "happened"))
    assert dates_of(collection.solve())["a"] == (date(2020, 5, 3), date(2021, 1, 1))


@pytest.mark.parametrize("sentence", [
    "November 27 marks the date on which the hall was bombed.",
    "The hall was to be bombed, but it will be rebuilt.",
])
def test_what_is_not_plainly_told_as_past_bounds_no_publication(sentence):
    wide = between(date(2019, 1, 1), date(2021, 1, 1))
    collection = Collection().article("a", wide, (sentence, "bombed", "bombing", "happened"))
    collection.article("b", on(date(2020, 5, 6)), (
        "The hall was bombed on May 4, 2020.", "bombed", "bombing", "happened"))
    assert dates_of(collection.solve())["a"][0] != date(2020, 5, 3)


def test_one_article_alone_dates_nothing_of_its_own():
    collection = Collection().article("a", NOVEMBER, STATED, COMING)
    assert dates_of(collection.solve())["a"] == (date(2019, 11, 1), date(2019, 12, 1))


def test_a_sentence_is_not_passed_before_the_trial_of_its_case():
    collection = Collection(kinds={"s": "SENTENCE", "t": "TRIAL"})
    collection.article("a", on(date(2021, 5, 1)), (
        "The trial was held on November 27, 2020.", "trial", "t", "happened"))
    collection.article("b", between(date(2020, 1, 1), None), (
        "Last year the court jailed him.", "jailed", "s", "happened"))
    collection.case("case", TRIAL="t", SENTENCE="s")
    assert dates_of(collection.solve())["s"][0] == date(2020, 11, 27)


def test_two_trials_in_one_case_order_nothing():
    collection = Collection(kinds={"s": "SENTENCE"})
    collection.article("a", on(date(2021, 5, 1)), (
        "The trial was held on November 27, 2020.", "trial", "t", "happened"))
    collection.article("b", between(date(2020, 1, 1), None), (
        "Last year the court jailed him.", "jailed", "s", "happened"))
    collection.case("one", TRIAL="t", SENTENCE="s")
    collection.threads[0] = collection.threads[0].__class__(
        id="one", label="one", steps=(*collection.threads[0].steps,
                                      collection.threads[0].steps[0].__class__(
                                          stage="TRIAL", event="u",
                                          because=collection.threads[0].steps[0].because)))
    assert dates_of(collection.solve())["s"][0] == date(2019, 1, 1)


def conflicting():
    collection = two_articles(NOVEMBER)
    return collection.article("c", on(date(2019, 12, 9)), (
        "The trial opened on December 5, 2019.", "trial", "trial", "happened"))


def test_a_conflict_narrows_nothing_and_is_marked():
    calendar = conflicting().solve()
    solved = dates_of(calendar)
    assert solved["a"] == (date(2019, 11, 1), date(2019, 12, 1))
    assert solved["trial"] == (None, None)
    conflict, = calendar.conflicts
    assert {one.article for one in conflict.cites} == {"b", "c"}  # the smallest set: "a" is not in


def test_a_conflict_leaves_what_does_not_rest_on_it_solved():
    collection = conflicting()
    collection.article("d", NOVEMBER, (
        "The minister resigned yesterday.", "resigned", "exit", "happened"))
    collection.article("e", on(date(2019, 11, 20)), (
        "The minister resigned on November 18, 2019.", "resigned", "exit", "happened"))
    assert dates_of(collection.solve())["d"] == (date(2019, 11, 19), date(2019, 11, 20))


def test_two_articles_without_dates_do_not_chase_each_other():
    collection = Collection().article("a", UNKNOWN, (
        "The trial was held last week.", "trial", "t", "happened"))
    collection.article("b", UNKNOWN, ("The trial was held last month.", "trial", "t", "happened"))
    assert dates_of(collection.solve())["a"] == (None, None)


@given(st.permutations(range(3)), st.permutations(range(6)))
def test_the_order_of_articles_changes_nothing(order, shuffle):
    collection = conflicting()
    expected = collection.solve()
    collection.publications = [collection.publications[at] for at in order]
    found = list(collection.expressions)
    collection.expressions = [found[at % len(found)] for at in shuffle if at < len(found)] or found
    collection.mentions = [collection.mentions[at] for at in order]
    solved = collection.solve()
    assert (solved.publications, solved.events, solved.conflicts) == (
        expected.publications, expected.events, expected.conflicts)


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_an_unrelated_article_changes_no_date(day):
    collection = conflicting()
    before = dates_of(collection.solve())
    collection.article("z", on(day), ("The bridge opened last week.", "opened", "bridge",
                                      "happened"))
    after = dates_of(collection.solve())
    assert {key: after[key] for key in before} == before


@given(st.integers(-4000, 4000))
def test_moving_every_date_by_weeks_moves_the_solution(weeks):
    """By weeks, for "next Friday" counts from the day of the week."""
    def solved(move):
        day = date(2019, 11, 29) + move
        stated = (f"The trial opens on {day:%B} {day.day}, {day.year}.", "trial", "trial",
                  "expected")
        made = Collection().article("b", on(date(2019, 11, 14) + move), stated)
        made.article("a", between(date(2019, 11, 1) + move, date(2019, 12, 1) + move), COMING)
        return dates_of(made.solve())

    move = timedelta(weeks=weeks % 1500)
    assert solved(move) == {key: tuple(end + move for end in ends)
                            for key, ends in solved(timedelta()).items()}


def test_a_trial_date_without_a_year_dates_the_article_that_says_next_friday():
    """The weekday of the trial is in one article, its day of the month in the other."""
    marks = ("November 29 marks the date of the trial.", "trial", "trial", "expected")
    collection = Collection().article("b", on(date(2019, 11, 14)), marks)
    collection.article("a", between(date(2019, 7, 1), None), (
        "The court will open the trial of the four next Friday.", "trial", "trial", "expected"))
    solved = dates_of(collection.solve())
    assert solved["trial"] == (date(2019, 11, 29), date(2019, 11, 30))
    assert solved["a"] == (date(2019, 11, 18), date(2019, 11, 29))


def test_an_events_words_are_never_narrowed_by_a_crawl_date():
    crawled = between(None, date(2020, 3, 4), "")
    collection = Collection().article("a", crawled, (
        "The hall was bombed last month.", "bombed", "bombing", "happened"))
    first, last = dates_of(collection.solve())["bombing"]
    assert first is None
    assert last is not None
    assert last >= date(2020, 3, 1)


@pytest.mark.parametrize(("sentence", "status", "own"), [
    ("The trial is set for March 3, 2020.", "expected", True),
    ("The trial was over by March 3, 2020.", "happened", True),
    ("The trial must be held by March 3, 2020.", "expected", False),
    ("The tribunal has until March 3, 2020, to hold the trial.", "expected", False),
    ("They gave him until the end of March 2020 before a trial.", "happened", False)])
def test_a_day_that_ends_a_wait_is_not_the_day_of_what_was_waited_for(sentence, status, own):
    collection = Collection().article("b", on(date(2020, 4, 14)),
                                      (sentence, "trial", "trial", status))
    day = (date(2020, 3, 3), date(2020, 3, 4))
    assert dates_of(collection.solve())["trial"] == (day if own else (None, None))
