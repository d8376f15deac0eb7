"""A name as a reviewer sees it: what it goes by, with the words around it."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_entities import (
    EntityLine,
    Said,
    ask_descriptions,
    ask_entity,
    ask_mentions,
)
from sourceline.store.ask_review import MentionLine, ask_name_of

MENTIONS = 4


class NameCard(Written, frozen=True, kw_only=True):
    """An entity, the mention decisions bind to, what texts say it is, and where it is named."""

    entity: EntityLine
    at: MentionLine
    said: tuple[Said, ...]
    mentions: tuple[Said, ...]


def name_card(record: Connection, entity: str, mentions: int = MENTIONS) -> NameCard | None:
    """Give an entity with the words to judge it by; None where no words name it."""
    line, at = ask_entity(record, entity), ask_name_of(record, entity)
    if line is None or at is None:
        return None
    return NameCard(entity=line, at=at, said=ask_descriptions(record, entity, 4),
                    mentions=ask_mentions(record, entity, Page(number=1, size=mentions)))
