"""Nothing is handed on when a protected name is left in it, in whatever part of whatever format."""

import importlib
import json
import zipfile

import pytest

from sourceline.errors import BadInput
from sourceline.export.leaks import refuse_leaks
from sourceline.export.names import Protected
from sourceline.export.write import FORMATS, Format, export_record

VENN = [Protected("Ilo Venn", "Person A")]


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("Ilo Venn\nTomas Reyl\n", encoding="utf-8")
    return path


def _in_text(out):
    file = out if out.is_file() else next(p for p in sorted(out.rglob("*")) if p.is_file())
    with file.open("a", encoding="utf-8") as opened:
        opened.write("\nseen with Ilo Venn\n")


def _in_workbook(out):
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("docProps/custom.xml", "<property>ilo venn</property>")


def _in_parquet_words(out):
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    parquet.write_table(arrow.table({"words": ["all is well", "ILO-VENN was there"]}),
                        out / "extra.parquet", compression="zstd")


def _in_parquet_metadata(out):
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    table = arrow.table({"words": ["all is well"]}).replace_schema_metadata({"by": "Ilo Venn"})
    parquet.write_table(table, out / "extra.parquet", compression="zstd")


PLANTED = dict.fromkeys(FORMATS, _in_text) | {"xlsx": _in_workbook, "parquet": _in_parquet_words}


def _needs(to):
    if to in ("parquet", "xlsx"):
        pytest.importorskip("pyarrow" if to == "parquet" else "openpyxl")


@pytest.mark.parametrize(("to", "plant"), [*sorted(PLANTED.items(), key=lambda one: one[0]),
                                           ("parquet", _in_parquet_metadata)])
def test_a_name_left_in_any_format_refuses_the_export(record, names, tmp_path, monkeypatch, to,
                                                      plant):
    _needs(to)
    module = importlib.import_module("sourceline.export.write")
    own = FORMATS[to]

    def leaking(connection, out):
        own.write(connection, out)
        plant(out)

    monkeypatch.setattr(module, "FORMATS", {**FORMATS, to: Format(leaking, own.ending, own.says)})
    out = tmp_path / "made" / f"out{own.ending}"
    with pytest.raises(BadInput, match="would remain"):
        export_record(record, to, out, names)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_without_a_leak_every_format_is_handed_on(record, names, tmp_path, to):
    _needs(to)
    assert export_record(record, to, tmp_path / f"out{FORMATS[to].ending}", names).exists()


@pytest.mark.parametrize("words", [
    "https://wire.example/ilo%2Dvenn", "ILO%20V%C3%89NN", "Ilo V&eacute;nn", "Ilo&nbsp;Venn",
    json.dumps("Ilo V\u00e9nn"), "DESCRIPTION:said of I\r\n lo Venn", "Il\u200bo Ve\u00adnn",
    "Ilo Venn\u2019s house", "the Ilo Venns", "\uff29\uff4c\uff4f \uff36\uff45\uff4e\uff4e"])
def test_no_way_of_writing_hides_a_name(tmp_path, words):
    file = tmp_path / "out.txt"
    file.write_bytes(f"before {words} after".encode())
    with pytest.raises(BadInput, match="would remain"):
        refuse_leaks(file, "out.txt", VENN)


def test_names_of_files_and_of_what_is_written_are_looked_at(tmp_path):
    (tmp_path / "site" / "event").mkdir(parents=True)
    (tmp_path / "site" / "event" / "ilo-venn.html").write_text("nothing here")
    with pytest.raises(BadInput, match="would remain"):
        refuse_leaks(tmp_path / "site", "site", VENN)
    (tmp_path / "plain.csv").write_text("nothing here")
    with pytest.raises(BadInput, match="would remain"):
        refuse_leaks(tmp_path / "plain.csv", "About Ilo Venn.csv", VENN)
    refuse_leaks(tmp_path / "plain.csv", "plain.csv", VENN)


def test_a_name_across_the_edge_of_two_pieces_is_found(tmp_path):
    file = tmp_path / "long.txt"
    file.write_text("x" * ((1 << 20) - 4) + " Ilo Venn")
    with pytest.raises(BadInput, match="would remain"):
        refuse_leaks(file, "long.txt", VENN)
