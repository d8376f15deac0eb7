"""The marked words of the invented articles stand in them, and the scores count what they say."""

from datetime import date

import pytest

from evals.wordings import Run, extra, kind_right, role_right, status_right, time_right
from evals.wordings_cases import WantedEvent, Wording, nearest, place_of, places, wordings
from sourceline.record.article import Capture, Text
from sourceline.record.cite import Because, Cite
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.sheet import Sheet

PARTS = {"open": 30, "open-2": 30, "open-3": 24, "untouched-3": 30}
ARTICLES = [one for part in PARTS for one in wordings(part)]
# The kinds of docs/record.md.
KINDS = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PLOT", "THWART",
    "INVESTIGATE", "ARREST", "CHARGE", "TRIAL", "VERDICT", "SENTENCE", "APPEAL", "RELEASE",
    "EXTRADITE", "EXCHANGE", "RESOLUTION", "REPORT", "STATEMENT", "APPOINT", "GATHERING", "POLICY",
    "POSTPONE", "DEATH", "DETAIN", "DISAPPEAR", "TORTURE", "EXECUTE"}


def test_every_part_holds_its_articles():
    assert {part: sum(1 for _ in wordings(part)) for part in PARTS} == PARTS
    assert len({one.name for one in ARTICLES}) == sum(PARTS.values())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.name)
def test_every_marked_word_stands_in_its_article(article):
    text = article.words()
    for wanted in article.event:
        place = place_of(text, wanted)
        assert place is not None, wanted.words
        assert text[slice(*place)] == wanted.words
        for words in (wanted.actor, wanted.target, wanted.victim, wanted.time):
            assert not words or places(text, words), (wanted.words, words)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.name)
def test_words_that_stand_more_than_once_say_which_is_meant(article):
    # place_of takes the first where no nth is given: a second telling must not fall on it
    marked = [place_of(article.words(), wanted) for wanted in article.event]
    assert len(set(marked)) == len(marked)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.name)
def test_kinds_are_those_of_the_record(article):
    for wanted in article.event:
        assert {wanted.kind, *wanted.also} <= KINDS, wanted.words
        assert wanted.kind not in wanted.also
        assert wanted.status not in wanted.also_status


def test_words_are_found_whole_and_nearest_first():
    text = "The raid. They raided a raid."
    assert places(text, "raid") == [(4, 8), (24, 28)]
    assert nearest(text, "raid", (15, 21)) == (24, 28)
    assert nearest(text, "strike", (0, 3)) is None


WORDS = "Raid in Osk\n\nPolice seized two men. A dog barked."
SEIZED = WantedEvent(words="seized", kind="ARREST", also=("DETAIN",), status="happened",
                     actor="Police", victim="two men")
RAID = WantedEvent(words="Raid", kind="COERCE", status="happened")


def cite(words):
    start = WORDS.index(words)
    return Cite(article="a", start=start, end=start + len(words), words=words)


def mention(words, kind, *roles):
    because = Because(rule="r", version="1", sentence="s")
    return EventMention(
        id=words, cite=cite(words), sentence=cite(words), kind=kind, status="happened",
        because=because, roles=tuple(RoleMention(role=name, cite=cite(w)) for name, w in roles))


def run_of(*events):
    wording = Wording(date=date(2030, 1, 2), outlet="o", title="Raid in Osk",
                      text="Police seized two men. A dog barked.", event=(RAID, SEIZED))
    capture = Capture(id="a", path="a.txt", sha256="", media="text/plain", encoding="utf-8",
                      content=WORDS.encode())
    text = Text(article="a", captured="", edits=(), words=WORDS, parts=())
    return Run(wording, Sheet(capture=capture, text=text, events=events))


def test_a_found_telling_is_judged_by_kind_status_and_roles():
    found = mention("seized", "DETAIN.raid", ("actor", "Police"), ("target", "men"))
    one = run_of(found)
    assert one.found(SEIZED) is found
    assert one.found(RAID) is None
    assert kind_right(SEIZED, found)
    assert status_right(SEIZED, found)
    assert role_right(one, found, {"actor": "Police"})
    assert role_right(one, found, {"target": "", "victim": "two men"})
    assert not role_right(one, found, {"actor": "two men"})
    assert not time_right(one, SEIZED, found)


def test_a_mention_nobody_marked_is_extra():
    found = mention("barked", "PROTEST")
    assert extra(run_of(mention("Raid", "ASSAULT"), found)) == [found]


def test_of_two_mentions_on_one_trigger_the_right_kind_is_taken():
    right = mention("seized", "ARREST")
    assert run_of(mention("seized", "COERCE"), right).found(SEIZED) is right
