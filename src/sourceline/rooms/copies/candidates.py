"""Which two texts may share words: an index of winnowed shingles.

In: the words of texts, as numbers, in a fixed order. Out: pairs of places in that order, and the
shingles that are so common that they are nobody's words. Time and memory grow with the number of
words and of true pairs, not with the square of the collection: a shingle in many texts is not
asked for pairs, except where it is long, and memory is bounded by looking at a part at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sourceline.text.shingles import NO_HASH, STOP, Hashes, Numbers, shingle_hashes, winnow

Ints = NDArray[np.int64]
Texts = NDArray[np.uint32]
Pairs = NDArray[np.uint64]

# Texts hashed in one go, parts of the index sorted one after the other, meetings of two texts
# written down and kept in one go: all four only bound the working memory (about 400 MB).
_TEXTS_AT_ONCE = 500
_INDEX_PARTS = 8
_AT_ONCE = 1_000_000
_KEPT_AT_ONCE = 8_000_000
_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_BEFORE = 1 << 31  # keeps diagonals above zero


@dataclass(frozen=True)
class Index:
    """Chosen shingles that stand at more than one place, sorted by hash, then text."""

    hashes: Hashes
    texts: Texts
    places: Texts

    def groups(self) -> tuple[Ints, Ints, Ints]:
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
    chosen = [_chosen(texts[at:at + _TEXTS_AT_ONCE], at, keys, (size, window))
              for at in range(0, len(texts), _TEXTS_AT_ONCE)]
    parts = [_repeated([_part(index, number) for index in chosen])
             for number in range(_INDEX_PARTS)]
    return _joined(parts)


def _chosen(texts: Sequence[Numbers], first: int, keys: Hashes, sizes: tuple[int, int]) -> Index:
    """Give the chosen shingles of some texts, in order of text and place."""
    size, window = sizes
    flat = np.concatenate(texts)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(text) for text in texts])
    words = flat != STOP
    flat, owners = flat[words], owners[words]
    hashes = shingle_hashes(keys[flat], size)
    # A run that goes on into the next text is no shingle.
    hashes[owners[:len(hashes)] != owners[size - 1:]] = NO_HASH
    at = winnow(hashes, window)
    begins = np.searchsorted(owners, np.arange(len(texts), dtype=np.uint32))
    owner = owners[at]
    return Index(hashes[at], owner + np.uint32(first), (at - begins[owner]).astype(np.uint32))


def _part(index: Index, number: int) -> Index:
    """Give those of an index whose hashes are in one of equal parts of all hashes."""
    here = index.hashes // np.uint64(2**64 // _INDEX_PARTS) == np.uint64(number)
    return Index(index.hashes[here], index.texts[here], index.places[here])


def _repeated(parts: Sequence[Index]) -> Index:
    """Sort, and leave out what stands once: four of five shingles of a real collection."""
    index = _joined(parts)
    order = np.argsort(index.hashes, kind="stable")  # texts and places are in order already
    ranked = index.hashes[order]
    same = ranked[1:] == ranked[:-1]
    kept = np.zeros(len(ranked), dtype=bool)
    kept[1:] |= same
    kept[:-1] |= same
    order = order[kept]
    return Index(ranked[kept], index.texts[order], index.places[order])


def _joined(parts: Sequence[Index]) -> Index:
    none = np.empty(0, dtype=np.uint32)
    return Index(np.concatenate([none.astype(np.uint64), *(part.hashes for part in parts)]),
                 np.concatenate([none, *(part.texts for part in parts)]),
                 np.concatenate([none, *(part.places for part in parts)]))


def common_shingles(index: Index, articles_max: int) -> Hashes:
    """Give the shingles that stand in more than `articles_max` texts, sorted."""
    starts, _, counts = index.groups()
    return index.hashes[starts[counts > articles_max]]


@dataclass(frozen=True)
class Asked:
    """Which shingles are asked for pairs, and how many of them make a pair of texts.

    A shingle in more than `articles_max` texts is not asked; `shared_min` must lie in one cell of
    places and diagonals and cover `words_min` words there. A cell is `2 * band_words` wide across
    the diagonals and `2 * along_words` along. Where the texts of a collection meet more than
    `meetings_max` times in all, the most common shingles are not asked either.
    """

    shingle_words: int
    articles_max: int
    shared_min: int
    words_min: int
    band_words: int
    along_words: int
    meetings_max: int = 100_000_000


def find_pairs(index: Index, asked: Asked) -> Pairs:
    """Find pairs of texts with enough rare shingles in one cell of places and diagonals.

    A diagonal is the difference of the places; words that were copied lie on few diagonals and
    near one another, words that two texts share by chance lie anywhere. Cells overlap, so that
    nothing lies on the edge of all.

    Gives: sorted pairs, each packed in one number (`unpack`).
    """
    starts, sizes, counts = index.groups()
    # A shingle that one text repeats often says little and would cost the square of its places.
    rare = (counts > 1) & (counts <= asked.articles_max) & (sizes <= 2 * asked.articles_max)
    starts, sizes = starts[rare], sizes[rare]
    often = np.bincount(sizes)
    meetings = np.cumsum(often * np.arange(len(often)) * (np.arange(len(often)) - 1) // 2)
    kept = sizes < np.searchsorted(meetings, asked.meetings_max, "right")
    starts, sizes = starts[kept], sizes[kept]
    parts = 1 + int((sizes * (sizes - 1) // 2).sum()) // _KEPT_AT_ONCE
    found = [np.empty(0, dtype=np.uint64)]
    for part in range(parts):
        rows = [row[:, row[0] % np.uint64(parts) == np.uint64(part)] if parts > 1 else row
                for row in _meetings(index, starts, sizes)]
        found.append(_dense(_often_met(rows, asked.shared_min), asked))
    return np.unique(np.concatenate(found))


def unpack(pairs: Pairs) -> list[tuple[int, int]]:
    """Give packed pairs as pairs of places."""
    return list(zip((pairs >> _BITS).tolist(), (pairs & _LOW).tolist(), strict=True))


def _meetings(index: Index, starts: Ints, sizes: Ints) -> Iterator[Pairs]:
    """Give rows of pairs of texts, and of diagonals and places, where two texts hold a shingle."""
    for size in np.unique(sizes):
        chosen = starts[sizes == size]
        left, right = np.triu_indices(int(size), 1)
        step = max(1, _AT_ONCE // len(left))
        for begin in range(0, len(chosen), step):
            part = chosen[begin:begin + step, None]
            yield _meet(index, (part + left).ravel(), (part + right).ravel())


def _meet(index: Index, first: Ints, second: Ints) -> Pairs:
    apart = index.texts[first] != index.texts[second]
    first, second = first[apart], second[apart]
    one, two = index.places[first].astype(np.int64), index.places[second].astype(np.int64)
    return np.stack((
        (index.texts[first].astype(np.uint64) << _BITS) | index.texts[second],
        ((one - two + _BEFORE).astype(np.uint64) << _BITS) | one.astype(np.uint64)))


def _often_met(rows: Sequence[Pairs], shared_min: int) -> Pairs:
    """Keep, sorted by pair, the meetings of texts that meet often enough, wherever."""
    joined = np.concatenate([np.empty((2, 0), dtype=np.uint64), *rows], axis=1)
    pairs = np.sort(joined[0])
    step = shared_min - 1  # in sorted order, `shared_min` equal neighbours
    likely = np.unique(pairs[step:][pairs[step:] == pairs[:max(0, len(pairs) - step)]])
    if len(likely) == 0:
        return joined[:, :0]
    at = np.minimum(np.searchsorted(likely, joined[0]), len(likely) - 1)
    return joined[:, likely[at] == joined[0]]


def _dense(rows: Pairs, asked: Asked) -> Pairs:
    """Give the pairs of texts that share enough in one cell, of four overlapping grids."""
    found = [np.empty(0, dtype=np.uint64)]
    pairs, diagonals, places = rows[0], rows[1] >> _BITS, rows[1] & _LOW
    band, stretch = np.uint64(asked.band_words), np.uint64(asked.along_words)
    two, none = np.uint64(2), np.uint64(0)
    for over, along in product((none, band), (none, stretch)):
        cells = np.stack((places, (places + along) // (two * stretch),
                          (diagonals + over) // (two * band), pairs))
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
