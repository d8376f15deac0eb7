"""A count to the day: "two years ago today" beside the full date of what happened then.

In: the expressions of an article with their sentences. Out: `Constraint`s of rule `TO_THE_DAY`, one
day for every full date of the article, so many years, months, weeks or days later. Which of them is
meant the rest of the article says: only one that fits everything else is believed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sourceline.rooms.times.anniversaries import Said
from sourceline.rooms.times.constraints import Constraint
from sourceline.text import dates
from sourceline.text.dates import Interval

# The rule that only chooses among the days that the others leave.
TO_THE_DAY = "to_the_day"

_TODAY = re.compile(r"^,?\s(?:today\b|to\sthe\s(?:very\s)?day\b|(?:on\s)?this\svery\sday\b)",
                    re.IGNORECASE)
_MOST_DATES = 40


def to_the_day(said: Sequence[Said]) -> Iterator[Constraint]:
    """Give the days that a count to the day leaves, from every full date told as past.

    >>> list(to_the_day(()))
    []
    """
    full = sorted({one.first_day for one in said if one.tense == "past" and one.time.when
                   and one.time.when.precision == "day"})[:_MOST_DATES]
    for one in said:
        relative = one.time.relative
        if relative is None or not relative.amount or relative.amount > 0 or \
                relative.anchor != "publication" or not _TODAY.match(one.after):
            continue
        days = [after for day in full if (after := _later(day, relative.unit, -relative.amount))]
        if days:
            allowed: list[Interval] = [dates.day_interval(day) for day in days]
            cite = one.time.cite
            yield Constraint(TO_THE_DAY, lambda _, allowed=allowed: allowed,  # type: ignore[misc]
                             f"“{cite.words}” is counted to the day", cite.words, cite.start,
                             cite.end, yearly=False)


def _later(day: date, unit: str, count: int) -> date | None:
    """Give the day so many years, months, weeks or days later, None where there is no such day."""
    if unit in ("day", "week"):
        return dates.add_days(day, count * (7 if unit == "week" else 1))
    if unit not in ("month", "year"):
        return None
    month = day.month - 1 + count * (12 if unit == "year" else 1)
    return dates.make_day(day.year + month // 12, month % 12 + 1, day.day)
