"""What the overview says of a record as a whole."""

from datetime import date

from sourceline.store.ask_overview import Span
from sourceline.web.pages.overview import reach
from tests.web.test_pages import words_of


def _span(year, count=1, *, years=0, open_end=False):
    end = None if open_end else date(year + years, 2, 1)
    return Span(name="", from_date=date(year, 1, 1), to_date=end, count=count)


def test_one_old_article_among_hundreds_does_not_say_when_the_record_begins():
    found = reach([_span(1865), _span(2031, 300), _span(2033, 200)])
    assert (found.from_date, found.to_date) == (date(2031, 1, 1), date(2033, 2, 1))
    assert found.some


def test_what_is_known_from_one_end_only_says_nothing_of_the_months():
    assert reach([_span(1865, open_end=True), _span(1900, years=40)]) is None
    found = reach([_span(1865, open_end=True), _span(2031), _span(2032)])
    assert (found.from_date.year, found.to_date.year, found.some) == (2031, 2032, True)


def test_a_record_of_known_days_speaks_of_all_its_articles():
    assert not reach([_span(2031, 5), _span(2032, 5)]).some


def test_the_overview_says_when_its_articles_were_published(pages):
    html = words_of(pages.get("/").text.replace("\xa0", " "))
    assert "most of them published from May to September 2031" in html
    assert "e+" not in html
