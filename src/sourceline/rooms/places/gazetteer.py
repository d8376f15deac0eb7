"""The gazetteer: which places in the world have a name.

In: a folded name. Out: `Candidate`s. The table is searched by halving, so nothing is parsed but
the rows asked for. Data: GeoNames (CC BY 4.0), made by `training/places/make_gazetteer.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.record.place import PlaceKind
from sourceline.text.places import fold_place

_KINDS: dict[str, PlaceKind] = {"capital": "city", "city": "city", "state": "state",
                                "county": "county"}
# A country's weight among places of its name, as if it had this many people.
_COUNTRY_PEOPLE = 200_000_000


class PlaceCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/place_codes.toml."""

    about: About
    codes: dict[str, str]
    middles: dict[str, tuple[float, float]]
    short: dict[str, str]


class _Places(msgspec.Struct, frozen=True):
    """The part of lexicon/places.toml that is needed: country -> capital, demonyms, names."""

    countries: dict[str, tuple[str, str, str]]
    lists: dict[str, str]


@dataclass(frozen=True)
class Candidate:
    """A place a name may mean."""

    name: str
    kind: PlaceKind
    capital: bool
    country: str
    state: str
    latitude: float
    longitude: float
    people: int


@lru_cache(maxsize=20_000)
def find_candidates(folded: str) -> tuple[Candidate, ...]:
    """Give every place of this name, the largest first.

    >>> [(one.kind, one.country) for one in find_candidates("france")][:1]
    [('country', 'France')]
    """
    found = [_candidate(row) for row in _rows(folded)]
    country = countries().get(folded)
    if country:
        found.append(_country(country))
    kept = {(one.kind, one.name, one.country, one.state): one for one in found if one.country}
    return tuple(sorted(kept.values(), key=lambda one: (-one.people, one.country, one.state,
                                                         one.name, one.kind)))


@cache
def codes() -> PlaceCodes:
    """Read what codes and short forms mean, once per process."""
    read: PlaceCodes = load("place_codes.toml", PlaceCodes)
    return read


@cache
def countries() -> Mapping[str, str]:
    """Give the country of each folded name of a country."""
    places: _Places = load("places.toml", _Places)
    known = {fold_place(one): one for one in codes().codes.values()}
    for country, (_, _, others) in places.countries.items():
        for name in (country, *others.split("|")):
            if name:
                known.setdefault(fold_place(name), country)
    return known


@cache
def demonyms() -> Mapping[str, str]:
    """Give the country of each word for its people or for what is its own ("Varenian")."""
    places: _Places = load("places.toml", _Places)
    return {word.replace("-", " "): country
            for country, (_, words, _) in places.countries.items() for word in words.split()}


@cache
def capitals() -> Mapping[str, str]:
    """Give the country of each folded name of a capital."""
    places: _Places = load("places.toml", _Places)
    return {fold_place(capital): country
            for country, (capital, _, _) in places.countries.items() if capital}


@cache
def wide() -> frozenset[str]:
    """Give the folded names of parts of the world that hold several countries, and of seas.

    >>> "middle east" in wide()
    True
    """
    places: _Places = load("places.toml", _Places)
    return frozenset(fold_place(name) for name in places.lists["wide"].split("|"))


@cache
def _table() -> bytes:
    return files("sourceline.lexicon").joinpath("gazetteer.tsv").read_bytes()


def _rows(folded: str) -> list[list[str]]:
    """Find the rows that begin with a name: halve the table, then read on from the first."""
    table, wanted = _table(), f"{folded}\t".encode()
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", middle)
        if table[middle:end] < wanted:
            low = end + 1
        else:
            high = middle
    rows = []
    while table.startswith(wanted, low):
        end = table.find(b"\n", low)
        rows.append(table[low:end].decode().split("\t"))
        low = end + 1
    return rows


def _candidate(row: list[str]) -> Candidate:
    _, name, kind, code, state, latitude, longitude, people = row
    return Candidate(name, _KINDS[kind], kind == "capital", codes().codes.get(code, ""), state,
                     float(latitude), float(longitude), int(people))


@cache
def _country(name: str) -> Candidate:
    """Give a country, its point its middle, or its capital's where no middle is known."""
    middle = codes().middles.get(name)
    if middle is None:
        places: _Places = load("places.toml", _Places)
        capital = places.countries.get(name, ("", "", ""))[0]
        rows = [_candidate(row) for row in _rows(fold_place(capital))] if capital else []
        point = next(((one.latitude, one.longitude) for one in sorted(
            rows, key=lambda one: -one.people) if one.country == name), None)
        middle = point or (0.0, 0.0)
    return Candidate(name, "country", False, name, "", *middle, _COUNTRY_PEOPLE)
