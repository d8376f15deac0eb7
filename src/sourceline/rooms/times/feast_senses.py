"""Readings of feasts and of the days and months of other calendars.

In: the named groups of a match. Out: a `Sense`, absolute where a year is given, relative where not.
"""

from dataclasses import replace

from sourceline.record.when import Relative
from sourceline.rooms.times.calendar_senses import whole_day
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.sense import Groups, Sense, modifier_of, said, shift_of, stated
from sourceline.text import dates
from sourceline.text.calendars import (
    LONG_FEASTS,
    feast_intervals,
    iranian_interval,
    islamic_interval,
)


def read_named_day(groups: Groups) -> Sense:
    """Read "Christmas Day 2019" and "Easter"; what is another day elsewhere stays without one."""
    name = said(groups["holiday"]).replace("’", "'").replace(" 's", "'s")
    days = {said(one).replace("’", "'"): day for one, day in grammar().words.named_days.items()}
    feasts = {said(one): feast for one, feast in grammar().words.feasts.items()}
    if name in feasts:
        part = modifier_of(groups) if feasts[name] in LONG_FEASTS else ""
        return replace(_feast(feasts[name], groups), modifier=part)
    month, number = days.get(name, (0, 0))
    if not month:
        return Sense("DATE")
    if groups.get("year"):
        day = dates.make_day(int(groups["year"] or 0), month, number)
        return whole_day(day, "") if day else Sense("DATE")
    return Sense("DATE", relative=Relative(unit="day", month=month, day=number))


def _feast(name: str, groups: Groups) -> Sense:
    """Read a feast that moves, in its year or hanging on the publication."""
    if not groups.get("year"):
        amount = shift_of(groups)[0] if groups.get("shift") else None
        return Sense("DATE", relative=Relative(unit="day", feast=name, amount=amount))
    found = feast_intervals(name, int(groups["year"] or 0))
    if len(found) != 1:
        return Sense("DATE")
    exact = (found[0][1] - found[0][0]).days == 1
    when = (stated(found[0], "span", modifier_of(groups)) if name in LONG_FEASTS else
            stated(found[0], "day"))
    return Sense("DATE", found[0][0].isoformat() if exact else "", when=when)


def read_other_calendar(groups: Groups) -> Sense | None:
    """Read "24 Aban 1398" and "1 Muharram 1442"."""
    year, day = int(groups["year"] or 0), int(groups.get("day") or 0)
    words, name = grammar().words, said(groups["other"]).replace("’", "'")
    iranian = {said(one): number for one, number in words.iranian_months.items()}
    islamic = {said(one): number for one, number in words.islamic_months.items()}
    interval = (iranian_interval(year, iranian[name], day) if name in iranian
                else islamic_interval(year, islamic[name], day))
    if interval is None:
        return None
    exact = (interval[1] - interval[0]).days == 1
    return Sense("DATE", interval[0].isoformat() if exact else "", "" if exact else "APPROX",
                 when=stated(interval, "day" if day else "span"))


def read_other_year(groups: Groups) -> Sense | None:
    """Read "the Iranian year 1401" and "1443 AH"."""
    year = int(groups["year"] or groups["year2"] or 0)
    made = iranian_interval if groups.get("iranian") else islamic_interval
    first, last = made(year, 1), made(year, 12)
    if first is None or last is None:
        return None
    return Sense("DATE", "", "APPROX", when=stated((first[0], last[1]), "span"))
