"""Every page of a small record, as a browser without script gets it."""

import json
import re

import pytest

from sourceline.web.guard import PICTURES

PATHS = ("/", "/chronology", "/articles", "/article/a1", "/article/a4", "/event/earrest",
         "/event/x0003", "/entities", "/entity/nreyl", "/claims", "/figures", "/sources",
         "/sources?about=voices", "/sources?about=sides", "/sources?about=passages",
         "/threads", "/thread/th1", "/due", "/left-out", "/contradictions", "/map", "/network",
         "/event/etrial/citation", "/article/a1/capture", "/search", "/search?text=harbour",
         "/review",
         "/review?sort=entity.same", "/review/bulk", "/review/bulk?kind=ARREST",
         "/review/decisions", "/review/event/earrest", "/review/event/x0003",
         "/review/entity/nreyl", "/review/figure/f0018", "/review/claim/c0015",
         "/review/follow-up/fu1")


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("&#39;", "'")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_a_whole_page_without_script(pages, path):
    answer = pages.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert answer.text.rstrip().endswith("</html>")
    scripts = re.findall(r"<script[^>]*>", answer.text)
    ours = {'<script src="/static/review.js" defer>'} if path.startswith(("/review", "/search")) \
        else {script for script in scripts if path in PICTURES and re.fullmatch(
            r'<script (src="/vendor/[a-z.-]+" defer|type="module" src="/static/[a-z]+\.js")>',
            script)}
    assert set(scripts) == ours
    assert not re.search(r"\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_names_no_id_twice(pages, path):
    ids = re.findall(r'\sid="([^"]+)"', pages.get(path).text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PATHS)
def test_every_link_inside_the_record_leads_somewhere(pages, path):
    html = pages.get(path).text
    for link in {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', html)}:
        page, _, place = link.partition("#")
        answer = pages.get(page)
        assert answer.status_code == 200, link
        if place and not place.startswith("g-"):
            assert f'id="{place}"' in answer.text, link
    for place in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{place}"' in html, place


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_twin_in_json(pages, path):
    answer = pages.get(path + ("&" if "?" in path else "?") + "format=json")
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.text), dict)


def test_the_overview_counts_what_is_there(pages):
    words = words_of(pages.get("/").text)
    assert "4 articles by 4 outlets" in words
    assert "3 independent voices" in words
    assert "2 notes say what was left out" in words


def test_the_chronology_keeps_the_order_of_time(pages):
    told = json.loads(pages.get("/chronology?format=json").text)["events"]
    days = [event["event"]["time_from"] or event["event"]["time_to"] for event in told]
    assert days == sorted(days)


def test_the_chronology_counts_articles_and_independent_origins(pages):
    words = words_of(pages.get("/chronology?kind=ARREST").text)
    assert "2 articles, 1 independent origin" in words


def test_the_chronology_shows_the_sentences_and_leads_to_their_words(pages):
    html = pages.get("/chronology?kind=ARREST").text
    assert re.search(r'href="/article/a1#c-95-103"><mark>arrested</mark>', html)


@pytest.mark.parametrize(("query", "count"), [
    ("status=denied", 1), ("kind=ASSAULT", 1), ("kind=ASSAULT.beating", 1), ("text=Reyl", 2),
    ("text=lawyer", 1), ("entity=nreyl", 2), ("since=2031-09-10&until=2031-09-20&text=Reyl", 1),
    ("text=100%25", 1), ("text=%25", 0), ("text=eyl", 0),
    ("place=Velmar&status=denied", 1), ("kind=ASSAUL_", 0)])
def test_the_chronology_can_be_narrowed(pages, query, count):
    assert json.loads(pages.get(f"/chronology?{query}&format=json").text)["total"] == count


def test_a_long_chronology_comes_in_pages(pages):
    first = pages.get("/chronology").text
    assert "1–50 of 124" in first
    assert 'rel="next" href="/chronology?page=2"' in first
    assert pages.get("/chronology?page=3").text.count('<article class="event"') == 24
    assert pages.get("/chronology?page=999999").status_code == 200


