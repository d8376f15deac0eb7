"""Countries of places: from a place name or a country's own words to the country.

In: words of a place. Out: a country's name, or "" where the lexicon does not know it. Cities that
are no capital stay open here; a gazetteer is another issue.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from sourceline.lexicon.load import load


class _Places(msgspec.Struct, frozen=True):
    """The part of lexicon/places.toml that is needed: country -> capital, demonyms, names."""

    countries: dict[str, tuple[str, str, str]]


@cache
def _known() -> Mapping[str, str]:
    places: _Places = load("places.toml", _Places)
    known: dict[str, str] = {}
    for country, (capital, _, others) in places.countries.items():
        for name in (country, capital, *others.split("|")):
            if name:
                known.setdefault(name.lower(), country)
    return known


@cache
def _capitals() -> frozenset[str]:
    places: _Places = load("places.toml", _Places)
    return frozenset(capital.lower() for capital, _, _ in places.countries.values() if capital)


def is_capital(words: str) -> bool:
    """Tell a capital, whose name may stand for a government.

    >>> is_capital("Vienna"), is_capital("Salzburg")
    (True, False)
    """
    return words.lower() in _capitals()


def country_of(words: str) -> str:
    """Give the country of a place by its words.

    >>> country_of("Vienna"), country_of("the old mill")
    ('Austria', '')
    """
    low = words.lower().removeprefix("the ").strip(" .,")
    known = _known()
    if low in known:
        return known[low]
    tail = low.rsplit(",", 1)[-1].strip()
    return known.get(tail, "")
