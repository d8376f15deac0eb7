"""What people decided about events: tellings of one, a telling of another, and what it was.

In: decisions in the order they were made, each about the trigger of a telling. Out: groups as
people want them with the pairs they keep apart (`decide_groups`), and events and tellings as
people corrected them (`correct_events`). What follows from a decision is left to the rooms that
come after; `store/verdicts_events.py` says the same of rows, for a record that is not read anew.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from sourceline.record.cite import Cite
from sourceline.record.decision import Decision
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention, Status
from sourceline.record.when import Precision, When
from sourceline.rooms.merge.describe import label_of
from sourceline.rooms.merge.evidence import Ground
from sourceline.rooms.merge.join import Joined
from sourceline.text.date_words import precision_of

_GROUND = Ground(1.0, "a person judged it so")
_WORDS = ("event.kind", "event.status")
# What else than words of names decides whether two tellings are of one event.
_MERGED_BY = ("event.kind", "event.date")
# What the date of an event rests on where a person gave it.
_DECIDED = "decision"


@dataclass(frozen=True)
class Grouped:
    """Groups as people want them, and pairs of tellings that are of two events."""

    groups: tuple[Joined, ...]
    apart: frozenset[tuple[int, int]]


def decide_groups(mentions: Sequence[EventMention], groups: Sequence[Joined],
                  decided: Sequence[Decision]) -> Grouped:
    """Join the events of two tellings, or take the first telling out of its event.

    Takes: mentions in the order of the numbers in `groups`.
    """
    places = _places(mentions)
    held = {group.members[0]: group for group in groups}
    owner = {number: first for first, group in held.items() for number in group.members}
    apart: set[tuple[int, int]] = set()
    for decision in decided:
        one = _found(places, mentions, decision.cite, decision.read_as)
        two = _found(places, mentions, decision.other, "")
        if decision.question != "event.same" or one is None or two is None:
            continue
        first, second = held[owner[one]], held[owner[two]]
        if decision.verdict == "merge":
            members = tuple(sorted({*first.members, *second.members}))
            apart -= {(a, b) for a in members for b in members}
            _put(held, owner, [first, second], [Joined(members, (
                *first.grounds, *(second.grounds if first != second else ()), _GROUND))])
        elif decision.verdict == "split" and first == second:
            rest = tuple(number for number in first.members if number != one)
            apart |= {pair for other in rest for pair in ((one, other), (other, one))}
            _put(held, owner, [first], [Joined(rest, first.grounds), Joined((one,), (_GROUND,))])
        elif decision.verdict == "split":
            apart |= {pair for a in first.members for b in second.members
                      for pair in ((a, b), (b, a))}
    return Grouped(tuple(held[first] for first in sorted(held)), frozenset(apart))


def _put(held: dict[int, Joined], owner: dict[int, int], old: Sequence[Joined],
         new: Sequence[Joined]) -> None:
    for group in old:
        held.pop(group.members[0], None)
    for group in new:
        held[group.members[0]] = group
        for number in group.members:
            owner[number] = group.members[0]


@dataclass(frozen=True)
class Judged:
    """Tellings as people corrected their events before anything is merged anew.

    `changed` are the tellings of another kind now, `dated` the time a person gave by telling.
    """

    changed: tuple[EventMention, ...]
    dated: Mapping[str, When]


def judge_tellings(mentions: Sequence[EventMention], before: Sequence[Event],
                   decided: Sequence[Decision]) -> Judged:
    """Give tellings the kind and the date that people gave their events.

    >>> judge_tellings((), (), ()).dated
    {}

    Takes: `before`, the events as they were read: what a person corrected was one of these, with
    all its tellings, as far as the person did not join or part it.
    """
    judged = [one for one in decided if one.question in _MERGED_BY and one.verdict == "correct"]
    if not judged:
        return Judged((), {})
    number_of = {one.id: number for number, one in enumerate(mentions)}
    groups = [Joined(tuple(sorted(number_of[member] for member in event.members)), ())
              for event in before if all(member in number_of for member in event.members)]
    known = {number for group in groups for number in group.members}
    groups += [Joined((number,), ()) for number in range(len(mentions)) if number not in known]
    owner = {number: group for group in decide_groups(mentions, groups, decided).groups
             for number in group.members}
    now, places, dated = list(mentions), _places(mentions), dict[str, When]()
    for decision in judged:
        number = _found(places, now, decision.cite, decision.read_as)
        if number is None:
            continue
        if decision.question == "event.date":
            dated |= {now[other].id: _time_said(decision.answer)
                      for other in owner[number].members}
            continue
        was = now[number].kind
        for other in owner[number].members:
            if now[other].kind == was:
                now[other] = msgspec.structs.replace(now[other], kind=decision.answer)
    changed = tuple(one for one, old in zip(now, mentions, strict=True) if one != old)
    return Judged(changed, dated)


@dataclass(frozen=True)
class Corrected:
    """Events as people corrected them, and the tellings whose kind or status changed with them."""

    events: tuple[Event, ...]
    mentions: tuple[EventMention, ...]

    def within(self, mentions: Sequence[EventMention]) -> list[EventMention]:
        """Give all tellings, the corrected ones in the place of what they were."""
        now = {one.id: one for one in self.mentions}
        return [now.get(one.id, one) for one in mentions]


def correct_events(events: Sequence[Event], mentions: Sequence[EventMention],
                   links: Sequence[Link], entities: Sequence[Entity],
                   decided: Sequence[Decision]) -> Corrected:
    """Correct kind, status, date and place of events, in the order people did.

    Gives: events in the order they came; a label follows a corrected kind, date or place. A kind
    or status is corrected in those tellings too that had the event's.
    """
    judged = [one for one in decided if one.question.startswith("event.")
              and one.verdict == "correct"]
    if not judged:
        return Corrected(tuple(events), ())
    now = {event.id: event for event in events}
    told = {one.id: one for one in mentions}
    event_of = {member: event.id for event in events for member in event.members}
    places = _places(mentions)
    changed: dict[str, EventMention] = {}
    touched: set[str] = set()
    for decision in judged:
        # A kind is corrected in the telling by now (`judge_tellings`).
        number = _found(places, mentions, decision.cite, decision.read_as, decision.answer)
        event = now.get(event_of.get(mentions[number].id, "")) if number is not None else None
        if event is None:
            continue
        if decision.question in _WORDS:
            fresh = _word_corrected(event, told, decision)
            told |= fresh
            changed |= fresh
        now[event.id] = _corrected(event, decision, now)
        touched.add(event.id)
    names, entity_of = {e.id: e.name for e in entities}, {k.mention: k.entity for k in links}
    for event in events:
        if event.id in touched:
            now[event.id] = _labelled(event, now[event.id], told, names, entity_of)
    return Corrected(tuple(now[event.id] for event in events),
                     tuple(changed[name] for name in sorted(changed)))


def keep_dates(events: Sequence[Event], corrected: Sequence[Event]) -> tuple[Event, ...]:
    """Give a person's date back to events that were dated again by the collection.

    >>> keep_dates((), ())
    ()
    """
    dates = {event.id: event.when for event in corrected if event.when.basis == _DECIDED}
    return tuple(msgspec.structs.replace(event, when=dates.get(event.id, event.when))
                 for event in events)


def _labelled(was: Event, now: Event, told: Mapping[str, EventMention], names: Mapping[str, str],
              entity_of: Mapping[str, str]) -> Event:
    """Name an event by what it is now; a place that its label did not name stays out of it."""
    named = [now.place] if now.place != was.place else [
        place for place in (now.place, now.country) if place in was.label]
    label = label_of([told[member] for member in now.members], now.kind, "".join(named[:1]),
                     now.when, names, entity_of)
    return msgspec.structs.replace(now, label=label)


def _word_corrected(event: Event, told: Mapping[str, EventMention], decision: Decision
                    ) -> dict[str, EventMention]:
    """Correct the tellings that had the event's kind or status."""
    name = decision.question.partition(".")[2]
    was = getattr(event, name)
    answer = decision.answer if name == "kind" else msgspec.convert(decision.answer, Status)
    return {member: msgspec.structs.replace(told[member], **{name: answer})
            for member in event.members if getattr(told[member], name) == was}