def test_dates_are_said_with_their_precision(pages):
    words = words_of(pages.get("/chronology?text=Beating").text).replace("\u00a0", " ")
    assert "May 2031" in words
    words = words_of(pages.get("/chronology?kind=PLOT").text).replace("\u00a0", " ")
    assert "before 4 May 2031" in words


def test_a_mark_leads_to_its_note_and_the_note_to_its_words(pages):
    html = pages.get("/article/a1").text
    note = re.search(r'id="c-95-103"[^>]*><a href="#([^"]+)">arrested</a>', html)[1]
    entry = html[html.index(f'id="{note}"'):]
    assert 'href="#c-95-103"' in entry[:300]


def test_words_with_no_mark_are_marked_when_asked_for(pages):
    html = pages.get("/article/a1?at=5-22").text
    assert 'id="c-5-22"' in html
    assert "m-cited" in html
    for nonsense in ("5-2", "9-99999999", "x", "5", "-", "0-0"):
        assert "m-cited" not in pages.get("/article/a1", params={"at": nonsense}).text


def test_what_cleaning_took_out_is_there_on_demand(pages):
    words = words_of(pages.get("/article/a1").text)
    assert "What cleaning took out (2)" in words
    assert "Related: five ports to see this summer" in words


def test_the_text_is_shown_whole_and_unchanged(pages, record):
    from tests.web.made_record import HARBOUR
    html = pages.get("/article/a1").text
    text = html[html.index('id="text"'):html.index('<details class="removed"')]
    shown = words_of(text.partition(">")[2]).replace("&#34;", '"').strip()
    assert shown == re.sub(r"\s+", " ", HARBOUR)


def test_an_event_shows_all_tellings_and_where_they_differ(pages):
    words = words_of(pages.get("/event/etrial").text)
    assert "All tellings, side by side" in words
    assert "tellings differ: expected, happened" in words
    assert "The case of Tomas Reyl, step 2: trial" in words


def test_follow_ups_never_say_that_a_thing_did_not_happen(pages):
    words = words_of(pages.get("/due").text).replace("\u00a0", " ")
    assert "Open: no outcome found in this collection up to 1 Sep 2031" in words
    assert "Answered: told in Trial of Tomas Reyl" in words
    assert "did not happen" not in words


def test_text_from_right_to_left_finds_its_own_direction(pages):
    html = pages.get("/article/a4").text
    assert '<h1 id="title" dir="auto">گزارش بندر ولمار</h1>' in html
    assert 'dir="auto" class="part-body"' in html


@pytest.mark.parametrize(("path", "status"), [
    ("/article/none", 404), ("/event/none", 404), ("/entity/none", 404), ("/nothing", 404),
    ("/static/../app.py", 404), ("/static/none.css", 404), ("/chronology?status=sure", 400),
    ("/chronology?since=May", 400), ("/claims?page=0", 400), ("/claims?page=-1", 400),
    ("/claims?page=9999999999", 400), ("/claims?form=x", 400), ("/?format=xml", 400),
    ("/claims?text=" + "a" * 300, 400), ("/left-out?reason=none", 200),
    ("/claims?text=%00%ff%ed%a0%80", 200), ("/entities?text='%22%25_\\", 200)])
def test_what_cannot_be_meant_is_refused_with_a_page(pages, path, status):
    answer = pages.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_case_says_how_far_each_of_its_people_got(pages):
    case = pages.get("/threads?format=json").json()["cases"][0]
    got = {one["name"]: one["stage"] for one in case["outcomes"]}
    assert got
    for path in ("/threads", "/thread/th1"):
        html = words_of(pages.get(path).text)
        assert all(name in html for name in got)
        assert ("no outcome found in this collection" in html) == ("" in got.values())


def test_a_step_that_is_only_likely_of_a_matter_says_so(pages):
    steps = pages.get("/thread/th1?format=json").json()["steps"]
    likely = [step for step in steps if step["because"]["rule"].endswith(".likely")]
    assert [step["stage"] for step in likely] == ["TRIAL"]
    assert pages.get("/threads").text.count('class="station likely"') == 1
    html = pages.get("/thread/th1").text
    assert html.count('class="station likely"') == 1
    assert html.count("likely of this matter") == 2  # on the track and in the list
