"""One entity: its names, what texts say it is, its part in events, its words, its mentions."""

from collections.abc import Sequence
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_claims import (
    ClaimLine,
    ask_claims_of_entity,
    count_claims_of_entity,
)
from sourceline.store.ask_entities import (
    AliasLine,
    EntityLine,
    Said,
    ask_aliases,
    ask_descriptions,
    ask_entity,
    ask_mentions,
)
from sourceline.store.ask_events import EventLine, RoleLine, ask_events, ask_roles_of_entity
from sourceline.store.ask_review import DecisionLine, ask_decided
from sourceline.store.find_events import Finder, Wanted
from sourceline.web.asked import Asked

# Of a name that is everywhere the chronology and the list of claims show the rest.
SHOWN = 100


class Part(Written, frozen=True, kw_only=True):
    """An event and the parts this entity is said to take in it."""

    event: EventLine
    roles: tuple[str, ...]


class Description(Written, frozen=True, kw_only=True):
    """The same words said of an entity in some articles; `age` where they are a bare number."""

    words: str
    age: bool
    said: tuple[Said, ...]


class EntityPage(Written, frozen=True, kw_only=True):
    """Everything the record holds on one entity."""

    entity: EntityLine
    aliases: tuple[AliasLine, ...]
    descriptions: tuple[Description, ...]
    parts: tuple[Part, ...]
    claims: tuple[ClaimLine, ...]
    page: Page
    mentions: tuple[Said, ...]
    decided: tuple[DecisionLine, ...] = ()
    # How many there are; the page shows the first ones.
    event_count: int = 0
    claim_count: int = 0


def show(record: Connection, asked: Asked) -> EntityPage | None:
    """Ask for one entity; None where there is no such entity."""
    entity = ask_entity(record, asked.part("entity"))
    if entity is None:
        return None
    name, page = entity.entity, asked.page()
    return EntityPage(
        entity=entity, decided=ask_decided(record, [name]), aliases=ask_aliases(record, name),
        descriptions=described(ask_descriptions(record, name)),
        parts=_parts(record, ask_roles_of_entity(record, name, SHOWN)),
        claims=ask_claims_of_entity(record, name, SHOWN), page=page,
        event_count=Finder(record, Wanted(entity=name)).count,
        claim_count=count_claims_of_entity(record, name),
        mentions=ask_mentions(record, name, page))


def described(said: Sequence[Said]) -> tuple[Description, ...]:
    """Put what several articles say in the same words together, in the order first said.

    >>> described(())
    ()
    """
    alike: dict[str, list[Said]] = {}
    for one in said:
        alike.setdefault(" ".join(one.words.casefold().split()), []).append(one)
    return tuple(Description(words=some[0].words, age=words.isdecimal(), said=tuple(some))
                 for words, some in alike.items())


def _parts(record: Connection, roles: tuple[RoleLine, ...]) -> tuple[Part, ...]:
    taken: dict[str, list[str]] = {}
    for role in roles:
        taken.setdefault(role.event, []).append(role.role)
    return tuple(Part(event=event, roles=tuple(dict.fromkeys(taken[event.event])))
                 for event in ask_events(record, list(taken)))
