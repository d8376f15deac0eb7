"""A spaCy pipeline as a reader.

In: `Text`, the name of an installed pipeline. Out: `Reading` with what the pipeline tells:
sentences (by our rules where it finds none), lemmas, parts of speech, trees, names. spaCy has no
predicates and roles; they stay empty. White-space tokens are left out and trees closed over them.
"""

import importlib
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from sourceline.errors import ModelMissing
from sourceline.record.article import Text
from sourceline.record.reading import NameSpan, Reading, Sentence, Token
from sourceline.rooms.read.stops import load_stops
from sourceline.text.blocks import find_blocks
from sourceline.text.sentences import split_sentences

VERSION = "1"
# The labels of OntoNotes and of the shorter schemes; what names no kind of ours is left out.
KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place",
    "FAC": "facility", "WORK_OF_ART": "work", "EVENT": "event",
}
# spaCy refuses longer texts; a block is only that long in hostile input, and is cut there.
_MOST_CHARS = 100_000

Words = Sequence[Any]


class SpacyReader:
    """Reads with a pipeline that is already loaded; make it with `open_spacy`."""

    def __init__(self, pipeline: Any, name: str) -> None:  # noqa: ANN401 (spaCy's own type)
        """Keep a loaded pipeline under the name its readings will carry."""
        self.name = name
        self._pipeline = pipeline

    def read(self, text: Text) -> Reading:
        """Read one text, paragraph by paragraph."""
        cuts = [at for part in text.parts for at in (part.start, part.end)]
        spans = [piece for block in find_blocks(text.words, cuts) for piece in _pieces(*block)]
        sentences: list[Sentence] = []
        names: list[NameSpan] = []
        docs = self._pipeline.pipe(text.words[start:end] for start, end in spans)
        for (start, _), doc in zip(spans, docs, strict=True):
            sentences += (_sentence(words, start) for words in _sentences(doc, text.words, start))
            names += (NameSpan(start=start + ent.start_char, end=start + ent.end_char,
                               kind=KINDS[ent.label_]) for ent in doc.ents if ent.label_ in KINDS)
        return Reading(article=text.article, reader=self.name, sentences=tuple(sentences),
                       names=tuple(names))


def open_spacy(pipeline: str) -> SpacyReader:
    """Load an installed pipeline.

    >>> open_spacy("en_core_web_trf").name  # doctest: +SKIP
    'spacy:en_core_web_trf-3.8.0'

    Refuses: `ModelMissing` when spaCy or the pipeline is not installed.
    """
    try:
        spacy: ModuleType = importlib.import_module("spacy")
        loaded = spacy.load(pipeline)
    except ImportError as error:
        raise ModelMissing("spaCy is not installed", where=pipeline,
                           remedy="pip install spacy, and the pipeline") from error
    except OSError as error:
        raise ModelMissing(f"spaCy has no pipeline {pipeline!r} on this machine", where=pipeline,
                           remedy="install the pipeline's package") from error
    return SpacyReader(loaded, f"spacy:{pipeline}-{loaded.meta.get('version', '')}")


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, _MOST_CHARS):
        yield at, min(end, at + _MOST_CHARS)


def _sentences(doc: Any, words: str, start: int) -> Iterator[Words]:  # noqa: ANN401
    """Give the sentences without white-space tokens; by our rules where the pipeline has none."""
    if doc.has_annotation("SENT_START"):
        every = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
        yield from (sentence for sentence in every if sentence)
        return
    tokens = [token for token in doc if not token.is_space]
    spans = [(start + token.idx, start + token.idx + len(token)) for token in tokens]
    for first, last in split_sentences(words, spans, load_stops()[0]):
        yield tokens[first:last]


def _sentence(words: Words, start: int) -> Sentence:
    place = {token.i: at for at, token in enumerate(words)}
    tokens = tuple(
        Token(start=start + token.idx, end=start + token.idx + len(token), lemma=token.lemma_,
              pos=token.pos_, head=_head(token, place), relation=token.dep_)
        for token in words
    )
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)


def _head(token: Any, place: dict[int, int]) -> int | None:  # noqa: ANN401
    """Give the place of the governing word, climbing over white space; -1 for the root."""
    if not token.has_dep():
        return None
    head = token
    while head.head.i != head.i:
        head = head.head
        if head.i in place:
            return place[head.i]
    return -1
