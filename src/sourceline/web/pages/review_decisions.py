"""Everything that was decided: who, when, why; and how to take it back."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.record.decision import Decision
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_review import (
    DecisionLine,
    ask_deciders,
    ask_decisions,
    ask_lost,
    ask_unread,
)
from sourceline.web.asked import Asked
from sourceline.web.pages.review import done_of


class ReviewDecisionsPage(Written, frozen=True, kw_only=True):
    """One page of the log of decisions, the latest first.

    `lost` no longer find their words; `unread` wait for the next build to reach what hangs on them.
    """

    person: str
    page: Page
    total: int
    people: tuple[Tally, ...]
    decisions: tuple[DecisionLine, ...]
    lost: tuple[Decision, ...]
    unread: int
    upto: str
    done: DecisionLine | None


def show(record: Connection, asked: Asked) -> ReviewDecisionsPage:
    """Ask for the decisions of one person or of all."""
    person, page = asked.words("person"), asked.page()
    total, decisions = ask_decisions(record, person, page)
    return ReviewDecisionsPage(person=person, page=page, total=total, decisions=decisions,
                               people=ask_deciders(record), upto=asked.words("upto"),
                               lost=ask_lost(record), unread=ask_unread(record),
                               done=done_of(record, asked))
