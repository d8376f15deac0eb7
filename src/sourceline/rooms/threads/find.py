"""The door of the room over the collection: threads, and what became of what was due.

In: events, mentions, links, entities; dues, placed times, the last day of the collection.
Out: `Thread`s and `FollowUp`s, the same for any order of what comes in.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due, FollowUp, Thread, ThreadStep
from sourceline.record.when import UNKNOWN, PlacedTime, When
from sourceline.rooms.threads.articles import (
    Named,
    attach_by_article,
    cases_named,
    listed_together,
    read_names,
)
from sourceline.rooms.threads.cases import Cases, gather
from sourceline.rooms.threads.lexicon import stage_of, stages

VERSION = "2"


@dataclass(frozen=True)
class ThreadSettings:
    """When events are one case, and when a later event answers."""

    stages_min: int = 2  # different stages; one arrest is an event and no thread yet
    persons_max: int = 12  # an event that concerns more persons is a wave of arrests, no one case
    early_days: int = 31  # how much sooner than announced a thing may happen and still be it
    late_days: int = 730  # after two years another trial is more likely than the same


def find_threads(
    events: Sequence[Event],
    mentions: Sequence[EventMention],
    links: Sequence[Link],
    entities: Sequence[Entity],
    settings: ThreadSettings,
) -> tuple[Thread, ...]:
    """Join the stages of one case.

    >>> find_threads((), (), (), (), ThreadSettings())
    ()

    Two events are joined when they concern the same person as defendant, or when a sentence tells
    of a stage without a person beside stages of one case only. Nothing is joined by a country, a
    place, or by a name that is no defendant's.
    """
    cases = gather(events, mentions, links, entities)
    named = read_names(links, entities)
    groups = _by_defendant(cases, named, settings)
    why = {event: _defendants_said(cases, event) for group in groups for event in group}
    for _ in range(2):  # a plot beside a trial, then the thwarting beside the plot
        why.update(_attach(cases, named, groups))
    why.update(_attach_articles(cases, mentions, named, groups))
    cited = {mention.id: mention.cite for mention in mentions}
    threads = [_thread(cases, sorted(group), why, cited) for group in groups
               if len({stage_of(cases.events[event].kind) for event in group})
               >= settings.stages_min]
    return tuple(sorted(threads, key=lambda thread: thread.id))


def _by_defendant(cases: Cases, named: Named, settings: ThreadSettings) -> list[set[str]]:
    """Group events by the defendants they share."""
    court = stages().joins.court
    defendants = {
        person for event, persons in cases.persons.items() for person in persons
        if stage_of(cases.events[event].kind) in court and len(persons) <= settings.persons_max
    }
    tied_to = _co_defendants(cases, named, defendants, settings)
    group_of: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for event in sorted(cases.persons):
        tied = sorted(cases.persons[event] & defendants)
        if not tied or len(tied) > settings.persons_max:
            continue
        group = {event}
        for person in sorted(set(tied).union(*(tied_to.get(one, ()) for one in tied))):
            other = first.get(person)
            if other is not None and other is not group:
                group |= other
        for member in group:
            group_of[member] = group
        for person in {p for member in group for p in cases.persons[member] & defendants}:
            first[person] = group
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=min)


def _co_defendants(cases: Cases, named: Named, defendants: Set[str],
                   settings: ThreadSettings) -> dict[str, set[str]]:
    """Give for each defendant the others that an article on a court step lists beside him."""
    tied: dict[str, set[str]] = defaultdict(set)
    for listed in listed_together(cases, named):
        known = listed & defendants
        if len(listed) <= settings.persons_max:
            for person in known:
                tied[person] |= known
    return tied


def _defendants(cases: Cases, groups: Sequence[set[str]]) -> list[frozenset[str]]:
    """Give for each case the persons whom a step of it concerns."""
    kept = (*stages().joins.court, "DETAIN")
    return [frozenset(person for event in group for person in cases.persons.get(event, ())
                      if stage_of(cases.events[event].kind) in kept) for group in groups]


def _attach_articles(cases: Cases, mentions: Sequence[EventMention], named: Named,
                     groups: Sequence[set[str]]) -> dict[str, str]:
    """Add the events without a person that stand in articles of one case alone."""
    persons = _defendants(cases, groups)
    taken = {event for group in groups for event in group}
    found = attach_by_article(cases, mentions, named, persons, taken)
    for event, (at, _) in found.items():
        groups[at].add(event)
    return {event: because for event, (_, because) in found.items()}


def _defendants_said(cases: Cases, event: str) -> str:
    names = sorted(cases.names[person] for person in cases.persons.get(event, ()))
    return f"concerns {', '.join(names)}" if names else ""


def _attach(cases: Cases, named: Named, groups: Sequence[set[str]]) -> dict[str, str]:
    """Add events without a person of their own that are told beside exactly one case.

    An article that names defendants of two cases leaves open whose plot it speaks of.
    """
    persons = _defendants(cases, groups)
    group_of = {event: at for at, group in enumerate(groups) for event in group}
    attached: dict[str, str] = {}
    for event in sorted(cases.events):
        if event in group_of or cases.persons.get(event):
            continue
        if any(len(cases_named(article, named, persons)) > 1
               for article in cases.articles[event]):
            continue
        beside = [other for other in sorted(cases.beside.get(event, ())) if other in group_of]
        if len({group_of[other] for other in beside}) == 1:
            label = cases.events[beside[0]].label
            attached[event] = f"told in one sentence with: {label}"
            groups[group_of[beside[0]]].add(event)
    return attached


def _thread(
    cases: Cases, members: Sequence[str], why: Mapping[str, str], cited: Mapping[str, Cite]
) -> Thread:
    ordered = sorted(members, key=lambda event: _order(cases.events[event]))
    steps = tuple(
        ThreadStep(
            stage=stage_of(cases.events[event].kind), event=event,
            because=Because(
                rule="threads.case", version=VERSION, sentence=why.get(event, ""),
                cites=tuple(cited[m] for m in cases.events[event].members[:3] if m in cited)),
        )
        for event in ordered
    )
    spoken = Counter(person for event in members for person in cases.persons.get(event, ()))
    names = [cases.names[person]
             for person, _ in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return Thread(id=make_id("t", min(members)), label=f"Case of {', '.join(names[:2])}{more}",
                  steps=steps)


def _order(event: Event) -> tuple[int, date, str]:
    return stages().stages[stage_of(event.kind)], event.when.from_date or date.max, event.id


def answer_dues(
    dues: Sequence[Due],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    threads: Sequence[Thread],
    placed: Sequence[PlacedTime],
    last_day: date | None,
    settings: ThreadSettings,
) -> tuple[FollowUp, ...]:
    """Tell which dues this collection answers, which are open, which overdue.

    >>> answer_dues((), (), (), (), (), None, ThreadSettings())
    ()

    Takes: `last_day`, how far the collection reaches. Gives: follow-ups sorted by article and
    place. Overdue means: no outcome found in this collection up to that day.
    """
    times = {time.expression: time.when for time in placed}
    by_id = {event.id: event for event in events}
    event_of = {member: event for event in events for member in event.members}
    thread_of: dict[str, Thread] = {step.event: thread for thread in threads
                                    for step in thread.steps}
    happened: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.id in event_of and mention.status == "happened":
            happened[event_of[mention.id].id].add(mention.id)
    found = []
    for due in dues:
        own = event_of.get(due.event_mention or "")
        thread = thread_of.get(own.id) if own is not None else None
        when = times.get(due.time or "", UNKNOWN)
        steps = [by_id[step.event] for step in thread.steps] if thread is not None else []
        # An announcement does not answer itself: another telling must say that it happened.
        told = happened[own.id] - {due.event_mention} if own is not None else None
        if own is not None and told and _in_time(own, when, settings):
            answer: Event | None = own
        else:
            answer = _answer(due, when, own, steps, settings)
        found.append(_follow_up(due, when, answer, thread, last_day))
    return tuple(sorted(found, key=lambda f: (f.cite.article, f.cite.start, f.stage)))


def _answer(
    due: Due, when: When, own: Event | None, steps: Sequence[Event], settings: ThreadSettings
) -> Event | None:
    """Give the first event of the thread that answers in time."""
    if when.from_date is None and when.to_date is None:
        return None
    wanted = stages().answers.get(due.stage, ())
    right = [event for event in steps
             if event.status == "happened" and event.kind.split(".")[0] in wanted
             and (own is None or event.id != own.id) and event.when.from_date is not None
             and _in_time(event, when, settings)]
    return min(right, key=lambda e: (wanted.index(e.kind.split(".")[0]),
                                     e.when.from_date or date.max, e.id), default=None)


def _in_time(event: Event, when: When, settings: ThreadSettings) -> bool:
    """Say whether an event may be what was due: not long before, not years after."""
    start, end = when.from_date, when.to_date
    latest = event.when.to_date or event.when.from_date
    early = timedelta(days=settings.early_days)
    if start is not None and latest is not None and latest < start - early:
        return False
    if end is not None and event.when.from_date is not None:
        return event.when.from_date <= end + timedelta(days=settings.late_days)
    return True


def _follow_up(
    due: Due, when: When, answer: Event | None, thread: Thread | None, last_day: date | None
) -> FollowUp:
    reach = f" up to {last_day.isoformat()}" if last_day is not None else ""
    over = when.to_date is not None and last_day is not None and when.to_date <= last_day
    state: Literal["open", "answered", "overdue"] = "overdue" if over else "open"
    said = f"no outcome found in this collection{reach}"
    if answer is not None:
        state, said = "answered", f"answered by: {answer.label}"
    return FollowUp(
        id=make_id("u", due.id), cite=due.cite, stage=due.stage, due=when,
        state=state,
        answered_by=answer.id if answer is not None else None,
        thread=thread.id if thread is not None else None,
        because=Because(rule="follow_ups.answer", version=VERSION, sentence=said,
                        cites=(due.cite,)),
    )