def _corrected(event: Event, decision: Decision, now: Mapping[str, Event]) -> Event:
    if decision.question in _WORDS:
        name = decision.question.partition(".")[2]
        return msgspec.structs.replace(event, **{name: decision.answer})
    if decision.question == "event.date":
        return msgspec.structs.replace(event, when=_time_said(decision.answer))
    known = min((one for one in now.values() if one.place == decision.answer and decision.answer),
                key=lambda one: (one.latitude is None, not one.country, one.id), default=None)
    return msgspec.structs.replace(
        event, place=decision.answer, country=known.country if known else "",
        latitude=known.latitude if known else None, longitude=known.longitude if known else None)


def _time_said(answer: str) -> When:
    """Read the days a person gave, as FROM/TO; an empty end is open."""
    start, _, end = answer.partition("/")
    return When(from_date=date.fromisoformat(start) if start else None,
                to_date=date.fromisoformat(end) if end else None,
                precision=msgspec.convert(precision_of(start, end), Precision), basis=_DECIDED)


def _places(mentions: Sequence[EventMention]) -> Mapping[tuple[str, int, int], list[int]]:
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for number, one in enumerate(mentions):
        places[one.cite.article, one.cite.start, one.cite.end].append(number)
    return places


def _found(places: Mapping[tuple[str, int, int], Sequence[int]], mentions: Sequence[EventMention],
           cite: Cite | None, *read_as: str) -> int | None:
    """Find the telling at these words; by its kind where there are several, else none."""
    some = places.get((cite.article, cite.start, cite.end), ()) if cite else ()
    same = [number for number in some if mentions[number].kind in read_as]
    chosen = same or list(some)
    return chosen[0] if len(chosen) == 1 else None
