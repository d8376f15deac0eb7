"""Contradictions: figures, statuses and dates that cannot all be right, side by side."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_conflicts import Conflict, ask_conflicts
from sourceline.store.ask_contradictions import (
    FigureClash,
    StatusClash,
    ask_figure_clashes,
    ask_status_clashes,
    ask_voices,
)
from sourceline.web.asked import Asked

ABOUT = ("figures", "statuses", "dates")
# Of each sort on the page that shows all three; a page of one sort shows more.
_FIRST, _MANY = 8, 25


class DateClash(Written, frozen=True, kw_only=True):
    """Passages whose dates cannot all be true, and how many voices they come from."""

    conflict: Conflict
    origin_count: int


class ContradictionsPage(Written, frozen=True, kw_only=True):
    """What is said against what; `about` is "" for some of each sort."""

    about: str
    page: Page
    figure_total: int
    status_total: int
    date_total: int
    figures: tuple[FigureClash, ...]
    statuses: tuple[StatusClash, ...]
    dates: tuple[DateClash, ...]

    def total(self) -> int:
        """How many there are of the sort that is shown alone."""
        return {"figures": self.figure_total, "statuses": self.status_total,
                "dates": self.date_total}.get(self.about, 0)


def show(record: Connection, asked: Asked) -> ContradictionsPage:
    """Ask for the clashes of each sort, all of them for the sort that is chosen."""
    about = asked.choice("about", ABOUT)
    page = asked.page(_MANY) if about else Page(size=_FIRST)
    # Of the other sorts only the number is wanted.
    pages = {sort: page if about in ("", sort) else Page(size=0) for sort in ABOUT}
    figure_total, figures = ask_figure_clashes(record, pages["figures"])
    status_total, statuses = ask_status_clashes(record, pages["statuses"])
    date_total, dates = ask_conflicts(record, pages["dates"])
    return ContradictionsPage(
        about=about, page=page, figure_total=figure_total, status_total=status_total,
        date_total=date_total, figures=figures, statuses=statuses, dates=tuple(
            DateClash(conflict=one, origin_count=ask_voices(
                record, [cite.article for cite in one.cites])) for one in dates))
