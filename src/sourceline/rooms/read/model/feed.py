"""Sentences of words as the arrays the network takes.

In: sentences, word pieces. Out: `pieces` and `cases` (sentence x place, 0 pads), `first` and
`last` (place of each word's first and last piece), `real` (1 for words, 0 for padding); and the
order in which sentences of like length are read together.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourceline.rooms.read.model.pieces import END, START, Pieces

# As in training and in its figures. More at once saves nothing on one thread, and pads more.
MOST_SENTENCES = 16
# Attention and roles need room that grows with the square of the length: this bounds it.
MOST_PLACES = 2048


def make_feed(sentences: list[list[str]], pieces: Pieces) -> dict[str, NDArray[Any]]:
    """Give the network's inputs for a batch of sentences, none of them empty."""
    cut = [[pieces[word] for word in words] for words in sentences]
    # Two at least: each word is offered three heads, the root among them.
    width = max(2, *(len(words) for words in sentences))
    places = max(2 + sum(len(numbers) for numbers, _ in row) for row in cut)
    ids, cases = (np.zeros((len(cut), places), dtype=np.int64) for _ in range(2))
    first, last = (np.zeros((len(cut), width), dtype=np.int64) for _ in range(2))
    real = np.zeros((len(cut), width), dtype=np.float32)
    for row, words in enumerate(cut):
        sizes = np.array([len(numbers) for numbers, _ in words])
        flat = [number for numbers, _ in words for number in numbers]
        ids[row, :len(flat) + 2] = [START, *flat, END]
        cases[row, 1:len(flat) + 1] = np.repeat([case for _, case in words], sizes)
        ends = sizes.cumsum()
        last[row, :len(words)] = ends
        first[row, :len(words)] = ends - sizes + 1
        real[row, :len(words)] = 1
    return {"pieces": ids, "cases": cases, "first": first, "last": last, "real": real}


def batches(counts: list[int]) -> Iterator[list[int]]:
    """Group sentences of like length, given the places each takes; every one is in one group.

    >>> list(batches([900, 3, 1500, 4]))
    [[1, 3], [0], [2]]
    """
    order = sorted(range(len(counts)), key=counts.__getitem__)
    batch: list[int] = []
    for at in order:
        full = len(batch) == MOST_SENTENCES or counts[at] * (len(batch) + 1) > MOST_PLACES
        if batch and full:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
