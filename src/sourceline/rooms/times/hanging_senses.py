"""Readings of times that hang on a day: "yesterday", "last Friday", "two weeks ago", "this month".

In: the named groups of a match. Out: a `Sense` with a `Relative`.
"""

from dataclasses import replace

from sourceline.record.when import Relative, Unit
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.numerals import Count, read_count
from sourceline.rooms.times.sense import (
    RECORD_UNITS,
    Groups,
    Sense,
    changed,
    clock_of,
    modifier_of,
    part_of_day,
    said,
    shift_of,
    weekday_of,
)

_FORWARD = ("later", "after", "afterward", "afterwards", "thereafter", "hence", "from now",
            "from today")
_UNITS_PER = {"2W": 2, "6M": 6, "C": 10}
_CLOCK_LETTERS = ("S", "MIN", "H")
_BACKWARD = ("last", "past", "previous", "preceding", "recent", "latest")


def read_named_shift(groups: Groups) -> Sense:
    """Read "yesterday", "tomorrow morning", "the day after tomorrow"."""
    word = said(groups.get("name") or groups.get("whole"))
    tail = "TNI" if word == "tonight" else part_of_day(groups)
    relative = Relative(unit="day", amount=grammar().words.days[word])
    return Sense("TIME" if tail else "DATE", tail, relative=relative)


def read_clock_day(groups: Groups) -> Sense:
    """Read "9 a.m. Tuesday" and "noon today"."""
    tail, word = clock_of(groups), said(groups["day"])
    if word in grammar().words.days:
        relative = Relative(unit="day", amount=grammar().words.days[word])
    else:
        amount = shift_of(groups)[0] if groups.get("shift") else None
        relative = Relative(unit="week", weekday=weekday_of(word), amount=amount)
    return Sense("TIME", tail, relative=relative)


def read_weekday(groups: Groups) -> Sense:
    """Read "Friday", "last Friday", "Friday night"."""
    tail = clock_of(groups) or part_of_day(groups)
    amount, anaphoric = shift_of(groups) if groups.get("shift") else (None, False)
    relative = Relative(unit="week", weekday=weekday_of(groups["weekday"] or ""), amount=amount)
    return Sense("TIME" if tail else "DATE", tail, modifier_of(groups), relative=relative,
                 anaphoric=anaphoric)


def read_weekday_of_week(groups: Groups) -> Sense:
    """Read "Friday of last week", which no two readers count differently."""
    sense = read_weekday(groups)
    assert sense.relative is not None
    direction = "future" if (sense.relative.amount or 0) > 0 else "past"
    return replace(sense, relative=changed(sense.relative, direction=direction))


def read_weekday_beyond(groups: Groups) -> Sense:
    """Read "the Saturday before last" and "Friday after next"."""
    amount = -2 if "last" in said(groups["side"]) else 2
    return Sense("DATE", relative=Relative(
        unit="week", weekday=weekday_of(groups["weekday"] or ""), amount=amount))


def read_day_of_month(groups: Groups) -> Sense | None:
    """Read "the 14th of last month", and "the 14th" of the month the text is in."""
    day = int(groups["day"] or 0)
    if not groups.get("shift"):
        return Sense("DATE", relative=Relative(unit="month", day=day))
    amount, anaphoric = shift_of(groups)
    return Sense("DATE", relative=Relative(unit="month", day=day, amount=amount),
                 anaphoric=anaphoric)


def read_part(groups: Groups) -> Sense:
    """Read "last night" and "this morning"."""
    amount, anaphoric = shift_of(groups)
    return Sense("TIME", part_of_day(groups), modifier_of(groups),
                 relative=Relative(unit="day", amount=amount), anaphoric=anaphoric)


