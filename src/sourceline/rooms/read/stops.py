"""The stop words of the lexicon, as the sentence rules take them.

In: lexicon/abbreviations.toml. Out: `StopWords`, and all abbreviations.
"""

from functools import cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.text.sentences import StopWords


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/abbreviations.toml."""

    about: About
    before_name: tuple[str, ...]
    before_number: tuple[str, ...]
    inside: tuple[str, ...]
    may_end: tuple[str, ...]
    starters: tuple[str, ...]


@cache
def load_stops() -> tuple[StopWords, frozenset[str]]:
    """Give the lists by what may follow an abbreviation, and all abbreviations together."""
    words = load("abbreviations.toml", Abbreviations)
    groups = (words.before_name, words.before_number, words.inside, words.may_end)
    stops = StopWords(
        before_name=frozenset(words.before_name), before_number=frozenset(words.before_number),
        inside=frozenset(words.inside), may_end=frozenset(words.may_end),
        starters=frozenset(words.starters),
    )
    return stops, frozenset(word for group in groups for word in group)
