"""The names room: made examples, words that stay apart, and what always holds."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.entity import Naming
from sourceline.record.reading import NameSpan
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.rules import ReadSettings, read_text

CASES = Path(__file__).parents[1] / "cases" / "names"


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def find(words: str) -> Naming:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    return find_mentions(text, read_text(text, ReadSettings()), NameSettings())


def joined(naming: Naming) -> list[str]:
    by_id = {mention.id: mention for mention in naming.mentions}
    return [f"{mention.cite.words} -> {by_id[mention.same_as].cite.words}"
            for mention in naming.mentions if mention.same_as]


@pytest.mark.parametrize("case", cases("made.toml"), ids=lambda case: case["name"])
def test_names_joins_and_descriptions_are_as_the_example_says(case):
    naming = find(case["text"])
    known = {line.split(" = ")[0] for line in case["wanted"]}
    found = [f"{one.cite.words} = {one.kind}" for one in naming.mentions
             if not case.get("only_names") or one.cite.words in known]
    assert found == case["wanted"]
    assert joined(naming) == case.get("same", [])
    by_id = {mention.id: mention.cite.words for mention in naming.mentions}
    said = [f"{by_id[one.mention]}: {one.cite.words}" for one in naming.descriptions]
    assert [line for line in said if line in case.get("said", [])] == case.get("said", [])
    assert not set(case.get("lacks", [])) & {one.cite.words for one in naming.mentions}


@pytest.mark.parametrize("case", cases("negative.toml"), ids=lambda case: case["name"])
def test_what_the_text_leaves_open_is_not_joined(case):
    assert joined(find(case["text"])) == []


def test_names_a_reader_saw_are_taken():
    words = "brandt met the varenian guard"
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    names = (
        NameSpan(start=0, end=6, kind="person"), NameSpan(start=15, end=29, kind="nationality"),
    )
    reading = type(reading)(article="a1", reader="made-1", sentences=reading.sentences, names=names)
    found = find_mentions(text, reading, NameSettings()).mentions
    assert [(one.cite.words, one.kind) for one in found] == [("brandt", "person")]


@pytest.mark.parametrize(("words", "seen", "names"), [
    ("Juan Carlos Varga left.", ["Juan", "Carlos Varga"], ["Juan Carlos Varga"]),
    ("Then Ana Lima dos Santos left.", ["Ana Lima", "Santos"], ["Ana Lima dos Santos"]),
    ("Umm Khal bint Rashid left.", ["Umm", "Khal bint Rashid"], ["Umm Khal bint Rashid"]),
    ("Dawit Alemu Besha left. Dawit fled.", ["Alemu Besha", "Dawit fled"],
     ["Dawit Alemu Besha", "Dawit"]),
    ("Omar Karst, Lena Soe left.", ["Omar Karst", "Lena Soe"], ["Omar Karst", "Lena Soe"]),
])
def test_a_person_cut_in_two_is_one(words, seen, names):
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    spans = tuple(NameSpan(start=words.rindex(one), end=words.rindex(one) + len(one.removesuffix(
        " fled")), kind="person") for one in seen)
    reading = type(reading)(article="a1", reader="made-1", sentences=reading.sentences, names=spans)
    found = find_mentions(text, reading, NameSettings()).mentions
    assert [one.cite.words for one in found] == names


def test_a_span_of_marks_or_small_words_names_nothing():
    words = "the city - of (the) 's , . 3"
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    for start in range(0, len(words), 2):
        names = (NameSpan(start=start, end=len(words), kind="person"),)
        made = type(reading)(article="a1", reader="made-1", sentences=reading.sentences,
                             names=names)
        assert find_mentions(text, made, NameSettings()).mentions == ()


WORDS = st.sampled_from([
    "Lena", "Brandt", "Ostmark", "the", "The", "of", "and", "Council", "Ministry", "(", ")", "NCW",
    "said", ",", ".", "President", "al", "-", "“", "”", "report", "entitled", "Mrs.", "'s", "who",
    "diplomat", "Vienna", "rejected", "\n\n", "a", "named", "close", "to", "3",
])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_every_cite_holds_and_mentions_never_overlap(pieces):
    words = " ".join(pieces)
    naming = find(words)
    places = [(one.cite.start, one.cite.end) for one in naming.mentions]
    assert places == sorted(places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    cites = [one.cite for one in (*naming.mentions, *naming.descriptions)]
    assert all(words[one.start:one.end] == one.words and one.words for one in cites)
    ids = {one.id: one.cite.start for one in naming.mentions}
    assert all(ids[one.same_as] < one.cite.start for one in naming.mentions if one.same_as)
    assert {one.mention for one in naming.descriptions} <= ids.keys()


@pytest.mark.parametrize("piece", [
    "The ", "A (B) ", "Lena Brandt ", "report entitled “The Long Winter” ", "of Council ",
    "the diplomat Ana Ito. ", "Ito, a lawyer, ", "al-", "Ana-", "Council of the ",
])
def test_hostile_input_is_searched_to_its_end(piece):
    words = piece * 4_000
    for mention in find(words).mentions:
        assert words[mention.cite.start:mention.cite.end] == mention.cite.words
