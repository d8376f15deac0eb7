"""What the stages of one case say of when: a verdict follows its trial, and what is awaited comes.

In: threads, events and the tellings of their mentions. Out: `Stage`s: an order of two nodes, and
the article whose words say so. "The verdict is due next month", said on 30 March, puts a verdict
that another article tells as given, and the sentence after it, on 30 March or later; and the other
way round, an undated article that awaits what was given on 4 May is not of June.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Thread
from sourceline.record.when import TimeExpression
from sourceline.rooms.calendar.network import Apart, Order, Said

_TO_BE = frozenset(("expected", "planned"))
# A page of the day may still await in the morning what is told in the evening.
_AWAITED_SLACK_DAYS = 1
# Looks ahead from the day of the article itself; "hoped it would", "was due" look back.
_AHEAD = re.compile(r"\b(?:will|shall|(?:is|are|remains?)\s(?:\w+\s){0,2}?(?:set|scheduled"
                    r"|slated|due|expected|planned|to)\b|awaits?|awaiting|pending|upcoming|forthcoming"
                    r"|(?:next|this coming)\s(?:week|month|year|\w+day)|tomorrow|faces?\b)"
                    r"|[’']ll\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(r"\b(?:would|had|was|were|hoped|if|could|might|unless)\b", re.IGNORECASE)
# A second round of the same stages has another verdict.
_ANOTHER_ROUND = re.compile(r"\b(?:appeal\w*|re-?tr(?:ial|ied)|second trial|higher court"
                            r"|overturn\w*|quash\w*|cassation|supreme court|review)\b",
                            re.IGNORECASE)
_HIS_SENTENCE = re.compile(r"\b(?:his|her|their|whose|[a-z]+[’']s?)\s"
                           r"(?:\w+-(?:year|month)(?:-long)?|life)\s(?:prison\s|jail\s)?(?:sentence|term)\b",
                           re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:postponed|put off|rescheduled|pushed back)\b", re.IGNORECASE)
# A release that ends a sentence; others are on bail, before any.
_SERVED = re.compile(r"\b(?:sentences?|serv(?:ed|ing)|jail term|prison term|pardon\w*|amnesty"
                     r"|swap\w*|exchange\w*|years into)\b", re.IGNORECASE)
# "Was freed four years into his 20-year sentence", a few words behind the event.
_INTO_SENTENCE = re.compile(r"\sinto\s(?:his|her|their|an?|the)\s(?:[\w-]+\s){0,3}?"
                            r"(?:sentence|term|imprisonment)s?\b", re.IGNORECASE)
_INTO_CHARS = 100
_VALUE = re.compile(r"P(\d{1,3})([WMY])$")
_DAYS = {"W": 7, "M": 31, "Y": 366}
# Sentenced at the end of one day, counted from the next week on.
_SERVED_SLACK_DAYS = 7


class StageOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/times_order.toml`."""

    about: About
    order: dict[str, tuple[str, ...]]
    awaited: tuple[str, ...]


@cache
def stage_order() -> StageOrder:
    """Give, for each stage of a case, the stages it cannot come before, and what is awaited."""
    content: StageOrder = load("times_order.toml", StageOrder)
    return content


@dataclass(frozen=True)
class Stage:
    """An order of two nodes, the events it is about and the articles whose words say so."""

    order: Order | Apart
    events: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True)
class _Case:
    """One thread: its events by stage, and the mentions of each."""

    by_stage: Mapping[str, frozenset[str]]
    events: Mapping[str, Event]
    told: Mapping[str, Sequence[EventMention]]

    def only(self, stage: str) -> str | None:
        """Give the one event of a stage that happened; None for none or several."""
        found = self.of_stage(stage, ("happened",))
        return found[0] if len(found) == 1 and found[0] in self.events else None

    def of_stage(self, stage: str, statuses: Sequence[str]) -> list[str]:
        """Give the events of a stage with these statuses, and those nothing is known of."""
        return [one for one in sorted(self.by_stage.get(stage, ()))
                if one not in self.events or self.events[one].status in statuses]

    def articles(self, event: str) -> frozenset[str]:
        """Give the articles that tell an event."""
        return frozenset(one.cite.article for one in self.told[event])


