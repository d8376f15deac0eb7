"""Cases that run through the collection, and what was due.

In: nothing. Out: `Thread`, `ThreadStep`, `Due`, `FollowUp`.
"""

from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite
from sourceline.record.when import When


class ThreadStep(Written, frozen=True, kw_only=True):
    """One event of a thread at its stage."""

    stage: str
    event: str
    because: Because


class Thread(Written, frozen=True, kw_only=True):
    """Events of one case in order."""

    id: str
    label: str
    steps: tuple[ThreadStep, ...]


class Due(Written, frozen=True, kw_only=True):
    """A sentence that says something is due, as one article tells it (per article).

    `event_mention` is the id of the `EventMention` whose status is expected or planned;
    `time` the id of the `TimeExpression` that says when.
    """

    id: str
    cite: Cite
    stage: str
    event_mention: str | None = None
    time: str | None = None


class FollowUp(Written, frozen=True, kw_only=True):
    """A `Due` over the collection: open, answered or overdue *in this collection*, never more."""

    id: str
    cite: Cite
    stage: str
    due: When
    state: Literal["open", "answered", "overdue"]
    answered_by: str | None = None
    thread: str | None = None
    because: Because
