"""The reader by plain rules, `rules-1`: sentences and tokens without a model.

In: a `Text`. Out: a `Reading` with sentences, tokens, lemmas and coarse parts of speech; heads,
names, predicates and groups stay open. Headings, captions and list lines end sentences.
"""

from functools import lru_cache

from sourceline.record.article import Text
from sourceline.record.reading import Reading, Sentence, Token
from sourceline.rooms.read.lemmas import lemma_of_form, word_classes
from sourceline.rooms.read.settings import ReadSettings as ReadSettings
from sourceline.rooms.read.stops import load_stops
from sourceline.text.blocks import find_blocks
from sourceline.text.sentences import split_sentences
from sourceline.text.tokens import Span, find_tokens

VERSION = "1"
READER = "rules-1"


def read_text(text: Text, settings: ReadSettings) -> Reading:
    """Read a text: its sentences in order and their tokens.

    >>> text = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> [len(sentence.tokens) for sentence in read_text(text, ReadSettings()).sentences]
    [4]

    Gives: tokens that cover every character that is not white space exactly once.
    """
    stops, abbreviations = load_stops()
    cuts = [place for part in text.parts for place in (part.start, part.end)]
    sentences: list[Sentence] = []
    for start, end in find_blocks(text.words, cuts):
        spans = find_tokens(text.words, start, end, abbreviations)
        for first, last in split_sentences(text.words, spans, stops):
            for at in range(first, last, settings.max_sentence_tokens):
                until = min(last, at + settings.max_sentence_tokens)
                sentences.append(_sentence(text.words, spans[at:until]))
    return Reading(article=text.article, reader=READER, sentences=tuple(sentences))


def _sentence(words: str, spans: list[Span]) -> Sentence:
    tokens = tuple(
        Token(start=start, end=end, lemma=lemma_of_form(words[start:end]),
              pos=part_of_speech(words[start:end], at == 0))
        for at, (start, end) in enumerate(spans)
    )
    return Sentence(start=spans[0][0], end=spans[-1][1], tokens=tokens)


# Bounded, so that a text of ever new words cannot fill the memory of a long-lived worker.
@lru_cache(maxsize=1 << 16)
def part_of_speech(word: str, first: bool) -> str:
    """Guess a coarse class where the form alone tells it; "" where it does not."""
    low = word.lower()
    if low in word_classes():
        return word_classes()[low]
    if not any(sign.isalnum() for sign in word[:40]):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word[0].isupper() and not first:
        return "PROPN"
    return "ADV" if low.endswith("ly") and len(low) > 5 else ""
