"""The overview: what is in the record, when it happened, and what was left out."""

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

    def map(self) -> Map | None:
        """Draw the places of most events."""
        return draw_map([Spot(site.latitude, site.longitude, site.event_count, site.name[:40])
                         for site in self.sites])

    def addresses(self) -> tuple[str, ...]:
        """Where the events of each site stand."""
        return tuple(asked_for("/chronology", place=site.lines[0].place,
                               country="" if site.lines[0].place else site.country)
                     for site in self.sites)


def show(record: Connection, _asked: Asked) -> OverviewPage:
    """Ask for everything the overview tells."""
    found = ask_located(record, Wanted(), MOST_ON_OVERVIEW)
    return OverviewPage(
        summary=ask_summary(record), outlets=ask_outlets(record),
        event_kinds=ask_event_kinds(record), left_out=ask_left_out_reasons(record),
        event_spans=ask_event_spans(record), article_spans=ask_article_spans(record),
        located=found.located, sites=sites_of(found.places))
