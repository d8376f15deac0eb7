"""The chronology's picture: nothing in a lane stands over anything else."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sourceline.store.ask_timeline import TimelineEvent
from sourceline.web.timeline import draw_timeline

DAYS = st.dates(date(2030, 1, 1), date(2033, 1, 1))


def _event(number, day, length, origins, known):
    first = None if known == "last" else day
    last = None if known == "first" else day + timedelta(length)
    return TimelineEvent(event=f"e{number}", label="", status="happened", time_from=first,
                         time_to=last, precision="day", place="", country="",
                         article_count=origins, origin_count=origins)


EVENTS = st.lists(st.tuples(DAYS, st.integers(1, 400), st.integers(0, 150),
                            st.sampled_from(("both", "first", "last"))), min_size=1, max_size=40)


@given(EVENTS)
def test_no_bar_and_no_number_stands_over_another(drawn):
    picture = draw_timeline(sorted((_event(number, *one) for number, one in enumerate(drawn)),
                                   key=lambda one: one.time_from or one.time_to))
    taken = {}
    for bar in (bar for band in picture.bands for bar in band.bars) if picture else ():
        long = 6 * len(str(bar.event.origin_count)) if bar.event.origin_count > 1 else 0
        begin = bar.x if bar.open_left else bar.x - long
        assert taken.get(bar.lane, begin) <= begin
        taken[bar.lane] = bar.end + (long if bar.open_left else 0)
