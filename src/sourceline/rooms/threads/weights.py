"""Fitted weights of this room: numbers of a pair in, a chance out.

In: the name of a file of `lexicon/`. Out: its `Weights`, a logistic regression.
"""

from collections.abc import Mapping
from functools import cache
from math import exp

import msgspec

from sourceline.lexicon.load import About, load


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each number of a pair adds, beginning with `base`."""

    about: About
    base: float
    weights: dict[str, float]

    def chance(self, numbers: Mapping[str, float]) -> float:
        """Give the chance of a pair by its numbers."""
        return 1 / (1 + exp(-self.base - sum(self.weights[name] * value
                                             for name, value in numbers.items())))


@cache
def weights_of(name: str) -> Weights:
    """Read the weights of a file of the lexicon.

    >>> sorted(weights_of("matter_weights.toml").weights)[:2]
    ['beside', 'far']
    """
    weights: Weights = load(name, Weights)
    return weights
