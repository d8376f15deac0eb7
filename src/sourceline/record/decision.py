"""What a person judged, bound to words and not to machine ids.

In: nothing. Out: `Decision`. How decisions add up is `review/`.
"""

from datetime import datetime
from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Cite

Verdict = Literal["accept", "reject", "correct", "merge", "split", "unsure", "withdraw"]


class Decision(Written, frozen=True, kw_only=True):
    """A person judged a question about these words; a later decision may withdraw it.

    `question` names what was asked ("event.kind", "link.entity"), `answer` the corrected value.
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
