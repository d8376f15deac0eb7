"""The reader by rules: made examples, coverage of every character, hostile input."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Part, Text
from sourceline.rooms.read.rules import READER, ReadSettings, read_text

CASES = Path(__file__).parents[1] / "cases" / "read"


def cases(name: str) -> list[dict[str, str]]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def read(words: str, parts: tuple[Part, ...] = ()):
    text = Text(article="a1", captured="", edits=(), words=words, parts=parts)
    return read_text(text, ReadSettings())


def sentences(words: str) -> list[str]:
    return [" ".join(words[one.start:one.end].split()) for one in read(words).sentences]


def tokens(words: str) -> list[str]:
    return [words[token.start:token.end] for one in read(words).sentences for token in one.tokens]


@pytest.mark.parametrize("case", cases("made.toml"), ids=lambda case: case["name"])
def test_sentences_end_where_the_example_says(case):
    assert sentences(case["text"]) == case["wanted"].split(" | ")


@pytest.mark.parametrize("case", cases("known-failures.toml"), ids=lambda case: case["name"])
def test_known_failures_still_fail(case):
    assert sentences(case["text"]) != case["wanted"].split(" | ")


@pytest.mark.parametrize(("words", "wanted"), [
    ("Ito's plan didn't work", "Ito 's plan did n't work"),
    ("the members’ vote", "the members ’ vote"),
    ("an Ostmark-backed anti-war rally", "an Ostmark - backed anti-war rally"),
    ("see https://oste.example/a?b=1.", "see https://oste.example/a?b=1 ."),
    ("$1,200.50 or 20%", "$ 1,200.50 or 20 %"),
    ("“No,” he said", "“ No , ” he said"),
    ("AT&T and O'Reilly", "AT&T and O'Reilly"),
    ("in the 1980s, at 10am", "in the 1980s , at 10 am"),
])
def test_tokens_are_cut_as_in_the_treebanks(words, wanted):
    assert tokens(words) == wanted.split()


@pytest.mark.parametrize(("word", "lemma"), [
    ("killed", "kill"), ("killing", "kill"), ("convicted", "convict"), ("sentenced", "sentence"),
    ("planned", "plan"), ("arrests", "arrest"), ("accused", "accuse"), ("fled", "flee"),
    ("tried", "try"), ("negotiating", "negotiate"), ("controlled", "control"), ("was", "be"),
    ("charged", "charge"), ("shot", "shoot"), ("attacks", "attack"), ("bodies", "body"),
    ("announced", "announce"), ("foiled", "foil"), ("thwarted", "thwart"), ("defined", "define"),
])
def test_a_lemma_leads_from_a_form_to_its_verb_or_noun(word, lemma):
    assert read(f"They {word}.").sentences[0].tokens[1].lemma == lemma


def test_a_part_ends_a_sentence():
    words = "Heading here Body follows."
    parts = (Part(start=0, end=12, kind="heading"), Part(start=13, end=26, kind="body"))
    assert [one.start for one in read(words, parts).sentences] == [0, 13]


def test_the_reader_says_its_name():
    assert read("Yes.").reader == READER == "rules-1"


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("ab A.?!\"'“”’()-,;…\n\t1éß中\u0301&@/:"), max_size=200))
def test_tokens_cover_every_character_that_is_not_white_space(words):
    reading = read(words)
    covered = [place for one in reading.sentences for token in one.tokens
               for place in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert {place for place in range(len(words)) if not words[place].isspace()} <= set(covered)


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_sentences_are_in_order_and_hold_their_tokens(words):
    end = 0
    for one in read(words).sentences:
        assert end <= one.start < one.end
        assert one.tokens[0].start == one.start
        assert one.tokens[-1].end == one.end
        end = one.end


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a-", "a'", "a@", "\"", "(", "1,", "[1", ". \"", "\n"]
)
def test_hostile_input_is_read_to_its_end(piece):
    words = piece * 30_000
    covered = sum(t.end - t.start for s in read(words).sentences for t in s.tokens)
    assert covered == sum(not character.isspace() for character in words)
