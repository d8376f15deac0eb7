"""An index of winnowed shingles: which runs of words stand in more than one text, and where.

In: the words of texts, as numbers, in a fixed order. Out: `Index`, and the shingles that are so
common that they are nobody's words. Which texts meet in it is asked in `candidates.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourceline.text.shingles import NO_HASH, STOP, Hashes, Numbers, shingle_hashes, winnow

Ints = NDArray[np.int64]
Texts = NDArray[np.uint32]

# Texts hashed in one go, and parts of the index sorted one after the other: both only bound the
# working memory.
_TEXTS_AT_ONCE = 500
_INDEX_PARTS = 8


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
        return starts, sizes, np.add.reduceat(new_text, starts, dtype=np.int64)


def build_index(texts: Sequence[Numbers], keys: Hashes, size: int, window: int) -> Index:
    """Choose shingles of every text, and sort those that stand at more than one place.

    Takes: texts as numbers (`WordTable`), the keys of the numbers, words per shingle, shingles
    per winnowing window.
    """
    parts: list[list[Index]] = [[] for _ in range(_INDEX_PARTS)]
    for at in range(0, len(texts), _TEXTS_AT_ONCE):
        chosen = _chosen(texts[at:at + _TEXTS_AT_ONCE], at, keys, (size, window))
        for number, part in enumerate(parts):
            part.append(_part(chosen, number))
    repeated = []
    for part in parts:
        repeated.append(_repeated(part))
        part.clear()  # four of five stand once: what is not needed any more is let go
    return _joined(repeated)


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
