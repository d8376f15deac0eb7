"""Judging one event: tellings, kind, status, date, place, who took part, what it is one with."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.review.decide import event_kinds
from sourceline.store.ask_events import RoleLine, ask_roles
from sourceline.store.ask_review import (
    DecisionLine,
    ask_decided,
    ask_events_near,
)
from sourceline.text.query import full_text_query
from sourceline.web.asked import Asked
from sourceline.web.pages.review import EventCard, done_of, event_card

TELLINGS = 60
LIKE = 12


class ReviewEventPage(Written, frozen=True, kw_only=True):
    """One event with everything that may be corrected, and events it might be one with."""

    card: EventCard
    roles: tuple[RoleLine, ...]
    kinds: tuple[str, ...]
    like: tuple[EventCard, ...]
    text: str
    decided: tuple[DecisionLine, ...]
    done: DecisionLine | None

    def role_lines(self) -> tuple[tuple[RoleLine, tuple[str, int, int]], ...]:
        """Each part with the place of the trigger it belongs to."""
        places = {t.event_mention: (t.article, t.start, t.end) for t in self.card.tellings}
        return tuple((role, places[role.event_mention]) for role in self.roles
                     if role.event_mention in places)


def show(record: Connection, asked: Asked) -> ReviewEventPage | None:
    """Ask for one event; None where there is no such event."""
    card = event_card(record, asked.part("event"), TELLINGS)
    if card is None:
        return None
    name, text = card.event.event, asked.words("text")
    near = ask_events_near(record, name, full_text_query(text) if text else "", LIKE)
    like = [event_card(record, other, 1) for other in near]
    things = [name, *(telling.event_mention for telling in card.tellings)]
    return ReviewEventPage(
        card=card, roles=ask_roles(record, name, card.tellings), kinds=event_kinds(), text=text,
        like=tuple(one for one in like if one and one.tellings),
        decided=ask_decided(record, things), done=done_of(record, asked))
