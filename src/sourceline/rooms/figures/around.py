"""What stands around a figure: its event, who says so, and the day it is given for.

In: the event mentions, claims and times of an article. Out: the one event, speaker or day that a
number belongs to; None or "" where the words leave it open.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from sourceline.record.claim import Claim
from sourceline.record.event import EventMention
from sourceline.record.when import TimeExpression
from sourceline.rooms.figures.branch import Branch
from sourceline.rooms.figures.said import Said
from sourceline.text.number_words import Number, Token

# Above these a number belongs to another clause than the words that govern it.
_CLAUSES = frozenset(("root", "ccomp", "conj", "advcl", "parataxis", "acl"))
_CUTS = (";", " and ", " but ", " while ", ", which", " who ", "—")
_AS_OF = re.compile(r"\b(?:as of|as at)\s+(?:the\s+)?$", re.IGNORECASE)
# A claim that holds a number begins at most this many claims before it.
_CLAIMS_BACK = 40


class Surroundings:
    """The events, claims and times of an article, found by place."""

    def __init__(self, events: Sequence[EventMention], claims: Sequence[Claim],
                 times: Sequence[TimeExpression]) -> None:
        """Sort what is given, so that any order gives the same answers."""
        self._events = sorted(events, key=lambda event: (event.cite.start, event.id))
        self._event_starts = [event.cite.start for event in self._events]
        self._claims = sorted(claims, key=lambda claim: (claim.content.start, claim.id))
        self._claim_starts = [claim.content.start for claim in self._claims]
        self._times = sorted(times, key=lambda time: (time.cite.start, time.id))
        self._time_starts = [time.cite.start for time in self._times]

    def events_in(self, start: int, end: int) -> Sequence[EventMention]:
        """Give the event mentions of a sentence."""
        return self._events[bisect_left(self._event_starts, start):
                            bisect_left(self._event_starts, end)]

    def speaker_of(self, number: Number) -> str:
        """Give the words of the speaker of the innermost claim that holds the number."""
        last = bisect_right(self._claim_starts, number.start)
        around = [claim for claim in self._claims[max(0, last - _CLAIMS_BACK):last]
                  if claim.speaker is not None and number.end <= claim.content.end
                  and claim.form != "narrated"
                  and not claim.speaker.start <= number.start < claim.speaker.end]
        inner = min(around, key=lambda claim: (claim.content.end - claim.content.start, claim.id),
                    default=None)
        return inner.speaker.words if inner is not None and inner.speaker is not None else ""

    def day_of(self, text: str, start: int, end: int) -> date | None:
        """Give the day after "as of" in a sentence, when it is a day with its year."""
        for time in self._times[bisect_left(self._time_starts, start):
                                bisect_left(self._time_starts, end)]:
            when = time.when
            if when is None or when.from_date is None or when.to_date is None:
                continue
            one_day = when.to_date - when.from_date == timedelta(days=1)
            if one_day and _AS_OF.search(text, max(start, time.cite.start - 12), time.cite.start):
                return when.from_date
        return None


def event_of(
    text: str, number: Number, said: Said, tokens: Sequence[Token], branch: Branch | None,
    events: Sequence[EventMention], reach_chars: int,
) -> str | None:
    """Give the event a number belongs to: its outcome's own word, the word that governs it, or the
    only event of its clause."""
    if said.trigger is not None:
        token = tokens[said.trigger]
        own = [e for e in events if e.cite.start < token.end and token.start < e.cite.end]
        if own:
            return own[0].id
    governing = None if branch is None else _governing(branch, events)
    if governing is not None:
        return governing
    near = [e for e in events if _same_clause(text, number, e, reach_chars)]
    return near[0].id if len(near) == 1 else None


def _governing(branch: Branch, events: Sequence[EventMention]) -> str | None:
    """Walk up from the counted to the first word of its clause that tells an event."""
    tree = branch.tree
    for word in (branch.top, *tree.above(branch.top)):
        start, end = tree.spans[word]
        own = [event for event in events if event.cite.start < end and start < event.cite.end]
        if own:
            return own[0].id
        if tree.relations[word].split(":")[0] in _CLAUSES:
            return None
    return None


def _same_clause(text: str, number: Number, event: EventMention, reach_chars: int) -> bool:
    low, high = sorted((number.start, event.cite.start))
    between = text[low:high].lower()
    return len(between) <= reach_chars and not any(mark in between for mark in _CUTS)
