"""Pairs of sentences that say the same thing in mostly the same rare words.

In: the words of a collection's texts, as numbers. Out: pairs of sentences of two texts, with how
much of their content they share. Conservative: two reports of one event share names and numbers;
a rewritten sentence shares its verbs, nouns and adjectives too, and mostly their order.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sourceline.rooms.copies.sentences import (
    Sentences,
    find_sentences,
    is_name,
    meeting_pairs,
    shared_weights,
)
from sourceline.rooms.copies.words import Words
from sourceline.text.shingles import Numbers

_NO_STEM = 0xFFFFFFFF


@dataclass(frozen=True)
class ParaphraseSettings:
    """What counts as a paraphrase. Chosen on pairs of dev articles judged by hand (evals)."""

    stems_min: int = 6  # a sentence with fewer content words says too little
    stems_max: int = 60  # a longer one is a list, or a text without stops
    words_min: int = 10  # shorter sentences are headings and stock phrases
    rare_stems: int = 5  # the rarest of a sentence; each two of them are a key
    key_sentences: int = 6  # more sentences with one key are stock sentences
    share_looked_at: float = 0.3  # of stems alone: only so many pairs are compared word by word
    stems_shared: int = 5  # with four, nine of ten pairs tell two different things
    share: float = 0.5  # of content, names and numbers too: the lowest at which four of five pairs
    # judged by hand make the same statement (docs/rooms/copies.md)
    share_with_runs: float = 0.45  # as good where the wording is closer too:
    runs_of_three: int = 5  # so many runs of three words in common, at most one of them a name
    ordered: float = 0.7  # of the shared stems must stand in the same order


@dataclass(frozen=True)
class SentencePair:
    """Two sentences, as words `first:last` of their texts, and the share of content in common."""

    a: tuple[int, int]
    b: tuple[int, int]
    similarity: float


def find_paraphrases(words: Words, settings: ParaphraseSettings
                     ) -> dict[tuple[int, int], list[SentencePair]]:
    """Find dense paraphrases between the texts of a collection, by pairs of texts."""
    sentences = find_sentences(words.texts, words.spelled, settings.stems_min, settings.stems_max)
    pairs = meeting_pairs(sentences, settings.rare_stems, settings.key_sentences)
    shared, share = shared_weights(sentences, pairs)
    kept = (shared >= settings.stems_shared) & (share >= settings.share_looked_at)
    reader = _Reader(words, sentences, settings)
    found: dict[tuple[int, int], list[SentencePair]] = defaultdict(list)
    for pair, weight in zip(pairs[kept].tolist(), share[kept].tolist(), strict=True):
        for texts, sentence_pair in reader.look(pair >> 32, pair & 0xFFFFFFFF, weight):
            found[texts].append(sentence_pair)
    return dict(found)


def best_apart(pairs: Sequence[SentencePair]) -> list[SentencePair]:
    """Give pairs of sentences of two texts, the closest first, no sentence twice."""
    chosen: list[SentencePair] = []
    for pair in sorted(pairs, key=lambda pair: (-pair.similarity, pair.a, pair.b)):
        if all(pair.a != other.a and pair.b != other.b for other in chosen):
            chosen.append(pair)
    return chosen


class _Reader:
    """Compares two sentences of a collection word by word."""

    def __init__(self, words: Words, sentences: Sentences, settings: ParaphraseSettings) -> None:
        self._all, self._sentences, self._settings = words, sentences, settings
        self._keys = words.keys
        self._plain = np.array([word.islower() for word in words.spelled], dtype=bool)
        self._numbers = np.array([int(word) if word.isdecimal() and len(word) < 10 else 0
                                  for word in words.spelled])
        self._names = np.array([is_name(word) for word in words.spelled], dtype=bool)

    def look(self, one: int, two: int, share: float
             ) -> Iterator[tuple[tuple[int, int], SentencePair]]:
        """Give two sentences, and whose they are, when they are close enough."""
        sentences = self._sentences
        spans = [(int(sentences.firsts[s]), int(sentences.lasts[s])) for s in (one, two)]
        texts = int(sentences.texts[one]), int(sentences.texts[two])
        a, b = (self._all.words_of(text)[slice(*span)]
                for text, span in zip(texts, spans, strict=True))
        if min(len(a), len(b)) < self._settings.words_min:
            return
        similarity = self._similarity(a, b, share)
        if similarity >= self._settings.share or self._close(similarity, a, b):
            yield texts, SentencePair(spans[0], spans[1], similarity)

    def _similarity(self, a: Numbers, b: Numbers, share: float) -> float:
        """Give the share of content in common; 0 where order or all names differ."""
        stems_a, stems_b = _stems(self._sentences, a), _stems(self._sentences, b)
        both = set(stems_a) & set(stems_b)
        in_order = LCSseq.similarity(stems_a, stems_b)
        keys_a, keys_b = self._keys[a].tolist(), self._keys[b].tolist()
        names_a, names_b = self._named(a), self._named(b)
        shared = len((names_a & set(keys_b)) | (names_b & set(keys_a)))
        if keys_a == keys_b or in_order < self._settings.ordered * len(both):
            return 0.0
        if (names_a and names_b and not shared) or _apart(self._numbers[a], self._numbers[b]):
            return 0.0
        stems, names = max(len(set(stems_a)), len(set(stems_b))), max(len(names_a), len(names_b))
        # A name weighs as much as the stems do on average: rare ones would decide alone.
        return min(1.0, (share * stems + shared) / (stems + names))

    def _close(self, similarity: float, a: Numbers, b: Numbers) -> bool:
        """Say whether two sentences that share less have many runs of words in common."""
        settings = self._settings
        return (similarity >= settings.share_with_runs
                and len(self._runs(a) & self._runs(b)) >= settings.runs_of_three)

    def _runs(self, words: Numbers) -> set[tuple[int, ...]]:
        plain, keys = self._plain[words].tolist(), self._keys[words].tolist()
        return {tuple(keys[at:at + 3]) for at in range(len(keys) - 2)
                if sum(plain[at:at + 3]) >= 2}

    def _named(self, words: Numbers) -> set[int]:
        """Give the names and numbers of a sentence, without its first word's capital."""
        kept = self._names[words].copy()
        kept[:1] = False
        named: set[int] = set(self._keys[words[kept]].tolist())
        return named


def _apart(a: NDArray[np.int64], b: NDArray[np.int64]) -> bool:
    """Say whether both sentences give numbers and share none."""
    one, two = set(a[a > 0].tolist()), set(b[b > 0].tolist())
    return bool(one and two) and not one & two


def _stems(sentences: Sentences, words: Numbers) -> list[int]:
    stems = sentences.stem_of_word[words]
    listed: list[int] = stems[stems != _NO_STEM].tolist()
    return listed
