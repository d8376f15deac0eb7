"""Say which places in the world an article's place names mean.

In: a `Text` and its mentions. Out: a `Locating`. What stands right after a name ("Salem, Ore.")
decides; else the other places of the article and the countries it names; people who live there
count last, and only with a margin. What stays close stays open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, log10

import numpy as np
from numpy.typing import NDArray

from sourceline.record.article import Text
from sourceline.record.cite import Because
from sourceline.record.entity import Mention
from sourceline.record.place import Locating, Place
from sourceline.rooms.places.focus import Focus, find_focus
from sourceline.rooms.places.gazetteer import Candidate
from sourceline.rooms.places.known import KnownPlace, by_name, known_place
from sourceline.rooms.places.toponyms import Toponym, find_toponyms, fits_outer
from sourceline.text.places import fold_place

VERSION = "1"
Floats = NDArray[np.float64]
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class PlaceSettings:
    """When a name is sure enough to mean a place."""

    # Points (see `_own`) the best place must lead the next by, when that lies far off. On LGL by
    # `python -m evals.places`: 0.3 puts 75% of names right with 87% of answers right, 0.6 72% and
    # 89%, 1.0 68% and 90%.
    margin: float = 0.6
    # Two places closer than this are one for a reader; the usual measure of this task.
    same_km: float = 161.0
    # Places that speak for one another lie about this near.
    near_km: float = 120.0
    # A town smaller than this needs more than its name: a state, a country, a neighbour.
    sure_people: int = 20_000
    # At most this many names and places are weighed in one article (cost grows by their square).
    max_names: int = 80
    max_candidates: int = 12
    # What a user says of places (docs/how-to/places.md); stands above the gazetteer.
    known: tuple[KnownPlace, ...] = ()


def locate_mentions(text: Text, mentions: Sequence[Mention], settings: PlaceSettings) -> Locating:
    """Find what the place names of one article mean.

    >>> text = Text(article="a1", captured="", edits=(), words="No names.", parts=())
    >>> locate_mentions(text, [], PlaceSettings()).places
    ()

    Gives: places in text order; a name has one meaning in one article.
    """
    named = by_name(settings.known)
    own = [(mention, known_place(mention, named)) for mention in mentions]
    toponyms = find_toponyms(text, [mention for mention, place in own if place is None]
                             )[:settings.max_names]
    focus = find_focus(text, toponyms)
    chosen = _choose(toponyms, focus, settings)
    places = [place for _, place in own if place is not None]
    places += [_place(toponym, candidate, reason, mention)
               for toponym, (candidate, reason) in zip(toponyms, chosen, strict=True)
               if candidate is not None for mention in toponym.mentions]
    places.sort(key=lambda one: (one.cite.start, one.cite.end))
    return Locating(article=text.article, places=tuple(places), country=focus.country,
                    country_basis=focus.basis, because=focus.because)


def _place(toponym: Toponym, candidate: Candidate, reason: str, mention: Mention) -> Place:
    return Place(
        cite=mention.cite, mention=mention.id, name=candidate.name, kind=candidate.kind,
        country=candidate.country, state=candidate.state, latitude=candidate.latitude,
        longitude=candidate.longitude,
        because=Because(rule="places.name", version=VERSION, cites=(mention.cite,),
                        sentence=f"{reason} ({len(toponym.candidates)} of this name)"))


def _choose(toponyms: Sequence[Toponym], focus: Focus, settings: PlaceSettings
            ) -> list[tuple[Candidate | None, str]]:
    """Choose one candidate for each name, or none."""
    flat = [(number, one) for number, toponym in enumerate(toponyms)
            for one in toponym.candidates[:settings.max_candidates]]
    if not flat:
        return [(None, "")] * len(toponyms)
    owner = np.array([number for number, _ in flat])
    own = np.array([_own(toponyms[number], one, focus) for number, one in flat])
    apart = _distances([one for _, one in flat])
    ties = _ties([one for _, one in flat], owner, apart, settings)
    support = np.zeros(len(flat))
    for _ in range(3):
        weights = _weights(own + support, owner)
        support = _support(ties * weights, owner)
    return [_best(toponym, np.flatnonzero(owner == number), flat, own, support, apart, settings)
            for number, toponym in enumerate(toponyms)]


def _own(toponym: Toponym, one: Candidate, focus: Focus) -> float:
    """Give points for a place without its neighbours: people, holder, country of the article."""
    points = log10(one.people + 100.0) * 0.8
    points += 2.0 * one.capital + 1.0 * (one.kind == "state") - 0.3 * (one.kind == "county")
    points += focus.share(one.country) + 0.7 * log1p(10 * focus.share(one.country))
    # Another name of a place counts less than its own: few mean Jerusalem by "Salem".
    points -= 1.0 * (one.kind != "country" and fold_place(one.name) != toponym.folded)
    if toponym.outer:
        points += 8.0 * any(fits_outer(one, outer) for outer in toponym.outer)
    return points


def _distances(places: Sequence[Candidate]) -> Floats:
    """Give kilometres between all pairs."""
    latitude = np.radians([one.latitude for one in places])
    longitude = np.radians([one.longitude for one in places])
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2 + np.cos(latitude)[:, None] * np.cos(
        latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    found: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def _ties(places: Sequence[Candidate], owner: NDArray[np.int_], apart: Floats,
          settings: PlaceSettings) -> Floats:
    """Say how much one place speaks for another: near, in one state, in one country."""
    states = {name: at for at, name in enumerate(sorted({(o.country, o.state) for o in places}))}
    countries = {name: at for at, name in enumerate(sorted({one.country for one in places}))}
    state = np.array([states[one.country, one.state] for one in places])
    country = np.array([countries[one.country] for one in places])
    known = np.array([bool(one.state) for one in places])
    ties: Floats = 1.2 * np.exp(-apart / settings.near_km) \
        + 0.6 * ((state[:, None] == state) & known[:, None]) + 0.4 * (country[:, None] == country)
    ties[owner[:, None] == owner] = 0.0
    return ties


def _weights(points: Floats, owner: NDArray[np.int_]) -> Floats:
    """Turn points into shares that add up to one for each name."""
    raised = np.exp(np.clip(points - points.max(), -50, 0) * 1.5)
    total = np.zeros(owner.max() + 1)
    np.add.at(total, owner, raised)
    shares: Floats = raised / np.maximum(total[owner], 1e-30)
    return shares


def _support(ties: Floats, owner: NDArray[np.int_]) -> Floats:
    """Add up, over the other names, the most any of its places says; many names saturate."""
    best = np.zeros((ties.shape[0], owner.max() + 1))
    for name in range(owner.max() + 1):
        columns = np.flatnonzero(owner == name)
        if len(columns):
            best[:, name] = ties[:, columns].max(axis=1)
    total: Floats = 2.0 * np.log1p(best.sum(axis=1))
    return total


def _best(toponym: Toponym, rows: NDArray[np.int_], flat: Sequence[tuple[int, Candidate]],
          own: Floats, support: Floats, apart: Floats, settings: PlaceSettings
          ) -> tuple[Candidate | None, str]:
    if len(rows) == 0:
        return None, ""
    points = own[rows] + support[rows]
    order = rows[np.argsort(-points, kind="stable")]
    first = int(order[0])
    best = flat[first][1]
    outer = [one for one in toponym.outer if fits_outer(best, one)]
    if toponym.outer and not outer and best.kind != "country":
        return None, ""
    if outer:
        return best, f"said to lie in {outer[0]}"
    far = [int(row) for row in order[1:] if apart[first, row] > settings.same_km
           and not _holds(best, flat[int(row)][1])]
    lead = own[first] + support[first] - max(
        (own[row] + support[row] for row in far), default=-1e9)
    if lead < settings.margin:
        return None, ""
    if best.people < settings.sure_people and support[first] < 0.6:
        return None, ""
    reason = "the only place of its name" if len(rows) == 1 else \
        "the other places of the article speak for it" if support[first] > 1.0 else \
        "the best known of its name"
    return best, reason


def _holds(one: Candidate, other: Candidate) -> bool:
    """Tell a city from the state of the same name that holds it."""
    return one.country == other.country and one.state == other.state and \
        (one.kind != other.kind) and "state" in (one.kind, other.kind)


