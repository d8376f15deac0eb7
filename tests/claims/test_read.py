"""Claims read with the reader's tree: speakers, attitudes, reports inside reports."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import cite
from sourceline.record.claim import Claim
from sourceline.record.entity import EntityKind, Form, Mention
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings

CASES = Path(__file__).parent.parent / "cases" / "claims"
READ = tomllib.loads((CASES / "read.toml").read_text(encoding="utf-8"))["case"]


def claims_of(words: str, mentions: Sequence[Mention] = ()) -> tuple[Claim, ...]:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    return find_claims(text, read_text(text, ReadSettings()), mentions, ClaimSettings())


def told(claim: Claim) -> str:
    parts = (claim.speaker, claim.cue, claim.content)
    return " | ".join([*(part.words if part else "" for part in parts), claim.form])


def named(words: str, name: str, kind: EntityKind = "person", form: Form = "name") -> Mention:
    start = words.index(name)
    return Mention(id=make_id("m", name), cite=cite("a1", words, start, start + len(name)),
                   form=form, kind=kind)


@pytest.mark.parametrize("case", READ, ids=[case["name"] for case in READ])
def test_a_wanted_claim_is_read_from_the_tree(case):
    found = {told(claim) for claim in claims_of(case["text"])}
    assert set(case["want"]) <= found
    assert not case.get("only") or found == set(case["want"])


def test_the_speaker_is_the_one_at_the_head_of_the_words():
    words = "Mira Tolan, an aide to Ilse Brandt, said that the road would open."
    tolan, brandt = named(words, "Mira Tolan"), named(words, "Ilse Brandt")
    claim, = claims_of(words, [tolan, brandt])
    assert claim.speaker_mention == tolan.id


def test_an_aide_to_a_person_is_not_that_person():
    words = "An aide to Ilse Brandt said that the road would open."
    claim, = claims_of(words, [named(words, "Ilse Brandt")])
    assert claim.speaker_mention is None


def test_a_name_beside_an_office_is_the_speaker():
    words = "The league's general secretary, Ilse Brandt, said that the road would open."
    brandt = named(words, "Ilse Brandt")
    claim, = claims_of(words, [brandt])
    assert claim.speaker_mention == brandt.id


def test_two_speakers_are_left_open():
    words = "Mira Tolan and Ilse Brandt said that the road would open."
    claim, = claims_of(words, [named(words, "Mira Tolan"), named(words, "Ilse Brandt")])
    assert claim.speaker_mention is None


def test_who_is_the_one_the_clause_hangs_on():
    words = "Police questioned Mira Tolan, who said that the road would open."
    tolan = named(words, "Mira Tolan")
    claim, = claims_of(words, [tolan])
    assert (claim.speaker.words, claim.speaker_mention) == ("who", tolan.id)


def test_a_pronoun_that_is_a_mention_speaks():
    words = "Mira Tolan left. She said that the road would open."
    she = named(words, "She", form="pronoun")
    claim, = claims_of(words, [named(words, "Mira Tolan"), she])
    assert claim.speaker_mention == she.id


def test_what_a_speaker_hopes_inside_his_report_is_no_claim_of_its_own():
    assert [claim.cue.words for claim in claims_of("Tolan said he hoped to win the vote.")] == [
        "said"]


def test_how_a_speaker_talks_in_a_quotation_is_no_claim():
    claims = claims_of("“I think the road is safe,” said Mira Tolan.")
    assert [claim.cue.words for claim in claims] == ["said"]


def test_an_unclosed_quotation_does_not_swallow_the_article():
    words = "“The road is safe, said Mira Tolan. The board met on Friday.\n\nBova said it was not."
    assert [claim.speaker.words for claim in claims_of(words)][-1] == "Bova"
