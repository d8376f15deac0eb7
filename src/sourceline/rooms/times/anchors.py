"""What an anaphoric time hangs on: "that month", "a year later", "later in the day".

In: a sense, its place, the expressions before it. Out: the sense with its anchor, "" where the
article names nothing it could hang on.
"""

from collections.abc import Sequence
from dataclasses import replace

from sourceline.record.when import Relative, TimeExpression
from sourceline.rooms.times.sense import Sense, changed

# "Later in the day" hangs on a day and not on a year named in passing.
_FINE: dict[str, int] = {"day": 0, "week": 1, "weekend": 1, "month": 2, "quarter": 3, "season": 3,
                         "span": 4, "year": 4, "decade": 5}


def hang(sense: Sense, start: int, made: Sequence[TimeExpression], max_gap_chars: int) -> Sense:
    """Hang an anaphoric time on the nearest earlier date, or leave its anchor open.

    >>> hang(Sense("DATE"), 0, (), 400).relative is None
    True
    """
    if not sense.anaphoric or sense.relative is None:
        return sense
    coarse = ""
    for other in reversed(made):
        if start - other.cite.end > max_gap_chars:
            break
        if compared := _year_before(other.relative):
            # Of two comparisons with "a year earlier" the second goes no further back.
            if not _year_before(sense.relative):
                continue
            return replace(sense, relative=changed(sense.relative, anchor=compared.anchor))
        if _may_anchor(other) and _is_fine(other, sense.relative):
            return replace(sense, relative=changed(sense.relative, anchor=other.id))
        if _may_anchor(other) and sense.relative.unit != "quarter":  # "next year … in the quarter"
            coarse = coarse or other.id
    if sense.relative.amount == 0 and sense.relative.direction != "near":
        return sense  # "earlier in the week" of the report, where no other is named
    return replace(sense, relative=changed(sense.relative, anchor=coarse))


def _year_before(relative: Relative | None) -> Relative | None:
    """Give the relative of "a year earlier", None for any other."""
    told = relative is not None and (relative.unit, relative.amount, relative.direction) == (
        "year", -1, "past")
    return relative if told else None


def _is_fine(other: TimeExpression, relative: Relative) -> bool:
    """Tell a time at least as fine as the unit, or for "the same night" a month at most."""
    if other.when is not None:
        rank = _FINE.get(other.when.precision, 4)
    elif other.relative is not None:
        one = other.relative
        day = one.day is not None or one.weekday is not None or one.feast != ""
        rank = 0 if day else 2 if one.month is not None else 3 if one.quarter or one.season else (
            _FINE[one.unit])
    else:
        return False
    inside = relative.amount == 0 and relative.direction != "near"  # "later in the day"
    own = _FINE[relative.unit]
    return rank <= (own if inside and own < _FINE["year"] else max(_FINE["month"], own))


def _may_anchor(other: TimeExpression) -> bool:
    if other.kind not in ("DATE", "TIME"):
        return False
    if other.relative is None:
        return other.when is not None
    vague = other.relative.amount is None and other.relative.unit == "day"
    return not vague or other.relative.day is not None
