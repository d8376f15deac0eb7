from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Because
from sourceline.record.when import UNKNOWN, Publication, When
from sourceline.rooms.calendar.place import place_times
from sourceline.rooms.times.expressions import find_in

WORDS = "The revolt began in November 2019. In that month dozens died. Last week it resumed."


def published(article, day):
    when = UNKNOWN if day is None else When(
        from_date=day, to_date=date.fromordinal(day.toordinal() + 1), precision="day",
        basis="dateline")
    because = Because(rule="r", version="1", sentence="s")
    return Publication(article=article, published=when, words="", crawled=None, candidates=(),
                       because=because)


def expressions(article):
    return find_in(article, WORDS, [(0, 34), (35, 61), (62, len(WORDS))])


def test_every_expression_is_placed_with_a_reason_and_its_words():
    placed = place_times([published("a", date(2021, 3, 8))], expressions("a"))
    assert [str(one.when.from_date) for one in placed] == ["2019-11-01", "2019-11-01", "2021-02-28"]
    assert all(one.because.cites for one in placed)


def test_a_time_that_hangs_on_another_cites_both():
    placed = place_times([published("a", date(2021, 3, 8))], expressions("a"))
    assert [one.words for one in placed[1].because.cites] == ["that month", "November 2019"]


def test_without_a_publication_relative_times_stay_unknown():
    placed = place_times([], expressions("a"))
    assert placed[2].when == UNKNOWN
    assert placed[0].when.precision == "month"


@given(st.randoms())
def test_order_changes_nothing(random):
    publications = [published("a", date(2021, 3, 8)), published("b", None)]
    every = [*expressions("a"), *expressions("b")]
    straight = place_times(publications, every)
    random.shuffle(publications)
    random.shuffle(every)
    assert place_times(publications, every) == straight


def test_an_unrelated_article_changes_no_date():
    alone = place_times([published("a", date(2021, 3, 8))], expressions("a"))
    both = place_times([published("a", date(2021, 3, 8)), published("b", date(1999, 1, 1))],
                       [*expressions("a"), *expressions("b")])
    assert tuple(one for one in both if one.article == "a") == alone
