"""What ties two articles of one story, besides copied words: a shared source behind both.

In: texts, their events and claims, and the outlets a user described. Out: for each article its
`Tie`s (agency, owner, release, printed statement, only speaker), and which articles tell one
story. Two reports of one agency on two stories are two origins: nobody would call them one witness.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.article import Text
from sourceline.record.cite import Cite, cite
from sourceline.record.claim import Claim
from sourceline.record.event import Event, EventMention
from sourceline.rooms.copies.credits import Credit, is_agency
from sourceline.rooms.copies.outlets import Outlet, folded, outlet_of

# An event that more articles tell is looked at for this many only: the square of a flood.
_ARTICLES_MAX = 200
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))
_CLAIMS_MIN = 2  # one quotation does not make an article somebody's


@dataclass(frozen=True)
class Tie:
    """A source an article rests on: two articles of one story with the same key are tied.

    `strength` orders the joining; `said` is why, to be read after "…".
    """

    key: tuple[str, str]
    strength: float
    said: str
    cites: tuple[Cite, ...] = ()


def find_ties(
    texts: Mapping[str, Text], credits: Mapping[str, Sequence[Credit]], claims: Sequence[Claim],
    outlets: Sequence[Outlet],
) -> dict[str, tuple[Tie, ...]]:
    """Give every article's ties, strongest first."""
    agencies = {folded(name): outlet for outlet in outlets if outlet.kind == "agency"
                for name in (outlet.name, *outlet.names)}
    speakers = _only_speakers(claims)
    printed = _printed_bodies(credits.values())
    return {article: (
        *_agency(text, credits[article], agencies, outlet_of(text, outlets)),
        *_house(outlet_of(text, outlets)), *_signed(text, credits[article]),
        *_printed(text, credits[article], printed),
        *_speaker(speakers.get(article))) for article, text in texts.items()}


def _agency(text: Text, credits: Sequence[Credit], agencies: Mapping[str, Outlet],
            outlet: Outlet | None) -> Iterator[Tie]:
    """Tie by the one agency an article credits fully, or is from; two leave it open."""
    full = [credit for credit in credits if credit.kind == "full"]
    names = {_agency_name(credit.name, agencies) for credit in full}
    if outlet is not None and outlet.kind == "agency" and not names:
        yield Tie(("agency", folded(outlet.name)), 1.0, f"is a report of {outlet.name}")
    if len(names) == 1:
        name = names.pop()
        yield Tie(("agency", folded(name)), 1.0, f"is credited to {name}", _cited(text, full[0]))
    elif not names and outlet is None and is_agency(text.outlet):
        yield Tie(("agency", folded(text.outlet)), 1.0, f"is a report of {text.outlet}")


def _agency_name(name: str, agencies: Mapping[str, Outlet]) -> str:
    return agencies[folded(name)].name if folded(name) in agencies else name


def _house(outlet: Outlet | None) -> Iterator[Tie]:
    """Tie by the outlet's owner and by the body whose voice it is."""
    if outlet is None:
        return
    if outlet.affiliation:
        yield Tie(("affiliation", folded(outlet.affiliation)), 0.9,
                  f"is from {outlet.name}, a voice of {outlet.affiliation} by the list of outlets")
    if outlet.owner:
        yield Tie(("owner", folded(outlet.owner)), 0.9,
                  f"is from {outlet.name}, owned by {outlet.owner} by the list of outlets")


def _signed(text: Text, credits: Sequence[Credit]) -> Iterator[Tie]:
    for credit in credits:
        if credit.kind == "interested":
            yield Tie(("release", folded(credit.name)), 0.9, f"is signed by {credit.name}",
                      _cited(text, credit))
            return


def _printed_bodies(credits: Iterable[Sequence[Credit]]) -> dict[str, str]:
    """Give the bodies whose statements somebody prints, by each name they are called there."""
    bodies: dict[str, str] = {}
    for found in credits:
        names = [credit.name for credit in found if credit.kind == "printed"]
        bodies |= {folded(name): names[0] for name in names}
    return bodies


def _printed(text: Text, credits: Sequence[Credit], bodies: Mapping[str, str]) -> Iterator[Tie]:
    """Tie a page that prints a body's statement to the body's own pages."""
    for credit in credits:
        if credit.kind == "printed":
            yield Tie(("printed", folded(credit.name)), 0.9,
                      f"carries the words of {credit.name}", _cited(text, credit))
            return
    body = bodies.get(folded(text.outlet))
    if body is not None:
        yield Tie(("printed", folded(body)), 0.9, f"carries the words of {body}")


def _speaker(claim: Claim | None) -> Iterator[Tie]:
    if claim is not None and claim.speaker is not None:
        last = claim.speaker.words.split()[-1]
        yield Tie(("speaker", folded(last)), 0.5,
                  f"rests on one speaker only, {claim.speaker.words}", (claim.speaker,))


def _only_speakers(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Give a claim of the speaker, by name, whom alone an article reports; at least twice."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.cite.article].append(claim)
    only: dict[str, Claim] = {}
    for article, found in by_article.items():
        named = [claim for claim in found if claim.speaker is not None
                 and claim.speaker.words.split()[-1][:1].isupper()]
        lasts = {folded(claim.speaker.words.split()[-1]) for claim in named if claim.speaker}
        others = [claim for claim in found if claim.speaker is not None and claim not in named
                  and claim.speaker.words.casefold() not in _PRONOUNS]
        if len(lasts) == 1 and len(found) >= _CLAIMS_MIN and not others:
            only[article] = min(named, key=lambda claim: claim.cite.start)
    return only


def _cited(text: Text, credit: Credit) -> tuple[Cite, ...]:
    if credit.start == credit.end:
        return ()  # it stands in the byline, which cleaning took out of the words
    return (cite(text.article, text.words, credit.start, credit.end),)


def find_stories(
    events: Sequence[Event], tellings: Sequence[EventMention],
    retold: Iterable[tuple[str, str]],
) -> Iterable[tuple[str, ...]]:
    """Give groups of articles that tell the same: one event, or much of it in the same words."""
    article_of = {telling.id: telling.cite.article for telling in tellings}
    for event in events:
        articles = sorted({article_of[member] for member in event.members if member in article_of})
        if len(articles) > 1:
            yield tuple(articles[:_ARTICLES_MAX])
    yield from sorted(retold)


def tied_pairs(
    stories: Iterable[tuple[str, ...]], ties: Mapping[str, Sequence[Tie]]
) -> dict[tuple[str, str], tuple[Tie, Tie]]:
    """Give, for every two articles of one story with a common source, the strongest such ties."""
    found: dict[tuple[str, str], tuple[Tie, Tie]] = {}
    for articles in stories:
        by_key: dict[tuple[str, str], list[tuple[str, Tie]]] = defaultdict(list)
        for article in articles:
            for tie in ties.get(article, ()):
                by_key[tie.key].append((article, tie))
        for members in by_key.values():
            for at, (one, tie_one) in enumerate(members):
                for two, tie_two in members[at + 1:]:
                    known = found.get((one, two))
                    if known is None or known[0].strength < tie_one.strength:
                        found[one, two] = (tie_one, tie_two)
    return found
