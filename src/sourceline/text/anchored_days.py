"""Days that come back every month or year, placed on one side of an anchor or on the other.

In: a `Relative` with a day of a month, and the day it hangs on. Out: the interval of what the words
and the tense allow. `anchored` is the door; both ends move with the anchor and never against it.
"""

from datetime import date

from sourceline.record.when import Relative
from sourceline.text import dates
from sourceline.text.dates import Interval

Open = tuple[date | None, date | None]

# Where a date without a year is this near on one side and this far on the other, in days.
# Chosen on the dates of TimeBank and AQUAINT (`evals/calendar.py`): none is lost by it.
_CLOSE_DAYS, _NEAR_DAYS, _FAR_DAYS = 62, 100, 250
# Between a quarter and the same of the next year lie 273 days only.
_FAR_QUARTER_DAYS = 200


def month_day(relative: Relative, day: date) -> Open:
    """Place "July 14": the last, the next, or between both where tense does not decide."""
    if relative.unit == "year" and relative.amount is not None:
        fixed = dates.make_day(day.year + relative.amount, relative.month or 1, relative.day or 1)
        return dates.day_interval(fixed) if fixed else (None, None)
    years = range(max(1, day.year - 8), day.year + 9)
    made = [dates.make_day(year, relative.month or 1, relative.day or 1) for year in years]
    found = [one for one in made if one]
    past = [one for one in found if one <= day][-1:]
    future = [one for one in found if one >= day][:1]
    # The weekday says more about the year than the tense does, unless the paper got it wrong.
    agree = [one for one in past + future if one.weekday() == relative.weekday]
    if agree:
        return dates.day_interval(agree[0])
    if relative.amount is not None and relative.unit == "day":  # "last October 14"
        side = past if relative.amount < 0 else future
        return dates.day_interval(side[0]) if side else (None, None)
    return choose_side(relative, [dates.day_interval(one) for one in past],
                   [dates.day_interval(one) for one in future], day)


def day_of_month(relative: Relative, day: date) -> Open:
    """Place "the 14th": of a month counted from the anchor's, or the last or the next.

    With an amount and a direction it goes on from a date before it: "arrested on March 20, freed
    on the 4th" is of April, though the 4th of March stays possible.
    """
    number = relative.day or 1
    amount = relative.amount
    around = [_nth_of(day, months, number) for months in ((-2, -1, 0, 1, 2) if amount is None
                                                          else (amount, amount + 1))]
    if amount is None:
        return choose_side(relative, [dates.day_interval(one) for one in around if one <= day][-1:],
                       [dates.day_interval(one) for one in around if one >= day][:1], day)
    if relative.direction == "future" and around[0] < day:
        return dates.hull([dates.day_interval(one) for one in around])
    return dates.day_interval(around[0])


def _nth_of(day: date, months: int, number: int) -> date:
    """Give the nth day of a month counted from that of `day`, its last where it has fewer."""
    first = dates.add_months(day.replace(day=1), months)
    return dates.add_days(first, min(number, dates.days_of_month(first.year, first.month)) - 1)


def widened(relative: Relative, ends: Open) -> Open:
    """Make a day the stretch that begins with it ("March 3-5"), or its week."""
    first, after = ends
    if relative.unit == "week" and first and after:
        last = dates.add_days(after, -1)
        return dates.week_interval(first)[0], dates.week_interval(last)[1]
    return (first, dates.add_days(after, relative.days - 1)) if after else ends


def choose_side(
    relative: Relative, past: list[Interval], future: list[Interval], day: date
) -> Open:
    """Let the tense decide, but not against a near date for one most of a year away.

    On 30 October "was declared payable Dec. 7" is of this December, "which began on November 15"
    may be of last year's: both stay possible. Where no tense tells, one within two months is
    meant and not the other of most of a year away.
    """
    both = past + future
    chosen = {"past": past, "future": future}.get(relative.direction, both)
    if past and future:
        back, ahead = (day - past[0][1]).days, (future[0][0] - day).days
        if chosen is both:
            nearer = past if back < ahead else future
            far = _FAR_QUARTER_DAYS if relative.quarter else _FAR_DAYS
            sure = min(back, ahead) <= _CLOSE_DAYS and max(back, ahead) > far
            chosen = nearer if sure else both
        else:
            near, far = (ahead, back) if chosen is past else (back, ahead)
            chosen = both if near < _NEAR_DAYS and far > _FAR_DAYS else chosen
    return dates.hull(chosen) if chosen else (None, None)