def read_side(groups: Groups) -> Sense | None:
    """Read "earlier this month", "later that day", "earlier Friday"."""
    if groups.get("day"):
        word = said(groups["day"])
        if word == "today":
            return Sense("DATE", relative=Relative(unit="day", amount=0))
        return Sense("DATE", relative=Relative(unit="week", weekday=weekday_of(word)))
    unit = said(groups["unit"]).removeprefix("the ")
    amount, anaphoric = shift_of(groups)
    anaphoric = anaphoric or said(groups["shift"]) in ("on", "in")
    if unit in grammar().words.parts_of_day:
        return Sense("TIME", "T" + grammar().words.parts_of_day[unit],
                     relative=Relative(unit="day", amount=amount), anaphoric=anaphoric)
    letter = grammar().words.units.get(unit, "")
    if letter not in RECORD_UNITS:
        return None
    relative = Relative(unit=RECORD_UNITS[letter], amount=amount)
    if amount == 0:
        earlier = said(groups["side"]) == "earlier"
        relative = changed(relative, direction="past" if earlier else "future")
    return Sense("DATE", relative=relative, anaphoric=anaphoric)


def read_unit(groups: Groups) -> Sense | None:
    """Read "last week", "this year", "the following month", "the quarter"."""
    letter = grammar().words.units[said(groups["unit"])]
    word = said(groups["shift"])
    amount, anaphoric = shift_of(groups)
    if said(groups.get("fiscal")) == "" and word == "the full" and letter == "Y":
        return Sense("DATE", relative=Relative(unit="year", amount=0))  # the year reported on
    if word in ("entire", "whole", "full", "the entire", "the whole", "the full"):
        return Sense("DURATION", f"P1{'X' if letter in ('E', 'C') else letter}")
    if word in ("latest", "the latest"):
        amount = -1
    if letter == "Q" and word == "the":
        anaphoric = True
    if letter not in RECORD_UNITS or letter == "C":
        return _this_century(word)
    relative = Relative(unit=RECORD_UNITS[letter], amount=amount * _UNITS_PER.get(letter, 1))
    if letter == "D" and word in ("this", "that", "last", "next"):
        anaphoric = word == "that"
    return Sense("DATE", "", modifier_of(groups), relative=relative, anaphoric=anaphoric)


def read_unit_beyond(groups: Groups) -> Sense:
    """Read "the month before last" and "the week after next"."""
    letter = grammar().words.units[said(groups["unit"])]
    amount = -2 if "last" in said(groups["side"]) else 2
    return Sense("DATE", relative=Relative(unit=RECORD_UNITS[letter], amount=amount))


def read_unit_before(groups: Groups) -> Sense:
    """Read "the year before," and "the day after.", which hang on a time named before."""
    unit, forward = said(groups["unit"]), said(groups["side"]) == "after"
    parts = grammar().words.parts_of_day
    if unit in parts:
        return Sense("TIME", "T" + parts[unit], relative=Relative(
            unit="day", amount=1 if forward else -1), anaphoric=True)
    letter = grammar().words.units[unit]
    return Sense("DATE", relative=Relative(unit=RECORD_UNITS[letter],
                                           amount=1 if forward else -1), anaphoric=True)


def _this_century(word: str) -> Sense | None:
    return Sense("DATE") if word in ("this", "last", "next") else None


def read_ago(groups: Groups) -> Sense | None:
    """Read "two weeks ago", "a year later", "three days earlier", "years ago"."""
    if groups.get("unit") is None:
        return Sense("DATE", relative=Relative(unit="year", amount=-1, direction="past"))
    count = read_count(groups["count"])
    if groups.get("half") and count.number is not None:
        count = replace(count, number=count.number + 0.5)
    if groups.get("loose"):
        count = replace(count, loose=True)
    letter = _unit_letter(groups["unit"])
    side = said(groups["side"])
    forward = side in _FORWARD
    relative = _counted(count, letter, forward)
    anaphoric = side not in ("ago", "hence", "from now", "from today")
    modifier = modifier_of(groups)
    if relative is None:
        reference = "FUTURE_REF" if forward else "PAST_REF"
        open_ended = Relative(unit="day", direction="future" if forward else "past")
        return Sense("DATE", reference, relative=open_ended, anaphoric=anaphoric)
    return Sense("DATE", "", modifier or ("APPROX" if count.loose else ""), relative=relative,
                 anaphoric=anaphoric)


