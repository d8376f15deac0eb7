"""Follow-ups: what articles say is due, and what this collection tells of it since."""

from datetime import date
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_overview import ask_latest_day
from sourceline.store.ask_threads import DueLine, ask_due, ask_due_states
from sourceline.web.asked import Asked
from sourceline.web.words import FOLLOW_UP_STATES


class DuePage(Written, frozen=True, kw_only=True):
    """One page of follow-ups; `latest` is the last day the collection is sure to reach."""

    state: str
    latest: date | None
    page: Page
    total: int
    states: tuple[Tally, ...]
    due: tuple[DueLine, ...]


def show(record: Connection, asked: Asked) -> DuePage:
    """Ask for what was due."""
    state, page = asked.choice("state", FOLLOW_UP_STATES), asked.page()
    total, due = ask_due(record, state, page)
    return DuePage(state=state, latest=ask_latest_day(record), page=page, total=total, due=due,
                   states=ask_due_states(record))
