"""How exact a place on the map is: a town, a county, a state, or the middle of a country.

In: the words for a place, its country and its point. Out: a word. The record keeps the point a
name means; which sort of place that is, the gazetteer says.
"""

from typing import Literal

from sourceline.rooms.places.gazetteer import find_candidates
from sourceline.text.places import fold_place

Exactness = Literal["country", "state", "county", "place"]
# Points of the gazetteer are kept to a few digits.
_SAME_DEGREES = 0.02


def exactness(place: str, country: str, latitude: float, longitude: float) -> Exactness:
    """Say what the point of an event stands for.

    >>> exactness("", "Varenia", 1.0, 2.0)
    'country'
    """
    folded, land = fold_place(place), fold_place(country)
    if not place or folded == land:
        return "country"
    for name in (folded, folded.split(",")[0], land):
        for one in find_candidates(name):
            if abs(one.latitude - latitude) + abs(one.longitude - longitude) < _SAME_DEGREES \
                    and one.country in ("", country):
                return "place" if one.kind == "city" else one.kind
    return "place"
