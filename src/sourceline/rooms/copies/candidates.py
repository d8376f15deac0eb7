"""Which two texts may share words: an index of winnowed shingles.

In: texts in a fixed order. Out: pairs of places in that order, and the shingles that are so
common that they are nobody's words. Time and memory grow with the number of words and of true
pairs, not with the square of the collection.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourceline.text.shingles import Hashes, WordKeys, shingle_hashes, winnow


@dataclass(frozen=True)
class Index:
    """Chosen shingles of all texts, sorted by hash, then text."""

    hashes: Hashes
    texts: NDArray[np.int64]
    places: NDArray[np.int64]


def build_index(texts: Sequence[str], keys: WordKeys, size: int, window: int) -> Index:
    """Choose shingles of every text and sort them.

    Takes: texts in a fixed order, words per shingle, shingles per winnowing window.
    """
    hashes, owners, places = [], [], []
    for number, text in enumerate(texts):
        all_hashes = shingle_hashes(np.array(keys.keys(text), dtype=np.uint64), size)
        chosen = winnow(all_hashes, window)
        hashes.append(all_hashes[chosen])
        places.append(chosen)
        owners.append(np.full(len(chosen), number, dtype=np.int64))
    if not hashes:
        empty = np.empty(0, dtype=np.int64)
        return Index(np.empty(0, dtype=np.uint64), empty, empty)
    joined, owner, place = np.concatenate(hashes), np.concatenate(owners), np.concatenate(places)
    order = np.lexsort((place, owner, joined))
    return Index(joined[order], owner[order], place[order])


def common_shingles(index: Index, articles_max: int) -> frozenset[int]:
    """Give the shingles that stand in more than `articles_max` texts."""
    starts, counts = _groups(index)
    return frozenset(index.hashes[starts[counts > articles_max]].tolist())


def find_pairs(
    index: Index, articles_max: int, shared_min: int, band_words: int
) -> tuple[tuple[int, int], ...]:
    """Find pairs of texts with `shared_min` rare shingles on about the same diagonal.

    A diagonal is the difference of the places; words that were copied lie on few diagonals,
    words that two texts share by chance lie anywhere. Diagonals are counted in overlapping bands
    of `2 * band_words`.
    """
    found: list[NDArray[np.int64]] = []
    for first, second, shift in _meetings(index, articles_max):
        band = shift // band_words
        for offset in (0, 1):  # two overlapping grids: no diagonal lies on the edge of both
            wide = (band + offset) // 2
            found.append(np.stack((first, second, wide * 2 + offset), axis=1))
    if not found:
        return ()
    rows, counts = np.unique(np.concatenate(found), axis=0, return_counts=True)
    pairs = np.unique(rows[counts >= shared_min][:, :2], axis=0)
    return tuple((int(first), int(second)) for first, second in pairs)


def _groups(index: Index) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give where each hash begins in the index, and in how many texts it stands."""
    if len(index.hashes) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    new_hash = np.r_[True, index.hashes[1:] != index.hashes[:-1]]
    new_text = new_hash | np.r_[True, index.texts[1:] != index.texts[:-1]]
    starts = np.flatnonzero(new_hash)
    return starts, np.add.reduceat(new_text.astype(np.int64), starts)


def _meetings(
    index: Index, articles_max: int
) -> Iterable[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Give, for shingles in 2 to `articles_max` texts, every two places where one stands."""
    starts, counts = _groups(index)
    sizes = np.diff(np.r_[starts, len(index.hashes)])
    # A shingle that one text repeats often says little and would cost the square of its places.
    for size in np.unique(sizes[(sizes > 1) & (sizes <= 2 * articles_max)]):
        chosen = starts[(sizes == size) & (counts > 1) & (counts <= articles_max)]
        left, right = np.triu_indices(int(size), 1)
        first, second = chosen[:, None] + left, chosen[:, None] + right
        texts_a, texts_b = index.texts[first].ravel(), index.texts[second].ravel()
        shift = (index.places[first] - index.places[second]).ravel()
        different = texts_a != texts_b
        yield texts_a[different], texts_b[different], shift[different]
