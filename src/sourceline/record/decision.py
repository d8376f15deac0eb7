"""What a person judged, bound to words and not to machine ids.

In: nothing. Out: `Decision`, and the closed list of what may be asked and answered. How decisions
add up is `review/`; what they change in a record file is `store/settle.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

import msgspec

from sourceline.record.base import Written
from sourceline.record.cite import Cite

Verdict = Literal["accept", "reject", "correct", "merge", "split", "unsure", "withdraw"]

# Every question, and the verdicts it may be given. The part before the dot names what the words of
# the decision are: the trigger of an event, the words of a role, a name, a figure, a sentence.
QUESTIONS: Mapping[str, frozenset[str]] = MappingProxyType({
    "event": frozenset({"accept", "reject", "unsure"}),
    "event.kind": frozenset({"correct"}),
    "event.status": frozenset({"correct"}),
    "event.date": frozenset({"correct"}),
    "event.place": frozenset({"correct"}),
    "event.same": frozenset({"merge", "split", "unsure"}),
    "role": frozenset({"accept", "reject", "correct", "unsure"}),
    "entity": frozenset({"accept", "reject", "unsure"}),
    "entity.kind": frozenset({"correct"}),
    "entity.name": frozenset({"correct"}),
    "entity.same": frozenset({"merge", "split", "unsure"}),
    "mention.entity": frozenset({"split", "merge", "reject"}),
    "alias.entity": frozenset({"split", "merge"}),
    "claim": frozenset({"accept", "reject", "unsure"}),
    "claim.speaker": frozenset({"correct", "reject"}),
    "figure": frozenset({"accept", "reject", "unsure"}),
    "figure.number": frozenset({"correct"}),
    "figure.counted": frozenset({"correct"}),
    "follow_up": frozenset({"accept", "reject", "unsure"}),
})


class Decision(Written, frozen=True, kw_only=True):
    """A person judged a question about these words; a later decision may withdraw it.

    `question` names what was asked (`QUESTIONS`), `answer` the corrected value. `read_as` is what
    the program had read in these words when the person judged them (the kind of an event, the
    role), "" where the words alone say what is meant. `other` are the words at the other end of
    the question: the telling a telling is the same as, the trigger a role belongs to, the words of
    the speaker of a claim whose content is at `cite` (none: the text leaves it open). `around` and
    `other_around` are the sentences they stood in, by which they are found again in an article
    that was fetched anew and is not the same to the letter.
    """

    id: str
    question: str
    verdict: Verdict
    answer: str = ""
    person: str
    decided_at: datetime
    reason: str = ""
    cite: Cite
    withdraws: str | None = None
    read_as: str = ""
    other: Cite | None = None
    around: Cite | None = None
    other_around: Cite | None = None


class Verdicts(Written, frozen=True, kw_only=True):
    """How decisions add up: all of them, those that stand in order, and who took back which.

    `withdrawn_by` leads from a decision to the one that withdrew it; `lost` are those whose words
    stand in no text now, which count for nothing and are kept.
    """

    every: tuple[Decision, ...] = ()
    standing: tuple[Decision, ...] = ()
    withdrawn_by: dict[str, str] = msgspec.field(default_factory=dict)
    lost: tuple[Decision, ...] = ()


class Number(Written, frozen=True, kw_only=True):
    """The answer to `figure.number`, as JSON: the ends a person reads in the words."""

    low: float | None
    high: float | None
    bound: str


def changing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Leave out decisions that only say that the record is right, or that leave a thing open.

    >>> changing([])
    ()
    """
    return tuple(one for one in decisions if one.verdict not in ("accept", "unsure", "withdraw"))
