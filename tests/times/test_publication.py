import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.article import Capture, Text
from sourceline.rooms.times.publication import date_article

CASES = Path(__file__).parents[1] / "cases" / "times" / "publication.toml"
PAGES = tomllib.loads(CASES.read_text())["case"]


def dated(page, title="", **fields):
    capture = Capture(id="a", path=fields.pop("path", "page.txt"), sha256="", media="text/plain",
                      encoding="utf-8", content=page.encode(), **fields)
    text = Text(article="a", captured=page, edits=(), words=page, parts=(), title=title)
    return date_article(capture, text)


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_a_page_gives_the_publication_it_justifies(case):
    made = dated(case["page"].lstrip("\n"), case.get("title", ""))
    ends = (made.published.from_date, made.published.to_date)
    assert tuple(str(end or "") for end in ends) == (case["from"], case["to"])
    assert made.published.basis == case["basis"]
    assert str(made.crawled or "") == case["crawled"]


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_every_candidate_stands_where_it_says_and_has_a_reason(case):
    page = case["page"].lstrip("\n")
    for one in dated(page, case.get("title", "")).candidates:
        assert one.reason
        if one.start is not None:
            assert page[one.start:one.end] == one.words


def test_a_date_in_the_address_is_the_publication():
    made = dated("The miners walked out.", address="https://news.example/2021/03/06/miners")
    assert str(made.published.from_date) == "2021-03-06"
    assert made.published.basis == "address"


def test_a_month_in_the_address_is_a_month():
    made = dated("The miners walked out.", address="https://news.example/2021/03/miners")
    assert (str(made.published.from_date), made.published.precision) == ("2021-03-01", "month")


def test_a_date_in_the_file_name_is_the_publication():
    made = dated("The miners walked out.", path="karsk_2021-03-06.txt")
    assert (str(made.published.from_date), made.published.basis) == ("2021-03-06", "file_name")


def test_a_declared_date_is_believed_over_the_address():
    made = dated("The miners walked out.", declared_date="2021-03-05T22:00:00Z",
                 address="https://news.example/2021/03/06/miners")
    assert (str(made.published.from_date), made.published.basis) == ("2021-03-05", "declared")


def test_a_declared_date_long_after_the_dateline_is_a_fetch_date():
    made = dated("Karsk, March 3, 2021 — The miners walked out.", declared_date="2022-09-01")
    assert (str(made.published.from_date), made.published.basis) == ("2021-03-03", "dateline")


def test_a_date_after_the_crawl_is_passed_over_with_its_reason():
    made = dated("Friday, March 5, 2021\nKarsk\n\nThe miners walked out.",
                 path="karsk_2023-01-01.txt")
    assert made.published.from_date is None
    assert any("contradicts" in one.reason for one in made.candidates)


def test_a_copyright_year_is_never_chosen():
    made = dated("The miners walked out.\n© 2010-2021 Karsk Courier")
    assert made.published.from_date is None
    assert [one.basis for one in made.candidates] == ["copyright"]


def test_the_words_of_an_html_page_come_with_its_metadata():
    page = ('<html><head><meta property="article:published_time" content="2021-03-06T10:00:00Z">'
            "</head><body><article><h1>Karsk</h1><p>The miners walked out.</p></article></body>"
            "</html>")
    capture = Capture(id="a", path="p.html", sha256="", media="text/html", encoding="utf-8",
                      content=page.encode())
    text = Text(article="a", captured="Karsk\n\nThe miners walked out.", edits=(),
                words="The miners walked out.", parts=())
    made = date_article(capture, text)
    assert (str(made.published.from_date), made.published.basis) == ("2021-03-06", "meta")


@given(st.text(max_size=400))
def test_any_text_is_survived_and_no_interval_is_empty(page):
    made = dated(page)
    when = made.published
    assert when.from_date is None or when.to_date is None or when.from_date < when.to_date
    for one in made.candidates:
        assert one.from_date < one.to_date


@pytest.mark.parametrize(("stamp", "day"), [
    ("2031-03-10T22:30:00-05:00", "2031-03-10"), ("2031-03-11T02:30:00+09:00", "2031-03-11"),
    ("2031-03-11T03:30:00Z", "2031-03-11")])
def test_a_stamp_is_of_the_day_it_names_in_its_own_zone(stamp, day):
    made = dated("KARSK, March 10 (VNA) — The miners walked out.", declared_date=stamp)
    assert str(made.published.from_date) == day
    assert "2031-03-10" in {str(one.from_date) for one in made.candidates}
