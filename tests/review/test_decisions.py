"""Decisions are kept for ever, add up without order, and find their words again."""

import sqlite3
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import BrokenRecord
from sourceline.record.cite import Cite
from sourceline.record.decision import Decision
from sourceline.review.bind import bind_decisions
from sourceline.review.fold import standing
from sourceline.review.keep import keep_decisions, read_decisions

START = datetime(2031, 5, 1)


def decide(number: int, verdict="accept", words="Tarsk", start=0, withdraws=None) -> Decision:
    return Decision(id=f"d{number}", question="event.kind", verdict=verdict, person="reader",
                    decided_at=START + timedelta(minutes=number), withdraws=withdraws,
                    cite=Cite(article="a1", start=start, end=start + len(words), words=words))


def test_decisions_come_back_in_the_order_they_were_kept_and_only_once(tmp_path):
    path = tmp_path / "case.review.db"
    keep_decisions(path, [decide(2), decide(1)])
    keep_decisions(path, [decide(1), decide(3)])
    assert [d.id for d in read_decisions(path)] == ["d2", "d1", "d3"]
    assert read_decisions(path)[0] == decide(2)


@pytest.mark.parametrize("spoil", ["DELETE FROM decision", "UPDATE decision SET written = ''"])
def test_the_file_itself_refuses_to_change_or_lose_a_decision(tmp_path, spoil):
    path = tmp_path / "case.review.db"
    keep_decisions(path, [decide(1)])
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(spoil)
    connection.close()
    assert read_decisions(path) == (decide(1),)


def test_a_broken_file_of_decisions_is_never_taken_for_an_empty_one(tmp_path):
    path = tmp_path / "case.review.db"
    path.write_bytes(b"broken" * 500)
    with pytest.raises(BrokenRecord, match="backup"):
        read_decisions(path)


@given(st.lists(st.sampled_from(["accept", "reject", "unsure"]), max_size=6), st.randoms())
def test_a_decision_and_its_withdrawal_leave_the_verdict_as_before(verdicts, random):
    before = [decide(i, verdict) for i, verdict in enumerate(verdicts)]
    after = [*before, decide(50, "reject"), decide(51, "withdraw", withdraws="d50")]
    random.shuffle(after)
    assert standing(after) == standing(before)


def test_a_withdrawal_can_be_withdrawn():
    rows = [decide(1), decide(2, "withdraw", withdraws="d1"), decide(3, "withdraw", withdraws="d2")]
    assert list(standing(rows).values()) == [decide(1)]


def test_a_decision_follows_its_words_when_they_moved_and_is_lost_when_they_are_gone_or_twice():
    moved = bind_decisions([decide(1)], {"a1": "In Tarsk."}).found[0]
    assert (moved.cite.start, moved.cite.words) == (3, "Tarsk")
    assert bind_decisions([decide(1)], {"a1": "Gone."}).lost == (decide(1),)
    assert bind_decisions([decide(1)], {"a1": "x Tarsk, Tarsk"}).lost == (decide(1),)
    assert bind_decisions([decide(1)], {}).lost == (decide(1),)
