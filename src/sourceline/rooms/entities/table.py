"""The mentions of a collection as columns: all the rules below look at, in some 40 bytes each.

In: what each article names, in the order of the articles. Out: `Mentions`, asked by number. A
collection of 100,000 articles has eight million mentions; as objects they alone would fill memory.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from sourceline.record.cite import Cite
from sourceline.record.entity import EntityKind, Form, Mention, Naming

# How many steps a chain inside an article may have: nominal -> last name -> full name.
MAX_CHAIN = 6
_FORMS: tuple[Form, ...] = get_args(Form)
_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
NAME, PRONOUN = _FORMS.index("name"), _FORMS.index("pronoun")
NOMINAL = _FORMS.index("nominal")
NO_RULE = -1
_NOBODY = -1
# Mentions looked through in one go.
_AT_ONCE = 1 << 16


class Mentions:
    """Mentions by number, in the order of articles, places and ids; descriptions beside them.

    >>> mentions = Mentions()
    >>> place = Cite(article="a1", start=0, end=3, words="Ana")
    >>> _ = mentions.add(Naming(article="a1", mentions=(
    ...     Mention(id="m1", cite=place, form="name", kind="person"),)))
    >>> len(mentions), mentions.words(0), mentions.kind(0), mentions.head(0)
    (1, 'Ana', 'person', 0)
    """

    def __init__(self) -> None:
        """Begin without any."""
        self.articles: list[str] = []
        self.begins = array("i")
        self._article, self._start, self._end = array("i"), array("i"), array("i")
        self._words, self._head, self._same = array("i"), array("i"), array("i")
        self._form, self._kind, self._rule = array("b"), array("b"), array("h")
        self._said: list[str] = []
        self._number: dict[str, int] = {}
        self._rules: list[str] = []
        self._described, self._as = array("i"), array("i")
        self._said_at = array("i")

    def __len__(self) -> int:
        """Count the mentions."""
        return len(self._article)

    def add(self, naming: Naming) -> list[Mention]:
        """Take what one article names; articles come in their order.

        Gives: its mentions in the order of their numbers.
        """
        if self.articles and self.articles[-1] >= naming.article:
            raise ValueError(f"article {naming.article} comes after {self.articles[-1]}")
        first = len(self)
        self.articles.append(naming.article)
        self.begins.append(first)
        ordered = in_order(naming)
        number = {one.id: first + at for at, one in enumerate(ordered)}
        by_id = {one.id: one for one in ordered}
        for one in ordered:
            self._article.append(len(self.articles) - 1)
            self._start.append(one.cite.start)
            self._end.append(one.cite.end)
            self._words.append(self._word(one.cite.words))
            self._form.append(_FORMS.index(one.form))
            self._kind.append(_KINDS.index(one.kind))
            self._rule.append(self._rule_of(one))
            self._head.append(number[follow(one, by_id).id])
            self._same.append(number.get(one.same_as or "", _NOBODY))
        for description in naming.descriptions:
            if description.mention in number:
                self._described.append(number[description.mention])
                self._as.append(self._word(description.cite.words))
                self._said_at.append(description.cite.start)
        return ordered

    def _word(self, words: str) -> int:
        number = self._number.setdefault(words, len(self._said))
        if number == len(self._said):
            self._said.append(words)
        return number

    def _rule_of(self, mention: Mention) -> int:
        if mention.because is None:
            return NO_RULE
        if mention.because.rule not in self._rules:
            self._rules.append(mention.because.rule)
        return self._rules.index(mention.because.rule)

    def words(self, number: int) -> str:
        """Give a mention's words."""
        return self._said[self._words[number]]

    def kind(self, number: int) -> EntityKind:
        """Give a mention's kind."""
        return _KINDS[self._kind[number]]

    def rule(self, number: int) -> str:
        """Give the rule that found a mention, "" for none."""
        return self._rules[self._rule[number]] if self._rule[number] != NO_RULE else ""

    def has_reason(self, number: int) -> bool:
        """Tell whether its article gave a reason for a mention."""
        return self._rule[number] != NO_RULE

    def is_name(self, number: int) -> bool:
        """Tell a name from a noun and a pronoun."""
        return self._form[number] == NAME

    def is_pronoun(self, number: int) -> bool:
        """Tell a pronoun."""
        return self._form[number] == PRONOUN

    def is_nominal(self, number: int) -> bool:
        """Tell a noun phrase."""
        return self._form[number] == NOMINAL

    def head(self, number: int) -> int:
        """Give the mention this one stands for in its article, itself for none."""
        return self._head[number]

    def stands_for(self, number: int) -> int | None:
        """Give the mention its article says this one stands for, which may stand for another."""
        return self._same[number] if self._same[number] != _NOBODY else None

    def article(self, number: int) -> int:
        """Give the number of a mention's article."""
        return self._article[number]

    def article_of(self, number: int) -> str:
        """Give a mention's article."""
        return self.articles[self._article[number]]

    def cite(self, number: int) -> Cite:
        """Cite a mention."""
        return Cite(article=self.article_of(number), start=self._start[number],
                    end=self._end[number], words=self.words(number))

    def within(self, article: int) -> range:
        """Give the mentions of an article."""
        return range(self.begins[article], self.begins[article + 1]
                     if article + 1 < len(self.begins) else len(self))

    def at(self, cite: Cite) -> int | None:
        """Give the first mention at a place."""
        article = bisect_right(self.articles, cite.article) - 1
        if article < 0 or self.articles[article] != cite.article:
            return None
        return next((one for one in self.within(article)
                     if (self._start[one], self._end[one]) == (cite.start, cite.end)), None)

    def heads(self) -> Iterator[int]:
        """Give the names that stand for themselves."""
        for first in range(0, len(self), _AT_ONCE):
            forms = np.array(self._form[first:first + _AT_ONCE]) == NAME
            heads = np.array(self._head[first:first + _AT_ONCE])
            own = heads == np.arange(first, first + len(heads))
            yield from (np.flatnonzero(forms & own) + first).tolist()

    def nominals(self) -> Iterator[int]:
        """Give the noun phrases."""
        for first in range(0, len(self), _AT_ONCE):
            forms = np.array(self._form[first:first + _AT_ONCE])
            yield from (np.flatnonzero(forms == NOMINAL) + first).tolist()

    def pronouns(self) -> Iterator[int]:
        """Give the pronouns."""
        for first in range(0, len(self), _AT_ONCE):
            forms = np.array(self._form[first:first + _AT_ONCE])
            yield from (np.flatnonzero(forms == PRONOUN) + first).tolist()

    def descriptions(self) -> Iterator[tuple[int, str]]:
        """Give what the articles say named things are: the mention, and the words."""
        for mention, words in zip(self._described, self._as, strict=True):
            yield mention, self._said[words]

    def described(self) -> Iterator[tuple[int, Cite]]:
        """Give what the articles say named things are: the mention, and the place of the words."""
        for mention, words, start in zip(self._described, self._as, self._said_at, strict=True):
            said = self._said[words]
            yield mention, Cite(article=self.article_of(mention), start=start,
                                end=start + len(said), words=said)

    def article_numbers(self) -> npt.NDArray[np.int64]:
        """Give the number of each mention's article."""
        return np.array(self._article, dtype=np.int64)

    def of_kinds(self, kinds: Sequence[EntityKind]) -> npt.NDArray[np.bool_]:
        """Tell of each mention whether it is of one of these kinds."""
        return np.isin(np.array(self._kind), [_KINDS.index(kind) for kind in kinds])


def in_order(naming: Naming) -> list[Mention]:
    """Give the mentions of an article in the order they are numbered."""
    return sorted(naming.mentions, key=lambda one: (one.cite.start, one.id))


def follow(mention: Mention, by_id: dict[str, Mention]) -> Mention:
    """Follow `same_as` to the name it stands for."""
    head = mention
    for _ in range(MAX_CHAIN):
        earlier = by_id.get(head.same_as or "")
        # "A lawyer named Ana Ito" stands for a later name; names stand for earlier ones only.
        if earlier is None or (earlier.cite.start >= head.cite.start and head.form == "name"):
            break
        head = earlier
    return head
