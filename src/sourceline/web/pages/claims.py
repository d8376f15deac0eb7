"""All claims: who is reported to have said what, where."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_claims import ClaimLine, ask_claims
from sourceline.web.asked import Asked
from sourceline.web.words import CLAIM_FORMS


class ClaimsPage(Written, frozen=True, kw_only=True):
    """One page of the list of claims."""

    speaker: str
    text: str
    form: str
    page: Page
    total: int
    claims: tuple[ClaimLine, ...]


def show(record: Connection, asked: Asked) -> ClaimsPage:
    """Ask for the claims wanted."""
    speaker, text = asked.words("speaker"), asked.words("text")
    form, page = asked.choice("form", CLAIM_FORMS), asked.page()
    total, claims = ask_claims(record, speaker, text, form, page)
    return ClaimsPage(speaker=speaker, text=text, form=form, page=page, total=total, claims=claims)
