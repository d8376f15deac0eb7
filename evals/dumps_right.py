"""What the record has of the pages of a dump, and what of it is right.

In: a `Run` and what is marked. Out: what was found for it, and `Counts` of a page. The scores over
pages and collections stand in `dumps.py`.
"""

from collections.abc import Callable

from evals.dumps_cases import (
    Document,
    Run,
    Telling,
    WantedClaim,
    WantedEvent,
    WantedFigure,
)
from evals.score import Counts, hit
from evals.wordings_cases import Span, nearest
from sourceline.record.claim import Claim, Figure
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention
from sourceline.record.when import Publication

# A page is dated when its interval meets the wanted one and is at most so many days longer.
_DAYS_OVER = 7

Pair = tuple[WantedEvent, Telling]


def publication(one: Run, file: str) -> Publication | None:
    """Give the date of a page as the collection has it."""
    article = one.sheets[file].capture.id
    return next((p for p in one.collection.publications if p.article == article),
                one.sheets[file].publication)


def published(one: Run, file: str) -> Counts:
    """Say whether the date of a page is right and nearly as narrow as it can be."""
    page, found = _page(one, file), publication(one, file)
    if found is None or found.published.from_date is None or found.published.to_date is None:
        return hit(False)
    longer = (found.published.to_date - found.published.from_date) - (
        page.published_to - page.published_from)
    return hit(found.published.from_date < page.published_to
               and page.published_from < found.published.to_date and longer.days <= _DAYS_OVER)


def crawled(one: Run, file: str) -> Counts:
    """Say whether the day the page was saved is told apart."""
    page, found = _page(one, file), publication(one, file)
    return hit(found is not None and found.crawled == page.crawl)


def interested(one: Run, file: str) -> Counts:
    """Say whether a page of a party is marked as one, and no other."""
    article = one.sheets[file].capture.id
    found = any(i.article == article for i in one.collection.interests)
    return hit(found == bool(_page(one, file).interested))


def removed(one: Run, file: str) -> Counts:
    """Count the lines of furniture that are no part of the text."""
    lines = _page(one, file).removed
    gone = sum(one.span(file, line) is None for line in lines)
    return Counts(gone, gone, len(lines))


def _page(one: Run, file: str) -> Document:
    return next(page for page in one.gold.document if page.file == file)


def told(one: Run, file: str, *, optional: bool = False) -> list[Pair]:
    """Give the marked tellings of a page whose words are in the cleaned text."""
    return [(event, telling) for event in one.gold.event for telling in event.telling
            if telling.file == file and (optional or not telling.optional)
            and one.span(file, telling.words, telling.nth)]


def found(one: Run, pair: Pair) -> EventMention | None:
    """Give the mention on a telling's words; of several, the one that is most right."""
    telling = pair[1]
    place = one.span(telling.file, telling.words, telling.nth)
    there = [m for m in one.mentions(telling.file) if place and meet(place, place_of_mention(m))]
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


def actor_right(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    """Say whether the actor is right; None where none is marked."""
    return _role(one, pair[1], pair[1].actor, mention, {"actor"})


def target_right(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    """Say whether whom it is done to is right; None where nobody is marked."""
    telling = pair[1]
    return _role(one, telling, telling.target or telling.victim, mention,
                 {"target", "victim", "topic", "recipient", "beneficiary", "instrument"})


def _role(one: Run, telling: Telling, words: str, mention: EventMention,
          names: set[str]) -> bool | None:
    """Say whether a role meets the marked words nearest to the trigger; None where none are."""
    text = one.text(telling.file).words
    place = nearest(text, words, place_of_mention(mention)) if words else None
    if place is None:
        return None
    same = {m.id: m.same_as or m.id for m in names_of(one, telling.file)}
    meant = {same[m.id] for m in names_of(one, telling.file)
             if meet(place, (m.cite.start, m.cite.end))}
    return any(meet(place, (role.cite.start, role.cite.end))
               or same.get(role.mention or "", "-") in meant
               for role in mention.roles if role.role in names)


def names_of(one: Run, file: str) -> tuple[Mention, ...]:
    """Give the mentions of a page."""
    naming = one.sheets[file].naming
    return naming.mentions if naming else ()


def dated(one: Run, pair: Pair, mention: EventMention) -> bool | None:
    """Say whether the time is the marked one; None where none is marked."""
    telling = pair[1]
    if not telling.time:
        return None
    place = nearest(one.text(telling.file).words, telling.time, place_of_mention(mention))
    return any(place and meet(place, (time.cite.start, time.cite.end))
               for time in one.sheets[telling.file].times or () if time.id == mention.time)


def found_of(one: Run, file: str) -> Counts:
    """Count the tellings found."""
    marked = told(one, file)
    right = sum(found(one, pair) is not None for pair in marked)
    return Counts(right, right, len(marked))


def share(right: Callable[[Run, Pair, EventMention], bool | None]) -> Callable[
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
            if not any(place and meet(place, place_of_mention(m)) for place in places)]


def precise(one: Run, file: str) -> Counts:
    """Count the mentions that somebody marked."""
    number = len(one.mentions(file))
    return Counts(number - len(extra(one, file)), number, number)


def figure(one: Run, wanted: WantedFigure) -> Figure | None:
    """Give the figure on marked words."""
    place = one.span(wanted.file, wanted.words, wanted.nth)
    return next((f for f in one.sheets[wanted.file].figures or ()
                 if place and meet(place, (f.cite.start, f.cite.end))), None)


def figures_of(one: Run, file: str) -> Counts:
    """Count the figures with the right number and bound."""
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


def claims_of(one: Run, file: str) -> Counts:
    """Count the claims whose content was found."""
    marked = [c for c in one.gold.claim if c.file == file]
    right = sum(claim(one, c) is not None for c in marked)
    return Counts(right, right, len(marked))


def speakers_of(one: Run, file: str) -> Counts:
    """Of the claims found: those whose speaker's words share a word with the marked ones."""
    pairs = [(c, claim(one, c)) for c in one.gold.claim if c.file == file and c.by]
    rows = [(set(c.by.split()), set(got.speaker.words.split()) if got.speaker else set())
            for c, got in pairs if got]
    right = sum(bool(a & b) for a, b in rows)
    return Counts(right, len(rows), len(rows))


def place_of_mention(mention: EventMention) -> Span:
    """Give where a trigger stands."""
    return mention.cite.start, mention.cite.end


def meet(a: Span, b: Span) -> bool:
    """Tell whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]
