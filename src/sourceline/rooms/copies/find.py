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
from sourceline.rooms.copies.candidates import Index, build_index, common_shingles, find_pairs
from sourceline.rooms.copies.paraphrase import Paraphrases, ParaphraseSettings, SentencePair
from sourceline.text.quotes import pair_quotes
from sourceline.text.shingles import WordKeys, Words, shingle_hashes

VERSION = "1"


@dataclass(frozen=True)
class CopySettings:
    """What counts as a copied passage. Numbers chosen on evals/copies.py, dev articles."""

    shingle_words: int = 4  # 5 loses half the passages at 50% edits; 3 doubles the chance pairs
    window_shingles: int = 4  # any 7 words in a row shared give a common shingle
    common_articles: int = 40  # a shingle in more articles is the language's, or a footer's
    shared_shingles: int = 3  # on one diagonal; two are mostly one stock phrase of five words
    band_words: int = 30  # how far insertions may shift a passage and still be one diagonal
    gap_words: int = 12  # changed words in a row inside one passage
    own_words: float = 12.0  # matched words not quoted in both, times similarity: 12 verbatim
    similarity: float = 0.42  # of matched words; unrelated texts reach 0.3 by function words
    plain_words: int = 8  # matched words that are no names; a long title is nobody's phrase
    run_words: int = 4  # one run of as many words; chance alignments rarely have one
    footer_articles: int = 6  # a short passage whose shingles stand in more articles is a footer
    footer_words: int = 60  # longer ones are kept: no footer, a release many outlets print
    paraphrase: ParaphraseSettings = field(default_factory=ParaphraseSettings)
    cached_texts: int = 1000  # texts whose words are kept at hand; only speed depends on it


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


class _Search:
    """One search over one collection: the index, the pairs, and words at hand."""

    def __init__(self, texts: Sequence[Text], settings: CopySettings) -> None:
        self._texts, self._settings, self._keys = texts, settings, WordKeys()
        index = self._index()
        self._common = common_shingles(index, settings.footer_articles)
        near = find_pairs(index, settings.common_articles, settings.shared_shingles,
                          settings.band_words)
        del index
        self._paraphrases = Paraphrases([text.words for text in texts], settings.paraphrase)
        self.pairs = sorted(set(near) | self._paraphrases.pairs)
        self._words = lru_cache(settings.cached_texts)(self._read)

    def _index(self) -> Index:
        settings = self._settings
        words = [text.words for text in self._texts]
        return build_index(words, self._keys, settings.shingle_words, settings.window_shingles)

    def _read(self, number: int) -> tuple[Words, Compared, list[bool]]:
        text = self._texts[number].words
        words = self._keys.words(text)
        spans = [(quote.inner_start, quote.inner_end) for quote in pair_quotes(text)]
        return words, prepare(words.keys), _inside(spans, words.starts)

    def passages(self, first: int, second: int) -> list[_Found]:
        """Give the passages of one pair of texts that count."""
        a, a_runs, a_quoted = self._words(first)
        b, b_runs, b_quoted = self._words(second)
        found: list[_Found] = []
        for passage in align(a_runs, b_runs, self._settings.gap_words):
            own = sum(not (a_quoted[at] and b_quoted[to]) for at, to in passage.matches)
            if self._counts(passage, own, a) and self._plain(first, passage, a):
                found.append(_in_characters(passage, a, b))
        found += self._reworded(first, second, found)
        return found

    def _counts(self, passage: Passage, own: int, a: Words) -> bool:
        settings = self._settings
        if own * passage.similarity < settings.own_words:
            return False
        if passage.similarity < settings.similarity:
            return False
        return _longest_run(passage) >= settings.run_words and not self._footer(passage, a)

    def _plain(self, number: int, passage: Passage, a: Words) -> bool:
        """Say whether enough matched words are no parts of names (do not begin with a capital)."""
        text = self._texts[number].words
        plain = sum(text[a.starts[at]].islower() for at, _ in passage.matches)
        return plain >= self._settings.plain_words

    def _footer(self, passage: Passage, a: Words) -> bool:
        """Say whether a short passage consists of words that many articles hold."""
        if len(passage.matches) >= self._settings.footer_words:
            return False
        keys = np.array(a.keys[passage.a_first:passage.a_last], dtype=np.uint64)
        hashes = shingle_hashes(keys, self._settings.shingle_words).tolist()
        return sum(shingle in self._common for shingle in hashes) * 4 > len(hashes)

    def _reworded(self, first: int, second: int, found: Sequence[_Found]) -> list[_Found]:
        pairs = self._paraphrases.between(first, second)
        return [_sentence_pair(pair) for pair in pairs if not _covered(pair, found)]


def _longest_run(passage: Passage) -> int:
    longest = run = 0
    last = (-9, -9)
    for pair in passage.matches:
        run = run + 1 if pair == (last[0] + 1, last[1] + 1) else 1
        longest, last = max(longest, run), pair
    return longest


def _in_characters(passage: Passage, a: Words, b: Words) -> _Found:
    return _Found(
        a=(a.starts[passage.a_first], a.ends[passage.a_last - 1]),
        b=(b.starts[passage.b_first], b.ends[passage.b_last - 1]),
        form="verbatim" if passage.similarity == 1 else "near",
        similarity=round(passage.similarity, 4),
    )


def _sentence_pair(pair: SentencePair) -> _Found:
    return _Found(pair.a, pair.b, "paraphrase", round(pair.similarity, 4))


def _covered(pair: SentencePair, found: Sequence[_Found]) -> bool:
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
