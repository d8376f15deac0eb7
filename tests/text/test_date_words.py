"""Intervals are said in words, never narrower than they are."""

from datetime import date

import pytest

from sourceline.text.date_words import interval_words


@pytest.mark.parametrize(("first", "after", "precision", "words"), [
    ("2031-05-03", "2031-05-04", "day", "3 May 2031"),
    ("2031-05-01", "2031-06-01", "month", "May 2031"),
    ("2031-12-01", "2032-01-01", "month", "December 2031"),
    ("2031-01-01", "2032-01-01", "year", "2031"),
    ("2030-01-01", "2040-01-01", "decade", "the 2030s"),
    ("2031-04-01", "2031-07-01", "quarter", "April to June 2031"),
    ("2031-12-01", "2032-03-01", "season", "December 2031 to February 2032"),
    ("2031-05-05", "2031-05-12", "week", "week of 5 to 11 May 2031"),
    ("2031-05-05", "2031-05-10", "day", "between 5 and 9 May 2031"),
    ("2031-05-30", "2031-06-02", "day", "between 30 May and 1 Jun 2031"),
    ("2031-12-30", "2032-01-02", "day", "between 30 Dec 2031 and 1 Jan 2032"),
    ("2031-05-05", "2031-06-10", "span", "within 5 May to 9 Jun 2031"),
    (None, "2031-05-04", "day", "before 4 May 2031"),
    ("2031-05-04", None, "day", "4 May 2031 or later"),
    (None, None, "unknown", "date not known")])
def test_an_interval_is_said_in_words(first, after, precision, words):
    days = [day and date.fromisoformat(day) for day in (first, after)]
    assert interval_words(*days, precision) == words