def find_stages(
    threads: Sequence[Thread], events: Sequence[Event], mentions: Sequence[EventMention],
    numbers: Mapping[str, int], publications: Mapping[str, int],
    times: Mapping[str, Mapping[str, TimeExpression]],
) -> Iterator[Stage]:
    """Find what the stages of each case and what its articles await say of the order.

    Takes: the numbers of nodes, by event and by article; expressions, by article and id.
    """
    for case in _cases(threads, events, mentions):
        yield from _in_order(case, numbers)
        yield from _awaited(case, numbers, publications)
        yield from _presupposed(case, numbers, publications)
        yield from _served(case, numbers, times)


def _cases(threads: Sequence[Thread], events: Sequence[Event], mentions: Sequence[EventMention]
           ) -> Iterator[_Case]:
    known = {event.id: event for event in events}
    # What is only likely of a case dates nothing.
    sure = {thread.id: [step for step in thread.steps if not step.likely] for thread in threads}
    stepping = {step.event for steps in sure.values() for step in steps}
    event_of = {member: event.id for event in events if event.id in stepping
                for member in event.members}
    told: defaultdict[str, list[EventMention]] = defaultdict(list)
    for one in mentions:
        if one.id in event_of:
            told[event_of[one.id]].append(one)
    for thread in sorted(sure):
        by_stage: defaultdict[str, set[str]] = defaultdict(set)
        for step in sure[thread]:
            by_stage[step.stage].add(step.event)
        yield _Case({stage: frozenset(found) for stage, found in by_stage.items()}, known,
                    {event: sorted(told[event], key=lambda one: (one.cite.article, one.cite.start))
                     for found in by_stage.values() for event in found})


def _in_order(case: _Case, numbers: Mapping[str, int]) -> Iterator[Stage]:
    """Within a case, a verdict follows its trial; only where there is one of each."""
    for later in sorted(case.by_stage):
        last = case.only(later)
        for first in stage_order().order.get(later, ()):
            start = _single(case, first)
            if last is None or start is None or start == last:
                continue
            if later == "RELEASE" and not any(_SERVED.search(one.sentence.words)
                                              for one in case.told[last]):
                continue
            cites = tuple(case.told[event][0].sentence for event in (start, last)
                          if case.told[event])
            said = Said(f"{later.lower()} cannot come before {first.lower()} in one case", cites)
            yield Stage(Order(numbers[start], numbers[last], said), (start, last),
                        tuple(sorted(case.articles(start))))


def _single(case: _Case, stage: str) -> str | None:
    """Give the one event of a stage, where it happened and no other is to come."""
    return case.only(stage) if len(case.of_stage(stage, ("happened", *_TO_BE))) == 1 else None


def _awaited(case: _Case, numbers: Mapping[str, int], publications: Mapping[str, int]
             ) -> Iterator[Stage]:
    """What an article awaits comes on its day or later, and so does what follows that."""
    if case.by_stage.get("APPEAL"):
        return  # whose verdict is awaited is not said
    for stage in sorted(case.by_stage):
        if stage not in stage_order().awaited:
            continue
        for event in sorted(case.by_stage[stage]):
            for one in case.told[event]:
                if one.cite.article in publications and _awaits(one):
                    yield from _not_before(case, stage, one, numbers, publications)


def _presupposed(case: _Case, numbers: Mapping[str, int], publications: Mapping[str, int]
                 ) -> Iterator[Stage]:
    """An article that speaks of "his 20-year sentence" is not before the sentence of the case."""
    passed = _single(case, "SENTENCE")
    if passed is None:
        return
    seen = set(case.articles(passed))
    spoken = (one for event in sorted(case.told) for one in case.told[event])
    for one in sorted(spoken, key=lambda one: (one.cite.article, one.cite.start)):
        article = one.cite.article
        if article in seen or article not in publications or not _HIS_SENTENCE.search(
                one.sentence.words):
            continue
        seen.add(article)
        said = Said("it speaks of the sentence as passed",
                    (one.sentence, case.told[passed][0].sentence))
        yield Stage(Order(numbers[passed], publications[article], said, _AWAITED_SLACK_DAYS,
                          caps=False), (), ())


