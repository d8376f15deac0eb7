"""Pronouns and definite phrases, with the real reader: what is joined, what stays open."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.entity import Mention
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings

CASES = Path(__file__).parents[1] / "cases" / "names"


def cases() -> list[dict]:
    return tomllib.loads((CASES / "anaphora.toml").read_text(encoding="utf-8"))["case"]


def mentions(words: str) -> list[Mention]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    return list(find_mentions(text, read_text(text, ReadSettings()), NameSettings()).mentions)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_what_stands_for_a_name_is_joined_and_the_rest_is_open(case):
    found = mentions(case["text"])
    by_id = {one.id: one for one in found}
    joined = [f"{one.cite.words} -> {by_id[one.same_as].cite.words}" for one in found
              if one.form != "name" and one.same_as]
    assert joined == case["joined"]


def test_every_join_has_a_reason_that_cites_both_places():
    found = mentions(cases()[0]["text"])
    assert all(one.because and len(one.because.cites) == 2 for one in found if one.form != "name")


def test_a_pronoun_never_overlaps_another_mention():
    found = mentions(" ".join(case["text"] for case in cases()))
    places = [(one.cite.start, one.cite.end) for one in found]
    assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_a_reader_without_syntax_leaves_pronouns_open():
    text = Text(article="a1", captured="", edits=(), words=cases()[0]["text"], parts=())
    reading = read_text(text, ReadSettings(reader="rules"))
    found = find_mentions(text, reading, NameSettings()).mentions
    assert not [one for one in found if one.form == "pronoun"]


@pytest.mark.parametrize("line", [
    "A crowd stood in Velm. Lena Brandt/Getty Images",
    "A crowd stood in the rain. Photo by Lena Brandt",
    "By Lena Brandt, Velm",
    "Lena Brandt contributed to this report.",
])
def test_who_signs_a_picture_or_a_text_is_not_named_in_it(line):
    assert "Lena Brandt" not in [one.cite.words for one in mentions(line)]
