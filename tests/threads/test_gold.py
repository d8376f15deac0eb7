import tomllib
from pathlib import Path

import pytest

from sourceline.lexicon.events import load_events
from sourceline.rooms.threads.lexicon import stages

FOLDER = Path(__file__).parents[1] / "cases" / "threads"
PARTS = ("open", *(f"open-{number}" for number in range(2, 9)), "untouched-9")
CASES = [path for part in PARTS for path in sorted((FOLDER / part).glob("*.toml"))]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_gold_words_stand_in_their_articles(path):
    case = tomllib.loads(path.read_text("utf-8"))
    texts = {one["key"]: f"{one['title']}\n{one['text']}" for one in case["article"]}
    told = (*case["telling"], *case["follow_up"])
    assert all(one["words"] in texts[one["article"]] for one in told)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_gold_stages_are_stages(path):
    case = tomllib.loads(path.read_text("utf-8"))
    known = {stage for kind in stages().kind for stage in kind.order} | set(stages().answers)
    # Those who mark do not know the grammar of stages; any kind of event may be due.
    known |= {kind.name for kind in load_events().kind}
    assert all(one["stage"] in known for one in (*case["telling"], *case["follow_up"]))


def test_some_cases_are_untouched_always():
    untouched = sum(path.parent.name == PARTS[-1] for path in CASES)
    assert len(CASES) >= 12
    assert untouched == 0 or untouched >= 8  # the newest part may not be written yet
