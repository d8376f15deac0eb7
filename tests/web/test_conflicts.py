"""The page of dates that cannot all be true, without script, of a record that has one."""

import re

from starlette.testclient import TestClient

from sourceline.store.ask_conflicts import Conflict, ConflictCite
from sourceline.store.open import open_record
from sourceline.store.write import write_record
from sourceline.web.app import make_app
from tests.store.made import MAKING, made_collection, made_sheet


def made_pages(folder):
    connection = open_record(folder / "case.db", write=True)
    write_record(connection, MAKING, [made_sheet()], made_collection(), [])
    connection.close()
    return TestClient(make_app(folder / "case.db"), base_url="http://127.0.0.1:8017")


def test_a_conflict_shows_both_sides_and_each_leads_to_its_words(tmp_path):
    pages = made_pages(tmp_path)
    html = pages.get("/conflicts").text
    assert html.count("<h1") == 1
    assert "both cannot be" in html
    links = re.findall(r'class="said"[^>]*href="([^"]+)"', html)
    assert len(links) == 2
    assert all(pages.get(link.partition("#")[0]).status_code == 200 for link in links)


def test_the_chronology_leads_to_the_conflicts(pages):
    assert 'href="/conflicts"' in pages.get("/chronology").text
    assert "No dates conflict" in pages.get("/conflicts").text


def test_conflicts_are_given_as_json_too(tmp_path):
    given = made_pages(tmp_path).get("/conflicts?format=json").json()
    assert given["total"] == 1
    assert [one["words"] for one in given["conflicts"][0]["cites"]] == ["at least 40", "said"]


def test_a_time_stands_marked_in_its_sentence_and_not_beside_it():
    text = "He was held on Friday, not in May."

    def cite(words, article="a1"):
        start = text.index(words)
        return ConflictCite(conflict="c", reason="", article=article, start=start,
                            end=start + len(words), words=words, title="", outlet="",
                            published_from=None, published_to=None, published_precision="")

    found = Conflict(conflict="c", reason="", cites=(
        cite(text), cite("on Friday"), cite("Friday"), cite("May"), cite("May", "a2"))).passages
    assert [(one.cite.article, one.cite.words) for one in found] == [("a1", text), ("a2", "May")]
    assert [run.words for run in found[0].runs if run.marked] == ["on Friday", "May"]
    assert "".join(run.words for run in found[0].runs) == text
