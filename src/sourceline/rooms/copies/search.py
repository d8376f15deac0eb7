"""The passages of a collection that count, pair by pair of texts, in characters.

In: texts in a fixed order, and what counts. Out: `Found` passages, in the order of the pairs. It
decides which pairs to compare, and shares the work with a second process where there is much;
what counts is `compare.py`.
"""

from collections.abc import Sequence

import numpy as np

from sourceline.record.article import Text
from sourceline.rooms.copies.candidates import Candidates, find_pairs, merged
from sourceline.rooms.copies.compare import Comparison, CopySettings, Found, Rewordings
from sourceline.rooms.copies.paraphrase import find_paraphrases
from sourceline.rooms.copies.second import second_process, shared_out
from sourceline.rooms.copies.shingled import build_index, common_shingles
from sourceline.rooms.copies.words import Words
from sourceline.text.shingles import Hashes

_PART = 1024  # pairs handed out in one go; only speed depends on it


def find_passages(texts: Sequence[Text], settings: CopySettings
                  ) -> list[tuple[int, int, Found]]:
    """Give the passages of every pair of texts, named by their places in `texts`.

    All of them at once: the words, their places and the second process are gone by then.
    """
    with second_process(texts, settings) as (words, second):
        near, common = _near(words, settings)
        reworded = (second.reworded() if second is not None else None)
        if reworded is None:
            reworded = find_paraphrases(words, settings.paraphrase)
        candidates = merged([near, _certain(reworded, settings)])
        look = Comparison(words, common, reworded, settings).look
        parts = [candidates.part(at, at + _PART)
                 for at in range(0, len(candidates.pairs), _PART)]
        if second is not None:
            second.prepare(common)
        return list(shared_out(parts, look, second))


def _near(words: Words, settings: CopySettings) -> tuple[Candidates, Hashes]:
    """Find pairs of texts with rare short shingles in common, or many long ones.

    Gives also: the short shingles that many texts hold, sorted.
    """
    short = build_index(words.texts, words.keys, settings.asked_short.shingle_words,
                        settings.window_shingles)
    common = common_shingles(short, settings.footer_articles)
    found = [find_pairs(short, asked) for asked in (settings.asked_short, settings.asked_rare)]
    del short
    long = build_index(words.texts, words.keys, settings.asked_long.shingle_words,
                       settings.long_window)
    return merged([*found, find_pairs(long, settings.asked_long)]), common


def _certain(reworded: Rewordings, settings: CopySettings) -> Candidates:
    """Give the pairs with reworded sentences: they are compared whatever else they share."""
    pairs = np.array(sorted((first << 32) | second for first, second in reworded),
                     dtype=np.uint64)
    return Candidates(pairs, np.zeros((4, len(pairs)), dtype=np.int64),
                      np.full(len(pairs), settings.phrase_words))
