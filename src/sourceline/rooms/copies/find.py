"""The door of the room: passages that stand in two articles.

In: the texts of a collection and when they were published. Out: `Copy`, one per passage and
pair of articles. Words both articles quote from somebody else are not copying, nor is boilerplate.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import cite
from sourceline.record.copy import Copy, CopyForm
from sourceline.record.when import Publication
from sourceline.rooms.copies.align import Compared, Passage, align, prepare
from sourceline.rooms.copies.candidates import (
    Asked,
    build_index,
    common_shingles,
    find_pairs,
    unpack,
)
from sourceline.rooms.copies.paraphrase import Paraphrases, ParaphraseSettings, SentencePair
from sourceline.text.quotes import pair_quotes
from sourceline.text.shingles import STOP, Numbers, WordTable, shingle_hashes, word_places

VERSION = "1"


@dataclass(frozen=True)
class CopySettings:
    """What counts as a copied passage. Numbers chosen on evals/copies.py, dev articles."""

    # 5 words a shingle lose half the passages at 50% edits; 3 double the chance pairs. A shingle
    # in more than 40 articles is the language's or a footer's. Three on about one diagonal: two
    # are mostly one stock phrase; a passage may shift by 30 words and stretch over 120 (at 60 a
    # quarter of the passages at 50% edits is lost).
    asked_short: Asked = field(default_factory=lambda: Asked(4, 40, 3, 8, 30, 120))
    # Two are enough where hardly any other article holds them: half of the words edited leaves
    # no more.
    asked_rare: Asked = field(default_factory=lambda: Asked(4, 4, 2, 8, 30, 120))
    # A release that a hundred outlets print has no rare shingle, but long ones, eight of them in
    # about 50 words in a row; a footer has fewer.
    asked_long: Asked = field(default_factory=lambda: Asked(12, 200, 8, 50, 30, 120))
    window_shingles: int = 4  # any 7 words in a row shared give a common shingle
    long_window: int = 8  # any 19 words in a row shared give a common long shingle
    gap_words: int = 12  # changed words in a row inside one passage
    own_words: float = 12.0  # matched words not quoted in both, times similarity: 12 verbatim
    similarity: float = 0.42  # of matched words; unrelated texts reach 0.3 by function words
    plain_words: int = 8  # matched words that are no names; a long title is nobody's phrase
    run_words: int = 4  # one run of as many words; chance alignments rarely have one
    footer_articles: int = 6  # a short passage whose shingles stand in more articles is a footer
    footer_share: float = 0.25  # of its shingles; two of five are chosen, so most of those
    stock_share: float = 0.1  # of a paraphrase: a caption's stock words with others after them
    footer_words: int = 60  # longer ones are kept: no footer, a release many outlets print
    paraphrase: ParaphraseSettings = field(default_factory=ParaphraseSettings)
    cached_texts: int = 2000  # texts whose words are kept at hand; only speed depends on it


def find_copies(
    texts: Sequence[Text], publications: Sequence[Publication], settings: CopySettings
) -> tuple[Copy, ...]:
    """Find passages that stand in two articles.

    >>> one = Text(article="a1", captured="", edits=(), parts=(), words="The harbour council of "
    ...     "Ostmark voted late on Monday to close both piers until the spring tides have passed.")
    >>> two = Text(article="a2", captured="", edits=(), parts=(), words="News. " + one.words)
    >>> [found.form for found in find_copies([one, two], (), CopySettings())]
    ['verbatim']

    Takes: texts in any order; what is known of their publication, for the direction only.
    Gives: copies sorted by the places they name, the same for any order of the texts.
    """
    ordered = sorted(texts, key=lambda text: text.article)
    search = _Search(ordered, settings)
    days = {publication.article: publication for publication in publications}
    found = []
    for first, second in search.pairs:
        for passage in search.passages(first, second):
            found.append(_copy(ordered[first], ordered[second], passage, days))
    return tuple(sorted(found, key=lambda copy: (
        copy.a.article, copy.b.article, copy.a.start, copy.b.start, copy.a.end, copy.b.end)))


@dataclass(frozen=True)
class _Found:
    """A passage in characters of both texts."""

    a: tuple[int, int]
    b: tuple[int, int]
    form: CopyForm
    similarity: float


@dataclass(frozen=True)
class _Placed:
    """Where the words of a text stand, and which stand inside quotation marks."""

    starts: list[int]
    ends: list[int]
    quoted: list[bool]


class _Search:
    """One search over one collection: the index, the pairs, and words at hand."""

    def __init__(self, texts: Sequence[Text], settings: CopySettings) -> None:
        self._texts, self._settings, table = texts, settings, WordTable()
        self._numbers = [table.numbers(text.words) for text in texts]
        self._keys = table.keys()
        self._plain = np.array([word[:1].islower() for word in table.words], dtype=bool)
        near = self._near()
        self._paraphrases = Paraphrases(self._numbers, table.words, self._keys,
                                        settings.paraphrase)
        self.pairs = sorted({*near, *self._paraphrases.pairs})
        self._words = lru_cache(settings.cached_texts)(self._read)
        self._spans = lru_cache(settings.cached_texts)(self._place)

    def _near(self) -> list[tuple[int, int]]:
        """Find pairs of texts with rare short shingles in common, or many long ones."""
        settings = self._settings
        short = build_index(self._numbers, self._keys, settings.asked_short.shingle_words,
                            settings.window_shingles)
        self._common = common_shingles(short, settings.footer_articles)
        found = find_pairs(short, settings.asked_short)
        edited = find_pairs(short, settings.asked_rare)
        del short
        long = build_index(self._numbers, self._keys, settings.asked_long.shingle_words,
                           settings.long_window)
        printed = find_pairs(long, settings.asked_long)
        return unpack(np.unique(np.concatenate((found, edited, printed))))

    def _read(self, number: int) -> tuple[Numbers, Compared]:
        numbers = self._numbers[number]
        words = numbers[numbers != STOP]
        return words, prepare(self._keys[words])

    def _place(self, number: int) -> _Placed:
        text = self._texts[number].words
        starts, ends = word_places(text)
        spans = [(quote.inner_start, quote.inner_end) for quote in pair_quotes(text)]
        return _Placed(starts, ends, _inside(spans, starts))

    def passages(self, first: int, second: int) -> list[_Found]:
        """Give the passages of one pair of texts that count."""
        words, a_runs = self._words(first)
        _, b_runs = self._words(second)
        found: list[_Found] = []
        for passage in align(a_runs, b_runs, self._settings.gap_words):
            if not self._counts(passage, words):
                continue
            a, b = self._spans(first), self._spans(second)
            own = sum(not (a.quoted[at] and b.quoted[to]) for at, to in passage.matches)
            if own * passage.similarity >= self._settings.own_words:
                found.append(_in_characters(passage, a, b))
        return found + self._reworded(first, second, found)

    def _counts(self, passage: Passage, words: Numbers) -> bool:
        """Say whether a passage is long, alike and plain enough, and no footer."""
        settings = self._settings
        if len(passage.matches) * passage.similarity < settings.own_words:
            return False
        if passage.similarity < settings.similarity or _longest_run(passage) < settings.run_words:
            return False
        # Words with a capital are taken for names.
        plain = int(self._plain[words[[at for at, _ in passage.matches]]].sum())
        return plain >= settings.plain_words and not self._footer(passage, words)

    def _footer(self, passage: Passage, words: Numbers) -> bool:
        """Say whether a short passage consists of words that many articles hold."""
        return (len(passage.matches) < self._settings.footer_words
                and self._stock(words[passage.a_first:passage.a_last])
                > self._settings.footer_share)

    def _stock(self, words: Numbers) -> float:
        """Give the share of the runs of some words that are known to stand in many articles."""
        if len(self._common) == 0 or len(words) < self._settings.asked_short.shingle_words:
            return 0.0
        keys = self._keys[words]
        hashes = shingle_hashes(keys, self._settings.asked_short.shingle_words)
        at = np.minimum(np.searchsorted(self._common, hashes), len(self._common) - 1)
        return float((self._common[at] == hashes).mean())

    def _reworded(self, first: int, second: int, found: Sequence[_Found]) -> list[_Found]:
        """Give the paraphrases of a pair that no passage holds and nobody is quoted with."""
        pairs = self._paraphrases.between(first, second)
        if not pairs:
            return []
        a, b = self._spans(first), self._spans(second)
        own = [pair for pair in pairs if not (_quoted(a, pair.a) or _quoted(b, pair.b))
               and self._stock(self._words(first)[0][slice(*pair.a)]) <= self._settings.stock_share]
        reworded = [_sentence_pair(pair, a, b) for pair in own]
        return [pair for pair in reworded if not _covered(pair, found)]


def _quoted(words: _Placed, span: tuple[int, int]) -> bool:
    """Say whether a good part of a sentence is somebody's quoted words."""
    return sum(words.quoted[span[0]:span[1]]) * 4 > span[1] - span[0]


