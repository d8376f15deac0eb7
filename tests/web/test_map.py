"""The page of the map: circles, their links, and the table of the same places."""

import re

import pytest
from starlette.testclient import TestClient

from sourceline.web.app import make_app
from tests.web.made_record import Filler


@pytest.fixture(scope="module")
def mapped(tmp_path_factory):
    fill = Filler(tmp_path_factory.mktemp("map") / "map.db")
    fill.db.execute("BEGIN")
    for number in range(8):
        status = "happened" if number % 2 else "planned"
        fill.event(f"v{number}", "GATHERING", f"Gathering {number}", status,
                   (f"203{number}-01-01", f"203{number}-02-01"), "month", "Velmar", "Ostmark")
    for number in range(3):
        fill.event(f"o{number}", "POLICY", f"Law {number}", "happened", place="",
                   country="Ostmark")
    fill.event("u", "POLICY", "Law", "happened", place="somewhere", country="")
    fill.db.execute("UPDATE event SET latitude = 10.5, longitude = 20.25 WHERE place = 'Velmar'")
    fill.db.execute("UPDATE event SET latitude = 12, longitude = 22 WHERE place = '' AND "
                    "country = 'Ostmark'")
    fill.db.execute("COMMIT")
    return TestClient(make_app(fill.close()), base_url="http://127.0.0.1:8017")


def test_places_are_circles_with_counts_and_links(mapped):
    html = mapped.get("/map").text
    assert "11 of 12 events" in html
    assert 'href="/chronology?place=Velmar" aria-label="Velmar: 8 events"' in html
    assert len(re.findall(r'<circle class="spot"', html)) == 1
    assert len(re.findall(r'<circle class="spot wide-spot"', html)) == 1


def test_what_is_known_to_the_country_only_is_listed_apart(mapped):
    html = mapped.get("/map").text
    exact, _, wide = html.partition("Known only to the state or country")
    assert ">Velmar<" in exact
    assert 'href="/chronology?country=Ostmark"' in wide


def test_the_links_keep_the_filters_and_lead_to_as_many_events(mapped):
    html = mapped.get("/map?status=planned&since=2033-01-01").text
    link = re.search(r'href="(/chronology\?place=Velmar[^"]*)"', html)[1].replace("&amp;", "&")
    told = mapped.get(link + "&format=json").json()
    assert told["total"] == 2
    assert "Velmar: 2 events" in html


@pytest.mark.parametrize("path", ["/map", "/map?country=Ostmark", "/map?kind=NONE",
                                  "/map?status=happened&until=2035-01-01"])
def test_the_map_is_a_whole_page_without_script(mapped, path):
    html = mapped.get(path).text
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<script(?! (type|src)=[^>]+></script>)", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for link in {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', html)}:
        assert mapped.get(link).status_code == 200, link


def test_a_record_without_points_says_so(pages):
    assert "No event here has a point on the map" in pages.get("/map").text
    assert pages.get("/map?status=sure").status_code == 400
