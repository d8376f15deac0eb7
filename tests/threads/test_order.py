"""Threads are named by all their steps, and these stand in order."""

from datetime import date

import msgspec

from sourceline.record.cite import Because
from sourceline.record.event import Event
from sourceline.record.when import UNKNOWN, When
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.order import make_thread, order_steps


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
