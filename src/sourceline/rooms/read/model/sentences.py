"""Sentences of paragraphs, by the network's boundary scores over overlapping windows.

In: paragraphs of words, a way to score a batch of windows. Out: where each sentence ends.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourceline.rooms.read.model.feed import batches, make_feed
from sourceline.rooms.read.model.pieces import Pieces
from sourceline.rooms.read.model.windows import find_windows, owners

Array = NDArray[Any]
# Chosen in training: an end needs a few words on both sides, and padding costs little at 90.
WINDOW_WORDS, WINDOW_OVERLAP = 90, 24


def score_ends(
    paragraphs: Sequence[list[str]], pieces: Pieces, run: Callable[[dict[str, Array]], Array]
) -> list[Array]:
    """Score every word of every paragraph: above zero, a sentence ends after it."""
    windows = [find_windows([len(pieces[word][0]) for word in words], WINDOW_WORDS, WINDOW_OVERLAP)
               for words in paragraphs]
    every = [(at, start, end) for at, cut in enumerate(windows) for start, end in cut]
    texts = [paragraphs[at][start:end] for at, start, end in every]
    found: dict[int, Array] = {}
    for batch in batches([pieces.count(words) for words in texts]):
        scores = run(make_feed([texts[n] for n in batch], pieces))
        found |= {n: scores[row, :len(texts[n])] for row, n in enumerate(batch)}
    parts = iter(found[n] for n in range(len(every)))
    return [_joined([(window, next(parts)) for window in cut], len(words))
            for cut, words in zip(windows, paragraphs, strict=True)]


def _joined(parts: list[tuple[tuple[int, int], Array]], words: int) -> Array:
    owner = owners([window for window, _ in parts], words)
    joined = np.zeros(words, dtype=np.float32)
    for number, ((start, end), scores) in enumerate(parts):
        own = owner[start:end] == number
        joined[start:end][own] = scores[own]
    return joined


def cut_sentences(ends: Array, most_words: int) -> list[tuple[int, int]]:
    """Cut where the scores say, and where they say it most in what would be too long.

    >>> cut_sentences(np.array([-1.0, 2.0, -1.0, -0.5, -2.0]), 2)
    [(0, 2), (2, 4), (4, 5)]
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*(np.flatnonzero(ends[:-1] > 0) + 1).tolist(), len(ends)]:
        while end - start > most_words:
            least = start + max(1, most_words // 2)
            best = least + int(ends[least - 1:start + most_words].argmax())
            found.append((start, best))
            start = best
        found.append((start, end))
        start = end
    return found
