"""The record file: what is written can be read, checked, explained and compared."""

import re
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from sourceline.check import check_record
from sourceline.errors import BadInput, BrokenRecord
from sourceline.record.decision import Decision
from sourceline.review.fold import add_up
from sourceline.store.cache import Cache
from sourceline.store.dump import VIEWS, compare_records, dump_record
from sourceline.store.open import APPLICATION_ID, MIGRATIONS, RECORD_VERSION, open_record
from sourceline.store.why import explain
from sourceline.store.write import write_record
from tests.store.made import MAKING, WORDS, made_collection, made_sheet


@pytest.fixture
def record(tmp_path):
    connection = open_record(tmp_path / "case.db", write=True)
    write_record(connection, MAKING, [made_sheet()], made_collection(), [])
    yield connection
    connection.close()


def test_every_promised_view_exists_and_the_made_record_fills_it(record):
    filled = {view for view in VIEWS
              if record.execute(f"SELECT 1 FROM {view} LIMIT 1").fetchone()}
    assert filled == set(VIEWS) - {"copies", "decisions", "outcomes"}


def test_the_columns_of_the_views_are_those_of_the_manual(record):
    manual = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    for view in (*VIEWS, "record"):
        columns = [c[0] for c in record.execute(f"SELECT * FROM {view}").description]
        section = re.search(rf"## {view}\n(.*?)(\n## |\Z)", manual, re.S)
        assert section, f"docs/record.md has no section {view}"
        assert re.findall(r"^\| `(\w+)`", section[1], re.M) == columns


def test_a_cite_holds_in_sql_as_it_does_in_python(record):
    row = record.execute(
        'SELECT substr(text, start + 1, "end" - start), words FROM event_mentions '
        "JOIN articles USING (article)").fetchone()
    assert row == ("killed", "killed")


def test_the_made_record_passes_the_check(record):
    assert list(check_record(record)) == []


@pytest.mark.parametrize(("spoil", "place"), [
    ("UPDATE event_mention SET words = 'wounded'", "event_mentions"),
    ("UPDATE claim SET content_end = 999", "claim"),
    ("UPDATE figure SET start = -1", "figures"),
    ("UPDATE event SET time_to = time_from", "event"),
    ("UPDATE event SET because = '{\"rule\": \"\"}'", "event"),
    ("UPDATE edit SET words = 'Other'", "edit"),
    ("UPDATE mention SET because = json_set(because, '$.cites', json_array(json_object("
     "'article', 'a1', 'start', 0, 'end', 3, 'words', 'xyz')))", "mention"),
    ("UPDATE role SET mention = 'gone'", "role"),
    ("DELETE FROM event_mention", "event"),
])
def test_the_check_finds_what_was_spoilt(record, spoil, place):
    record.execute("PRAGMA foreign_keys = OFF")
    record.execute(spoil)
    assert any(fault.place.startswith(place) for fault in check_record(record))


def test_a_thing_that_points_at_nothing_is_refused_and_the_record_before_stays(record):
    before = list(dump_record(record))
    broken = msgspec.structs.replace(made_collection(), events=())
    sheet = msgspec.structs.replace(made_sheet(), events=())
    with pytest.raises(sqlite3.IntegrityError):
        write_record(record, MAKING, [sheet], broken, [])
    assert list(dump_record(record)) == before


def test_the_dump_is_the_same_whenever_the_record_was_made(record):
    before = list(dump_record(record))
    write_record(record, replace(MAKING, made_at="2040-01-01"), [made_sheet()],
                 made_collection(), [])
    assert list(dump_record(record)) == before


def test_two_records_are_compared_row_by_row(record, tmp_path):
    other = open_record(tmp_path / "other.db", write=True)
    collection = made_collection()
    event = msgspec.structs.replace(collection.events[0], status="happened")
    write_record(other, MAKING, [made_sheet()],
                 msgspec.structs.replace(collection, events=(event,)), [])
    found = [(d.view, d.side) for d in compare_records(record, other)]
    assert found == [("events", "a"), ("events", "b")]
    other.close()


