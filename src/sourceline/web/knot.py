"""A network as numbers a template can draw: dots, lines between them, names that do not collide.

In: weights of names and ties between them. Out: frozen shapes. The same network always gives the
same picture: the start is a spiral in the order of weight, the steps are counted, nothing is drawn
by chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sourceline.web.labels import LETTER, Dot, Label, place_labels

WIDTH, HEIGHT, TYPE_SIZE = 1000.0, 680.0, 15.0
# By eye on records of 25 to 240 articles: below 200 steps clusters are still on the move.
_STEPS = 300
_MARGIN_X, _MARGIN_Y = 90.0, 34.0
_LEAST_RADIUS, _MOST_RADIUS = 5.0, 17.0
_GOLDEN = 2.399963
_LONGEST_NAME = 34
# How often dots whose names meet are moved apart, and how much air a name has. Of forty names of a
# record of 3,000 articles, nearly all tied to one of them, none moves by a whole unit after 400.
_PARTINGS, _AIR = 400, 6.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stroke:
    """One tie: its two ends and how thick it is."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    tie: int


@dataclass(frozen=True)
class Knot:
    """What is drawn; `labels` and `dots` stand in the order of the names."""

    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label | None, ...]


def draw_knot(names: Sequence[tuple[str, int]], ties: Sequence[tuple[int, int, int]]) -> Knot:
    """Draw names (with weights, the heaviest first) and ties (two places in `names`, a weight).

    >>> knot = draw_knot([("Alia", 1), ("Tomas", 1)], [(0, 1, 1)])
    >>> len(knot.dots), len(knot.strokes)
    (2, 1)
    """
    heaviest = max((weight for _, weight in names), default=1)
    sizes = tuple((_short(name), _radius(weight / heaviest)) for name, weight in names)
    dots = tuple(Dot(round(float(x), 1), round(float(y), 1), radius, name)
                 for (x, y), (name, radius) in zip(_places(sizes, tuple(ties)), sizes, strict=True))
    thickest = max((weight for _, _, weight in ties), default=1)
    strokes = tuple(Stroke(dots[a].x, dots[a].y, dots[b].x, dots[b].y,
                           round(1 + 5 * sqrt(weight / max(thickest, 4)), 1), number)
                    for number, (a, b, weight) in enumerate(ties))
    return Knot(dots, strokes, place_labels(dots, WIDTH, HEIGHT, TYPE_SIZE, below=True))


@lru_cache(maxsize=64)
def _places(sizes: tuple[tuple[str, float], ...], ties: tuple[tuple[int, int, int], ...]
            ) -> Floats:
    """Lay a network out; the same network is asked for again and again."""
    places = _parted(_fitted(_spread(len(sizes), ties)), sizes)
    places.setflags(write=False)
    return places


def _radius(share: float) -> float:
    return round(max(_MOST_RADIUS * sqrt(share), _LEAST_RADIUS), 1)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME - 1].rstrip()}…"


def _spread(count: int, ties: Sequence[tuple[int, int, int]]) -> Floats:
    """Let all dots push one another away and ties pull (Fruchterman and Reingold, 1991)."""
    turn = np.arange(count) * _GOLDEN
    reach = np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    places: Floats = np.stack([reach * np.cos(turn), reach * np.sin(turn)], axis=1)
    pull = np.zeros((count, count))
    for a, b, weight in ties:
        pull[a, b] = pull[b, a] = 1.0 + np.log(weight)
    ideal = 1.3 / sqrt(max(count, 1))
    for step in range(_STEPS if count > 1 else 0):
        apart = places[:, None, :] - places[None, :, :]
        far = np.maximum(np.sqrt((apart ** 2).sum(axis=2)), 1e-3)
        force = ideal ** 2 / far ** 2 - pull * far / ideal
        # Knots that nothing ties together must not drift out of the picture.
        moved = (apart * force[:, :, None]).sum(axis=1) - 0.6 * places
        length = np.maximum(np.sqrt((moved ** 2).sum(axis=1, keepdims=True)), 1e-9)
        places = places + moved / length * np.minimum(length, 0.12 * (1 - step / _STEPS))
    return places


def _fitted(places: Floats) -> Floats:
    """Stretch the places over the picture."""
    if len(places) == 0:
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([WIDTH - 2 * _MARGIN_X, HEIGHT - 2 * _MARGIN_Y])
    if len(places) == 2:
        # Two names stand side by side: stretched over both ways they would fill the corners.
        return np.array([[WIDTH * 0.3, HEIGHT / 2], [WIDTH * 0.7, HEIGHT / 2]])
    fitted: Floats = np.array([_MARGIN_X, _MARGIN_Y]) + np.where(
        high - low > 1e-6, (places - low) / np.maximum(high - low, 1e-6), 0.5) * room
    return fitted


def _parted(places: Floats, sizes: Sequence[tuple[str, float]]) -> Floats:
    """Move dots apart until no name stands over another dot or name, as far as there is room.

    A name stands below its dot; of two that meet each goes half the shorter way.
    """
    if len(places) < 3:
        return places
    wide = np.array([max(len(name) * TYPE_SIZE * LETTER, 2 * radius) for name, radius in sizes])
    tall = np.array([2 * radius + TYPE_SIZE * 1.3 for _, radius in sizes])
    reach = np.stack([wide[:, None] + wide, tall[:, None] + tall], axis=2) / 2 + _AIR
    # The middle of a dot with its name lies below the dot.
    below = np.stack([np.zeros(len(places)), np.full(len(places), TYPE_SIZE * 0.65)], axis=1)
    low = np.stack([np.maximum(wide / 2, _MARGIN_X / 2), np.full(len(places), _MARGIN_Y)], axis=1)
    high = np.array([WIDTH, HEIGHT]) - low - below
    order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places)))
    for _ in range(_PARTINGS):
        apart = (places + below)[:, None, :] - (places + below)[None, :, :]
        over = np.maximum(reach - np.abs(apart), 0.0)
        over[np.minimum(over[:, :, 0], over[:, :, 1]) == 0] = 0.0
        np.einsum("iij->ij", over)[:] = 0.0
        if not over.any():
            break
        # Across a name is longer than down it: the shorter way is judged by its share.
        down = over[:, :, 1] <= over[:, :, 0]
        way = np.where(apart == 0, order[:, :, None], np.sign(apart))
        moved = over * way * np.stack([~down, down], axis=2)
        places = np.clip(places + moved.sum(axis=1) * 0.5, low, high)
    return places
