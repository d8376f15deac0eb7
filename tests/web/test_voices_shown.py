"""Every event and figure shows who gives it, how many voices that is, and why, on one click."""

import json
import re

import pytest
from starlette.testclient import TestClient

from sourceline.web.app import make_app
from tests.web.made_record import Filler

TOLD = "The league said 120 dockers were hurt. Guards beat the dockers on 2 May 2031."


def _why(sentence: str) -> str:
    return json.dumps({"rule": "test", "version": "1", "sentence": sentence, "score": None,
                       "cites": []})


@pytest.fixture
def reading_room(tmp_path):
    fill = Filler(tmp_path / "voices.db")
    fill.db.execute("BEGIN")
    fill.put("figure_group", id="g1", because=_why("all count the dockers hurt"))
    fill.event("e1", "ASSAULT", "Beating of dockers", "happened", ("2031-05-02", "2031-05-03"))
    for name, outlet in (("a1", "Velmar Lantern"), ("a2", "Ostmark Courier"), ("a3", "Sund Wire")):
        fill.article(name, TOLD, "Dockers hurt", outlet, ("2031-05-03", "2031-05-04"))
        fill.figure(name, "120", 120, 120, "exact", "dockers hurt", "g1", "e1", "The league")
        fill.telling("e1", name, "beat", "ASSAULT", "happened")
    for article, origin, why in (("a1", "o1", "shares its words with the Courier"),
                                 ("a2", "o1", "shares its words with the Lantern"),
                                 ("a3", "o3", "no other article shares its words")):
        fill.put("origin", origin=origin, article=article, because=_why(why))
    fill.put("interested", article="a3", party="Dockers' League",
             because=_why("the league signs for itself"))
    fill.db.execute("COMMIT")
    return TestClient(make_app(fill.close()), base_url="http://127.0.0.1:8017")


COUNTS = "3 articles, 3 outlets, 2 independent origins, 1 interested source among them"
REASONS = ("shares its words with the Courier", "shares its words with the Lantern",
           "no other article shares its words", "the league signs for itself",
           "Speaks for <bdi>Dockers&#39; League</bdi>")


def _folded(html: str) -> list[str]:
    """Give what the page folds away: one click opens it."""
    return re.findall(r"<details>.*?</details>", html, re.DOTALL)


def test_an_event_shows_its_articles_outlets_origins_and_sides_with_the_reasons(reading_room):
    html = reading_room.get("/event/e1").text
    assert COUNTS in html
    (voices,) = [part for part in _folded(html) if "Which voices, and why" in part]
    assert all(reason in voices for reason in REASONS)


@pytest.mark.parametrize("path", ["/figures", "/event/e1"])
def test_a_figure_shows_the_same_on_every_page_that_lists_it(reading_room, path):
    voices = [part for part in _folded(reading_room.get(path).text)
              if f">{COUNTS}</summary>" in part]
    assert len(voices) == 3
    assert all(reason in part for part in voices for reason in REASONS)



def test_the_page_as_json_says_why_a_source_has_a_side(reading_room):
    given = reading_room.get("/event/e1?format=json").json()["told_by"]
    assert [line["told"] for line in given] == ["", "", "Dockers' League"]
    assert given[2]["side"]["sentence"] == "the league signs for itself"


def test_the_sources_name_who_speaks_for_a_side_and_why(reading_room):
    for path in ("/sources", "/sources?about=sides"):
        html = reading_room.get(path).text
        assert "Dockers&#39; League" in html
        assert any("the league signs for itself" in part for part in _folded(html))
    assert "2 articles, one voice" not in reading_room.get("/sources?about=sides").text
    given = reading_room.get("/sources?format=json").json()
    assert [given[f"{sort}_total"] for sort in ("voice", "side", "passage")] == [1, 1, 0]
    assert reading_room.get("/sources?about=friends").status_code == 400


def test_every_voice_of_several_articles_is_listed_once(tmp_path):
    fill = Filler(tmp_path / "many.db")
    for number in range(90):
        name = fill.article(f"a{number:02d}", TOLD, f"Dockers hurt {number}", "Sund Wire")
        fill.put("origin", origin=f"o{number // (3 if number < 30 else 2):02d}", article=name,
                 because=_why("shares its words"))
    pages = TestClient(make_app(fill.close()), base_url="http://127.0.0.1:8017")
    seen = [voice for page in (1, 2) for voice in pages.get(
        f"/sources?about=voices&page={page}&format=json").json()["voices"]]
    assert len({voice["origin"] for voice in seen}) == len(seen) == 40
    assert [len(voice["articles"]) for voice in seen] == [3] * 10 + [2] * 30
