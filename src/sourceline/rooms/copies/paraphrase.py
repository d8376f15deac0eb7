"""Pairs of sentences that say the same thing in mostly the same rare words.

In: the texts of a collection. Out: pairs of sentences of two texts, with how much of their
content they share. Conservative: two reports of one event share names and numbers; a rewritten
sentence shares its verbs and adjectives too, and their order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import log

from rapidfuzz.distance import LCSseq

from sourceline.text.quotes import pair_quotes

_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]{20,600}(?:[.!?]+(?=[\s”\"’')]|$)|$)", re.MULTILINE)
_WORD = re.compile(r"\b[a-zà-ÿ]{4,}\b")
# Frequent words of four letters and more that every sentence may hold.
_EMPTY = frozenset((
    "that", "with", "from", "this", "have", "been", "were", "they", "their", "them", "which",
    "would", "could", "should", "about", "after", "before", "when", "while", "where", "there",
    "these", "those", "than", "then", "what", "also", "into", "over", "such", "said", "says",
    "will", "more", "most", "some", "other", "only", "just", "being", "because", "during",
    "under", "between", "against", "through", "very", "much", "many",
))
_ANY_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ed|es|ly|s)$")


@dataclass(frozen=True)
class SentencePair:
    """Two sentences in characters of their texts, and the weighed share of content in common."""

    a: tuple[int, int]
    b: tuple[int, int]
    similarity: float


@dataclass(frozen=True)
class ParaphraseSettings:
    """What counts as a paraphrase. Chosen by reading 60 pairs of dev articles."""

    words_shared: int = 5  # content words that are no names; one more where no run is shared
    share: float = 0.55  # of the weight of such words in the wordier sentence
    share_with_runs: float = 0.4  # enough where the two also hold runs of words in common
    runs_of_three: int = 5  # so many; a single stock phrase or the name of an office has fewer
    ordered: float = 0.6  # of the shared words must stand in the same order
    rare_words: int = 5  # the rarest words of a sentence; each two of them are a key
    key_sentences: int = 6  # more sentences with one key are stock sentences


@dataclass(frozen=True)
class _Sentence:
    text: int
    start: int
    end: int
    stems: tuple[str, ...]


class Paraphrases:
    """Dense paraphrases over one collection, found once through rare pairs of words."""

    def __init__(self, texts: Sequence[str], settings: ParaphraseSettings) -> None:
        """Read all sentences and join those with a rare pair of words in common."""
        self._texts, self._settings = texts, settings
        sentences = [s for number, text in enumerate(texts) for s in _sentences(number, text)]
        spread = Counter(stem for sentence in sentences for stem in set(sentence.stems))
        self._weights = {stem: log(1 + len(sentences) / n) for stem, n in spread.items()}
        self._found: dict[tuple[int, int], list[SentencePair]] = defaultdict(list)
        for one, two in self._meetings(sentences):
            share = self._share(one, two)
            if self._dense(one, two, share) and not (self._quoted(one) or self._quoted(two)):
                pair = SentencePair((one.start, one.end), (two.start, two.end), share)
                self._found[one.text, two.text].append(pair)

    @property
    def pairs(self) -> set[tuple[int, int]]:
        """The pairs of texts that hold at least one pair of sentences."""
        return set(self._found)

    def between(self, first: int, second: int) -> list[SentencePair]:
        """Give the pairs of sentences of two texts, the closest first, no sentence twice."""
        chosen: list[SentencePair] = []
        for pair in sorted(self._found.get((first, second), ()),
                           key=lambda pair: (-pair.similarity, pair.a, pair.b)):
            if all(pair.a != other.a and pair.b != other.b for other in chosen):
                chosen.append(pair)
        return chosen

    def _meetings(self, sentences: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
        buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            rare = sorted(set(sentence.stems), key=lambda stem: (-self._weights[stem], stem))
            for first, second in combinations(sorted(rare[:self._settings.rare_words]), 2):
                buckets[first, second].append(number)
        seen: set[tuple[int, int]] = set()
        for members in buckets.values():
            if 1 < len(members) <= self._settings.key_sentences:
                seen.update(pair for pair in combinations(members, 2)
                            if sentences[pair[0]].text != sentences[pair[1]].text)
        for one, two in sorted(seen):
            yield sentences[one], sentences[two]

    def _share(self, one: _Sentence, two: _Sentence) -> float:
        """Weigh the words in common against those of the wordier sentence; 0 if out of order."""
        both = set(one.stems) & set(two.stems)
        if len(both) < self._settings.words_shared:
            return 0.0
        if LCSseq.similarity(one.stems, two.stems) < self._settings.ordered * len(both):
            return 0.0
        weights = [sum(self._weights[stem] for stem in set(s.stems)) for s in (one, two)]
        return sum(self._weights[stem] for stem in both) / max(weights)

    def _dense(self, one: _Sentence, two: _Sentence, share: float) -> bool:
        """Say whether two sentences share enough, or less but with runs of words in common."""
        if share < self._settings.share_with_runs:
            return False
        many = len(set(one.stems) & set(two.stems)) > self._settings.words_shared
        if many and share >= self._settings.share:
            return True
        return len(self._runs(one) & self._runs(two)) >= self._settings.runs_of_three

    def _runs(self, sentence: _Sentence) -> set[tuple[str, ...]]:
        """Give the runs of three words of a sentence of which at most one is a name or number."""
        words = _ANY_WORD.findall(self._texts[sentence.text][sentence.start:sentence.end])
        runs = zip(words, words[1:], words[2:], strict=False)
        return {run for run in runs if sum(word.islower() for word in run) >= 2}

    def _quoted(self, sentence: _Sentence) -> bool:
        """Say whether a good part of a sentence is somebody's quoted words."""
        text = self._texts[sentence.text]
        # The paragraph around the sentence is enough to pair its marks.
        begin = text.rfind("\n", 0, sentence.start) + 1
        stop = text.find("\n", sentence.end)
        around = text[begin:stop if stop >= 0 else len(text)][:5000]
        inner = [(quote.inner_start + begin, quote.inner_end + begin)
                 for quote in pair_quotes(around)]
        held = sum(max(0, min(end, sentence.end) - max(start, sentence.start))
                   for start, end in inner)
        return held * 4 > sentence.end - sentence.start


def _sentences(number: int, text: str) -> Iterator[_Sentence]:
    """Give sentences with their content words; a word with a capital letter is taken for a name."""
    for match in _SENTENCE.finditer(text):
        stems = tuple(_stem(word) for word in _WORD.findall(match.group())
                      if word not in _EMPTY)
        if len(set(stems)) >= 6:
            yield _Sentence(number, match.start(), match.end(), stems)


@cache
def _stem(word: str) -> str:
    return _ENDING.sub("", word)
