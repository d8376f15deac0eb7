"""Words as numbers, and the shingles that stand for a text when texts are compared.

In: a text. Out: the numbers of its words with the ends of its sentences, their places, hashes of
runs of words, and the few hashes that winnowing keeps. Case, punctuation and kinds of apostrophe
do not count. It does not judge what is copied: that is `rooms/copies`.
"""

import re
import sys
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Numbers = NDArray[np.uint32]

STOP = 0  # the number of a sentence end
NO_HASH = np.uint64(0xFFFFFFFFFFFFFFFF)  # in the place of a run that is no shingle

# A sentence ends where a stop, with what closes it, is followed by a capital or an opening mark;
# or with its line. Full stops of abbreviations end one too: who joins sentences must know.
_TOKEN = re.compile(
    r"[^\W_]+|[.!?]{1,3}[”\"’')\]»]{0,3}\s{1,4}(?=[“\"‘'(\[«]{0,2}[A-ZÀ-Þ])|\n{1,9}")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # an odd constant: multiplying by it loses no bit


class WordTable:
    """Numbers for the words of a collection, in the order they are first seen.

    A word is numbered with its capitals, so that what it is can be asked once a word and not once
    a place; `keys` are the same for the same letters, in every run and on every machine.
    """

    def __init__(self) -> None:
        """Begin with no word seen."""
        self._seen: dict[str, int] = {}
        self.words: list[str] = [""]
        self._keys: list[int] = [0]

    def numbers(self, text: str) -> Numbers:
        """Give the numbers of the words of a text and of its sentence ends (`STOP`), in order.

        >>> table = WordTable()
        >>> [table.words[number] for number in table.numbers("It rained. All left.")]
        ['It', 'rained', '', 'All', 'left']
        """
        tokens = _TOKEN.findall(text)
        found = list(map(self._seen.get, tokens))
        if None in found:
            found = [self._learn(token) if number is None else number
                     for token, number in zip(tokens, found, strict=True)]
        return np.array(found, dtype=np.uint32)

    def keys(self) -> Hashes:
        """Give the key of every number seen so far: equal for words that differ in case only."""
        return np.array(self._keys, dtype=np.uint64)

    def _learn(self, token: str) -> int:
        if token in self._seen:
            return self._seen[token]
        if not token[0].isalnum():
            self._seen[token] = STOP
            return STOP
        digest = blake2b(token.lower().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._seen[token] = len(self.words)
        self.words.append(token)
        self._keys.append(int.from_bytes(digest, "little") | 1)
        return self._seen[token]


def word_places(text: str) -> tuple[Places, Places]:
    """Give where the words of a text start and end, in the order of their numbers.

    >>> [places.tolist() for places in word_places("It rained.")]
    [[0, 3], [2, 9]]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    edges = np.diff(_letters()[codes], prepend=np.int8(0), append=np.int8(0))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


@cache
def _letters() -> NDArray[np.int8]:
    """Say of every character whether it may stand in a word: a table, asked for whole texts."""
    return np.array([chr(code).isalnum() for code in range(sys.maxunicode + 1)], dtype=np.int8)


def run_keys(keys: Hashes, size: int) -> Hashes:
    """Give a key for every run of `size` words; run `k` begins at word `k`.

    >>> runs = run_keys(np.array([7, 5, 7, 5], dtype=np.uint64), 2).tolist()
    >>> runs[0] == runs[2], runs[0] == runs[1]
    (True, False)

    As different as the keys of the words are, but in no random order: see `shingle_hashes`.
    """
    count = max(0, len(keys) - size + 1)
    total = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        total = total * _BASE + keys[step:step + count]
    return total


def shingle_hashes(keys: Hashes, size: int) -> Hashes:
    """Hash every run of `size` words; run `k` begins at word `k`.

    Source: polynomial hashing modulo 2**64 with a final mix (splitmix64).
    """
    total = run_keys(keys, size)
    total ^= total >> np.uint64(30)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(27)
    total *= np.uint64(0x94D049BB133111EB)
    return total ^ (total >> np.uint64(31))


def winnow(hashes: Hashes, window: int) -> Places:
    """Choose places so that every `window` neighbouring hashes hold at least one chosen.

    >>> winnow(np.array([5, 1, 7, 3, 9], dtype=np.uint64), 2).tolist()
    [1, 3]

    Two texts that share `window + size - 1` words in a row therefore share a chosen hash.
    `NO_HASH` is never chosen.
    Source: Schleimer, Wilkerson, Aiken, "Winnowing" (SIGMOD 2003).
    """
    count = max(min(1, len(hashes)), len(hashes) - window + 1)
    best, places = hashes[:count].copy(), np.arange(count)
    for step in range(1, min(window, len(hashes))):
        # The rightmost smallest hash, as in the paper: it keeps one place while the window moves.
        smaller = hashes[step:step + count] <= best
        best[smaller] = hashes[step:step + count][smaller]
        places[smaller] = np.flatnonzero(smaller) + step
    chosen = np.zeros(len(hashes), dtype=bool)
    chosen[places[best != NO_HASH]] = True
    return np.flatnonzero(chosen)
