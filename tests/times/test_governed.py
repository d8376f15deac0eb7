import tomllib
from datetime import date
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.when import When
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.rooms.times.expressions import find_times
from sourceline.rooms.times.timex import timex_values

CASES = Path(__file__).parents[1] / "cases" / "times" / "tense.toml"
PUBLISHED = When(from_date=date(2021, 3, 10), to_date=date(2021, 3, 11), precision="day",
                 basis="declared")


def cases():
    return [(case["text"], case["value"]) for case in tomllib.loads(CASES.read_text())["case"]]


@pytest.mark.parametrize(("words", "value"), cases())
def test_the_verb_above_a_weekday_tells_its_side(words, value):
    text = Text(article="a", captured="", edits=(), words=words, parts=())
    made = find_times(text, read_text(text, ReadSettings(reader="model")))
    assert timex_values(made, PUBLISHED)[-1] == value
