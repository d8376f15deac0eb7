"""What was left out or could not be done, and why.

In: nothing. Out: `Dropped`, `Failed`, `DroppedReason`. Both stand in the view `outcomes`.
"""

from typing import Literal

from sourceline.record.base import Written

DroppedReason = Literal[
    "empty", "binary", "too_large", "unreadable", "broken_link", "not_text", "unsupported",
    "duplicate", "malformed", "no_text", "very_short", "paywalled", "cut_off", "not_english",
    "truncated",
]


class Dropped(Written, frozen=True, kw_only=True, tag=True):
    """Left out for a reason from a closed list; `detail` says it for a person, with the remedy."""

    article: str
    path: str
    room: str
    reason: DroppedReason
    detail: str


class Failed(Written, frozen=True, kw_only=True, tag=True):
    """A room could not do its work on this article; the run went on without it."""

    article: str
    path: str
    room: str
    reason: str
    detail: str
