"""The table of senses: which function reads the groups of which rule.

In: a rule's `sense` and the groups of its match. Out: a `Sense`, None where there is no time.
"""

from collections.abc import Callable

from sourceline.rooms.times import calendar_senses as calendar
from sourceline.rooms.times import counted_senses as counted
from sourceline.rooms.times import feast_senses as feasts
from sourceline.rooms.times import hanging_senses as hanging
from sourceline.rooms.times.sense import Groups, Sense

_READERS: dict[str, Callable[[Groups], Sense | None]] = {
    "iso": calendar.read_iso,
    "numeric": calendar.read_numeric,
    "month_day": calendar.read_month_day,
    "week_of": calendar.read_week_of,
    "month_day_of_year": calendar.read_month_day_of_year,
    "days_of_month": calendar.read_days_of_month,
    "nth_of_month": calendar.read_nth_of_month,
    "fixed_day": calendar.read_fixed_day,
    "spelled_day": calendar.read_spelled_day,
    "day_of_month": hanging.read_day_of_month,
    "quarter_ended": calendar.read_quarter_ended,
    "unit_beyond": hanging.read_unit_beyond,
    "unit_before": hanging.read_unit_before,
    "month": calendar.read_month,
    "of_year": calendar.read_of_year,
    "season": calendar.read_season,
    "quarter": calendar.read_quarter,
    "quarter_year_ago": calendar.read_quarter_year_ago,
    "spelled_year": calendar.read_spelled_year,
    "half": calendar.read_half,
    "year": calendar.read_year,
    "year_range": calendar.read_year_range,
    "year_end": calendar.read_year_end,
    "decade": calendar.read_decade,
    "century": calendar.read_century,
    "named_day": feasts.read_named_day,
    "named_shift": hanging.read_named_shift,
    "clock_day": hanging.read_clock_day,
    "weekday": hanging.read_weekday,
    "weekday_of_week": hanging.read_weekday_of_week,
    "weekday_beyond": hanging.read_weekday_beyond,
    "part": hanging.read_part,
    "side": hanging.read_side,
    "unit": hanging.read_unit,
    "ago": hanging.read_ago,
    "anniversary": hanging.read_anniversary,
    "stretch": hanging.read_stretch,
    "past_unit": hanging.read_past_unit,
    "other_calendar": feasts.read_other_calendar,
    "other_year": feasts.read_other_year,
    "reference": hanging.read_reference,
    "latest_period": hanging.read_latest_period,
    "duration": counted.read_duration,
    "every": counted.read_every,
    "set_word": counted.read_set_word,
    "clock": counted.read_clock,
    "overnight": counted.read_overnight,
}


def read_sense(sense: str, groups: Groups) -> Sense | None:
    """Read the groups of a match by the rule's sense."""
    return _READERS[sense](groups)
