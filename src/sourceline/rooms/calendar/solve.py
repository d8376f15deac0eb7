"""The calendar of a collection: all its dates solved together.

In: publications, expressions, event mentions, events and threads, in any order. Out: a `Calendar`:
the publications, placed times and events as tight as all words together allow, and what conflicts.
Articles date one another only through events that were found to be one; it merges nothing itself.
What conflicts is left as wide as each article's own words leave it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from sourceline.record.cite import Because, Cite
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Thread
from sourceline.record.when import CandidateDate, PlacedTime, Publication, TimeExpression, When
from sourceline.rooms.calendar.constraints import Woven, weave
from sourceline.rooms.calendar.place import DEFAULTS, CalendarSettings, place_times
from sourceline.rooms.calendar.propagate import Solution, chain_of, propagate
from sourceline.rooms.calendar.reach import FIRST, LAST

VERSION = "1"

# A reason cites at most so many sentences; longer chains are rare and nobody reads them.
_MOST_CITES = 16


@dataclass(frozen=True)
class Calendar:
    """The solved times of a collection, each list sorted as it was given to the record.

    `conflicts` are the smallest sets of sentences that cannot all be true; nothing was narrowed
    by any of them.
    """

    publications: tuple[Publication, ...]
    placed: Sequence[PlacedTime]
    events: tuple[Event, ...]
    conflicts: tuple[Because, ...]


def solve_calendar(
    publications: Sequence[Publication],
    expressions: Sequence[TimeExpression],
    event_mentions: Sequence[EventMention],
    events: Sequence[Event],
    threads: Sequence[Thread],
    settings: CalendarSettings = DEFAULTS,
) -> Calendar:
    """Solve all dates of a collection together.

    >>> solve_calendar((), (), (), (), ())
    Calendar(publications=(), placed=(), events=(), conflicts=())

    Gives: publications sorted by article, events by id. An article that shares no event with
    others changes no date of theirs.
    """
    solved = solve_dates(publications, expressions, event_mentions, events, threads)
    return replace(solved, placed=place_times(solved.publications, expressions, settings))


def solve_dates(publications: Sequence[Publication], expressions: Sequence[TimeExpression],
                event_mentions: Sequence[EventMention], events: Sequence[Event],
                threads: Sequence[Thread]) -> Calendar:
    """Do as `solve_calendar`, but place no expression: they follow from the publications."""
    woven = weave(publications, expressions, event_mentions, events, threads)
    solution = propagate(woven.network)
    solved = tuple(_publication(one, woven, solution)
                   for one in sorted(publications, key=lambda p: p.article))
    dated = tuple(_event(one, woven, solution) for one in sorted(events, key=lambda e: e.id))
    conflicts = tuple(sorted((_conflict(one, woven) for one in solution.conflicts),
                             key=lambda because: [str(cite) for cite in because.cites]))
    return Calendar(solved, (), dated, conflicts)


def _publication(one: Publication, woven: Woven, solution: Solution) -> Publication:
    node = woven.publications[one.article]
    own = woven.network.nodes[node]
    if (solution.lows[node], solution.highs[node]) == (own.low, own.high):
        return one
    because = _because(node, woven, solution, one.because)
    when = _when(solution.lows[node], solution.highs[node], "collection")
    row = _row(one, when, because)
    rows = (*one.candidates, *((row,) if row else ()))
    return msgspec.structs.replace(
        one, published=when, candidates=rows, because=because,
        possible=_left(one, when), words=one.words or because.cites[0].words)


def _left(one: Publication, when: When) -> tuple[tuple[date, date], ...]:
    """Keep the gaps that still lie inside."""
    low, high = when.from_date or date.min, when.to_date or date.max
    kept = tuple((max(low, first), min(high, last)) for first, last in one.possible
                 if first < high and last > low)
    return kept if len(kept) > 1 else ()


def _row(one: Publication, when: When, because: Because) -> CandidateDate | None:
    if when.from_date is None or when.to_date is None:
        return None
    return CandidateDate(article=one.article, from_date=when.from_date, to_date=when.to_date,
                         basis="collection", words=because.cites[0].words, chosen=True,
                         reason=because.sentence)


def _event(event: Event, woven: Woven, solution: Solution) -> Event:
    """Narrow an event by what the collection says; its own words stay where that is empty."""
    node = woven.events[event.id]
    if node in solution.frozen:
        return event
    own = event.when
    low = _later(own.from_date, _day(solution.lows[node], FIRST))
    high = _sooner(own.to_date, _day(solution.highs[node] + 1, LAST + 1))
    if (low, high) == (own.from_date, own.to_date) or (low and high and low >= high):
        return event
    because = _because(node, woven, solution, event.because)
    alone = len({one.article for one in because.cites}) == 1
    basis = own.basis if own.basis in ("stated", "relative") else (
        "relative" if alone else "collection")
    days = (high - low).days if low and high else 0
    when = When(from_date=low, to_date=high, precision="day" if days == 1 else "span", basis=basis)
    return msgspec.structs.replace(event, when=when, because=because)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _sooner(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _day(number: int, open_: int) -> date | None:
    return None if number == open_ else date.fromordinal(number)


def _when(low: int, high: int, basis: str) -> When:
    first, last = _day(low, FIRST), _day(high + 1, LAST + 1)
    days = high - low + 1
    whole = bool(first and last and first.day == 1 and last.day == 1 and 28 <= days <= 31)
    precision = "day" if days == 1 else "month" if whole else "span"
    return When(from_date=first, to_date=last, precision=precision, basis=basis)  # type: ignore[arg-type]


def _because(node: int, woven: Woven, solution: Solution, before: Because) -> Because:
    """Say what narrowed a node, with every sentence on the way."""
    chain = [*chain_of(woven.network, solution, node, low=True),
             *chain_of(woven.network, solution, node, low=False)]
    steps = [woven.network.constraints[at].said for at in dict.fromkeys(chain)]
    cites = tuple(dict.fromkeys(one for step in steps for one in step.cites))[:_MOST_CITES]
    said = "; ".join(dict.fromkeys(step.sentence for step in steps))
    return Because(rule="calendar.solved", version=VERSION, cites=(*cites, *_fresh(before, cites)),
                   sentence=f"narrowed by the collection: {said} (before: {before.sentence})")


def _fresh(before: Because, cites: Sequence[Cite]) -> tuple[Cite, ...]:
    return tuple(one for one in before.cites if one not in cites)


def _conflict(conflict: Sequence[int], woven: Woven) -> Because:
    steps = [woven.network.constraints[at].said for at in conflict]
    cites = tuple(dict.fromkeys(one for step in steps for one in step.cites))
    return Because(rule="calendar.conflict", version=VERSION, cites=cites,
                   sentence="these cannot all be true, so nothing was narrowed by them: "
                            + "; ".join(dict.fromkeys(step.sentence for step in steps)))
