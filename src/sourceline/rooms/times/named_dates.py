"""Dates in the names of things: the address of a page, the name of a file, the carrier's field.

In: a capture. Out: `Candidate`s that stand outside the text.
"""

import re
from collections.abc import Iterator

from sourceline.record.article import Capture
from sourceline.rooms.times.candidates import Candidate, month_number, read_machine_date
from sourceline.rooms.times.expressions import find_in
from sourceline.text import dates
from sourceline.text.dates import Interval

_MOST_CHARS = 2_000
_PATH_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])"
                       r"(?!\d)")
_PATH_SPACED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)")
_PATH_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]([a-z]{3,9})[/_-](\d{1,2})(?!\d)",
                         re.IGNORECASE)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})(?=/)", re.IGNORECASE)


def named_dates(capture: Capture) -> list[Candidate]:
    """Find the dates in a capture's declared date, address and file name."""
    return [*_declared(capture), *_in_path(capture.address, "address", "the address of the page"),
            *_in_path(capture.path.rsplit("/", 1)[-1] if capture.path else "", "file_name",
                      "the name of the file")]


def _declared(capture: Capture) -> Iterator[Candidate]:
    """Read the carrier's field, in ISO or in words."""
    said = capture.declared_date.strip()
    if not said:
        return
    day = read_machine_date(said) or _in_words(said)
    if day:
        yield Candidate(day, "declared", "published", said[:80], "the carrier's own field")


def _in_words(said: str) -> Interval | None:
    for one in find_in("", said[:200], [(0, min(200, len(said)))]):
        when = one.when
        if when and when.from_date and when.to_date and when.precision in ("day", "month", "year"):
            return when.from_date, when.to_date
    return None


def _in_path(path: str, basis: str, place: str) -> Iterator[Candidate]:
    path = path[:_MOST_CHARS]
    for pattern in (_PATH_DAY, _PATH_SPACED, _PATH_NAMED):
        found = pattern.search(path)
        month = int(found[2]) if found and found[2].isdigit() else (
            month_number(found[2]) if found else 0)
        day = dates.make_day(int(found[1]), month, int(found[3])) if found else None
        if found and day:
            yield Candidate(dates.day_interval(day), basis, "published", found[0].strip("/"), place)
            return
    found = _PATH_MONTH.search(path)
    month = 0
    if found:
        month = int(found[2]) if found[2].isdigit() else month_number(found[2])
    if found and 1 <= month <= 12:
        yield Candidate(dates.month_interval(int(found[1]), month), basis, "published",
                        found[0].strip("/"), place)
