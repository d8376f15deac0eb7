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
    WantedClaim,
    WantedDue,
    WantedEvent,
    WantedFigure,
    runs_of,
)
from evals.score import Counts, Score, f1, hit, precision, recall, score
from evals.wordings_cases import Span, nearest
from sourceline.record.cite import Cite
from sourceline.record.claim import Claim, Figure
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention
from sourceline.record.thread import FollowUp
from sourceline.record.when import Publication

PARTS = ("open", "untouched")
# Figures only: nobody who writes rules reads its pages.
UNTOUCHED = "untouched"
# A page is dated when its interval meets the wanted one and is at most so many days longer.
_DAYS_OVER = 7

Pair = tuple[WantedEvent, Telling]


def measure(data: Path) -> list[Score]:  # noqa: ARG001 (the pages need no data folder)
    """Measure both parts."""
    return [one for part in PARTS for one in scores(part)]


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
        pages("published", _published), pages("crawled", _crawled),
        pages("interested", _interested), pages("furniture", _removed),
        pages("tellings", _found), pages("tellings_precision", _wanted, precision),
        pages("kind_right", _share(kind_right)), pages("status_right", _share(status_right)),
        pages("actor_right", _share(_actor)), pages("target_right", _share(_target)),
        pages("time_right", _share(_time)),
        whole("events_joined", _joined, f1), whole("events_dated", _dated),
        whole("names_joined", _names, f1), pages("figures", _figures),
        pages("claims", _claims), pages("speakers", _speakers),
        whole("threads", _threads, f1), whole("dues", _dues), whole("due_states", _states),
        whole("dues_precision", _dues_wanted, precision), whole("copies", _copies),
        whole("voices", _voices, f1),
    ]


@cache
def runs(part: str) -> tuple[Run, ...]:
    """Run the rooms over a part, once a process."""
    return tuple(runs_of(part))


# Pages.


def publication(one: Run, file: str) -> Publication | None:
    """Give the date of a page as the collection has it."""
    article = one.sheets[file].capture.id
    return next((p for p in one.collection.publications if p.article == article),
                one.sheets[file].publication)


def _published(one: Run, file: str) -> Counts:
    page, found = _page(one, file), publication(one, file)
    if found is None or found.published.from_date is None or found.published.to_date is None:
        return hit(False)
    longer = (found.published.to_date - found.published.from_date) - (
        page.published_to - page.published_from)
    return hit(found.published.from_date < page.published_to
               and page.published_from < found.published.to_date and longer.days <= _DAYS_OVER)


def _crawled(one: Run, file: str) -> Counts:
    page, found = _page(one, file), publication(one, file)
    return hit(found is not None and found.crawled == page.crawl)


def _interested(one: Run, file: str) -> Counts:
    article = one.sheets[file].capture.id
    found = any(i.article == article for i in one.collection.interests)
    return hit(found == bool(_page(one, file).interested))


def _removed(one: Run, file: str) -> Counts:
    lines = _page(one, file).removed
    gone = sum(one.span(file, line) is None for line in lines)
    return Counts(gone, gone, len(lines))


def _page(one: Run, file: str) -> Document:
    return next(page for page in one.gold.document if page.file == file)


# Tellings.


def told(one: Run, file: str, *, optional: bool = False) -> list[Pair]:
    """Give the marked tellings of a page whose words are in the cleaned text."""
    return [(event, telling) for event in one.gold.event for telling in event.telling
            if telling.file == file and (optional or not telling.optional)
            and one.span(file, telling.words, telling.nth)]


def found(one: Run, pair: Pair) -> EventMention | None:
    """Give the mention on a telling's words; of several, the one that is most right."""
    telling = pair[1]
    place = one.span(telling.file, telling.words, telling.nth)
    there = [m for m in one.mentions(telling.file) if place and _meet(place, _span(m))]
    return max(there, default=None,
               key=lambda m: (kind_right(one, pair, m), status_right(one, pair, m)))


def kind_right(one: Run, pair: Pair, mention: EventMention) -> bool:  # noqa: ARG001
    """Say whether the kind is one of those marked; a sub-kind counts as its kind."""
    event, telling = pair
    return mention.kind.split(".")[0] in (event.kind, *event.also, telling.kind, *telling.also)


def status_right(one: Run, pair: Pair, mention: EventMention) -> bool:  # noqa: ARG001
    """Say whether the status is the telling's, or the event's where the telling has none."""
    event, telling = pair
    wanted = ((telling.status, *telling.also_status) if telling.status
              else (event.status, *event.also_status))
    return mention.status in wanted


