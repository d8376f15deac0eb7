"""What answering a due looks up: events, threads, days and people of the collection.

In: what the rooms found. Out: `Seen`. It decides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sourceline.record.article import Text, Texts
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due, Thread
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.threads.find import ThreadSettings
from sourceline.rooms.threads.lexicon import stage_of, stages
from sourceline.rooms.threads.named import Entities, Named


@dataclass(frozen=True)
class Seen:
    """What answering needs to look up.

    `named` gives the threads of the persons their steps concern, by entity and by `surname`;
    `officials` the inquiries beside whose steps a person is named; `bearers` says how many bear
    such a last name. `tellings` are of the events of threads and dues, and of what puts things off;
    `beside` are tellings of stages that are due somewhere, in no thread themselves, `happened`
    all of such a stage, where they are few.
    """

    events: Mapping[str, Event]
    event_of: Mapping[str, str]
    threads_of: Mapping[str, Sequence[Thread]]
    by_article: Mapping[str, Sequence[tuple[int, Thread]]]
    tellings: Mapping[str, Sequence[EventMention]]
    postponed: Mapping[str, Sequence[EventMention]]
    beside: Mapping[str, Sequence[EventMention]]
    happened: Mapping[str, Sequence[EventMention]]
    times: Mapping[str, When]
    published: Mapping[str, date]
    published_until: Mapping[str, date]
    persons: Named
    concerns: Mapping[str, frozenset[str]]
    concerned: frozenset[str]
    named: Mapping[str, Sequence[str]]
    officials: Mapping[str, Sequence[str]]
    bearers: Mapping[str, int]
    threads: Mapping[str, Thread]
    texts: Mapping[str, Text]
    settings: ThreadSettings


def look_up(dues: Sequence[Due], mentions: Sequence[EventMention], events: Sequence[Event],
            threads: Sequence[Thread], placed: Iterable[PlacedTime], settings: ThreadSettings,
            publications: Sequence[Publication], links: Iterable[Link],
            entities: Iterable[Entity], texts: Sequence[Text]) -> Seen:
    """Lay out what answering looks up: of most tellings of a collection nothing."""
    event_of = {member: event.id for event in events for member in event.members}
    threads_of: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        for step in thread.steps:
            threads_of[step.event].append(thread)
    stages_due = {due.stage for due in dues} | {"INVESTIGATE"}
    sought = stages_due.union(*(stages().answers.get(stage, ()) for stage in stages_due))
    beside: dict[str, list[EventMention]] = defaultdict(list)
    happened: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        stage = stage_of(mention.kind)
        if mention.status != "happened" or stage not in sought:
            continue
        if len(happened[stage]) <= _MANY:
            happened[stage].append(mention)
        if stage in stages_due and event_of.get(mention.id) not in threads_of:
            beside[mention.cite.article].append(mention)
    happened = {stage: some for stage, some in happened.items() if len(some) <= _MANY}
    told = _tellings(mentions, {
        *threads_of, *(event_of.get(due.event_mention or "", "") for due in dues),
        *(event_of.get(one.id, "") for some in happened.values() for one in some)}, event_of)
    by_article: dict[str, list[tuple[int, Thread]]] = defaultdict(list)
    tellings: dict[str, list[EventMention]] = defaultdict(list)
    postponed: dict[str, list[EventMention]] = defaultdict(list)
    for mention in told:
        tellings[event_of[mention.id]].append(mention)
        if mention.kind == "POSTPONE":
            postponed[mention.cite.article].append(mention)
        for thread in threads_of.get(event_of[mention.id], ()):
            by_article[mention.cite.article].append((mention.cite.start, thread))
    known, times = Entities(entities), {due.time for due in dues}
    concerns, concerned = _concerns(mentions, tellings, event_of, links)
    persons = Named(links, known)
    named: dict[str, list[str]] = defaultdict(list)
    for thread in threads:
        whose = frozenset().union(*(concerns.get(step.event, frozenset()) for step in thread.steps))
        for entity in sorted(whose):
            if known.kind(entity) == "person":
                named[entity].append(thread.id)
                named[surname(known[entity])].append(thread.id)
    officials: dict[str, list[str]] = defaultdict(list)
    for thread in threads:
        if thread.kind == "inquiry":
            for entity in sorted(_beside(thread, tellings, persons)):
                if known.kind(entity) == "person":
                    officials[entity].append(thread.id)
    bearers = Counter(last for name in known.values() if (last := surname(name)) in named)
    return Seen({event.id: event for event in events}, event_of, threads_of, by_article, tellings,
                postponed, beside, happened,
                {time.expression: time.when for time in placed if time.expression in times},
                {one.article: one.published.from_date for one in publications
                 if one.published.from_date is not None},
                {one.article: one.published.to_date for one in publications
                 if one.published.to_date is not None},
                persons, concerns, concerned, named, officials, bearers,
                {thread.id: thread for thread in threads},
                Texts(texts), settings)


# Of a stage told more often than this nothing is looked up by likeness alone: each due would meet
# all of them.
_MANY = 600


def _tellings(mentions: Iterable[EventMention], wanted: Set[str], event_of: Mapping[str, str]
              ) -> list[EventMention]:
    """Give the tellings of some events, and of what puts things off, in order."""
    return sorted((one for one in mentions if (event := event_of.get(one.id)) is not None
                   and (event in wanted or one.kind == "POSTPONE")),
                  key=lambda one: (one.cite.article, one.cite.start, one.id))


def _concerns(mentions: Iterable[EventMention], wanted: Container[str],
              event_of: Mapping[str, str], links: Iterable[Link]
              ) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Give whom the wanted events concern, and whom any event of the collection does."""
    roles = {role.mention: event_of[one.id] for one in mentions if one.id in event_of
             for role in one.roles if role.mention and role.role in ("target", "victim")}
    concerns: dict[str, frozenset[str]] = defaultdict(frozenset)
    concerned: set[str] = set()
    for link in links:
        event = roles.get(link.mention)
        if event is not None:
            concerned.add(link.entity)
            if event in wanted:
                concerns[event] |= {link.entity}
    return concerns, frozenset(concerned)


def _beside(thread: Thread, tellings: Mapping[str, Sequence[EventMention]],
            persons: Named) -> set[str]:
    """Give what is named in the sentences that tell a thread."""
    return {name.entity for step in thread.steps for one in tellings.get(step.event, ())
            for name in persons.get(one.cite.article, ())
            if one.sentence.start <= name.start < one.sentence.end}


def surname(name: str) -> str:
    """Give the key of a last name; no id of an entity looks like it."""
    return "~" + (name.split() or [""])[-1].lower()
