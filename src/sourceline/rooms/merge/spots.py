"""Where a telling happens: the located place of its place role, and whether two can be one.

In: places and countries of articles. Out: `Spots`, asked by mention; containment of places.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sourceline.record.cite import Cite
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.place import Locating, Place
from sourceline.rooms.merge.countries import is_capital

# Two named places this near are one for news: a suburb and its city.
_NEAR_KM = 60.0
_EARTH_KM = 6371.0
_LOCATIVE = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout",
                       "central", "downtown", "northern", "southern", "eastern", "western"))
_RANK = {"city": 0, "county": 1, "state": 2, "country": 3}


@dataclass(frozen=True)
class Spots:
    """Located places by their mention, and by their article."""

    by_mention: Mapping[str, Place]
    by_article: Mapping[str, Locating]

    def of(self, role: RoleMention) -> Place | None:
        """Give the located place of a role's words: its mention, else the narrowest inside."""
        found = self.by_mention.get(role.mention or "")
        if found is not None:
            return found
        located = self.by_article.get(role.cite.article)
        inside = [place for place in located.places if role.cite.start <= place.cite.start
                  and place.cite.end <= role.cite.end] if located else []
        return min(inside, key=lambda one: (_RANK[one.kind], one.cite.start), default=None)

    def place(self, mention: EventMention) -> Place | None:
        """Give the narrowest located place among a telling's places."""
        found = [self.of(role) for role in mention.roles if role.role == "place"]
        known = [place for place in found if place is not None]
        return min(known, key=lambda one: (_RANK[one.kind], one.cite.start), default=None)

    def beside(self, mention: EventMention) -> Place | None:
        """Give the one town, county or state the telling's sentence names, None for several."""
        located = self.by_article.get(mention.cite.article)
        if located is None:
            return None
        some = self._inside(located, mention.sentence)
        narrow = [place for place in some if place.kind != "country"
                  and not _may_be_government(mention, place)]
        best = min(narrow, key=lambda one: (_RANK[one.kind], one.cite.start), default=None)
        if best is None or not all(can_be_one(best, other) for other in some):
            return None
        return best

    def country(self, mention: EventMention) -> tuple[str, str]:
        """Give the country the telling's article is about and on what that rests, "" for none.

        A sentence that names a place of another country leaves it open: an article about one
        country tells of its people abroad too.
        """
        located = self.by_article.get(mention.cite.article)
        if located is None or any(place.country != located.country
                                  for place in self._inside(located, mention.sentence)):
            return "", ""
        return located.country, located.country_basis

    @staticmethod
    def _inside(located: Locating, sentence: Cite) -> Sequence[Place]:
        starts = [place.cite.start for place in located.places]
        return located.places[bisect_left(starts, sentence.start):
                              bisect_left(starts, sentence.end)]


def _may_be_government(mention: EventMention, place: Place) -> bool:
    """Tell "in Vienna" from "Vienna said": a bare capital often is its government."""
    before = mention.sentence.words[:place.cite.start - mention.sentence.start].lower().split()
    return is_capital(place.cite.words) and (not before or before[-1] not in _LOCATIVE)


def make_spots(locatings: Sequence[Locating]) -> Spots:
    """Lay out the places of a collection."""
    return Spots({place.mention: place for one in locatings for place in one.places
                  if place.mention}, {one.article: one for one in locatings})


def can_be_one(one: Place, other: Place) -> bool:
    """Tell whether one place lies in the other or both are one.

    A city lies in its state and country; two cities are one only when near each other.
    """
    if one.country != other.country:
        return False
    wide, narrow = sorted((one, other), key=lambda place: -_RANK[place.kind])
    if wide.kind == "country":
        return True
    if wide.kind == "state":
        return narrow.state == wide.state
    if wide.name == narrow.name and wide.state == narrow.state:
        return True
    return far_km(one, other) <= _NEAR_KM


def far_km(one: Place, other: Place) -> float:
    """Give the distance between two places on the sphere."""
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(
        radians(one.longitude - other.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
