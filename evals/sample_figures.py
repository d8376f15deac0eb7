"""A sample of figures to judge by hand: each with its sentence, and the line that keeps a verdict.

In: the shared data folder, how many figures, a seed. Out: printed figures of real articles, drawn
by the seed: articles first, then a few figures of each, so that an article full of numbers does
not weigh more than others. What counts as right is written down in docs/rooms/figures.md.
`python -m evals.sample_figures FOLDER 150 7`, with `keys` at the end for the lines of
`evals/judged/figures.tsv` (all "1": put 0 where the figure is wrong).
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from evals.figures import figures_of, mark, read_bodies, saying
from sourceline.record.claim import Figure

# Figures of one article in a sample: more would measure the article, not the rules.
PER_ARTICLE = 3


def draw_texts(data: Path, seed: int) -> Iterator[str]:
    """Give the bodies of the articles in an order drawn by the seed."""
    bodies = read_bodies(data)
    random.Random(seed).shuffle(bodies)
    yield from bodies


def draw_figures(data: Path, count: int, seed: int) -> Iterator[tuple[str, Figure]]:
    """Draw figures, at most a few from one article."""
    draw = random.Random(seed)
    left = count
    for words in draw_texts(data, seed):
        found = figures_of(words)
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
    scope = "".join(f" | {one.words}" for one in figure.scope)
    return (f"{number}. {saying(figure)} ({figure.because.rule}){scope}\n"
            f"   {' '.join(around.split())}\n   by {figure.attributed_to or '-'}\n")


def key(words: str, figure: Figure) -> str:
    """Give the line that keeps a verdict, without a word of the article."""
    cells = (mark(words), figure.cite.start, figure.cite.end, mark(saying(figure)), 1)
    return "\t".join(map(str, cells))


if __name__ == "__main__":
    drawn = draw_figures(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    if sys.argv[4:] == ["keys"]:
        print("article\tstart\tend\tsaid\tright")
        print("\n".join(key(words, figure) for words, figure in drawn))
    else:
        for number, (words, figure) in enumerate(drawn, 1):
            print(show(number, words, figure))
