"""A sample of figures to judge by hand: each with its sentence, and the rules of judging.

In: the shared data folder, how many figures, a seed. Out: printed figures of real articles, drawn
by the seed: articles first, then figures, so that an article full of numbers weighs no more than
one in twenty. What counts as right is written down in docs/rooms/figures.md.
`python -m evals.sample_figures FOLDER 150 7`
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.readings import read_words
from sourceline.record.claim import Figure
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.figures.find import FigureSettings, find_figures

# Figures of one article in a sample: more would measure the article, not the rules.
PER_ARTICLE = 3


def draw_texts(data: Path, seed: int) -> Iterator[str]:
    """Give the bodies of the articles in an order drawn by the seed."""
    path = data / "articles" / "allsides-dev-3000.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["content"] for line in lines]
    random.Random(seed).shuffle(bodies)
    yield from (body for body in bodies if body)


def draw_figures(data: Path, count: int, seed: int) -> Iterator[tuple[str, Figure]]:
    """Draw figures, at most a few from one article."""
    draw = random.Random(seed)
    left = count
    for words in draw_texts(data, seed):
        text, reading = read_words(words)
        claims = find_claims(text, reading, (), ClaimSettings())
        found = find_figures(text, reading, (), claims, FigureSettings())
        for figure in sorted(draw.sample(found, min(PER_ARTICLE, len(found), left)),
                             key=lambda one: one.cite.start):
            yield words, figure
            left -= 1
        if not left:
            return


def show(number: int, words: str, figure: Figure) -> str:
    """Show one figure for judging."""
    start, end = figure.cite.start, figure.cite.end
    around = f"{words[max(0, start - 160):start]}[[{words[start:end]}]]{words[end:end + 140]}"
    scope = f" | scope {figure.scope}" if figure.scope else ""
    return (f"{number}. {figure.low}..{figure.high} {figure.bound} | {figure.unit} | "
            f"{figure.counted}{scope} | by {figure.attributed_to or '-'} | {figure.because.rule}\n"
            f"   {' '.join(around.split())}\n")


if __name__ == "__main__":
    drawn = draw_figures(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    for number, (words, figure) in enumerate(drawn, 1):
        print(show(number, words, figure))
