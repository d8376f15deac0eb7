"""A record opened in Python."""

import json
import re
from pathlib import Path

import pytest

import sourceline
from sourceline.errors import BadInput, BrokenRecord
from sourceline.export import charts


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


def test_events_of_a_kind_and_a_time_are_drawn(made):
    pytest.importorskip("altair")
    with sourceline.open(made) as record:
        dated = [row for row in record.events if row["time_from"] and row["time_to"]]
        kind = dated[0]["kind"]
        drawn = record.chart(kind=kind, since=dated[0]["time_from"]).to_dict()["data"]["values"]
        assert {one["kind"] for one in drawn} == {kind}
        assert all(one["time_to"] > dated[0]["time_from"] for one in drawn)
        with pytest.raises(BadInput, match="no such event"):
            record.chart(until="1000-01-01")


def test_more_events_than_one_can_tell_apart_are_counted_by_month(made, monkeypatch):
    pytest.importorskip("altair")
    monkeypatch.setattr(charts, "_MOST_BARS", 2)
    with sourceline.open(made) as record:
        dated = [row for row in record.events if row["time_from"] and row["time_to"]]
        known = [row for row in dated if row["precision"] in ("day", "weekend", "week", "month")]
        drawn = record.chart().to_dict()
    assert sum(one["events"] for one in drawn["data"]["values"]) == len(known) > 0
    assert drawn["title"]["text"].startswith(f"{len(known)} events by month")


def test_figures_for_one_thing_are_drawn_side_by_side(made):
    pytest.importorskip("altair")
    with sourceline.open(made) as record:
        rows = [row for row in record.figures if row["variant_group"]]
        drawn = record.chart_figures().to_dict()  # Altair holds it against the Vega-Lite schema
        values = drawn["data"]["values"] if "data" in drawn else \
            next(iter(drawn["datasets"].values()))
        assert {one["words"] for one in values} == {row["words"] for row in rows}
        with pytest.raises(BadInput, match="no two figures"):
            record.chart_figures("elephants")


def test_a_record_shows_what_it_holds_and_escapes_its_name(made, tmp_path):
    odd = tmp_path / "<b>case.db"
    odd.write_bytes(made.read_bytes())
    with sourceline.open(odd) as record:
        shown = record._repr_html_()
    assert "&lt;b&gt;case.db" in shown
    assert "<td>events</td><td>" in shown


def test_the_examples_of_the_manual_run_as_they_stand(made, tmp_path, monkeypatch, capsys):
    pytest.importorskip("pandas")
    pytest.importorskip("altair")
    (tmp_path / "case.db").write_bytes(made.read_bytes())
    monkeypatch.chdir(tmp_path)
    manual = Path(__file__).parents[2] / "docs" / "how-to" / "notebook.md"
    examples = re.findall(r"```python\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    for example in examples:
        exec(example, names)  # the manual is ours
    assert len(examples) == 4
    assert "said: Nobody was beaten" in capsys.readouterr().out
    for picture in ("timeline.json", "figures.json"):
        assert "vega-lite" in json.loads((tmp_path / picture).read_text())["$schema"]


def test_a_missing_record_is_refused_clearly(tmp_path):
    with pytest.raises(BrokenRecord, match="there is no record"):
        sourceline.open(tmp_path / "none.db")
