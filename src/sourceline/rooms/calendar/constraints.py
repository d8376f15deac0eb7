"""From a collection to a network: what its words say about when.

In: publications, expressions, event mentions, events, threads. Out: a `Network`, and which node
stands for what. Only dates and times of day of tellings that are told as real are used: what is
denied or merely imagined has no time, and a duration is no place in time.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Thread
from sourceline.record.when import UNKNOWN, Publication, TimeExpression
from sourceline.rooms.calendar.network import (
    Constraint,
    Days,
    Fixed,
    Network,
    Node,
    Order,
    Said,
    Told,
)
from sourceline.rooms.calendar.order_words import Happening, order_words
from sourceline.rooms.calendar.reach import FIRST, LAST, Reach, day_numbers
from sourceline.rooms.calendar.stages import Stage, find_awaited, find_stages
from sourceline.text.anchored import resolve

_UNREAL = frozenset(("denied", "hypothetical", "threatened"))
# A report may stand in a paper of the day before the event by the clock of another zone.
_REPORT_SLACK_DAYS = 1
_TO_COME = re.compile(r"\b(?:will|would|shall|set|due|scheduled|expected|planned|to be|if|until"
                      r"|could|may|might|marks|upcoming|coming|next)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Woven:
    """A network, and the numbers of its nodes by article and by event."""

    network: Network
    publications: Mapping[str, int]
    events: Mapping[str, int]


@dataclass(frozen=True)
class _Telling:
    """One dated or reporting mention with its numbers; `shared`: other articles place it too."""

    mention: EventMention
    event: int
    publication: int | None
    shared: bool


def weave(
    publications: Sequence[Publication], expressions: Sequence[TimeExpression],
    mentions: Sequence[EventMention], events: Sequence[Event], threads: Sequence[Thread],
) -> Woven:
    """Build the network of a collection, in an order its input does not touch."""
    nodes = [_of_publication(one) for one in sorted(publications, key=lambda p: p.article)]
    by_article = {node.key: at for at, node in enumerate(nodes)}
    ordered = sorted(events, key=lambda event: event.id)
    by_event = {event.id: len(nodes) + at for at, event in enumerate(ordered)}
    nodes += [Node(event.id, FIRST, LAST) for event in ordered]
    event_of = {member: event.id for event in ordered for member in event.members}
    # Who took part says nothing of when: half of what a telling weighs is left out.
    real = sorted((msgspec.structs.replace(one, roles=()) for one in mentions
                   if one.id in event_of and one.status not in _UNREAL),
                  key=lambda one: (one.cite.article, one.cite.start, one.id))
    shared = _shared(real, event_of)
    times = _by_article(expressions)
    stages = list(find_stages(threads, ordered, real, by_event, by_article, times))
    tied = _tied(stages)
    told = [_Telling(one, by_event[event_of[one.id]], by_article.get(one.cite.article),
                     event_of[one.id] in shared or _by_others(one, event_of[one.id], tied))
            for one in real]
    happened = [Happening(one.mention, one.event) for one in told
                if one.mention.status == "happened"]
    constraints = [*_dated(told, nodes, times), *_reported(told),
                   *(one.order for one in stages),
                   *find_awaited(ordered, real, by_event, by_article),
                   *order_words(happened, times)]
    return Woven(Network(tuple(nodes), tuple(constraints)), by_article, by_event)


def _shared(mentions: Sequence[EventMention], event_of: Mapping[str, str]) -> set[str]:
    """Find the events that more than one article tells."""
    first: dict[str, str] = {}
    return {event_of[one.id] for one in mentions
            if first.setdefault(event_of[one.id], one.cite.article) != one.cite.article}


def _tied(stages: Sequence[Stage]) -> Mapping[str, set[str]]:
    """Give, for each event of a case, the articles that place it among the case's stages."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for one in stages:
        for event in one.events:
            tied[event].update(one.articles)
    return tied


def _by_others(one: EventMention, event: str, tied: Mapping[str, set[str]]) -> bool:
    """Tell an event that the stages told by another article place."""
    return bool(tied.get(event, set()) - {one.cite.article})


def _of_publication(one: Publication) -> Node:
    low, high = day_numbers(one.published)
    stretches = tuple((first.toordinal(), last.toordinal() - 1) for first, last in one.possible)
    return Node(one.article, low, high, _inside(stretches, low, high))


def _inside(stretches: Sequence[Days], low: int, high: int) -> tuple[Days, ...]:
    """Keep the stretches inside the ends; where the last goes on and the end is open, so it is."""
    kept = [(max(low, first), min(high, last)) for first, last in stretches
            if first <= high and last >= low]
    if kept and high >= LAST:
        kept[-1] = (kept[-1][0], LAST)
    return tuple(kept)


