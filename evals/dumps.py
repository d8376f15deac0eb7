"""Every room at once on invented collections of whole page dumps, open and untouched apart.

In: nothing (tests/cases/dumps is in the repository). Out, for each part: dates of pages, furniture
set aside, tellings (found, kind, status, who, when, precision), tellings joined into one event,
names joined into one thing, figures, claims, threads, follow-ups, voices. Run `python -m
evals.dumps open` for what went wrong, with the sentences; of the untouched part, figures only.
Rows of a score are pages where it is of pages, and collections where it is of what runs over them.
"""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from evals.dumps_cases import (
    Document,
    Run,
    Telling,
    WantedDue,
    WantedEvent,
    runs_of,
)
from evals.dumps_right import (
    actor_right,
    claim,
    claims_of,
    crawled,
    dated,
    extra,
    figure,
    figure_right,
    figures_of,
    found,
    found_of,
    interested,
    kind_right,
    meet,
    names_of,
    precise,
    publication,
    published,
    removed,
    share,
    speakers_of,
    status_right,
    target_right,
    told,
)
from evals.dumps_roles import measure_roles
from evals.score import Counts, Score, f1, precision, print_parts, recall, score
from evals.wordings_cases import Span, places
from sourceline.record.cite import Cite
from sourceline.record.thread import FollowUp

PARTS = ("open", "untouched-4")
# Figures only: nobody who writes rules reads its pages.
UNTOUCHED = "untouched-4"
# A page is dated when its interval meets the wanted one and is at most so many days longer.
_DAYS_OVER = 7

Pair = tuple[WantedEvent, Telling]


def measure(data: Path) -> list[Score]:  # noqa: ARG001 (the pages need no data folder)
    """Measure both parts."""
    return [one for part in PARTS for one in (*scores(part), *measure_roles(part))]


def scores(part: str) -> list[Score]:
    """Measure one part."""
    done = runs(part)
    if not done:
        return []

    def pages(name: str, count: Callable[[Run, str], Counts],
              measured: Callable[..., float] = recall) -> Score:
        rows = [count(one, page.file) for one in done for page in one.gold.document]
        return score(f"dumps.{part}.{name}", rows, measured)

    def whole(name: str, count: Callable[[Run], Counts],
              measured: Callable[..., float] = recall) -> Score:
        return score(f"dumps.{part}.{name}", [count(one) for one in done], measured)

    return [
        pages("published", published), pages("crawled", crawled),
        pages("interested", interested), pages("furniture", removed),
        pages("tellings", found_of), pages("tellings_precision", precise, precision),
        pages("kind_right", share(kind_right)), pages("status_right", share(status_right)),
        pages("actor_right", share(actor_right)), pages("target_right", share(target_right)),
        pages("time_right", share(dated)),
        whole("events_joined", _joined, f1), whole("events_dated", _dated),
        whole("names_joined", _names, f1), pages("figures", figures_of),
        pages("claims", claims_of), pages("speakers", speakers_of),
        whole("threads", _threads, f1), whole("dues", _dues), whole("due_states", _states),
        whole("dues_precision", _dues_wanted, precision), whole("copies", _copies),
        whole("voices", _voices, f1),
    ]


@cache
def runs(part: str) -> tuple[Run, ...]:
    """Run the rooms over a part, once a process."""
    return tuple(runs_of(part))


# Over the collection.


def _joined(one: Run) -> Counts:
    """Pairs of found tellings: in one event of the record, and in one of the gold."""
    event_of = {member: event.id for event in one.collection.events for member in event.members}
    pairs = [(pair, found(one, pair)) for file in one.sheets for pair in told(one, file)]
    rows = [(pair[0].id, event_of.get(m.id, m.id)) for pair, m in pairs if m]
    return _same(rows)


def _same(rows: list[tuple[str, str]]) -> Counts:
    right = made = wanted = 0
    for (a, x), (b, y) in combinations(rows, 2):
        right += a == b and x == y
        made += x == y
        wanted += a == b
    return Counts(right, made, wanted)


