import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.thread import Due
from sourceline.record.when import When
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.threads.due import DueSettings, find_dues
from sourceline.rooms.threads.due_interval import due_interval
from tests.threads.made import on

FOLDER = Path(__file__).parents[1] / "cases" / "threads"
FILES = [tomllib.loads((FOLDER / name).read_text("utf-8"))
         for name in ("dues-read.toml", "dues-frames.toml", "dues-wide.toml")]
DUE = [one for file in FILES for one in file["due"]]
NONE = [one for file in FILES for one in file["none"]]


def _dues(words: str):
    from sourceline.rooms.times.expressions import TimeSettings, find_times

    text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    return find_dues(text, reading, (), find_times(text, reading, TimeSettings()), DueSettings())


@pytest.mark.parametrize("case", DUE, ids=[one["text"][:40] for one in DUE])
def test_what_syntax_announces_is_due(case):
    (due,) = _dues(case["text"])
    assert due.stage == case["stage"]
    assert due.cite.words == case["text"][due.cite.start:due.cite.end]
    if "words" in case:
        assert due.cite.words == case["words"]


@pytest.mark.parametrize("case", NONE, ids=[one["text"][:40] for one in NONE])
def test_what_is_guessed_denied_or_over_is_not_due(case):
    assert _dues(case["text"]) == ()


def _interval(when: When, **of_due):
    cite = _dues("The accord takes effect on March 1.")[0].cite
    due = Due(id="d", cite=cite, stage="TRIAL", **of_due)
    found = due_interval(due, when, on(2031, 5, 2).from_date)
    return str(found.from_date), str(found.to_date)


def test_by_runs_from_the_publication_and_before_ends_where_its_time_begins():
    assert _interval(on(2031, 6, 30), bound="by") == ("2031-05-02", "2031-07-01")
    assert _interval(on(2031, 6, 30), bound="before") == ("2031-05-02", "2031-06-30")


def test_within_is_counted_from_the_publication():
    assert _interval(on(2031, 5, 1), bound="within", length="P28D") == ("2031-05-02", "2031-05-31")


def test_a_weekday_behind_the_publication_comes_round_again():
    assert _interval(on(2031, 4, 25), again="week") == ("2031-05-02", "2031-05-03")


def test_of_a_day_of_two_years_the_one_ahead_is_due():
    both = When(from_date=on(2030, 5, 9).from_date, to_date=on(2031, 5, 9).to_date,
                precision="day", basis="relative")
    assert _interval(both, again="year") == ("2031-05-09", "2031-05-10")
