"""Where a named place lies, and which country an article is about.

In: nothing. Out: `PlaceKind`, `Place`, `Locating`.
"""

from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite

PlaceKind = Literal["country", "state", "county", "city"]


class Place(Written, frozen=True, kw_only=True):
    """These words mean this place. `mention` is the id of the `Mention` with the same words.

    `state` is the first division of a country ("" for a country); latitude and longitude are the
    middle of it, in degrees.
    """

    cite: Cite
    mention: str | None = None
    name: str
    kind: PlaceKind
    country: str
    state: str = ""
    latitude: float
    longitude: float
    because: Because


class Locating(Written, frozen=True, kw_only=True):
    """The places of one article that could be told, in text order, and the country it is about.

    `country` is "" where the article names several alike; `country_basis` is "dateline" (its
    first line says where it was written), "named" (most of what it names lies there) or "".
    """

    article: str
    places: tuple[Place, ...] = ()
    country: str = ""
    country_basis: Literal["dateline", "named", ""] = ""
    because: Because | None = None
