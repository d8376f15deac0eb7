"""The JSON API: what it gives, what it refuses, and that it is as its own document says."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sourceline.judge import judge
from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision
from sourceline.store.open import open_record
from sourceline.store.views import load_views
from sourceline.web.app import make_app
from sourceline.web.json_api import has_ids
from tests.review.made import START
from tests.web.conftest import served
from tests.web.made_record import make_record


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A record with a row in every view."""
    path = make_record(tmp_path_factory.mktemp("api") / "case.db", many=20)
    judge(path, [make_decision("event.place", "correct",
                               Cite(article="a1", start=95, end=103, words="arrested"),
                               "Ada Lind", START, read_as="ARREST", answer="Tarsk")])
    return path


def get(pages, path, status=200):
    answer = pages.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def all_rows(pages, path):
    found, seen = [], 0
    while path:
        page = get(pages, path)
        found += page["rows"]
        path, seen = page["next"], seen + 1
        assert seen < 500
    return found


@pytest.mark.parametrize("view", load_views())
@pytest.mark.parametrize("size", [1, 7, 500])
def test_every_row_of_a_view_is_given_once_however_many_at_a_time(pages, record, view, size):
    if size == 1 and view in ("events", "event_origins"):
        size = 3  # a hundred pages say no more than forty
    rows = all_rows(pages, f"/api/views/{view}?size={size}")
    db = open_record(record)
    cursor = db.execute(f"SELECT * FROM {view}")
    names = [column[0] for column in cursor.description]
    lists = {column.name for column in load_views()[view].columns.values()
             if column.kind in ("words", "cites")}
    wanted = [{name: json.loads(value) if name in lists else value
               for name, value in zip(names, row, strict=True)} for row in cursor]
    db.close()
    assert sorted(map(str, rows)) == sorted(map(str, wanted))


def test_the_list_names_every_view_of_the_manual(pages):
    assert [one["view"] for one in get(pages, "/api/views")["views"]] == list(load_views())


def test_one_row_is_found_by_its_id(pages):
    assert get(pages, "/api/views/events/earrest")["label"].startswith("Arrest of harbour")
    assert get(pages, "/api/views/entities/nreyl")["aliases"] == ["Mr Reyl"]
    get(pages, "/api/views/events/nothing", 404)
    get(pages, "/api/views/sentences/a1", 404)
    get(pages, "/api/views/nothing", 404)
    assert {name for name, view in load_views().items() if has_ids(view)} == {
        "articles", "entities", "mentions", "events", "event_mentions", "claims", "figures",
        "copies", "threads", "follow_ups", "decisions"}


@pytest.mark.parametrize(("query", "wanted"), [
    ("events?kind=ARREST", {"earrest"}), ("events?kind=ARREST&status=denied", set()),
    ("events?min.time_from=2031-05-02&max.time_from=2031-05-31", {"earrest"}),
    ("events?place=" + quote("Velmar' OR 1=1 --"), set()),
    ("events?min.article_count=2", {"earrest", "etrial"}),
    ("entities?aliases=ODL", {"nleague"}), ("figures?min.low=100", {"120"}),
    ("claims?form=direct&columns=claim,words", None)])
def test_rows_are_filtered(pages, query, wanted):
    rows = get(pages, f"/api/views/{query}")["rows"]
    if wanted is None:
        assert all(set(row) == {"claim", "words"} for row in rows)
        assert rows
    else:
        key = "words" if query.startswith("figures") else load_views()[
            query.partition("?")[0]].key[0]
        assert {row[key] for row in rows} == wanted


def test_the_way_on_keeps_the_filters(pages):
    rows = all_rows(pages, "/api/views/events?kind=GATHERING&size=50&columns=kind")
    assert len(rows) == 120
    assert {row["kind"] for row in rows} == {"GATHERING"}


