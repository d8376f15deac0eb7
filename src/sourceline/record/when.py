"""Time: an interval with a precision and a basis, and the expressions that speak of it.

In: nothing. Out: `When`, `Relative`, `TimeExpression`, `PlacedTime`, `CandidateDate`,
`Publication`. It computes nothing.
"""

from datetime import date
from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite

Precision = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "span", "unknown"
]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade"]


class When(Written, frozen=True, kw_only=True):
    """Some time inside `[from_date, to_date)`; an end the words leave open is None.

    `precision` says what the words name ("month" for "June 2026"), `basis` what they rest on:
    "stated" (an absolute date), "relative" (to the publication date), "publication" (no words of
    its own; not after publication), "collection" (only other articles bound it), "crawl", ""
    (none). Never narrower than the words allow.
    """

    from_date: date | None
    to_date: date | None
    precision: Precision
    basis: str


UNKNOWN = When(from_date=None, to_date=None, precision="unknown", basis="")


class Relative(Written, frozen=True, kw_only=True):
    """How an expression hangs on an anchor day, without saying which day that is.

    "last week" is unit week, amount -1; "next Friday" is unit week, weekday 4, amount 1;
    "in September" is month 9 with `direction` "near"; "July 14" is month 7, day 14.
    `anchor` is "publication" or the id of another expression of the same article ("that month").
    `direction`: "past", "future", or "near" (undecided: tense decides, or both stay possible).
    A bare unit with an amount is that unit of the calendar when `direction` is "near" ("last
    year": year, -1) and a distance counted from the anchor otherwise ("a year ago": year, -1,
    "past"); amount 0 with a direction is the part of the unit on that side of the anchor
    ("earlier this month"). A DURATION with a relative is the stretch that ends or begins at the
    anchor ("the past three years"). An `anchor` of "" is one the article leaves open. `feast`
    names a day that moves ("easter", a name of `text/calendars.py`), "" for none. `days` is how
    many days from `day` on are meant ("March 3-5": day 3, days 3). `hemisphere` is whose season is
    meant.
    """

    anchor: str = "publication"
    unit: Unit
    amount: int | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    days: int = 1
    quarter: int | None = None
    season: Literal["SP", "SU", "FA", "WI"] | None = None
    feast: str = ""
    hemisphere: Literal["north", "south", "either"] = "north"
    direction: Literal["past", "future", "near"] = "near"


class TimeExpression(Written, frozen=True, kw_only=True):
    """A time expression in a text, in the tradition of TIMEX3.

    `value` is the TIMEX3 value when the words alone give one ("2019-11", "P3Y"), else "".
    `when` is set for absolute expressions; `relative` for those that hang on an anchor.
    """

    id: str
    cite: Cite
    kind: TimeKind
    value: str = ""
    modifier: str = ""
    when: When | None = None
    relative: Relative | None = None


class PlacedTime(Written, frozen=True, kw_only=True):
    """The interval a time expression means, once its article's publication is known, and why."""

    expression: str
    article: str
    when: When
    because: Because


class CandidateDate(Written, frozen=True, kw_only=True):
    """A date that might be the publication date, where it was found, and why it was (not) chosen.

    `basis` is one of: "declared" (carrier's own field), "meta" (page metadata), "dateline",
    "byline", "header_line" (page render or crawl date), "file_name", "address", "text" (implied by
    what the article reports), "copyright". `start`/`end` count code points of the *captured*
    text, None when the words stand elsewhere (metadata, file name, address).
    """

    article: str
    from_date: date
    to_date: date
    basis: str
    words: str
    start: int | None = None
    end: int | None = None
    chosen: bool = False
    reason: str


class Publication(Written, frozen=True, kw_only=True):
    """When an article was published, and when its page was rendered or fetched, with candidates.

    `published.basis` is the basis of the chosen candidate, "text" when only the events it reports
    bound it, "collection" when other articles narrowed it, "" when nothing does. `crawled` is None
    where no page date stands. `possible` are the stretches of days left, sorted, where the words
    leave gaps inside `published` ("an August from 2020 to 2022"); empty for no gap. Its ends may
    lie beyond an open end of `published`.
    """

    article: str
    published: When
    words: str
    crawled: date | None
    candidates: tuple[CandidateDate, ...]
    possible: tuple[tuple[date, date], ...] = ()
    because: Because
