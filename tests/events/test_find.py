"""Event mentions are found as the cases say, and every part stands in the text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.event import EventMention
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.times.expressions import find_times

CASES = Path(__file__).parent.parent / "cases" / "events"


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def events_of(words: str, reader: str = "rules") -> tuple[EventMention, ...]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings(reader=reader))
    # The word-order cases were written without mentions; the reader's cases have them.
    mentions = find_mentions(text, reading, NameSettings()).mentions if reader == "model" else ()
    return find_event_mentions(text, reading, mentions, (), EventSettings())


def matches(event: EventMention, wanted: str) -> bool:
    words, kind, status, *roles = wanted.split(" | ")
    said = [(role.role, role.cite.words) for role in event.roles]
    return (event.cite.words, event.kind, event.status) == (words, kind, status) and all(
        any(one.partition("=")[0] == name and _same(one.partition("=")[2], phrase)
            for name, phrase in said) for one in roles)


def _same(wanted: str, phrase: str) -> bool:
    """A mention leaves off an article or a title: "Bova" for "President Bova"."""
    return wanted == phrase or wanted.endswith(f" {phrase}") or phrase.endswith(f" {wanted}")


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize("case", cases("made.toml"), ids=lambda case: case["name"])
def test_a_wanted_event_is_found(case, reader):
    if reader not in case.get("readers", ["rules", "model"]):
        pytest.skip("the case is about what another reader sees")
    found = events_of(case["text"], reader)
    told = [(event.cite.words, event.kind, event.status,
             [(role.role, role.cite.words) for role in event.roles]) for event in found]
    for wanted in case["want"]:
        assert any(matches(event, wanted) for event in found), (wanted, told)
    for never in case.get("never", ()):
        assert never not in {f"{event.kind} | {event.status}" for event in found}


@pytest.mark.parametrize("case", cases("syntax.toml"), ids=lambda case: case["name"])
def test_the_tree_carries_roles_and_status(case):
    check_case(case)


@pytest.mark.parametrize("case", cases("trial-reports.toml"), ids=lambda case: case["name"])
def test_a_trial_report_makes_no_second_attack(case):
    check_case(case)


@pytest.mark.xfail(strict=True, reason="known")
@pytest.mark.parametrize("case", cases("known-failures.toml"), ids=lambda case: case["name"])
def test_a_known_failure_still_fails(case):
    check_case(case)


@pytest.mark.parametrize("case", cases("times.toml"), ids=lambda case: case["name"])
def test_an_event_takes_the_time_that_is_its_own(case):
    text = Text(article="a1", captured="", edits=(), words=case["text"], parts=())
    reading = read_text(text, ReadSettings(reader="model"))
    times = find_times(text, reading)
    words = {time.id: time.cite.words for time in times}
    mentions = find_mentions(text, reading, NameSettings()).mentions
    found = {event.cite.words: words.get(event.time or "", "") for event in find_event_mentions(
        text, reading, mentions, times, EventSettings())}
    for trigger, time in (one.split(" | ") for one in case["want"]):
        assert found[trigger] == time.strip("-"), found


def check_case(case: dict) -> None:
    found = events_of(case["text"], "model")
    told = [(event.cite.words, event.kind, event.status,
             [(role.role, role.cite.words) for role in event.roles]) for event in found]
    for wanted in case.get("want", ()):
        assert any(matches(event, wanted) for event in found), (wanted, told)
    for never in case.get("never", ()):
        kind, status = never.split(" | ")
        assert not any(event.status == status and f"{event.kind}.".startswith(f"{kind}.")
                       for event in found), (never, told)


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize("case", cases("negative.toml"), ids=lambda case: case["name"])
def test_another_sense_is_no_event(case, reader):
    kinds = {event.kind.split(".")[0] for event in events_of(case["text"], reader)}
    assert not kinds & set(case["never"])


@given(st.lists(st.sampled_from(
    ["police", "arrested", "killed", "the", "plot", "to", "bomb", "was", "foiled", ",", ".", "in",
     "Ostmark", "men", "by", "and", "sanctions", "trial", "of", "who", "would", "not", "“", "”",
     "attack", "on", "protesters", "'s", "if", "had"]), max_size=40).map(" ".join))
def test_every_part_of_an_event_stands_in_the_text(words):
    check_cites(words, "rules")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(
    ["police", "arrested", "killed", "dozens", "of", "the", "plot", "to", "bomb", "was", "foiled",
     ",", ".", "in", "Ostmark", "men", "by", "and", "last", "Friday", "who", "Tolan", "'s", "-",
     "attack", "on", "protesters", "with", "a", "grenade", "LORN", "members"]),
    max_size=40).map(" ".join))
def test_every_part_read_off_a_tree_stands_in_the_text(words):
    check_cites(words, "model")


def check_cites(words: str, reader: str) -> None:
    for event in events_of(words, reader):
        for part in (event.cite, event.sentence, *(role.cite for role in event.roles)):
            assert words[part.start:part.end] == part.words


def test_the_same_text_gives_the_same_events():
    words = "Police arrested two men in Ostmark."
    assert events_of(words) == events_of(words)
