"""A fitted judge of pairs: boosted trees, small and plain.

In: numbers by name. Out: a chance from 0 to 1. The trees stand in `lexicon/merge_trees.toml`, made
by `training/merge/fit_pairs.py`; each tree is four lists, a node a place in them.
"""

from collections.abc import Mapping
from functools import cache
from math import exp

import msgspec

from sourceline.lexicon.load import About, load


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tree: at node n, go to `left[n]` where the value of `ask[n]` is at most `at[n]`.

    A leaf asks -1, and `at` is what it adds.
    """

    ask: tuple[int, ...]
    at: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


class Trees(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All trees, the names of what they ask, and what the sum begins with."""

    about: About
    names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]

    def chance(self, numbers: Mapping[str, float]) -> float:
        """Give the chance that what these numbers describe is so.

        >>> stump = Tree(ask=(0, -1, -1), at=(0.5, -2.0, 2.0), left=(1, 0, 0), right=(2, 0, 0))
        >>> about = About(holds="", source="", licence="")
        >>> trees = Trees(about=about, names=("keen",), base=0.0, trees=(stump,))
        >>> round(trees.chance({"keen": 1.0}), 2)
        0.88
        """
        values = [numbers[name] for name in self.names]
        total = self.base
        for tree in self.trees:
            node = 0
            while (asked := tree.ask[node]) >= 0:
                node = tree.left[node] if values[asked] <= tree.at[node] else tree.right[node]
            total += tree.at[node]
        return 1 / (1 + exp(-total))


@cache
def load_trees() -> Trees:
    """Read the trees that ship."""
    trees: Trees = load("merge_trees.toml", Trees)
    return trees
