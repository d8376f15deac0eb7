"""Keys of entities: what says which one is meant, and what gave each mention its key.

In: nothing. Out: `Key`, `Groups`. A key is made of what is said, never of counts or order.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import EntityKind
from sourceline.rooms.entities.table import Mentions

# Why a mention has its key: nothing but its name, its own article's reason, a person or an
# acronym's explanation (`Groups.said` holds the words), or a rule that looked at another mention.
BY_NAME, BY_ARTICLE, BY_WORDS, BY_RULE = 0, 1, 2, 3
NO_KEY = -1


class Key(NamedTuple):
    """What says which entity is meant: a folded name, "government" apart from the place.

    `article` is set only where the name alone would mix things up: a last name that stays open
    and an acronym with two explanations mean what they mean in their own article. `apart` is the
    place and the words at which a person said that someone else is meant.
    """

    name: str
    family: str = ""
    article: str = ""
    apart: tuple[str, ...] = ()

    def said(self) -> tuple[str, ...]:
        """Give the parts an id is made of; counts and kinds are no part of it."""
        if self.apart:
            return ("apart", *self.apart)
        return tuple(part for part in (self.name, self.family, self.article) if part)


class Rule(NamedTuple):
    """A rule that joins names, and the sentence it says."""

    name: str
    version: str
    sentence: str


@dataclass
class Groups:
    """Which key each mention has, by number, and the reason where it is not simply the same name.

    `names` and `kinds` are what people call a thing and take it for.
    """

    mentions: Mentions
    keys: list[Key] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, EntityKind] = field(default_factory=dict)
    said: list[Because] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin without any key."""
        count = len(self.mentions)
        self._key_of = array("i", [NO_KEY]) * count
        self._why = array("b", [BY_NAME]) * count
        # The number of a sentence in `said`, or of the mention a rule looked at.
        self._whom = array("i", [0]) * count
        self._rule = array("b", [0]) * count

    def key(self, mention: int) -> Key | None:
        """Give the key of a mention, None where it means nothing so far."""
        number = self._key_of[mention]
        return None if number == NO_KEY else self.keys[number]

    def number(self, mention: int) -> int:
        """Give the number of a mention's key, `NO_KEY` for none."""
        return self._key_of[mention]

    def put(self, mention: int, key: Key) -> None:
        """Give a mention a key."""
        number = self.numbers.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
        self._key_of[mention] = number

    def take(self, mention: int) -> None:
        """Take a mention's key away."""
        self._key_of[mention] = NO_KEY

    def join(self, mention: int, key: Key, rule: Rule, whom: int) -> None:
        """Give a mention a key by a rule that looked at another mention, or at itself alone."""
        self.put(mention, key)
        if rule not in self.rules:
            self.rules.append(rule)
        self._why[mention], self._whom[mention] = BY_RULE, whom
        self._rule[mention] = self.rules.index(rule)

    def say(self, mention: int, key: Key, because: Because) -> None:
        """Give a mention a key by a reason of its own words."""
        self.put(mention, key)
        self._why[mention], self._whom[mention] = BY_WORDS, len(self.said)
        self.said.append(because)

    def follow(self, mention: int, key: Key) -> None:
        """Give a mention a key by the reason its article gave."""
        self.put(mention, key)
        self._why[mention] = BY_ARTICLE

    def follows(self, mention: int) -> bool:
        """Tell whether the reason is the one the article gave."""
        return self._why[mention] == BY_ARTICLE

    def because(self, mention: int) -> Because | None:
        """Give the reason of a mention's key; None where the name says it, or the article did."""
        why, whom = self._why[mention], self._whom[mention]
        if why == BY_WORDS:
            return self.said[whom]
        if why != BY_RULE:
            return None
        rule = self.rules[self._rule[mention]]
        own, other = self.mentions.cite(mention), self.mentions.cite(whom)
        cites: tuple[Cite, ...] = (own,) if whom == mention else (own, other)
        # What an article's own full name explains is told in the order it is read.
        if rule.name == "entities.last_name":
            cites = (other, own)
        return Because(rule=rule.name, version=rule.version, sentence=rule.sentence, cites=cites)

    def with_key(self) -> npt.NDArray[np.int32]:
        """Give the keys of all mentions by number, as they are now."""
        return np.array(self._key_of, dtype=np.int32)


class Members:
    """The mentions of each key, in order, as they were when this was made."""

    def __init__(self, groups: Groups) -> None:
        """Sort the mentions by their key."""
        keys = groups.with_key()
        self.groups = groups
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._ends = np.searchsorted(keys[self._order], np.arange(-1, len(groups.keys)), "right")

    def of(self, key: int) -> list[int]:
        """Give the mentions of a key by its number."""
        found: list[int] = self._order[self._ends[key]:self._ends[key + 1]].tolist()
        return found

    def first(self, key: int) -> int:
        """Give the first mention of a key."""
        return int(self._order[self._ends[key]])

    def all(self) -> Iterator[int]:
        """Give the keys that have a mention, in the order of these."""
        held = np.flatnonzero(np.diff(self._ends))
        firsts = self._order[self._ends[held]]
        yield from held[np.argsort(firsts, kind="stable")].tolist()

    @cached_property
    def articles(self) -> npt.NDArray[np.int64]:
        """In how many articles each key stands."""
        keys = self.groups.with_key()
        pairs = np.unique((keys.astype(np.int64) << 32) | self.groups.mentions.article_numbers())
        return np.bincount((pairs >> 32)[pairs >= 0], minlength=len(self.groups.keys))
