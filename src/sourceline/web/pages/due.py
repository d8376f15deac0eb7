"""Follow-ups: what articles say is due, and what this collection tells of it since."""

from datetime import date
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_overview import ask_latest_day
from sourceline.store.ask_threads import DueLine, ask_due, ask_due_states
from sourceline.web.asked import Asked
from sourceline.web.words import FOLLOW_UP_STATES

# The board shows this many of each state, earliest due first; each state's own list shows all.
_ON_BOARD = 12
_BOARD = ("overdue", "open", "answered")


class Column(Written, frozen=True, kw_only=True):
    """One state on the board: how many there are, and the earliest of them."""

    state: str
    total: int
    due: tuple[DueLine, ...]


class DuePage(Written, frozen=True, kw_only=True):
    """The board, or one page of one state; `latest` is the last day the collection reaches."""

    state: str
    latest: date | None
    page: Page
    total: int
    states: tuple[Tally, ...]
    board: tuple[Column, ...]
    due: tuple[DueLine, ...]


def show(record: Connection, asked: Asked) -> DuePage:
    """Ask for what was due: all states side by side, or one as a list."""
    state, page = asked.choice("state", FOLLOW_UP_STATES), asked.page()
    total, due = ask_due(record, state, page)
    board = () if state or page.number > 1 else tuple(
        Column(state=name, total=count, due=lines) for name in _BOARD
        for count, lines in [ask_due(record, name, Page(size=_ON_BOARD))])
    return DuePage(state=state, latest=ask_latest_day(record), page=page, total=total, due=due,
                   board=board, states=ask_due_states(record))