def read_anniversary(groups: Groups) -> Sense | None:
    """Read "the third anniversary" of what happened: about three years before it is marked."""
    ordinal = said(groups.get("ordinal"))
    years = read_count(groups["count"]).number if groups.get("count") else (
        grammar().words.ordinals.get(ordinal) or int(ordinal[:-2]))
    if not years:
        return None
    return Sense("DATE", relative=Relative(unit="month", amount=-round(12 * years),
                                           direction="past"))


def _unit_letter(unit: str | None) -> str:
    words = grammar().words.units
    word = said(unit)
    return words.get(word) or words[word.removesuffix("s")]


def _counted(count: Count, letter: str, forward: bool) -> Relative | None:
    """Give a distance from the anchor, None where the count is vague."""
    direction = "future" if forward else "past"
    if letter in _CLOCK_LETTERS:
        hours = (count.number or 0) if letter == "H" else 0
        days = int(hours // 24)
        return _relative("day", days if forward else -days, direction)
    if count.number is None:
        return None
    amount = round(count.number * _UNITS_PER.get(letter, 1))
    unit = RECORD_UNITS[letter]
    if count.number % 1 == 0.5 and letter in ("Y", "E"):
        unit, amount = (("month", round(12 * count.number)) if letter == "Y" else
                        ("year", round(10 * count.number)))
    return _relative(unit, amount if forward else -amount, direction)


def _relative(unit: str, amount: int, direction: str) -> Relative:
    return changed(Relative(unit="day"), unit=unit, amount=amount, direction=direction)


def _vague_past(unit: Unit) -> Relative:
    return Relative(unit=unit, direction="past")


def read_stretch(groups: Groups) -> Sense | None:
    """Read "the past three years", "the next few days", "recent weeks"."""
    word = said(groups["shift"])
    letter = _unit_letter(groups["unit"])
    count = read_count(groups.get("count") or "several")
    value = count.value(letter, said(groups["unit"]))
    if word == "recent":
        unit = RECORD_UNITS.get(letter, "day")
        return Sense("DATE", value, relative=_vague_past(unit))
    if word in ("first", "final", "following"):
        return Sense("DURATION", value)
    forward = word not in _BACKWARD
    relative = _counted(count, letter, forward)
    if relative is None:
        unit = RECORD_UNITS.get(letter, "day")
        relative = Relative(unit=unit, direction="future" if forward else "past")
    elif letter in _CLOCK_LETTERS and relative.amount == 0:  # some of it may be of another day
        relative = changed(relative, amount=1 if forward else -1)
    return Sense("DURATION", value, relative=relative, anaphoric=word in ("previous", "preceding"))


def read_past_unit(groups: Groups) -> Sense:
    """Read "the past year", the twelve months that end now, not the calendar year before."""
    unit = said(groups.get("unit") or groups.get("unit2"))
    letter, count = _unit_letter(unit), read_count("one")
    return Sense("DURATION", count.value(letter, unit), relative=_counted(count, letter, False))


def read_reference(groups: Groups) -> Sense:
    """Read "now", "recently", "soon", and "one day" where it is to come."""
    value = grammar().words.references.get(said(groups["reference"]), "FUTURE_REF")
    if value == "PRESENT_REF":
        return Sense("DATE", value)
    direction = "past" if value == "PAST_REF" else "future"
    return Sense("DATE", value,
                 relative=changed(Relative(unit="day"), direction=direction))


def read_latest_period(groups: Groups) -> Sense:
    """Read "the latest period" of a report on business: the quarter it is about, unplaced."""
    assert groups is not None
    return Sense("DATE", relative=Relative(anchor="", unit="quarter", amount=0))