def test_why_leads_from_an_event_down_to_the_words(record):
    reason = explain(record, "e1")
    telling = reason.rests_on[0]
    assert telling.cite.words == "killed"
    assert WORDS[telling.cite.start:telling.cite.end] == "killed"
    assert {r.id for r in telling.rests_on} == {"t1", "m2"}


def test_why_shows_the_decisions_made_about_the_words(tmp_path):
    connection = open_record(tmp_path / "case.db", write=True)
    decision = Decision(id="x1", question="event.kind", verdict="accept", person="reader",
                        decided_at=datetime(2031, 5, 1), cite=made_sheet().events[0].cite)
    write_record(connection, MAKING, [made_sheet()], made_collection(), [], add_up([decision]))
    assert "x1" in {r.id for r in explain(connection, "em1").rests_on}
    assert list(check_record(connection)) == []
    connection.close()


@pytest.mark.parametrize("name", ["", "zz", "e"])
def test_why_refuses_an_id_that_fits_nothing_or_several_things(record, name):
    with pytest.raises(BadInput, match="fits"):
        explain(record, name)


def test_a_newer_record_is_refused_with_a_clear_message(tmp_path):
    path = tmp_path / "case.db"
    connection = open_record(path, write=True)
    connection.execute(f"PRAGMA user_version = {RECORD_VERSION + 1}")
    connection.close()
    with pytest.raises(BrokenRecord, match="install a newer Sourceline"):
        open_record(path)


def test_an_older_record_is_brought_up_step_by_step(tmp_path, monkeypatch):
    path = tmp_path / "case.db"
    connection = open_record(path, write=True)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(BrokenRecord, match="older version"):
        open_record(path)
    monkeypatch.setattr("sourceline.store.open.MIGRATIONS",
                            {0: "CREATE TABLE step (one);", **MIGRATIONS})
    connection = open_record(path, write=True)
    assert connection.execute("PRAGMA user_version").fetchone() == (RECORD_VERSION,)
    assert connection.execute("SELECT * FROM step").fetchall() == []
    connection.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to try" * 40])
def test_a_file_that_is_no_record_is_refused(tmp_path, content):
    path = tmp_path / "case.db"
    path.write_bytes(content)
    with pytest.raises(BrokenRecord):
        open_record(path)


def test_another_program_s_database_is_refused_for_reading_and_writing(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (one)")
    other.close()
    for write in (False, True):
        with pytest.raises(BrokenRecord, match="not a Sourceline record"):
            open_record(path, write=write)


def test_a_record_in_a_folder_that_is_not_there_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(BrokenRecord, match="folder is there"):
        open_record(tmp_path / "nowhere" / "case.db", write=True)


def test_a_missing_record_is_not_made_by_reading(tmp_path):
    with pytest.raises(BrokenRecord, match="no record here"):
        open_record(tmp_path / "case.db")
    assert not (tmp_path / "case.db").exists()


def test_the_file_says_what_it_is_and_writes_ahead(record):
    assert record.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert record.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert record.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_cache_gives_back_what_was_kept_and_forgets_the_rest(tmp_path):
    cache = Cache(tmp_path / "c")
    cache.keep({"a": b"+1", "b": b"-2"})
    cache.keep({"a": b"+other"})
    cache.keep_contents({"one": b"words", "two": b""})
    assert cache.find(["a", "b", "c"]) == {"a": b"+1", "b": b"-2"}
    assert cache.marks(["a", "b", "c"]) == {"a": b"+", "b": b"-"}
    assert [cache.content(name) for name in ("one", "two", "no")] == [b"words", b"", None]
    cache.forget_others(["b"], ["two"])
    assert cache.find(["a", "b"]) == {"b": b"-2"}
    assert (cache.has_content("one"), cache.has_content("two")) == (False, True)
    cache.close()


def test_a_broken_cache_is_named_with_its_remedy(tmp_path):
    (tmp_path / "c").write_bytes(b"broken" * 500)
    with pytest.raises(BrokenRecord, match="delete it"):
        Cache(tmp_path / "c")
