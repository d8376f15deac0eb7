"""Other names of one place: "the U.K." for the United Kingdom, "Calif." for California.

In: lexicon/places.toml and place_short.toml. Out: what a short form of a place stands for.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load


class Short(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/place_short.toml."""

    about: About
    stands_for: dict[str, str]


class Places(msgspec.Struct, frozen=True):
    """The part of lexicon/places.toml that is needed here."""

    countries: dict[str, tuple[str, str, str]]


@cache
def place_forms() -> Mapping[str, str]:
    """Give for each other name of a country or region the name it is listed under.

    >>> place_forms()["Calif"]
    'California'
    """
    forms = dict(load("place_short.toml", Short).stands_for)
    for country, (_, _, others) in load("places.toml", Places).countries.items():
        forms |= {other: country for other in others.split("|") if other}
    return forms
