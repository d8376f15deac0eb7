"""Find a decision's words again after a rebuild.

In: decisions and the texts as they are now. Out: the decisions with cites that hold, and those
whose words are nowhere to be found, which are reported and never dropped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from sourceline.record.cite import Cite
from sourceline.record.decision import Decision


@dataclass(frozen=True)
class Bound:
    """Decisions whose words stand in the texts, and those that no longer find theirs."""

    found: tuple[Decision, ...]
    lost: tuple[Decision, ...]


def bind_decisions(decisions: Iterable[Decision], texts: Mapping[str, str]) -> Bound:
    """Bind decisions to today's texts (article id to words).

    The place still holds the words, or the words stand exactly once in the article and the
    decision moves there; otherwise it is lost, since a guess would put a person's name under it.
    """
    found: list[Decision] = []
    lost: list[Decision] = []
    for decision in decisions:
        cite = _placed(decision.cite, texts)
        other = _placed(decision.other, texts) if decision.other else None
        if cite is None or (decision.other and other is None):
            lost.append(decision)
        else:
            found.append(msgspec.structs.replace(decision, cite=cite, other=other))
    return Bound(tuple(found), tuple(lost))


def _placed(cite: Cite, texts: Mapping[str, str]) -> Cite | None:
    text = texts.get(cite.article, "")
    if text[cite.start:cite.end] == cite.words:
        return cite
    if cite.words and text.count(cite.words) == 1:
        start = text.index(cite.words)
        return msgspec.structs.replace(cite, start=start, end=start + len(cite.words))
    return None
