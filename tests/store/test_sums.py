"""Sums of the map and the network: as the events give them, also after rows changed."""

import random
from datetime import date

import pytest

from sourceline.store.ask import SCOPES
from sourceline.store.ask_map import ask_located
from sourceline.store.ask_network import ask_network
from sourceline.store.find_events import Wanted
from sourceline.store.follow import follow
from sourceline.store.open import open_record
from sourceline.store.remember import remember
from sourceline.store.sums import keep_sums
from tests.web.made_record import make_atlas, make_tied

TABLES = ("cache_place", "cache_tie", "cache_point", "cache_clash")


def kept(connection):
    return {table: sorted(connection.execute(f"SELECT * FROM {table}")) for table in TABLES}


@pytest.fixture
def tied(tmp_path):
    connection = open_record(make_tied(tmp_path / "tied.db"), write=True)
    connection.execute("UPDATE event SET latitude = 1.5, longitude = 2.5, place = 'Velmar'")
    connection.execute("INSERT INTO event_mention SELECT 'again' || id, event, article, start, "
                       "\"end\", words, sentence_start, sentence_end, sentence, kind, 'happened', "
                       "attributed_to, time, because FROM event_mention")
    remember(connection)
    yield connection
    connection.close()


def test_following_changes_gives_what_counting_anew_gives(tied):
    chance = random.Random(5)
    events = [name for (name,) in tied.execute("SELECT id FROM event ORDER BY id")]
    mentions = [name for (name,) in tied.execute("SELECT id FROM mention ORDER BY id")]
    for _ in range(40):
        event, mention = chance.choice(events), chance.choice(mentions)
        touched = [("event", event)]
        match chance.randrange(5):
            case 0:
                tied.execute("UPDATE event SET status = ? WHERE id = ?",
                             (chance.choice(("happened", "denied")), event))
            case 1:
                tied.execute("UPDATE event SET latitude = ?, place = ? WHERE id = ?",
                             (chance.choice((None, 1.5, 7.0)), chance.choice(("Velmar", "Karvik")),
                              event))
            case 2:
                tied.execute("UPDATE event SET kind = ? WHERE id = ?",
                             (chance.choice(("CONSULT", "CONSULT.visit", "AGREE")), event))
            case 3:
                tied.execute("UPDATE event_mention SET status = ? WHERE event = ? AND id = ("
                             "SELECT max(id) FROM event_mention WHERE event = ?)",
                             (chance.choice(("denied", "happened", "planned")), event, event))
            case _:
                before = tied.execute("SELECT entity FROM mention WHERE id = ?",
                                      (mention,)).fetchone()[0]
                tied.execute("UPDATE mention SET entity = ? WHERE id = ?",
                             (chance.choice(("n0", "n1", "n2", "n3")), mention))
                after = tied.execute("SELECT entity FROM mention WHERE id = ?",
                                     (mention,)).fetchone()[0]
                touched = [("entity", before), ("entity", after)]
        follow(tied, touched)
        followed = kept(tied)
        actors = tied.execute("SELECT * FROM cache_actor").fetchall()
        tied.execute("SAVEPOINT anew")
        remember(tied)
        # Who counts as an actor is decided when a record is made, not by each decision.
        tied.execute("DELETE FROM cache_actor")
        tied.executemany("INSERT INTO cache_actor VALUES (?, ?, ?)", actors)
        keep_sums(tied)
        assert kept(tied) == followed
        tied.execute("ROLLBACK TO anew")


def test_a_record_of_version_2_is_brought_up_when_it_is_opened_for_writing(tmp_path):
    for make, ask in ((make_atlas, lambda c: ask_located(c, Wanted())),
                      (make_tied, lambda c: ask_network(c, "happened", ""))):
        path = make(tmp_path / f"{make.__name__}.db")
        now = ask(open_record(path))
        connection = open_record(path, write=True)
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")
        connection.close()
        open_record(path, write=True).close()
        assert ask(open_record(path)) == now


def test_the_map_counts_the_same_from_sums_and_from_events(tmp_path):
    connection = open_record(make_atlas(tmp_path / "atlas.db"))
    for status in ("", "happened", "denied"):
        summed = ask_located(connection, Wanted(status=status))
        counted = ask_located(connection, Wanted(status=status, since=date(1900, 1, 1)))
        assert summed == counted


def test_events_are_counted_in_the_order_their_words_stand_in(tied):
    numbers = tied.execute("SELECT number, event FROM cache_event ORDER BY number").fetchall()
    places = tied.execute("SELECT place - ?, thing FROM cache_search WHERE scope = 'event' "
                          "ORDER BY place", (SCOPES["event"],)).fetchall()
    assert len(numbers) > 2
    assert numbers == places
