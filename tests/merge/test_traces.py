"""Traces of tellings: how alike two are, and which of an article's is the one meant."""

import pytest

from sourceline.record.cite import Because, Cite
from sourceline.record.event import EventMention
from sourceline.rooms.merge.shared import Rivals, rivals_of
from sourceline.rooms.merge.spots import make_spots
from sourceline.rooms.merge.tellings import make_telling
from sourceline.text.traces import alike


def _trace(x: int, y: int) -> bytes:
    return bytes((x % 256, y % 256))


def _telling(trace: bytes):
    cite = Cite(article="a", start=0, end=4, words="held")
    mention = EventMention(id="m", cite=cite, sentence=cite, kind="ARREST", status="happened",
                           trace=trace,
                           because=Because(rule="test", version="1", sentence="made up"))
    return make_telling(mention, {}, {}, None, make_spots(()), {})


def test_opposite_traces_are_not_alike_and_a_missing_one_says_nothing():
    assert alike(_trace(127, 0), _trace(-127, 0)) == pytest.approx(-1)
    assert alike(_trace(127, 0), _trace(127, 0)) == pytest.approx(1)
    assert alike(b"", b"") == 0


def test_the_telling_most_alike_stands_above_the_next_one_and_others_below_it():
    rivals = rivals_of(_telling(_trace(127, 0)),
                       [_telling(_trace(127, 0)), _telling(_trace(0, 127))])
    assert rivals.count == 2
    assert rivals.above(1.0) == pytest.approx(1.0)
    assert rivals.above(0.0) == pytest.approx(-1.0)
    assert Rivals().count == 0
