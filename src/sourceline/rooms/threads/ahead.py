"""Times that lie ahead of their article by their own words or by those before them.

In: time expressions and a verb of a clause. Out: yes or no: "for Monday", "within 60 days", "next
week", a day whose tense alone makes it past.
"""

import re
from collections.abc import Sequence

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.clauses import Clauses

# From "postponed" to its "until May" stands an object with what hangs on it.
_FOR_CHARS = 70
_AHEAD = re.compile(r"\b(?:for|until|till|to)\s+(?:the\s+|early\s+|late\s+)?$", re.I)


def is_of_another(clauses: Clauses, time: TimeExpression, *verbs: int) -> bool:
    """Tell "decided on Tuesday" behind another verb than those given: the day is that verb's.

    Readers hang the last day of a sentence on any verb of it.
    """
    at = next((n for n, token in enumerate(clauses.tokens)
               if token.start <= time.cite.start < token.end), 0)
    if _is_told_as_past(time) and not looks_ahead(clauses.text, time):
        above = next((n for n in clauses.above(at) if clauses.tokens[n].pos == "VERB"), None)
        if above is not None and above not in verbs and not set(verbs).isdisjoint(
                clauses.above(above)):
            return True  # "will examine why the dam gave way on May 4"
    before = at - 1
    if before >= 0 and clauses.tokens[before].pos == "ADP":
        before -= 1
    return before >= 0 and clauses.tokens[before].pos == "VERB" and before not in verbs \
        and set(verbs).isdisjoint(clauses.above(before))


def _is_told_as_past(time: TimeExpression) -> bool:
    return time.relative is not None and time.relative.direction == "past"


def has_for(clauses: Clauses, at: int, times: Sequence[TimeExpression], *,
            stretch: bool = False) -> bool:
    """Tell "for Monday", "until May" soon after a verb.

    Takes: `stretch`, whether "for a week" counts too: who is remanded for it is held for it, what
    is put off for it comes after it.
    """
    end = clauses.tokens[at].end
    return any(end <= time.cite.start <= end + _FOR_CHARS and looks_ahead(clauses.text, time)
               and (stretch or time.kind != "DURATION")
               for time in times)


def looks_ahead(words: str, time: TimeExpression) -> bool:
    """Tell whether the word before a time makes it lie ahead: "for Friday", "until May"."""
    return _AHEAD.search(words[max(0, time.cite.start - 20):time.cite.start]) is not None


_LIMIT = re.compile(r"\b(?:within|by|before|until|till|(?:no|not) later than|ahead of|inside|"
                    r"under|in)\s+(?:(?:the|at|most|close|of|business|next|end|early|late|mid|"
                    r"deadline|beginning|start|middle|another)\s+)*$", re.I)


def has_limit(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> bool:
    """Tell "within 60 days", "by June" in the clause of a verb; "by the court" limits nothing.

    Of "must sign or refuse it within a week" the limit is both verbs'.
    """
    spans = [clauses.clause(n) for n in (at, *clauses.under(at, "conj"))]
    return any(start <= time.cite.start < end and _limits(clauses.text, time)
               for time in times for start, end in spans)


def _limits(words: str, time: TimeExpression) -> bool:
    if time.cite.words.lower().endswith("future"):
        return False
    found = _LIMIT.search(words[max(0, time.cite.start - 40):time.cite.start])
    if found is None:  # some readers of times take the word into the expression
        return time.cite.words.lower().startswith(("by ", "before ", "until ", "the end of"))
    limit = found[0].lower()
    if time.kind == "DURATION":  # "prolonged by ninety days" says how much
        return limit.startswith(("within", "in ", "under", "inside"))
    return not limit.startswith(("in ", "under", "inside"))


def points_ahead(time: TimeExpression) -> bool:
    """Tell whether a time can lie ahead of its article by its own words."""
    relative = time.relative
    if time.kind not in ("DATE", "TIME"):
        return False
    if relative is None:  # a year alone in the present tense is a background, no date
        return time.when is not None and time.when.precision in ("day", "week", "month")
    return relative.direction == "future" or (relative.amount or 0) > 0 or (
        relative.direction == "near" and (relative.month is not None or relative.day is not None
                                          or relative.season is not None
                                          or relative.weekday is not None))


def names_a_day(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> bool:
    """Tell "the committee has scheduled a Friday vote": a day to come in the clause."""
    start, end = clauses.clause(at)
    return any(start <= time.cite.start < end and points_ahead(time) for time in times)


def may_lie_ahead(time: TimeExpression) -> bool:
    """Tell whether a day is told as past only by the tense of the verb it stands with."""
    relative = time.relative
    if time.kind not in ("DATE", "TIME") or relative is None:
        return points_ahead(time)
    return (relative.amount is None or relative.amount > 0) and any(
        part is not None for part in (relative.weekday, relative.month, relative.season,
                                      relative.amount))


def in_so_long(words: str, time: TimeExpression) -> bool:
    """Tell "in ninety days", "within a week": how far ahead, counted from today."""
    return time.kind == "DURATION" and re.search(
        r"\b(?:in|within)\s+(?:the\s+next\s+|another\s+)?$",
        words[max(0, time.cite.start - 24):time.cite.start], re.I) is not None


def is_day(time: TimeExpression) -> bool:
    """Tell whether a time names a day of a month."""
    relative = time.relative
    return relative is not None and relative.day is not None and relative.month is not None
