"""The second door of the room: which articles count as one voice, and why.

In: the texts of a collection, their publications and their copies. Out: `Origin`s; every article
is in exactly one. Nothing is chained: each two articles of an origin have evidence of their own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite, cite
from sourceline.record.copy import Copy, Origin
from sourceline.record.when import Publication
from sourceline.rooms.copies.credits import Credit, find_credits

VERSION = "1"


@dataclass(frozen=True)
class OriginSettings:
    """What makes two articles one voice."""

    share: float = 0.3  # of the shorter article's characters in copied passages; a third of an
    # article is more than background paragraphs that reporters of one outlet reuse (dev articles)
    share_with_credit: float = 0.1  # enough where both say the same agency contributed
    cites_max: int = 3  # passages cited per reason; a reader needs one click, not all of them


@dataclass(frozen=True)
class _Evidence:
    """Why two articles share a voice: a strength for the order of joining, and a sentence."""

    strength: float
    sentence: str
    cites: tuple[Cite, ...]


Pair = tuple[str, str]


def find_origins(
    texts: Sequence[Text],
    publications: Sequence[Publication],
    copies: Sequence[Copy],
    settings: OriginSettings,
) -> tuple[Origin, ...]:
    """Put every article into exactly one origin.

    >>> text = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> [origin.articles for origin in find_origins([text], (), (), OriginSettings())]
    [('a1',)]

    Takes: the copies `find_copies` gave for these texts. Gives: origins sorted by their smallest
    article; `reasons[k]` says why `articles[k]` is a member.
    """
    by_article = {text.article: text for text in texts}
    credits = {article: find_credits(text) for article, text in by_article.items()}
    evidence = _copied(by_article, copies, credits, settings)
    firsts = _first_by_credit(credits)
    groups = _join(sorted(by_article), evidence, _wire_of(credits))
    days = {publication.article: publication for publication in publications}
    return tuple(
        Origin(
            id=make_id("o", group[0]),
            articles=group,
            reasons=tuple(_reason(by_article[member], group, evidence, firsts, days)
                          for member in group),
        )
        for group in groups
    )


def _copied(
    texts: Mapping[str, Text], copies: Sequence[Copy],
    credits: Mapping[str, tuple[Credit, ...]], settings: OriginSettings,
) -> dict[Pair, _Evidence]:
    """Find the pairs of articles that share enough of their own words."""
    by_pair: dict[Pair, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.form != "paraphrase":
            by_pair[copy.a.article, copy.b.article].append(copy)
    found: dict[Pair, _Evidence] = {}
    for (a, b), passages in by_pair.items():
        share = max(_share([(p.a.start, p.a.end) for p in passages], texts[a]),
                    _share([(p.b.start, p.b.end) for p in passages], texts[b]))
        helped = _partials(credits[a]) & _partials(credits[b])
        if share < (settings.share_with_credit if helped else settings.share):
            continue
        ranked = sorted(passages, key=lambda p: (p.a.start - p.a.end, p.a.start, p.b.start))
        cites = tuple(c for p in ranked[:settings.cites_max] for c in (p.a, p.b))
        said = f"shares {share:.0%} of the shorter article's words with {{other}}"
        if helped and share < settings.share:
            said += f", and both credit {min(helped)}"
        found[a, b] = _Evidence(share, said, cites)
    return found


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


def _wire_of(credits: Mapping[str, tuple[Credit, ...]]) -> dict[str, str]:
    """Give the one agency an article credits fully; two agencies leave it open."""
    wires: dict[str, str] = {}
    for article, found in credits.items():
        names = {credit.name for credit in found if credit.kind == "full"}
        if len(names) == 1:
            wires[article] = names.pop()
    return wires


def _first_by_credit(credits: Mapping[str, tuple[Credit, ...]]) -> dict[Pair, Credit]:
    firsts: dict[Pair, Credit] = {}
    for article, found in credits.items():
        for credit in found:
            firsts.setdefault((article, credit.kind), credit)
    return firsts


def _join(
    articles: Sequence[str], evidence: Mapping[Pair, _Evidence], wires: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Join articles, strongest evidence first, only where every two of a group have evidence."""
    group_of = {article: [article] for article in articles}
    by_wire: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article in wires:
            by_wire[wires[article]].append(article)
    for members in by_wire.values():
        for member in members:
            group_of[member] = members
    linked = set(evidence)
    for a, b in sorted(evidence, key=lambda pair: (-evidence[pair].strength, pair)):
        one, two = group_of[a], group_of[b]
        if one is not two and all(_tied(x, y, linked, wires) for x in one for y in two):
            one.extend(two)
            for member in two:
                group_of[member] = one
    groups = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return sorted(groups.values())


def _tied(x: str, y: str, linked: set[Pair], wires: Mapping[str, str]) -> bool:
    return (min(x, y), max(x, y)) in linked or (x in wires and wires[x] == wires.get(y))


def _reason(
    text: Text, group: Sequence[str], evidence: Mapping[Pair, _Evidence],
    firsts: Mapping[Pair, Credit], days: Mapping[str, Publication],
) -> Because:
    """Say why one article is a member: its copied words, its credit, and whom it speaks for."""
    article = text.article
    parts: list[str] = []
    cites: list[Cite] = []
    full = firsts.get((article, "full"))
    if full is not None and len(group) > 1:
        parts.append(f"credited to {full.name}")
    elif full is not None:
        parts.append(f"credited to {full.name}, and no other article is")
    if full is not None:
        cites += _cited(text, full)
    other = _strongest(article, group, evidence)
    if other:
        said = evidence[min(article, other), max(article, other)]
        parts.append(said.sentence.format(other=other) + _order(article, other, days))
        cites += said.cites
    if not parts:
        parts.append("no other article shares its words or credits")
    party = firsts.get((article, "interested"))
    if party is not None:
        parts.append(f"an interested source by its own byline: {party.name}")
        cites += _cited(text, party)
    rule = "origins.copied" if other else "origins.credit" if full else "origins.single"
    return Because(rule=rule, version=VERSION, sentence="; ".join(parts), cites=tuple(cites))


def _cited(text: Text, credit: Credit) -> tuple[Cite, ...]:
    """Cite a credit, unless it stands in the byline only."""
    if credit.start == credit.end:
        return ()
    return (cite(text.article, text.words, credit.start, credit.end),)


def _strongest(article: str, group: Sequence[str], evidence: Mapping[Pair, _Evidence]) -> str:
    """Give the member an article shares most with, "" where copied words tie it to none."""
    pairs = [(min(article, m), max(article, m)) for m in group if m != article]
    tied = [pair for pair in pairs if pair in evidence]
    if not tied:
        return ""
    best = min(tied, key=lambda pair: (-evidence[pair].strength, pair))
    return best[0] if best[1] == article else best[1]


def _order(article: str, other: str, days: Mapping[str, Publication]) -> str:
    mine, theirs = days.get(article), days.get(other)
    if mine is None or theirs is None:
        return ""
    if (theirs.published.to_date and mine.published.from_date
            and theirs.published.to_date <= mine.published.from_date):
        return ", which was published earlier"
    return ""
