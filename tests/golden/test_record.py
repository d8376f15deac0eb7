"""The demo's record is the one that was looked at, and as good as it was."""

import json
from pathlib import Path

from evals.demo import measure
from tests.golden.readable import KEPT, readable
from tests.golden.readings import kept, name_of, read_now, texts

FLOORS = Path(__file__).parents[2] / "evals" / "floors.json"


# Of a hundred words so many are read alike on processors that round differently.
READ_ALIKE = 0.98


def test_the_demo_record_reads_as_it_was_kept():
    """After a change that is meant: `python -m tests.golden.readable`, then read the diff."""
    assert readable() == KEPT.read_text(encoding="utf-8")


def test_this_machine_reads_the_demo_as_the_one_that_kept_it():
    """After a change of the reader or an article: `python -m tests.golden.readable --read`."""
    before, now = kept(), read_now()
    assert set(before) == set(now) == {name_of(text) for _, text in texts()}
    words = alike = 0
    for name, reading in now.items():
        seen = {(token.start, token.end, token.pos, token.head, token.relation)
                for sentence in before[name].sentences for token in sentence.tokens}
        tokens = [token for sentence in reading.sentences for token in sentence.tokens]
        words += len(tokens)
        alike += sum((one.start, one.end, one.pos, one.head, one.relation) in seen
                     for one in tokens)
    assert alike / words > READ_ALIKE


def test_no_score_of_the_demo_falls_below_its_floor():
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = {score.name: score.value for score in measure(Path("."))}
    assert set(scores) == {name for name in floors if name.startswith("demo.")}
    assert {name: value for name, value in scores.items() if value < floors[name]} == {}
