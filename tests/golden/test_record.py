"""The demo's record is the one that was looked at, and as good as it was."""

import json
from pathlib import Path

from evals.demo import measure
from tests.golden.readable import KEPT, readable

FLOORS = Path(__file__).parents[2] / "evals" / "floors.json"


def test_the_demo_record_reads_as_it_was_kept():
    """After a change that is meant: `python -m tests.golden.readable`, then read the diff."""
    assert readable() == KEPT.read_text(encoding="utf-8")


def test_no_score_of_the_demo_falls_below_its_floor():
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = {score.name: score.value for score in measure(Path("."))}
    assert set(scores) == {name for name in floors if name.startswith("demo.")}
    assert {name: value for name, value in scores.items() if value < floors[name]} == {}