def _longest_run(passage: Passage) -> int:
    longest = run = 0
    last = (-9, -9)
    for pair in passage.matches:
        run = run + 1 if pair == (last[0] + 1, last[1] + 1) else 1
        longest, last = max(longest, run), pair
    return longest


def _in_characters(passage: Passage, a: _Placed, b: _Placed) -> _Found:
    return _Found(
        a=(a.starts[passage.a_first], a.ends[passage.a_last - 1]),
        b=(b.starts[passage.b_first], b.ends[passage.b_last - 1]),
        form="verbatim" if passage.similarity == 1 else "near",
        similarity=round(passage.similarity, 4),
    )


def _sentence_pair(pair: SentencePair, a: _Placed, b: _Placed) -> _Found:
    return _Found(
        a=(a.starts[pair.a[0]], a.ends[pair.a[1] - 1]),
        b=(b.starts[pair.b[0]], b.ends[pair.b[1] - 1]),
        form="paraphrase", similarity=round(pair.similarity, 4))


def _covered(pair: _Found, found: Sequence[_Found]) -> bool:
    """Say whether an aligned passage already holds a good part of these sentences."""
    return any(
        min(pair.a[1], other.a[1]) - max(pair.a[0], other.a[0]) > 0
        and min(pair.b[1], other.b[1]) - max(pair.b[0], other.b[0]) > 0
        for other in found
    )


