"""What a matched pattern means, and the small readings that many patterns share.

In: the named groups of one match. Out: `Sense` and its parts: a month, a shift, a clock time.
"""

import re
from dataclasses import dataclass

import msgspec

from sourceline.record.when import Precision, Relative, TimeKind, Unit, When
from sourceline.rooms.times.grammar import grammar
from sourceline.text import dates
from sourceline.text.dates import Interval

Groups = dict[str, str | None]

RECORD_UNITS: dict[str, Unit] = {
    "D": "day", "W": "week", "2W": "week", "WE": "weekend", "M": "month", "6M": "month",
    "Q": "quarter", "SN": "season", "Y": "year", "E": "decade", "C": "decade",
}
PARTS = ("START", "MID", "END")


@dataclass(frozen=True)
class Sense:
    """What the words of one match mean; `anaphoric` when they hang on a time named before."""

    kind: TimeKind
    value: str = ""
    modifier: str = ""
    when: When | None = None
    relative: Relative | None = None
    anaphoric: bool = False


@dataclass(frozen=True)
class Found:
    """One match before its identity: its place and what it means."""

    start: int
    end: int
    sense: Sense


def said(value: str | None) -> str:
    """Give the words of a group in small letters, blanks made one."""
    return " ".join((value or "").lower().split())


def stated(interval: Interval, precision: Precision, modifier: str = "") -> When:
    """Give an absolute `When`, narrowed to the early, middle or late part the words name."""
    if modifier in PARTS:
        interval, precision = dates.part_of(interval, modifier), "span"
    return When(from_date=interval[0], to_date=interval[1], precision=precision, basis="stated")


def changed(relative: Relative, **changes: object) -> Relative:
    """Give a copy of a relative with some fields changed."""
    return msgspec.structs.replace(relative, **changes)


def modifier_of(groups: Groups) -> str:
    """Give the TIMEX3 modifier of the words before ("late in" is END), "" for none."""
    words = grammar().words.modifiers
    return words.get(said(groups.get("mod")), "") or words.get(said(groups.get("mod2")), "")


def month_of(groups: Groups) -> int:
    """Give the number of the month."""
    return grammar().words.months[(groups["month"] or "").capitalize()]


def weekday_of(name: str) -> int:
    """Give the number of a weekday, Monday 0."""
    words = grammar().words
    return (words.weekdays | words.short_weekdays)[name.rstrip(".").capitalize()]


def shift_of(groups: Groups, name: str = "shift") -> tuple[int, bool]:
    """Give how far a shift word moves, and whether it hangs on a time named before."""
    word = said(groups.get(name))
    words = grammar().words
    return words.shifts.get(word, 0), word in words.anaphoric.words


def part_of_day(groups: Groups) -> str:
    """Give "TNI" of "night", "" where no part of the day is named."""
    word = said(groups.get("part") or groups.get("part2") or groups.get("early"))
    word = word.removeprefix("mid-")
    return "T" + grammar().words.parts_of_day[word] if word else ""


def clock_of(groups: Groups) -> str:
    """Give "T15:30" of "3:30 p.m.", "" where there is no clock time."""
    word = said(groups.get("clock"))
    if not word:
        return ""
    if found := re.search(r"\b(?:noon|midnight)\b", word):
        return "T12:00" if found[0] == "noon" else "T24:00"
    found = re.match(r"(\d\d)(\d\d) ?()", word) or re.match(
        r"(\d{1,2})(?:[:.h](\d\d))? ?(?:([ap])\.? ?m\b)?", word)
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3] or ("p" if re.search(r"\b(?:afternoon|evening)$", word) else "")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else ""


def reach(interval: Interval, groups: Groups) -> Interval:
    """Narrow to the days a modifier itself names: "the final days of 2017"."""
    word = said(groups.get("mod"))
    days = grammar().words.reach_days.get(word)
    if days is None or (interval[1] - interval[0]).days < 2 * days:
        return interval
    if "first" in word or "opening" in word:
        return interval[0], dates.add_days(interval[0], days)
    return dates.add_days(interval[1], -days), interval[1]
