"""Each format is read back by its own library or its own rules, and keeps every cite."""

import csv
import html
import importlib
import json
import re
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from sourceline.errors import BadInput
from sourceline.export.csv_folder import harmless
from sourceline.export.views import VIEWS, rows
from sourceline.export.write import FORMATS, export_record
from sourceline.export.xlsx import SHEETS, fitting

csv.field_size_limit(1 << 30)  # the hostile article is long


def exported(record: sqlite3.Connection, to: str, folder: Path) -> Path:
    return export_record(record, to, folder / f"out{FORMATS[to].ending}")


def count(record: sqlite3.Connection, view: str) -> int:
    return record.execute(f"SELECT count(*) FROM {view}").fetchone()[0]


def test_csv_holds_every_row_of_every_view(record, tmp_path):
    folder = exported(record, "csv", tmp_path)
    for view in VIEWS:
        with (folder / f"{view}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        # Read back: numbers as they are written, and a cell that would run without its apostrophe.
        assert read == [{name: "" if cell is None else str(harmless(cell))
                         for name, cell in row.items()} for row in rows(record, view)], view


def test_no_csv_cell_of_a_hostile_article_is_run_as_a_formula(hostile, tmp_path):
    folder = exported(hostile, "csv", tmp_path)
    for view in VIEWS:
        with (folder / f"{view}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith(("=", "@", "\t", "\r")) for cell in row)


def test_json_lines_read_back_are_the_rows(record, tmp_path):
    folder = exported(record, "jsonl", tmp_path)
    for view in VIEWS:
        lines = (folder / f"{view}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert [json.loads(line) for line in lines] == [dict(row) for row in rows(record, view)]


def test_parquet_read_back_is_the_rows(record, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = exported(record, "parquet", tmp_path)
    for view in VIEWS:
        read = parquet.read_table(folder / f"{view}.parquet").to_pylist()
        assert read == [dict(row) for row in rows(record, view)], view


def test_a_workbook_read_back_is_the_rows_and_no_cell_is_a_formula(hostile, record, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(exported(record, "xlsx", tmp_path))
    for view in SHEETS:
        told = [tuple(cell.value for cell in row) for row in book[view].iter_rows(min_row=2)]
        # A workbook has no empty words, only empty cells.
        assert told == [tuple(None if cell == "" else fitting(cell) for cell in row.values())
                        for row in rows(record, view)], view
    book = openpyxl.load_workbook(export_record(hostile, "xlsx", tmp_path / "hostile.xlsx"))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {
        "s", "n", "inlineStr"}


def test_geojson_is_valid_by_its_library_and_cites_hold(record, tmp_path):
    geojson = pytest.importorskip("geojson")
    read = geojson.loads(exported(record, "geojson", tmp_path).read_text(encoding="utf-8"))
    assert read.is_valid, read.errors()
    assert len(read.features) == count(record, "events")
    texts = {row["article"]: row["text"] for row in rows(record, "articles")}
    cites = [cite for feature in read.features for cite in feature.properties["cites"]]
    assert cites
    for cite in cites:
        assert texts[cite["article"]][cite["start"]:cite["end"]] == cite["words"]


def test_json_ld_expands_without_a_connection_and_names_every_event_and_claim(record, tmp_path):
    pyld = pytest.importorskip("pyld")

    def refused(*_: object) -> None:
        raise AssertionError("a remote context was asked for")

    pyld.jsonld.set_document_loader(refused)
    nodes = pyld.jsonld.expand(json.loads(exported(record, "jsonld", tmp_path).read_text("utf-8")))
    kinds = [kind for node in nodes for kind in node["@type"]]
    assert kinds.count("https://schema.org/Event") == count(record, "events")
    assert kinds.count("https://schema.org/Claim") == count(record, "claims")
    derived = {node["@id"] for node in nodes if "http://www.w3.org/ns/prov#wasDerivedFrom" in node}
    assert {f"urn:sourceline:event:{row['event']}" for row in rows(record, "event_mentions")
            } <= derived


def test_web_annotations_point_at_their_words(record, tmp_path):
    page = json.loads(exported(record, "annotations", tmp_path).read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts = {row["article"]: row["text"] for row in rows(record, "articles")}
    texts |= {row["address"]: row["text"] for row in rows(record, "articles") if row["address"]}
    assert len(page["items"]) == sum(count(record, view)
                                     for view in ("event_mentions", "claims", "figures"))
    for one in page["items"]:
        assert one["type"] == "Annotation"
        assert one["id"].startswith("urn:")
        source = one["target"]["source"]
        text = texts[source.removeprefix("urn:sourceline:article:")]
        place, quote = one["target"]["selector"]
        assert text[place["start"]:place["end"]] == quote["exact"]
        assert text[:place["start"]].endswith(quote["prefix"])
        assert text[place["end"]:].startswith(quote["suffix"])


def test_the_calendar_is_read_by_its_library_and_every_entry_says_where_it_stands(record, tmp_path):
    icalendar = pytest.importorskip("icalendar")
    read = icalendar.Calendar.from_ical(exported(record, "ics", tmp_path).read_bytes())
    entries = {str(entry["UID"]).partition("@")[0]: entry for entry in read.walk("VEVENT")}
    dated = {row["follow_up"]: row for row in rows(record, "follow_ups")
             if row["due_from"] or row["due_to"]}
    assert entries.keys() == dated.keys()
    assert entries
    for name, entry in entries.items():
        article, start, end = str(entry["X-SOURCELINE-CITE"]).split()
        row = dated[name]
        assert (article, int(start), int(end)) == (row["article"], row["start"], row["end"])
        assert row["words"] in str(entry["DESCRIPTION"])


def test_every_entity_of_follow_the_money_refers_to_entities_that_are_there(record, tmp_path):
    lines = exported(record, "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    entities = {one["id"]: one for one in map(json.loads, lines)}
    assert len(entities) == len(lines)
    assert sum(one["schema"] == "Event" for one in entities.values()) == count(record, "events")
    for one in entities.values():
        for key in ("proof", "involved", "subject", "object"):
            assert set(one["properties"].get(key, ())) <= set(entities)


def test_the_library_of_follow_the_money_accepts_every_entity(record, tmp_path):
    ftm = pytest.importorskip("followthemoney")
    for line in exported(record, "ftm", tmp_path).read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        entity = ftm.model.get_proxy(given, cleaned=False)
        ftm.model.get(given["schema"]).validate(given)
        assert _seen(entity.to_dict()["properties"]) == _seen(given["properties"])


def _seen(properties):
    """Values without signs nobody sees, which the library takes out of every text it is given."""
    return {key: sorted("".join(sign for sign in value if unicodedata.category(sign) != "Cf")
                        for value in values) for key, values in properties.items()}


def test_the_acled_sheet_says_that_it_is_not_acleds_and_holds_only_what_is_told(record, tmp_path):
    with exported(record, "acled", tmp_path).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert lines
    told = {row["event"]: row["status"] for row in rows(record, "events")}
    for line in lines:
        assert told[line["event_id_cnty"]] in ("happened", "alleged")
        assert "not ACLED data" in line["made_by"]


def test_every_footnote_of_the_report_is_called_once_and_stands_once(record, tmp_path):
    words = exported(record, "markdown", tmp_path).read_text(encoding="utf-8")
    body, _, notes = words.partition("\n[^1]:")
    called = {part.split("]")[0] for part in body.split("[^")[1:]}
    stand = {"1", *(line[2:].split("]")[0] for line in notes.splitlines() if line[:2] == "[^")}
    assert called == stand
    assert len(stand) == count(record, "event_mentions")


CITED = re.compile(r"urn:sourceline:article:([^#]+)#char=(\d+),(\d+)")


@pytest.mark.parametrize("to", ["html", "publish", "markdown"])
def test_a_report_keeps_every_cite_with_its_place(record, tmp_path, to):
    out = exported(record, to, tmp_path)
    files = [out] if out.is_file() else sorted(out.rglob("*.html"))
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    texts = {row["article"]: row["text"] for row in rows(record, "articles")}
    told = {(row["article"], row["sentence_start"], row["sentence_end"])
            for row in rows(record, "event_mentions")}
    found = {(article, int(start), int(end)) for article, start, end in CITED.findall(words)}
    assert found == told
    shown = html.unescape(words).replace("\\", "")
    for article, start, end in found:
        assert " ".join(texts[article][start:end].split()) in shown


def test_the_acled_sheet_and_follow_the_money_quote_the_sentences_of_their_events(record, tmp_path):
    texts = {row["article"]: row["text"] for row in rows(record, "articles")}
    with exported(record, "acled", tmp_path).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            cites = re.findall(r"\[(\w+) (\d+)–(\d+)\]", line["notes"])
            told = [row for row in rows(record, "event_mentions")
                    if row["event"] == line["event_id_cnty"]]
            assert len(cites) == len(told) > 0
            for article, start, end in cites:
                assert f"“{texts[article][int(start):int(end)]}” [{article}" in line["notes"]
    lines = [json.loads(line) for line in exported(record, "ftm", tmp_path).read_text(
        encoding="utf-8").splitlines()]
    bodies = {one["id"]: one["properties"].get("bodyText", [""])[0] for one in lines}
    quoted = [(sentence, one["properties"]["proof"]) for one in lines if one["schema"] == "Event"
              for sentence in one["properties"].get("summary", ())]
    assert quoted
    for sentence, proof in quoted:
        assert any(sentence in bodies[article] for article in proof)


def test_events_of_follow_the_money_say_where_their_words_stand(record, tmp_path):
    lines = [json.loads(line) for line in exported(record, "ftm", tmp_path).read_text(
        encoding="utf-8").splitlines()]
    bodies = {one["id"]: one["properties"].get("bodyText", [""])[0] for one in lines}
    places = [place for one in lines if one["schema"] == "Event"
              for place in one["properties"].get("description", ())]
    assert len(places) == len({(row["event"], row["article"], row["start"])
                               for row in rows(record, "event_mentions")})
    for place in places:
        article, start, end, words = re.fullmatch(
            r"(article-[^#]+)#char=(\d+),(\d+) “(.*)”", place, re.DOTALL).groups()
        assert bodies[article][int(start):int(end)] == words


@pytest.mark.parametrize("to", ["html", "publish", "markdown"])
def test_pages_of_a_hostile_record_run_nothing(hostile, tmp_path, to):
    out = exported(hostile, to, tmp_path)
    files = [out] if out.is_file() else sorted(out.rglob("*.html"))
    for file in files:
        words = file.read_text(encoding="utf-8").lower()
        assert "<script" not in words.replace("\\<script", "")
        assert "javascript:" not in [part.split('"')[0] for part in words.split('href="')[1:]]
        assert "<img" not in words.replace("\\<img", "")


def test_links_inside_the_site_lead_to_files_that_are_there(record, tmp_path):
    site = exported(record, "publish", tmp_path)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= count(record, "events") + 2
    for page in pages:
        for part in page.read_text(encoding="utf-8").split('href="')[1:]:
            link = part.split('"')[0]
            assert link.startswith(("http://", "https://")) or (page.parent / link).is_file()


def test_a_place_that_is_taken_is_not_overwritten(record, tmp_path):
    out = exported(record, "geojson", tmp_path)
    with pytest.raises(BadInput, match="stands here already"):
        export_record(record, "geojson", out)


def test_an_unknown_format_is_refused_with_the_list(record, tmp_path):
    with pytest.raises(BadInput, match="geojson"):
        export_record(record, "docx", tmp_path / "out")


def test_an_export_that_fails_leaves_nothing_under_its_name(record, tmp_path, monkeypatch):
    module = importlib.import_module("sourceline.export.write")

    def broken(_: object, out: Path) -> None:
        out.write_text("half")
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(module.FORMATS, "broken", module.Format(broken, ".x", "a test"))
    with pytest.raises(RuntimeError):
        export_record(record, "broken", tmp_path / "out.x")
    assert list(tmp_path.iterdir()) == []