@pytest.mark.parametrize(("query", "status", "said"), [
    ("views/events?knd=ARREST", 400, "nothing called"),
    ("views/events?min.kind=A", 400, "nothing called"),
    ("views/origins?evidence=x", 400, "nothing called"), ("views/events?size=0", 400, "1 to 500"),
    ("views/events?size=501", 400, "1 to 500"), ("views/events?size=x", 400, "1 to 500"),
    ("views/events?columns=kind,secret", 400, "no column"),
    ("views/events?min.article_count=many", 400, "a number"),
    ("views/events?latitude=nan", 400, "a number"),
    ("views/events?min.article_count=99999999999999999999", 400, "a number"),
    ("views/events?after=guessed", 404, "no such page"),
    ("views/events?after=" + "x" * 2001, 400, "no place"),
    ("views/events?after=WzFd", 404, "no such"), ("views/events?kind=" + "x" * 201, 400, "200"),
    ("views/events/earrest?kind=x", 400, "nothing called"),
    ("pages/chronology?knd=ARREST", 400, "nothing called"),
    ("pages/event/nothing", 404, "no such page"), ("pages/nothing", 404, "no such page"),
    ("nothing", 404, "no such page")])
def test_what_cannot_be_meant_is_refused_with_a_sentence(pages, query, status, said):
    problem = get(pages, f"/api/{query}", status)
    assert said in problem["what"]
    assert problem["remedy"]


@pytest.mark.parametrize("path", ["/", "/chronology?kind=ARREST", "/event/earrest", "/entities",
                                  "/article/a1", "/search?text=harbour", "/network", "/map"])
def test_a_page_says_in_the_api_what_it_says_in_its_json_twin(pages, path):
    twin = pages.get(path + ("&" if "?" in path else "?") + "format=json").json()
    assert get(pages, "/api/pages" + (path if path != "/" else "/overview")) == twin


def test_the_document_says_what_each_page_reads_of_its_address(pages):
    paths = get(pages, "/api/openapi.json")["paths"]

    def read(path):
        return {one["name"]: one["schema"] for one in paths[path]["get"]["parameters"]}

    assert {"kind", "status", "since", "page"} <= set(read("/api/pages/chronology"))
    assert "denied" in read("/api/pages/chronology")["status"]["enum"]
    assert read("/api/pages/chronology")["since"]["anyOf"][0]["format"] == "date"
    assert set(read("/api/pages/event/{event}")) >= {"event"}
    assert read("/api/views/events")["min.article_count"]["type"] == "integer"
    assert not any("review" in path for path in paths)
    assert paths["/api/views/events"]["get"]["summary"] == load_views()["events"].says


def test_the_document_is_the_same_for_every_record(pages, hostile_pages):
    assert get(pages, "/api/openapi.json") == get(hostile_pages, "/api/openapi.json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_api_only_reads(pages, method):
    assert pages.request(method, "/api/views/events").status_code == 405


def test_schemathesis_finds_the_api_as_its_document_says(whole, tmp_path):
    """All pages, and one view of each sort; the other views are answered by the same function."""
    with served(whole) as base:
        done = subprocess.run(
            [Path(sys.executable).with_name("schemathesis"), "--no-color", "run",
             f"{base}/api/openapi.json", "--phases", "coverage,fuzzing,stateful",
             "--max-examples", "2", "--generation-deterministic",
             "--include-path-regex", "pages|views/?$|views/(events|sentences|decisions|origins)"],
            cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout


def test_a_record_older_than_a_view_has_no_rows_of_it(whole, tmp_path):
    older = shutil.copy(whole, tmp_path / "older.db")
    db = open_record(older, write=True)
    db.execute("DROP VIEW runs")
    db.close()
    client = TestClient(make_app(older), base_url="http://127.0.0.1:8017")
    assert get(client, "/api/views/runs")["rows"] == []


def test_hostile_words_travel_as_words(hostile):
    client = TestClient(make_app(hostile), base_url="http://127.0.0.1:8017")
    for view in load_views():
        answer = client.get(f"/api/views/{view}?size=500")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
