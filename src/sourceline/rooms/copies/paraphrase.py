"""Pairs of sentences that say the same thing in mostly the same rare words.

In: the words of a collection's texts, as numbers. Out: pairs of sentences of two texts, with how
much of their content they share. Conservative: two reports of one event share names and numbers;
a rewritten sentence shares its verbs, nouns and adjectives too, and mostly their order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from sourceline.rooms.copies.sentences import (
    Sentences,
    find_sentences,
    meeting_pairs,
    shared_weights,
)
from sourceline.text.shingles import STOP, Numbers

_NO_STEM = 0xFFFFFFFF


@dataclass(frozen=True)
class ParaphraseSettings:
    """What counts as a paraphrase."""

    stems_min: int = 6  # a sentence with fewer content words says too little
    stems_max: int = 60  # a longer one is a list, or a text without stops
    rare_stems: int = 5  # the rarest of a sentence; each two of them are a key
    key_sentences: int = 6  # more sentences with one key are stock sentences
    stems_shared: int = 4
    share_looked_at: float = 0.3
    words_shared: int = 5  # content words that are no names; one more where no run is shared
    share: float = 0.55  # of the weight of such words in the wordier sentence
    share_with_runs: float = 0.4  # enough where the two also hold runs of words in common
    runs_of_three: int = 5  # so many; a single stock phrase or the name of an office has fewer
    ordered: float = 0.6  # of the shared words must stand in the same order


@dataclass(frozen=True)
class SentencePair:
    """Two sentences, as words `first:last` of their texts, and what they have in common."""

    a: tuple[int, int]
    b: tuple[int, int]
    similarity: float
    shared: int
    ordered: float
    runs: int


class Paraphrases:
    """Dense paraphrases over one collection, found once through rare pairs of words."""

    def __init__(self, texts: Sequence[Numbers], words: Sequence[str],
                 settings: ParaphraseSettings) -> None:
        """Cut all texts into sentences and compare those that share rare words."""
        self._texts, self._settings = texts, settings
        self._plain = np.array([word.islower() for word in words], dtype=bool)
        self._found: dict[tuple[int, int], list[SentencePair]] = defaultdict(list)
        sentences = find_sentences(texts, words, settings.stems_min, settings.stems_max)
        pairs = meeting_pairs(sentences, settings.rare_stems, settings.key_sentences)
        shared, share = shared_weights(sentences, pairs)
        kept = (shared >= settings.stems_shared) & (share >= settings.share_looked_at)
        for pair, weight in zip(pairs[kept].tolist(), share[kept].tolist(), strict=True):
            self._look(sentences, pair >> 32, pair & 0xFFFFFFFF, weight)

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

    def _look(self, sentences: Sentences, one: int, two: int, share: float) -> None:
        """Compare two sentences word by word and keep them when they are dense enough."""
        spans = [(int(sentences.firsts[s]), int(sentences.lasts[s])) for s in (one, two)]
        texts = [int(sentences.texts[s]) for s in (one, two)]
        a, b = (self._words(text, span) for text, span in zip(texts, spans, strict=True))
        stems_a, stems_b = (_stems(sentences, words) for words in (a, b))
        both = set(stems_a) & set(stems_b)
        in_order = LCSseq.similarity(stems_a, stems_b) / max(1, len(both))
        pair = SentencePair(spans[0], spans[1], share, len(both), in_order,
                            len(self._runs(a) & self._runs(b)))
        if _dense(pair, self._settings):
            self._found[texts[0], texts[1]].append(pair)

    def _words(self, text: int, span: tuple[int, int]) -> Numbers:
        numbers = self._texts[text]
        words: Numbers = numbers[numbers != STOP][span[0]:span[1]]
        return words

    def _runs(self, words: Numbers) -> set[tuple[int, ...]]:
        """Give the runs of three words of a sentence of which at most one is a name or number."""
        plain, listed = self._plain[words].tolist(), words.tolist()
        return {tuple(listed[at:at + 3]) for at in range(len(listed) - 2)
                if sum(plain[at:at + 3]) >= 2}


def _stems(sentences: Sentences, words: Numbers) -> list[int]:
    stems = sentences.stem_of_word[words]
    listed: list[int] = stems[stems != _NO_STEM].tolist()
    return listed


def _dense(pair: SentencePair, settings: ParaphraseSettings) -> bool:
    """Say whether two sentences share enough, or less but with runs of words in common."""
    if pair.ordered < settings.ordered or pair.shared < settings.words_shared:
        return False
    if pair.similarity >= settings.share and pair.shared > settings.words_shared:
        return True
    return pair.similarity >= settings.share_with_runs and pair.runs >= settings.runs_of_three
