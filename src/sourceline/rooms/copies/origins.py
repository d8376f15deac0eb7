"""The second door of the room: which articles count as one voice, and why.

In: the texts of a collection, their copies, events and claims, and the outlets a user described.
Out: `Origin`s; every article is in exactly one. Nothing is chained: each two articles of an
origin have evidence of their own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.article import Text, Texts
from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.claim import Claim
from sourceline.record.copy import Copy, Origin
from sourceline.record.event import Event, EventMention
from sourceline.record.when import Publication
from sourceline.rooms.copies.credits import Credit, find_credits
from sourceline.rooms.copies.outlets import Outlet
from sourceline.rooms.copies.ties import Tie, find_stories, find_ties, tied_pairs

VERSION = "3"


@dataclass(frozen=True)
class OriginSettings:
    """What makes two articles one voice."""

    share: float = 0.3  # of the shorter article's characters in copied passages; a third of an
    # article is more than background paragraphs that reporters of one outlet reuse (dev articles)
    share_with_credit: float = 0.1  # enough where both say the same agency contributed
    share_of_story: float = 0.1  # so much in common tells one story: one sentence of background
    # stands in reports on two (of eight pairs of one agency tied by less, six told two stories)
    cites_max: int = 3  # passages cited per reason; a reader needs one click, not all of them
    outlets: tuple[Outlet, ...] = ()  # as a user describes them (docs/how-to/outlets.md)


@dataclass(frozen=True)
class _Evidence:
    """Why two articles share a voice: a strength for the order of joining, and a sentence.

    `said` is of either article, with the other's title in place of `{other}`.
    """

    rule: str
    strength: float
    said: tuple[str, str]
    cites: tuple[tuple[Cite, ...], tuple[Cite, ...]]


Pair = tuple[str, str]


def find_origins(
    texts: Sequence[Text],
    publications: Sequence[Publication],
    copies: Sequence[Copy],
    settings: OriginSettings,
    events: Sequence[Event] = (),
    tellings: Sequence[EventMention] = (),
    claims: Sequence[Claim] = (),
) -> tuple[Origin, ...]:
    """Put every article into exactly one origin.

    >>> text = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> [origin.articles for origin in find_origins([text], (), (), OriginSettings())]
    [('a1',)]

    Takes: the copies `find_copies` gave for these texts; events and their tellings, which say
    what is one story. Gives: origins sorted by their smallest article; `reasons[k]` says why
    `articles[k]` is a member.
    """
    by_article = Texts(texts)
    credits = {text.article: find_credits(text) for text in texts}
    shared = _shared(by_article, copies)
    evidence = _copied(shared, credits, settings)
    retold = [pair for pair, (share, _) in shared.items() if share >= settings.share_of_story]
    ties = find_ties(by_article, credits, claims, settings.outlets)
    for pair, both in tied_pairs(find_stories(events, tellings, retold), ties).items():
        if pair not in evidence or evidence[pair].strength < both[0].strength:
            evidence[pair] = _tied(both)
    groups = _join(sorted(by_article), evidence)
    days = {publication.article: publication for publication in publications}
    return tuple(
        Origin(id=make_id("o", group[0]), articles=group,
               reasons=tuple(_reason(member, group, evidence, by_article, days)
                             for member in group))
        for group in groups)


def _shared(texts: Mapping[str, Text], copies: Sequence[Copy]
            ) -> dict[Pair, tuple[float, list[Copy]]]:
    """Give, for pairs of articles, the share of either that is copied, and the passages."""
    by_pair: dict[Pair, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.form != "paraphrase":
            by_pair[copy.a.article, copy.b.article].append(copy)
    return {(a, b): (max(_share([(p.a.start, p.a.end) for p in passages], texts[a]),
                         _share([(p.b.start, p.b.end) for p in passages], texts[b])), passages)
            for (a, b), passages in by_pair.items()}


def _copied(
    shared: Mapping[Pair, tuple[float, list[Copy]]],
    credits: Mapping[str, tuple[Credit, ...]], settings: OriginSettings,
) -> dict[Pair, _Evidence]:
    """Find the pairs of articles that share enough of their own words."""
    found: dict[Pair, _Evidence] = {}
    for (a, b), (share, passages) in shared.items():
        helped = _partials(credits[a]) & _partials(credits[b])
        if share < (settings.share_with_credit if helped else settings.share):
            continue
        ranked = sorted(passages, key=lambda p: (p.a.start - p.a.end, p.a.start, p.b.start))
        cites = tuple(c for p in ranked[:settings.cites_max] for c in (p.a, p.b))
        said = f"shares {share:.0%} of the shorter article's words with {{other}}"
        if helped and share < settings.share:
            said += f", and both credit {min(helped)}"
        found[a, b] = _Evidence("origins.copied", share, (said, said), (cites, cites))
    return found


def _tied(both: tuple[Tie, Tie]) -> _Evidence:
    said = tuple(f"{tie.said}, as {{other}}" + _ALSO[tie.key[0]] for tie in both)
    return _Evidence(f"origins.{both[0].key[0]}", both[0].strength, (said[0], said[1]),
                     (both[0].cites + both[1].cites, both[1].cites + both[0].cites))


_ALSO = {"agency": " is, and tells the same story", "owner": " is, and tells the same story",
         "affiliation": " is, and tells the same story",
         "release": " is, and tells the same story",
         "printed": " does, and tells the same story",
         "speaker": " does on the same story"}


def _share(spans: Sequence[tuple[int, int]], text: Text) -> float:
    """Give the share of a text that spans cover, none counted twice."""
    covered, reached = 0, 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered / max(1, len(text.words))


def _partials(credits: Sequence[Credit]) -> frozenset[str]:
    return frozenset(credit.name for credit in credits
                     if credit.kind == "partial" and credit.name != "agencies")


def _join(articles: Sequence[str], evidence: Mapping[Pair, _Evidence]) -> list[tuple[str, ...]]:
    """Join articles, strongest evidence first, only where every two of a group have evidence."""
    group_of = {article: [article] for article in articles}
    for a, b in sorted(evidence, key=lambda pair: (-evidence[pair].strength, pair)):
        one, two = group_of[a], group_of[b]
        if one is not two and all((min(x, y), max(x, y)) in evidence for x in one for y in two):
            one.extend(two)
            for member in two:
                group_of[member] = one
    groups = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return sorted(groups.values())


def _reason(
    article: str, group: Sequence[str], evidence: Mapping[Pair, _Evidence],
    texts: Mapping[str, Text], days: Mapping[str, Publication],
) -> Because:
    """Say why one article is a member: what it shares with the member it shares most with."""
    pairs = [(min(article, m), max(article, m)) for m in group if m != article]
    if not pairs:
        return Because(rule="origins.single", version=VERSION,
                       sentence="no other article shares its words or its source on one story")
    best = min(pairs, key=lambda pair: (-evidence[pair].strength, pair))
    side = best.index(article)
    other = best[1 - side]
    said = evidence[best].said[side].replace("{other}", _called(texts[other]))
    return Because(rule=evidence[best].rule, version=VERSION,
                   sentence=said + _order(article, other, days), cites=evidence[best].cites[side])


def _called(text: Text) -> str:
    """Name an article for a person: its title and outlet, or its first words."""
    title = text.title or " ".join(text.words.split()[:8])
    return f"“{title[:100]}”" + (f" ({text.outlet})" if text.outlet else "")


def _order(article: str, other: str, days: Mapping[str, Publication]) -> str:
    mine, theirs = days.get(article), days.get(other)
    if mine is None or theirs is None:
        return ""
    if (theirs.published.to_date and mine.published.from_date
            and theirs.published.to_date <= mine.published.from_date):
        return ", which was published earlier"
    return ""
