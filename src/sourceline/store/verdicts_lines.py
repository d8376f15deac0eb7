"""What a decision about a claim, a figure or a follow-up changes in a record.

In: a ledger and a decision whose cite is the whole of the line. Out: changed rows, and True when
the record has such a line.
"""

import msgspec

from sourceline.record.decision import Decision, Number
from sourceline.store.ledger import Ledger, Row


def judge_line(ledger: Ledger, decision: Decision) -> bool:
    """Accept, reject or leave open a claim, a figure or a follow-up."""
    found = _found(ledger, decision)
    for row in found:
        ledger.mark(row["id"])
        if decision.verdict == "reject":
            ledger.remove(decision.question, row)
    return bool(found)


def correct_figure(ledger: Ledger, decision: Decision) -> bool:
    """Correct the number that is given, or what it counts."""
    found = ledger.rows('SELECT * FROM figure WHERE article = ? AND start = ? AND "end" = ?',
                        decision.cite.article, decision.cite.start, decision.cite.end)
    for row in found:
        ledger.mark(row["id"])
        if decision.question == "figure.counted":
            ledger.change("figure", row, counted=decision.answer, counted_start=None,
                          counted_end=None)
        else:
            number = msgspec.json.decode(decision.answer, type=Number)
            ledger.change("figure", row, low=number.low, high=number.high, bound=number.bound)
    return bool(found)


def _found(ledger: Ledger, decision: Decision) -> list[Row]:
    # `question` is one of three tables here (store/settle.py), never words from outside. A claim
    # is told apart from another that spans the same words by the words it holds.
    found = ledger.rows(f'SELECT * FROM {decision.question} WHERE article = ? AND start = ? AND '
                        '"end" = ? ORDER BY id',
                        decision.cite.article, decision.cite.start, decision.cite.end)
    if decision.question == "claim" and decision.other:
        return [row for row in found if row["content_start"] == decision.other.start]
    return found
