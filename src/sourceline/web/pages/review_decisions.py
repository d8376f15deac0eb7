"""Everything that was decided: who, when, why; and how to take it back."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_review import DecisionLine, ask_deciders, ask_decisions
from sourceline.web.asked import Asked
from sourceline.web.pages.review import done_of


class ReviewDecisionsPage(Written, frozen=True, kw_only=True):
    """One page of the log of decisions, the latest first."""

    person: str
    page: Page
    total: int
    people: tuple[Tally, ...]
    decisions: tuple[DecisionLine, ...]
    upto: str
    done: DecisionLine | None


def show(record: Connection, asked: Asked) -> ReviewDecisionsPage:
    """Ask for the decisions of one person or of all."""
    person, page = asked.words("person"), asked.page()
    total, decisions = ask_decisions(record, person, page)
    return ReviewDecisionsPage(person=person, page=page, total=total, decisions=decisions,
                               people=ask_deciders(record), upto=asked.words("upto"),
                               done=done_of(record, asked))
