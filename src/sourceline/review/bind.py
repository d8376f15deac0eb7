"""Find a decision's words again after a rebuild.

In: decisions and the texts as they are now. Out: the decisions with cites that hold, and those
whose words are nowhere to be found, which are reported and never dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from sourceline.record.cite import Cite
from sourceline.record.decision import Decision

_NOWHERE: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Bound:
    """Decisions whose words stand in the texts, and those that no longer find theirs."""

    found: tuple[Decision, ...]
    lost: tuple[Decision, ...]


def bind_decisions(decisions: Iterable[Decision], texts: Mapping[str, str],
                   homes: Mapping[str, Sequence[str]] = _NOWHERE) -> Bound:
    """Bind decisions to today's texts (article id to words).

    Takes: `homes` says which articles have a sentence now, for those of `sentences_sought`.
    The place still holds the words; or the sentence around them stands exactly once, in the
    article or, where that is gone, in one other; or the words stand exactly once in the article.
    Else the decision is lost, since a guess would put a person's name under it.
    """
    found: list[Decision] = []
    lost: list[Decision] = []
    for decision in decisions:
        cite = _placed(decision.cite, decision.around, texts, homes)
        other = _placed(decision.other, decision.other_around, texts, homes) \
            if decision.other else None
        if cite is None or (decision.other and other is None):
            lost.append(decision)
        else:
            found.append(msgspec.structs.replace(decision, cite=cite, other=other))
    return Bound(tuple(found), tuple(lost))


def sentences_sought(decisions: Iterable[Decision], texts: Mapping[str, str]) -> frozenset[str]:
    """Name the sentences to look for elsewhere, because their article is gone."""
    return frozenset(
        around.words for decision in decisions
        for cite, around in ((decision.cite, decision.around),
                             (decision.other, decision.other_around))
        if cite and around and cite.article not in texts)


def _placed(cite: Cite, around: Cite | None, texts: Mapping[str, str],
            homes: Mapping[str, Sequence[str]]) -> Cite | None:
    text = texts.get(cite.article, "")
    if text[cite.start:cite.end] == cite.words:
        return cite
    if around:
        moved = _within(cite, around, cite.article, text)
        if moved:
            return moved
    if cite.words and text.count(cite.words) == 1:
        start = text.index(cite.words)
        return msgspec.structs.replace(cite, start=start, end=start + len(cite.words))
    elsewhere = homes.get(around.words, ()) if around and not text else ()
    if around and len(elsewhere) == 1:
        return _within(cite, around, elsewhere[0], texts.get(elsewhere[0], ""))
    return None


def _within(cite: Cite, around: Cite, article: str, text: str) -> Cite | None:
    """Find the words in their sentence, where that stands exactly once."""
    if not around.words or text.count(around.words) != 1:
        return None
    start = text.index(around.words) + cite.start - around.start
    end = start + len(cite.words)
    moved = Cite(article=article, start=start, end=end, words=cite.words)
    return moved if start >= 0 and text[start:end] == cite.words else None
