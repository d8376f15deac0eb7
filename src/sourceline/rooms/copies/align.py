"""Passages that stand in two texts, aligned word by word, for many pairs of texts at once.

In: the keys of the words of pairs of texts. Out: `Passage`s, each a stretch in either text with
the words that match, in order. It decides nothing about who copied, or whether a passage matters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sourceline.text.shingles import Hashes, run_keys

Seed = tuple[int, int, int]  # place in a, place in b, number of words
Ints = NDArray[np.int64]

# A run of three words that a text holds more often, or of two that it holds twice, ties nothing.
_OFTEN = {3: 3, 2: 1}
# Words at the edge of two seeds that may belong to either: "of the … of the".
_OVERLAP = 2
# Between the places of two pairs looked at together: no text is longer.
_APART = 1 << 32
# Marks for the runs of all texts looked at together: 64 texts of 1,000 words leave 94% unmarked.
_TABLE_BITS = 20
# An odd number: the same run has another key in every pair.
_PAIR_KEY = np.uint64(0xD1B54A32D192ED03)


@dataclass(frozen=True)
class Passage:
    """Words `a_first:a_last` of one text and `b_first:b_last` of the other, with their matches.

    `matches` has two rows: the places in either text of the words that match, in order.
    """

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    matches: Ints

    @property
    def matched(self) -> int:
        """How many words match."""
        return int(self.matches.shape[1])

    @property
    def similarity(self) -> float:
        """Twice the matching words over all words of both stretches, 0 to 1."""
        return 2 * self.matched / (self.a_last - self.a_first + self.b_last - self.b_first)


def align(pairs: Sequence[tuple[Hashes, Hashes]], gap_words: int, matched_min: int = 1
          ) -> list[list[Passage]]:
    """Find the maximal passages of every pair of texts.

    >>> one, two = (np.array(keys, dtype=np.uint64) for keys in ([9, 1, 2, 3, 4, 8], [1, 2, 3, 4]))
    >>> [(found.a_first, found.a_last) for found in align([(one, two)], gap_words=4)[0]]
    [(1, 5)]

    Takes: the keys of both texts' words; `gap_words`, how many changed words in a row one passage
    may hold; `matched_min`, how many matching words a passage must have to be worth giving.
    Gives: passages in order of their place in `a`; each begins and ends with a match.
    """
    kept = _joinable(_joined(_seeds(_Side.of([a for a, _ in pairs]),
                                    _Side.of([b for _, b in pairs]))), gap_words)
    bounds = np.searchsorted(kept[0], np.arange(len(pairs) + 1) * _APART)
    kept[:2] %= _APART
    found = []
    for number, (a, b) in enumerate(pairs):
        listed: list[Seed] = list(zip(
            *kept[:, bounds[number]:bounds[number + 1]].tolist(), strict=True))
        chains = _chains(listed, gap_words)
        passages = [_passage(a, b, chain) for chain in chains if _reach(chain) >= matched_min]
        found.append(sorted((one for one in passages if one.matched >= matched_min),
                            key=lambda passage: (passage.a_first, passage.b_first)))
    return found


@dataclass(frozen=True)
class _Side:
    """One text of every pair, one after the other: their words, whose they are, and their places.

    Asking many pairs in one go costs little more than asking one: two texts share little.
    """

    keys: Hashes
    owners: Ints
    places: Ints

    @staticmethod
    def of(texts: Sequence[Hashes]) -> "_Side":
        """Lay texts one after the other."""
        sizes = [len(text) for text in texts]
        owners = np.repeat(np.arange(len(texts)), sizes)
        begins = np.cumsum([0, *sizes[:-1]])
        return _Side(np.concatenate([np.empty(0, dtype=np.uint64), *texts]), owners,
                     np.arange(len(owners)) - begins[owners])

    def runs(self, size: int) -> tuple[Hashes, Ints]:
        """Give a key for every run of words, another in every pair, and where it begins."""
        keys = run_keys(self.keys, size)
        within = np.flatnonzero(self.owners[:len(keys)] == self.owners[size - 1:])
        return keys[within] + self.owners[within].astype(np.uint64) * _PAIR_KEY, within


def _seeds(a: _Side, b: _Side) -> Ints:
    """Find runs of three words that both hold (rarely), and of two that each holds once.

    Gives: rows of pairs, places in `a`, places in `b`, and sizes.
    """
    found = [np.empty((4, 0), dtype=np.int64)]
    for size, often in _OFTEN.items():
        (keys_a, at_a), (keys_b, at_b) = a.runs(size), b.runs(size)
        in_a, in_b = _marked(keys_a, keys_b)
        (keys_a, at_a), (keys_b, at_b) = (_telling(keys_a[in_a], at_a[in_a], often),
                                          _telling(keys_b[in_b], at_b[in_b], often))
        low = np.searchsorted(keys_b, keys_a, "left")
        counts = np.searchsorted(keys_b, keys_a, "right") - low
        for step in range(often):
            here = np.flatnonzero(counts > step)
            places = a.places[at_a[here]], b.places[at_b[low[here] + step]]
            found.append(np.stack((a.owners[at_a[here]], *places, np.full(len(here), size))))
    return np.concatenate(found, axis=1)


def _marked(a: Hashes, b: Hashes) -> tuple[Ints, Ints]:
    """Give the places of `a` and of `b` that may hold the same: all that do, and a few more.

    Sorting both texts for every pair would be most of the work; two texts share little.
    """
    shift = np.uint64(64 - _TABLE_BITS)
    slots_a, slots_b = a >> shift, b >> shift
    table = np.zeros(1 << _TABLE_BITS, dtype=bool)
    table[slots_a] = True
    at_b = np.flatnonzero(table[slots_b])
    table[slots_a] = False
    table[slots_b[at_b]] = True
    return np.flatnonzero(table[slots_a]), at_b


def _telling(keys: Hashes, places: Ints, often: int) -> tuple[Hashes, Ints]:
    """Sort runs, without those that stand more than `often` times."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    ends = np.searchsorted(keys, keys, "right")
    rare = ends - np.searchsorted(keys, keys, "left") <= often
    return keys[rare], places[rare]


