"""The page of the network: names, lines, and the events each line leads to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sourceline.store.ask_network import MOST_NAMES, ask_network
from sourceline.store.open import open_record
from sourceline.web.app import make_app
from sourceline.web.knot import HEIGHT, TYPE_SIZE, WIDTH, draw_knot
from sourceline.web.labels import LETTER


@pytest.fixture(scope="module")
def reading_room(tied):
    return TestClient(make_app(tied), base_url="http://127.0.0.1:8017")


def test_a_line_joins_those_who_take_part_in_the_same_happened_events(tied):
    found = ask_network(open_record(tied), "happened", "")
    assert [(tie.one, tie.other, tie.event_count) for tie in found.ties] == [
        ("n0", "n1", 2), ("n0", "n2", 1), ("n1", "n2", 1)]
    assert found.ties[0].parts == (("actor", "target", 2),)


def test_places_topics_and_those_who_stand_alone_are_no_part_of_it(tied):
    found = ask_network(open_record(tied), "happened", "")
    assert {name.name for name in found.names} == {"Alia Brandt", "Tomas Reyl", "Dockers' League"}


def test_every_line_leads_to_the_events_of_the_two(reading_room):
    given_ties = reading_room.get("/network?format=json").json()["ties"]
    html = reading_room.get("/network").text
    links = re.findall(r'href="(/chronology\?entity=[^"]+)" aria-label', html)
    assert len(links) == len(given_ties) == 3
    for link, tie in zip(links, given_ties, strict=True):
        told = reading_room.get(link.replace("&amp;", "&") + "&format=json").json()
        shared = told["total"]
        # The chronology counts every part, the network only parts that act or are acted on.
        assert shared >= tie["event_count"]
        assert "Together with" in reading_room.get(link.replace("&amp;", "&")).text


def test_another_status_has_its_own_network(reading_room):
    planned = reading_room.get("/network?status=planned&format=json").json()
    assert [(tie["one"], tie["other"]) for tie in planned["ties"]] == [("n1", "n2")]
    assert "No two names" in reading_room.get("/network?kind=TRIAL").text
    assert reading_room.get("/network?status=sure").status_code == 400


@pytest.mark.parametrize("path", ["/network", "/network?status=denied"])
def test_the_network_is_a_whole_page_without_script(reading_room, path):
    html = reading_room.get(path).text
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<script(?! (type|src)=[^>]+></script>)", html)
    for link in {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', html)}:
        assert reading_room.get(link).status_code == 200, link


def test_hostile_names_stay_names(hostile_pages):
    for path in ("/network?status=alleged", "/map", "/contradictions"):
        html = hostile_pages.get(path)
        assert html.status_code == 200
        assert "<script(?! (type|src)=[^>]+></script>)" not in html.text


NAMES = st.lists(st.tuples(st.text("Velmar ", min_size=1, max_size=60), st.integers(1, 99)),
                 max_size=MOST_NAMES)


@given(NAMES, st.data())
def test_every_dot_falls_inside_and_the_same_network_gives_the_same_picture(names, drawn):
    pairs = [(a, b) for b in range(len(names)) for a in range(b)]
    chosen = drawn.draw(st.lists(st.sampled_from(pairs), max_size=30, unique=True)) if pairs else []
    ties = [(a, b, drawn.draw(st.integers(1, 50))) for a, b in chosen]
    knot = draw_knot(names, ties)
    assert knot == draw_knot(names, ties)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in knot.dots)
    assert len(knot.strokes) == len(ties)


def test_no_name_stands_over_another_where_all_are_tied_to_one():
    names = [(f"{first} {last}", 40 if (first, last) == ("Alia", "Brandt") else 3)
             for first in ("Alia", "Tomas", "Ines", "Bo", "Wilhelmina")
             for last in ("Brandt", "Reyl", "Karo", "Venn-Ostmark", "Lind", "Dovik", "Tarn", "Orr")]
    knot = draw_knot(names, [(0, other, 5) for other in range(1, 38)] + [(38, 39, 1)])
    boxes = []
    for dot in knot.dots:
        half, foot = len(dot.name) * TYPE_SIZE * LETTER / 2, dot.y + dot.radius
        boxes.append((dot.x - half, foot, dot.x + half, foot + TYPE_SIZE))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[0] > other[2] or other[0] > one[2] or one[1] > other[3] \
                or other[1] > one[3], (one, other)
    assert all(knot.labels)