def _copy(a: Text, b: Text, found: _Found, days: dict[str, Publication]) -> Copy:
    return Copy(
        id=make_id("k", a.article, *found.a, b.article, *found.b, found.form),
        a=cite(a.article, a.words, *found.a),
        b=cite(b.article, b.words, *found.b),
        form=found.form,
        similarity=found.similarity,
        first=_first(days.get(a.article), days.get(b.article)),
    )


def _first(a: Publication | None, b: Publication | None) -> Literal["a", "b", "unknown"]:
    """Say which was published first, only where the two intervals do not touch each other."""
    if a is None or b is None:
        return "unknown"
    if a.published.to_date and b.published.from_date and (
            a.published.to_date <= b.published.from_date):
        return "a"
    if b.published.to_date and a.published.from_date and (
            b.published.to_date <= a.published.from_date):
        return "b"
    return "unknown"


def _inside(spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[bool]:
    """Say for each place whether one of the spans (sorted by start) holds it."""
    flat: list[tuple[int, int]] = []
    for begin, end in spans:  # quotations in quotations: the outer one is enough
        if not flat or begin >= flat[-1][1]:
            flat.append((begin, end))
    begins = [begin for begin, _ in flat]
    places = [bisect_right(begins, start) - 1 for start in starts]
    return [at >= 0 and start < flat[at][1] for at, start in zip(places, starts, strict=True)]
