"""Overlapping stretches of a text, turned into pieces that nest as elements of a page must.

In: places in a text. Out: `Piece`s in the order of the text: open, run of characters, close. A
stretch that crosses another is split; only its first piece says so. It sees no text and no page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# Deeper nesting than this helps no reader; a record with thousands of marks on one word would
# otherwise grow a page quadratically. Real articles stay under 8.
MAX_DEPTH = 24


@dataclass(frozen=True)
class Piece:
    """One step through a marked text.

    `run` gives characters `start:end` and the stretches over them, outermost first; `open` and
    `close` give the stretch by its index in `covering[0]`; `edge` is true where this opens (or
    closes) the stretch itself and not a continuation of it.
    """

    kind: Literal["open", "run", "close"]
    start: int
    end: int
    covering: tuple[int, ...]
    edge: bool = False


def nest(start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut the stretches over `start:end` into properly nested pieces.

    >>> [(p.kind, p.start, p.end) for p in nest(0, 4, [(1, 3)])]
    [('run', 0, 1), ('open', 1, 1), ('run', 1, 3), ('close', 3, 3), ('run', 3, 4)]

    Takes: half-open places, in any order; what lies outside `start:end` is cut off.
    Gives: runs that cover `start:end` once each, and balanced opens and closes. Of more than
    `MAX_DEPTH` stretches over one place the shortest are left out.
    """
    inside = sorted((i for i, (a, b) in enumerate(spans) if max(a, start) < min(b, end)),
                    key=lambda i: (max(spans[i][0], start), -spans[i][1], i))
    turns = {max(spans[i][0], start) for i in inside} | {min(spans[i][1], end) for i in inside}
    pieces: list[Piece] = []
    stack: list[int] = []
    here, waiting = start, 0
    for turn in sorted(turns | {end}):
        if turn > here:
            pieces.append(Piece("run", here, turn, tuple(stack)))
            here = turn
        stack = _close(pieces, stack, turn, end, spans)
        while waiting < len(inside) and max(spans[inside[waiting]][0], start) == turn < end:
            if len(stack) < MAX_DEPTH:
                stack.append(inside[waiting])
                edge = spans[inside[waiting]][0] == turn
                pieces.append(Piece("open", turn, turn, (inside[waiting],), edge))
            waiting += 1
    return tuple(pieces)


def _close(pieces: list[Piece], stack: list[int], turn: int, end: int,
           spans: Sequence[tuple[int, int]]) -> list[int]:
    """Close what ends here; what lies above it on the stack is closed and opened again."""
    lowest = next((i for i, span in enumerate(stack) if min(spans[span][1], end) == turn), None)
    if lowest is None:
        return stack
    kept = [span for span in stack[lowest:] if min(spans[span][1], end) > turn]
    for span in reversed(stack[lowest:]):
        pieces.append(Piece("close", turn, turn, (span,), spans[span][1] == turn))
    pieces.extend(Piece("open", turn, turn, (span,)) for span in kept)
    return stack[:lowest] + kept
