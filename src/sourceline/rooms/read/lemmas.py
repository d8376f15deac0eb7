"""Lemmas of the word lists: by the form alone, or by form and part of speech.

In: a word, and what the reader knows of it. Out: a base form in small letters. The spelling rules
are in `text/lemmas.py`, the tables in `lexicon/lemmas.toml`.
"""

from functools import cache, lru_cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.text.lemmas import LemmaTables, find_lemma

# A longer run of letters is no English word; it is its own lemma so that nothing costly is cached.
_MAX_WORD_CHARS = 40
_NAMES_AND_SIGNS = frozenset(("PROPN", "NUM", "PUNCT", "SYM", "X", "ADJ", "ADV", "INTJ"))


class Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/lemmas.toml: lists are words between white space."""

    about: About
    irregular: dict[str, str]
    words: dict[str, str]
    classes: dict[str, str]


@cache
def lemma_tables() -> LemmaTables:
    """Give the tables of the lexicon."""
    lemmas = load("lemmas.toml", Lemmas)
    irregular = {form: base for base, forms in lemmas.irregular.items() for form in forms.split()}
    lists = {name: frozenset(words.split()) for name, words in lemmas.words.items()}
    return LemmaTables(irregular=irregular, **lists)


@cache
def word_classes() -> dict[str, str]:
    """Give the word class of each closed-class word; where two claim it, the first listed wins."""
    classes: dict[str, str] = {}
    for name, words in load("lemmas.toml", Lemmas).classes.items():
        for word in words.split():
            classes.setdefault(word, name)
    return classes


# Bounded, so that a text of ever new words cannot fill the memory of a long-lived worker.
@lru_cache(maxsize=1 << 16)
def lemma_of_form(word: str) -> str:
    """Give the lemma by spelling; a long string of signs has none.

    >>> lemma_of_form("buildings"), lemma_of_form("building")
    ('building', 'build')
    """
    return find_lemma(word, lemma_tables()) if len(word) <= _MAX_WORD_CHARS else ""


@lru_cache(maxsize=1 << 16)
def lemma_of(word: str, pos: str) -> str:
    """Give the lemma of a word whose part of speech is known.

    >>> lemma_of("building", "NOUN"), lemma_of("building", "VERB"), lemma_of("Reuters", "PROPN")
    ('building', 'build', 'reuters')
    """
    low = word.lower()
    if len(word) > _MAX_WORD_CHARS:
        return ""
    if pos in _NAMES_AND_SIGNS or (pos == "NOUN" and low.endswith(("ing", "ed"))):
        return low
    return find_lemma(word, lemma_tables())
