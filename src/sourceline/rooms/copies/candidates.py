"""Which two texts may share words: an index of winnowed shingles.

In: the words of texts, as numbers, in a fixed order. Out: pairs of places in that order, and the
shingles that are so common that they are nobody's words. Time and memory grow with the number of
words and of true pairs, not with the square of the collection: a shingle in many texts is not
asked for pairs, except where it is long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sourceline.text.shingles import STOP, Hashes, Numbers, shingle_hashes, winnow

Texts = NDArray[np.uint32]
Pairs = NDArray[np.uint64]

# Meetings of two texts looked at in one go: 2 million are 100 MB of working memory.
_AT_ONCE = 2_000_000
_BITS = np.uint64(32)
_BEFORE = 1 << 40  # keeps diagonals above zero


@dataclass(frozen=True)
class Index:
    """Chosen shingles that stand at more than one place, sorted by hash, then text."""

    hashes: Hashes
    texts: Texts
    places: Texts

    def groups(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Give where each hash begins, at how many places it stands, and in how many texts."""
        if len(self.hashes) == 0:
            return (np.empty(0, dtype=np.int64),) * 3
        new_hash = np.r_[True, self.hashes[1:] != self.hashes[:-1]]
        new_text = new_hash | np.r_[True, self.texts[1:] != self.texts[:-1]]
        starts = np.flatnonzero(new_hash)
        sizes = np.diff(np.r_[starts, len(self.hashes)])
        return starts, sizes, np.add.reduceat(new_text.astype(np.int64), starts)


def build_index(texts: Sequence[Numbers], keys: Hashes, size: int, window: int) -> Index:
    """Choose shingles of every text, and sort those that stand at more than one place.

    Takes: texts as numbers (`WordTable`), the keys of the numbers, words per shingle, shingles
    per winnowing window.
    """
    hashes, owners, places = [], [], []
    for number, text in enumerate(texts):
        all_hashes = shingle_hashes(keys[text[text != STOP]], size)
        chosen = winnow(all_hashes, window)
        hashes.append(all_hashes[chosen])
        places.append(chosen.astype(np.uint32))
        owners.append(np.full(len(chosen), number, dtype=np.uint32))
    if not hashes:
        none = np.empty(0, dtype=np.uint32)
        return Index(np.empty(0, dtype=np.uint64), none, none)
    return _repeated(np.concatenate(hashes), np.concatenate(owners), np.concatenate(places))


def _repeated(hashes: Hashes, owners: Texts, places: Texts) -> Index:
    """Sort, and leave out what stands once: four of five shingles of a real collection."""
    order = np.argsort(hashes, kind="stable")  # texts and places are in order already
    ranked = hashes[order]
    same = ranked[1:] == ranked[:-1]
    kept = np.zeros(len(ranked), dtype=bool)
    kept[1:] |= same
    kept[:-1] |= same
    order = order[kept]
    return Index(ranked[kept], owners[order], places[order])


def common_shingles(index: Index, articles_max: int) -> Hashes:
    """Give the shingles that stand in more than `articles_max` texts, sorted."""
    starts, _, counts = index.groups()
    return index.hashes[starts[counts > articles_max]]


@dataclass(frozen=True)
class Asked:
    """Which shingles are asked for pairs, and how many of them make a pair of texts.

    A shingle in more than `articles_max` texts is not asked; `shared_min` must lie in one cell of
    places and diagonals and cover `words_min` words there. A cell is `2 * band_words` wide across
    the diagonals and `2 * along_words` along.
    """

    shingle_words: int
    articles_max: int
    shared_min: int
    words_min: int
    band_words: int
    along_words: int


def find_pairs(index: Index, asked: Asked) -> Pairs:
    """Find pairs of texts with enough rare shingles in one cell of places and diagonals.

    A diagonal is the difference of the places; words that were copied lie on few diagonals and
    near one another, words that two texts share by chance lie anywhere. Cells overlap, so that
    nothing lies on the edge of all.

    Gives: sorted pairs, each packed in one number (`unpack`).
    """
    likely = _often_met(index, asked)
    found = [np.empty((3, 0), dtype=np.uint64)]
    for meetings in _meetings(index, asked.articles_max):
        found.append(meetings[:, _is_in(meetings[0], likely)])
    return _dense(np.concatenate(found, axis=1), asked)