def _joined(seeds: Ints) -> Ints:
    """Join seeds that overlap on one diagonal: a copied page is one seed, not a thousand.

    Takes: rows of pairs, places in `a`, places in `b`, sizes. Gives: places in `a` and in `b`,
    those of two pairs far from another, and sizes; in order.
    """
    pairs, a, b, _ = np.concatenate(
        [seeds[:, seeds[3] > step] + np.array([[0], [step], [step], [0]])
         for step in range(max(_OFTEN))], axis=1)
    # Pair, diagonal and place sorted as one number; no place is the last, so that the next number
    # is the next word on the same diagonal, or nothing.
    words = int(max(a.max(initial=0), b.max(initial=0))) + 2
    keys = (pairs * 2 * words + a - b + words) * words + a
    keys.sort()
    keys = keys[np.diff(keys, prepend=-1) != 0]
    starts = np.flatnonzero(np.diff(keys, prepend=-2) != 1)
    begins = keys[starts]
    a, diagonals = begins % words, begins // words % (2 * words) - words
    far = begins // (2 * words * words) * _APART
    joined = np.stack((a + far, a - diagonals + far, np.diff(np.r_[starts, len(keys)])))
    return joined[:, np.lexsort(joined[::-1])]


def _joinable(seeds: Ints, gap_words: int) -> Ints:
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
    return seeds[:, kept]


def _chains(seeds: Iterable[Seed], gap_words: int) -> list[list[Seed]]:
    """Join seeds that follow one another in both texts with at most `gap_words` between."""
    done: list[list[Seed]] = []
    live: list[list[Seed]] = []
    for seed in seeds:
        best, least, near = None, 0, []
        for chain in live:
            last_a, last_b, size = chain[-1]
            gap_a, gap_b = seed[0] - last_a - size, seed[1] - last_b - size
            if gap_a > gap_words:
                done.append(chain)
                continue
            near.append(chain)
            follows = gap_a >= -_OVERLAP and -_OVERLAP <= gap_b <= gap_words
            if follows and (best is None or abs(gap_a - gap_b) < least):
                best, least = chain, abs(gap_a - gap_b)
        live = near
        if best is None:
            live.append([seed])
        else:
            best.append(seed)
    return done + live


def _reach(chain: Sequence[Seed]) -> int:
    """Give how many words a chain can match at most."""
    last_a, last_b, size = chain[-1]
    return min(last_a - chain[0][0], last_b - chain[0][1]) + size


def _passage(a: Hashes, b: Hashes, chain: Sequence[Seed]) -> Passage:
    blocks: list[Seed] = []
    at_a, at_b = chain[0][0], chain[0][1]
    for seed_a, seed_b, size in chain:
        if seed_a < at_a or seed_b < at_b:
            skip = max(at_a - seed_a, at_b - seed_b)
            seed_a, seed_b, size = seed_a + skip, seed_b + skip, size - skip
        if size <= 0:
            continue
        if at_a < seed_a and at_b < seed_b:
            blocks += _between(a, b, (at_a, seed_a), (at_b, seed_b))
        blocks.append((seed_a, seed_b, size))
        at_a, at_b = seed_a + size, seed_b + size
    matches = _spelled(np.array(blocks).T)
    (a_first, b_first), (a_last, b_last) = matches[:, 0].tolist(), matches[:, -1].tolist()
    return Passage(a_first, a_last + 1, b_first, b_last + 1, matches)


def _between(a: Hashes, b: Hashes, span_a: tuple[int, int], span_b: tuple[int, int]
             ) -> list[Seed]:
    """Match the few words between two seeds by their longest common subsequence."""
    steps = LCSseq.opcodes(a[slice(*span_a)].tolist(), b[slice(*span_b)].tolist())
    return [(step.src_start + span_a[0], step.dest_start + span_b[0],
             step.src_end - step.src_start) for step in steps if step.tag == "equal"]


def _spelled(blocks: Ints) -> Ints:
    """Give every word of blocks of matching words."""
    sizes = blocks[2]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    places: Ints = np.repeat(blocks[:2], sizes, axis=1) + within
    return places
