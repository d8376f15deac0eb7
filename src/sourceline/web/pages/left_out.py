"""What was left out of the record or could not be done, and why."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_overview import OutcomeLine, ask_left_out, ask_left_out_reasons
from sourceline.web.asked import Asked


class LeftOutPage(Written, frozen=True, kw_only=True):
    """One page of what was left out."""

    reason: str
    text: str
    page: Page
    total: int
    reasons: tuple[Tally, ...]
    outcomes: tuple[OutcomeLine, ...]


def show(record: Connection, asked: Asked) -> LeftOutPage:
    """Ask for what was left out, for a reason or for all."""
    reasons = ask_left_out_reasons(record)
    reason, text, page = asked.words("reason"), asked.words("text"), asked.page(100)
    total, outcomes = ask_left_out(record, reason, text, page)
    return LeftOutPage(reason=reason, text=text, page=page, total=total, reasons=reasons,
                       outcomes=outcomes)
