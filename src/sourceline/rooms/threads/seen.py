"""What answering a due looks up: events, threads, days and people of the collection.

In: what the rooms found. Out: `Seen`. It decides nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourceline.record.article import Text
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Thread
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.threads.find import ThreadSettings


@dataclass(frozen=True)
class Seen:
    """What answering needs to look up.

    `named` gives the threads of the persons their steps concern, by entity and by `surname`;
    `officials` the inquiries beside whose steps a person is named.
    """

    events: Mapping[str, Event]
    event_of: Mapping[str, str]
    threads_of: Mapping[str, Sequence[Thread]]
    by_article: Mapping[str, Sequence[tuple[int, Thread]]]
    tellings: Mapping[str, Sequence[EventMention]]
    postponed: Mapping[str, Sequence[EventMention]]
    times: Mapping[str, When]
    published: Mapping[str, date]
    published_until: Mapping[str, date]
    persons: Mapping[str, Sequence[tuple[int, str]]]
    concerns: Mapping[str, frozenset[str]]
    concerned: frozenset[str]
    named: Mapping[str, Sequence[str]]
    officials: Mapping[str, Sequence[str]]
    called: Mapping[str, str]
    threads: Mapping[str, Thread]
    texts: Mapping[str, Text]
    settings: ThreadSettings


def look_up(mentions: Sequence[EventMention], events: Sequence[Event], threads: Sequence[Thread],
          placed: Sequence[PlacedTime], settings: ThreadSettings,
          publications: Sequence[Publication], links: Sequence[Link],
          entities: Sequence[Entity], texts: Sequence[Text]) -> Seen:
    """Lay out what answering looks up."""
    event_of = {member: event.id for event in events for member in event.members}
    threads_of: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        for step in thread.steps:
            threads_of[step.event].append(thread)
    by_article: dict[str, list[tuple[int, Thread]]] = defaultdict(list)
    tellings: dict[str, list[EventMention]] = defaultdict(list)
    entity_of = {link.mention: link.entity for link in links}
    concerns: dict[str, frozenset[str]] = defaultdict(frozenset)
    for mention in sorted(mentions, key=lambda m: (m.cite.article, m.cite.start, m.id)):
        event = event_of.get(mention.id)
        if event is None:
            continue
        tellings[event].append(mention)
        concerns[event] |= {entity_of[role.mention] for role in mention.roles
                            if role.mention in entity_of and role.role in ("target", "victim")}
        for thread in threads_of.get(event, ()):
            by_article[mention.cite.article].append((mention.cite.start, thread))
    persons: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in links:
        for cite in link.because.cites:
            persons[cite.article].append((cite.start, link.entity))
    kinds = {entity.id: entity.kind for entity in entities}
    called = {entity.id: entity.name for entity in entities}
    named: dict[str, list[str]] = defaultdict(list)
    for thread in threads:
        whose = frozenset().union(*(concerns.get(step.event, frozenset()) for step in thread.steps))
        for entity in sorted(whose):
            if kinds.get(entity) == "person":
                named[entity].append(thread.id)
                named[surname(called[entity])].append(thread.id)
    officials: dict[str, list[str]] = defaultdict(list)
    for thread in threads:
        if thread.steps[0].because.rule == "threads.inquiry":
            for entity in sorted(_beside(thread, tellings, persons)):
                if kinds.get(entity) == "person":
                    officials[entity].append(thread.id)
    postponed: dict[str, list[EventMention]] = defaultdict(list)
    for told in tellings.values():
        for mention in told:
            if mention.kind == "POSTPONE":
                postponed[mention.cite.article].append(mention)
    return Seen({event.id: event for event in events}, event_of, threads_of, by_article, tellings,
                postponed,
                 {time.expression: time.when for time in placed},
                 {one.article: one.published.from_date for one in publications
                  if one.published.from_date is not None},
                 {one.article: one.published.to_date for one in publications
                  if one.published.to_date is not None},
                 persons, concerns, frozenset().union(*concerns.values()), named, officials, called,
                 {thread.id: thread for thread in threads},
                {text.article: text for text in texts}, settings)


def _beside(thread: Thread, tellings: Mapping[str, Sequence[EventMention]],
            persons: Mapping[str, Sequence[tuple[int, str]]]) -> set[str]:
    """Give what is named in the sentences that tell a thread."""
    return {entity for step in thread.steps for one in tellings.get(step.event, ())
            for start, entity in persons.get(one.cite.article, ())
            if one.sentence.start <= start < one.sentence.end}


def surname(name: str) -> str:
    """Give the key of a last name; no id of an entity looks like it."""
    return "~" + (name.split() or [""])[-1].lower()
