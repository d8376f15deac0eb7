"""The readers the tests use: one of random weights that is always here, the real one if it is."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from sourceline.record.article import Part, Text
from sourceline.rooms.read.model.network import WEIGHTS
from sourceline.rooms.read.model.read import ModelReader, open_model
from sourceline.rooms.read.settings import ReadSettings

TINY = Path(__file__).with_name("tiny")
NO_WEIGHTS = not (WEIGHTS / "reader.onnx").exists()
needs_weights = pytest.mark.skipif(
    NO_WEIGHTS, reason="the trained weights are not in this checkout (rooms/read/model/weights)")


def tiny_folder(where: Path) -> Path:
    """Put the tiny network beside the real vocabulary."""
    pytest.importorskip("onnxruntime", reason="the model reader needs onnxruntime")
    for name in ("reader.onnx", "labels.json"):
        shutil.copy(TINY / name, where / name)
    shutil.copy(WEIGHTS / "vocab.txt", where / "vocab.txt")
    return where


@cache
def real_reader() -> ModelReader:
    return open_model(ReadSettings())


def text_of(words: str, parts: tuple[Part, ...] = ()) -> Text:
    return Text(article="a1", captured="", edits=(), words=words, parts=parts)


def everything_holds(words: str, reading) -> None:
    """Check what must hold of every reading, whatever the weights say."""
    covered = [at for one in reading.sentences for token in one.tokens
               for at in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert {at for at in range(len(words)) if not words[at].isspace()} <= set(covered)
    for sentence in reading.sentences:
        tokens = sentence.tokens
        assert (sentence.start, sentence.end) == (tokens[0].start, tokens[-1].end)
        if tokens[0].head is not None:
            assert is_tree([token.head for token in tokens])
    for predicate in reading.predicates:
        sentence = reading.sentences[predicate.sentence]
        assert 0 <= predicate.token < len(sentence.tokens)
        for argument in predicate.arguments:
            assert sentence.start <= argument.start < argument.end <= sentence.end
    ends = 0
    for name in reading.names:
        assert ends <= name.start < name.end <= len(words)
        ends = name.end


def is_tree(heads: list[int]) -> bool:
    """Tell whether every word leads to the one root."""
    if heads.count(-1) != 1:
        return False
    for at in range(len(heads)):
        steps = 0
        while heads[at] != -1:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True
