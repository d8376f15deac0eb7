"""Readings of dates the calendar names: days, months, seasons, quarters, years, decades.

In: the named groups of a match. Out: a `Sense`, absolute where a year is given, relative where not;
None where the words make no date ("February 30").
"""

from datetime import date

from sourceline.record.when import Precision, Relative, When
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.numerals import read_count
from sourceline.rooms.times.sense import (
    PARTS,
    Groups,
    Sense,
    changed,
    clock_of,
    modifier_of,
    month_of,
    part_of_day,
    reach,
    said,
    shift_of,
    stated,
    weekday_of,
)
from sourceline.text import dates

# A fiscal year of that number may begin or end this many months beside the calendar's.
_FISCAL_MONTHS = 9
_LONGEST_RANGE_YEARS = 200
# Quarters of a business may end on the last Friday or Saturday of their last month, and are named
# after the calendar quarter that holds their middle.
_QUARTER_END_DAYS, _QUARTER_MIDDLE_DAYS = 6, 45


def read_iso(groups: Groups) -> Sense | None:
    """Read "2019-11-14" and "2019-11-14T08:30"."""
    day = dates.make_day(int(groups["year"] or 0), int(groups["month"] or 0),
                         int(groups["day"] or 0))
    if day is None:
        return None
    return whole_day(day, f"T{groups['clock']}" if groups.get("clock") else "")


def whole_day(day: date, tail: str) -> Sense:
    """Give one day, with its time of day ("T08:30") where one is named."""
    when = stated(dates.day_interval(day), "day")
    return Sense("TIME" if tail else "DATE", day.isoformat() + tail, when=when)


def read_numeric(groups: Groups) -> Sense | None:
    """Read "14/11/2019" where only one order makes a date; "03/04/2019" stays unread."""
    one, two, year = (int(groups[name] or 0) for name in ("one", "two", "year"))
    if year < 100:
        if groups["dash"] != "/":
            return None
        year += 2000 if year < 50 else 1900
    found = {day for day in (dates.make_day(year, one, two), dates.make_day(year, two, one)) if day}
    return whole_day(found.pop(), "") if len(found) == 1 else None


def read_month_day(groups: Groups) -> Sense | None:
    """Read "November 14, 2019", and "July 14", which lacks its year."""
    month, number = month_of(groups), int(groups["day"] or 0)
    tail = clock_of(groups) or part_of_day(groups)
    if groups.get("year"):
        day = dates.make_day(int(groups["year"] or 0), month, number)
        return whole_day(day, tail) if day else None
    if number > dates.days_of_month(2020, month):
        return None
    weekday = weekday_of(groups["weekday"] or "") if groups.get("weekday") else None
    side = {"last": -1, "next": 1}.get(said(groups.get("shift")))
    relative = Relative(unit="day", month=month, day=number, weekday=weekday, amount=side)
    return Sense("TIME" if tail else "DATE", tail, relative=relative)


def read_month_day_of_year(groups: Groups) -> Sense | None:
    """Read "March 3 last year"."""
    sense = read_month_day(groups)
    if sense is None or sense.relative is None:
        return sense
    amount = shift_of(groups)[0]
    return Sense("DATE", relative=changed(sense.relative, unit="year", amount=amount))


def read_days_of_month(groups: Groups) -> Sense | None:
    """Read "March 3-5, 2020", "3 to 5 March" and "March 3 and 4" as one stretch of days."""
    month, first, last = month_of(groups), int(groups["day"] or 0), int(groups["day2"] or 0)
    if not first < last <= dates.days_of_month(2020, month):
        return None
    if not groups.get("year"):
        relative = Relative(unit="day", month=month, day=first, days=last - first + 1)
        return Sense("DATE", relative=relative)
    year = int(groups["year"] or 0)
    start, end = dates.make_day(year, month, first), dates.make_day(year, month, last)
    if start is None or end is None:
        return None
    when = stated((start, dates.add_days(end, 1)), "span")
    return Sense("DATE", f"{start.isoformat()}/{end.isoformat()}", when=when)


def read_nth_of_month(groups: Groups) -> Sense | None:
    """Read "the last Friday of March 2020" and "the first week of May"."""
    month, nth = month_of(groups), said(groups["nth"])
    if not groups.get("year"):
        modifier = {"first": "START", "opening": "START", "last": "END", "final": "END"}
        return Sense("DATE", "", modifier.get(nth, ""), relative=Relative(
            unit="month", month=month))
    year = int(groups["year"] or 0)
    first, after = dates.month_interval(year, month)
    if said(groups.get("unit")) == "fortnight":  # a half of a month, on the fronts of reviews
        half = "START" if nth in ("first", "opening") else "END"
        return Sense("DATE", f"{year:04d}-{month:02d}", half, when=stated(
            dates.part_of((first, after), half), "span"))
    at = -1 if nth in ("last", "final") else grammar().words.ordinals.get(nth, 1) - 1
    weekday = weekday_of(groups["weekday"] or "") if groups.get("weekday") else None
    found = [one for one in dates.days_of(first, after) if weekday in (None, one.weekday())]
    if weekday is not None:
        return whole_day(found[at], "")
    start = found[-7] if at == -1 else found[7 * at]
    # A week of a month may begin on its first day or on its first Monday.
    around = (dates.add_days(start, -6), dates.add_days(start, 13))
    return Sense("DATE", f"{year:04d}-{month:02d}", when=stated(
        dates.overlap(around, (first, after)) or around, "span"))


