"""A fitted judge of pairs: boosted trees, small and plain.

In: numbers by name. Out: chances from 0 to 1. The trees stand in `lexicon/merge_trees.toml`, made
by `training/merge/fit_pairs.py`; each tree is four lists, a node a place in them.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from math import exp, inf
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourceline.lexicon.load import About, load


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tree: at node n, go to `left[n]` where the value of `ask[n]` is at most `at[n]`.

    A leaf asks -1, and `at` is what it adds.
    """

    ask: tuple[int, ...]
    at: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


class Trees(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All trees, the names of what they ask, and what the sum begins with."""

    about: About
    names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]

    def chances(self, asked: Sequence[Mapping[str, float]]) -> list[float]:
        """Give the chance that what each of these numbers describe is so.

        >>> stump = Tree(ask=(0, -1, -1), at=(0.5, -2.0, 2.0), left=(1, 0, 0), right=(2, 0, 0))
        >>> about = About(holds="", source="", licence="")
        >>> trees = Trees(about=about, names=("keen",), base=0.0, trees=(stump,))
        >>> [round(chance, 2) for chance in trees.chances([{"keen": 1.0}, {"keen": 0.0}])]
        [0.88, 0.12]
        """
        full = self._full
        values = np.array([[numbers[name] for name in self.names] for numbers in asked]
                          ).reshape(len(asked), len(self.names))
        rows = np.arange(len(asked))[:, None]
        node = np.zeros((len(asked), len(self.trees)), dtype=np.intp)
        for _ in range(full.depth):
            place = full.begins + node
            node = 2 * node + 1 + (values[rows, full.ask[place]] > full.at[place])
        added = full.adds[full.leaves + node]
        # One tree after the other, so that the last digits never depend on how many are asked.
        total = np.cumsum(np.insert(added, 0, self.base, axis=1), axis=1)[:, -1]
        return [1 / (1 + exp(-one)) for one in total.tolist()]

    @cached_property
    def _full(self) -> "_Full":
        return _fill(self.trees)


class _Full(NamedTuple):
    """All trees as arrays, filled up to one depth, so that all pairs go down all trees at once.

    Below node n of a tree stand 2n + 1 and 2n + 2; what it asks stands at `begins` + n, what its
    leaf n adds at `leaves` + n.
    """

    depth: int
    begins: NDArray[np.intp]
    leaves: NDArray[np.intp]
    ask: NDArray[np.intp]
    at: NDArray[np.float64]
    adds: NDArray[np.float64]


def _fill(trees: Sequence[Tree]) -> _Full:
    depth = max((_depth(tree, 0) for tree in trees), default=0)
    inner, ends = 2 ** depth - 1, 2 ** depth
    ask = np.zeros((len(trees), inner), dtype=np.intp)
    at = np.full((len(trees), inner), inf)
    adds = np.zeros((len(trees), ends))
    for number, tree in enumerate(trees):
        standing = {0: 0}
        for place in range(inner + ends):
            node = standing.get(place)
            if node is None:
                continue
            if place >= inner:
                adds[number, place - inner] = tree.at[node]
            elif tree.ask[node] < 0:
                # A leaf above the lowest floor: everything goes left from here on.
                standing[2 * place + 1] = node
            else:
                ask[number, place], at[number, place] = tree.ask[node], tree.at[node]
                standing[2 * place + 1], standing[2 * place + 2] = tree.left[node], tree.right[node]
    count = np.arange(len(trees), dtype=np.intp)
    return _Full(depth, count * inner, count * ends - inner, ask.ravel(), at.ravel(), adds.ravel())


def _depth(tree: Tree, node: int) -> int:
    if tree.ask[node] < 0:
        return 0
    return 1 + max(_depth(tree, tree.left[node]), _depth(tree, tree.right[node]))


@cache
def load_trees() -> Trees:
    """Read the trees that ship."""
    trees: Trees = load("merge_trees.toml", Trees)
    return trees
