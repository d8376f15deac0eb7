import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "events" / "frames.toml").read_text("utf-8"))


def _told(words: str):
    text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    return find_event_mentions(text, read_text(text, ReadSettings()), (), (), EventSettings())


@pytest.mark.parametrize("case", CASES["step"], ids=[one["text"][:40] for one in CASES["step"]])
def test_a_step_told_in_other_words_is_found(case):
    found = [one for one in _told(case["text"]) if one.kind.split(".")[0] == case["kind"]]
    assert found
    if "target" in case:
        assert [role.cite.words for role in found[0].roles if role.role == "target"] == [
            case["target"]]


@pytest.mark.parametrize("case", CASES["none"], ids=[one["text"][:40] for one in CASES["none"]])
def test_like_words_of_other_things_tell_no_step(case):
    assert case["kind"] not in [one.kind.split(".")[0] for one in _told(case["text"])]


def test_a_word_and_its_frame_tell_it_once():
    assert [one.kind for one in _told("Lawmakers opened an inquiry into the fire.")] == [
        "INVESTIGATE"]


def test_a_plea_of_not_guilty_is_no_conviction():
    assert [one.kind for one in _told("The clerk pleaded not guilty on Tuesday.")] == ["TRIAL"]


def test_what_is_denied_did_not_happen():
    found = _told("Lawmakers did not open an inquiry into the fire.")
    assert {one.status for one in found} <= {"denied"}


def test_every_cite_holds():
    words = "The clerk was given six years on Tuesday, and two others were freed."
    for step in _told(words):
        for cite in (step.cite, step.sentence, *(role.cite for role in step.roles)):
            assert words[cite.start:cite.end] == cite.words
