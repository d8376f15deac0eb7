"""Where an expression points, as the day of publication moves; and back again.

In: a `TimeExpression` that hangs on its article's publication. Out: `Reach`, which answers in
days by number. Both ends move with the publication and never against it (a property test holds
this over every kind of relative), so the way back is a bisection.
"""

from collections.abc import Mapping
from datetime import date

from sourceline.record.when import TimeExpression, When
from sourceline.text import dates
from sourceline.text.anchored import resolve

# Open ends, by number of day.
FIRST = dates.FIRST_DAY.toordinal()
LAST = dates.LAST_DAY.toordinal()

# Publications are searched for between these years only.
_EARLIEST = date(1400, 1, 1).toordinal()
_LATEST = date(2600, 1, 1).toordinal()


class Reach:
    """The days an expression may mean, for each day its article may be of."""

    def __init__(self, expression: TimeExpression, others: Mapping[str, TimeExpression]) -> None:
        """Keep what the expression hangs on."""
        self._expression = expression
        self._others = others
        self._known: dict[int, tuple[int, int]] = {}

    def on(self, day: int) -> tuple[int, int]:
        """Give the first and last day it may mean when the article is of this day."""
        if day not in self._known:
            published = When(from_date=date.fromordinal(day), to_date=date.fromordinal(day + 1),
                             precision="day", basis="")
            self._known[day] = day_numbers(resolve(self._expression, published, self._others))
        return self._known[day]

    def first_from(self, low: int) -> int:
        """Give the first day it may mean for a publication on `low` or later."""
        return FIRST if low <= FIRST else self.on(low)[0]

    def last_from(self, high: int) -> int:
        """Give the last day it may mean for a publication on `high` or earlier."""
        return LAST if high >= LAST else self.on(high)[1]

    def earliest_reaching(self, day: int, low: int) -> int:
        """Give the earliest publication, from `low` on, whose expression reaches `day` or later."""
        low = max(low, _EARLIEST)
        if day <= FIRST or low > _LATEST or self.on(low)[1] >= day:
            return FIRST
        below, above = low, _LATEST
        if self.on(above)[1] < day:
            return FIRST
        while above - below > 1:
            middle = (below + above) // 2
            if self.on(middle)[1] >= day:
                above = middle
            else:
                below = middle
        return above

    def latest_reaching(self, day: int, high: int) -> int:
        """Give the latest publication, up to `high`, whose expression may be `day` or earlier."""
        high = min(high, _LATEST)
        if day >= LAST or high < _EARLIEST or self.on(high)[0] <= day:
            return LAST
        below, above = _EARLIEST, high
        if self.on(below)[0] > day:
            return LAST
        while above - below > 1:
            middle = (below + above) // 2
            if self.on(middle)[0] <= day:
                below = middle
            else:
                above = middle
        return below


def day_numbers(when: When) -> tuple[int, int]:
    """Give the first and last day of a `When` by number, `FIRST` and `LAST` for open ends."""
    return (when.from_date.toordinal() if when.from_date else FIRST,
            when.to_date.toordinal() - 1 if when.to_date else LAST)
