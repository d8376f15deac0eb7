"""Nouns for persons and bodies: which may be said of what another one was said of.

In: lexicon/role_nouns.toml. Out: for each broader noun the narrower ones, and lists of nouns that
say little about who is meant.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load

# "Who led the militia" says nothing of what he is; these do.
_HOLDS = frozenset(("is", "was", "as", "serves", "served", "became", "styles", "styled", "works",
                    "worked", "calls", "called"))


class RoleNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/role_nouns.toml."""

    about: About
    broader: dict[str, str]
    lists: dict[str, str]
    fates: dict[str, str]


@cache
def _content() -> RoleNouns:
    content: RoleNouns = load("role_nouns.toml", RoleNouns)
    return content


@cache
def narrower_nouns() -> Mapping[str, frozenset[str]]:
    """Give for each broader noun the narrower ones of whom it may be said.

    >>> "envoy" in narrower_nouns()["diplomat"]
    True
    """
    return {noun: frozenset(words.split()) for noun, words in _content().broader.items()}


@cache
def said_of(noun: str) -> tuple[str, ...]:
    """Give the nouns of whom a noun may be said, itself first.

    >>> said_of("tribunal")
    ('tribunal', 'court')
    """
    return (noun, *sorted(narrower_nouns().get(noun, ())))


def held_words(phrase: Sequence[str]) -> list[str]:
    """Give what "who is", "who served as", "who styled himself" say; any other phrase as it is.

    >>> held_words("who styled himself defence attaché".split())
    ['defence', 'attaché']
    """
    if not phrase or phrase[0] not in ("who", "which"):
        return list(phrase)
    held = list(phrase[2:]) if phrase[1:2] and phrase[1] in _HOLDS else []
    return held[1:] if held and held[0] in ("as", "himself", "herself", "itself") else held


@cache
def role_list(name: str) -> frozenset[str]:
    """Give one of the lists: "servants", "at_hand", "vague".

    >>> "judge" in role_list("at_hand")
    True
    """
    return frozenset(_content().lists[name].split())


@cache
def fate_of(verb: str) -> str:
    """Give the family of what a verb says befalls somebody, "" for none.

    >>> fate_of("jail"), fate_of("convict"), fate_of("walk")
    ('law', 'law', '')
    """
    return next((name for name, verbs in _content().fates.items() if verb in verbs.split()), "")
