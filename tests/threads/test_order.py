"""Threads are named by all their steps, and these stand in order."""

from datetime import date

import msgspec

from sourceline.record.cite import Because
from sourceline.record.event import Event
from sourceline.record.when import UNKNOWN, When
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.order import make_thread, order_again, order_steps


def event(name: str, kind: str) -> Event:
    return Event(id=name, kind=kind, label=kind, status="happened", when=UNKNOWN, members=(name,),
                 because=Because(rule="made", version="1", sentence="made"))


def test_two_threads_that_share_an_event_have_two_names():
    shared, trial, other = (event("e1", "ARREST"), event("e2", "TRIAL"), event("e3", "TRIAL"))
    kind = stages().kind[0]
    one = make_thread((shared, trial), kind, "", {}, {})
    two = make_thread((shared, other), kind, "", {}, {})
    assert one.id != two.id
    assert one.id == make_thread((trial, shared), kind, "", {}, {}).id


def test_what_was_over_before_a_dated_step_stands_before_it_whatever_its_stage():
    kind = next(one for one in stages().kind if one.name == "case")

    def at(name: str, stage: str, first: date | None, end: date | None) -> Event:
        when = When(from_date=first, to_date=end, precision="day", basis="stated")
        return msgspec.structs.replace(event(name, stage), when=when)

    trial = at("trial", "TRIAL", date(2031, 1, 8), date(2031, 1, 9))
    sentence = at("sentence", "SENTENCE", date(2031, 6, 1), date(2031, 6, 2))
    statement = at("appeal", "APPEAL", None, date(2031, 3, 1))
    open_ended = at("last", "APPEAL", None, None)
    assert [one.id for one in order_steps([sentence, open_ended, statement, trial], kind)] == [
        "trial", "appeal", "sentence", "last"]


def _dated(name: str, stage: str, first: date | None, end: date | None) -> Event:
    when = When(from_date=first, to_date=end, precision="day", basis="stated")
    return msgspec.structs.replace(event(name, stage), when=when)


def test_what_is_asked_for_at_any_stage_stands_where_it_is_told():
    kind = next(one for one in stages().kind if one.name == "case")
    arrest = _dated("arrest", "ARREST", date(2031, 1, 8), date(2031, 1, 9))
    sentence = _dated("sentence", "SENTENCE", date(2031, 6, 1), date(2031, 6, 2))
    request = _dated("request", "REQUEST", None, date(2031, 6, 3))
    trial = _dated("trial", "TRIAL", None, date(2031, 6, 3))
    assert [one.id for one in order_steps([sentence, request, trial, arrest], kind)] == [
        "arrest", "trial", "sentence", "request"]


def test_steps_are_ordered_again_by_the_dates_the_calendar_found():
    kind = next(one for one in stages().kind if one.name == "case")
    first = [event("charge", "CHARGE"), event("trial", "TRIAL")]
    thread = make_thread(first, kind, "", {}, {})
    assert [step.event for step in thread.steps] == ["charge", "trial"]
    narrowed = [_dated("charge", "CHARGE", date(2031, 4, 1), date(2031, 4, 2)),
                _dated("trial", "TRIAL", None, date(2031, 3, 1))]
    (again,) = order_again([thread], narrowed)
    assert [step.event for step in again.steps] == ["trial", "charge"]
    assert again.id == thread.id
