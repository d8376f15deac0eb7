"""What is common in a collection and what is rare: weights of words, and articles as words.

In: the words of each article's tellings. Out: a `Crowd`. A word of many articles says little.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import fsum, log, sqrt

Weights = Mapping[str, float]
# Kept of an article: its words that say most; it bounds what a large collection keeps in memory.
_KEPT_WORDS = 200
# Articles whose words are kept at hand as dictionaries, some 14 kB each.
_AT_HAND = 1 << 13
# Pairs of articles whose likeness is known: all their tellings ask for it.
_PAIRS_KNOWN = 1 << 16

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
        count = self.seen.get(word, 0)
        known = self._by_count.get(count)
        if known is None:
            size = max(self.articles, _LEAST_ARTICLES)
            share = (size + 1) / (count + 0.5)
            known = self._by_count[count] = max(0.0, log(share) / log(size + 2))
        return known

    @cached_property
    def _by_count(self) -> dict[int, float]:
        """Rarities worked out so far: every pair of tellings asks for dozens."""
        return {}

    @cached_property
    def articles_alike(self) -> Callable[[str, str], float]:
        """Give the cosine of two articles' words; those asked lately are known."""
        return lru_cache(maxsize=_PAIRS_KNOWN)(lambda one, other: likeness(
            self.by_article.get(one, {}), self.by_article.get(other, {})))

    def weigh(self, words: Iterable[str]) -> Weights:
        """Turn words into weights of length one."""
        counts = Counter(words)
        raw = {word: (1 + log(count)) * max(self.rarity(word), 0.01)
               for word, count in counts.items()}
        # Summed exactly: sets of words come in another order in every process.
        length = sqrt(fsum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


class Weighed(Mapping[str, Weights]):
    """The weighted words of each article, as numbers: a tenth of what dictionaries take."""

    def __init__(self) -> None:
        """Begin without any."""
        self._ends: dict[str, tuple[int, int]] = {}
        self._words, self._weights = array("i"), array("d")
        self._said: list[str] = []
        self._number: dict[str, int] = {}
        # An article is compared with many others, one after the other.
        self._at = lru_cache(maxsize=_AT_HAND)(self._made)

    def add(self, article: str, weights: Weights) -> None:
        """Take the weighted words of one article."""
        begin = len(self._words)
        for word, weight in weights.items():
            number = self._number.setdefault(word, len(self._said))
            if number == len(self._said):
                self._said.append(word)
            self._words.append(number)
            self._weights.append(weight)
        self._ends[article] = begin, len(self._words)

    def _made(self, article: str) -> Weights:
        begin, end = self._ends[article]
        return {self._said[word]: weight for word, weight in
                zip(self._words[begin:end], self._weights[begin:end], strict=True)}

    def __getitem__(self, article: str) -> Weights:
        """Give the words of an article with their weights."""
        return self._at(article)

    def __iter__(self) -> Iterator[str]:
        """Give the articles."""
        return iter(self._ends)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._ends)


def make_crowd(words_of: Mapping[str, Sequence[str]]) -> Crowd:
    """Count in how many articles each word stands, and weigh the articles.

    >>> crowd = make_crowd({"a1": ["mill", "burn"], "a2": ["mill"]})
    >>> crowd.rarity("burn") > crowd.rarity("mill")
    True
    """
    return weigh_crowd(lambda: iter(words_of.items()))


def weigh_crowd(articles: Callable[[], Iterator[tuple[str, Sequence[str]]]]) -> Crowd:
    """Do as `make_crowd`, with the words of articles given one after the other, twice."""
    seen: Counter[str] = Counter()
    count = 0
    for _, words in articles():
        seen.update(set(words))
        count += 1
    crowd, weighed = Crowd(count, seen, {}), Weighed()
    for article, words in articles():
        weighed.add(article, _shorten(crowd.weigh(words)))
    return Crowd(count, seen, weighed)


def _shorten(weights: Weights) -> Weights:
    if len(weights) <= _KEPT_WORDS:
        return weights
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:_KEPT_WORDS]
    return {word: weights[word] for word in kept}


def likeness(one: Weights, other: Weights) -> float:
    """Give the cosine of two sets of weighted words."""
    if len(one) > len(other):
        one, other = other, one
    return fsum(weight * other[word] for word, weight in one.items() if word in other)
