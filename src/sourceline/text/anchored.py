"""Relative times placed on the calendar: "last Friday", once the day they hang on is known.

In: a `TimeExpression` and the `When` of its anchor. Out: a `When`, never narrower than the words
and the anchor allow: an anchor that is itself an interval gives the hull over all its days.
It reads no words; what an expression means is decided by `rooms/times`.
"""

from collections.abc import Mapping
from datetime import date

from sourceline.record.when import UNKNOWN, Precision, Relative, TimeExpression, When
from sourceline.text import dates
from sourceline.text.anchored_days import Open, choose_side, day_of_month, month_day, widened
from sourceline.text.calendars import LONG_FEASTS, feast_intervals
from sourceline.text.dates import Interval

# An expression may hang on another that hangs on another; more steps than this are a fault of
# the chain, not a way of speaking.
_MAX_STEPS = 8

_DAYS_AROUND = {"day": 0, "week": 4, "weekend": 7, "month": 16, "quarter": 46, "season": 46,
                "year": 183, "decade": 1100}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}
_LONGEST_MONTH = 31
# In days: one season or feast may be followed by the next of a year later. The part is that of the
# shortest, which is never too narrow and moves with the anchor (a property test holds this).
_SHORTEST_SEASON, _SHORTEST_MOON, _SHORTEST_FEAST = 108, 30, 7
# "In recent weeks", "the coming months": so far such words reach at most. "Recently" and "recent
# years" have no such end.
_VAGUE_DAYS = {"week": 92, "weekend": 92, "month": 550}
_PART_MODIFIERS = frozenset(("START", "MID", "END"))


def resolve(
    expression: TimeExpression,
    published: When,
    others: Mapping[str, TimeExpression] | None = None,
) -> When:
    """Place an expression on the calendar, given when its article was published.

    Takes: `others`, the expressions of the same article by id, for those that hang on another.
    Gives: `expression.when` for absolute ones; `UNKNOWN` where words and anchor leave it open.
    """
    return _resolve(expression, published, others or {}, _MAX_STEPS)


def _resolve(
    expression: TimeExpression,
    published: When,
    others: Mapping[str, TimeExpression],
    steps: int,
) -> When:
    if expression.when is not None:
        return expression.when
    relative = expression.relative
    if relative is None or steps == 0:
        return UNKNOWN
    anchor = published
    if relative.anchor != "publication":
        if relative.anchor not in others:
            return UNKNOWN
        anchor = _resolve(others[relative.anchor], published, others, steps - 1)
    first, last = _over_anchor(relative, expression, anchor)
    if first is None and last is None:
        return UNKNOWN
    basis = "relative" if relative.anchor == "publication" else anchor.basis
    precision = _precision(relative, expression)
    return When(from_date=first, to_date=last, precision=precision, basis=basis)


def _over_anchor(relative: Relative, expression: TimeExpression, anchor: When) -> Open:
    """Give the hull of what the words allow over every day the anchor allows."""
    first: date | None = None
    last: date | None = None
    if anchor.from_date is not None:
        first = _modified(relative, expression, anchor.from_date)[0]
    if anchor.to_date is not None:
        last = _modified(relative, expression, dates.add_days(anchor.to_date, -1))[1]
    return first, last