def _actor(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    return _role(one, pair[1], pair[1].actor, mention, {"actor"})


def _target(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    telling = pair[1]
    return _role(one, telling, telling.target or telling.victim, mention,
                 {"target", "victim", "topic", "recipient", "beneficiary", "instrument"})


def _role(one: Run, telling: Telling, words: str, mention: EventMention,
          names: set[str]) -> bool | None:
    """Say whether a role meets the marked words nearest to the trigger; None where none are."""
    place = nearest(one.text(telling.file).words, words, _span(mention)) if words else None
    if place is None:
        return None
    same = {m.id: m.same_as or m.id for m in _mentions(one, telling.file)}
    meant = {same[m.id] for m in _mentions(one, telling.file)
             if _meet(place, (m.cite.start, m.cite.end))}
    return any(_meet(place, (role.cite.start, role.cite.end))
               or same.get(role.mention or "", "-") in meant
               for role in mention.roles if role.role in names)


def _mentions(one: Run, file: str) -> tuple[Mention, ...]:
    naming = one.sheets[file].naming
    return naming.mentions if naming else ()


def _time(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    telling = pair[1]
    if not telling.time:
        return None
    place = nearest(one.text(telling.file).words, telling.time, _span(mention))
    return any(place and _meet(place, (time.cite.start, time.cite.end))
               for time in one.sheets[telling.file].times or () if time.id == mention.time)


def _found(one: Run, file: str) -> Counts:
    marked = told(one, file)
    right = sum(found(one, pair) is not None for pair in marked)
    return Counts(right, right, len(marked))


def _share(right: Callable[[Run, Pair, EventMention], bool | None]) -> Callable[
        [Run, str], Counts]:
    """Count of the found tellings those that are right; one that says None is not asked."""
    def count(one: Run, file: str) -> Counts:
        pairs = [(pair, found(one, pair)) for pair in told(one, file)]
        said = [right(one, pair, mention) for pair, mention in pairs if mention]
        asked = [one_said for one_said in said if one_said is not None]
        return Counts(sum(asked), len(asked), len(asked))
    return count


def extra(one: Run, file: str) -> list[EventMention]:
    """Give the mentions nobody marked, not even as optional."""
    places = [one.span(file, t.words, t.nth) for _, t in told(one, file, optional=True)]
    return [m for m in one.mentions(file)
            if not any(place and _meet(place, _span(m)) for place in places)]


def _wanted(one: Run, file: str) -> Counts:
    number = len(one.mentions(file))
    return Counts(number - len(extra(one, file)), number, number)


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
    """Pairs of names: of one thing in the gold, and of one entity in the record."""
    entity_of = {link.mention: link.entity for link in one.collection.linking.links}
    by_words: dict[str, set[str]] = {}
    for file in one.sheets:
        for mention in _mentions(one, file):
            by_words.setdefault(_plain(mention.cite.words), set()).add(
                entity_of.get(mention.id, ""))
    rows = [(thing.id, by_words.get(_plain(name), set()))
            for thing in one.gold.entity for name in thing.names]
    right = made = wanted = 0
    for (a, some), (b, others) in combinations(rows, 2):
        together = bool((some & others) - {""})
        right += a == b and together
        made += together
        wanted += a == b
    return Counts(right, made, wanted)


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").replace("’", "'")


def figure(one: Run, wanted: WantedFigure) -> Figure | None:
    """Give the figure on marked words."""
    place = one.span(wanted.file, wanted.words, wanted.nth)
    return next((f for f in one.sheets[wanted.file].figures or ()
                 if place and _meet(place, (f.cite.start, f.cite.end))), None)


def _figures(one: Run, file: str) -> Counts:
    marked = [f for f in one.gold.figure if f.file == file]
    right = sum(figure_right(one, f) for f in marked)
    return Counts(right, right, len(marked))


def figure_right(one: Run, wanted: WantedFigure) -> bool:
    """Say whether number and bound of a figure are right."""
    got = figure(one, wanted)
    if got is None:
        return False
    bounds = {"up_to": "at_most", "range": got.bound}
    return (wanted.low in (None, got.low) and wanted.high in (None, got.high)
            and bounds.get(wanted.bound, wanted.bound) == got.bound)


def claim(one: Run, wanted: WantedClaim) -> Claim | None:
    """Give the claim that shares the most of the marked content, at least half of it."""
    place = one.span(wanted.file, wanted.words, wanted.nth)
    if place is None:
        return None
    best = max(one.sheets[wanted.file].claims or (), default=None, key=lambda c: _shared(place, c))
    return best if best and 2 * _shared(place, best) >= place[1] - place[0] else None


def _shared(place: Span, one: Claim) -> int:
    return min(place[1], one.content.end) - max(place[0], one.content.start)


def _claims(one: Run, file: str) -> Counts:
    marked = [c for c in one.gold.claim if c.file == file]
    right = sum(claim(one, c) is not None for c in marked)
    return Counts(right, right, len(marked))


def _speakers(one: Run, file: str) -> Counts:
    """Of the claims found: those whose speaker's words share a word with the marked ones."""
    pairs = [(c, claim(one, c)) for c in one.gold.claim if c.file == file and c.by]
    rows = [(set(c.by.split()), set(got.speaker.words.split()) if got.speaker else set())
            for c, got in pairs if got]
    right = sum(bool(a & b) for a, b in rows)
    return Counts(right, len(rows), len(rows))


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
            if place and f.cite.article == article and _meet(place, (f.cite.start, f.cite.end))]


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
    return cite.article == article and span is not None and _meet(span, (cite.start, cite.end))


def _voices(one: Run) -> Counts:
    """Pairs of pages that count as one voice."""
    files = list(one.sheets)
    wanted = {frozenset(p) for voice in one.gold.voice for p in combinations(voice.files, 2)}
    names = {one.sheets[file].capture.id: file for file in files}
    made = {frozenset(names[a] for a in p) for origin in one.collection.origins
            for p in combinations(origin.articles, 2)}
    return Counts(len(made & wanted), len(made), len(wanted))


def _span(mention: EventMention) -> Span:
    return mention.cite.start, mention.cite.end


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


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
    if not _published(one, page.file).right:
        yield (f"  PUBLISHED {when and (when.published.from_date, when.published.to_date)} wanted "
               f"{page.published_from}..{page.published_to}")
    if not _interested(one, page.file).right:
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
            faults += [name for name, said in (("ACTOR", _actor), ("TARGET", _target),
                                               ("TIME", _time)) if said(one, pair, got) is False]
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
    for part in sys.argv[1:] or PARTS:
        if part != UNTOUCHED and sys.argv[1:]:
            print("\n".join(browse(part)))
        for line in scores(part):
            print(line.line())


if __name__ == "__main__":
    main()
