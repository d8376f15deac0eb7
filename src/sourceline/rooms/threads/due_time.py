"""When a thing is due: the time expression of its clause, and how it limits.

In: what is announced, time expressions. Out: one expression or None; "on", "by", "before",
"within"; how often a time comes round.
"""

import re
from collections.abc import Sequence
from typing import Literal

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.ahead import is_of_another, looks_ahead, may_lie_ahead
from sourceline.rooms.threads.announced import Announced

# "before the end of March" ends with March; "before March" ends where March begins.
_BY = re.compile(r"\b(?:by|until|till|no later than|not later than|up to|before)\s+(?:the\s+)?"
                 r"(?:end\s+of\s+|close\s+of\s+)?(?:the\s+|next\s+)?$", re.I)
_BEFORE = re.compile(r"\b(?:before|ahead of|prior to)\s+(?:the\s+)?$", re.I)
# "Was fixed for mention on April 22".
_FOR_WHAT = re.compile(r"\bfor\s+(?:[a-z-]+\s+){1,3}on\s+$")
# "Its biggest case in a decade" says how rare it is, not when.
_MOST = re.compile(r"\b(?:first|last|only|most|least|best|worst|\w{3,}est)\b[^.,;]*$", re.I)
# "Before the year is out" ends with the year.
_OUT = re.compile(r"^ (?:is (?:out|over|up|through)|ends?|closes|has (?:passed|ended))\b", re.I)
_WITHIN = re.compile(r"\b(?:within|in|has|have|had|given)\s+(?:the\s+|only\s+|another\s+)?"
                     r"(?:next\s+|coming\s+)?$", re.I)


# "until 25 April, when a hearing will be held": the day stands right before its clause.
_LEAD_CHARS = 3
# A reader may hang the last words of a clause on another one.
_TAIL_CHARS = 25


# "Will now be held on June 6": the day is the other one.
_NOW = frozenset(("now", "currently", "today"))


def time_of_due(announced: Announced, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give the time of a due: inside its clause, after the word that announces before all others.

    What points back ("last week", "in 2018" told as past) is none, unless it stands after "for"
    or "until": "called a strike for Friday" looks ahead.
    """
    start, end = announced.span
    words = announced.clauses.text
    leads = _leading(announced, times)
    inside = [time for time in times if (start <= time.cite.start < end + _TAIL_CHARS
                                         or 0 <= start - time.cite.end <= _LEAD_CHARS
                                         or time is leads)
              and time.kind in ("DATE", "TIME", "DURATION") and not _owns(words, time)
              and (not _past(time) or looks_ahead(words, time)
                   or ((announced.set_by in ("off", "until", "will") or (
                       announced.set_by == "set" and _FOR_WHAT.search(_before(words, time))))
                       and may_lie_ahead(time)))
              and not is_of_another(announced.clauses, time, announced.due, announced.top,
                                    announced.sign)
              and (time.kind != "DURATION" or (
                  _WITHIN.search(_before(words, time)) and not _MOST.search(
                      words[max(0, time.cite.start - 60):time.cite.start])))]
    dated = [time for time in inside if time.kind != "DURATION"] or inside
    dated = [time for time in dated if time.cite.words.lower() not in _NOW] or dated
    own = [time for time in dated if start <= time.cite.start < end] or dated
    at = announced.place
    return min(own, key=lambda time: (time.cite.start < at, abs(time.cite.start - at)),
               default=None)


def _leading(announced: Announced, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give the only time of a sentence where it begins with it: "From January, he said, ..."."""
    start = announced.clauses.sentence.start
    words = announced.clauses.text
    only = times[0] if len(times) == 1 and announced.set_by in ("will", "set") else None
    return only if only is not None and _FROM.fullmatch(
        words[start:only.cite.start]) and may_lie_ahead(only) else None


_FROM = re.compile(r"(?:from|on|by|in|as of|as from|starting(?: on| in)?|beginning(?: on| in)?)\s+"
                   r"(?:the\s+)?", re.I)


def _owns(words: str, time: TimeExpression) -> bool:
    """Tell "Saturday's verdict": the day is the verdict's, not that of an appeal against it."""
    end = time.cite.end
    return words[end:end + 2] in ("'s", "’s") or time.cite.words.endswith(("'s", "’s"))


def _before(words: str, time: TimeExpression) -> str:
    return words[max(0, time.cite.start - 30):time.cite.start]


def _past(time: TimeExpression) -> bool:
    relative = time.relative
    return relative is not None and (
        relative.direction == "past" or (relative.amount is not None and relative.amount < 0))


def again_of(time: TimeExpression | None) -> Literal["", "week", "year"]:
    """Say how often a time comes round: a weekday each week, a month or a day of it each year."""
    relative = time.relative if time is not None else None
    if relative is None or relative.amount is not None:
        return ""
    if relative.month is not None or relative.season is not None or relative.feast:
        return "year"
    return "week" if relative.weekday is not None else ""


def bound_of(words: str, time: TimeExpression | None) -> Literal["on", "by", "before", "within"]:
    """Say how the words before a time expression make it limit."""
    if time is None:
        return "on"
    before = _before(words, time)
    if time.kind == "DURATION":
        return "within"
    own = time.cite.words.lower()
    if own.startswith(("the end of", "end of", "by ", "before ", "until ")):
        return "by"
    if _BEFORE.search(before):
        after = words[time.cite.end:time.cite.end + 20]
        return "by" if _OUT.match(after) else "before"
    return "by" if _BY.search(before) else "on"
