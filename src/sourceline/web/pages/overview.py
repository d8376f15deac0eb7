"""The overview: what is in the record, when it happened, and what was left out."""

from collections.abc import Sequence
from datetime import date, timedelta
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Tally
from sourceline.store.ask_map import ask_located
from sourceline.store.ask_overview import (
    OutletLine,
    Span,
    Summary,
    ask_article_spans,
    ask_event_kinds,
    ask_event_spans,
    ask_left_out_reasons,
    ask_outlets,
    ask_summary,
)
from sourceline.store.find_events import Wanted
from sourceline.web.asked import Asked
from sourceline.web.links import asked_for
from sourceline.web.mapping import Map, Spot, draw_map
from sourceline.web.sites import Site, sites_of

MOST_ON_OVERVIEW = 60
# Of a hundred articles one may be much older or newer: a page of an archive, a year misread. The
# first and the last of all would then speak for none of the others.
_ASIDE = 0.01
_LONGEST = timedelta(days=366)


class Reach(Written, frozen=True, kw_only=True):
    """The months in which articles were published; `some` where not all of them were."""

    from_date: date
    to_date: date
    some: bool


class OverviewPage(Written, frozen=True, kw_only=True):
    """The record as a whole."""

    summary: Summary
    outlets: tuple[OutletLine, ...]
    event_kinds: tuple[Tally, ...]
    left_out: tuple[Tally, ...]
    event_spans: tuple[Span, ...]
    article_spans: tuple[Span, ...]
    located: int = 0
    sites: tuple[Site, ...] = ()

    def reach(self) -> Reach | None:
        """The months in which the articles were published."""
        return reach(self.article_spans)

    def map(self) -> Map | None:
        """Draw the places of most events."""
        return draw_map([Spot(site.latitude, site.longitude, site.event_count, site.name[:40])
                         for site in self.sites])

    def addresses(self) -> tuple[str, ...]:
        """Where the events of each site stand."""
        return tuple(asked_for("/chronology", place=site.lines[0].place,
                               country="" if site.lines[0].place else site.country)
                     for site in self.sites)


def reach(spans: Sequence[Span]) -> Reach | None:
    """Give the months in which most articles were published; None where that is not known.

    >>> reach(()) is None
    True
    """
    known = [span for span in spans if span.from_date and span.to_date
             and span.to_date - span.from_date <= _LONGEST]
    count = sum(span.count for span in known)
    if not count or count < sum(span.count for span in spans) / 2:
        return None
    aside = int(count * _ASIDE)
    first = _after([(span.from_date, span.count) for span in known if span.from_date], aside)
    last = _after([(span.to_date, span.count) for span in known if span.to_date], aside,
                  backwards=True)
    return Reach(from_date=first, to_date=last, some=len(known) < len(spans) or any(
        span.from_date and span.to_date and (span.from_date < first or span.to_date > last)
        for span in known))


def _after(days: list[tuple[date, int]], aside: int, *, backwards: bool = False) -> date:
    """Give the day of the first article, or of the last, once some are set aside."""
    for day, count in sorted(days, reverse=backwards):
        aside -= count
        if aside < 0:
            return day
    return days[-1][0]


def show(record: Connection, _asked: Asked) -> OverviewPage:
    """Ask for everything the overview tells."""
    found = ask_located(record, Wanted(), MOST_ON_OVERVIEW)
    return OverviewPage(
        summary=ask_summary(record), outlets=ask_outlets(record),
        event_kinds=ask_event_kinds(record), left_out=ask_left_out_reasons(record),
        event_spans=ask_event_spans(record), article_spans=ask_article_spans(record),
        located=found.located, sites=sites_of(found.places))
