"""The page of contradictions: both sides stand there, with their words and their voices."""

import re

import pytest
from starlette.testclient import TestClient

from sourceline.web.app import make_app
from tests.web.made_record import BECAUSE, Filler
from tests.web.test_conflicts import made_pages

ONE = "The league said 120 dockers were hurt. Guards beat the dockers on 2 May 2031."
TWO = "A hospital counted 35 dockers hurt. The ministry denied that dockers were beaten."


@pytest.fixture
def clashing(tmp_path):
    fill = Filler(tmp_path / "clash.db")
    fill.db.execute("BEGIN")
    fill.article("a1", ONE, "Dockers hurt", "The Velmar Lantern", ("2031-05-03", "2031-05-04"))
    fill.article("a2", TWO, "Ministry speaks", "Sund Wire", ("2031-05-04", "2031-05-05"))
    fill.article("a3", ONE, "Dockers hurt", "Ostmark Courier", ("2031-05-05", "2031-05-06"))
    fill.put("figure_group", id="g1", because=BECAUSE)
    one = fill.figure("a1", "120", 120, 120, "exact", "dockers hurt", "g1", None, "The league")
    copied = fill.figure("a3", "120", 120, 120, "exact", "dockers hurt", "g1")
    two = fill.figure("a2", "35", 35, 35, "exact", "dockers hurt", "g1", None, "A hospital")
    for figure, other in ((one, two), (two, one), (copied, two), (two, copied)):
        fill.put("rival", figure=figure, other=other)
    for article in ("a1", "a3"):
        fill.put("origin", origin="o1", article=article, because=BECAUSE)
    fill.event("e1", "ASSAULT", "Beating of dockers", "happened", ("2031-05-02", "2031-05-03"))
    fill.telling("e1", "a1", "beat", "ASSAULT", "happened")
    fill.telling("e1", "a2", "beaten", "ASSAULT", "denied", "The ministry")
    fill.event("e2", "TRIAL", "Trial", "happened")
    fill.telling("e2", "a1", "2 May 2031", "TRIAL", "happened")
    fill.telling("e2", "a2", "counted", "TRIAL", "expected")
    fill.db.execute("COMMIT")
    return TestClient(make_app(fill.close()), base_url="http://127.0.0.1:8017")


def test_rival_figures_stand_side_by_side_and_copies_count_as_one_voice(clashing):
    given = clashing.get("/contradictions?format=json").json()
    assert given["figure_total"] == 1
    sides = given["figures"][0]["sides"]
    assert [side["passages"][0]["words"] for side in sides] == ["120", "35"]
    assert [(side["article_count"], side["origin_count"]) for side in sides] == [(2, 1), (1, 1)]
    assert sides[0]["outlets"] == ["The Velmar Lantern", "Ostmark Courier"]


def test_an_event_told_and_denied_is_shown_with_both_sentences(clashing):
    given = clashing.get("/contradictions?about=statuses&format=json").json()
    assert given["status_total"] == 1
    assert [side["passages"][0]["status"] for side in given["statuses"][0]["sides"]] == [
        "happened", "denied"]
    html = clashing.get("/contradictions?about=statuses").text
    assert "Guards <a" in html.replace("\n", "")
    assert "The ministry denied that dockers were <a" in html


def test_an_event_first_expected_and_then_told_is_no_contradiction(clashing):
    assert "Trial" not in clashing.get("/contradictions").text


def test_conflicting_dates_are_on_the_page_too(tmp_path):
    html = made_pages(tmp_path).get("/contradictions?about=dates").text
    assert "both cannot be" in html


@pytest.mark.parametrize("path", ["", "?about=figures", "?about=statuses", "?about=dates"])
def test_every_sort_is_a_whole_page_whose_links_lead_somewhere(pages, clashing, path):
    for reading_room in (pages, clashing):
        html = reading_room.get(f"/contradictions{path}").text
        assert html.count("<h1") == 1
        assert not re.search(r"\sstyle=|\son\w+=|<script", html)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for link in {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', html)}:
            page, _, place = link.partition("#")
            assert f'id="{place}"' in reading_room.get(page).text or not place, link


def test_another_sort_is_refused(pages):
    assert pages.get("/contradictions?about=blame").status_code == 400
