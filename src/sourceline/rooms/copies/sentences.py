"""The sentences of a collection by their rarest words, and which two share some.

In: the words of texts, as numbers, in a fixed order. Out: sentences with their content words,
rarest first, and pairs of sentences of two texts. Everything is arrays: a collection of 100,000
articles has four million sentences.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourceline.lexicon.load import load
from sourceline.text.shingles import STOP, Numbers

Ints = NDArray[np.int64]
Pairs = NDArray[np.uint64]
Small = NDArray[np.uint32]

# Texts cut into sentences in one go, and keys sorted in one go: both only bound memory.
_TEXTS_AT_ONCE = 2_000
_KEYS_AT_ONCE = 2_000_000
_BITS = np.uint64(32)

# Words of three letters and more that any sentence may hold.
_EMPTY = frozenset((
    "about", "according", "across", "after", "against", "all", "also", "although", "amid",
    "among", "and", "another", "any", "are", "around", "back", "because", "been", "before",
    "being", "between", "both", "but", "can", "could", "did", "does", "during", "each", "even",
    "ever", "every", "few", "for", "from", "get", "got", "had", "has", "have", "her", "here",
    "herself", "him", "himself", "his", "how", "however", "into", "its", "itself", "just", "less",
    "like", "many", "may", "might", "more", "most", "much", "must", "new", "nor", "not", "now",
    "off", "one", "only", "other", "our", "out", "over", "own", "per", "said", "same", "say",
    "says", "several", "shall", "she", "should", "since", "so", "some", "still", "such", "tell",
    "than", "that", "the", "their", "them", "themselves", "then", "there", "these", "they",
    "this", "those", "though", "through", "told", "too", "two", "under", "until", "upon", "very",
    "via", "was", "way", "well", "were", "what", "when", "where", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your",
))
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ied|ies|ed|es|ly|s)$")


class _Stops(msgspec.Struct):
    """What is used of lexicon/abbreviations.toml."""

    before_name: tuple[str, ...]
    before_number: tuple[str, ...]


@cache
def _abbreviations() -> frozenset[str]:
    stops: _Stops = load("abbreviations.toml", _Stops)
    return frozenset((*stops.before_name, *stops.before_number))


@cache
def stem_of(word: str) -> str:
    """Give the stem of a content word; "" for a name, a number, a short or an empty word.

    >>> [stem_of(word) for word in ("countries", "country", "moved", "moving", "which", "Oak")]
    ['country', 'country', 'mov', 'mov', '', '']
    """
    if len(word) < 3 or not (word.isalpha() and word.islower()) or word in _EMPTY:
        return ""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    cut = _ENDING.sub("", word)
    cut = cut if len(cut) >= 3 else word
    cut = cut[:-1] if cut.endswith("e") and len(cut) > 3 else cut
    return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] else cut


def is_name(word: str) -> bool:
    """Say whether a word is a number or, by its capital, part of a name.

    >>> [is_name(word) for word in ("Oak", "2031", "oak", "The")]
    [True, True, False, False]
    """
    return word.isdigit() or (word[:1].isupper() and word.lower() not in _EMPTY)


@dataclass(frozen=True)
class Sentences:
    """Sentences in the order of their texts.

    Sentence `s` is words `firsts[s]:lasts[s]` of text `texts[s]`; its distinct stems are
    `stems[begins[s]:begins[s + 1]]`, numbered by rarity, the rarest first; `weights[stem]` falls
    as a stem stands in more sentences.
    """

    texts: Small
    firsts: Small
    lasts: Small
    begins: Ints
    stems: Small
    weights: NDArray[np.float64]
    stem_of_word: Small


def find_sentences(
    texts: Sequence[Numbers], words: Sequence[str], fewest: int, most: int
) -> Sentences:
    """Cut texts into sentences and keep those with `fewest` to `most` different stems."""
    stem_names = sorted({stem_of(word) for word in words} - {""})
    place = {stem: number for number, stem in enumerate(stem_names, start=1)} | {"": 0}
    by_word = np.array([place[stem_of(word)] for word in words], dtype=np.uint32)
    keeps = np.array([word in _abbreviations() or (len(word) == 1 and word.isupper())
                      for word in words], dtype=bool)
    parts = [_cut(texts[at:at + _TEXTS_AT_ONCE], at, by_word, keeps, (fewest, most))
             for at in range(0, len(texts), _TEXTS_AT_ONCE)]
    if not parts:
        parts = [_cut([np.zeros(0, dtype=np.uint32)], 0, by_word, keeps, (fewest, most))]
    spread = np.zeros(len(stem_names) + 1, dtype=np.int64)
    for part in parts:
        spread += np.bincount(part.stems, minlength=len(spread))
    order = np.argsort(spread, kind="stable")  # the rarest first; alphabetic where equally rare
    rank = np.empty(len(order), dtype=np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    sizes = np.concatenate([part.sizes for part in parts])
    return Sentences(
        texts=np.concatenate([part.texts for part in parts]),
        firsts=np.concatenate([part.firsts for part in parts]),
        lasts=np.concatenate([part.lasts for part in parts]),
        begins=np.r_[0, np.cumsum(sizes, dtype=np.int64)],
        stems=np.concatenate([_ranked(part, rank) for part in parts]),
        weights=np.log(1 + len(sizes) / np.maximum(spread[order], 1)),
        stem_of_word=np.where(by_word > 0, rank[by_word], np.uint32(0xFFFFFFFF)))


@dataclass(frozen=True)
class _Cut:
    """Sentences of some texts: text, first and last word, and how many of `stems` are theirs."""

    texts: Small
    firsts: Small
    lasts: Small
    sizes: Small
    stems: Small


def _ranked(part: _Cut, rank: Small) -> Small:
    """Give the stems of every sentence by their rank, the rarest first."""
    owners = np.repeat(np.arange(len(part.sizes), dtype=np.uint64), part.sizes)
    ranked = (owners << _BITS) | rank[part.stems]
    ranked.sort()
    stems: Small = ranked.astype(np.uint32)
    return stems


def _cut(
    texts: Sequence[Numbers], number: int, by_word: NDArray[np.uint32],
    keeps: NDArray[np.bool_], bounds: tuple[int, int],
) -> _Cut:
    """Cut some texts into sentences."""
    flat = np.concatenate([np.append(text, np.uint32(STOP)) for text in texts])
    ends = np.cumsum([len(text) + 1 for text in texts]) - 1
    stop = flat == STOP
    word = np.cumsum(~stop)
    stop[1:] &= ~keeps[flat[:-1]]  # "Mr. Oak" is one sentence
    stop[ends] = True
    closes = np.flatnonzero(stop)
    sentence = np.cumsum(stop) - stop
    stems = by_word[flat].astype(np.uint64)
    distinct = (sentence[stems > 0].astype(np.uint64) << _BITS) | stems[stems > 0]
    distinct.sort()  # and not `np.unique`, which is five times slower on numbers of this kind
    distinct = distinct[np.diff(distinct, prepend=np.uint64(0)) != 0]  # none is 0: no stem is
    owner = (distinct >> _BITS).astype(np.int64)
    sizes = np.bincount(owner, minlength=len(closes))
    kept = (sizes >= bounds[0]) & (sizes <= bounds[1])
    text = np.searchsorted(ends, closes)
    before = np.r_[0, word[ends]][text]
    lasts = word[closes] - before
    firsts = np.r_[0, word[closes][:-1]] - before
    texts_of, firsts_of, lasts_of, sizes_of = (
        column[kept].astype(np.uint32) for column in (text + number, firsts, lasts, sizes))
    return _Cut(texts_of, firsts_of, lasts_of, sizes_of, distinct[kept[owner]].astype(np.uint32))


def meeting_pairs(sentences: Sentences, rare_stems: int, sentences_max: int) -> Pairs:
    """Find pairs of sentences of two texts that share two of their rarest stems.

    Takes: how many stems of a sentence are its rarest; how many sentences may share two stems
    before the two are stock. Gives: packed pairs, sorted.
    """
    begins, count = sentences.begins[:-1], len(sentences.texts)
    rarest = np.stack([sentences.stems[begins + place] for place in range(rare_stems)])
    parts = 1 + count * rare_stems * (rare_stems - 1) // 2 // _KEYS_AT_ONCE
    part_of = rarest % np.uint32(parts)
    found = [np.empty(0, dtype=np.uint64)]
    for part in range(parts):
        keys, owners = [], []
        for i, j in combinations(range(rare_stems), 2):
            here = np.flatnonzero(part_of[i] == part)
            keys.append((rarest[i, here].astype(np.uint64) << _BITS) | rarest[j, here])
            owners.append(here)
        found += _grouped(np.concatenate(keys), np.concatenate(owners), sentences, sentences_max)
    return np.unique(np.concatenate(found))


def _grouped(keys: Pairs, owners: Ints, sentences: Sentences, most: int) -> Iterator[Pairs]:
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else owners[:0]
    sizes = np.diff(np.r_[starts, len(keys)])
    for size in range(2, most + 1):
        left, right = np.triu_indices(size, 1)
        chosen = starts[sizes == size][:, None]
        first, second = owners[chosen + left].ravel(), owners[chosen + right].ravel()
        apart = sentences.texts[first] != sentences.texts[second]
        yield (first[apart].astype(np.uint64) << _BITS) | second[apart].astype(np.uint64)


def shared_weights(sentences: Sentences, pairs: Pairs) -> tuple[Ints, NDArray[np.float64]]:
    """Give, for pairs of sentences, how many stems they share, and what share of weight that is.

    The share is of the wordier sentence's weight, 0 to 1.
    """
    first = (pairs >> _BITS).astype(np.int64)
    second = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    numbers, shares = [], []
    for at in range(0, len(pairs), 100_000):
        one, two = first[at:at + 100_000], second[at:at + 100_000]
        number, both, weights = _compare(sentences, one, two)
        numbers.append(number)
        shares.append(both / np.maximum(weights, 1e-9))
    if not numbers:
        return np.empty(0, dtype=np.int64), np.empty(0)
    return np.concatenate(numbers), np.concatenate(shares)


def _compare(sentences: Sentences, one: Ints, two: Ints
             ) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
    held_one, sizes_one = _stems_of(sentences, one)
    held_two, sizes_two = _stems_of(sentences, two)
    row = np.arange(len(one), dtype=np.uint64)
    rows_one = np.repeat(row, sizes_one) << _BITS
    rows_two = np.repeat(row, sizes_two) << _BITS
    joined = np.sort(np.concatenate((rows_one | held_one, rows_two | held_two)))
    shared = joined[1:][joined[1:] == joined[:-1]]
    owner = (shared >> _BITS).astype(np.int64)
    weight = sentences.weights[shared.astype(np.uint32)]
    all_one = np.bincount(np.repeat(np.arange(len(one)), sizes_one),
                          sentences.weights[held_one], len(one))
    all_two = np.bincount(np.repeat(np.arange(len(one)), sizes_two),
                          sentences.weights[held_two], len(one))
    number: Ints = np.bincount(owner, minlength=len(one)).astype(np.int64)
    both = np.bincount(owner, weight, len(one)).astype(np.float64)
    return number, both, np.maximum(all_one, all_two).astype(np.float64)


def _stems_of(sentences: Sentences, chosen: Ints) -> tuple[NDArray[np.uint32], Ints]:
    begins, ends = sentences.begins[chosen], sentences.begins[chosen + 1]
    sizes = ends - begins
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return sentences.stems[np.repeat(begins, sizes) + within], sizes
