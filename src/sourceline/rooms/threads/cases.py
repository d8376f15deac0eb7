"""Which events concern which persons, and which are told in one sentence.

In: events, their mentions, links and entities. Out: `Cases`, the evidence from which threads are
made. It joins nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.rooms.threads.lexicon import stage_of, stages

# A denied or merely imagined trial is no stage of a case.
_NO_STEP = frozenset(("denied", "hypothetical", "threatened"))


@dataclass(frozen=True)
class Cases:
    """Stage events by id: persons each concerns, events told beside each, articles of each."""

    events: Mapping[str, Event]
    persons: Mapping[str, frozenset[str]]
    beside: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    articles: Mapping[str, frozenset[str]]
    event_of: Mapping[str, str]


def gather(
    events: Sequence[Event], mentions: Sequence[EventMention], links: Sequence[Link],
    entities: Sequence[Entity],
) -> Cases:
    """Gather the stage events of a collection with their persons."""
    steps = {event.id: event for event in events
             if stage_of(event.kind) and event.status not in _NO_STEP}
    event_of = {member: event.id for event in steps.values() for member in event.members}
    entity_of = {link.mention: link.entity for link in links}
    names = {entity.id: entity.name for entity in entities if entity.kind == "person"}
    persons: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in mentions:
        event = event_of.get(mention.id)
        if event is None:
            continue
        articles[event].add(mention.cite.article)
        sentences[mention.cite.article, mention.sentence.start].add(event)
        for role in mention.roles:
            person = entity_of.get(role.mention or "")
            if person in names and person is not None and _concerns(mention.kind, role.role):
                persons[event].add(person)
    return Cases(steps, {event: frozenset(found) for event, found in persons.items()},
                 _beside(sentences), names,
                 {event: frozenset(found) for event, found in articles.items()}, event_of)


def _concerns(kind: str, role: str) -> bool:
    """Say whether a role makes a person the one whose case it is."""
    joins = stages().joins
    if stage_of(kind) in joins.acts:
        return role == "actor"
    return role in joins.concerns


def _beside(sentences: Mapping[tuple[str, int], set[str]]) -> dict[str, frozenset[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for told in sentences.values():
        if len(told) > 1:
            for event in told:
                beside[event] |= told - {event}
    return {event: frozenset(others) for event, others in beside.items()}
