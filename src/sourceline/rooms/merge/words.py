"""The words of a telling: what family its trigger is of, and which words around it say what.

In: words. Out: stems, families, groups of one meaning. Tables: `lexicon/merge.toml`.
"""

import calendar
import re
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.text.stems import stem

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*")

class Likeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of what two tellings share, and the sum with nothing shared."""

    base: float
    weights: dict[str, float]


class MergeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/merge.toml."""

    about: About
    families: dict[str, str]
    likeness: Likeness = Likeness(base=0.0, weights={})


@cache
def merge_words() -> MergeWords:
    """Read the lexicon, once per process."""
    read: MergeWords = load("merge.toml", MergeWords)
    return read


@cache
def _listed(name: str) -> frozenset[str]:
    """Give a list of words: empty, particles, light."""
    return frozenset(merge_words().families[name].split())


@cache
def _families() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in merge_words().families["words"].splitlines():
        words = line.split()
        for word in words:
            found.setdefault(word, words[0])
    return found


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(merge_words().families["groups"].splitlines()):
        for word in line.split():
            found.setdefault(family(word.partition("-")[0]), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 16)
def family(word: str) -> str:
    """Name the family of a word: its stem, or its root's where spelling hides it.

    >>> family("death") == family("died"), family("acquired") == family("acquisition")
    (True, True)
    """
    low = word.lower()
    root = _families().get(low) or _families().get(stem(low))
    found: str = stem(root or low)
    return found


def groups(word: str) -> frozenset[int]:
    """Number the groups of one meaning a word's family is of."""
    return _groups().get(family(word), frozenset())


def content(words: str) -> list[str]:
    """Give the families of the words that say something, in order."""
    return [family(word) for word in _WORD.findall(words) if word.lower() not in _listed("empty")]


def head_word(trigger: str) -> str:
    """Give the word of a trigger that carries it: "scoring record", "checked into", "took part".

    >>> head_word("scoring record"), head_word("checked into"), head_word("took part in")
    ('record', 'checked', 'part')
    """
    words = [word for word in _WORD.findall(trigger) if word[0].isalpha()]
    if not words:
        return trigger
    empty = _listed("particles") | _listed("empty")
    kept = [word for word in words if word.lower() not in empty] or words
    phrasal = words[-1].lower() in _listed("particles")
    heavy = [word for word in kept if word.lower() not in _listed("light")] or kept
    chosen: str = heavy[0] if phrasal and len(kept) == 1 else heavy[-1]
    return chosen


def names_in(words: str) -> frozenset[str]:
    """Give the families of capitalised words that do not begin the sentence."""
    found = _WORD.findall(words)
    return frozenset(family(word) for word in found[1:]
                     if word[0].isupper() and word.lower() not in _listed("empty"))


# A trigger's own names stand within this many words of it.
_MARK_WORDS = 4
_DATES = frozenset(name.lower() for names in (calendar.month_name, calendar.day_name)
                   for name in names if name)
_OWN = frozenset(("of", "into", "on", "against", "over", "about", "in", "at"))


def names_around(before: str, after: str) -> frozenset[str]:
    """Give names that belong to a trigger: right before it, or after "of", "into".

    A month or a day of the week is a date, not a name.

    >>> sorted(names_around("He saw the Ostmark", " in Karsk"))
    ['karsk', 'ostmark']
    """
    left = before.split()[-2:]
    right = after.split()[:_MARK_WORDS]
    if not right or right[0].lower() not in _OWN:
        right = []
    return frozenset(family(word.strip(".,;:()“”\"'’")) for word in (*left, *right)
                     if word[0].isupper() and word.lower() not in _listed("empty")
                     and word.strip(".,").lower().removesuffix("’s").removesuffix("'s")
                     not in _DATES)


def numbers_in(words: str) -> frozenset[str]:
    """Give the numerals of a sentence, without commas."""
    return frozenset(word.replace(",", "").rstrip(".") for word in _WORD.findall(words)
                     if word[0].isdigit())
