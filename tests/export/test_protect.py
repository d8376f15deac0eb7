"""A protected export holds no protected name, and every cite of it still holds."""

import json
import zipfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.errors import BadInput
from sourceline.export.names import Protected, find_protected, fold, read_names
from sourceline.export.protect import moved_text, protect
from sourceline.export.views import VIEWS, listed, rows
from sourceline.export.write import FORMATS, export_record

NAMES = "Tomas Reyl\nAlia Brandt = The spokeswoman  # chosen by a person\n"
# "Alia" stands in the word "aliases", a column; the other parts stand nowhere but in the names.
PARTS = ("tomas", "reyl", "brandt", "alia brandt")


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text(NAMES, encoding="utf-8")
    return path


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_no_file_of_any_format_holds_a_protected_name(record, names, tmp_path, to):
    if to in ("parquet", "xlsx"):
        pytest.importorskip("pyarrow" if to == "parquet" else "openpyxl")
    out = export_record(record, to, tmp_path / f"out{FORMATS[to].ending}", names)
    for file in [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file()):
        held = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as book:
                held = b"".join(book.read(name) for name in book.namelist())
        low = held.decode("utf-8", "replace").lower()
        assert not any(part in low for part in PARTS), file.name


def test_places_move_with_the_words_so_that_every_cite_holds(record, names):
    with closing(protect(record, read_names(names))) as copy:
        texts = {row["article"]: row["text"] for row in rows(copy, "articles")}
        seen = 0
        for view in ("mentions", "descriptions", "event_mentions", "roles", "claims", "figures",
                     "sentences", "follow_ups"):
            for row in rows(copy, view):
                seen += 1
                assert texts[row["article"]][row["start"]:row["end"]] == row["words"], view
        assert seen
        for row in rows(copy, "claims"):
            for part in ("speaker", "cue", "content"):
                if row[f"{part}_start"] is not None:
                    words = texts[row["article"]][row[f"{part}_start"]:row[f"{part}_end"]]
                    assert words == row[f"{part}_words"]


def test_the_same_person_has_the_same_stand_in_everywhere(record, names):
    with closing(protect(record, read_names(names))) as copy:
        said = " ".join(str(cell) for view in VIEWS for row in rows(copy, view)
                        for cell in row.values())
    assert "Person A" in said
    assert "The spokeswoman" in said


def test_what_leads_back_to_the_page_is_left_out_only_where_a_name_stood(record, names):
    named = {row["article"] for row in rows(record, "articles")
             if "Reyl" in row["text"] or "Brandt" in row["text"]}
    with closing(protect(record, read_names(names))) as copy:
        emptied = sum(row["sha256"] == "" for row in rows(copy, "articles"))
    assert 0 < emptied == len(named) < sum(1 for _ in rows(record, "articles"))


def test_ids_of_a_protected_copy_are_new_and_still_fit_together(record, names):
    old = {row["entity"] for row in rows(record, "entities")}
    with closing(protect(record, read_names(names))) as copy:
        new = {row["entity"] for row in rows(copy, "entities")}
        assert not old & new
        assert len(old) == len(new)
        assert {row["entity"] for row in rows(copy, "mentions") if row["entity"]} <= new


def test_aliases_of_a_protected_person_are_protected_too(record, tmp_path):
    person = next(row for row in rows(record, "entities")
                  if row["kind"] == "person" and listed(row["aliases"]))
    path = tmp_path / "names.txt"
    path.write_text(str(person["name"]), encoding="utf-8")
    with closing(protect(record, read_names(path))) as copy:
        held = json.dumps([list(row.values()) for view in VIEWS for row in rows(copy, view)])
    for alias in listed(person["aliases"]):
        assert alias not in held


@pytest.mark.parametrize("written", ["ILO VENN", "Ilo-Venn", "ilo%20venn", "Ilo  Vénn", "Ilo_Venn",
                                     "Ilo\u00a0Venn", "I\u0301lo Venn", "I\u200blo Ve\u00adnn",
                                     "\uff29lo Venn", "IloVenn"])
def test_a_name_is_found_however_it_is_written(written):
    whole = [(Protected("Ilo Venn", "Person A").whole, "Person A")]
    assert find_protected(f"said {written}, and", whole) == [(5, 5 + len(written), "Person A")]


@pytest.mark.parametrize(("name", "written"), [
    ("Ilo Venn", "Ilo Venns"), ("Łucja Bøe", "Lucja Boe"), ("Lucja Boe", "ŁUCJA BØE"),
    ("Анна Ветрова", "Анны Ветровой"), ("Тимур Горин", "Тимуру Гориным"),
    ("سارا ولمار", "لسارا ولمار"), ("Jo Groß", "JO GROSS"), ("Aşkın Ide", "AŞKIN İDE")])
def test_a_name_is_found_with_the_endings_a_language_gives_it(name, written):
    whole = [(Protected(name, "Person A").whole, "Person A")]
    assert find_protected(f"said {written}, and", whole) == [(5, 5 + len(written), "Person A")]


def test_a_name_that_runs_into_the_next_word_is_found():
    whole = [(Protected("Ilo Venn", "Person A", ("Venn",)).whole, "Person A")]
    assert find_protected("Then VennVenn left, #IloVennFree", whole) == [
        (5, 9, "Person A"), (9, 13, "Person A"), (21, 28, "Person A")]
    whole = [(Protected("Mara McDovik", "Person A").whole, "Person A")]
    assert find_protected("Mara McDovik and mara mcdovik", whole) == [
        (0, 12, "Person A"), (17, 29, "Person A")]


@pytest.mark.parametrize("words", ["Silo Venner", "Ilo said Venn", "Pilo Venn"])
def test_other_words_are_left_alone(words):
    whole = [(Protected("Ilo Venn", "Person A").whole, "Person A")]
    assert find_protected(words, whole) == []


def test_an_empty_file_of_names_protects_nobody_and_is_refused(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("# nobody yet\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no name to protect"):
        read_names(path)


def test_a_name_too_short_to_find_is_refused_with_its_line(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("Ilo Venn\nB.\n", encoding="utf-8")
    with pytest.raises(BadInput, match="line 2"):
        read_names(path)


def test_a_stand_in_that_holds_the_name_refuses_the_export(record, tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("Tomas Reyl = The man once called Tomas Reyl", encoding="utf-8")
    with pytest.raises(BadInput, match="would remain"):
        export_record(record, "csv", tmp_path / "out", path)
    assert not (tmp_path / "out").exists()


@given(st.text(alphabet="aé Bc\u0301ßİ.", max_size=40), st.data())
def test_a_place_and_its_words_move_together(words, data):
    places = find_protected(words, [(Protected("aBc", "Person A").whole, "Person A")])
    moved = moved_text(words, places)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    first, last = moved.move(start, end)
    assert 0 <= first <= last <= len(moved.after)
    outside = all(end <= a or b <= start for a, b, _ in places)
    if outside:
        assert moved.after[first:last] == words[start:end]


@given(st.text(max_size=60))
def test_folded_words_know_where_each_sign_stood(words):
    folded = fold(words)
    assert len(folded.places) == len(folded.words) + 1
    assert list(folded.places) == sorted(folded.places)
