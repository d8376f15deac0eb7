"""Word pieces: expected numbers on invented sentences, and the same as the reference tokenizer."""

import json
import random
from pathlib import Path

import pytest

from sourceline.rooms.read.model.network import WEIGHTS
from sourceline.rooms.read.model.pieces import MOST_PIECES, UNKNOWN, open_pieces

PIECES = open_pieces(WEIGHTS / "vocab.txt")
CASES = Path(__file__).parents[1] / "cases" / "read"
EXPECTED = json.loads((CASES / "pieces.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["words"][:40])
def test_words_are_cut_into_the_expected_pieces(case):
    assert [PIECES.numbers(word) for word in case["words"].split()] == case["numbers"]


def test_a_long_word_keeps_its_head_and_tail():
    long = PIECES.numbers("qzxjkvwqzxjkvwqzxjkvw")
    numbers, _ = PIECES["qzxjkvwqzxjkvwqzxjkvw"]
    assert len(numbers) == MOST_PIECES
    assert numbers == (*long[:4], *long[-4:])


@pytest.mark.parametrize("word", ["", "\u200d", "\ufffd", "x" * 101])
def test_a_word_without_pieces_is_unknown(word):
    assert PIECES[word][0] == (UNKNOWN,)


def test_pieces_are_those_of_the_reference_tokenizer():
    reference = reference_tokenizer()
    draw = random.Random(3)
    signs = ("abcdefgzäöüßéñøłžışİIßΣσςДдجمлκ中文かな１２ 0123456789'’-–—“”\"$€%&@#_/"
             ".,;:!?()[]{}<>+=~^`|\\…")
    for _ in range(3000):
        word = "".join(draw.choice(signs) for _ in range(draw.randint(1, 12)))
        assert PIECES.numbers(word) == reference.encode(word, add_special_tokens=False).ids, word


def reference_tokenizer():
    tokenizers = pytest.importorskip("tokenizers", reason="compared only where it is installed")
    vocabulary = (WEIGHTS / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    model = tokenizers.models.WordPiece(
        {piece: at for at, piece in enumerate(vocabulary)}, unk_token="[UNK]")
    reference = tokenizers.Tokenizer(model)
    reference.normalizer = tokenizers.normalizers.BertNormalizer()
    reference.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return reference
