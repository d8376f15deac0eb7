"""Follow-ups as an iCalendar file (RFC 5545), one all-day entry each.

In: lines of what is due, the record's name and when it was made. Out: text with CRLF line ends.
A follow-up without a day has no place in a calendar and is left out.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from sourceline.store.ask_threads import DueLine

# RFC 5545, 3.1: a line is at most 75 octets without its end; longer ones go on after a blank.
_MOST_OCTETS = 75
_WORDS_MOST = 1000


def write_calendar(due: Sequence[DueLine], name: str, made_at: datetime) -> str:
    """Write follow-ups as a calendar.

    >>> write_calendar((), "case", datetime(2031, 5, 2, tzinfo=UTC)).splitlines()[0]
    'BEGIN:VCALENDAR'

    Takes: `made_at`, when the record was made; the same record gives the same file.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sourceline//follow-ups//EN",
             "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(f'Due: {name}')}"]
    for one in due:
        lines += _entry(one, made_at)
    return "".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def _entry(one: DueLine, made_at: datetime) -> list[str]:
    days = _days(one)
    if days is None:
        return []
    about = f" · {one.thread_label}" if one.thread_label else ""
    said = one.because.sentence if one.because else ""
    told = f"“{one.words[:_WORDS_MOST]}” ({_source(one)}). {one.state}{': ' if said else ''}{said}"
    return [
        "BEGIN:VEVENT", f"UID:{one.follow_up}@sourceline.invalid",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}", f"DTEND;VALUE=DATE:{days[1]:%Y%m%d}",
        f"SUMMARY:{_text(f'{one.stage.lower()} due{about}')}",
        f"DESCRIPTION:{_text(told)}",
        f"X-SOURCELINE-CITE:{_text(f'{one.article} {one.start} {one.end}')}",
        f"CATEGORIES:{_text(one.state)}", "TRANSP:TRANSPARENT", "END:VEVENT"]


def _days(one: DueLine) -> tuple[date, date] | None:
    """Give the days of an entry: the interval, the last day for "by", None where there is none."""
    if one.due_to is None:
        return (one.due_from, one.due_from + timedelta(days=1)) if one.due_from else None
    start = one.due_from
    # A long stretch ("by the end of March") would fill the calendar: its last day stands for it.
    if start is None or (one.due_to - start).days > _LONG_DAYS:
        start = one.due_to - timedelta(days=1)
    return start, one.due_to


_LONG_DAYS = 7


def _source(one: DueLine) -> str:
    return ", ".join(part for part in (one.outlet, one.title) if part) or "untitled article"


def _text(words: str) -> str:
    """Escape a text value: RFC 5545, 3.3.11; other control characters may not stand in one."""
    kept = "".join(sign for sign in words if sign in "\n\t" or sign.isprintable())
    escaped = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, never inside a character."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _MOST_OCTETS:
            yield piece + "\r\n"
            piece = " "
        piece += sign
    yield piece + "\r\n"
