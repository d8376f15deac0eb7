"""The overview: what is in the record, when it happened, and what was left out."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Tally
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
from sourceline.web.asked import Asked


class OverviewPage(Written, frozen=True, kw_only=True):
    """The record as a whole."""

    summary: Summary
    outlets: tuple[OutletLine, ...]
    event_kinds: tuple[Tally, ...]
    left_out: tuple[Tally, ...]
    event_spans: tuple[Span, ...]
    article_spans: tuple[Span, ...]


def show(record: Connection, _asked: Asked) -> OverviewPage:
    """Ask for everything the overview tells."""
    return OverviewPage(
        summary=ask_summary(record), outlets=ask_outlets(record),
        event_kinds=ask_event_kinds(record), left_out=ask_left_out_reasons(record),
        event_spans=ask_event_spans(record), article_spans=ask_article_spans(record))
