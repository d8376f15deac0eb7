import pytest

from sourceline.store.ask_sources import ask_voices_of_event
from sourceline.store.open import open_record
from sourceline.store.write import write_record
from tests.store.made import MAKING, made_collection, made_sheet


@pytest.fixture
def record(tmp_path):
    connection = open_record(tmp_path / "case.db", write=True)
    write_record(connection, MAKING, [made_sheet()], made_collection(), [])
    yield connection
    connection.close()


def test_an_event_names_its_voices_with_reasons_and_sides(record):
    (event,) = record.execute("SELECT event FROM events LIMIT 1").fetchone()
    (line,) = ask_voices_of_event(record, event)
    assert (line.origin, line.article, line.told) == ("o1", "a1", "Harbour League")
    assert line.because is not None


def test_events_and_figures_count_articles_outlets_voices_and_interested_ones(record):
    counts = "article_count, outlet_count, origin_count, interested_count"
    for view in ("events", "figures"):
        article, _, origin, interested = record.execute(
            f"SELECT {counts} FROM {view} LIMIT 1").fetchone()
        assert (article, origin, interested) == (1, 1, 1)


def test_what_only_a_side_tells_is_alleged_in_a_record_without_one(record):
    record.execute("UPDATE event SET status = 'happened'")
    told = "SELECT status, neutral_status FROM events LIMIT 1"
    assert record.execute(told).fetchone() == ("happened", "alleged")
    record.execute("DELETE FROM interested")
    assert record.execute(told).fetchone() == ("happened", "happened")
