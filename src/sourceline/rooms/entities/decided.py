"""What people decided: which words mean the same, which do not, and what names nothing.

In: decisions in the order they were made, each about the words of a mention, and the keys the
rules gave. Out: the keys as people want them. It comes last, so no rule undoes a person's word.
`store/verdicts_names.py` says the same of rows, for a record that is not read anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec
import numpy as np

from sourceline.record.cite import Because, Cite
from sourceline.record.decision import Decision
from sourceline.record.entity import EntityKind
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.rooms.entities.table import Mentions
from sourceline.text.names import fold_name

VERSION = "2"


@dataclass(frozen=True)
class _Seen:
    """Mentions by place and by key, as they are now."""

    groups: Groups

    @property
    def mentions(self) -> Mentions:
        """Give the mentions of the collection."""
        return self.groups.mentions

    def at(self, cite: Cite | None) -> int | None:
        """Give the mention at these words, where there is one."""
        return self.mentions.at(cite) if cite else None

    def key_at(self, cite: Cite | None) -> Key | None:
        """Give what the words mean now, None where they mean nothing."""
        mention = self.at(cite)
        return self.groups.key(mention) if mention is not None else None

    def members(self, key: Key) -> list[int]:
        """Give the mentions of a key."""
        found: list[int] = np.flatnonzero(
            self.groups.with_key() == self.groups.numbers[key]).tolist()
        return found

    def move(self, mentions: Sequence[int], key: Key | None, decision: Decision) -> None:
        """Let these mentions mean something else, or nothing."""
        cites = tuple(cite for cite in (decision.cite, decision.other) if cite)
        because = Because(rule="decision", version=VERSION, sentence="a person judged it so",
                          cites=cites)
        for mention in mentions:
            if key is None:
                self.groups.take(mention)
            else:
                self.groups.say(mention, key, because)


def apply_decided(decided: Sequence[Decision], groups: Groups) -> None:
    """Change the keys as people decided; a decision whose words are no mention changes nothing."""
    seen = _Seen(groups)
    for one in decided:
        key = seen.key_at(one.cite) if one.question in _DOORS else None
        if key is not None:
            _DOORS[one.question](seen, one, key)


def _judge(seen: _Seen, decision: Decision, key: Key) -> None:
    if decision.verdict == "reject":
        seen.move(seen.members(key), None, decision)


def _correct(seen: _Seen, decision: Decision, key: Key) -> None:
    if decision.question == "entity.name":
        seen.groups.names[key] = decision.answer
    else:
        seen.groups.kinds[key] = msgspec.convert(decision.answer, EntityKind)


def _same(seen: _Seen, decision: Decision, key: Key) -> None:
    """Join two entities, or take what goes by the words at `other` out of the first."""
    other = seen.key_at(decision.other)
    if other is None or decision.other is None:
        return
    if decision.verdict == "merge" and other != key:
        seen.move(seen.members(other), key, decision)
    if decision.verdict == "split" and other == key:
        # Two people of one name: only the article tells which of them is meant.
        alike = decision.cite.words.casefold() == decision.other.words.casefold()
        where = decision.other.article if alike else ""
        going = _going_by(seen, key, decision.other.words, where)
        _part(seen, decision, key, decision.other, going)


def _here(seen: _Seen, decision: Decision, key: Key) -> None:
    """Say that these words, or these words all through the article, mean someone else."""
    mention = seen.at(decision.cite)
    assert mention is not None  # it has a key
    going = [mention] if decision.question == "mention.entity" else \
        _going_by(seen, key, decision.cite.words, decision.cite.article)
    target = seen.key_at(decision.other)
    if decision.verdict == "reject" or target is not None:
        seen.move(going, None if decision.verdict == "reject" else target, decision)
    else:
        _part(seen, decision, key, decision.cite, going)


def _part(seen: _Seen, decision: Decision, key: Key, cite: Cite, going: Sequence[int]) -> None:
    """Give mentions an entity of their own; a pronoun that nobody named means nothing."""
    head = seen.at(cite)
    if head is not None and not seen.mentions.is_name(head) and not decision.answer:
        seen.move(going, None, decision)
        return
    apart = Key(fold_name(cite.words), key.family,
                apart=(cite.article, str(cite.start), str(cite.end), cite.words))
    if decision.answer:
        seen.groups.names[apart] = decision.answer
    seen.move(going, apart, decision)


def _going_by(seen: _Seen, key: Key, words: str, article: str) -> list[int]:
    """Give what goes by these words, in one article or ("") in all, and what stands for it."""
    said, mentions = words.casefold(), seen.mentions
    near = [one for one in seen.members(key) if article in ("", mentions.article_of(one))]
    names = {one for one in near if mentions.words(one).casefold() == said}
    return [one for one in near if one in names or mentions.stands_for(one) in names]


_DOORS: Mapping[str, Callable[[_Seen, Decision, Key], None]] = MappingProxyType({
    "entity": _judge, "entity.kind": _correct, "entity.name": _correct, "entity.same": _same,
    "mention.entity": _here, "alias.entity": _here})
