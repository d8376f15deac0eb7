"""The chronology: events in time order, each with the sentences behind it."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_entities import EntityLine, ask_actors, ask_entity
from sourceline.store.ask_events import (
    EventLine,
    Telling,
    ask_chronology,
    ask_places,
    ask_tellings,
)
from sourceline.store.ask_overview import OutletLine, ask_event_kinds, ask_outlets
from sourceline.store.ask_timeline import TimelineEvent, ask_timeline
from sourceline.store.find_events import Finder, Wanted
from sourceline.web.asked import Asked
from sourceline.web.timeline import Timeline, draw_timeline
from sourceline.web.words import STATUSES


class Told(Written, frozen=True, kw_only=True):
    """An event and the first of its tellings."""

    event: EventLine
    tellings: tuple[Telling, ...]


class ChronologyPage(Written, frozen=True, kw_only=True):
    """One page of the chronology and what it can be narrowed by."""

    wanted: Wanted
    page: Page
    total: int
    events: tuple[Told, ...]
    kinds: tuple[Tally, ...]
    places: tuple[str, ...]
    actors: tuple[EntityLine, ...]
    outlets: tuple[OutletLine, ...]
    other: EntityLine | None = None
    dated: int = 0
    drawn: tuple[TimelineEvent, ...] = ()

    def picture(self) -> Timeline | None:
        """Draw the events, on the first page of the list only."""
        return draw_timeline(self.drawn)


def show(record: Connection, asked: Asked) -> ChronologyPage:
    """Ask for the events wanted and the sentences behind them."""
    wanted = Wanted(
        kind=asked.words("kind"), status=asked.choice("status", STATUSES),
        text=asked.words("text"), entity=asked.words("entity"), place=asked.words("place"),
        other=asked.words("other"), country=asked.words("country"),
        outlet=asked.words("outlet"),
        since=asked.day("since"), until=asked.day("until"))
    page = asked.page()
    finder = Finder(record, wanted)
    total, lines = ask_chronology(finder, page)
    tellings = ask_tellings(record, [line.event for line in lines])
    dated, drawn = ask_timeline(finder) if page.number == 1 else (0, ())
    told = tuple(Told(event=line, tellings=tuple(t for t in tellings if t.event == line.event))
                 for line in lines)
    return ChronologyPage(
        wanted=wanted, page=page, total=total, events=told, kinds=ask_event_kinds(record),
        places=ask_places(record), actors=_actors(record, wanted.entity),
        outlets=ask_outlets(record),
        dated=dated, drawn=drawn, other=ask_entity(record, wanted.other) if wanted.other else None)


def _actors(record: Connection, chosen: str) -> tuple[EntityLine, ...]:
    """Those one may choose, the chosen one among them even when it is rare."""
    actors = ask_actors(record)
    if chosen and all(actor.entity != chosen for actor in actors):
        rare = ask_entity(record, chosen)
        return (*actors, rare) if rare else actors
    return actors
