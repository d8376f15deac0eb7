"""Dates like "04/03/2031" under a title: April to one reader and March to another.

In: the captured text. Out: a `Constraint` that leaves both days, or the one that another slashed
date of the page ("24/03/2031") makes the only one.
"""

import re
from datetime import date

from sourceline.rooms.times.constraints import Constraint
from sourceline.rooms.times.head_lines import Line, title_line, top_lines
from sourceline.text import dates

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?![\d/])")
_MOST_PARAGRAPHS = 1
_SHORT_CHARS = 120
_LAST_MONTH = 12


def slashed_days(captured: str, title: str = "") -> list[Constraint]:
    """Read the first such date between the title and the text.

    >>> found, = slashed_days("Harbour union walks out\\n04/03/2031 - 14:05")
    >>> [day.isoformat() for day, _ in found.intervals(2031)]
    ['2031-03-04', '2031-04-03']
    """
    lines = top_lines(captured)
    head = title_line(lines, title)
    order = _order(captured)
    for line in lines:
        first = line.words.partition("|")[0]  # "Posted 04/03/2031 | by … | …"
        if head < line.number and line.paragraphs <= _MOST_PARAGRAPHS and (
                len(line.words) < _SHORT_CHARS or len(first) < _SHORT_CHARS / 2):
            found = _SLASHED.search(line.words if len(line.words) < _SHORT_CHARS else first)
            days = _days(found, order) if found else []
            if found and days:
                return [_one_of(days, found, line)]
    return []


def _days(found: re.Match[str], order: str) -> list[date]:
    """Give the days it may be; none where it can be only one, which others read."""
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    both = {"day": dates.make_day(year, two, one), "month": dates.make_day(year, one, two)}
    if None in both.values() or one == two:
        return []
    return sorted(day for name, day in both.items() if day and order in (name, ""))


def _one_of(days: list[date], found: re.Match[str], line: Line) -> Constraint:
    intervals = [dates.day_interval(day) for day in days]
    return Constraint("slashed", lambda _: intervals, f"“{found[0]}” stands under the title",
                      found[0], line.start + found.start(), line.start + found.end(),
                      yearly=False)


def _order(captured: str) -> str:
    """Tell whether a page writes the day or the month first, "" where it does not show."""
    shown = {"day" if int(one[1]) > _LAST_MONTH else "month" for one in _SLASHED.finditer(captured)
             if (int(one[1]) > _LAST_MONTH) != (int(one[2]) > _LAST_MONTH)}
    return shown.pop() if len(shown) == 1 else ""