def _dated(one: Run) -> Counts:
    """Of the dated events with a telling found: those whose interval in the record meets theirs."""
    right = asked = 0
    for event in one.gold.event:
        mentions = [found(one, (event, t)) for t in event.telling]
        ids = {m.id for m in mentions if m}
        inside = [e for e in one.collection.events if ids & set(e.members)]
        if event.from_date is None or event.to_date is None or not inside:
            continue
        asked += 1
        days = (event.to_date - event.from_date).days
        right += any(
            e.when.from_date is not None and e.when.to_date is not None
            and e.when.from_date < event.to_date and event.from_date < e.when.to_date
            and (e.when.to_date - e.when.from_date).days <= 4 * days + _DAYS_OVER for e in inside)
    return Counts(right, asked, asked)


def _names(one: Run) -> Counts:
    """Pairs of names: of one thing in the gold, and of one entity in the record.

    What the record has of a name is what its mentions on the name's words mean; a title before it
    ("Colonel Seydou Kandé") need not be part of the mention.
    """
    entity_of = {link.mention: link.entity for link in one.collection.linking.links}
    rows = [(thing.id, {entity_of.get(mention.id, "") for file in one.sheets
                        for place in places(one.text(file).words, name)
                        for mention in names_of(one, file) if mention.form != "pronoun"
                        and meet(place, (mention.cite.start, mention.cite.end))} - {""})
            for thing in one.gold.entity for name in thing.names]
    right = made = wanted = 0
    for (a, some), (b, others) in combinations(rows, 2):
        together = bool(some & others)
        right += a == b and together
        made += together
        wanted += a == b
    return Counts(right, made, wanted)


def _threads(one: Run) -> Counts:
    """Pairs of found tellings whose events are steps of one thread."""
    event_of = {member: event.id for event in one.collection.events for member in event.members}
    threads_of: dict[str, set[str]] = {}
    for thread in one.collection.threads:
        for step in thread.steps:
            threads_of.setdefault(step.event, set()).add(thread.id)
    wanted_of = {event.id: {t.id for t in one.gold.thread if event.id in t.steps}
                 for event in one.gold.event}
    rows = []
    for event in one.gold.event:
        ids = {event_of.get(m.id) for t in event.telling if (m := found(one, (event, t)))}
        rows.append((wanted_of[event.id], set().union(
            *(threads_of.get(name or "", set()) for name in ids))))
    right = made = wanted = 0
    for (a, x), (b, y) in combinations(rows, 2):
        right += bool(a & b) and bool(x & y)
        made += bool(x & y)
        wanted += bool(a & b)
    return Counts(right, made, wanted)


def due(one: Run, wanted: WantedDue) -> FollowUp | None:
    """Give the follow-up on marked words; one of a right stage before others."""
    there = _dues_on(one, wanted)
    fits = [f for f in there if f.stage in (wanted.stage, *wanted.also)]
    return next(iter(fits), None)


def _dues_on(one: Run, wanted: WantedDue) -> list[FollowUp]:
    place = one.span(wanted.file, wanted.words, wanted.nth)
    article = one.sheets[wanted.file].capture.id
    return [f for f in one.collection.follow_ups
            if place and f.cite.article == article and meet(place, (f.cite.start, f.cite.end))]


def _dues(one: Run) -> Counts:
    must = [d for d in one.gold.follow_up if not d.optional]
    right = sum(due(one, d) is not None for d in must)
    return Counts(right, right, len(must))


def _states(one: Run) -> Counts:
    must = [d for d in one.gold.follow_up if not d.optional]
    return Counts(sum(state_right(one, d) for d in must), len(must), len(must))


def state_right(one: Run, wanted: WantedDue) -> bool:
    """Say whether a due is found with its state; what was put off or called off has an answer."""
    got = due(one, wanted)
    if got is None:
        return False
    said = {got.state, got.answer} if got.answer in ("postponed", "cancelled") else {got.state}
    return bool(said & {wanted.state, *wanted.also_states})


def extra_dues(one: Run) -> list[FollowUp]:
    """Give the follow-ups nobody marked."""
    marked = {f.id for d in one.gold.follow_up for f in _dues_on(one, d)}
    return [f for f in one.collection.follow_ups if f.id not in marked]


def _dues_wanted(one: Run) -> Counts:
    number = len(one.collection.follow_ups)
    return Counts(number - len(extra_dues(one)), number, number)


def _copies(one: Run) -> Counts:
    """Marked passages that stand in a copy of the record, on both sides."""
    right = 0
    for wanted in one.gold.copy:
        a, b = ((one.sheets[p.file].capture.id, one.span(p.file, p.words))
                for p in (wanted.a, wanted.b))
        right += any((_on(c.a, a) and _on(c.b, b)) or (_on(c.a, b) and _on(c.b, a))
                     for c in one.collection.copies)
    return Counts(right, right, len(one.gold.copy))


