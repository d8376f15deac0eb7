"""The spaCy reader with blank and ruled pipelines, where spaCy is installed."""

import pytest

from sourceline.errors import ModelMissing
from sourceline.rooms.read.open import open_reader
from sourceline.rooms.read.spacy import SpacyReader
from tests.read.tiny_reader import everything_holds, text_of

STORY = ("Police in Port Ostmark\narrested Qadir Orlo.  He  denied it.\n\nThe Harbour Union "
         "protested.")


def spacy_pipeline():
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    return spacy.blank("en")


def test_a_blank_pipeline_gives_words_and_our_sentences():
    reading = SpacyReader(spacy_pipeline(), "spacy:blank").read(text_of(STORY))
    everything_holds(STORY, reading)
    assert len(reading.sentences) == 3
    assert all(token.head is None for one in reading.sentences for token in one.tokens)


def test_ruled_names_and_sentences_keep_their_places():
    pipeline = spacy_pipeline()
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Port Ostmark"},
                        {"label": "PERSON", "pattern": "Qadir Orlo"},
                        {"label": "ORG", "pattern": "Harbour Union"},
                        {"label": "DATE", "pattern": "Police"}])
    reading = SpacyReader(pipeline, "spacy:ruled").read(text_of(STORY))
    everything_holds(STORY, reading)
    assert [(STORY[one.start:one.end], one.kind) for one in reading.names] == [
        ("Port Ostmark", "place"), ("Qadir Orlo", "person"), ("Harbour Union", "organization")]


def test_trees_are_closed_over_white_space():
    pipeline = spacy_pipeline()
    tokens = pytest.importorskip("spacy.tokens")
    words = ["Police", "  ", "arrested", " ", "men"]
    doc = tokens.Doc(pipeline.vocab, words=words, spaces=[False] * 5, heads=[1, 2, 2, 2, 3],
                     deps=["nsubj", "dep", "ROOT", "dep", "obj"])
    reader = SpacyReader(Fixed(doc), "spacy:fixed")
    reading = reader.read(text_of(doc.text))
    everything_holds(doc.text, reading)
    assert [token.head for token in reading.sentences[0].tokens] == [1, -1, 1]


class Fixed:
    """A pipeline that gives one prepared document."""

    def __init__(self, doc):
        self.doc = doc

    def pipe(self, texts):
        return [self.doc for _ in texts]


def test_a_pipeline_that_is_not_here_says_what_to_do():
    with pytest.raises(ModelMissing, match="install"):
        open_reader("spacy:en_no_such_pipeline")
