"""What is told in the same words and beside the same names is of one matter; averages decide."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.record.event import Event, EventMention
from sourceline.record.when import UNKNOWN
from sourceline.rooms.threads import beside
from sourceline.rooms.threads.beside import NUMBERS, Sketches, matter_weights
from sourceline.rooms.threads.grow import Grown, grow
from sourceline.rooms.threads.tellings import read_tellings

MADE = Because(rule="made", version="1", sentence="made")
DAM = "the turbine hall under the Olmar dam where the welders slept"
BILL = "the fisheries quota that the upper chamber amended and returned"
PAGES = {
    "a": f"Police arrested a foreman over {DAM}.\n\nDeputies debated {BILL}.",
    "b": f"Years later a judge convicted him for {DAM}.\n\nA vote was lost on {BILL}.",
    "c": "Rain fell.\n\nNobody went out and the ferries lay in port.",
}
WORDS = {"arrest": ("a", "arrested", "ARREST"), "debate": ("a", "debated", "CONSULT"),
         "verdict": ("b", "convicted", "VERDICT"), "vote": ("b", "vote", "RESOLUTION")}


def sketches_of(pages: Mapping[str, str] = PAGES) -> Sketches:
    mentions, events = [], []
    for name, (article, word, kind) in WORDS.items():
        words = pages[article]
        at = words.index(word)
        start = words.rfind("\n", 0, at) + 1
        end = len(words) if words.find("\n", at) < 0 else words.find("\n", at)
        mentions.append(EventMention(
            id=f"m-{name}", cite=cite(article, words, at, at + len(word)), kind=kind,
            sentence=cite(article, words, start, end), status="happened", because=MADE))
        events.append(Event(id=name, kind=kind, label=name, status="happened", when=UNKNOWN,
                            members=(f"m-{name}",), because=MADE))
    texts = tuple(Text(article=key, captured=words, edits=(), words=words, parts=())
                  for key, words in pages.items())
    return Sketches(read_tellings(events, mentions, (), (), texts))


def test_what_is_told_in_the_same_words_is_likelier_than_what_is_told_in_one_article():
    sketches = sketches_of()
    assert sketches.chance("arrest", "verdict") > 0.7
    assert sketches.chance("debate", "vote") > 0.7
    assert sketches.chance("arrest", "debate") < 0.4
    assert sketches.chance("arrest", "vote") < 0.3


def test_loose_events_become_matters_and_a_group_takes_its_own():
    sketches = sketches_of()
    assert grow((), (), sketches, 0.5) == [
        Grown((), frozenset(("arrest", "verdict"))), Grown((), frozenset(("debate", "vote")))]
    assert grow([{"arrest"}], [True], sketches, 0.5) == [
        Grown((0,), frozenset(("verdict",))), Grown((), frozenset(("debate", "vote")))]


def test_two_cases_stay_apart_whatever_they_share():
    sketches = sketches_of()
    held = grow([{"arrest"}, {"verdict"}], [True, True], sketches, 0.5)
    assert [one.groups for one in held if one.groups] == [(0,), (1,)]
    free = grow([{"arrest"}, {"verdict"}], [True, False], sketches, 0.5)
    assert [one.groups for one in free if one.groups] == [(0, 1)]


def test_the_weights_are_of_the_numbers_and_shared_words_count_for_a_matter():
    weights = matter_weights().weights
    assert set(weights) == set(NUMBERS)
    assert weights["words"] > 0 > weights["far"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.sampled_from(sorted(WORDS)), min_size=1), max_size=4), st.data(),
       st.floats(0.1, 0.95))
def test_no_group_and_no_event_is_lost_and_none_is_joined_twice(groups, data, least):
    held = [data.draw(st.booleans()) for _ in groups]
    grown = grow(groups, held, sketches_of(), least)
    numbers = [at for one in grown for at in one.groups]
    assert sorted(numbers) == list(range(len(groups)))
    added = [event for one in grown for event in one.events]
    assert len(added) == len(set(added))
    assert not set(added) & set().union(*groups)
    assert all(sum(held[at] for at in one.groups) <= 1 for one in grown)


def test_of_a_large_collection_pairs_meet_by_rare_words_or_nearness(monkeypatch):
    every = set(sketches_of().pairs())
    monkeypatch.setattr(beside, "_ALL_PAIRS_EVENTS", 0)
    few = set(sketches_of().pairs())
    assert few <= every
    assert {("arrest", "verdict"), ("debate", "vote"), ("arrest", "debate")} <= few
    assert ("arrest", "vote") not in few
