"""All names, those named most often first."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_entities import EntityLine, ask_entities, ask_entity_kinds
from sourceline.web.asked import Asked
from sourceline.web.words import ENTITY_KINDS


class EntitiesPage(Written, frozen=True, kw_only=True):
    """One page of the list of entities."""

    kind: str
    text: str
    page: Page
    total: int
    entities: tuple[EntityLine, ...]
    kinds: tuple[Tally, ...]


def show(record: Connection, asked: Asked) -> EntitiesPage:
    """Ask for the entities wanted."""
    kind, text = asked.choice("kind", ENTITY_KINDS), asked.words("text")
    page = asked.page(100)
    total, entities = ask_entities(record, kind, text, page)
    return EntitiesPage(kind=kind, text=text, page=page, total=total, entities=entities,
                        kinds=ask_entity_kinds(record))
