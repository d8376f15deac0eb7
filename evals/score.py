"""Scores with a 95% interval, and the floors that only rise.

In: per-document counts or values. Out: `Score`, printed as one line. The interval is a
percentile bootstrap over documents (1,000 draws, seed 0), so it says how far the figure would
move on other documents of the same kind.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Score:
    """One figure of one room: `name` as in floors.json ("claims.polnear.source_f1")."""

    name: str
    value: float
    low: float
    high: float
    documents: int

    def line(self) -> str:
        """Show the score: name, value, interval, how many documents it rests on."""
        return (f"{self.name:<44} {self.value:6.2f}  [{self.low:.2f}, {self.high:.2f}]"
                f"  n={self.documents}")


def print_parts(parts: Sequence[str], asked: Sequence[str], untouched: str,
                scores: Callable[[str], Iterable[Score]],
                browse: Callable[[str], Iterable[str]]) -> None:
    """Print the scores of parts; before them, of parts asked for by name, what went wrong.

    Takes: `untouched`, the part of which nobody is to read anything but figures.
    """
    for part in asked or parts:
        if asked and part != untouched:
            print("\n".join(browse(part)))
        for one in scores(part):
            print(one.line())


@dataclass(frozen=True)
class Counts:
    """Right, found and wanted things in one document."""

    right: float
    found: float
    wanted: float


def hit(right: bool) -> Counts:
    """Count one wanted thing, found or not."""
    return Counts(float(right), 1.0, 1.0)


def f1(rows: Sequence[Counts]) -> float:
    """Micro F1 in percent over documents; 0 where nothing is found or wanted."""
    right = sum(row.right for row in rows)
    total = sum(row.found for row in rows) + sum(row.wanted for row in rows)
    return 200 * right / total if total else 0.0


def precision(rows: Sequence[Counts]) -> float:
    """Micro precision in percent."""
    found = sum(row.found for row in rows)
    return 100 * sum(row.right for row in rows) / found if found else 0.0


def recall(rows: Sequence[Counts]) -> float:
    """Micro recall in percent."""
    wanted = sum(row.wanted for row in rows)
    return 100 * sum(row.right for row in rows) / wanted if wanted else 0.0


def score(name: str, rows: Sequence[Row], measure: Callable[[Sequence[Row]], float]) -> Score:
    """Measure rows (one per document) with a bootstrap interval."""
    draw = random.Random(0)
    draws = sorted(measure([draw.choice(rows) for _ in rows]) for _ in range(1000)) if rows else []
    low, high = (draws[25], draws[974]) if draws else (0.0, 0.0)
    return Score(name, measure(rows) if rows else 0.0, low, high, len(rows))
