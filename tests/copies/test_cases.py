import tomllib
from pathlib import Path

import pytest

from tests.copies.test_find import OTHER, _copies

CASES = Path(__file__).parents[1] / "cases" / "copies"


def _cases(name: str) -> list[dict[str, str]]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def _found(case: dict[str, str]) -> int:
    return len(_copies(f"{OTHER}\n\n{case['a']}", f"{case['b']}\n\nThe rest is about the weather."))


@pytest.mark.parametrize("case", _cases("made.toml"), ids=lambda case: case["a"][:40])
def test_a_rewritten_sentence_is_found(case):
    assert _found(case) == 1


@pytest.mark.parametrize("case", _cases("negative.toml"), ids=lambda case: case["why"])
def test_what_two_writers_would_both_write_is_no_copy(case):
    assert _found(case) == 0


@pytest.mark.parametrize("case", _cases("known-failures.toml"), ids=lambda case: case["why"])
def test_what_is_known_to_fail_still_fails(case):
    assert (_found(case) == 1) is not case["copied"]
