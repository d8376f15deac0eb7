"""The reader by plain rules, `rules-1`: sentences and tokens without a model.

In: a `Text`. Out: a `Reading` with sentences, tokens, lemmas and coarse parts of speech; heads,
names, predicates and groups stay open. Headings, captions and list lines end sentences.
"""

from dataclasses import dataclass
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.record.article import Text
from sourceline.record.reading import Reading, Sentence, Token
from sourceline.text.blocks import find_blocks
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
                sentences.append(_sentence(spans[at:until]))
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


def _sentence(spans: list[Span]) -> Sentence:
    tokens = tuple(Token(start=start, end=end) for start, end in spans)
    return Sentence(start=spans[0][0], end=spans[-1][1], tokens=tokens)
