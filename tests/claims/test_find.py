"""Claims are found as the cases say, and every part stands in the text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.claim import Claim
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.read.rules import ReadSettings, read_text

CASES = Path(__file__).parent.parent / "cases" / "claims"


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def claims_of(words: str) -> tuple[Claim, ...]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    return find_claims(text, read_text(text, ReadSettings()), (), ClaimSettings())


def told(claim: Claim) -> str:
    parts = (claim.speaker, claim.cue, claim.content)
    return " | ".join([*(part.words if part else "" for part in parts), claim.form])


@pytest.mark.parametrize("case", cases("made.toml"), ids=lambda case: case["name"])
def test_a_wanted_claim_is_found(case):
    assert set(case["want"]) <= {told(claim) for claim in claims_of(case["text"])}


@pytest.mark.parametrize("case", cases("negative.toml"), ids=lambda case: case["name"])
def test_nothing_is_found_where_nobody_speaks(case):
    assert [told(claim) for claim in claims_of(case["text"])] == []


@given(st.lists(st.sampled_from(
    ["Ann", "said", "that", "“", "”", "\"", ",", ".", "\n\n", "according", "to", "he", "``", "''",
     "told", "the", "‘", "’", "votes", ":", "fell", "(", "adding"]), max_size=60).map(" ".join))
def test_every_part_of_a_claim_stands_in_the_text(words):
    for claim in claims_of(words):
        for part in (claim.cite, claim.speaker, claim.cue, claim.content):
            assert part is None or words[part.start:part.end] == part.words


def test_a_claim_has_the_same_id_each_time():
    words = "Tolan said that Bova lost."
    assert claims_of(words) == claims_of(words)
