"""Search: words anywhere in the record, narrowed by what and when; and searches that were saved."""

from sqlite3 import Connection

from sourceline.errors import BadInput
from sourceline.record.base import Written
from sourceline.review.keeper import Keeper
from sourceline.review.searches import SavedSearch
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_overview import OutletLine, ask_event_kinds, ask_outlets
from sourceline.store.ask_search import RANKED, Hit, Sought, ask_search
from sourceline.text.query import full_text_query
from sourceline.web.asked import Asked

# Scopes in the words of the filter, in the order it offers them.
SCOPE_WORDS = {"sentence": "sentences", "article": "titles", "claim": "claims",
               "figure": "figures", "event": "events", "entity": "names"}
_NOTHING: tuple[Hit, ...] = ()


class SearchPage(Written, frozen=True, kw_only=True):
    """What was found. `wrong` says what cannot be searched, and what to write instead."""

    text: str
    scope: str
    outlet: str
    kind: str
    since: str
    until: str
    wrong: str
    remedy: str
    page: Page
    total: int
    more: bool
    hits: tuple[Hit, ...]
    outlets: tuple[OutletLine, ...]
    kinds: tuple[Tally, ...]
    saved: tuple[SavedSearch, ...]


def show(record: Connection, asked: Asked, keeper: Keeper) -> SearchPage:
    """Search for what is asked; nothing is searched while nothing is asked."""
    text, scope = asked.words("text"), asked.choice("in", SCOPE_WORDS)
    outlet, kind, page = asked.words("outlet"), asked.words("kind"), asked.page(30)
    since, until = asked.day("since"), asked.day("until")
    wrong = remedy = ""
    total, hits = 0, _NOTHING
    if text:
        try:
            query = full_text_query(text)
            total, hits = ask_search(record, Sought(
                query=query, scope=scope, outlet=outlet, kind=kind, since=since, until=until),
                page)
        except BadInput as error:
            wrong, remedy = error.what, error.remedy
    return SearchPage(
        text=text, scope=scope, outlet=outlet, kind=kind, since=str(since or ""),
        until=str(until or ""), wrong=wrong, remedy=remedy, page=page, total=min(total, RANKED),
        more=total > RANKED, hits=hits, outlets=ask_outlets(record),
        kinds=ask_event_kinds(record), saved=keeper.read_searches())

