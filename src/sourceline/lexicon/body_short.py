"""What well-known short forms of organisations stand for.

In: lexicon/body_short.toml and the common words of names. Out: names by short form; plain words.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load


class Short(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/body_short.toml."""

    about: About
    stands_for: dict[str, str]


class Organisations(msgspec.Struct, frozen=True):
    """The part of lexicon/organisations.toml that is needed here."""

    heads: str
    opening: str
    possessors: str
    facilities: str
    first: str
    known: str
    known_names: str


class Common(msgspec.Struct, frozen=True):
    """The part of lexicon/name_common.toml that is needed here."""

    words: str


@cache
def body_forms() -> Mapping[str, str]:
    """Give the names that well-known short forms stand for.

    >>> body_forms()["UN"]
    'United Nations'
    """
    return dict(load("body_short.toml", Short).stands_for)


@cache
def whole_names() -> frozenset[str]:
    """Give well-known names that are short forms of no longer one.

    >>> "Human Rights Watch" in whole_names()
    True
    """
    lists = load("organisations.toml", Organisations)
    names = [*lists.known.split(), *lists.known_names.split("|"), *body_forms().values()]
    return frozenset(" ".join(name.split()) for name in names) - {""}


@cache
def plain_words() -> frozenset[str]:
    """Give the words, in lower case, that the names of many bodies are made of.

    >>> "council" in plain_words()
    True
    """
    lists = load("organisations.toml", Organisations)
    words = f"{lists.heads} {lists.opening} {lists.possessors} {lists.facilities} {lists.first}"
    return frozenset(words.lower().split()) | frozenset(load("name_common.toml", Common).words
                                                        .split())
