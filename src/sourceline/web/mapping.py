"""A map as numbers a template can draw: land, graticule, circles whose area is a count.

In: places with counts. Out: frozen shapes in the units of the picture. Degrees are drawn as they
are (equirectangular, true to scale along the middle of the map), zoomed to the places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from sourceline.web.basemap import Land, read_land
from sourceline.web.labels import Dot, Label, place_labels

WIDTH, HEIGHT = 1000.0, 560.0
TYPE_SIZE = 15.0
# Circles from a dot one can hit to a tenth of the picture.
_LEAST_RADIUS, _MOST_RADIUS = 4.0, 26.0
# A single town is shown with the country around it.
_LEAST_DEGREES, _MARGIN = 5.0, 0.12
_STEPS = (1, 2, 5, 10, 15, 30, 45)
_MOST_LINES = 7


@dataclass(frozen=True)
class Spot:
    """A place to draw: where, how many events, and its name."""

    latitude: float
    longitude: float
    count: int
    name: str


@dataclass(frozen=True)
class View:
    """The part of the world that is shown."""

    west: float
    east: float
    south: float
    north: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place stands in the picture."""
        return ((longitude - self.west) / (self.east - self.west) * WIDTH,
                (self.north - latitude) / (self.north - self.south) * HEIGHT)


@dataclass(frozen=True)
class Circle:
    """One place: the middle and radius of its circle, and the number of its spot."""

    x: float
    y: float
    radius: float
    spot: int


@dataclass(frozen=True)
class Line:
    """A meridian (upright) or a parallel, and the degrees it stands for."""

    at: float
    upright: bool
    label: str


@dataclass(frozen=True)
class Map:
    """Everything that is drawn; `land` is one path, "" where none lies or none is known."""

    land: str
    lines: tuple[Line, ...]
    circles: tuple[Circle, ...]
    labels: tuple[Label | None, ...]


def draw_map(spots: Sequence[Spot]) -> Map | None:
    """Draw places, the largest first in `labels`, below all others in `circles`."""
    if not spots:
        return None
    view = view_of(spots)
    highest = max(spot.count for spot in spots)
    circles = []
    for number, spot in enumerate(spots):
        x, y = view.at(spot.longitude, spot.latitude)
        circles.append(Circle(round(x, 1), round(y, 1), radius_of(spot.count, highest), number))
    circles.sort(key=lambda circle: (-circle.radius, circle.spot))
    dots = [Dot(circle.x, circle.y, circle.radius, spots[circle.spot].name) for circle in circles]
    return Map(_land_path(view), tuple(_lines(view)), tuple(circles),
               place_labels(dots, WIDTH, HEIGHT, TYPE_SIZE))


def radius_of(count: int, highest: int) -> float:
    """Give the radius of a circle whose area stands for a count.

    >>> radius_of(12, 12), radius_of(3, 12), radius_of(1, 500)
    (26.0, 13.0, 4.0)
    """
    return round(max(_MOST_RADIUS * sqrt(count / max(highest, 12)), _LEAST_RADIUS), 1)


def view_of(spots: Sequence[Spot]) -> View:
    """Give the smallest part of the world, in the shape of the picture, that holds all places."""
    west, east = min(s.longitude for s in spots), max(s.longitude for s in spots)
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    # Degrees of longitude grow shorter towards the poles; beyond 75 a map would be all width.
    squeeze = cos(radians(min(abs(middle_y), 75.0)))
    tall = max(north - south, (east - west) * squeeze * HEIGHT / WIDTH, _LEAST_DEGREES)
    tall = min(tall * (1 + 2 * _MARGIN), 180.0, 360.0 * squeeze * HEIGHT / WIDTH)
    # Places all round the world are drawn a little narrower than true rather than cut off.
    wide = min(max(tall * WIDTH / HEIGHT / squeeze, (east - west) * 1.04), 360.0)
    middle_y = min(max(middle_y, -90 + tall / 2), 90 - tall / 2)
    if wide >= 360.0:
        middle_x = 0.0
    return View(middle_x - wide / 2, middle_x + wide / 2, middle_y - tall / 2, middle_y + tall / 2)


def _land_path(view: View) -> str:
    return "".join(_outline(land, turn, view) for land in read_land() for turn in (-360, 0, 360)
                   if land.east + turn > view.west and land.west + turn < view.east
                   and land.north > view.south and land.south < view.north)


def _outline(land: Land, turn: int, view: View) -> str:
    places = [view.at(longitude + turn, latitude) for longitude, latitude in land.ring]
    said = [f"{x:.1f} {y:.1f}" for x, y in places]
    kept = [one for one, before in zip(said, ["", *said], strict=False) if one != before]
    return f"M{'L'.join(kept)}Z" if len(kept) > 2 else ""


def _lines(view: View) -> Iterator[Line]:
    step = next((step for step in _STEPS if (view.east - view.west) / step <= _MOST_LINES), 60)
    for degrees in range(int(view.west // step) * step, int(view.east) + 1, step):
        x, _ = view.at(degrees, 0)
        if 20 < x < WIDTH - 20:
            yield Line(round(x, 1), True, _degrees((degrees + 180) % 360 - 180, "E", "W"))
    for degrees in range(int(view.south // step) * step, int(view.north) + 1, step):
        _, y = view.at(0, degrees)
        if 20 < y < HEIGHT - 20:
            yield Line(round(y, 1), False, _degrees(degrees, "N", "S"))


def _degrees(degrees: int, above: str, below: str) -> str:
    return f"{abs(degrees)}°{'' if degrees in (0, -180) else above if degrees > 0 else below}"
