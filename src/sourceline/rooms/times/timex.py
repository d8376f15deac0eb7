"""The TIMEX3 value of an expression, with the publication as document creation time.

In: a `TimeExpression` and the day of publication. Out: a value by TimeML 1.2.1 ("1998-W07"). It
gives the conventional reading of the words, one point where `resolve` gives all they allow.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from sourceline.record.when import Relative, TimeExpression, When
from sourceline.text import dates
from sourceline.text.anchored import allowed, move
from sourceline.text.calendars import LONG_FEASTS

_SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


# A report on business speaks of one quarter for paragraphs; "a year earlier" is of that quarter.
_QUARTER_REACH_CHARS = 1_500
_OF_YEAR = re.compile(r"the\s+\d{4}\s+(?:period|quarter)$", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A day, or a month by its first.
_FIRST_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?![\dX-])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_MONTHS_OF_REPORT = re.compile(r"P[69]M$|P[23]Q$")
# Until Wednesday "the weekend" is the last one.
_WEEK_TURNS = 3
# A bare "10 p.m." is of the day named this close before it, else of the day of publication.
_DAY_REACH_CHARS = 300


def timex_values(expressions: Sequence[TimeExpression], published: When) -> tuple[str, ...]:
    """Give the values of all expressions of one article, in the order of its text.

    "A year earlier" and "the quarter" take the quarter that was named before them, which one
    expression alone cannot know.
    """
    others = {one.id: one for one in expressions}
    values: dict[str, str] = {}
    context = _Context(published.from_date.isoformat() if published.from_date else "")
    for one in expressions:
        values[one.id] = context.value(one, timex_value(one, published, others, values))
    return tuple(values.values())


class _Context:
    """The quarter and the day that were last named, while an article is read."""

    def __init__(self, published: str) -> None:
        self._published = published
        self._quarter: re.Match[str] | None = None
        self._quarter_at = 0
        self._day = ""
        self._day_at = 0

    def value(self, one: TimeExpression, value: str) -> str:
        """Give the value of the next expression."""
        start = one.cite.start
        near = self._quarter if start - self._quarter_at < _QUARTER_REACH_CHARS else None
        if near and _is_of_quarter(one):
            return near[0]
        if near and _is_year_before(one, value):
            return f"{int(near[1]) - 1:04d}-Q{near[2]}"
        if near and _OF_YEAR.match(one.cite.words):
            return f"{value}-Q{near[2]}"
        if value.startswith("T") and one.kind == "TIME" and self._published:
            return (self._day if start - self._day_at < _DAY_REACH_CHARS else
                    self._published) + value
        if one.kind == "DURATION" and _MONTHS_OF_REPORT.match(value):
            self._quarter = None  # "a year earlier" is now of nine months, or of a year
        found = _QUARTER.match(value)
        if found and not (one.when and self._is_ahead(found)):  # reports are of what is over
            self._quarter, self._quarter_at = found, one.cite.end
        if _DAY.match(value):
            self._day, self._day_at = value[:10], one.cite.end
        return value

    def _is_ahead(self, quarter: re.Match[str]) -> bool:
        first = f"{quarter[1]}-{3 * int(quarter[2]) - 2:02d}-01"
        return self._published != "" and first > self._published


def _is_of_quarter(one: TimeExpression) -> bool:
    relative = one.relative
    return (relative is not None and relative.unit == "quarter" and relative.quarter is None
            and relative.amount == 0 and relative.anchor != "publication")


def _is_year_before(one: TimeExpression, value: str) -> bool:
    """Tell "a year earlier", which may be a quarter, from "last year", which is a year."""
    relative = one.relative
    return (relative is not None and relative.unit == "year" and relative.amount == -1
            and relative.direction == "past" and re.match(r"\d{4}$", value) is not None)


def timex_value(
    expression: TimeExpression,
    published: When,
    others: Mapping[str, TimeExpression] | None = None,
    values: Mapping[str, str] | None = None,
) -> str:
    """Give the normalised TIMEX3 value, "" where nothing is known.

    Takes: `others` by id for what hangs on another; `values` of those already valued.

    >>> from sourceline.record.cite import Cite
    >>> said = TimeExpression(id="t1", cite=Cite(article="a", start=0, end=9, words="last week"),
    ...     kind="DATE", relative=Relative(unit="week", amount=-1))
    >>> timex_value(said, When(from_date=date(1998, 2, 17), to_date=date(1998, 2, 18),
    ...     precision="day", basis="declared"))
    '1998-W07'
    """
    relative, value = expression.relative, expression.value
    bare_clock = value.startswith("T")
    if relative is None or expression.kind == "DURATION" or (value and not bare_clock):
        return value
    named = _FIRST_DAY.match((values or {}).get(relative.anchor, ""))
    anchor = dates.make_day(int(named[1]), int(named[2]), int(named[3] or 1)) if named else (
        _anchor_day(relative, published, others or {}))
    if anchor is None:
        return value
    return _point(relative, anchor) + value


def _anchor_day(
    relative: Relative, published: When, others: Mapping[str, TimeExpression]
) -> date | None:
    """Give the day the expression is counted from; publication where its anchor is open."""
    other = others.get(relative.anchor)
    if other is not None and other.when is not None and other.when.from_date is not None:
        return other.when.from_date
    if other is not None and other.relative is not None and published.from_date is not None:
        first = allowed(other.relative, other.kind, published.from_date)[0]
        return first or published.from_date
    return published.from_date


def _point(relative: Relative, anchor: date) -> str:
    """Give the conventional value of a relative counted from a day."""
    if relative.anchor == "" and relative.unit == "quarter" and relative.amount == 0:
        relative = msgspec.structs.replace(relative, amount=-1)  # "the quarter" is the one reported
    if relative.feast == "easter_week":
        own = msgspec.structs.replace(relative, feast="easter")
        sunday = _one_day(own, anchor)
        return _unit_value("week", sunday) if sunday else ""
    if relative.feast:
        first = _one_day(relative, anchor)
        return first.isoformat() if first else ""
    if relative.direction == "near" and relative.amount is None and not relative.day:
        relative = _nearest(relative, anchor)
    if relative.day is not None and relative.month is None:
        first = _one_day(relative, anchor)
        return first.isoformat() if first else ""
    if relative.month is not None and relative.day is not None:
        first = _one_day(msgspec.structs.replace(relative, unit="day", days=1) if (
            relative.amount is None) else relative, anchor)
        if first and relative.unit == "week":
            return _unit_value("week", first)
        if first and relative.days > 1:
            last = dates.add_days(first, relative.days - 1)
            return f"{first.isoformat()}/{last.isoformat()}"
        return first.isoformat() if first else f"XXXX-{relative.month:02d}-{relative.day:02d}"
    if relative.weekday is not None:
        return _weekday_day(relative, anchor).isoformat()
    if relative.month is not None or relative.season or relative.quarter is not None:
        return _yearly(relative, anchor)
    if relative.amount is None:
        return "PAST_REF" if relative.direction == "past" else "FUTURE_REF"
    amount = relative.amount
    if relative.unit == "weekend" and amount == 0 and anchor.weekday() < _WEEK_TURNS:
        amount = -1  # "over the weekend", said on a Monday
    return _unit_value(relative.unit, move(relative.unit, anchor, amount))


def _nearest(relative: Relative, anchor: date) -> Relative:
    """Decide what the words leave undecided: a weekday is the last one, a date the nearest."""
    past = msgspec.structs.replace(relative, direction="past")
    if relative.month is None:
        return past
    future = msgspec.structs.replace(relative, direction="future")
    behind, ahead = (allowed(one, "DATE", anchor)[0] for one in (past, future))
    if behind and ahead and timedelta() < (ahead - anchor) < (anchor - behind):
        return future
    return past


def _one_day(relative: Relative, anchor: date) -> date | None:
    """Give the day, or the nearer of two that the words leave open; None for a longer feast."""
    first, last = allowed(relative, "DATE", anchor)
    if first is None or last is None or relative.feast in LONG_FEASTS:
        return None
    final = dates.add_days(last, -1)
    return first if abs((anchor - first).days) <= abs((final - anchor).days) else final


def _weekday_day(relative: Relative, anchor: date) -> date:
    weekday, amount = relative.weekday or 0, relative.amount
    if relative.direction != "near" and amount is not None:  # "Friday of last week"
        return dates.add_days(anchor, weekday - anchor.weekday() + 7 * amount)
    if amount == 1 or (amount is None and relative.direction == "future"):
        return dates.add_days(anchor, (weekday - anchor.weekday()) % 7 or 7 * bool(amount))
    if amount == 0:
        return dates.add_days(anchor, weekday - anchor.weekday())
    back = (anchor.weekday() - weekday) % 7
    return dates.add_days(anchor, -(back or (7 if amount else 0)))


def _yearly(relative: Relative, anchor: date) -> str:
    month = relative.month or (3 * relative.quarter - 2 if relative.quarter
                               else _SEASON_FIRST_MONTH[relative.season or "SU"])
    year = anchor.year
    if relative.unit == "year" and relative.amount is not None:
        year += relative.amount
    elif relative.quarter and relative.amount is None:
        year -= relative.quarter == 4 and anchor.month <= 3
    elif relative.direction == "future" or relative.amount == 1:
        year += month < anchor.month or (month == anchor.month and relative.amount == 1)
    elif relative.amount != 0:
        ends = month + (0 if relative.month else 2)
        over = ends < anchor.month if relative.amount == -1 or not relative.month else (
            month <= anchor.month)
        year -= not over
    name = f"Q{relative.quarter}" if relative.quarter else relative.season or f"{month:02d}"
    return f"{year:04d}-{name}"


def _unit_value(unit: str, day: date) -> str:
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "decade":
        return f"{day.year // 10:03d}"
    return f"{day.year:04d}"
