"""Clock times whose day stands beside them: "10:35 a.m. (0735 GMT) on Friday", "Friday at 5 p.m.".

In: what was found in a text, or a clock time and the expressions before it. Out: the clock time on
its day. The day is the one the words name, in the zone they speak in; no day is moved to another
zone, and a clock time whose sentence names no day stays without one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sourceline.record.when import Relative, TimeExpression
from sourceline.rooms.times.sense import Found, Sense

# Between a clock and the same time in another zone, and between a clock and its day.
_SAME = re.compile(r"[\s,]*(?:[(/]|or)\s*")
_ITS_DAY = re.compile(r"\s*\)?[\s,]*(?:on\s)?(?:the\s)?")
# "Friday at about 5 p.m. (1300 GMT)"; between them nothing else is told.
_DAY_BEFORE = re.compile(r",?\s(?:evening |night |morning |afternoon )?(?:just |shortly |soon )?"
                         r"(?:at|around|about|before|after|by|from|until|till)(?: about)?\s"
                         r"(?:\d[^()]{0,24}[(/]\s?)?", re.IGNORECASE)


def lend_days(found: Sequence[Found], words: str) -> list[Found]:
    """Give a clock time, and the same in another zone, the day that is said right behind it.

    >>> lend_days([], "")
    []
    """
    lent = list(found)
    given: set[int] = set()
    for at in range(len(lent) - 2, -1, -1):
        one, after = lent[at], lent[at + 1]
        if not is_bare_clock(one.sense):
            continue
        between = words[one.end:after.start]
        # "10 p.m. EST (0300 GMT Saturday)" is Friday in one zone and Saturday in the other.
        same = at + 1 in given and _SAME.fullmatch(between)
        if same or (_is_day(after.sense) and _ITS_DAY.fullmatch(between)):
            lent[at] = replace(one, sense=_of_day(one.sense, after.sense))
            given.add(at)
    return lent


def is_bare_clock(sense: Sense) -> bool:
    """Tell "10:35 a.m." from "10:35 a.m. on Friday" and from "this morning"."""
    return (sense.kind == "TIME" and re.match(r"T\d", sense.value) is not None
            and sense.relative is None and sense.when is None)


def _is_day(sense: Sense) -> bool:
    if sense.kind != "DATE":
        return False
    relative, when = sense.relative, sense.when
    if when is not None:
        return when.precision == "day"
    return relative is not None and relative.days == 1 and (
        relative.weekday is not None or relative.day is not None or (
            relative.unit == "day" and relative.amount is not None))


def _of_day(clock: Sense, day: Sense) -> Sense:
    tail = re.sub(r"^.*(?=T)", "", clock.value)
    value = day.value.split("T")[0] + tail if day.when is not None else tail
    return replace(clock, value=value, when=day.when, relative=day.relative,
                   anaphoric=day.anaphoric)


def on_day_before(sense: Sense, start: int, words: str, made: Sequence[TimeExpression]) -> Sense:
    """Hang a clock time on the day named right before it: "on Friday at 5 p.m."."""
    if not made or not is_bare_clock(sense):
        return sense
    for other in reversed(made[-2:]):
        between = words[other.cite.end:start]
        if other.kind == "TIME" and _SAME.fullmatch(between) and (other.relative or other.when):
            return replace(sense, relative=Relative(anchor=other.id, unit="day", amount=0))
        if _names_day(other) and _DAY_BEFORE.fullmatch(between):
            return replace(sense, relative=Relative(anchor=other.id, unit="day", amount=0))
    return sense


def _names_day(other: TimeExpression) -> bool:
    return _is_day(Sense("DATE", other.value, when=other.when, relative=other.relative)) and (
        other.kind == "DATE")
