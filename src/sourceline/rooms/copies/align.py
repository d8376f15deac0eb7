"""Passages that stand in two texts, aligned word by word.

In: the words of two texts. Out: `Passage`s, each a stretch in either text with the pairs of
words that match, in order. It decides nothing about who copied, or whether a passage matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sourceline.text.shingles import Hashes, shingle_hashes

Seed = tuple[int, int, int]  # place in a, place in b, number of words

# A run of three words that a text holds more often, or of two that it holds twice, ties nothing.
_OFTEN = {3: 3, 2: 1}


@dataclass(frozen=True)
class Compared:
    """The words of one text, ready to be aligned: its numbers, and its telling runs of words."""

    keys: Hashes
    runs: dict[int, tuple[Hashes, NDArray[np.int64]]]


def prepare(keys: Sequence[int] | Hashes) -> Compared:
    """Sort the runs of two and three words of a text by their hash."""
    numbers = np.asarray(keys, dtype=np.uint64)
    return Compared(numbers, {size: _runs(numbers, size, often) for size, often in _OFTEN.items()})


def _runs(keys: Hashes, size: int, often: int) -> tuple[Hashes, NDArray[np.int64]]:
    hashes = shingle_hashes(keys, size)
    order = np.argsort(hashes, kind="stable")
    ranked = hashes[order]
    _, counts = np.unique(ranked, return_counts=True)
    telling = np.repeat(counts <= often, counts)
    return ranked[telling], order[telling]


@dataclass(frozen=True)
class Passage:
    """Words `a_first:a_last` of one text and `b_first:b_last` of the other, with their matches."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    matches: tuple[tuple[int, int], ...]

    @property
    def similarity(self) -> float:
        """Twice the matching words over all words of both stretches, 0 to 1."""
        return 2 * len(self.matches) / (self.a_last - self.a_first + self.b_last - self.b_first)


def align(a: Compared, b: Compared, gap_words: int) -> list[Passage]:
    """Find the maximal passages of two texts.

    >>> found = align(prepare([9, 1, 2, 3, 4, 8]), prepare([1, 2, 3, 4]), gap_words=4)
    >>> (found[0].a_first, found[0].a_last, found[0].b_first, found[0].b_last)
    (1, 5, 0, 4)

    Takes: `gap_words`, how many changed words in a row one passage may hold.
    Gives: passages in order of their place in `a`; each begins and ends with a match.
    """
    passages = [_passage(a.keys, b.keys, chain) for chain in _chains(_seeds(a, b), gap_words)]
    return sorted(passages, key=lambda passage: (passage.a_first, passage.b_first))


def _seeds(a: Compared, b: Compared) -> list[Seed]:
    """Find runs of three words that both hold (rarely), and of two that each holds once."""
    seeds: list[Seed] = []
    for size in _OFTEN:
        (hashes_a, places_a), (hashes_b, places_b) = a.runs[size], b.runs[size]
        low = np.searchsorted(hashes_b, hashes_a, "left")
        counts = np.searchsorted(hashes_b, hashes_a, "right") - low
        for at in np.flatnonzero(counts):
            for step in range(int(counts[at])):
                seeds.append((int(places_a[at]), int(places_b[low[at] + step]), size))
    return sorted(seeds)


def _chains(seeds: Sequence[Seed], gap_words: int) -> list[list[Seed]]:
    """Join seeds that follow one another in both texts with at most `gap_words` between."""
    done: list[list[Seed]] = []
    live: list[list[Seed]] = []
    for seed in seeds:
        for chain in [chain for chain in live if seed[0] - _end(chain)[0] > gap_words]:
            live.remove(chain)
            done.append(chain)
        best = min((chain for chain in live if _follows(chain[-1], seed, gap_words)),
                   key=lambda chain: _bend(chain[-1], seed), default=None)
        if best is None:
            live.append([seed])
        else:
            best.append(seed)
    return done + live


def _end(chain: Sequence[Seed]) -> tuple[int, int]:
    return chain[-1][0] + chain[-1][2], chain[-1][1] + chain[-1][2]


def _bend(last: Seed, seed: Seed) -> int:
    return abs((seed[0] - seed[1]) - (last[0] - last[1]))


def _follows(last: Seed, seed: Seed, gap_words: int) -> bool:
    step_a, step_b = seed[0] - last[0], seed[1] - last[1]
    if step_a < 0 or step_b < 0 or (step_a == 0) != (step_b == 0):
        return False
    return step_a - last[2] <= gap_words and step_b - last[2] <= gap_words


def _passage(a: Hashes, b: Hashes, chain: Sequence[Seed]) -> Passage:
    matches: list[tuple[int, int]] = []
    at_a, at_b = chain[0][0], chain[0][1]
    for seed_a, seed_b, size in chain:
        if seed_a < at_a or seed_b < at_b:
            skip = max(at_a - seed_a, at_b - seed_b)
            seed_a, seed_b, size = seed_a + skip, seed_b + skip, size - skip
        if size <= 0:
            continue
        matches += _between(a, b, (at_a, seed_a), (at_b, seed_b))
        matches += [(seed_a + step, seed_b + step) for step in range(size)]
        at_a, at_b = seed_a + size, seed_b + size
    return Passage(matches[0][0], matches[-1][0] + 1, matches[0][1], matches[-1][1] + 1,
                   tuple(matches))


def _between(
    a: Hashes, b: Hashes, span_a: tuple[int, int], span_b: tuple[int, int]
) -> list[tuple[int, int]]:
    """Match the few words between two seeds by their longest common subsequence."""
    if span_a[0] >= span_a[1] or span_b[0] >= span_b[1]:
        return []
    steps = LCSseq.opcodes(a[span_a[0]:span_a[1]].tolist(), b[span_b[0]:span_b[1]].tolist())
    return [
        (span_a[0] + step.src_start + k, span_b[0] + step.dest_start + k)
        for step in steps if step.tag == "equal"
        for k in range(step.src_end - step.src_start)
    ]
