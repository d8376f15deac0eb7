"""What a decision about a claim, a figure or a follow-up changes in a record.

In: a ledger and a decision whose cite is the whole of the line, or the content of a claim whose
speaker is meant. Out: changed rows, and True when
the record has such a line.
"""

import msgspec

from sourceline.record.cite import Cite
from sourceline.record.decision import Decision, Number
from sourceline.store.ask import Value
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


def correct_speaker(ledger: Ledger, decision: Decision) -> bool:
    """Say who is reported to speak: the words at `other`, or (rejected) nobody that is named."""
    found = ledger.rows("SELECT * FROM claim WHERE article = ? AND content_start = ? AND "
                        "content_end = ?", decision.cite.article, decision.cite.start,
                        decision.cite.end)
    said = decision.other if decision.verdict == "correct" else None
    for row in found:
        ledger.mark(row["id"])
        ledger.change(
            "claim", row, speaker_mention=_mention_in(ledger, said) if said else None,
            speaker_start=said.start if said else None, speaker_end=said.end if said else None,
            speaker_words=said.words if said else "")
    return bool(found)


def _mention_in(ledger: Ledger, said: Cite) -> Value:
    """Find what the words name: a mention at them, else the first inside them."""
    row = ledger.row('SELECT * FROM mention WHERE article = ? AND start >= ? AND "end" <= ? '
                     'ORDER BY "end" - start < ?, start, id', said.article, said.start, said.end,
                     said.end - said.start)
    return row["id"] if row else None


def _found(ledger: Ledger, decision: Decision) -> list[Row]:
    # `question` is one of three tables here (store/settle.py), never words from outside. A claim
    # is told apart from another that spans the same words by the words it holds.
    found = ledger.rows(f'SELECT * FROM {decision.question} WHERE article = ? AND start = ? AND '
                        '"end" = ? ORDER BY id',
                        decision.cite.article, decision.cite.start, decision.cite.end)
    if decision.question == "claim" and decision.other:
        return [row for row in found if row["content_start"] == decision.other.start]
    return found
