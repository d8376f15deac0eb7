"""Threads are named by all their steps."""

from sourceline.record.cite import Because
from sourceline.record.event import Event
from sourceline.record.when import UNKNOWN
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.order import make_thread


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
