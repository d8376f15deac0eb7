import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.threads.steps import add_steps

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "threads" / "steps.toml").read_text("utf-8"))


def _steps(words: str, events=()):
    text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    return add_steps(text, read_text(text, ReadSettings()), (), (), events)


@pytest.mark.parametrize("case", CASES["step"], ids=[one["text"][:40] for one in CASES["step"]])
def test_a_step_told_in_other_words_is_found(case):
    found = [one for one in _steps(case["text"]) if one.kind.split(".")[0] == case["kind"]]
    assert found
    if "target" in case:
        assert [role.cite.words for role in found[0].roles if role.role == "target"] == [
            case["target"]]


@pytest.mark.parametrize("case", CASES["none"], ids=[one["text"][:40] for one in CASES["none"]])
def test_like_words_of_other_things_tell_no_step(case):
    assert case["kind"] not in [one.kind.split(".")[0] for one in _steps(case["text"])]


def test_what_the_events_room_found_is_not_told_twice():
    words = "Lawmakers opened an inquiry into the fire."
    once = _steps(words)
    assert _steps(words, once) == once


def test_what_is_denied_is_no_step():
    assert _steps("Lawmakers did not open an inquiry into the fire.") == ()


def test_every_cite_holds():
    words = "The clerk was given six years on Tuesday, and two others were freed."
    for step in _steps(words):
        for cite in (step.cite, step.sentence, *(role.cite for role in step.roles)):
            assert words[cite.start:cite.end] == cite.words
