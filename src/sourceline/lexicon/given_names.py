"""Given names: alone they may name anybody.

In: lexicon/name_given.toml. Out: the listed given names.
"""

from functools import cache

import msgspec

from sourceline.lexicon.load import load


class Given(msgspec.Struct, frozen=True):
    """The part of lexicon/name_given.toml that is needed here."""

    given: str


@cache
def given_names() -> frozenset[str]:
    """Give the listed given names, as written.

    >>> "Ana" in given_names()
    True
    """
    return frozenset(load("name_given.toml", Given).given.split())
