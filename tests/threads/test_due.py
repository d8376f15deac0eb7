import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading, Sentence
from sourceline.rooms.threads.due import DueSettings, find_dues

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "threads" / "dues.toml").read_text("utf-8"))


def _dues(words: str, events=()):
    text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    reading = Reading(article="a1", reader="made", sentences=(
        Sentence(start=0, end=len(words), tokens=()),))
    return find_dues(text, reading, events, (), DueSettings())


@pytest.mark.parametrize("case", CASES["due"], ids=[case["text"][:40] for case in CASES["due"]])
def test_what_is_announced_is_due(case):
    assert [due.stage for due in _dues(case["text"])] == [case["stage"]]


@pytest.mark.parametrize("case", CASES["none"], ids=[case["text"][:40] for case in CASES["none"]])
def test_what_is_over_guessed_or_threatened_is_not_due(case):
    assert _dues(case["text"]) == ()


def _event(words: str, trigger: str, kind: str, status) -> EventMention:
    start = words.index(trigger)
    return EventMention(id="m1", cite=cite("a1", words, start, start + len(trigger)),
                        sentence=cite("a1", words, 0, len(words)), kind=kind, status=status,
                        because=Because(rule="test", version="1", sentence="made up"))


def test_an_expected_event_beside_an_announcement_is_due():
    words = "The clerk is set to be released in May."
    (due,) = _dues(words, [_event(words, "released", "RELEASE", "expected")])
    assert (due.stage, due.event_mention) == ("RELEASE", "m1")


def test_a_threatened_event_is_not_due():
    words = "The militia says it will release nobody and will execute two."
    assert _dues(words, [_event(words, "execute", "EXECUTE", "threatened")]) == ()
