"""What people decided: these words mean the same as those, or do not.

In: decisions in the order they were made, each about the words of two mentions, and the keys the
rules gave. Out: the keys as people want them. It comes last, so no rule undoes a person's word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Mention
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.text.names import fold_name

VERSION = "1"


@dataclass(frozen=True)
class Decided:
    """A person says that `cite` and `other` mean the same, or different things.

    "different" takes what goes by the words of `other` in its article out of the entity of `cite`.
    """

    verdict: Literal["same", "different"]
    cite: Cite
    other: Cite


def apply_decided(decided: Sequence[Decided], mentions: Sequence[Mention], groups: Groups) -> None:
    """Change the keys as people decided; a decision whose words are no mention changes nothing."""
    places = {(one.cite.article, one.cite.start, one.cite.end): one for one in mentions}
    for one in decided:
        first = places.get((one.cite.article, one.cite.start, one.cite.end))
        second = places.get((one.other.article, one.other.start, one.other.end))
        kept = groups.key_of.get(first.id) if first else None
        moved = groups.key_of.get(second.id) if second else None
        if kept is None or moved is None or second is None:
            continue
        because = Because(rule="decision", version=VERSION, sentence="a person judged it so",
                          cites=(one.cite, one.other))
        if one.verdict == "same" and kept != moved:
            _move([m for m in mentions if groups.key_of.get(m.id) == moved], kept, because, groups)
        if one.verdict == "different" and kept == moved:
            going = _going_by(second, mentions, groups)
            if second.form == "name":
                apart = Key(fold_name(second.cite.words), moved.family, second.cite.article)
                apart = apart if apart != kept else Key(apart.name, apart.family, "apart")
                _move(going, apart, because, groups)
            else:  # a pronoun names nothing by itself
                for mention in going:
                    del groups.key_of[mention.id]


def _going_by(mention: Mention, mentions: Sequence[Mention], groups: Groups) -> list[Mention]:
    """Give the mentions of the article that go by these words, and what stands for them."""
    name = fold_name(mention.cite.words)
    key = groups.key_of[mention.id]
    near = [one for one in mentions if one.cite.article == mention.cite.article
            and groups.key_of.get(one.id) == key]
    names = {one.id for one in near if fold_name(one.cite.words) == name}
    return [one for one in near if one.id in names or one.same_as in names]


def _move(mentions: Sequence[Mention], key: Key, because: Because, groups: Groups) -> None:
    for mention in mentions:
        groups.key_of[mention.id] = key
        groups.because[mention.id] = because
