"""Readings of how long and how often: durations, sets, and times of day without a day.

In: the named groups of a match. Out: a `Sense` with a TIMEX3 value.
"""

from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.numerals import read_count
from sourceline.rooms.times.sense import Groups, Sense, clock_of, modifier_of, part_of_day, said


def read_duration(groups: Groups) -> Sense | None:
    """Read "three months", "20-year", "a year and a half", "years"."""
    unit = said(groups["unit"])
    letter = _letter_of(unit)
    count = read_count(groups.get("count") or ("several" if unit.endswith("s") else "one"))
    value = count.value(letter, unit)
    if groups.get("half") and count.number is not None:
        value = type(count)(count.number + 0.5).value(letter, unit)
    modifier = modifier_of(groups)
    return Sense("DURATION", value, modifier or ("APPROX" if count.loose else ""))


def _letter_of(unit: str) -> str:
    words = grammar().words.units
    return words.get(unit) or words[unit.removesuffix("s")]


def read_every(groups: Groups) -> Sense | None:
    """Read "every Friday", "each year", "every two weeks", "Mondays"."""
    words = grammar().words
    of = said(groups["of"])
    number = int(read_count(groups.get("count") or "one").number or 1)
    if of.capitalize() in words.weekdays:
        return Sense("SET", f"XXXX-WXX-{words.weekdays[of.capitalize()] + 1}{part_of_day(groups)}")
    if of.capitalize() in words.months:
        return Sense("SET", f"XXXX-{words.months[of.capitalize()]:02d}")
    if of in words.seasons:
        return Sense("SET", f"XXXX-{words.seasons[of]}")
    if of in words.parts_of_day:
        return Sense("SET", f"XXXX-XX-XXT{words.parts_of_day[of]}")
    return Sense("SET", read_count(str(number)).value(_letter_of(of), of))


def read_set_word(groups: Groups) -> Sense:
    """Read "daily", "annually", "every other week"."""
    return Sense("SET", grammar().words.sets[said(groups["word"])])


def read_clock(groups: Groups) -> Sense | None:
    """Read "10:35 a.m." and "noon" where no day is named."""
    value = clock_of(groups)
    return Sense("TIME", value) if value else None


def read_overnight(groups: Groups) -> Sense:
    """Read "overnight" and "mid-afternoon"."""
    word = said(groups["part"]).removeprefix("mid-")
    return Sense("TIME", "TNI" if word == "overnight" else "T" + grammar().words.parts_of_day[word])
