"""Dates that cannot all be true, each set with the sentences that say so."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_conflicts import Conflict, ask_conflicts
from sourceline.web.asked import Asked


class ConflictsPage(Written, frozen=True, kw_only=True):
    """One page of conflicts."""

    page: Page
    total: int
    conflicts: tuple[Conflict, ...]


def show(record: Connection, asked: Asked) -> ConflictsPage:
    """Ask for the sets of sentences whose dates cannot all be true."""
    page = asked.page(50)
    total, conflicts = ask_conflicts(record, page)
    return ConflictsPage(page=page, total=total, conflicts=conflicts)
