"""Figures read with the reader's tree: what is counted, of which whole, who says so."""

import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.claim import Figure
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.figures.find import FigureSettings, find_figures
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings

CASES = Path(__file__).parents[1] / "cases" / "figures"
READ = tomllib.loads((CASES / "read.toml").read_text("utf-8"))["case"]
TOLD = tomllib.loads((CASES / "events.toml").read_text("utf-8"))["case"]


def figures_of(words: str) -> tuple[Figure, ...]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    claims = find_claims(text, reading, (), ClaimSettings())
    return find_figures(text, reading, (), claims, FigureSettings())


@pytest.mark.parametrize("case", READ, ids=[case["name"] for case in READ])
def test_the_tree_says_what_is_counted(case):
    found = [{"words": f.cite.words, "low": f.low, "high": f.high, "bound": f.bound,
              "unit": f.unit, "counted": f.counted} for f in figures_of(case["text"])]
    assert found == [{"low": None, "high": None} | figure for figure in case["figures"]]


@pytest.mark.parametrize("case", TOLD, ids=[case["name"] for case in TOLD])
def test_the_event_of_its_verb_says_whom_a_number_counts(case):
    text = Text(article="a1", captured="", edits=(), words=case["text"], parts=())
    reading = read_text(text, ReadSettings())
    tellings = find_event_mentions(text, reading, (), (), EventSettings())
    found = [{"words": f.cite.words, "low": f.low, "high": f.high, "bound": f.bound,
              "unit": f.unit, "counted": f.counted}
             for f in find_figures(text, reading, tellings, (), FigureSettings())]
    assert found == case["figures"]


def test_a_place_and_a_part_narrow_a_figure():
    whole, part = figures_of("The flood in Ostmark killed 12 people, including three children.")
    assert [cite.words for cite in whole.scope] == ["including three children"]
    assert part.counted == "children killed"


def test_a_figure_in_a_report_has_its_speaker():
    figure, = figures_of("According to the ministry, 12 people were injured.")
    assert figure.attributed_to == "the ministry"


def test_a_person_who_is_counted_is_not_the_source_of_the_count():
    figure, = figures_of("Twelve farmers said that the levy was too high.")
    assert figure.attributed_to == ""


def test_who_puts_a_toll_at_a_number_is_its_source():
    figure, = figures_of("Hospital director Pavel Rusk put the death toll at nine.")
    assert (figure.attributed_to, figure.counted) == ("Hospital director Pavel Rusk",
                                                      "people killed")


def test_the_number_of_people_killed_belongs_to_the_killing():
    words = "The number of people killed in the bombing of a market has risen to six."
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    tellings = find_event_mentions(text, reading, (), (), EventSettings())
    figure, = find_figures(text, reading, tellings, (), FigureSettings())
    assert figure.event == next(t.id for t in tellings if t.cite.words == "killed")
