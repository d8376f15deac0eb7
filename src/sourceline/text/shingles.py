"""Words as numbers, and the shingles that stand for a text when texts are compared.

In: a text. Out: its compared words with their places, hashes of runs of words, and the few
hashes that winnowing keeps. Case, punctuation and kinds of apostrophe do not count. It does not
judge what is copied: that is `rooms/copies`.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # an odd constant: multiplying by it loses no bit


@dataclass(frozen=True)
class Words:
    """The compared words of a text: word `k` is `keys[k]` and stands at `starts[k]:ends[k]`."""

    keys: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class WordKeys:
    """Numbers for words: the same word has the same number in every run and on every machine.

    It remembers the words it has seen, only to be fast; forgetting them changes nothing.
    """

    def __init__(self) -> None:
        """Begin with no word seen."""
        self._seen: dict[str, int] = {}

    def keys(self, text: str) -> list[int]:
        """Give the number of every word of a text, in order.

        >>> keys = WordKeys().keys("Votes, VOTES and votes")
        >>> keys[0] == keys[1] == keys[3] != keys[2]
        True
        """
        seen = self._seen
        return [seen.get(word) or self._learn(word) for word in _WORD.findall(text.lower())]

    def words(self, text: str) -> Words:
        """Give the words of a text with their places."""
        # Lower-casing can change a text's length ("İ"), so places are taken from the text itself.
        matches = list(_WORD.finditer(text))
        seen = self._seen
        lows = (match.group().lower() for match in matches)
        return Words(
            keys=tuple(seen.get(low) or self._learn(low) for low in lows),
            starts=tuple(match.start() for match in matches),
            ends=tuple(match.end() for match in matches),
        )

    def _learn(self, word: str) -> int:
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._seen[word] = int.from_bytes(digest, "little") | 1
        return self._seen[word]


def shingle_hashes(keys: Hashes, size: int) -> Hashes:
    """Hash every run of `size` words; run `k` begins at word `k`.

    Source: polynomial hashing modulo 2**64 with a final mix (splitmix64).
    """
    count = len(keys) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        total = total * _BASE + keys[step:step + count]
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
    Source: Schleimer, Wilkerson, Aiken, "Winnowing" (SIGMOD 2003).
    """
    if len(hashes) == 0:
        return np.empty(0, dtype=np.int64)
    width = min(window, len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, width)
    # The rightmost smallest hash, as in the paper: it keeps one place while the window moves.
    from_right = views[:, ::-1].argmin(axis=1)
    return np.unique(np.arange(len(views)) + width - 1 - from_right)
