"""The words the pages use for decisions: what was asked, what was answered, when.

In: a question, a verdict, an answer. Out: plain English.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import get_args

import msgspec

from sourceline.record.claim import Bound
from sourceline.record.decision import Number
from sourceline.record.event import RoleName
from sourceline.store.ask_review import DecisionLine
from sourceline.text.date_words import day_words, interval_words
from sourceline.web.words import kind_words, number_words, plain

ROLES: tuple[str, ...] = get_args(RoleName)
BOUNDS: tuple[str, ...] = get_args(Bound)
# Sorts of questions in the queue, in the words of its filter.
SORTS: Mapping[str, str] = MappingProxyType({
    "event": "events", "event.same": "events that may be one",
    "entity.same": "names that may be one", "figure": "figures", "follow_up": "what was due"})

_VERDICTS: Mapping[tuple[str, str], str] = MappingProxyType({
    ("event", "accept"): "tells of this event", ("event", "reject"): "tells of no such event",
    ("event.same", "merge"): "is the same event as", ("event.same", "split"): "is not the event of",
    ("entity", "accept"): "is a name", ("entity", "reject"): "names nothing",
    ("entity.same", "merge"): "is the same as", ("entity.same", "split"): "is not the same as",
    ("mention.entity", "split"): "means someone or something else here",
    ("mention.entity", "merge"): "means, here, the same as",
    ("mention.entity", "reject"): "names nothing here",
    ("alias.entity", "split"): "means someone or something else in this article",
    ("alias.entity", "merge"): "means, in this article, the same as",
    ("claim.speaker", "correct"): "is said by",
    ("claim.speaker", "reject"): "is said by nobody the text names",
    ("claim", "accept"): "is a claim as it was read", ("claim", "reject"): "is no such claim",
    ("figure", "accept"): "is the figure that was read",
    ("figure", "reject"): "is no such figure", ("follow_up", "accept"): "is due as it was read",
    ("follow_up", "reject"): "says that nothing is due",
    ("role", "accept"): "has this part", ("role", "reject"): "has no such part",
})


def decided_words(decision: DecisionLine) -> str:
    """Say what a decision says of its words."""
    if decision.verdict == "unsure":
        return "is left open"
    said = _VERDICTS.get((decision.question, decision.verdict))
    if said is None:
        said = _corrected(decision)
    if decision.question in ("event", "role") and decision.read_as:
        read = decision.read_as
        said += f" ({kind_words(read) if decision.question == 'event' else plain(read)})"
    if decision.answer and decision.verdict == "split":
        said += f": {decision.answer}"
    return said


def moment_words(moment: str) -> str:
    """Say a moment to the minute, UTC.

    >>> moment_words("2031-05-03T14:05:09+00:00")
    '3 May 2031, 14:05 UTC'
    """
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{day_words(when.date())}, {when:%H:%M} UTC"


def last_day(after: date | None) -> str:
    """Give the last day of a half-open span, as a date field wants it; "" for none.

    >>> last_day(date(2031, 6, 1))
    '2031-05-31'
    """
    return str(after - timedelta(days=1)) if after else ""


def _corrected(decision: DecisionLine) -> str:
    name = decision.question.rpartition(".")[2]
    answer = decision.answer
    if decision.question == "event.date":
        start, _, end = answer.partition("/")
        days = [date.fromisoformat(day) if day else None for day in (start, end)]
        said = interval_words(days[0], days[1], "") if any(days) else "not known"
        return f"has another date: {said}"
    if decision.question == "figure.number":
        number = msgspec.json.decode(answer, type=Number)
        return f"gives another number: {number_words(number.low, number.high, number.bound)}"
    if decision.question == "event.kind":
        answer = kind_words(answer)
    return f"has another {'role' if name == 'role' else name}: {plain(answer) or 'none given'}"
