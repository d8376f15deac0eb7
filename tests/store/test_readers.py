"""Connections kept between requests show what is in the file now, and never what was."""

import os

import pytest

from sourceline.errors import BrokenRecord
from sourceline.store.open import open_record
from sourceline.store.readers import Readers


def made(path, label):
    connection = open_record(path, write=True)
    connection.execute("DELETE FROM event")
    connection.execute("INSERT INTO event VALUES ('e1', 'TRIAL', ?, 'happened', NULL, NULL, "
                       "'unknown', '', '', '', NULL, NULL, 'null')", (label,))
    connection.close()
    return path


def label(readers):
    with readers.lend() as connection:
        return connection.execute("SELECT label FROM event").fetchone()[0]


def test_a_connection_is_lent_again_and_shows_what_was_written_since(tmp_path):
    path = made(tmp_path / "case.db", "one")
    readers = Readers(path)
    with readers.lend() as first:
        pass
    made(path, "two")
    with readers.lend() as second:
        assert second is first
        assert second.execute("SELECT label FROM event").fetchone() == ("two",)


def test_two_readers_at_once_have_a_connection_each(tmp_path):
    readers = Readers(made(tmp_path / "case.db", "one"))
    with readers.lend() as first, readers.lend() as second:
        assert first is not second


def test_a_record_put_in_the_place_of_another_is_read(tmp_path):
    path = made(tmp_path / "case.db", "one")
    readers = Readers(path)
    assert label(readers) == "one"
    os.replace(made(tmp_path / "other.db", "other"), path)
    assert label(readers) == "other"


def test_a_record_that_is_gone_or_of_another_version_is_refused(tmp_path):
    path = made(tmp_path / "case.db", "one")
    readers = Readers(path)
    assert label(readers) == "one"
    connection = open_record(path, write=True)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(BrokenRecord, match="version 99"):
        label(readers)
    path.unlink()
    with pytest.raises(BrokenRecord, match="no record here"):
        label(readers)


def test_a_connection_with_tables_of_its_own_and_a_broken_answer_are_not_kept(tmp_path):
    readers = Readers(made(tmp_path / "case.db", "one"))
    with readers.lend() as first:
        first.execute("CREATE TEMP TABLE mine (one)")
    with readers.lend() as second:
        assert second is not first
    with pytest.raises(ZeroDivisionError), readers.lend():
        raise ZeroDivisionError
    with readers.lend() as third:
        assert third is not second
