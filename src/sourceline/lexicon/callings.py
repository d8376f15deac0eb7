"""Callings of people that hardly one person has at once, and words for offices.

In: lexicon/titles.toml. Out: for each field of life its describing words; all words for offices.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sourceline.lexicon.load import load


class Titles(msgspec.Struct, frozen=True):
    """The part of lexicon/titles.toml that is needed here."""

    callings: dict[str, str]
    titles: str
    persons: str


@cache
def callings() -> Mapping[str, frozenset[str]]:
    """Give the describing words of each field of life.

    >>> "goalkeeper" in callings()["sport"]
    True
    """
    return {field: frozenset(words.split())
            for field, words in load("titles.toml", Titles).callings.items()}


@cache
def office_words() -> frozenset[str]:
    """Give the words that say which office or calling a person has, in lower case.

    >>> "minister" in office_words()
    True
    """
    titles = load("titles.toml", Titles)
    words = frozenset(word.lower() for word in (titles.titles + titles.persons).split())
    return words.union(*callings().values()) - _MERE


# Courtesy and kinship: they tell nobody from anybody.
_MERE = frozenset((
    "mr", "mrs", "ms", "mx", "miss", "dr", "sir", "dame", "lord", "lady", "father", "mother", "son",
    "daughter", "brother", "sister", "wife", "husband", "uncle", "widow", "cousin", "friend",
    "citizen", "national", "resident", "member", "woman", "hon", "don", "first", "deputy",
    "nominee", "candidate", "leader", "critic", "victim", "suspect", "winner", "star", "chief",
))
