"""The land of the map: arcs put together, and lines that never jump across it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.web.basemap import read_land
from sourceline.web.labels import Dot, place_labels
from sourceline.web.mapping import HEIGHT, WIDTH, Spot, draw_map, view_of

# Two squares that share a side (arc 0); the third shape crosses the line of 180 degrees.
TOPOLOGY = {
    "type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]},
    "objects": {"countries": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "arcs": [[[-1, 2]], [[3]]]}]}},
    "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]],
             [[10, 0], [10, 0], [0, 10], [-10, 0]],
             [[170, 0], [19, 0], [-358, 1], [-1, 3], [340, -4]]]}


@pytest.fixture
def land(tmp_path):
    (tmp_path / "made.json").write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    return read_land(tmp_path / "made.json")


def test_neighbours_share_an_arc_walked_both_ways(land):
    assert land[0].ring == ((10, 0), (10, 10), (0, 10), (0, 0), (10, 0))
    assert land[1].ring == ((10, 10), (10, 0), (20, 0), (20, 10), (10, 10))


def test_an_outline_across_the_date_line_runs_on_past_it(land):
    steps = [abs(a[0] - b[0]) for a, b in zip(land[2].ring, land[2].ring[1:], strict=False)]
    assert max(steps) < 180
    assert land[2].east > 180


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff"])
def test_a_missing_or_spoiled_file_gives_no_land_and_no_error(tmp_path, content):
    assert read_land(tmp_path / "none.json") == ()
    (tmp_path / "bad.json").write_bytes(content)
    assert read_land(tmp_path / "bad.json") == ()


SPOTS = st.lists(st.builds(
    Spot, st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 10**6),
    st.text("Velmar ", max_size=30)), min_size=1, max_size=30)


@given(SPOTS)
def test_every_place_on_earth_falls_inside_the_picture(spots):
    view = view_of(spots)
    for spot in spots:
        x, y = view.at(spot.longitude, spot.latitude)
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= HEIGHT + 0.01
    assert len(draw_map(spots).circles) == len(spots)


@given(st.lists(st.builds(Dot, st.floats(0, 500), st.floats(0, 300), st.floats(1, 30),
                          st.text("Velmar", min_size=1, max_size=20)), max_size=25))
def test_no_name_stands_over_another(dots):
    labels = [label for label in place_labels(dots, 500, 300, 12) if label]
    boxes = []
    for label in labels:
        long = len(label.name) * 12 * 0.62
        left = label.x - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
        boxes.append((left, label.y - 9, left + long, label.y + 2))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[0] >= other[2] - .2 or other[0] >= one[2] - .2 or one[1] >= other[3] - .2 \
                or other[1] >= one[3] - .2


def test_nothing_to_show_is_no_map():
    assert draw_map([]) is None
