"""Which two texts may share words: those that meet often enough in an index of shingles.

In: an `Index`. Out: `Candidates`, pairs of texts and the words around which they meet. Time grows
with the number of meetings, not with the square of the collection: a shingle in many texts is not
asked for pairs, except where it is long. Meetings are gone through more than once and never
all kept: most pairs meet once, and small tables of counts tell which do so more often.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sourceline.rooms.copies.shingled import Index, Ints, Texts

Pairs = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Meetings written down in one go, and pairs whose meetings are sorted in one go: both only bound
# the working memory.
_AT_ONCE = 1_000_000
_PAIRS_AT_ONCE = 1 << 21
# Parts of the texts whose meetings are sorted one after the other: it bounds the working memory.
_PARTS = 32
# Places in the table of counts, as a power of two: four for each meeting, 256 MB at most.
_COUNTS_BITS = (16, 28)
# Two ways to spread pairs over a table: where there are many meetings, one pair in ten falls on a
# full place of the first by chance, of both one in two hundred.
_MIXES = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03))
_MANY_MEETINGS = 20_000_000
_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


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
    meetings_max: int = 200_000_000


@dataclass(frozen=True)
class Candidates:
    """Pairs of texts, sorted and each packed in one number (`unpack`), and where they meet.

    Pair `k` meets in words `spans[0, k]:spans[1, k]` of the first text and `spans[2, k]:spans[3,
    k]` of the second (roughly: the second are known by diagonals); in one cell the shingles both
    hold cover `covered[k]` words.
    """

    pairs: Pairs
    spans: Ints
    covered: Ints

    def part(self, first: int, last: int) -> "Candidates":
        """Give pairs `first:last` of all."""
        return Candidates(self.pairs[first:last], self.spans[:, first:last],
                          self.covered[first:last])


def find_pairs(index: Index, asked: Asked) -> Candidates:
    """Find pairs of texts with enough rare shingles in one cell of places and diagonals.

    A diagonal is the difference of the places; words that were copied lie on few diagonals and
    near one another, words that two texts share by chance lie anywhere. Cells overlap, so that
    nothing lies on the edge of all.
    """
    found = [_dense_pairs(part, asked) for part in _met_often(index, asked)]
    return Candidates(np.concatenate([one.pairs for one in found]),
                      np.concatenate([one.spans for one in found], axis=1),
                      np.concatenate([one.covered for one in found]))


def merged(found: Sequence[Candidates]) -> Candidates:
    """Give the pairs of several findings, each once, with all places where it meets."""
    pairs = np.unique(np.concatenate([one.pairs for one in found]))
    cells = [np.stack((np.searchsorted(pairs, one.pairs), *one.spans, one.covered))
             for one in found]
    return _by_pair(np.concatenate(cells, axis=1), pairs)


def unpack(pairs: Pairs) -> list[tuple[int, int]]:
    """Give packed pairs as pairs of places."""
    return list(zip((pairs >> _BITS).tolist(), (pairs & _LOW).tolist(), strict=True))


def _asked_for(index: Index, asked: Asked) -> tuple[Ints, Ints]:
    """Give where the groups of the index begin that are asked for pairs, and their sizes."""
    starts, sizes, counts = index.groups()
    # A shingle that one text repeats often says little and would cost the square of its places.
    rare = (counts > 1) & (counts <= asked.articles_max) & (sizes <= 2 * asked.articles_max)
    starts, sizes = starts[rare], sizes[rare]
    often = np.bincount(sizes)
    meetings = np.cumsum(often * np.arange(len(often)) * (np.arange(len(often)) - 1) // 2)
    kept = sizes < np.searchsorted(meetings, asked.meetings_max, "right")
    return starts[kept], sizes[kept]


@dataclass(frozen=True)
class _Met:
    """Meetings: of which pair of texts, and where in the first text and in the second."""

    pairs: Pairs
    firsts: Texts
    seconds: Texts

    def within(self, low: int, high: int) -> "_Met":
        """Give the meetings whose first text is one of `low:high`."""
        firsts = self.pairs >> _BITS
        here = np.flatnonzero((firsts >= low) & (firsts < high))
        return _Met(self.pairs[here], self.firsts[here], self.seconds[here])


def _met_often(index: Index, asked: Asked) -> Iterator[_Met]:
    """Give the meetings of pairs that meet often enough, some texts after the other.

    A few pairs that do not slip through where two share a place in the table.
    """
    starts, sizes = _asked_for(index, asked)
    tables = _counted(index, starts, sizes, asked.shared_min)
    kept: list[_Met] = []
    for first, second in _meetings(starts, sizes):
        pairs = _pairs(index, first, second)
        often = np.flatnonzero(_likely(tables, pairs))
        often = often[index.texts[first[often]] != index.texts[second[often]]]
        kept.append(_Met(pairs[often], index.places[first[often]], index.places[second[often]]))
    del tables  # half a gigabyte
    edges = np.linspace(0, int(index.texts.max(initial=0)) + 1, _PARTS + 1).astype(int)
    for low, high in pairwise(edges.tolist()):
        yield _joined([met.within(low, high) for met in kept])


def _joined(parts: Sequence[_Met]) -> _Met:
    none = np.empty(0, dtype=np.uint32)
    return _Met(np.concatenate([none.astype(np.uint64), *(part.pairs for part in parts)]),
                np.concatenate([none, *(part.firsts for part in parts)]),
                np.concatenate([none, *(part.seconds for part in parts)]))


def _counted(index: Index, starts: Ints, sizes: Ints, shared_min: int) -> list["_Counts"]:
    """Count how often pairs meet, in two tables where there are many meetings."""
    meetings = int((sizes * (sizes - 1) // 2).sum())
    tables: list[_Counts] = []
    for mix in _MIXES[:2 if meetings > _MANY_MEETINGS else 1]:
        counts = _Counts.empty(meetings >> len(tables), mix, shared_min)
        for first, second in _meetings(starts, sizes):
            pairs = _pairs(index, first, second)
            counts.add(pairs[_likely(tables, pairs)])
        tables.append(counts)
    return tables


@dataclass(frozen=True)
class _Counts:
    """How often pairs meet, up to `most`, in a table where some share a place."""

    table: NDArray[np.uint8]
    bits: int
    mix: np.uint64
    most: int

    @staticmethod
    def empty(meetings: int, mix: np.uint64, most: int) -> "_Counts":
        """Make a table for so many meetings."""
        bits = min(max((4 * meetings).bit_length(), _COUNTS_BITS[0]), _COUNTS_BITS[1])
        return _Counts(np.zeros(1 << bits, dtype=np.uint8), bits, mix, most)

    def add(self, pairs: Pairs) -> None:
        """Count meetings."""
        slots, times = np.unique(self._slots(pairs), return_counts=True)
        self.table[slots] = np.minimum(self.table[slots] + times, self.most)

    def full(self, pairs: Pairs) -> Flags:
        """Say which pairs may have met `most` times."""
        full: Flags = self.table[self._slots(pairs)] == self.most
        return full

    def _slots(self, pairs: Pairs) -> NDArray[np.uint32]:
        return ((pairs * self.mix) >> np.uint64(64 - self.bits)).astype(np.uint32)


def _likely(tables: Sequence[_Counts], pairs: Pairs) -> Flags:
    likely = np.ones(len(pairs), dtype=bool)
    for table in tables:
        likely[likely] = table.full(pairs[likely])
    return likely


def _meetings(starts: Ints, sizes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Give every two places of the index that hold the same shingle, some at a time."""
    for size in np.unique(sizes):
        chosen = starts[sizes == size]
        left, right = np.triu_indices(int(size), 1)
        step = max(1, _AT_ONCE // len(left))
        for begin in range(0, len(chosen), step):
            part = chosen[begin:begin + step, None]
            yield (part + left).ravel(), (part + right).ravel()


def _pairs(index: Index, first: Ints, second: Ints) -> Pairs:
    pairs: Pairs = (index.texts[first].astype(np.uint64) << _BITS) | index.texts[second]
    return pairs


def _dense_pairs(met: _Met, asked: Asked) -> Candidates:
    """Give the pairs with enough meetings in one cell."""
    pairs, owners, counts = np.unique(met.pairs, return_inverse=True, return_counts=True)
    order = np.argsort(owners, kind="stable")
    order = order[(counts >= asked.shared_min)[owners[order]]]
    rows = np.stack((owners[order], met.firsts[order].astype(np.int64),
                     met.seconds[order].astype(np.int64)))
    edges = np.searchsorted(rows[0], np.arange(0, len(pairs) + _PAIRS_AT_ONCE, _PAIRS_AT_ONCE))
    found = [cell for low, high in pairwise(edges.tolist())
             for cell in _dense(rows[:, low:high], asked)]
    return _by_pair(np.concatenate([np.empty((6, 0), dtype=np.int64), *found], axis=1), pairs)


def _dense(rows: Ints, asked: Asked) -> Iterator[Ints]:
    """Give the cells that hold enough, of four overlapping grids: number of pair, span, cover.

    Takes: numbers of pairs, sorted, and the places where they meet.
    """
    if rows.shape[1] == 0:
        return
    lowest, size, words = int(rows[0, 0]), 2 * asked.band_words, int(rows[1:].max()) + 1
    # Whole cells, so that the grid lies the same for a pair whatever pairs are looked at with it.
    shift = size * (words // size + 1)
    for over in (0, asked.band_words):
        cells = (rows[1] - rows[2] + shift + over) // size
        # Sorted as one number, which is ten times faster than by three columns. Two million pairs
        # of texts of four million words fit.
        width = (2 * shift + over) // size + 1
        keys = ((rows[0] - lowest) * width + cells) * words + rows[1]
        keys.sort()
        owners, cells, places = keys // words // width + lowest, keys // words % width, keys % words
        diagonals = cells * size - shift - over
        for along in (0, asked.along_words):
            yield _full(owners, diagonals, places, along, asked)


def _full(owners: Ints, diagonals: Ints, places: Ints, along: int, asked: Asked) -> Ints:
    """Give the cells with enough shingles that cover enough words: pair, span in both, cover."""
    stretches = (places + along) // (2 * asked.along_words)
    same = ((owners[1:] == owners[:-1]) & (diagonals[1:] == diagonals[:-1])
            & (stretches[1:] == stretches[:-1]))
    starts = np.flatnonzero(np.r_[True, ~same])
    lasts = np.r_[starts[1:], len(places)] - 1
    steps = np.minimum(np.diff(places), asked.shingle_words)
    # Each shingle adds the words up to the next one; the last of a cell adds all of its own.
    words = np.add.reduceat(np.r_[np.where(same, steps, asked.shingle_words),
                                  asked.shingle_words], starts)
    enough = (lasts - starts + 1 >= asked.shared_min) & (words >= asked.words_min)
    starts, lasts, words = starts[enough], lasts[enough], words[enough]
    first, last = places[starts], places[lasts] + asked.shingle_words
    lowest = diagonals[starts]
    return np.stack((owners[starts], first, last, first - lowest - 2 * asked.band_words,
                     last - lowest, words))


def _by_pair(cells: Ints, pairs: Pairs) -> Candidates:
    """Put the cells of every pair together."""
    cells = cells[:, np.argsort(cells[0], kind="stable")]
    starts = np.flatnonzero(np.r_[True, cells[0, 1:] != cells[0, :-1]]) if cells.size else cells[0]
    if len(starts) == 0:
        return Candidates(pairs[:0], cells[1:5], cells[5])
    least, most = np.minimum.reduceat, np.maximum.reduceat
    return Candidates(pairs[cells[0, starts]],
                      np.stack((least(cells[1], starts), most(cells[2], starts),
                                least(cells[3], starts).clip(0), most(cells[4], starts))),
                      most(cells[5], starts))