def _served(case: _Case, numbers: Mapping[str, int],
            times: Mapping[str, Mapping[str, TimeExpression]]) -> Iterator[Stage]:
    """Put what happened "four years into his sentence" before the fifth year after it is over.

    Not behind the fourth: a term may be counted from the arrest.
    """
    passed = _single(case, "SENTENCE")
    if passed is None:
        return
    for event in sorted(case.told):
        for one in case.told[event]:
            most = _most_served(one, times.get(one.cite.article, {}))
            if event != passed and one.status == "happened" and most:
                said = Said("so far into the sentence of the case",
                            (one.sentence, case.told[passed][0].sentence))
                yield Stage(Apart(numbers[passed], numbers[event], 0, most, said), (), ())


def _most_served(one: EventMention, times: Mapping[str, TimeExpression]) -> int | None:
    """Give the days after which so many units and one more are over, None where nothing says so."""
    after = one.cite.end - one.sentence.start
    found = _INTO_SENTENCE.search(one.sentence.words, after, after + _INTO_CHARS)
    if found is None or ";" in one.sentence.words[after:found.start()]:
        return None
    at = one.sentence.start + found.start()
    length = next((time for time in times.values() if time.kind == "DURATION"
                   and at - 1 <= time.cite.end <= at), None)
    value = _VALUE.match(length.value) if length else None
    if length is None or value is None or length.modifier in ("MORE_THAN", "EQUAL_OR_MORE"):
        return None
    more = 0 if length.modifier in ("LESS_THAN", "EQUAL_OR_LESS") else 1
    return (int(value[1]) + more) * _DAYS[value[2]] + _SERVED_SLACK_DAYS


def _not_before(case: _Case, stage: str, waits: EventMention, numbers: Mapping[str, int],
                publications: Mapping[str, int]) -> Iterator[Stage]:
    """Put what happened at this stage and after it behind the article that awaits it."""
    article = waits.cite.article
    for later in sorted(case.by_stage):
        last = case.only(later)
        if last is None or (later != stage and stage not in stage_order().order.get(later, ())):
            continue
        told = case.told[last]
        if not told or any(one.cite.article == article and one.status not in _TO_BE
                           for one in told) or all(one.cite.article == article for one in told):
            continue  # an article that tells it too speaks of another round
        if any(_ANOTHER_ROUND.search(one.sentence.words) for one in told):
            continue
        said = Said(f"an article awaits the {stage.lower()}", (
            waits.sentence, *(one.sentence for one in told[:1])))
        yield Stage(Order(publications[article], numbers[last], said, _AWAITED_SLACK_DAYS),
                    (last,), (article,))


def find_awaited(
    events: Sequence[Event], mentions: Sequence[EventMention],
    numbers: Mapping[str, int], publications: Mapping[str, int],
) -> Iterator[Order]:
    """Put an article that awaits an event no later than the event, where another tells it as done.

    What several only await says nothing: it may be put off.
    """
    event_of = {member: event.id for event in events if event.status == "happened"
                for member in event.members}
    told: defaultdict[str, list[EventMention]] = defaultdict(list)
    for one in mentions:
        if one.id in event_of:
            told[event_of[one.id]].append(one)
    for event in sorted(told):
        done = {one.cite.article for one in told[event] if one.status == "happened"}
        seen: set[str] = set()
        for one in told[event]:
            article = one.cite.article
            if not done or one.status not in _TO_BE or article in done | seen or (
                    article not in publications):
                continue
            if not _awaits(one) and not _PUT_OFF.search(one.sentence.words):
                continue
            seen.add(article)
            yield Order(publications[article], numbers[event], Said(
                "an article awaits what another tells as done", (one.sentence,)),
                _AWAITED_SLACK_DAYS)


def _awaits(one: EventMention) -> bool:
    """Tell "the verdict is due next month" from "hoped his conviction would lead to …"."""
    words = one.sentence.words
    at = one.cite.start - one.sentence.start
    clause = words[max(0, words.rfind(",", 0, at)):]
    return (one.status in _TO_BE and _AHEAD.search(words) is not None
            and _LOOKS_BACK.search(clause) is None and _ANOTHER_ROUND.search(words) is None)
