"""Judging one name: its kind, what it is called, which words mean it, what it is one with."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_entities import Said, ask_mentions
from sourceline.store.ask_review import (
    DecisionLine,
    MentionLine,
    ask_decided,
    ask_entities_near,
    ask_forms,
)
from sourceline.text.query import full_text_query, words_query
from sourceline.web.asked import MAX_WORDS_CHARS, Asked
from sourceline.web.pages.review import done_of
from sourceline.web.pages.review_names import NameCard, name_card

LIKE = 12


class ReviewEntityPage(Written, frozen=True, kw_only=True):
    """One name with everything that may be corrected, and names it might be one with."""

    card: NameCard
    forms: tuple[MentionLine, ...]
    page: Page
    mentions: tuple[Said, ...]
    like: tuple[NameCard, ...]
    text: str
    decided: tuple[DecisionLine, ...]
    done: DecisionLine | None


def show(record: Connection, asked: Asked) -> ReviewEntityPage | None:
    """Ask for one name; None where there is no such name."""
    card = name_card(record, asked.part("entity"))
    if card is None:
        return None
    name, text, page = card.entity.entity, asked.words("text"), asked.page(20)
    last = card.entity.name.split()[-1] if card.entity.name.split() else ""
    # What stands in a record may be no query at all; only what a person types is refused as one.
    query = full_text_query(text) if text else words_query(last[:MAX_WORDS_CHARS])
    near = ask_entities_near(record, name, query, LIKE) if query else ()
    like = [name_card(record, other, 1) for other in near]
    return ReviewEntityPage(
        card=card, forms=ask_forms(record, name), page=page, text=text,
        mentions=ask_mentions(record, name, page), like=tuple(one for one in like if one),
        decided=ask_decided(record, [name]), done=done_of(record, asked))