def _modified(relative: Relative, expression: TimeExpression, day: date) -> Open:
    first, last = allowed(relative, expression.kind, day)
    if first is None or last is None:
        return first, last
    if expression.modifier in _PART_MODIFIERS:
        return _part(relative, expression.modifier, (first, last))
    if relative.direction == "near" or expression.kind == "DURATION":
        return first, last
    if expression.modifier == "MORE_THAN":
        return (None, last) if relative.direction == "past" else (first, None)
    if expression.modifier == "LESS_THAN":
        return (first, max(last, dates.add_days(day, 1))) if relative.direction == "past" else (
            min(first, day), last)
    if expression.modifier == "APPROX":
        slack = max(1, abs((first - day).days) // 4)
        return dates.add_days(first, -slack), dates.add_days(last, slack)
    return first, last


def _part(relative: Relative, modifier: str, whole: Interval) -> Interval:
    """Give the early, middle or late part; of two a year apart, from the one to the other."""
    first, last = whole
    if relative.season or relative.feast:
        short = _SHORTEST_SEASON if relative.season else (
            _SHORTEST_MOON if relative.feast.startswith("islamic") else _SHORTEST_FEAST)
        ends = (first, dates.add_days(first, short)), (dates.add_days(last, -short), last)
    elif relative.month and (last - first).days > _LONGEST_MONTH:
        final = dates.add_days(last, -1)
        ends = (dates.month_interval(first.year, first.month),
                dates.month_interval(final.year, final.month))
    else:
        return dates.part_of(whole, modifier)
    return dates.part_of(ends[0], modifier)[0], dates.part_of(ends[1], modifier)[1]


def allowed(relative: Relative, kind: str, day: date) -> Open:
    """Give the widest interval the words allow when the anchor is exactly `day`.

    >>> friday = Relative(unit="week", weekday=4, direction="past")
    >>> allowed(friday, "DATE", date(2021, 3, 8))
    (datetime.date(2021, 3, 5), datetime.date(2021, 3, 6))
    """
    if kind == "DURATION":
        return _stretch(relative, day)
    if relative.month is not None and relative.day is not None:
        return widened(relative, month_day(relative, day))
    if relative.day is not None and relative.feast == "":
        return day_of_month(relative, day)
    if relative.month or relative.season or relative.quarter or relative.feast:
        return _recurring(relative, day)
    if relative.weekday is not None:
        return _weekday(relative, day)
    if relative.amount is None:
        return _vague(relative, day)
    if relative.direction == "near":
        return unit_interval(relative.unit, day, relative.amount)
    return _distance(relative, day, relative.amount)


def _vague(relative: Relative, day: date) -> Open:
    """Give the side of the anchor, as far as uncounted weeks or months may reach."""
    far = _VAGUE_DAYS.get(relative.unit)
    if relative.direction == "past":
        return dates.add_days(day, -far) if far else None, dates.add_days(day, 1)
    if relative.direction == "future":
        return day, dates.add_days(day, far) if far else None
    return None, None


def _stretch(relative: Relative, day: date) -> Open:
    """Give the stretch that ends or begins at the anchor: "the past three years"."""
    if relative.amount is None:
        return _vague(relative, day)
    far = move(relative.unit, day, relative.amount)
    slack = _DAYS_AROUND[relative.unit]
    if relative.amount < 0:
        return dates.add_days(far, -slack), dates.add_days(day, 1)
    return day, dates.add_days(far, slack + 1)


def unit_interval(unit: str, day: date, amount: int) -> Interval:
    """Give the calendar unit around `day`, moved by `amount`: "last month", "this decade"."""
    if unit == "day":
        return dates.day_interval(dates.add_days(day, amount))
    if unit == "week":
        return dates.week_interval(day, amount)
    if unit == "weekend":
        return _weekend(day, amount)
    moved = move(unit, day, amount)
    if unit == "month":
        return dates.month_interval(moved.year, moved.month)
    if unit == "quarter":
        return dates.quarter_interval(moved.year, (moved.month + 2) // 3)
    if unit == "season":
        first = dates.add_months(moved.replace(day=1), -2)
        return first, dates.add_months(first, 5)
    if unit == "year":
        return dates.year_interval(moved.year)
    return dates.decade_interval(max(10, moved.year - moved.year % 10))


def _weekend(day: date, amount: int) -> Interval:
    """Give a weekend; before Saturday "the weekend" may still be the one that is over."""
    own = dates.weekend_interval(day, amount)
    if amount > 0 or day.weekday() >= 5:
        return own
    return dates.hull([dates.weekend_interval(day, amount - 1), own])


def move(unit: str, day: date, amount: int) -> date:
    """Move a day by units of the calendar.

    >>> move("week", date(2021, 3, 8), -1)
    datetime.date(2021, 3, 1)
    """
    if unit in _MONTHS:
        return dates.add_months(day, _MONTHS[unit] * amount)
    return dates.add_days(day, amount * (1 if unit == "day" else 7))


def _distance(relative: Relative, day: date, amount: int) -> Interval:
    """Give where a counted distance may end: "two weeks ago" is no exact day."""
    unit = relative.unit
    if amount == 0:
        return _side_of_unit(relative, day)
    centre = move(unit, day, amount)
    around = _DAYS_AROUND[unit]
    if unit == "year" and amount % 5 == 0:
        around += abs(amount) * 36  # a round number of years is said loosely, to about a tenth
    near = (dates.add_days(centre, -around), dates.add_days(centre, around + 1))
    if unit in ("week", "month", "quarter", "year"):
        near = dates.hull([near, unit_interval(unit, day, amount)])
    if relative.direction == "past":
        return near[0], min(near[1], dates.add_days(day, 1 if unit != "day" else 0))
    return max(near[0], day if unit != "day" else dates.add_days(day, 1)), near[1]


def _side_of_unit(relative: Relative, day: date) -> Interval:
    """Give the part of the unit on one side of the anchor: "earlier this month"."""
    first, last = unit_interval(relative.unit, day, 0)
    if relative.unit == "weekend" and relative.direction == "past":
        over = dates.weekend_interval(day, 0 if day.weekday() >= 5 else -1)
        return over[0], max(dates.add_days(over[0], 1), min(over[1], dates.add_days(day, 1)))
    if relative.unit == "day":  # "an hour ago" just after midnight is the day before
        return (dates.add_days(first, -1), last) if relative.direction == "past" else (
            first, dates.add_days(last, 1))
    if relative.direction == "past":
        return first, dates.add_days(day, 1)
    return day, max(last, dates.add_days(day, 1))


def _recurring(relative: Relative, day: date) -> Open:
    """Place "September", "the third quarter" or "summer", which come once a year."""
    if relative.unit == "year" and relative.amount is not None:
        return _in_year(relative, max(2, day.year + relative.amount))
    years = range(max(2, day.year - 2), day.year + 3)
    ones = [one for year in years for one in feast_intervals(relative.feast, year)] if (
        relative.feast) else [_in_year(relative, year) for year in years]
    if not ones:
        return None, None
    past = [one for one in ones if one[0] <= day]
    future = [one for one in ones if one[1] > day]
    if relative.amount is None:
        return choose_side(relative, past[-1:], future[:1], day)
    if relative.amount == 0:
        around = [one for one in ones if one[0] <= day < one[1]]
        return around[0] if around else _nearest(ones, day)
    if relative.amount < 0:
        over = [one for one in ones if one[1] <= day]
        return _last_two(over, day, -1)
    coming = [one for one in ones if one[0] > day]
    return _last_two(coming, day, 0)


def _last_two(ones: list[Interval], day: date, at: int) -> Interval:
    """Give the nearest of `ones`, with the one beyond it when both lie in the reach of the words.

    "Last March" said in June may be this year's March or the last year's.
    """
    nearest = ones[at]
    if nearest[0].year != day.year or len(ones) < 2:
        return nearest
    beyond = ones[-2] if at == -1 else ones[1]
    return dates.hull([nearest, beyond])


def _nearest(ones: list[Interval], day: date) -> Interval:
    """Give the year's own, and the nearer one of a neighbouring year when the year turns."""
    own = [one for one in ones if one[0].year == day.year]
    close = [one for one in ones if abs((one[0] - day).days) < 100]
    return dates.hull(own[:1] + close) if own or close else ones[len(ones) // 2]


def _in_year(relative: Relative, year: int) -> Interval:
    if relative.month is not None:
        return dates.month_interval(year, relative.month)
    if relative.quarter is not None:
        return dates.quarter_interval(year, relative.quarter)
    return dates.season_interval(year, relative.season or "SU", relative.hemisphere)


def _weekday(relative: Relative, day: date) -> Open:
    """Place a weekday; "last Friday" and "next Friday" mean two different days to two readers."""
    weekday = relative.weekday or 0
    back = dates.add_days(day, -((day.weekday() - weekday) % 7))
    ahead = dates.add_days(day, (weekday - day.weekday()) % 7)
    if relative.amount is None:
        return choose_side(relative, [dates.day_interval(back)], [dates.day_interval(ahead)], day)
    if relative.direction == "near" and abs(relative.amount) in (1, 2):
        strict = dates.add_days(back, -7) if back == day else back
        if relative.amount > 0:
            strict = dates.add_days(ahead, 7) if ahead == day else ahead
        if abs(relative.amount) == 2:  # "the Friday before last" is counted by Fridays alone
            return dates.day_interval(dates.add_days(strict, 7 if relative.amount > 0 else -7))
        of_week = dates.add_days(day, weekday - day.weekday() + 7 * relative.amount)
        return dates.hull([dates.day_interval(strict), dates.day_interval(of_week)])
    of_week = dates.add_days(day, weekday - day.weekday() + 7 * relative.amount)
    if relative.amount == 0:
        return dates.hull([dates.day_interval(of_week), dates.day_interval(ahead)])
    return dates.day_interval(of_week)


def _precision(relative: Relative, expression: TimeExpression) -> Precision:
    """Say what the words name: a day for "Friday", a span for "early last month"."""
    if expression.kind == "DURATION" or expression.modifier in _PART_MODIFIERS:
        return "span"
    if relative.day is not None and (relative.unit == "week" or relative.days > 1):
        return "week" if relative.unit == "week" else "span"
    if relative.day is not None or relative.weekday is not None or relative.feast:
        return "span" if relative.feast in LONG_FEASTS else "day"
    for name, value in (("month", relative.month), ("quarter", relative.quarter),
                        ("season", relative.season)):
        if value is not None:
            return name  # type: ignore[return-value]
    if relative.amount is None or (relative.amount == 0 and relative.direction != "near"):
        return "span"
    return relative.unit
