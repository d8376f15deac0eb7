"""Pictures as numbers a template can draw: strips of bars over time, the bar of one interval.

In: counts over intervals. Out: frozen shapes in the units of the picture. A thing known only to
the year is spread evenly over that year, so that no picture claims a date no text gives.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sourceline.store.ask_overview import Span

WIDTH = 1000.0
HEIGHT = 100.0
# An axis reads well with up to a dozen labels and five dozen bars.
_MOST_LABELS, _MOST_BARS = 12, 60
_YEARS_PER_LABEL = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_BARS_PER_YEAR = (12, 4, 2, 1)
# One article on an old war must not squeeze ten years of reporting into a corner.
_MAY_FALL_OUTSIDE = 0.05


@dataclass(frozen=True)
class Axis:
    """Whole years from `first` up to and without `after`, labelled every `step` years."""

    first: int
    after: int
    step: int

    @property
    def labels(self) -> tuple[int, ...]:
        """The years that carry a label."""
        return tuple(range(self.first, self.after, self.step))

    def at(self, day: date) -> float:
        """Where a day stands, from 0 to `WIDTH` on the axis and beyond it outside."""
        start = date(day.year, 1, 1).toordinal()
        length = (date(day.year, 12, 31).toordinal() - start) + 1
        year = day.year + (day.toordinal() - start) / length
        return (year - self.first) / (self.after - self.first) * WIDTH


@dataclass(frozen=True)
class Bar:
    """One bar: place and size, and how many things it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: float


@dataclass(frozen=True)
class Strip:
    """The bars of one name; `undrawn` counts things without both ends or outside the axis."""

    name: str
    total: int
    undrawn: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Strips:
    """Strips over one axis, all on one scale: the highest bar stands for `highest` things."""

    axis: Axis | None
    highest: float
    bar_name: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class Interval:
    """The bar of one interval; an end that is open or lies outside the axis says so."""

    x: float
    width: float
    open_left: bool
    open_right: bool


def draw_strips(spans: Sequence[Span], names: Sequence[str]) -> Strips:
    """Draw how many things fall into each stretch of time, one strip for each name."""
    axis = axis_of(spans)
    per_year = bars_per_year(axis) if axis else 1
    bins = {name: _bins([s for s in spans if s.name == name], axis, per_year) for name in names}
    highest = max((high for counts in bins.values() for high in counts.values()), default=0.0)
    strips = []
    for name in names:
        mine = [span for span in spans if span.name == name]
        total = sum(span.count for span in mine)
        if total:
            undrawn = total - round(sum(bins[name].values()))
            strips.append(Strip(name, total, undrawn, _bars(bins[name], axis, per_year, highest)))
    named = {12: "a month", 4: "a quarter", 2: "half a year", 1: "a year"}
    return Strips(axis, highest, named[per_year] if axis and axis.step == 1 else
                  named.get(per_year, "a year"), tuple(strips))


def draw_interval(from_date: date | None, to_date: date | None, axis: Axis) -> Interval | None:
    """Draw one interval on an axis; None where nothing is known of it."""
    if from_date is None and to_date is None:
        return None
    left = axis.at(from_date) if from_date else 0.0
    right = axis.at(to_date) if to_date else WIDTH
    x, end = min(max(left, 0.0), WIDTH), min(max(right, 0.0), WIDTH)
    # Even a single day must be seen: 1.2% of the axis, moved inside where it would stick out.
    width = max(end - x, WIDTH * 0.012)
    return Interval(min(x, WIDTH - width), width, from_date is None or left < 0,
                    to_date is None or right > WIDTH)


def draw_number(low: float | None, high: float | None, ends: Sequence[float | None]
                ) -> Interval | None:
    """Draw a figure on a scale from nothing to the largest of `ends`; None where it has no end."""
    top = max((end for end in ends if end is not None and isfinite(end)), default=0.0)
    known = [end for end in (low, high) if end is not None and isfinite(end) and end >= 0]
    if top <= 0 or not known:
        return None
    left = low / top * WIDTH if low in known and low is not None else 0.0
    right = high / top * WIDTH if high in known and high is not None else WIDTH
    width = max(right - left, WIDTH * 0.02)
    return Interval(min(left, WIDTH - width), width, low is None, high is None)


def axis_over(days: Sequence[date]) -> Axis | None:
    """The axis of whole years that holds these days."""
    if not days:
        return None
    return _years(min(day.year for day in days), max(day.year for day in days))


def axis_of(spans: Sequence[Span]) -> Axis | None:
    """The years that hold nearly all intervals with two ends."""
    years: dict[int, int] = defaultdict(int)
    for span in spans:
        if span.from_date and span.to_date:
            years[span.from_date.year] += span.count
    if not years:
        return None
    spare = sum(years.values()) * _MAY_FALL_OUTSIDE / 2
    ordered = sorted(years)
    return _years(_trimmed(ordered, years, spare), _trimmed(ordered[::-1], years, spare))


def bars_per_year(axis: Axis) -> int:
    """How many bars a year a picture over this axis has."""
    years = axis.after - axis.first
    return next((n for n in _BARS_PER_YEAR if n * years <= _MOST_BARS), 1)


def _trimmed(ordered: Sequence[int], years: dict[int, int], spare: float) -> int:
    for year in ordered:
        spare -= years[year]
        if spare < 0:
            return year
    return ordered[-1]


def _years(first: int, last: int) -> Axis:
    step = next((step for step in _YEARS_PER_LABEL if (last - first) // step < _MOST_LABELS), 1000)
    start = first - first % step
    return Axis(start, start + ((last - start) // step + 1) * step, step)


def _bins(spans: Sequence[Span], axis: Axis | None, per_year: int) -> dict[int, float]:
    """Spread each interval evenly over the bars it touches."""
    counts: dict[int, float] = defaultdict(float)
    if axis is None:
        return counts
    last = (axis.after - axis.first) * per_year - 1
    per_unit = (last + 1) / WIDTH
    for span in spans:
        if span.from_date is None or span.to_date is None:
            continue
        left, right = axis.at(span.from_date) * per_unit, axis.at(span.to_date) * per_unit
        if left < 0 or right > last + 1 + 1e-6:
            continue
        # A hair's breadth, so that a month that ends where the next begins stays in its own bar.
        low, high = int(left + 1e-3), max(int(left + 1e-3), int(right - 1e-3))
        for place in range(low, min(high, last) + 1):
            counts[place] += span.count / (min(high, last) - low + 1)
    return counts


def _bars(counts: dict[int, float], axis: Axis | None, per_year: int, highest: float
          ) -> tuple[Bar, ...]:
    if axis is None or not highest:
        return ()
    width = WIDTH / ((axis.after - axis.first) * per_year)
    bars = []
    for place, count in sorted(counts.items()):
        height = max(count / highest * HEIGHT, 2.0)
        bars.append(Bar(round(place * width + width * 0.08, 2), round(HEIGHT - height, 2),
                        round(width * 0.84, 2), round(height, 2), count))
    return tuple(bars)
