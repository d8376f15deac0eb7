"""The land of a map: outlines of countries, from a file that is packed when the wheel is built.

In: `vendor/countries-110m.json` (Natural Earth at 1:110 million, as TopoJSON). Out: rings of
degrees. Where the file is missing there are none, and a map shows its graticule alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "vendor" / "countries-110m.json"

Ring = tuple[tuple[float, float], ...]


class _Transform(msgspec.Struct, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Polygon(msgspec.Struct, frozen=True, tag="Polygon", tag_field="type"):
    arcs: list[list[int]]


class _MultiPolygon(msgspec.Struct, frozen=True, tag="MultiPolygon", tag_field="type"):
    arcs: list[list[list[int]]]


class _Countries(msgspec.Struct, frozen=True):
    geometries: list[_Polygon | _MultiPolygon]


class _Topology(msgspec.Struct, frozen=True):
    """What is needed of a TopoJSON file: arcs of whole steps, shared by neighbours."""

    objects: dict[str, _Countries]
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


@dataclass(frozen=True)
class Land:
    """One outline, unrolled so that no line jumps across the map, and its box in degrees."""

    ring: Ring
    west: float
    east: float
    south: float
    north: float


@cache
def read_land(file: Path = FILE) -> tuple[Land, ...]:
    """Read the outlines, once per process; none where the file is missing or is something else."""
    try:
        topology = msgspec.json.decode(file.read_bytes(), type=_Topology)
    except (OSError, msgspec.DecodeError):
        return ()
    arcs = [_degrees(arc, topology.transform) for arc in topology.arcs]
    return tuple(_land(_unrolled(_joined(numbers, arcs)))
                 for country in topology.objects["countries"].geometries
                 for numbers in _outlines(country))


def _outlines(country: _Polygon | _MultiPolygon) -> Iterator[list[int]]:
    if isinstance(country, _Polygon):
        yield from country.arcs
    else:
        for polygon in country.arcs:
            yield from polygon


def _degrees(arc: Sequence[tuple[int, int]], transform: _Transform) -> Ring:
    """Add up the steps of an arc; its first pair is a place, the others say how far to go."""
    (x, y), (x0, y0) = transform.scale, transform.translate
    return tuple((round(a * x + x0, 3), round(b * y + y0, 3)) for a, b in zip(
        accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True))


def _joined(numbers: Sequence[int], arcs: Sequence[Ring]) -> list[tuple[float, float]]:
    """Put arcs end to end; a number below zero means the arc ~number, walked backwards."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _unrolled(ring: Sequence[tuple[float, float]]) -> Ring:
    """Let longitudes run on past 180 instead of jumping; close a ring round the pole over it."""
    turned, offset = [ring[0]], 0.0
    for (before, _), (longitude, latitude) in pairwise(ring):
        if abs(longitude - before) > 180:
            offset += 360 if longitude < before else -360
        turned.append((longitude + offset, latitude))
    if offset:
        pole = -90.0 if turned[0][1] < 0 else 90.0
        turned += [(turned[-1][0], pole), (turned[0][0], pole)]
    return tuple(turned)


def _land(ring: Ring) -> Land:
    east_west, north_south = zip(*ring, strict=True)
    return Land(ring, min(east_west), max(east_west), min(north_south), max(north_south))
