"""Places as a user describes them: points no gazetteer has, or that it has wrong.

In: the words of a `places.toml` (docs/how-to/places.md). Out: `KnownPlace`s. What stands in such a
file is meant wherever its name stands, whatever the gazetteer says of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec

from sourceline.errors import BadInput
from sourceline.lexicon.tables import Table, read_entries, read_words, refuse_twins
from sourceline.record.cite import Because
from sourceline.record.entity import Mention
from sourceline.record.place import Place, PlaceKind
from sourceline.text.places import fold_place

_TABLE = Table("place", "a place", "see docs/how-to/places.md for what a place may have")


@dataclass(frozen=True)
class KnownPlace:
    """One place; its name and its point must be given.

    `names` are other names it goes by, `kind` is city, county, state or country; `because` says
    where the point is from, in the user's words.
    """

    name: str
    latitude: float
    longitude: float
    names: tuple[str, ...] = ()
    kind: str = "city"
    country: str = ""
    state: str = ""
    because: str = ""


def load_places(path: Path) -> tuple[KnownPlace, ...]:
    """Read the places of a file.

    Refuses: a file that cannot be read or does not fit (`BadInput` names file and line).
    """
    return parse_places(read_words(path, "places"), str(path))


def parse_places(words: str, where: str) -> tuple[KnownPlace, ...]:
    """Read places from the words of a `places.toml`; `where` names it in errors.

    >>> parse_places('format = 1\\n[[place]]\\nname = "Karvik"\\nlatitude = 1\\nlongitude = 2', "p"
    ...              )[0].longitude
    2.0
    """
    read = [(_checked(place, line), line)
            for place, line in read_entries(words, where, _TABLE, KnownPlace)]
    refuse_twins([(one.name, (one.name, *one.names), line) for one, line in read], _TABLE,
                 fold_place)
    return tuple(place for place, _ in read)


def _checked(place: KnownPlace, where: str) -> KnownPlace:
    if not fold_place(place.name):
        raise BadInput("a place has no name", where=where, remedy="write `name = \"…\"`")
    if place.kind not in get_args(PlaceKind):
        raise BadInput(f"there is no kind {place.kind!r}", where=where,
                       remedy=f"choose one of {', '.join(get_args(PlaceKind))}, or leave it out")
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise BadInput(f"{place.latitude}, {place.longitude} is no point on earth", where=where,
                       remedy="write degrees: latitude to 90, longitude to 180, south and west "
                              "below zero")
    return place


def by_name(places: Sequence[KnownPlace]) -> Mapping[str, KnownPlace]:
    """Give the places by each name they have, folded."""
    return {fold_place(name): place for place in places for name in (place.name, *place.names)}


def known_place(mention: Mention, places: Mapping[str, KnownPlace]) -> Place | None:
    """Give the place a user says these words mean; never where they name a person."""
    found = None if mention.kind == "person" else places.get(fold_place(mention.cite.words))
    if found is None:
        return None
    said = "named in the file of places" + (f": {found.because}" if found.because else "")
    return Place(cite=mention.cite, mention=mention.id, name=found.name,
                 kind=msgspec.convert(found.kind, PlaceKind), country=found.country,
                 state=found.state, latitude=found.latitude, longitude=found.longitude,
                 because=Because(rule="places.known", version="1", sentence=said,
                                 cites=(mention.cite,)))
