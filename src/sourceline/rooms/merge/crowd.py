"""What is common in a collection and what is rare: weights of words, and articles as words.

In: the words of each article's tellings. Out: a `Crowd`. A word of many articles says little.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

Weights = Mapping[str, float]
# Kept of an article: its words that say most; it bounds what a large collection keeps in memory.
_KEPT_WORDS = 200

# A collection of five articles on one matter shares its names throughout, and they still tell it
# from the rest of the news: a small collection is weighed as if other news stood around it. The
# weights were fitted on collections of this size and above.
_LEAST_ARTICLES = 200


@dataclass(frozen=True)
class Crowd:
    """Weights of words over a collection, and each article as weighted words."""

    articles: int
    seen: Mapping[str, int]
    by_article: Mapping[str, Weights]

    def rarity(self, word: str) -> float:
        """Say how much a word tells, 0 (in all articles) to about 1 (in one): the log of how few
        articles have it, over the log of all, so that collections of any size compare.
        """
        size = max(self.articles, _LEAST_ARTICLES)
        share = (size + 1) / (self.seen.get(word, 0) + 0.5)
        return max(0.0, log(share) / log(size + 2))

    def weigh(self, words: Iterable[str]) -> Weights:
        """Turn words into weights of length one."""
        counts = Counter(words)
        raw = {word: (1 + log(count)) * max(self.rarity(word), 0.01)
               for word, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


def make_crowd(words_of: Mapping[str, Sequence[str]]) -> Crowd:
    """Count in how many articles each word stands, and weigh the articles.

    >>> crowd = make_crowd({"a1": ["mill", "burn"], "a2": ["mill"]})
    >>> crowd.rarity("burn") > crowd.rarity("mill")
    True
    """
    seen: Counter[str] = Counter()
    for words in words_of.values():
        seen.update(set(words))
    crowd = Crowd(len(words_of), seen, {})
    weighed = {article: _shorten(crowd.weigh(words)) for article, words in words_of.items()}
    return Crowd(len(words_of), seen, weighed)


def _shorten(weights: Weights) -> Weights:
    if len(weights) <= _KEPT_WORDS:
        return weights
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:_KEPT_WORDS]
    return {word: weights[word] for word in kept}


def likeness(one: Weights, other: Weights) -> float:
    """Give the cosine of two sets of weighted words."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