def _on(cite: Cite, place: tuple[str, Span | None]) -> bool:
    article, span = place
    return cite.article == article and span is not None and meet(span, (cite.start, cite.end))


def _voices(one: Run) -> Counts:
    """Pairs of pages that count as one voice."""
    files = list(one.sheets)
    wanted = {frozenset(p) for voice in one.gold.voice for p in combinations(voice.files, 2)}
    names = {one.sheets[file].capture.id: file for file in files}
    made = {frozenset(names[a] for a in p) for origin in one.collection.origins
            for p in combinations(origin.articles, 2)}
    return Counts(len(made & wanted), len(made), len(wanted))


# What went wrong.


def browse(part: str) -> Iterator[str]:
    """Say what went wrong in the collections of a part."""
    for one in runs(part):
        yield f"===== {one.name}"
        for page in one.gold.document:
            yield f"== {page.file}"
            yield from _page_faults(one, page)
            yield from _telling_faults(one, page.file)
        yield from _whole_faults(one)


def _page_faults(one: Run, page: Document) -> Iterator[str]:
    when = publication(one, page.file)
    if not published(one, page.file).right:
        yield (f"  PUBLISHED {when and (when.published.from_date, when.published.to_date)} wanted "
               f"{page.published_from}..{page.published_to}")
    if not interested(one, page.file).right:
        yield f"  INTERESTED wanted {page.interested or 'no'}"
    yield from (f"  KEPT LINE {line}" for line in page.removed if one.span(page.file, line))
    for f in one.gold.figure:
        if f.file == page.file and not figure_right(one, f):
            got = figure(one, f)
            yield (f"  FIGURE {f.words} {f.low}..{f.high} {f.bound}: "
                   f"{got and (got.low, got.high, got.bound)}")
    for c in one.gold.claim:
        if c.file == page.file and claim(one, c) is None:
            yield f"  CLAIM {c.by}: {c.words}"


def _telling_faults(one: Run, file: str) -> Iterator[str]:
    for pair in told(one, file):
        event, telling = pair
        got = found(one, pair)
        if got is None:
            fault = "MISSED"
        elif not kind_right(one, pair, got):
            fault = f"KIND {got.kind}"
        else:
            faults = [] if status_right(one, pair, got) else [f"STATUS {got.status}"]
            faults += [name for name, said in (("ACTOR", actor_right), ("TARGET", target_right),
                                               ("TIME", dated)) if said(one, pair, got) is False]
            fault = ", ".join(faults)
        if fault:
            yield (f"  {fault:24} {event.id}: {event.kind}/{telling.status or event.status} "
                   f"[{telling.words}] {_sentence(one, file, pair)}")
    for m in extra(one, file):
        yield f"  EXTRA {m.kind}/{m.status} [{m.cite.words}] {m.sentence.words}"


def _sentence(one: Run, file: str, pair: Pair) -> str:
    place = one.span(file, pair[1].words, pair[1].nth)
    reading, text = one.sheets[file].reading, one.text(file).words
    return next((text[s.start:s.end].replace("\n", " ") for s in (
        reading.sentences if reading else ()) if place and s.start <= place[0] < s.end), "")


def _whole_faults(one: Run) -> Iterator[str]:
    labels = {event.id: event for event in one.collection.events}
    for thread in one.collection.threads:
        yield f"  THREAD {thread.label}"
        yield from (f"      {step.stage:12} {labels[step.event].label} "
                    f"{labels[step.event].when.from_date}" for step in thread.steps)
    for d in one.gold.follow_up:
        got = _dues_on(one, d)
        mark = "ok " if state_right(one, d) else "opt" if d.optional else "BAD"
        seen = "; ".join(f"{f.stage} {f.state} {f.answer} {f.due.from_date}..{f.due.to_date}"
                         for f in got)
        yield f"  {mark} {d.stage} {d.state} ..{d.due_to} | {seen or 'NONE'} | {d.words}"
    yield from (f"  EXTRA DUE {f.stage} {f.state} | {f.cite.words}" for f in extra_dues(one))


def main() -> None:
    """Print figures, and for the open part what went wrong."""
    print_parts(PARTS, sys.argv[1:], UNTOUCHED, scores, browse)


if __name__ == "__main__":
    main()
