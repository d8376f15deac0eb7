"""The reader by plain rules, `rules-1`: sentences and tokens without a model.

In: a `Text`. Out: a `Reading` with sentences, tokens, lemmas and coarse parts of speech; heads,
names, predicates and groups stay open. Headings, captions and list lines end sentences.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.record.article import Text
from sourceline.record.reading import Reading, Sentence, Token
from sourceline.text.blocks import find_blocks
from sourceline.text.lemmas import LemmaTables, find_lemma
from sourceline.text.sentences import StopWords, split_sentences
from sourceline.text.tokens import Span, find_tokens

VERSION = "1"
READER = "rules-1"


@dataclass(frozen=True)
class ReadSettings:
    """How a text is read."""

    # A table or a list without full stops is cut into pieces, so that no room ever looks at a
    # "sentence" of a million tokens. The longest sentence of the dev treebanks has 230 tokens.
    max_sentence_tokens: int = 600


class Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/lemmas.toml: lists are words between white space."""

    about: About
    irregular: dict[str, str]
    words: dict[str, str]
    classes: dict[str, str]


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/abbreviations.toml."""

    about: About
    before_name: tuple[str, ...]
    before_number: tuple[str, ...]
    inside: tuple[str, ...]
    may_end: tuple[str, ...]
    starters: tuple[str, ...]


def read_text(text: Text, settings: ReadSettings) -> Reading:
    """Read a text: its sentences in order and their tokens.

    >>> text = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> [len(sentence.tokens) for sentence in read_text(text, ReadSettings()).sentences]
    [4]

    Gives: tokens that cover every character that is not white space exactly once.
    """
    stops, abbreviations = _stops()
    cuts = [place for part in text.parts for place in (part.start, part.end)]
    sentences: list[Sentence] = []
    for start, end in find_blocks(text.words, cuts):
        spans = find_tokens(text.words, start, end, abbreviations)
        for first, last in split_sentences(text.words, spans, stops):
            for at in range(first, last, settings.max_sentence_tokens):
                until = min(last, at + settings.max_sentence_tokens)
                sentences.append(_sentence(text.words, spans[at:until]))
    return Reading(article=text.article, reader=READER, sentences=tuple(sentences))


@cache
def _stops() -> tuple[StopWords, frozenset[str]]:
    words = load("abbreviations.toml", Abbreviations)
    groups = (words.before_name, words.before_number, words.inside, words.may_end)
    stops = StopWords(
        before_name=frozenset(words.before_name), before_number=frozenset(words.before_number),
        inside=frozenset(words.inside), may_end=frozenset(words.may_end),
        starters=frozenset(words.starters),
    )
    return stops, frozenset(word for group in groups for word in group)


@cache
def _lemmas() -> LemmaTables:
    lemmas = load("lemmas.toml", Lemmas)
    irregular = {form: base for base, forms in lemmas.irregular.items() for form in forms.split()}
    lists = {name: frozenset(words.split()) for name, words in lemmas.words.items()}
    return LemmaTables(irregular=irregular, **lists)


@cache
def _classes() -> dict[str, str]:
    """Give the word class of each closed-class word; where two claim it, the first listed wins."""
    classes: dict[str, str] = {}
    for name, words in load("lemmas.toml", Lemmas).classes.items():
        for word in words.split():
            classes.setdefault(word, name)
    return classes


def _sentence(words: str, spans: list[Span]) -> Sentence:
    tokens = tuple(
        Token(start=start, end=end, lemma=_lemma(words[start:end]),
              pos=_part_of_speech(words[start:end], at == 0))
        for at, (start, end) in enumerate(spans)
    )
    return Sentence(start=spans[0][0], end=spans[-1][1], tokens=tokens)


# Bounded, so that a text of ever new words cannot fill the memory of a long-lived worker.
@lru_cache(maxsize=1 << 16)
def _lemma(word: str) -> str:
    """Give the lemma; a long string of signs is its own, so that nothing costly is cached."""
    return find_lemma(word, _lemmas()) if len(word) <= 40 else ""


@lru_cache(maxsize=1 << 16)
def _part_of_speech(word: str, first: bool) -> str:
    """Guess a coarse class where the form alone tells it; "" where it does not."""
    low = word.lower()
    if low in _classes():
        return _classes()[low]
    if not any(sign.isalnum() for sign in word[:40]):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word[0].isupper() and not first:
        return "PROPN"
    return "ADV" if low.endswith("ly") and len(low) > 5 else ""