def unpack(pairs: Pairs) -> list[tuple[int, int]]:
    """Give packed pairs as pairs of places."""
    low = np.uint64(0xFFFFFFFF)
    return list(zip((pairs >> _BITS).tolist(), (pairs & low).tolist(), strict=True))


def _meetings(index: Index, articles_max: int) -> Iterator[Pairs]:
    """Give rows of pairs of texts, diagonals and places where two texts hold one shingle."""
    starts, sizes, counts = index.groups()
    # A shingle that one text repeats often says little and would cost the square of its places.
    asked = (counts > 1) & (counts <= articles_max) & (sizes <= 2 * articles_max)
    for size in np.unique(sizes[asked]):
        chosen = starts[asked & (sizes == size)]
        left, right = np.triu_indices(int(size), 1)
        step = max(1, _AT_ONCE // len(left))
        for begin in range(0, len(chosen), step):
            part = chosen[begin:begin + step, None]
            yield _meet(index, (part + left).ravel(), (part + right).ravel())


def _meet(index: Index, first: NDArray[np.int64], second: NDArray[np.int64]) -> Pairs:
    apart = index.texts[first] != index.texts[second]
    first, second = first[apart], second[apart]
    one, two = index.places[first].astype(np.int64), index.places[second].astype(np.int64)
    return np.stack((
        (index.texts[first].astype(np.uint64) << _BITS) | index.texts[second],
        (one - two + _BEFORE).astype(np.uint64), one.astype(np.uint64)))


def _often_met(index: Index, asked: Asked) -> Pairs:
    """Give the pairs of texts that meet often enough, wherever: the only ones kept in memory."""
    kept = [meetings[0].copy() for meetings in _meetings(index, asked.articles_max)]
    joined = np.concatenate([np.empty(0, dtype=np.uint64), *kept])
    joined.sort()
    step = asked.shared_min - 1  # in sorted order, `shared_min` equal neighbours
    return np.unique(joined[step:][joined[step:] == joined[:max(0, len(joined) - step)]])


def _is_in(pairs: Pairs, ranked: Pairs) -> NDArray[np.bool_]:
    if len(ranked) == 0:
        return np.zeros(len(pairs), dtype=bool)
    at = np.minimum(np.searchsorted(ranked, pairs), len(ranked) - 1)
    found: NDArray[np.bool_] = ranked[at] == pairs
    return found


def _dense(rows: Pairs, asked: Asked) -> Pairs:
    """Give the pairs of texts that share enough in one cell, of four overlapping grids."""
    found = [np.empty(0, dtype=np.uint64)]
    band, stretch = np.uint64(asked.band_words), np.uint64(asked.along_words)
    two, none = np.uint64(2), np.uint64(0)
    for over, along in product((none, band), (none, stretch)):
        cells = np.stack((rows[2], (rows[2] + along) // (two * stretch),
                          (rows[1] + over) // (two * band), rows[0]))
        cells = cells[:, np.lexsort(cells)]
        if cells.shape[1]:
            found.append(_full(cells, asked))
    return np.unique(np.concatenate(found))


def _full(cells: Pairs, asked: Asked) -> Pairs:
    """Give the pairs of the cells with enough shingles that cover enough words.

    Takes: rows of places, two rows that name a cell within a pair, and pairs; sorted.
    """
    same = np.all(cells[1:, 1:] == cells[1:, :-1], axis=0)
    starts = np.flatnonzero(np.r_[True, ~same])
    steps = np.minimum(np.diff(cells[0].astype(np.int64)), asked.shingle_words)
    # Each shingle adds the words up to the next one; the last of a cell adds all of its own.
    words = np.add.reduceat(np.r_[np.where(same, steps, asked.shingle_words),
                                  asked.shingle_words], starts)
    counts = np.diff(np.r_[starts, len(same) + 1])
    enough = (counts >= asked.shared_min) & (words >= asked.words_min)
    found: Pairs = cells[3, starts[enough]]
    return found
