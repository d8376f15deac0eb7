"""Decisions change the record, can be taken back to the last byte, and never lose a cite."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourceline.check import Fault, check_record
from sourceline.review.fold import add_up
from sourceline.store.dump import dump_record
from sourceline.store.open import open_record
from sourceline.store.remember import remember
from sourceline.store.settle import settle_decisions
from tests.review.made import Reviewer
from tests.web.made_record import make_record

# The record of the page tests was made to be looked at, not to be whole.
FAULTS_OF_THE_MADE_RECORD = {Fault("entity nvelmar", "no words mention it"),
                             Fault("edit in a1 at 40:78", "words do not stand in the capture")}
CACHES = ("cache_count", "cache_entity", "cache_tally", "cache_taken", "cache_told",
          "cache_description")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("made") / "made.db")


@pytest.fixture
def db(made, tmp_path):
    connection = open_record(shutil.copy(made, tmp_path / "case.db"), write=True)
    connection.execute("PRAGMA synchronous = OFF")  # no power cuts here
    yield connection
    connection.close()


@pytest.fixture
def ada(db):
    return Reviewer(db)


def settle(db, decisions):
    return settle_decisions(db, add_up(decisions))


def one(db, sql, *given):
    found = db.execute(sql, given).fetchone()
    return found[0] if found and len(found) == 1 else found


def everything(db):
    """All that a record says, but for the decisions themselves."""
    return [line for line in dump_record(db) if not line.startswith('{"view": "decisions"')]


def caches(db):
    counted = {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in CACHES}
    words = "SELECT scope, thing, words FROM cache_search WHERE scope IN ('event', 'entity')"
    said = "SELECT c.thing FROM search_text t JOIN cache_search c ON c.place = t.rowid WHERE " \
        "search_text MATCH ? AND c.scope = 'claim'"
    # Numbers only count: an event that was gone and came back has another one.
    events = sorted((row[1:] for row in db.execute("SELECT * FROM cache_event")), key=repr)
    spoken = "SELECT s.entity, c.thing FROM cache_spoken s JOIN cache_search c ON c.place = s.place"
    return counted | {"words": sorted(db.execute(words)), "events": events,
                      "spoken": sorted(db.execute(spoken)),
                      "speaks": [sorted(db.execute(said, (f"who : {name}",)))
                                 for name in ("reyl", "brandt")],
                      "found": [searched(db, word) for word in ("harbour", "reyl", "brandt")]}


def searched(db, word):
    return sorted(db.execute(
        "SELECT c.scope, c.thing FROM search_text t JOIN cache_search c ON c.place = t.rowid "
        "WHERE search_text MATCH ? AND c.scope IN ('event', 'entity')", (word,)))


def test_a_rejected_event_leaves_the_record_and_comes_back_when_the_decision_is_withdrawn(db, ada):
    before = everything(db)
    no = ada.decide("event", "reject", ada.at("a1", "beaten"), read_as="ASSAULT.beating")
    settle(db, ada.made)
    assert one(db, "SELECT count(*) FROM events WHERE event = 'ebeat'") == 0
    assert one(db, "SELECT count(*) FROM claims WHERE event = 'ebeat'") == 0
    assert one(db, "SELECT count(*) FROM claims") == 3
    assert set(check_record(db)) <= FAULTS_OF_THE_MADE_RECORD
    ada.withdraw(no)
    settle(db, ada.made)
    assert everything(db) == before
    assert one(db, "SELECT withdrawn_by FROM decisions") == ada.made[1].id


def test_a_rejected_telling_leaves_the_event_its_other_tellings(db, ada):
    ada.decide("event", "reject", ada.at("a2", "arrested"), read_as="ARREST")
    settle(db, ada.made)
    assert one(db, "SELECT article_count FROM events WHERE event = 'earrest'") == 1
    assert one(db, "SELECT article_count FROM cache_event WHERE event = 'earrest'") == 1


def test_a_decision_on_another_reading_of_the_words_changes_nothing(db, ada):
    no = ada.decide("event", "reject", ada.at("a1", "beaten"), read_as="PROTEST")
    assert settle(db, ada.made).idle == (no.id,)
    assert one(db, "SELECT count(*) FROM events WHERE event = 'ebeat'") == 1
    assert one(db, "SELECT found FROM decisions") == 0


@pytest.mark.parametrize(("question", "answer", "columns"), [
    ("event.kind", "DETAIN", {"kind": "DETAIN"}),
    ("event.status", "happened", {"status": "happened"}),
    ("event.date", "2031-05-01/2031-06-01",
     {"time_from": "2031-05-01", "time_to": "2031-06-01", "precision": "month",
      "time_basis": "decision"}),
    ("event.date", "/", {"time_from": None, "time_to": None, "precision": "unknown"}),
    ("event.place", "Tarsk", {"place": "Tarsk", "country": "", "latitude": None}),
])
def test_an_event_is_corrected_and_says_who_did_it(db, ada, question, answer, columns):
    ada.decide(question, "correct", ada.at("a1", "arrested"), answer, read_as="ARREST")
    settle(db, ada.made)
    found = one(db, f"SELECT {', '.join(columns)} FROM events WHERE event = 'earrest'")
    assert (found if isinstance(found, tuple) else (found,)) == tuple(columns.values())
    assert json.loads(one(db, "SELECT decided_by FROM events WHERE event = 'earrest'")) \
        == ["Ada Lind"]


def test_a_label_says_at_once_what_was_corrected_and_again_what_was_read(db, ada):
    label = "SELECT label FROM events WHERE event = 'earrest'"
    was = one(db, label)
    assert was.startswith("Arrest of ")
    first = ada.decide("event.kind", "correct", ada.at("a1", "arrested"), "TRIAL", read_as="ARREST")
    second = ada.decide("event.date", "correct", ada.at("a1", "arrested"), "2031-06-01/2031-07-01",
                        read_as="TRIAL")
    settle(db, ada.made)
    assert one(db, label).startswith("Trial of ")
    assert one(db, label).endswith(", June 2031")
    for made in (first, second):
        ada.withdraw(made)
    settle(db, ada.made)
    assert one(db, label) == was


def test_two_events_become_one_with_all_their_tellings(db, ada):
    ada.decide("event.same", "merge", ada.at("a1", "arrested"), read_as="ARREST",
               other=ada.at("a1", "beaten"))
    settle(db, ada.made)
    assert one(db, "SELECT count(*) FROM event_mentions WHERE event = 'earrest'") == 3
    assert one(db, "SELECT count(*) FROM events WHERE event = 'ebeat'") == 0
    assert one(db, "SELECT count(*) FROM figures WHERE event = 'earrest'") == 3


def test_a_telling_taken_out_has_an_event_of_its_own(db, ada):
    ada.decide("event.same", "split", ada.at("a2", "arrested"), read_as="ARREST",
               other=ada.at("a1", "arrested"))
    settle(db, ada.made)
    name = one(db, "SELECT event FROM event_mentions WHERE article = 'a2'")
    assert name != "earrest"
    assert one(db, "SELECT article_count, time_from FROM events WHERE event = ?", name) == (1, None)
    assert one(db, "SELECT decided_by FROM events WHERE event = ?", name) == '["Ada Lind"]'
    assert ("event", name) in searched(db, "harbour")


def test_a_role_is_corrected_and_rejected(db, ada):
    who, when = ada.at("a1", "Police in Velmar"), ada.at("a1", "arrested")
    ada.decide("role", "correct", who, "topic", read_as="actor", other=when)
    settle(db, ada.made)
    roles = "SELECT role FROM roles WHERE article = 'a1' AND words = 'Police in Velmar'"
    assert one(db, roles) == "topic"
    ada.decide("role", "reject", who, read_as="topic", other=when)
    settle(db, ada.made)
    assert one(db, roles) is None


def test_two_names_become_one_and_are_searched_as_one(db, ada):
    ada.decide("entity.same", "merge", ada.at("a1", "Tomas Reyl"),
               other=ada.at("a1", "Alia Brandt"))
    settle(db, ada.made)
    assert one(db, "SELECT aliases FROM entities WHERE entity = 'nreyl'") \
        == '["Alia Brandt","Mr Reyl"]'
    assert one(db, "SELECT mention_count FROM cache_entity WHERE entity = 'nreyl'") == 3
    assert one(db, "SELECT speaker_entity FROM claims WHERE form = 'direct'") == "nreyl"
    assert ("entity", "nreyl") in searched(db, "Brandt")
    assert ("entity", "nbrandt") not in searched(db, "Brandt")


def test_this_name_in_this_article_can_mean_someone_else(db, ada):
    ada.decide("alias.entity", "split", ada.at("a3", "Tomas Reyl"), "Tomas Reyl the younger")
    settle(db, ada.made)
    name = one(db, "SELECT entity FROM mentions WHERE article = 'a3'")
    assert one(db, "SELECT name, mention_count FROM entities WHERE entity = ?", name) \
        == ("Tomas Reyl the younger", 1)
    assert one(db, "SELECT mention_count FROM entities WHERE entity = 'nreyl'") == 1
    ada.decide("alias.entity", "merge", ada.at("a3", "Tomas Reyl"),
               other=ada.at("a1", "Alia Brandt"))
    settle(db, ada.made)
    assert one(db, "SELECT entity FROM mentions WHERE article = 'a3'") == "nbrandt"
    assert one(db, "SELECT 1 FROM entities WHERE entity = ?", name) is None


def test_a_name_is_renamed_rejected_and_given_another_kind(db, ada):
    ada.decide("entity.name", "correct", ada.at("a1", "Alia Brandt"), "Alia M. Brandt")
    ada.decide("entity.kind", "correct", ada.at("a1", "Alia Brandt"), "government")
    settle(db, ada.made)
    assert one(db, "SELECT name, kind, aliases FROM entities WHERE entity = 'nbrandt'") \
        == ("Alia M. Brandt", "government", '["Alia Brandt"]')
    ada.decide("entity", "reject", ada.at("a1", "Alia Brandt"))
    settle(db, ada.made)
    assert one(db, "SELECT 1 FROM entities WHERE entity = 'nbrandt'") is None
    assert one(db, "SELECT entity IS NULL FROM mentions WHERE words = 'Alia Brandt'") == 1


def test_claims_figures_and_follow_ups_are_judged(db, ada):
    ada.decide("figure.number", "correct", ada.at("a1", "at least 40"),
               '{"low":40,"high":45,"bound":"about"}')
    ada.decide("figure.counted", "correct", ada.at("a1", "at least 40"), "dockers")
    ada.decide("figure", "reject", ada.at("a1", "120"))
    ada.decide("claim", "accept", ada.at(
        "a1", "The Interior Ministry denied that anyone had been hurt"))
    ada.decide("follow_up", "reject", ada.at("a3", "the case rested on a single letter"))
    settle(db, ada.made)
    assert one(db, "SELECT low, high, bound, counted FROM figures WHERE words = 'at least 40'") \
        == (40, 45, "about", "dockers")
    assert one(db, "SELECT count(*) FROM figures") == 2
    assert one(db, "SELECT decided_by FROM claims WHERE hedge = 'denied'") == '["Ada Lind"]'
    assert one(db, "SELECT count(*) FROM follow_ups") == 1
    assert one(db, "SELECT count FROM cache_count WHERE name = 'follow_up'") == 1


def test_a_claim_is_said_by_another_and_by_nobody_and_by_whom_it_was_read(db, ada):
    before = everything(db)
    content = "Nobody was beaten, and nobody was denied a lawyer"
    said = "SELECT speaker_words, speaker_entity FROM claims WHERE form = 'direct'"
    first = ada.decide("claim.speaker", "correct", ada.at("a1", content),
                       other=ada.at("a1", "the league's chairman, Tomas Reyl"))
    settle(db, ada.made)
    assert one(db, said) == ("the league's chairman, Tomas Reyl", "nreyl")
    second = ada.decide("claim.speaker", "reject", ada.at("a1", content))
    settle(db, ada.made)
    assert one(db, said) == ("", None)
    assert [d.id for d in add_up(ada.made).standing] == [second.id]
    ada.withdraw(second)
    settle(db, ada.made)
    assert one(db, said) == ("the league's chairman, Tomas Reyl", "nreyl")
    ada.withdraw(first)
    settle(db, ada.made)
    assert everything(db) == before
    assert set(check_record(db)) <= FAULTS_OF_THE_MADE_RECORD


def every_decision(ada):
    """One decision of every sort, several about the same words."""
    at = ada.at
    ada.decide("event.same", "merge", at("a1", "arrested"), other=at("a1", "beaten"))
    ada.decide("event.status", "correct", at("a1", "beaten"), "happened", read_as="ASSAULT.beating")
    ada.decide("event", "reject", at("a3", "trial"), read_as="TRIAL")
    ada.decide("event.same", "split", at("a2", "arrested"), other=at("a1", "arrested"))
    ada.decide("event.date", "correct", at("a2", "arrested"), "2031-05-02/", read_as="ARREST")
    ada.decide("event", "reject", at("a1", "planning"), read_as="PLOT")
    ada.decide("role", "correct", at("a1", "Police in Velmar"), "target", read_as="actor",
               other=at("a1", "arrested"))
    ada.decide("entity.same", "merge", at("a1", "Tomas Reyl"), other=at("a1", "Alia Brandt"))
    ada.decide("entity.name", "correct", at("a1", "Alia Brandt"), "A. Brandt")
    ada.decide("entity.same", "split", at("a1", "Tomas Reyl"), other=at("a1", "Alia Brandt"))
    ada.decide("alias.entity", "split", at("a3", "Tomas Reyl"))
    ada.decide("entity", "reject", at("a1", "Ostmark Dockers' League"))
    ada.decide("figure", "reject", at("a1", "35"))
    ada.decide("event", "reject", at("a1", "trial"), read_as="TRIAL")
    ada.decide("claim.speaker", "correct", at("a1", "Nobody was beaten, and nobody was denied a "
                                              "lawyer"), other=at("a1", "Tomas Reyl"))
    return list(ada.made)


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 14), max_size=6, unique=True),
       st.lists(st.integers(0, 14), max_size=6), st.randoms())
def test_any_way_to_the_same_decisions_gives_the_same_record(db, withdrawn, stops, random):
    settle(db, [])
    ada = Reviewer(db)
    made = every_decision(ada)
    for number in withdrawn:
        ada.withdraw(made[number])
    settle(db, ada.made)
    wanted, counted = everything(db), caches(db)
    for stop in stops:
        settle(db, random.sample(ada.made, stop))
    settle(db, ada.made)
    assert everything(db) == wanted
    assert caches(db) == counted
    db.execute("BEGIN")
    remember(db)
    db.execute("COMMIT")
    assert caches(db) == counted
    assert set(check_record(db)) <= FAULTS_OF_THE_MADE_RECORD


def test_taking_everything_back_leaves_the_record_as_the_program_read_it(db, ada):
    before, counted = everything(db), caches(db)
    settle(db, every_decision(ada))
    assert everything(db) != before
    settle(db, [])
    assert everything(db) == before
    assert caches(db) == counted
