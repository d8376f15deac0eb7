from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.export.calendar_file import write_calendar
from sourceline.store.ask_threads import DueLine

MADE = datetime(2031, 5, 2, 9, 0, tzinfo=UTC)


def _line(words="A verdict is due", **other) -> DueLine:
    given = {
        "follow_up": "u1", "article": "a1", "title": "Before court", "outlet": "Free Page",
        "published_from": None, "published_to": None, "published_precision": "day", "start": 0,
        "end": 5, "words": words, "stage": "VERDICT", "due_from": date(2031, 6, 1),
        "due_to": date(2031, 6, 2), "state": "open", "answered_by": None, "answer": "",
        "thread": "t1", "thread_label": "Case of Ilse Brandt", "because": None, **other}
    return DueLine(**given)


def test_a_due_day_is_an_all_day_entry():
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(write_calendar([_line()], "case", MADE))
    (entry,) = calendar.walk("VEVENT")
    assert entry.decoded("DTSTART") == date(2031, 6, 1)
    assert entry.decoded("DTEND") == date(2031, 6, 2)
    assert entry["SUMMARY"] == "verdict due · Case of Ilse Brandt"


def test_what_is_due_by_a_day_stands_on_its_last_day():
    made = write_calendar([_line(due_from=date(2031, 1, 1), due_to=date(2031, 4, 1))], "c", MADE)
    assert "DTSTART;VALUE=DATE:20310331\r\n" in made


def test_what_has_no_day_has_no_entry():
    assert "VEVENT" not in write_calendar([_line(due_from=None, due_to=None)], "case", MADE)


@given(st.text(max_size=300))
def test_any_words_come_back_and_no_line_is_too_long(words):
    icalendar = pytest.importorskip("icalendar")
    made = write_calendar([_line(words=f"x{words}")], "case", MADE)
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    (entry,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    kept = "".join(sign for sign in words if sign in "\n\t" or sign.isprintable())
    assert f"“x{kept}”" in str(entry["DESCRIPTION"])
