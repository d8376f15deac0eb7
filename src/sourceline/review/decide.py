"""Make a decision out of what a person says, and refuse what cannot be meant.

In: a question, a verdict, words. Out: a `Decision` with an id made of all it says. The clock is
the caller's.
"""

from datetime import UTC, date, datetime
from typing import get_args

import msgspec

from sourceline.errors import BadInput
from sourceline.lexicon.events import load_events
from sourceline.record.base import make_id
from sourceline.record.cite import Cite
from sourceline.record.claim import Bound
from sourceline.record.decision import QUESTIONS, Decision, Number, Verdict
from sourceline.record.entity import EntityKind
from sourceline.record.event import RoleName, Status

# Longer than any name or reason a person types; what is longer was pasted by mistake.
MAX_ANSWER_CHARS = 400
MAX_REASON_CHARS = 2000
MAX_PERSON_CHARS = 120


def make_decision(question: str, verdict: str, cite: Cite, person: str, moment: datetime, *,
                  answer: str = "", reason: str = "", read_as: str = "",
                  other: Cite | None = None, around: Cite | None = None,
                  other_around: Cite | None = None) -> Decision:
    """Make a decision on a question about words.

    >>> from datetime import datetime, UTC
    >>> words = Cite(article="a1", start=0, end=4, words="held")
    >>> make_decision("event", "reject", words, "Ada", datetime(2031, 5, 1, tzinfo=UTC)).verdict
    'reject'

    Refuses: a question or verdict nobody can mean, an answer outside its closed list, no name
    (`BadInput`).
    """
    if verdict not in QUESTIONS.get(question, ()):
        raise BadInput(f"“{question}” cannot be answered with “{verdict}”",
                       remedy="go back to the page and choose again")
    answer = answer.strip()
    if verdict == "correct":
        check_answer(question, answer)
    if question.endswith(".same") and other is None:
        raise BadInput("it takes two to be the same", remedy="choose what to compare with")
    if question == "claim.speaker" and verdict == "correct" \
            and (other is None or other.article != cite.article):
        raise BadInput("a speaker is named by words of the same article",
                       remedy="choose a name, or write the words as they stand in the article")
    made = Decision(
        id="", question=question, verdict=_verdict(verdict), answer=answer,
        person=check_person(person), decided_at=moment.astimezone(UTC), cite=cite,
        reason=reason.strip()[:MAX_REASON_CHARS], read_as=read_as, other=other, around=around,
        other_around=other_around)
    return named(made)


def withdraw(decision: Decision, person: str, moment: datetime, reason: str = "") -> Decision:
    """Take a decision back by a new one; the old one stays where it is."""
    return named(msgspec.structs.replace(
        decision, id="", verdict="withdraw", answer="", person=check_person(person),
        decided_at=moment.astimezone(UTC), reason=reason.strip()[:MAX_REASON_CHARS],
        withdraws=decision.id))


def named(decision: Decision) -> Decision:
    """Give a decision its id: made of all it says, so that a changed line shows itself."""
    said = msgspec.json.encode(msgspec.structs.replace(decision, id="")).decode()
    return msgspec.structs.replace(decision, id=make_id("j", said))


def check_person(person: str) -> str:
    """Give the name of who decides, without blanks around it; refuse none."""
    name = " ".join(person.split())
    if not name or len(name) > MAX_PERSON_CHARS:
        raise BadInput("a decision carries the name of who made it",
                       remedy=f"write your name, up to {MAX_PERSON_CHARS} characters")
    return name


def check_answer(question: str, answer: str) -> None:
    """Refuse a corrected value that the record has no place for (`BadInput`)."""
    lists = {"event.status": get_args(Status), "role": get_args(RoleName),
             "entity.kind": get_args(EntityKind)}
    if len(answer) > MAX_ANSWER_CHARS:
        raise BadInput(f"an answer may have up to {MAX_ANSWER_CHARS} characters",
                       remedy="shorten it; the reason has more room")
    if question in lists and answer not in lists[question]:
        raise BadInput(f"there is no {question.replace('.', ' ')} “{answer}”",
                       remedy="choose one of: " + ", ".join(lists[question]))
    if question == "event.kind" and answer.partition(".")[0] not in event_kinds():
        raise BadInput(f"there is no kind of event “{answer}”", remedy="choose one of the list")
    if question == "event.date":
        _check_days(answer)
    if question == "figure.number":
        _check_number(answer)
    if question in ("entity.name", "figure.counted") and not answer:
        raise BadInput("an empty answer says nothing", remedy="write the words")


def event_kinds() -> tuple[str, ...]:
    """Every kind of event there is, in the order of the alphabet."""
    return tuple(sorted(kind.name for kind in load_events().kind))


def _check_days(answer: str) -> None:
    start, slash, end = answer.partition("/")
    try:
        first = date.fromisoformat(start) if start else None
        after = date.fromisoformat(end) if end else None
    except ValueError:
        raise BadInput(f"“{answer}” is not a span of days", remedy="write days as 2031-05-28"
                       ) from None
    if not slash or (first and after and first >= after):
        raise BadInput("the last day lies before the first", remedy="change one of them")


def _check_number(answer: str) -> None:
    try:
        number = msgspec.json.decode(answer, type=Number)
    except msgspec.MsgspecError:
        raise BadInput("this is not a number", remedy="write digits, with a point for fractions"
                       ) from None
    low, high = number.low, number.high
    if number.bound not in get_args(Bound) or (low is not None and high is not None and low > high):
        raise BadInput("the lower end lies above the higher one", remedy="change one of them")


def _verdict(word: str) -> Verdict:
    verdict: Verdict = msgspec.convert(word, Verdict)
    return verdict