def _by_article(expressions: Sequence[TimeExpression]) -> dict[str, dict[str, TimeExpression]]:
    by_article: defaultdict[str, dict[str, TimeExpression]] = defaultdict(dict)
    for one in expressions:
        by_article[one.cite.article][one.id] = one
    return by_article


def _dated(told: Sequence[_Telling], nodes: Sequence[Node],
           by_article: Mapping[str, Mapping[str, TimeExpression]]) -> Iterator[Constraint]:
    """Each telling with a time puts its event there."""
    reaches: dict[tuple[str, str], Reach] = {}
    for telling in told:
        others = by_article.get(telling.mention.cite.article, {})
        time = others.get(telling.mention.time or "")
        if time is None or time.kind not in ("DATE", "TIME"):
            continue
        if _is_limit(time, telling.mention):
            continue
        time = _to_come(time, telling.mention)
        said = Said(f"“{time.cite.words}” is said of it", (time.cite, telling.mention.sentence))
        node = nodes[telling.publication] if telling.publication is not None else None
        if node is None or node.low == node.high or not _hangs(time, others):
            low, high = _fixed(time, others, node)
            if (low, high) != (FIRST, LAST):
                yield Fixed(telling.event, low, high, said)
        elif telling.publication is not None:
            key = (time.id, time.relative.direction if time.relative else "")
            reach = reaches.setdefault(key, Reach(time, others))
            yield Told(telling.publication, telling.event, reach, said, telling.shared)


# "Has until June 30 to report", "gave it until May": the day ends a wait and is nobody's own.
_WAIT = re.compile(r"\b(?:until|till|no later than)\s(?:the\s)?(?:end of\s)?$", re.IGNORECASE)
# "Is to report by June 30" may come to pass on any day up to then; "was gone by June" is apart.
_LIMIT = re.compile(r"\b(?:by|before)\s(?:the\s)?(?:end of\s)?$", re.IGNORECASE)


def _is_limit(time: TimeExpression, mention: EventMention) -> bool:
    before = mention.sentence.words[:max(0, time.cite.start - mention.sentence.start)]
    if _WAIT.search(before):
        return True
    return mention.status in ("planned", "expected") and _LIMIT.search(before) is not None


def _to_come(time: TimeExpression, mention: EventMention) -> TimeExpression:
    """Let what is only expected lie ahead, where the words leave the side open.

    "November 27 marks the date of the trial" tells no tense; that the trial is to come does.
    """
    relative = time.relative
    if mention.status not in ("expected", "planned") or relative is None:
        return time
    if relative.direction != "near" or relative.amount is not None:
        return time
    ahead = msgspec.structs.replace(relative, direction="future")
    return msgspec.structs.replace(time, relative=ahead)


def _fixed(time: TimeExpression, others: Mapping[str, TimeExpression],
           node: Node | None) -> Days:
    if node is not None and node.low == node.high:
        return Reach(time, others).on(node.low)
    return day_numbers(resolve(time, UNKNOWN, others))


def _hangs(time: TimeExpression, others: Mapping[str, TimeExpression]) -> bool:
    """Tell whether an expression hangs, perhaps by others, on the publication."""
    for _ in range(len(others) + 1):
        if time.when is not None or time.relative is None:
            return False
        if time.relative.anchor == "publication":
            return True
        if time.relative.anchor not in others:
            return False
        time = others[time.relative.anchor]
    return False


def _reported(told: Sequence[_Telling]) -> Iterator[Constraint]:
    """No article can report what had not happened.

    Only plain past tense counts: "November 27 marks the trial date" reports nothing.
    """
    seen: set[tuple[int, int]] = set()
    for telling in told:
        pair = (telling.event, telling.publication if telling.publication is not None else -1)
        if pair[1] < 0 or pair in seen or not (telling.shared and _is_past(telling.mention)):
            continue
        seen.add(pair)
        said = Said("it is reported as having happened", (telling.mention.sentence,))
        yield Order(*pair, said, slack_days=_REPORT_SLACK_DAYS, caps=False)


def _is_past(mention: EventMention) -> bool:
    """Tell whether a mention says in the past tense, with nothing to come, that it happened."""
    words = mention.cite.words.lower().split()
    if mention.status != "happened" or not words or _TO_COME.search(mention.sentence.words):
        return False
    return words[0].endswith("ed") or "was" in words or "were" in words
