"""Callings of people that hardly one person has at once: sport, arts, rule, crime…

In: lexicon/titles.toml. Out: for each field of life its describing words.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sourceline.lexicon.load import load


class Titles(msgspec.Struct, frozen=True):
    """The part of lexicon/titles.toml that is needed here."""

    callings: dict[str, str]


@cache
def callings() -> Mapping[str, frozenset[str]]:
    """Give the describing words of each field of life.

    >>> "goalkeeper" in callings()["sport"]
    True
    """
    return {field: frozenset(words.split())
            for field, words in load("titles.toml", Titles).callings.items()}
