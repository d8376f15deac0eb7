import random
from datetime import date

import pytest

from sourceline.record.cite import Cite
from sourceline.record.thread import Due
from sourceline.record.when import PlacedTime, Publication
from sourceline.rooms.threads.answer import answer_dues
from sourceline.rooms.threads.find import ThreadSettings, find_threads
from tests.threads.made import MADE, Told, on, person, place

PEOPLE = [person("Ilse Brandt"), person("Tomas Reuk"), place("Varenia")]


def _threads(told: Told):
    return find_threads(told.events, told.mentions, told.links, PEOPLE, ThreadSettings())


def test_the_stages_of_one_defendant_are_one_thread_in_order():
    told = Told()
    told.add("SENTENCE", "Ilse Brandt", when=on(2031, 5))
    told.add("ARREST", "Ilse Brandt", when=on(2030, 1))
    told.add("TRIAL", "Ilse Brandt", when=on(2031, 2))
    (thread,) = _threads(told)
    assert [step.stage for step in thread.steps] == ["ARREST", "TRIAL", "SENTENCE"]
    assert thread.label == "Case of Ilse Brandt"


def test_two_defendants_are_two_threads():
    told = Told()
    for name in ("Ilse Brandt", "Tomas Reuk"):
        told.add("ARREST", name)
        told.add("TRIAL", name)
    assert len(_threads(told)) == 2


def test_a_shared_country_joins_nothing():
    told = Told()
    told.add("ARREST", "Varenia")
    told.add("TRIAL", "Varenia")
    assert _threads(told) == ()


def test_a_person_who_is_no_defendant_joins_nothing():
    told = Told()
    told.add("TRIAL", "Ilse Brandt", role="actor")
    told.add("SENTENCE", "Ilse Brandt", role="actor")
    assert _threads(told) == ()


def test_a_plot_told_beside_one_case_belongs_to_it():
    told = Told()
    told.add("ARREST", "Ilse Brandt")
    told.add("TRIAL", "Ilse Brandt", sentence=900)
    told.add("PLOT", sentence=900)
    told.add("THWART", article="a2", sentence=50)
    told.add("PLOT", article="a2", sentence=50)
    (thread,) = _threads(told)
    assert [step.stage for step in thread.steps] == ["PLOT", "ARREST", "TRIAL"]


def test_a_plot_told_beside_two_cases_is_left_open():
    told = Told()
    for name in ("Ilse Brandt", "Tomas Reuk"):
        told.add("ARREST", name)
        told.add("TRIAL", name, sentence=900)
    told.add("PLOT", sentence=900)
    assert all(len(thread.steps) == 2 for thread in _threads(told))


def test_every_step_says_why():
    told = Told()
    told.add("ARREST", "Ilse Brandt")
    told.add("TRIAL", "Ilse Brandt")
    assert all(step.because.sentence for thread in _threads(told) for step in thread.steps)


def test_the_order_of_events_changes_nothing():
    told = Told()
    for name in ("Ilse Brandt", "Tomas Reuk"):
        for kind in ("ARREST", "TRIAL", "VERDICT"):
            told.add(kind, name)
    told.add("CHARGE", "Ilse Brandt")
    wanted = _threads(told)
    random.Random(3).shuffle(told.events)
    random.Random(4).shuffle(told.mentions)
    assert _threads(told) == wanted


def _due(mention: str | None, stage="TRIAL") -> Due:
    return Due(id="d1", cite=Cite(article="a1", start=0, end=5, words="words"), stage=stage,
               event_mention=mention, time="t1")


def _placed(when):
    return [PlacedTime(expression="t1", article="a1", when=when, because=MADE)]


def _state(told: Told, last_day: date | None):
    (follow_up,) = answer_dues([_due("m0")], told.mentions, told.events, _threads(told),
                               _placed(on(2031, 2)), last_day, ThreadSettings())
    return follow_up.state, follow_up.answered_by


def test_a_later_stage_of_the_thread_answers():
    told = Told()
    told.add("TRIAL", "Ilse Brandt", when=on(2031, 2), status="expected")
    told.add("VERDICT", "Ilse Brandt", when=on(2031, 3), article="a2")
    assert _state(told, date(2031, 12, 1)) == ("answered", "e1")


@pytest.mark.parametrize(("last_day", "state"), [
    (date(2031, 12, 1), "overdue"), (date(2031, 1, 1), "open"), (None, "open")])
def test_without_an_answer_it_is_open_until_the_collection_reaches_past_it(last_day, state):
    told = Told()
    told.add("TRIAL", "Ilse Brandt", when=on(2031, 2), status="expected")
    told.add("ARREST", "Ilse Brandt", when=on(2030, 3))
    assert _state(told, last_day) == (state, None)


def test_an_earlier_trial_does_not_answer():
    told = Told()
    told.add("TRIAL", "Ilse Brandt", when=on(2031, 2), status="expected")
    told.add("VERDICT", "Ilse Brandt", when=on(2029, 3))
    assert _state(told, date(2031, 12, 1)) == ("overdue", None)


@pytest.mark.parametrize(("day", "state"), [((2031, 3, 1), "answered"), ((2031, 9, 1), "overdue")])
def test_what_lies_ahead_of_its_telling_does_not_answer(day, state):
    told = Told()
    told.add("TRIAL", "Ilse Brandt", when=on(2031, 2), status="expected")
    told.add("VERDICT", "Ilse Brandt", when=on(*day), article="a2")
    later = Publication(article="a2", published=on(2031, 4), words="", crawled=None,
                        candidates=(), because=MADE)
    (follow_up,) = answer_dues([_due("m0")], told.mentions, told.events, _threads(told),
                               _placed(on(2031, 2)), date(2031, 12, 1), ThreadSettings(), [later])
    assert follow_up.state == state
