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
# Words at the edge of two seeds that may belong to either: "of the … of the".
_OVERLAP = 2


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
    seeds = _joinable(_joined(_seeds(a, b)), gap_words)
    passages = [_passage(a.keys, b.keys, chain) for chain in _chains(seeds, gap_words)]
    return sorted(passages, key=lambda passage: (passage.a_first, passage.b_first))


def _seeds(a: Compared, b: Compared) -> NDArray[np.int64]:
    """Find runs of three words that both hold (rarely), and of two that each holds once."""
    found: list[NDArray[np.int64]] = []
    for size in _OFTEN:
        (hashes_a, places_a), (hashes_b, places_b) = a.runs[size], b.runs[size]
        low = np.searchsorted(hashes_b, hashes_a, "left")
        counts = np.searchsorted(hashes_b, hashes_a, "right") - low
        at = np.flatnonzero(counts)
        for step in range(_OFTEN[size]):
            here = at[counts[at] > step]
            found.append(np.stack((places_a[here], places_b[low[here] + step],
                                   np.full(len(here), size))))
    seeds = np.concatenate(found, axis=1)
    return seeds[:, np.lexsort(seeds[::-1])]


def _joined(seeds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Join seeds that overlap on one diagonal: a copied page is one seed, not a thousand."""
    words = np.concatenate([seeds[:2, seeds[2] > step] + step for step in range(max(_OFTEN))],
                           axis=1)
    words = words[:, np.lexsort((words[0], words[0] - words[1]))]
    if words.shape[1] == 0:
        return seeds
    steps = np.diff(words, axis=1)
    again = np.r_[False, np.all(steps == 0, axis=0)]
    words = words[:, ~again]
    goes_on = np.r_[False, np.all(np.diff(words, axis=1) == 1, axis=0)]
    starts = np.flatnonzero(~goes_on)
    joined = np.stack((*words[:, starts], np.diff(np.r_[starts, words.shape[1]])))
    return joined[:, np.lexsort(joined[::-1])]


def _joinable(seeds: NDArray[np.int64], gap_words: int) -> list[Seed]:
    """Leave out short seeds that no other follows or precedes: most of two unrelated texts'."""
    kept: NDArray[np.bool_] = seeds[2] > max(_OFTEN)
    ends = seeds[0] + seeds[2]
    for step in range(1, seeds.shape[1]):
        one, two = seeds[:, :-step], seeds[:, step:]
        if not (two[0] - ends[:-step] <= gap_words).any():
            break
        gap = two[:2] - one[:2] - one[2]
        near = np.all((gap <= gap_words) & (gap >= -_OVERLAP), axis=0)
        kept[:-step] |= near
        kept[step:] |= near
    listed: list[Seed] = list(zip(*seeds[:, kept].tolist(), strict=True))
    return listed


def _chains(seeds: Sequence[Seed], gap_words: int) -> list[list[Seed]]:
    """Join seeds that follow one another in both texts with at most `gap_words` between."""
    done: list[list[Seed]] = []
    live: list[list[Seed]] = []
    for seed in seeds:
        done += [chain for chain in live if seed[0] - _end(chain)[0] > gap_words]
        live = [chain for chain in live if seed[0] - _end(chain)[0] <= gap_words]
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
    """Say whether a seed comes after the last one in both texts, with few words between."""
    gap_a, gap_b = seed[0] - last[0] - last[2], seed[1] - last[1] - last[2]
    return -_OVERLAP <= gap_a <= gap_words and -_OVERLAP <= gap_b <= gap_words


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
