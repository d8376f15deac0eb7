import tomllib
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.claim import Claim
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading, Sentence
from sourceline.rooms.figures.find import FigureSettings, find_figures

CASES = Path(__file__).parents[1] / "cases" / "figures"
MADE = tomllib.loads((CASES / "made.toml").read_text("utf-8"))["case"]
NEGATIVE = tomllib.loads((CASES / "negative.toml").read_text("utf-8"))["texts"]


def _figures(words: str, events=(), claims=()):
    text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    reading = Reading(article="a1", reader="made", sentences=(
        Sentence(start=0, end=len(words), tokens=()),))
    return find_figures(text, reading, events, claims, FigureSettings())


@pytest.mark.parametrize("case", MADE, ids=[case["text"][:40] for case in MADE])
def test_figures_say_number_bound_and_what_is_counted(case):
    found = [{"words": f.cite.words, "low": f.low, "high": f.high, "bound": f.bound,
              "unit": f.unit, "counted": f.counted} for f in _figures(case["text"])]
    for figure in found:
        for end in ("low", "high"):
            figure[end] = None if figure[end] is None else pytest.approx(figure[end], abs=1e-3)
    wanted = [{"low": None, "high": None} | figure for figure in case["figures"]]
    assert found == wanted


@pytest.mark.parametrize("text", NEGATIVE)
def test_years_dates_ages_times_and_names_are_no_figures(text):
    assert [f.cite.words for f in _figures(text)] == []


def test_cites_stand_in_the_text():
    for case in MADE:
        for figure in _figures(case["text"]):
            for at in (figure.cite, figure.counted_cite):
                assert at is None or case["text"][at.start:at.end] == at.words


def _event(words: str, trigger: str) -> EventMention:
    start = words.index(trigger)
    return EventMention(
        id=make_id("e", trigger), cite=cite("a1", words, start, start + len(trigger)),
        sentence=cite("a1", words, 0, len(words)), kind="ASSAULT", status="happened",
        because=Because(rule="test", version="1", sentence="made up"))


def test_a_figure_points_at_the_event_that_its_outcome_names():
    words = "After a raid in March, guards killed 12 prisoners."
    event = _event(words, "killed")
    (figure,) = _figures(words, [_event(words, "raid"), event])
    assert figure.event == event.id


def test_a_figure_near_two_events_points_at_neither():
    words = "The raid and arrests concerned 12 prisoners."
    (figure,) = _figures(words, [_event(words, "raid"), _event(words, "arrests")])
    assert figure.event in (None, _event(words, "arrests").id)


def test_a_figure_in_a_claim_is_attributed_to_its_speaker():
    words = "The League said that 12 prisoners died."
    claim = Claim(
        id="c1", cite=cite("a1", words, 0, len(words)), speaker=cite("a1", words, 0, 10),
        cue=cite("a1", words, 11, 15), content=cite("a1", words, 16, 38), form="indirect",
        because=Because(rule="test", version="1", sentence="made up"))
    (figure,) = _figures(words, (), [claim])
    assert figure.attributed_to == "The League"
