"""Cases that run through the collection, and what was due.

In: nothing. Out: `Thread`, `ThreadStep`, `Due`, `FollowUp`.
"""

from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite
from sourceline.record.when import When

# What the rule of a step begins and ends with: "threads.case", "threads.case.likely".
RULE, LIKELY = "threads.", ".likely"


class ThreadStep(Written, frozen=True, kw_only=True):
    """One event of a thread at its stage."""

    stage: str
    event: str
    because: Because

    @property
    def likely(self) -> bool:
        """Whether no rule ties it to the thread: it is told in the words of the matter."""
        return self.because.rule.endswith(LIKELY)


class Thread(Written, frozen=True, kw_only=True):
    """Events of one case in order."""

    id: str
    label: str
    steps: tuple[ThreadStep, ...]

    @property
    def kind(self) -> str:
        """The name of its kind in `lexicon/threads.toml`."""
        return self.steps[0].because.rule.removeprefix(RULE).removesuffix(LIKELY)


class Due(Written, frozen=True, kw_only=True):
    """A sentence that says something is due, as one article tells it (per article).

    `event_mention` is the id of the `EventMention` whose status is expected or planned;
    `time` the id of the `TimeExpression` that says when; `bound` how it limits ("by the end of
    March": from the publication to that end), `length` the TIMEX3 value of a stretch ("P28D" in
    "within 28 days"), `again` how often such a time comes round, for words that look ahead from
    a past verb ("called a strike for Friday"). `around` is the sentence the words stand in.
    `trace` is the reader's of the word for what is due, empty where it gives none.
    """

    id: str
    cite: Cite
    stage: str
    event_mention: str | None = None
    time: str | None = None
    bound: Literal["on", "by", "before", "within"] = "on"
    length: str = ""
    again: Literal["", "week", "year"] = ""
    around: Cite | None = None
    trace: bytes = b""


class FollowUp(Written, frozen=True, kw_only=True):
    """A `Due` over the collection: open, answered or overdue *in this collection*, never more.

    `answer` tells what kind of answer it is: "as due", "late" (after the time set), "postponed"
    (put off, the last word of this collection on it), "cancelled", "otherwise" (another outcome
    than the one that was due: acquitted, exchanged early, voted down); "" for none found.
    """

    id: str
    cite: Cite
    stage: str
    due: When
    state: Literal["open", "answered", "overdue"]
    answer: Literal["", "as due", "late", "postponed", "cancelled", "otherwise"] = ""
    answered_by: str | None = None
    thread: str | None = None
    because: Because
