"""How well figures are read: a sample of real articles, judged by hand, kept as marks.

In: the shared data folder, and `evals/judged/figures.tsv`: for each judged figure the hash of its
article, its place, the hash of what was said of it, and whether that was right. No word of an
article stands in it. Out: how many of those judged right are read today as they were then. That is
a guard, no measure of quality: errors seen were mended. The share that was right when it was
judged, and the rules of judging, are in docs/rooms/figures.md.
`python -m evals.figures FOLDER` prints the judged figures that are read in another way today.
"""

import csv
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.readings import read_words
from evals.score import Score, hit, recall, score
from sourceline.record.claim import Figure
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.figures.find import FigureSettings, find_figures

JUDGED = Path(__file__).parent / "judged" / "figures.tsv"


@dataclass(frozen=True)
class Judged:
    """One judged figure: `said` is a hash of low, high, bound, unit and counted."""

    article: str
    start: int
    end: int
    said: str
    right: bool


def measure(data: Path) -> list[Score]:
    """Score how many figures judged right are still read so; the judged share is in the docs."""
    kept = [hit(same) for one, same, _ in compare(data) if one.right]
    return [score("figures.judged.right_kept", kept, recall)] if kept else []


def compare(data: Path) -> Iterator[tuple[Judged, bool, str]]:
    """Read the judged articles again: each judged figure, whether it is the same, what stands."""
    wanted: dict[str, list[Judged]] = defaultdict(list)
    for one in read_judged():
        wanted[one.article].append(one)
    for words in read_bodies(data):
        judged = wanted.get(mark(words), [])
        if not judged:
            continue
        found = {(f.cite.start, f.cite.end): f for f in figures_of(words)}
        for one in judged:
            figure = found.get((one.start, one.end))
            said = "nothing" if figure is None else saying(figure)
            around = " ".join(words[max(0, one.start - 80):one.end + 80].split())
            yield one, figure is not None and mark(said) == one.said, f"{said} | {around}"


def read_judged() -> list[Judged]:
    """Read the judgements."""
    if not JUDGED.exists():
        return []
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return [Judged(row["article"], int(row["start"]), int(row["end"]), row["said"],
                       row["right"] == "1") for row in csv.DictReader(lines, delimiter="\t")]


def read_bodies(data: Path) -> list[str]:
    """Give the bodies of the shared articles."""
    path = data / "articles" / "allsides-dev-3000.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [body for line in lines if (body := json.loads(line)["content"])]


def figures_of(words: str) -> tuple[Figure, ...]:
    """Read the figures of an article given as plain words."""
    text, reading = read_words(words)
    claims = find_claims(text, reading, (), ClaimSettings())
    return find_figures(text, reading, (), claims, FigureSettings())


def saying(figure: Figure) -> str:
    """Say in one line what a figure says: what is judged, and nothing else."""
    return f"{figure.low}..{figure.high} {figure.bound} {figure.unit}: {figure.counted}"


def mark(words: str) -> str:
    """Name words by a hash."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


if __name__ == "__main__":
    for one, same, said in compare(Path(sys.argv[1])):
        if not same:
            print("right" if one.right else "wrong", "before; now:", said)
