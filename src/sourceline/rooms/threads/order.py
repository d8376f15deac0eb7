"""From a group of events to a thread: its kind, the order of its steps, its label, who has what.

In: events with their stages. Out: `Thread`s. It joins nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import date

import msgspec

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.event import Event
from sourceline.record.thread import LIKELY, RULE, Thread, ThreadStep
from sourceline.rooms.threads.lexicon import ThreadKind, is_among, stages, step_of

VERSION = "4"
# A matter of no named person is a case only where it is nothing else.
_CASE = "case"
# Kinds of case that are told of somebody only by what befell them.
_BEFALL = frozenset(("disappearance", "hostages"))
_OUTCOMES = ("VERDICT", "SENTENCE", "EXCHANGE", "RELEASE", "EXECUTE")
_SMALL = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
          9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}


def kind_of(events: Sequence[Event], own: Set[str] | None = None) -> ThreadKind | None:
    """Say of which kind a group of events is, None when it has the core of none.

    Takes: `own`, of a case of persons, the events that befell one of them: that others are
    missing or held makes nobody's case a disappearance.

    A matter is of the kind that has a place for most of its steps and is told by most of its own:
    threats that were searched into are no inquiry, and a vote that some marched against no protest.
    """
    kinds = [kind for kind in stages().kind
             if any(_opens(event, kind, own) for event in events)
             and (kind.name != "protests" or own is not None or _are_against(events))]
    if own is not None or not kinds:
        return next(iter(kinds), None)
    return min(kinds, key=lambda kind: (kind.name == _CASE, -sum(
        (step_of(event.kind, event.status) in kind.order) + is_among(event.kind, kind.core)
        for event in events), kinds.index(kind)))


def _opens(event: Event, kind: ThreadKind, own: Set[str] | None) -> bool:
    """Tell whether an event makes a thread of a kind: its core, and more than a supposition."""
    if not is_among(event.kind, kind.core) or (own is None and event.status in _ONLY_SAID
                                               and kind.name != "threats"):
        return False
    return own is None or kind.name not in _BEFALL or event.id in own


# What somebody only threatens or supposes opens no thread of what was done.
_ONLY_SAID = frozenset(("hypothetical", "threatened"))


def _are_against(events: Sequence[Event]) -> bool:
    """Tell protests from rallies held every year: more than a rally, or somebody moved against it.
    """
    kinds = {event.kind for event in events}
    return any(kind.split(".")[0] == "PROTEST" and kind != "PROTEST.rally" for kind in kinds) \
        or any(step_of(event.kind, event.status) in _ANSWERS_STREETS for event in events)


# These come at any stage of a case; news tells them when they are new.
_AT_ANY_STAGE = frozenset(("STATEMENT", "REQUEST", "REJECT", "ACCUSE", "CONSULT", "REPORT",
                           "SUPPORT", "POLICY"))
_ANSWERS_STREETS = frozenset(("COERCE", "ARREST", "DETAIN", "YIELD", "ASSAULT", "CHARGE"))


def order_steps(events: Sequence[Event], kind: ThreadKind) -> list[Event]:
    """Put the events of a thread in order: by time where it is known, else by their stage.

    An event without a first day stands after the last dated one whose stage is not later than its
    own and which does not begin when it was over; what is said and asked for at any stage stands
    behind all that began before it was told.
    """
    dated = sorted((event for event in events if event.when.from_date is not None),
                   key=lambda e: (e.when.from_date or date.max, _rank(e, kind), e.id))
    rest = sorted((event for event in events if event.when.from_date is None),
                  key=lambda e: (_at_any_stage(e), _rank(e, kind), e.id))
    for event in rest:
        before = dated[:_over_at(event, dated)]
        places = [at for at, other in enumerate(before) if _rank(other, kind) <= _rank(event, kind)
                  or _at_any_stage(event)]
        dated.insert(places[-1] + 1 if places else 0, event)
    return dated


def _at_any_stage(event: Event) -> bool:
    return event.when.to_date is not None and event.kind.split(".")[0] in _AT_ANY_STAGE


def order_again(threads: Sequence[Thread], events: Sequence[Event]) -> tuple[Thread, ...]:
    """Put the steps of threads in the order of the dates that events have now.

    Takes: events as the calendar dates them; threads joined before it.
    """
    by_id = {event.id: event for event in events}
    kinds = {kind.name: kind for kind in stages().kind}
    found = []
    for thread in threads:
        steps = {step.event: step for step in thread.steps}
        ordered = order_steps([by_id[event] for event in steps], kinds[thread.kind])
        found.append(msgspec.structs.replace(
            thread, steps=tuple(steps[event.id] for event in ordered)))
    return tuple(found)


def _over_at(event: Event, dated: Sequence[Event]) -> int:
    """Give the place of the first dated event that begins when an event is over."""
    end = event.when.to_date
    return next((at for at, other in enumerate(dated) if end is not None
                 and other.when.from_date is not None and other.when.from_date >= end), len(dated))


def _rank(event: Event, kind: ThreadKind) -> int:
    return kind.order.get(step_of(event.kind, event.status), 0)


def make_thread(events: Sequence[Event], kind: ThreadKind, label: str,
                why: Mapping[str, str], cited: Mapping[str, Cite],
                loose: Set[str] = frozenset()) -> Thread:
    """Make a thread of events that belong together.

    Takes: `loose`, events that are likely of the matter; their rule says so, and no date rests on
    their place in it.
    """
    steps = tuple(
        ThreadStep(stage=step_of(event.kind, event.status), event=event.id, because=Because(
            rule=f"{RULE}{kind.name}{LIKELY if event.id in loose else ''}", version=VERSION,
            sentence=why.get(event.id, ""),
            cites=tuple(cited[m] for m in event.members[:3] if m in cited)))
        for event in order_steps(events, kind))
    # Two threads may share an event, so no single event can name one.
    named = make_id("t", kind.name, *sorted(event.id for event in events))
    return Thread(id=named, label=label, steps=steps)


def label_case(kind: ThreadKind, persons: Sequence[str], spoken: Counter[str],
               reached: Mapping[str, str], people: int = 0) -> str:
    """Name a case by its people, those told of most first, with who has an outcome.

    Takes: `people`, how many articles say there are, if more than they name.

    >>> label_case(stages().kind[2], ["Orr", "Tarn"], Counter(Orr=2), {"Orr": "SENTENCE"})
    'Case of Orr and Tarn (one sentenced, one outcome not found)'
    """
    ordered = sorted(persons, key=lambda name: (-spoken[name], name))
    unnamed = max(0, people - len(ordered))
    more = f" and {len(ordered) - 2} more" if len(ordered) > 2 else ""
    names = ", ".join(ordered[:2]) if more else " and ".join(ordered)
    others = f" and {_said(unnamed)} not named" if unnamed else ""
    return f"{kind.label} of {names}{more}{others}{_outcomes_said(ordered, reached, unnamed)}"


_REACHED = {"VERDICT": "with a verdict", "SENTENCE": "sentenced", "EXCHANGE": "exchanged",
            "RELEASE": "released", "EXECUTE": "executed"}


def _outcomes_said(persons: Sequence[str], reached: Mapping[str, str], unnamed: int) -> str:
    """Say how far each of several people got: "one sentenced, three outcomes not found"."""
    counted = Counter(reached.get(name, "") for name in persons)
    counted[""] += unnamed
    if len(persons) + unnamed < 2 or not reached:
        return ""
    parts = [f"{_said(counted[stage])} {_REACHED[stage]}" for stage in _OUTCOMES if counted[stage]]
    if counted[""]:
        plural = "outcome" if counted[""] == 1 else "outcomes"
        parts.append(f"{_said(counted[''])} {plural} not found")
    return f" ({', '.join(parts)})"


def _said(number: int) -> str:
    return _SMALL.get(number, str(number))


def furthest(stages_met: set[str]) -> str:
    """Give the last outcome among the stages a person met, "" for none."""
    return next((stage for stage in ("EXECUTE", "EXCHANGE", "RELEASE", "SENTENCE", "VERDICT")
                 if stage in stages_met), "")
