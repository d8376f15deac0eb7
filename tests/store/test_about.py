"""Which event a claim is about, read from whole articles."""

import pytest

from sourceline.record.article import Text
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.events.find import find_event_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings
from sourceline.settings import Settings
from sourceline.store.about import speakers_of_tellings, tellings_of_claims


def _read(words: str):
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    return (find_claims(text, reading, (), ClaimSettings()),
            find_event_mentions(text, reading, (), (), Settings().events))


def _about(words: str) -> dict[str, str]:
    """Give the trigger of the event each claim is about, by the claim's first words."""
    claims, tellings = _read(words)
    trigger = {telling.id: telling.cite.words for telling in tellings}
    about = tellings_of_claims(claims, tellings)
    return {claim.content.words.strip("“”‘")[:12]: trigger.get(about.get(claim.id, ""), "")
            for claim in claims}


@pytest.mark.parametrize(("words", "claim", "trigger"), [
    ("The ministry said that police arrested 12 men in Kelmar.", "that police ", "arrested"),
    ("Gunmen attacked a bus near Ostmark. “It was a cowardly act,” said Mira Tolan.",
     "It was a cow", "attacked"),
    ("Varenia condemned the attack. Its minister called it “an act of war”.",
     "it “an act o", "attack"),
    ("Gunmen attacked a bus near Ostmark. “It rained all day,” said Mira Tolan.",
     "It rained al", ""),
    ("The board met in Kelmar. “It was a long day,” said Mira Tolan.", "It was a lon", ""),
])
def test_a_claim_points_at_the_event_it_is_about(words, claim, trigger):
    assert _about(words)[claim] == trigger


def test_it_does_not_look_back_over_half_an_article():
    filler = "The weather in the valley was mild and the roads were dry. " * 6
    words = f"Gunmen attacked a bus near Ostmark. {filler}“It was a cowardly act,” said Mira Tolan."
    assert _about(words)["It was a cow"] == ""


def test_an_event_told_inside_a_claim_has_its_speaker():
    claims, tellings = _read("According to a senior official, 31 people were wounded in Ostmark. "
                             "The official said that two men were arrested.")
    speakers = speakers_of_tellings(claims, tellings)
    assert {t.cite.words: speakers.get(t.id) for t in tellings} == {
        "wounded": "a senior official", "arrested": "The official"}


def test_what_the_article_tells_itself_has_no_speaker():
    claims, tellings = _read("Police arrested two men in Ostmark. Mira Tolan said it was late.")
    assert speakers_of_tellings(claims, tellings) == {}
