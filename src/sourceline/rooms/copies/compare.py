"""What two texts share that counts, in characters: aligned passages and reworded sentences.

In: the words of a collection, and pairs of texts with the places where they meet. Out: `Found`.
What both texts quote from somebody else does not count, nor does a footer. It knows nothing of
the collection but its words: any process may look at any part of the pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sourceline.record.copy import CopyForm
from sourceline.rooms.copies.align import Passage, align
from sourceline.rooms.copies.candidates import Asked, Candidates, unpack
from sourceline.rooms.copies.paraphrase import ParaphraseSettings, SentencePair, best_apart
from sourceline.rooms.copies.places import Placed, place_words
from sourceline.rooms.copies.words import Words
from sourceline.text.shingles import Hashes, Numbers, shingle_hashes

# Pairs aligned, and pairs looked at around the words where they meet, in one go: only speed
# depends on either.
_PAIRS_AT_ONCE = 64
_MEETINGS_AT_ONCE = 512

Rewordings = Mapping[tuple[int, int], Sequence[SentencePair]]


@dataclass(frozen=True)
class CopySettings:
    """What counts as a copied passage. Numbers chosen on evals/copies.py, dev articles."""

    # 5 words a shingle lose half the passages at 50% edits; 3 double the chance pairs. A shingle
    # in more than 40 articles is the language's or a footer's. Three on about one diagonal: two
    # are mostly one stock phrase; a passage may shift by 15 words and stretch over 120 (at 60 a
    # quarter of the passages at 50% edits is lost).
    asked_short: Asked = field(default_factory=lambda: Asked(4, 40, 3, 8, 15, 120))
    # Two are enough where hardly any other article holds them and both stand near: half of the
    # words edited leaves no more.
    asked_rare: Asked = field(default_factory=lambda: Asked(4, 4, 2, 8, 12, 60))
    # A release that a hundred outlets print has no rare shingle, but long ones, eight of them in
    # about 50 words in a row; a footer has fewer.
    asked_long: Asked = field(default_factory=lambda: Asked(12, 200, 8, 50, 30, 120))
    window_shingles: int = 4  # any 7 words in a row shared give a common shingle
    long_window: int = 8  # any 19 words in a row shared give a common long shingle
    # Two texts are aligned where they meet in more words than a phrase has, or where the words
    # around the meeting already make a passage: most of a large collection's pairs share one
    # phrase of eight to eleven words. Two changed stretches and what is between fit in so many.
    phrase_words: int = 16
    around_words: int = 36
    gap_words: int = 12  # changed words in a row inside one passage
    own_words: float = 12.0  # matched words that are the own of both, times similarity: 12 verbatim
    similarity: float = 0.42  # of matched words; unrelated texts reach 0.3 by function words
    plain_words: int = 8  # matched words that are no names; a long title is nobody's phrase
    run_words: int = 4  # one run of as many words; chance alignments rarely have one
    footer_articles: int = 6  # a short passage whose shingles stand in more articles is a footer
    footer_share: float = 0.25  # of its shingles; two of five are chosen, so most of those
    stock_share: float = 0.1  # of a paraphrase: a caption's stock words with others after them
    footer_words: int = 60  # longer ones are kept: no footer, a release many outlets print
    paraphrase: ParaphraseSettings = field(default_factory=ParaphraseSettings)
    placed_texts: int = 20_000  # texts whose words' places are kept at hand, about 10 kB each
    workers: int = 2  # processes, one or two; the result is the same
    alone_texts: int = 10_000  # so many texts are not worth a second process (20 seconds at most)


@dataclass(frozen=True)
class Found:
    """A passage of two texts, in characters."""

    a: tuple[int, int]
    b: tuple[int, int]
    form: CopyForm
    similarity: float


class Comparison:
    """Compares pairs of texts of one collection; keeps the places of some texts' words at hand."""

    def __init__(self, words: Words, common: Hashes, reworded: Rewordings,
                 settings: CopySettings) -> None:
        """Be ready to compare.

        Takes: the shingles that many texts hold, sorted; pairs of sentences that say the same.
        """
        self._all, self._common, self._reworded_in = words, common, reworded
        self._settings = settings
        # Of the words, and not a method: what holds itself is let go only some time later.
        self._placed = lru_cache(settings.placed_texts)(
            lambda number: place_words(words.contents[number]))

    def look(self, part: Candidates) -> list[tuple[int, int, Found]]:
        """Give what counts in some pairs of texts, named by their places, in their order."""
        pairs = unpack(part.pairs[self._worth(part)])
        found: list[tuple[int, int, Found]] = []
        for at in range(0, len(pairs), _PAIRS_AT_ONCE):
            some = pairs[at:at + _PAIRS_AT_ONCE]
            aligned = self._align(self._keys_of(pair) for pair in some)
            for (first, second), passages in zip(some, aligned, strict=True):
                found += [(first, second, one) for one in self._counted(first, second, passages)]
        return found

    def _align(self, keys: Iterable[tuple[Hashes, Hashes]]) -> list[list[Passage]]:
        return align(list(keys), self._settings.gap_words, int(self._settings.own_words))

    def _worth(self, part: Candidates) -> NDArray[np.bool_]:
        """Say which pairs to align: in full, texts that share one phrase would be most work."""
        worth = part.covered >= self._settings.phrase_words
        unsure = np.flatnonzero(~worth)
        for at in range(0, len(unsure), _MEETINGS_AT_ONCE):
            some = unsure[at:at + _MEETINGS_AT_ONCE]
            around = self._align(self._around(pair, span) for pair, span in zip(
                unpack(part.pairs[some]), part.spans[:, some].T.tolist(), strict=True))
            worth[some] = [any(map(self._alike, passages)) for passages in around]
        return worth

    def _around(self, pair: tuple[int, int], span: Sequence[int]) -> tuple[Hashes, Hashes]:
        """Give the keys of the words around the place where two texts meet."""
        more = self._settings.around_words
        a, b = self._keys_of(pair)
        return (a[max(0, span[0] - more):span[1] + more], b[max(0, span[2] - more):span[3] + more])

    def _keys_of(self, pair: tuple[int, int]) -> tuple[Hashes, Hashes]:
        keys = self._all.keys
        return keys[self._all.words_of(pair[0])], keys[self._all.words_of(pair[1])]

    def _alike(self, passage: Passage) -> bool:
        """Say whether a passage is long and alike enough, whatever its words are."""
        settings = self._settings
        return (passage.matched * passage.similarity >= settings.own_words
                and passage.similarity >= settings.similarity
                and _longest_run(passage) >= settings.run_words)

    def _counted(self, first: int, second: int, passages: Sequence[Passage]) -> list[Found]:
        """Give the passages and paraphrases of one pair of texts that count."""
        words = self._all.words_of(first)
        found: list[Found] = []
        for passage in passages:
            if not self._counts(passage, words):
                continue
            a, b = self._placed(first), self._placed(second)
            # What one of them puts in quotation marks it does not give out as its own; the other
            # may show the same speech or message as a paragraph set apart, without marks.
            aside = a.aside[passage.matches[0]] | b.aside[passage.matches[1]]
            own = passage.matched - int(aside.sum())
            if own * passage.similarity >= self._settings.own_words:
                found.append(_in_characters(passage, a, b))
        return found + self._reworded(first, second, found)

    def _counts(self, passage: Passage, words: Numbers) -> bool:
        """Say whether a passage is long, alike and plain enough, and no footer."""
        if not self._alike(passage):
            return False
        # Words with a capital are taken for names.
        plain = int(self._all.plain[words[passage.matches[0]]].sum())
        return plain >= self._settings.plain_words and not self._footer(passage, words)

    def _footer(self, passage: Passage, words: Numbers) -> bool:
        """Say whether a short passage consists of words that many articles hold."""
        return (passage.matched < self._settings.footer_words
                and self._stock(words[passage.a_first:passage.a_last])
                > self._settings.footer_share)

    def _stock(self, words: Numbers) -> float:
        """Give the share of the runs of some words that are known to stand in many articles."""
        if len(self._common) == 0 or len(words) < self._settings.asked_short.shingle_words:
            return 0.0
        hashes = shingle_hashes(self._all.keys[words], self._settings.asked_short.shingle_words)
        at = np.minimum(np.searchsorted(self._common, hashes), len(self._common) - 1)
        return float((self._common[at] == hashes).mean())

    def _reworded(self, first: int, second: int, found: Sequence[Found]) -> list[Found]:
        """Give the paraphrases of a pair that no passage holds and nobody is quoted with."""
        pairs = best_apart(self._reworded_in.get((first, second), ()))
        if not pairs:
            return []
        a, b = self._placed(first), self._placed(second)
        words = self._all.words_of(first)
        own = [pair for pair in pairs if not (_aside(a, pair.a) or _aside(b, pair.b))
               and self._stock(words[slice(*pair.a)]) <= self._settings.stock_share]
        reworded = [_sentence_pair(pair, a, b) for pair in own]
        return [pair for pair in reworded if not _covered(pair, found)]


