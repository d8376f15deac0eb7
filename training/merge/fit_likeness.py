"""Fit the weights by which the merge room adds up grounds, on the train topics of ECB+.

Run `python training/merge/fit_likeness.py DATA_FOLDER [--write]` from the repository root. Every
pair of gold actions of one topic is a case: same chain or not. A logistic regression (Newton steps,
ridge) on `rooms/merge/likeness.grounds`. Only topics that are for training enter; ECB+ is CC BY 3.0
(Cybulska and Vossen 2014). `--write` puts the weights into `lexicon/merge.toml`.
"""

import sys
from pathlib import Path

import numpy as np

from evals.ecb import crowd_of, faces_of, told
from evals.ecb_corpus import TRAIN_TOPICS
from sourceline.rooms.merge.likeness import grounds

LEXICON = Path("src/sourceline/lexicon/merge.toml")
RIDGE = 20.0
STEPS = 12
# Of pairs that are not one event every third is kept: they are 96 in 100.
EVERY = 3


def main(data: Path, write: bool) -> None:
    """Gather pairs, fit, print or write."""
    names, rows, right = pairs(data)
    base, weights = fit(np.array(rows), np.array(right, dtype=float))
    lines = [f"base = {base:.3f}", "", "[likeness.weights]"]
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    print("\n".join(lines))
    if write:
        kept = LEXICON.read_text(encoding="utf-8").split("\n[likeness]")[0].rstrip("\n")
        LEXICON.write_text(f"{kept}\n\n[likeness]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def pairs(data: Path) -> tuple[list[str], list[list[float]], list[bool]]:
    """List the grounds of every pair of one topic, and whether it is one event."""
    rows: list[list[float]] = []
    right: list[bool] = []
    names: list[str] = []
    everything = told(data, TRAIN_TOPICS)
    crowd = crowd_of(everything)
    for topic in TRAIN_TOPICS:
        documents = [one for one in everything if one.document.topic == topic]
        chains = {event.id: action.chain for one in documents
                  for action, event in zip(one.document.actions, one.events, strict=True)}
        faces = faces_of(documents, crowd)
        for at, one in enumerate(faces):
            for step, other in enumerate(faces[at + 1:]):
                same = chains[one.telling.mention.id] == chains[other.telling.mention.id]
                if not same and (at + step) % EVERY:
                    continue
                found = grounds(one, other, crowd)
                names = names or list(found)
                rows.append([found[name] for name in names])
                right.append(same)
    return names, rows, right


def fit(rows: np.ndarray, right: np.ndarray) -> tuple[float, list[float]]:
    """Fit by Newton steps; columns are scaled while fitting and scaled back after."""
    spread = rows.std(axis=0) + 1e-6
    scaled = np.column_stack([np.ones(len(rows)), rows / spread])
    ridge = RIDGE * np.eye(scaled.shape[1])
    ridge[0, 0] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (right - likely) - ridge @ weights
        bend = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + ridge
        weights += np.linalg.solve(bend, slope)
    # Undo what leaving out pairs did to the odds.
    base = weights[0] - np.log(EVERY)
    return float(base), [float(one) for one in weights[1:] / spread]


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--write" in sys.argv)