def read_fixed_day(groups: Groups) -> Sense | None:
    """Read "the Fourth of July"."""
    return read_month_day({**groups, "month": "July", "day": "4"})


def read_spelled_day(groups: Groups) -> Sense | None:
    """Read "the third of August" and "August the third"."""
    day = grammar().words.ordinals[said(groups.get("ordinal") or groups.get("ordinal2"))]
    month = groups.get("month") or groups.get("month2")
    return read_month_day({**groups, "month": month, "day": str(day)})


def read_quarter_ended(groups: Groups) -> Sense | None:
    """Read "the quarter" before "ended Sept. 30": the quarter that ends there."""
    month, day = month_of(groups), int(groups["day"] or 0)
    whole = month % 3 == 0 and day >= dates.days_of_month(2020, month) - _QUARTER_END_DAYS
    if groups.get("year"):
        end = dates.make_day(int(groups["year"] or 0), month, day)
        if end is None:
            return None
        after = dates.add_days(end, 1)
        middle = dates.add_days(end, -_QUARTER_MIDDLE_DAYS)
        value = f"{middle.year:04d}-Q{(middle.month + 2) // 3}"
        begin = dates.add_days(dates.add_months(after, -3), -_QUARTER_END_DAYS)
        return Sense("DATE", value, when=stated((begin, after), "span"))
    if whole:
        return Sense("DATE", relative=Relative(unit="quarter", quarter=month // 3))
    return Sense("DATE", relative=Relative(anchor="", unit="quarter", amount=0))


def read_week_of(groups: Groups) -> Sense | None:
    """Read "the week of March 6, 2019"."""
    inner = read_month_day(groups)
    if inner is not None and inner.relative is not None:
        return Sense("DATE", relative=changed(inner.relative, unit="week"))
    if inner is None or inner.when is None or inner.when.from_date is None:
        return inner
    day = inner.when.from_date
    year, number, _ = day.isocalendar()
    return Sense("DATE", f"{year:04d}-W{number:02d}",
                 when=stated(dates.week_interval(day), "week"))


def read_month(groups: Groups) -> Sense:
    """Read "late November 2019", "last November", "mid-July"."""
    month, modifier = month_of(groups), modifier_of(groups)
    year = year_of(groups)
    if year:
        when = stated(reach(dates.month_interval(year, month), groups), "month", modifier)
        return Sense("DATE", f"{year:04d}-{month:02d}", modifier, when=when)
    return _yearly(groups, Relative(unit="month", month=month), modifier)


def read_of_year(groups: Groups) -> Sense:
    """Read "July last year" and "the summer of this year"."""
    sense = read_month(groups) if groups.get("month") else read_season(groups)
    assert sense.relative is not None  # the pattern has no year of its own
    return Sense("DATE", "", sense.modifier, relative=changed(sense.relative, unit="year"))


def _yearly(groups: Groups, relative: Relative, modifier: str) -> Sense:
    """Read the shift of what comes once a year."""
    if not groups.get("shift"):
        return Sense("DATE", "", modifier, relative=relative)
    amount, anaphoric = shift_of(groups)
    return Sense("DATE", "", modifier, relative=changed(relative, amount=amount),
                 anaphoric=anaphoric)


def read_season(groups: Groups) -> Sense:
    """Read "the summer of 2018" and "last fall"."""
    season, modifier = grammar().words.seasons[said(groups["season"])], modifier_of(groups)
    year = year_of(groups)
    if year:
        when = stated(dates.season_interval(year, season), "season", modifier)
        return Sense("DATE", f"{year:04d}-{season}", modifier, when=when)
    return _yearly(groups, changed(Relative(unit="season"), season=season), modifier)


def read_quarter(groups: Groups) -> Sense:
    """Read "the third quarter of 2019" and "this year's third quarter"."""
    word = said(groups["ordinal"])
    number = int(word) if word.isdigit() else grammar().words.ordinals[word]
    if groups.get("year"):
        year = int(groups["year"] or 0)
        when = stated(dates.quarter_interval(year, number), "quarter")
        return Sense("DATE", f"{year:04d}-Q{number}", when=when)
    for name in ("shift", "shift2"):
        if groups.get(name):
            amount = shift_of(groups, name)[0]
            return Sense("DATE", relative=Relative(unit="year", quarter=number, amount=amount))
    return Sense("DATE", relative=Relative(unit="quarter", quarter=number))


def read_quarter_year_ago(groups: Groups) -> Sense:
    """Read "the year-earlier third quarter"."""
    number = grammar().words.ordinals[said(groups["ordinal"])]
    return Sense("DATE", relative=Relative(unit="year", quarter=number, amount=-1))


def year_of(groups: Groups) -> int:
    """Give the year in digits or in words, 0 for none."""
    if groups.get("year"):
        return int(groups["year"] or 0)
    return _spelled_year(groups) if groups.get("century") else 0


def _spelled_year(groups: Groups) -> int:
    century = said(groups.get("century"))
    rest = read_count(said(groups.get("rest")).removeprefix("oh ").removeprefix("o ")).number or 0
    first = int(grammar().words.numbers[century]) * 100 if century else 2000
    return first + int(rest)


def read_spelled_year(groups: Groups) -> Sense | None:
    """Read "nineteen ninety-six" and "the year two thousand"."""
    year = _spelled_year(groups)
    return Sense("DATE", f"{year:04d}", when=stated(dates.year_interval(year), "year"))


def read_half(groups: Groups) -> Sense:
    """Read "the second half of 2019"."""
    first = said(groups.get("ordinal") or groups.get("ordinal2")) in ("first", "1")
    if groups.get("year"):
        year = int(groups["year"] or 0)
        whole, middle = dates.year_interval(year), date(year, 7, 1)
        half = (whole[0], middle) if first else (middle, whole[1])
        return Sense("DATE", f"{year:04d}-H{1 if first else 2}", when=stated(half, "span"))
    relative = Relative(unit="year", amount=shift_of(groups)[0])
    return Sense("DATE", "", "START" if first else "END", relative=relative)


def read_year(groups: Groups) -> Sense:
    """Read "2018", "late 2017", "the final days of 2017", "pre-1979", "fiscal 2020"."""
    year, modifier = int(groups["year"] or 0), modifier_of(groups)
    whole = dates.year_interval(year)
    side = said(groups.get("mod2"))
    if side in ("pre", "post"):
        when = When(from_date=None if side == "pre" else whole[0],
                    to_date=whole[1] if side == "pre" else None, precision="span", basis="stated")
        return Sense("DATE", f"{year:04d}", "BEFORE" if side == "pre" else "AFTER", when=when)
    if groups.get("open"):
        when = (When(from_date=None, to_date=whole[1], precision="span", basis="stated")
                if "earlier" in said(groups["open"]) else
                When(from_date=whole[0], to_date=None, precision="span", basis="stated"))
        return Sense("DATE", f"{year:04d}", modifier, when=when)
    precision: Precision = "year"
    if groups.get("year2"):
        to = int((groups["year"] or "")[:4 - len(groups["year2"] or "")] + (groups["year2"] or ""))
        when = stated((whole[0], dates.year_interval(max(year, to))[1]), "span")
        return Sense("DATE", f"{year:04d}", modifier, when=when)
    if groups.get("fiscal"):
        whole = (dates.add_months(whole[0], -_FISCAL_MONTHS),
                 dates.add_months(whole[1], _FISCAL_MONTHS))
        precision = "span"
    narrowed = reach(whole, groups)
    within = "" if narrowed != whole else modifier
    precision = "span" if narrowed != whole else precision
    return Sense("DATE", f"{year:04d}", modifier, when=stated(narrowed, precision, within))


def read_year_range(groups: Groups) -> Sense | None:
    """Read "2001-2009" and "2019-20"."""
    first, last = int(groups["year"] or 0), groups["year2"] or ""
    to = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < to <= first + _LONGEST_RANGE_YEARS:
        return None
    whole = dates.hull([dates.year_interval(first), dates.year_interval(to)])
    return Sense("DURATION", f"P{to - first}Y", when=stated(whole, "span"))


_DECADES = {"thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}


def read_decade(groups: Groups) -> Sense:
    """Read "the late 1980s" and "the '90s"."""
    short = groups.get("short") or str(_DECADES.get(said(groups.get("spelled")), ""))
    first = 1900 + int(short) if short else int(groups["decade"] or 0)
    modifier = modifier_of(groups)
    if first % 100 == 0 and first < 2000:  # "the 1700s" are a century, "the 2000s" are either
        century = (date(first, 1, 1), date(first + 100, 1, 1))
        return Sense("DATE", f"{first // 100:02d}", modifier,
                     when=stated(century, "span", modifier))
    when = stated(dates.decade_interval(first), "decade", modifier)
    return Sense("DATE", f"{first // 10:03d}", modifier, when=when)


def read_century(groups: Groups) -> Sense:
    """Read "the early 19th century"."""
    word = said(groups["ordinal"])
    number = grammar().words.ordinals.get(word) or int(word[:-2])
    modifier = modifier_of(groups)
    interval = (date(number * 100 - 99, 1, 1), date(number * 100 + 1, 1, 1))
    return Sense("DATE", f"{number - 1:02d}", modifier, when=stated(interval, "span", modifier))


def read_year_end(groups: Groups) -> Sense:
    """Read "year-end", the end of the year the text is in."""
    assert groups is not None
    return Sense("DATE", "", PARTS[2], relative=Relative(unit="year", amount=0))
