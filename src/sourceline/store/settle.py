"""Bring a record to what people decided: at once, and again after every rebuild.

In: a record opened for writing, and the decisions that stand, in the order they were made. Out:
the record as they have it, and which decisions found nothing to stand on. The record is always the
program's own reading with these decisions applied one after the other, so it does not matter
whether they came one by one, all at once, or with some withdrawn on the way.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from sourceline.record.decision import Decision, Verdicts, changing
from sourceline.store.ask import marks
from sourceline.store.follow import follow
from sourceline.store.ledger import Ledger, take_back
from sourceline.store.remember import remember
from sourceline.store.reread import POSITION, reread_of
from sourceline.store.verdicts_events import correct_event, join_events, judge_event, judge_role
from sourceline.store.verdicts_lines import correct_figure, correct_speaker, judge_line
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
    "follow_up": judge_line, "claim.speaker": correct_speaker,
    "figure.number": correct_figure, "figure.counted": correct_figure,
})


# When these move, counts move that nothing leads to from the row: all are made anew.
_ANEW = frozenset(("article", "copy", "origin"))
# The place where decisions stand that lost their words: before all that was applied.
LOST = POSITION - 1


@dataclass(frozen=True)
class Settled:
    """What settling did: how many decisions it applied now, and the ids of the idle ones.

    A decision is idle when its words stand in the text but nothing in the record rests on them.
    `unread` counts those that changed only the lines they are about: what the rooms make of them
    comes with the next build.
    """

    applied: int
    idle: tuple[str, ...]
    unread: int = 0


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
    reread = reread_of(connection)
    undone_rows = set[tuple[str, str]]()
    if not reread.marks <= {mark_of(one) for one in wanted}:
        # The rooms knew a decision that no longer stands: what they made of it goes too.
        undone_rows = take_back(connection, POSITION)
        reread = reread_of(connection)
    done = connection.execute("SELECT position, written FROM settled WHERE position > ? "
                              "ORDER BY position", (POSITION,)).fetchall()
    same = 0
    while same < min(len(done), len(wanted)) and done[same][1] == mark_of(wanted[same]):
        same += 1
    touched = undone_rows | (take_back(connection, done[same][0]) if same < len(done) else set())
    after = done[same - 1][0] if same else POSITION
    for position, decision in enumerate(wanted[same:], start=after + 1):
        touched |= _apply(connection, position, decision, reread.found)
    if _ANEW & {table for table, _ in undone_rows}:
        remember(connection)
    else:
        follow(connection, touched)
    idle = connection.execute("SELECT decision FROM settled WHERE found = 0 AND position > ? "
                              "ORDER BY position", (POSITION,))
    return Settled(len(wanted) - same, tuple(name for (name,) in idle),
                   unread_by(connection, verdicts))


def unread_by(connection: sqlite3.Connection, verdicts: Verdicts) -> int:
    """Count the decisions that stand and that the rooms did not know when they read."""
    known = reread_of(connection).marks
    return sum(1 for one in changing(verdicts.standing) if mark_of(one) not in known)


def try_decisions(connection: sqlite3.Connection, wanted: Sequence[Decision]) -> Iterator[str]:
    """Apply decisions without the counts, for `rehearse`; give the marks of those with words."""
    for position, decision in enumerate(wanted, start=POSITION + 1):
        _apply(connection, position, decision, frozenset())
    for (mark,) in connection.execute("SELECT written FROM settled WHERE found = 1 "
                                      "AND position > ?", (POSITION,)):
        yield mark


def _apply(connection: sqlite3.Connection, position: int, decision: Decision,
           known: frozenset[str]) -> set[tuple[str, str]]:
    """Apply one decision; of those the rooms knew it is known whether they find their words."""
    ledger = Ledger(connection, position)
    door = _DOORS.get(decision.question)
    mark = mark_of(decision)
    connection.execute("INSERT INTO settled VALUES (?, ?, ?, 0)", (position, decision.id, mark))
    if (door and door(ledger, decision)) or mark in known:
        connection.execute("UPDATE settled SET found = 1 WHERE position = ?", (position,))
    return ledger.touched


def mark_of(decision: Decision) -> str:
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
    said = msgspec.json.encode(verdicts.lost).decode()
    connection.execute("INSERT OR REPLACE INTO settled VALUES (?, 'lost', ?, 0)", (LOST, said))
