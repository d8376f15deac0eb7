"""Turn scores into trees and spans. Numbers only, and every choice is deterministic.

In: arrays of scores of one sentence. Out: heads, tags, spans.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[Any]
Ints = NDArray[np.int64]
NamedSpan = tuple[str, int, int]
IMPOSSIBLE = -1e9
# A price on root arcs so high that the best tree pays it once: one root only.
_ROOT_PRICE = 1e5


def best_tree(scores: Scores) -> Ints:
    """Give the head of each word in the best tree with one root.

    >>> best_tree(np.array([[0, -9, 5], [1, 4, -9]], dtype=np.float32)).tolist()
    [2, 0]

    Takes: scores `[word, 1 + word]`, the root first. Gives: heads counted from 1, 0 for the root.
    """
    heads: Ints = scores.argmax(axis=1)
    if np.count_nonzero(heads == 0) == 1 and not _find_cycle([0, *heads.tolist()]):
        return heads
    words = scores.shape[0]
    full = np.full((words + 1, words + 1), IMPOSSIBLE)
    full[1:] = scores
    full[1:, 0] -= _ROOT_PRICE
    return _edmonds(full)[1:]


def _find_cycle(heads: Sequence[int]) -> list[int]:
    """Give the places of one cycle, or none; `heads[0]` is the root itself."""
    state = bytearray(len(heads))
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at):]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(scores: Scores) -> Ints:
    """Chu-Liu and Edmonds: each cycle becomes one place until none is left, then all open again."""
    closed: list[tuple[Ints, list[int], list[int], Scores, Scores]] = []
    while True:
        np.fill_diagonal(scores, IMPOSSIBLE)
        heads: Ints = scores.argmax(axis=1)
        heads[0] = 0
        cycle = _find_cycle(heads.tolist())
        if not cycle:
            break
        inside = set(cycle)
        rest = [at for at in range(len(heads)) if at not in inside]
        entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
        leaving = scores[np.ix_(rest, cycle)]
        closed.append((heads, cycle, rest, entering, leaving))
        scores = _contracted(scores, rest, entering, leaving)
    for level in reversed(closed):
        heads = _opened(heads, *level)
    return heads


def _contracted(scores: Scores, rest: list[int], entering: Scores, leaving: Scores) -> Scores:
    """Put the cycle last, as one place."""
    size = len(rest)
    small = np.full((size + 1, size + 1), IMPOSSIBLE)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    small[size, :size] = entering.max(axis=0)
    small[:size, size] = leaving.max(axis=1)
    return small


def _opened(solved: Ints, heads: Ints, cycle: list[int], rest: list[int], entering: Scores,
            leaving: Scores) -> Ints:
    """Put the members of a cycle back: one of them gets the head from outside."""
    size = len(rest)
    for place in range(1, size):
        head = int(solved[place])
        heads[rest[place]] = rest[head] if head < size else cycle[int(leaving[place].argmax())]
    outside = int(solved[size])
    heads[cycle[int(entering[:, outside].argmax())]] = rest[outside]
    return heads


class Tags:
    """The B-/I-/O tags of one head, and which may follow which."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Learn from the list which tag opens and which goes on."""
        places = {tag: at for at, tag in enumerate(tags)}
        self.kinds = [tag[2:] for tag in tags]
        self._outside = places["O"]
        self._opens = np.array([tag.startswith("B-") for tag in tags])
        self._inner = np.array([tag.startswith("I-") for tag in tags])
        # For an inner tag the tag that opens it; for every other tag itself.
        self._opening = np.array([
            places[f"B-{tag[2:]}"] if tag.startswith("I-") else at for at, tag in enumerate(tags)
        ])

    def spans(self, rows: Sequence[Scores]) -> list[list[NamedSpan]]:
        """Give the spans of the best legal tags for each row of scores `[word, tag]`.

        >>> rows = [np.array([[0, 1, 0], [0, 0, 1]]), np.array([[1, 0, 0.5]])]
        >>> Tags(["O", "B-A", "I-A"]).spans(rows)
        [[('A', 0, 2)], []]
        """
        if not rows:
            return []
        # Padding is a sure O, so that it changes nothing before it and opens nothing.
        scores = np.full((len(rows), max(map(len, rows)), len(self.kinds)), IMPOSSIBLE,
                         dtype=np.float32)
        scores[:, :, self._outside] = 0
        for at, row in enumerate(rows):
            scores[at, :len(row)] = row
        best = scores.argmax(axis=2)
        wrong = ~self._are_legal(best)
        if wrong.any():
            best[wrong] = self._searched(scores[wrong])
        return [self._read(row) for row in best]

    def _are_legal(self, tags: Ints) -> NDArray[np.bool_]:
        """Tell rows in which an inner tag only follows its own opening or inner tag."""
        opening = self._opening[tags]
        follows = np.zeros(tags.shape, dtype=bool)
        follows[:, 1:] = opening[:, 1:] == opening[:, :-1]
        return np.asarray((follows | ~self._inner[tags]).all(axis=1))

    def _searched(self, scores: Scores) -> Ints:
        """Find the best legal tags by Viterbi, for the few rows whose likeliest are not legal."""
        rows, words, count = scores.shape
        every, itself = np.arange(rows), np.arange(count)
        total = np.where(self._inner, IMPOSSIBLE, scores[:, 0])
        back = np.empty((words, rows, count), dtype=np.int64)
        for at in range(1, words):
            best = total.argmax(axis=1)
            opened = total[:, self._opening]
            own = np.where(total >= opened, itself, self._opening)
            back[at] = np.where(self._inner, own, best[:, None])
            total = np.where(self._inner, np.maximum(total, opened), total[every, best, None])
            total += scores[:, at]
        found = np.empty((rows, words), dtype=np.int64)
        found[:, -1] = total.argmax(axis=1)
        for at in range(words - 1, 0, -1):
            found[:, at - 1] = back[at, every, found[:, at]]
        return found

    def _read(self, tags: Ints) -> list[NamedSpan]:
        spans: list[NamedSpan] = []
        marked = np.flatnonzero(self._opens[tags] | self._inner[tags])
        for at, tag in zip(marked.tolist(), tags[marked].tolist(), strict=True):
            if self._opens[tag]:
                spans.append((self.kinds[tag], at, at + 1))
            else:
                kind, start, _ = spans[-1]
                spans[-1] = (kind, start, at + 1)
        return spans
