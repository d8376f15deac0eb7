from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Cite
from sourceline.record.when import Relative, TimeExpression
from sourceline.rooms.calendar.reach import FIRST, LAST, Reach

UNITS = ("day", "week", "weekend", "month", "quarter", "season", "year", "decade")
DIRECTIONS = st.sampled_from(("past", "future", "near"))
AMOUNTS = st.none() | st.integers(-6, 6)
RELATIVES = st.one_of(
    st.builds(Relative, unit=st.sampled_from(UNITS), amount=AMOUNTS, direction=DIRECTIONS),
    st.builds(Relative, unit=st.just("week"), weekday=st.integers(0, 6), direction=DIRECTIONS,
              amount=st.sampled_from((None, -1, 0, 1))),
    st.builds(Relative, unit=st.sampled_from(("month", "year")), month=st.integers(1, 12),
              amount=st.sampled_from((None, -1, 0, 1)), direction=DIRECTIONS),
    st.builds(Relative, unit=st.just("day"), month=st.integers(1, 12), day=st.integers(1, 28),
              direction=DIRECTIONS),
    st.builds(Relative, unit=st.just("season"), season=st.sampled_from(("SP", "SU", "FA", "WI")),
              amount=st.sampled_from((None, -1, 0, 1)), direction=DIRECTIONS),
)
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.toordinal)


def reach(relative, modifier=""):
    return Reach(TimeExpression(id="t", cite=Cite(article="a", start=0, end=1, words="x"),
                                kind="DATE", modifier=modifier, relative=relative), {})


@given(RELATIVES, DAYS, st.integers(1, 800))
def test_a_later_publication_never_means_an_earlier_time(relative, day, more):
    there = reach(relative)
    first, last = there.on(day), there.on(day + more)
    assert first[0] <= last[0]
    assert first[1] <= last[1]


@given(RELATIVES, DAYS, DAYS)
def test_the_way_back_finds_the_earliest_and_the_latest_publication(relative, day, low):
    there = reach(relative)
    earliest = there.earliest_reaching(day, low)
    if earliest != FIRST:
        assert there.on(earliest)[1] >= day
        assert there.on(earliest - 1)[1] < day
    latest = there.latest_reaching(day, low)
    if latest != LAST:
        assert there.on(latest)[0] <= day
        assert there.on(latest + 1)[0] > day


def test_an_open_end_stays_open():
    there = reach(Relative(unit="day", amount=-1))
    assert there.first_from(FIRST) == FIRST
    assert there.last_from(LAST) == LAST
    assert there.first_from(date(2020, 3, 2).toordinal()) == (
        date(2020, 3, 2) - timedelta(days=1)).toordinal()
