"""The chronology as a picture: each event a bar from the first to the last day it may have been.

In: events with at least one known day. Out: frozen bars in lanes, a band of lanes for each status,
so that a status is read from words and not from colour. The server draws them as they are; a
browser that runs our script draws the same lanes so that they can be zoomed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sourceline.store.ask_overview import Span
from sourceline.store.ask_timeline import TimelineEvent
from sourceline.text.date_words import interval_words
from sourceline.text.visible import shorten, visible
from sourceline.web.drawings import WIDTH, Axis, axis_of
from sourceline.web.words import STATUSES, counted

# In the units of the picture: the sign of an event, room between two, and, for the number beside
# a sign, the way to it and each of its digits.
_SIGN, _GAP, _TO_NUMBER, _DIGIT = 14.0, 6.0, 6.0, 7.0
# An end no text gives is drawn as far as this, and faded.
_OPEN = 60.0


@dataclass(frozen=True)
class EventBar:
    """One event: from `x` to `end` on the axis (beyond it where it lies outside), in one lane."""

    event: TimelineEvent
    x: float
    end: float
    lane: int
    open_left: bool
    open_right: bool

    @cached_property
    def said(self) -> str:
        """What it shows, in words."""
        event = self.event
        told = (f"{counted(event.article_count, 'article')}, "
                f"{counted(event.origin_count, 'independent origin')}")
        return "; ".join(shorten(visible(part), 160) for part in (
            event.label, interval_words(event.time_from, event.time_to, event.precision),
            event.status, event.place or event.country, told) if part)

    @property
    def inside(self) -> bool:
        """Whether any of it stands on the axis."""
        return self.end > 0 and self.x < WIDTH

    @property
    def known(self) -> float:
        """Where its sign stands: at the first day, or at the last where no first one is known."""
        return self.end if self.open_left else self.x

    @property
    def left(self) -> float:
        """Where the server's picture begins it."""
        return round(min(max(self.x, 0.0), WIDTH - 6), 1)

    @property
    def width(self) -> float:
        """How long the server's picture draws it: a single day must be seen too."""
        return round(max(min(self.end, WIDTH) - self.left, 6.0), 1)

    @property
    def thickness(self) -> int:
        """How thick it is drawn: the more independent origins, the thicker."""
        return (3, 5, 7)[min(self.event.origin_count, 3) - 1] if self.event.origin_count else 3


@dataclass(frozen=True)
class Band:
    """The events of one status."""

    status: str
    lanes: int
    bars: tuple[EventBar, ...]


@dataclass(frozen=True)
class Timeline:
    """Bands over one axis; `outside` events lie far from the others and stand on no axis."""

    axis: Axis
    bands: tuple[Band, ...]
    outside: int

    @property
    def drawn(self) -> int:
        """How many events stand on the axis."""
        return sum(bar.inside for band in self.bands for bar in band.bars)


def draw_timeline(events: Sequence[TimelineEvent]) -> Timeline | None:
    """Draw events in the order given; None where there is none."""
    axis = axis_of([Span(name="", from_date=event.time_from or event.time_to,
                         to_date=event.time_to or event.time_from, count=1) for event in events])
    if axis is None:
        return None
    known = (*STATUSES, *sorted({event.status for event in events} - set(STATUSES)))
    bands = tuple(_band(status, [event for event in events if event.status == status], axis)
                  for status in known)
    bands = tuple(band for band in bands if band.bars)
    outside = sum(not bar.inside for band in bands for bar in band.bars)
    return Timeline(axis, bands, outside)


def _band(status: str, events: Sequence[TimelineEvent], axis: Axis) -> Band:
    """Put each event into the first lane in which it hides no other one."""
    ends: list[float] = []
    bars = []
    for event in events:
        x, end = _reach(event, axis)
        number = _number_room(event)
        # The number stands before the sign, and after it where the bar lies before.
        after = event.time_from is None
        begin, last = x - (0 if after else number), max(end, x + _SIGN) + (number if after else 0)
        lane = next((lane for lane, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[lane:lane + 1] = [last + _GAP]
        bars.append(EventBar(event, x, end, lane, event.time_from is None, event.time_to is None))
    return Band(status, len(ends), tuple(bars))


def _number_room(event: TimelineEvent) -> float:
    """How much room the number of independent origins takes; one origin is not said."""
    return _TO_NUMBER + _DIGIT * len(str(event.origin_count)) if event.origin_count > 1 else 0.0


def _reach(event: TimelineEvent, axis: Axis) -> tuple[float, float]:
    left = axis.at(event.time_from) if event.time_from else None
    right = axis.at(event.time_to) if event.time_to else None
    if left is None:
        assert right is not None
        return right - _OPEN, right
    return left, left + _OPEN if right is None else right
