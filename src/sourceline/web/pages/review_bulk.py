"""Many decisions at once: choose events by kind, status and words, see them all, then decide."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_events import Telling, ask_chronology, ask_tellings
from sourceline.store.ask_overview import ask_event_kinds
from sourceline.store.ask_review import DecisionLine
from sourceline.store.find_events import Finder, Wanted
from sourceline.web.asked import Asked
from sourceline.web.pages.review import done_of
from sourceline.web.words import STATUSES

# As many as a person can look through before deciding.
AT_ONCE = 100
TELLINGS = 10


class BulkLine(Written, frozen=True, kw_only=True):
    """An event to decide on, with the sentences the decision will be about."""

    event: str
    label: str
    status: str
    tellings: tuple[Telling, ...]


class ReviewBulkPage(Written, frozen=True, kw_only=True):
    """The events that fit, each with every sentence the decision will be about."""

    wanted: Wanted
    page: Page
    total: int
    kinds: tuple[Tally, ...]
    lines: tuple[BulkLine, ...]
    upto: str
    done: DecisionLine | None


def show(record: Connection, asked: Asked) -> ReviewBulkPage:
    """Ask for the events wanted and all their sentences."""
    wanted = Wanted(kind=asked.words("kind"), status=asked.choice("status", STATUSES),
                    text=asked.words("text"), place=asked.words("place"))
    page = asked.page(AT_ONCE)
    total, events = ask_chronology(Finder(record, wanted), page) if asked.query else (0, ())
    tellings = ask_tellings(record, [event.event for event in events], TELLINGS)
    return ReviewBulkPage(
        wanted=wanted, page=page, total=total, kinds=ask_event_kinds(record),
        upto=asked.words("upto"), done=done_of(record, asked), lines=tuple(
            BulkLine(event=event.event, label=event.label, status=event.status,
                     tellings=tuple(t for t in tellings if t.event == event.event))
            for event in events))
