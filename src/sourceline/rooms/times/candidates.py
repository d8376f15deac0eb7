"""Candidates for the publication date, before anything is chosen.

In: nothing. Out: `Candidate`, and the reading of one machine-written date. Each finder of the
room (`page_dates`, `visible_dates`, `named_dates`) gives a list of these.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sourceline.text import dates
from sourceline.text.dates import Interval

# Months in the languages of labels and page metadata, by their first letters; three letters tell
# all of them apart but June and July in French and the two in Italian.
_MONTH_STEMS = {
    "jan": 1, "gen": 1, "ene": 1, "jän": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3,
    "mrz": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "mag": 5, "mei": 5, "jun": 6,
    "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7, "aug": 8, "aoû": 8, "ago": 8, "sep": 9,
    "set": 9, "oct": 10, "okt": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12,
    "dic": 12,
}
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.]?)(\d\d)\2(\d\d)(?!\d{3})")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})[.]\s?(\d{1,2})[.]\s?((?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|er)?\s(?:de\s)?([^\W\d_]{3,10})\.?,?"
                    r"\s(?:de\s)?((?:19|20)\d\d)(?:(?!\d)|(?=\d{1,2}:\d\d))")
_NAMED_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)"
                          r"(?:(?!\d)|(?=\d{1,2}:\d\d))")


@dataclass(frozen=True)
class Candidate:
    """A date that may be the publication date: where it stands, and what it is said to be.

    `role` is "published", "updated", "crawled", "filed" (a dateline) or "other"; `place` tells the
    exact spot in words ("meta article:published_time").
    """

    interval: Interval
    basis: str
    role: str
    words: str
    place: str
    start: int | None = None
    end: int | None = None


def read_machine_date(words: str) -> Interval | None:
    """Read the first full date of metadata or of a label, None where there is none.

    >>> read_machine_date("2021-03-06T10:00:00+01:00")
    (datetime.date(2021, 3, 6), datetime.date(2021, 3, 7))
    >>> read_machine_date("6. März 2021") == read_machine_date("06.03.2021")
    True

    Leaves open: "03/04/2021", which is March to one and April to another.
    """
    found = find_machine_date(words[:200])
    return found[0] if found else None


def find_machine_date(words: str) -> tuple[Interval, int, int] | None:
    """Find the first date by the surest form, with its place; None where there is none."""
    for pattern, read in _FORMS:
        found = pattern.search(words)
        day = read(found) if found else None
        if found and day:
            return day, found.start(), found.end()
    return None


def _read_iso(found: re.Match[str]) -> Interval | None:
    return _interval(found[1], found[3], found[4])


def _read_dotted(found: re.Match[str]) -> Interval | None:
    return _interval(found[3], found[2], found[1])


def _read_slashed(found: re.Match[str]) -> Interval | None:
    both = {_interval(found[3], found[1], found[2]), _interval(found[3], found[2], found[1])}
    both.discard(None)
    return both.pop() if len(both) == 1 else None


def _read_named(found: re.Match[str]) -> Interval | None:
    return _interval(found[3], str(month_number(found[2])), found[1])


def _read_named_first(found: re.Match[str]) -> Interval | None:
    return _interval(found[3], str(month_number(found[1])), found[2])


def month_number(name: str) -> int:
    """Give the number of a month named in a European language, 0 for none."""
    name = name.lower()
    return _MONTH_STEMS.get(name[:4]) or _MONTH_STEMS.get(name[:3], 0)


def _interval(year: str, month: str, day: str) -> Interval | None:
    made = dates.make_day(int(year), int(month), int(day))
    return dates.day_interval(made) if made else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval | None]], ...] = (
    (_ISO, _read_iso), (_DOTTED, _read_dotted), (_NAMED, _read_named),
    (_NAMED_FIRST, _read_named_first), (_SLASHED, _read_slashed),
)
