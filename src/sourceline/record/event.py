"""What is said to happen: mentions of events in one article, and events over the collection.

In: nothing. Out: `Status`, `RoleMention`, `EventMention`, `Event`.
"""

from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite
from sourceline.record.when import When

Status = Literal[
    "happened", "alleged", "planned", "threatened", "thwarted", "expected", "denied", "hypothetical"
]
RoleName = Literal[
    "actor", "target", "victim", "place", "instrument", "beneficiary", "topic", "recipient"
]


class RoleMention(Written, frozen=True, kw_only=True):
    """Who or what took which part; `mention` links to a `Mention` when the words are one."""

    role: RoleName
    cite: Cite
    mention: str | None = None


class EventMention(Written, frozen=True, kw_only=True):
    """One telling of one event. `cite` is the trigger word, `sentence` the sentence around it.

    `kind` is a kind of `lexicon/events.toml`, with an optional sub-kind after a dot.
    `attributed_to` are the words of the speaker the article hides behind, "" for its own voice.
    `time` is the id of a `TimeExpression` of the same article, None when none belongs to it.
    `trace` is the reader's (`record.reading.Tells`), empty where it gives none.
    """

    id: str
    cite: Cite
    sentence: Cite
    kind: str
    status: Status
    attributed_to: str = ""
    time: str | None = None
    roles: tuple[RoleMention, ...] = ()
    trace: bytes = b""
    because: Because


class Event(Written, frozen=True, kw_only=True):
    """One event from one or many tellings; `members` are ids of its mentions, sorted.

    `label` is neutral: made from kind, participants, place and time, never from loaded words.
    """

    id: str
    kind: str
    label: str
    status: Status
    when: When
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    members: tuple[str, ...]
    because: Because
