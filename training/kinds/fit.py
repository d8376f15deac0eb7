"""Fit the head that says of a word which kind of event it tells: one hidden layer, softmax.

Run `python -m training.kinds.fit OUT.npz ROWS.npz … [--dev DEV.npz]`; rows are from `collect.py`.
Only numpy is needed; the same numbers come out for the same seed. Printed for DEV, at several
sureties: how many tellings are found, and how many of the found words are tellings of that kind.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
HIDDEN, ROUNDS, BATCH, RATE, DECAY, DROP = 256, 14, 512, 1e-3, 3e-4, 0.2
SURE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass
class Head:
    """Weights of both layers."""

    first: Array
    first_bias: Array
    second: Array
    second_bias: Array

    def parts(self) -> list[Array]:
        """Give all weights."""
        return [self.first, self.first_bias, self.second, self.second_bias]

    def scores(self, states: Array) -> Array:
        """Give probabilities of all kinds; the first is none."""
        hidden = np.maximum(states @ self.first + self.first_bias, 0)
        return softmax(hidden @ self.second + self.second_bias)


def softmax(raw: Array) -> Array:
    """Turn scores into probabilities.

    >>> softmax(np.zeros((1, 4), dtype=np.float32)).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    grown = np.exp(raw - raw.max(axis=1, keepdims=True))
    made: Array = grown / grown.sum(axis=1, keepdims=True)
    return made


def fit(states: Array, labels: NDArray[np.int16], weights: Array, kinds: int, seed: int) -> Head:
    """Fit by Adam with dropout on what the network says and on the hidden layer."""
    draw = np.random.default_rng(seed)
    wide = states.shape[1]
    head = Head(draw.normal(0, wide ** -0.5, (wide, HIDDEN)).astype(np.float32),
                np.zeros(HIDDEN, dtype=np.float32),
                draw.normal(0, HIDDEN ** -0.5, (HIDDEN, kinds)).astype(np.float32),
                np.zeros(kinds, dtype=np.float32))
    mean = [np.zeros_like(one) for one in head.parts()]
    square = [np.zeros_like(one) for one in head.parts()]
    steps = ROUNDS * (len(labels) // BATCH + 1)
    for step, batch in enumerate(_batches(len(labels), draw), start=1):
        given = states[batch].astype(np.float32)
        given *= (draw.random(given.shape, dtype=np.float32) > DROP) / (1 - DROP)
        raw = given @ head.first + head.first_bias
        mask = (raw > 0) * (draw.random(raw.shape, dtype=np.float32) > DROP) / (1 - DROP)
        hidden = (raw * mask).astype(np.float32)
        wrong = softmax(hidden @ head.second + head.second_bias)
        wrong[np.arange(len(batch)), labels[batch]] -= 1
        wrong *= (weights[batch] / weights[batch].sum())[:, None]
        back = (wrong @ head.second.T) * mask
        slopes = [given.T @ back, back.sum(0), hidden.T @ wrong, wrong.sum(0)]
        rate = RATE * (1 - step / (steps + 1))
        for part, slope, m, v in zip(head.parts(), slopes, mean, square, strict=True):
            m += 0.1 * (slope - m)
            v += 0.001 * (slope * slope - v)
            part -= rate * ((m / (1 - 0.9 ** step)) / (np.sqrt(v / (1 - 0.999 ** step)) + 1e-8)
                            + DECAY * part)
    return head


def _batches(size: int, draw: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for _ in range(ROUNDS):
        order = draw.permutation(size)
        for at in range(0, size, BATCH):
            yield order[at:at + BATCH]


def report(head: Head, states: Array, labels: NDArray[np.int16]) -> None:
    """Print what is found and what is right at several sureties."""
    told = 1 - (scores := head.scores(states.astype(np.float32)))[:, 0]
    kind = scores[:, 1:].argmax(axis=1) + 1
    for sure in SURE:
        found = told >= sure
        right = found & (labels > 0)
        same = right & (kind == labels)
        print(f"sure {sure:.1f}: found {100 * right.sum() / (labels > 0).sum():.1f}, "
              f"tellings {100 * right.sum() / max(1, found.sum()):.1f}, "
              f"kind {100 * same.sum() / max(1, right.sum()):.1f}")


def main() -> None:
    """Fit one head and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.kinds.fit", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    parts = [np.load(path, allow_pickle=False) for path in given.rows]
    kinds = [str(one) for one in parts[0]["kinds"]]
    labels = np.concatenate([part["labels"] for part in parts])
    print(f"{len(labels)} words, {(labels > 0).sum()} tellings")
    head = fit(np.concatenate([part["states"] for part in parts]), labels,
               np.concatenate([part["weights"] for part in parts]), len(kinds), given.seed)
    if given.dev:
        dev = np.load(given.dev, allow_pickle=False)
        report(head, dev["states"], dev["labels"])
    np.savez(given.out, first=head.first, first_bias=head.first_bias, second=head.second,
             second_bias=head.second_bias, kinds=np.array(kinds))


if __name__ == "__main__":
    main()
