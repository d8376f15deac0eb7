"""Names beside dots in a picture, none over another; a name without room is left out.

In: dots in the units of the picture, the most important first. Out: where each name stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Width of a letter over the size of the type: what nine of ten names need in the widest serif of
# our sheet, DejaVu Serif (measured in Chromium; the middle one needs 0.56).
LETTER = 0.62
_GAP = 4.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dot:
    """A dot and the name it wants."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Label:
    """Where a name stands: its base line, and the end it is held by (start, middle, end)."""

    x: float
    y: float
    anchor: str
    name: str


def place_labels(dots: Sequence[Dot], width: float, height: float, size: float, *,
                 below: bool = False) -> tuple[Label | None, ...]:
    """Give each dot's name the first free place: right, left, above, below; else None.

    Takes: `below`, to try that place first, where dots were laid out for it.

    >>> dots = [Dot(50, 50, 5, "Velmar"), Dot(52, 50, 5, "Velmar East")]
    >>> [label and label.anchor for label in place_labels(dots, 60, 60, 10)]
    ['end', None]
    """
    taken: list[Box] = [_around(dot) for dot in dots]
    labels: list[Label | None] = []
    for number, dot in enumerate(dots):
        free = next(((label, box) for label, box in _places(dot, size)[::-1 if below else 1]
                     if box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
                     and not any(_meet(box, other) for place, other in enumerate(taken)
                                 if place != number)), None)
        labels.append(free[0] if free else None)
        if free:
            taken.append(free[1])
    return tuple(labels)


def _around(dot: Dot) -> Box:
    return (dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)


def _places(dot: Dot, size: float) -> list[tuple[Label, Box]]:
    long, reach = len(dot.name) * size * LETTER, dot.radius + _GAP
    middle = dot.y + size * 0.34
    lines = (("start", dot.x + reach, middle), ("end", dot.x - reach, middle),
             ("middle", dot.x, dot.y - reach - size * 0.22),
             ("middle", dot.x, dot.y + reach + size * 0.8))
    left = {"start": 0.0, "middle": long / 2, "end": long}
    return [(Label(round(x, 1), round(y, 1), anchor, dot.name),
             (x - left[anchor], y - size * 0.8, x - left[anchor] + long, y + size * 0.25))
            for anchor, x, y in lines]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
