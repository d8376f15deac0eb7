"""A country or capital is a government where its sentence has it act as one."""

import pytest

from sourceline.record.article import Text
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings


def kinds(words: str) -> dict[str, str]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    found = find_mentions(text, read_text(text, ReadSettings()), NameSettings()).mentions
    return {one.cite.words: one.kind for one in found}


@pytest.mark.parametrize("words", [
    "Vienna demanded an apology for the attack.",
    "The resolution was rejected by Vienna.",
    "Diplomats condemned Vienna’s refusal to sign the treaty.",
    "The ministers discussed sanctions against Vienna.",
    "Vienna is willing to sign.",
])
def test_a_capital_that_acts_is_a_government(words):
    assert kinds(words)["Vienna"] == "government"


@pytest.mark.parametrize("words", [
    "A fire broke out in Vienna on Monday.",
    "Vienna’s suburbs were flooded.",
    "The train left for Vienna in the morning.",
    "Vienna saw heavy snow.",
])
def test_a_capital_where_something_happens_is_a_place(words):
    assert kinds(words)["Vienna"] == "place"


def test_an_age_and_a_tie_with_its_hedge_are_descriptions():
    words = ("Lena Brandt, 42, a teacher, spoke. That outlet, Orla News Agency, is reportedly "
             "close to the Harbour Guard.")
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    naming = find_mentions(text, read_text(text, ReadSettings()), NameSettings())
    said = [one.cite.words for one in naming.descriptions]
    assert said == ["42", "a teacher", "reportedly close to the Harbour Guard"]
