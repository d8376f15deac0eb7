"""A record opened in Python."""

import pytest

import sourceline
from sourceline.errors import BrokenRecord


def test_every_view_is_an_attribute_with_its_rows(made):
    with sourceline.open(made) as record:
        assert len(record.events) == len(list(record.events)) > 0
        assert "time_from" in record.events.columns
        assert "events" in dir(record)


def test_a_view_that_is_not_promised_is_named_in_the_error(made):
    with sourceline.open(made) as record, pytest.raises(AttributeError, match="event_mentions"):
        record.incidents  # noqa: B018


def test_a_view_becomes_an_arrow_table(made):
    pytest.importorskip("pyarrow")
    with sourceline.open(made) as record:
        table = record.events.to_arrow()
        assert table.num_rows == len(record.events)
        assert table.column_names == list(record.events.columns)


def test_a_view_becomes_a_frame(made):
    pytest.importorskip("pandas")
    with sourceline.open(made) as record:
        assert list(record.claims.to_pandas().columns) == list(record.claims.columns)


def test_a_notebook_shows_escaped_rows(hostile):
    import pathlib

    path = pathlib.Path(hostile.execute("PRAGMA database_list").fetchone()[2])
    with sourceline.open(path) as record:
        shown = record.articles._repr_html_()
    assert "<script" not in shown
    assert "&lt;script" in shown


def test_events_are_drawn_as_intervals(made):
    pytest.importorskip("altair")
    with sourceline.open(made) as record:
        drawn = record.chart().to_dict()
    assert drawn["encoding"]["x2"]["field"] == "time_to"


def test_a_missing_record_is_refused_clearly(tmp_path):
    with pytest.raises(BrokenRecord, match="there is no record"):
        sourceline.open(tmp_path / "none.db")
