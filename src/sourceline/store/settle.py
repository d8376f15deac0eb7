"""Bring a record to what people decided: at once, and again after every rebuild.

In: a record opened for writing, and the decisions that stand, in the order they were made. Out:
the record as they have it, and which decisions found nothing to stand on. The record is always the
program's own reading with these decisions applied one after the other, so it does not matter
whether they came one by one, all at once, or with some withdrawn on the way.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sourceline.record.decision import Decision, Verdicts
from sourceline.store.ask import marks
from sourceline.store.follow import follow
from sourceline.store.ledger import Ledger, take_back
from sourceline.store.verdicts_events import correct_event, join_events, judge_event, judge_role
from sourceline.store.verdicts_lines import correct_figure, judge_line
from sourceline.store.verdicts_names import (
    correct_entity,
    join_entities,
    judge_entity,
    move_mentions,
)

_DOORS: Mapping[str, Callable[[Ledger, Decision], bool]] = MappingProxyType({
    "event": judge_event, "event.kind": correct_event, "event.status": correct_event,
    "event.date": correct_event, "event.place": correct_event, "event.same": join_events,
    "role": judge_role, "entity": judge_entity, "entity.kind": correct_entity,
    "entity.name": correct_entity, "entity.same": join_entities, "mention.entity": move_mentions,
    "alias.entity": move_mentions, "claim": judge_line, "figure": judge_line,
    "follow_up": judge_line, "figure.number": correct_figure, "figure.counted": correct_figure,
})


@dataclass(frozen=True)
class Settled:
    """What settling did: how many decisions it applied now, and the ids of the idle ones.

    A decision is idle when its words stand in the text but nothing in the record rests on them.
    """

    applied: int
    idle: tuple[str, ...]


def settle_decisions(connection: sqlite3.Connection, verdicts: Verdicts) -> Settled:
    """Make the record follow the verdicts that stand, in one transaction.

    Takes: verdicts whose words were found in today's texts. What was applied before and still
    stands is not touched again.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        settled = settle_within(connection, verdicts)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return settled


def settle_within(connection: sqlite3.Connection, verdicts: Verdicts) -> Settled:
    """Do the work of `settle_decisions` inside a transaction that is open already."""
    # A row may point at one that is taken out a moment before, never at the end.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    _keep(connection, verdicts)
    wanted = verdicts.standing
    done = connection.execute("SELECT position, written FROM settled ORDER BY position").fetchall()
    same = 0
    while same < min(len(done), len(wanted)) and done[same][1] == _mark(wanted[same]):
        same += 1
    touched = take_back(connection, done[same][0]) if same < len(done) else set()
    after = done[same - 1][0] if same else 0
    for position, decision in enumerate(wanted[same:], start=after + 1):
        touched |= _apply(connection, position, decision)
    follow(connection, touched)
    idle = connection.execute("SELECT decision FROM settled WHERE found = 0 ORDER BY position")
    return Settled(len(wanted) - same, tuple(name for (name,) in idle))


def _apply(connection: sqlite3.Connection, position: int, decision: Decision
           ) -> set[tuple[str, str]]:
    ledger = Ledger(connection, position)
    door = _DOORS.get(decision.question)
    connection.execute("INSERT INTO settled VALUES (?, ?, ?, 0)",
                       (position, decision.id, _mark(decision)))
    if door and door(ledger, decision):
        connection.execute("UPDATE settled SET found = 1 WHERE position = ?", (position,))
    return ledger.touched


def _mark(decision: Decision) -> str:
    """Tell a decision apart from the same one whose words stand elsewhere now."""
    other = decision.other
    return f"{decision.id} {decision.cite.start} {other.start if other else ''}"


def _keep(connection: sqlite3.Connection, verdicts: Verdicts) -> None:
    """Write down who decided what, for the view `decisions`."""
    standing = {decision.id for decision in verdicts.standing}
    connection.execute("DELETE FROM decision")
    for one in verdicts.every:
        cite, other = one.cite, one.other
        place = (other.article, other.start, other.end, other.words) if other else (None,) * 4
        row = (one.id, one.question, one.verdict, one.answer, one.person,
               one.decided_at.isoformat(), one.reason, cite.article, cite.start, cite.end,
               cite.words, one.withdraws, one.read_as, *place, verdicts.withdrawn_by.get(one.id),
               int(one.id in standing))
        connection.execute(f"INSERT INTO decision VALUES ({marks(row)})", row)