def _aside(words: Placed, span: tuple[int, int]) -> bool:
    """Say whether a good part of a sentence is somebody's quoted words, or the page's."""
    return int(words.aside[slice(*span)].sum()) * 4 > span[1] - span[0]


def _longest_run(passage: Passage) -> int:
    breaks = np.flatnonzero((np.diff(passage.matches, axis=1) != 1).any(axis=0)) + 1
    return int(np.diff(np.r_[0, breaks, passage.matched]).max())


def _in_characters(passage: Passage, a: Placed, b: Placed) -> Found:
    return Found(
        a=a.characters(passage.a_first, passage.a_last),
        b=b.characters(passage.b_first, passage.b_last),
        form="verbatim" if passage.similarity == 1 else "near",
        similarity=round(passage.similarity, 4))


def _sentence_pair(pair: SentencePair, a: Placed, b: Placed) -> Found:
    return Found(a=a.characters(*pair.a), b=b.characters(*pair.b), form="paraphrase",
                 similarity=round(pair.similarity, 4))


def _covered(pair: Found, found: Sequence[Found]) -> bool:
    """Say whether an aligned passage already holds a good part of these sentences."""
    return any(
        min(pair.a[1], other.a[1]) - max(pair.a[0], other.a[0]) > 0
        and min(pair.b[1], other.b[1]) - max(pair.b[0], other.b[0]) > 0
        for other in found
    )
