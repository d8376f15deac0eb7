import gzip
import json
import os
from pathlib import Path

import pytest

from sourceline.errors import BadInput
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.find import acquire, survey
from sourceline.rooms.acquire.settings import AcquireSettings

GOOD = "The port of Velm was closed on Monday after a storm, the harbour master said."


def captures(*paths, settings=None):
    return [found for found in acquire(paths, settings) if isinstance(found, Capture)]


def drops(*paths, settings=None):
    return [found for found in acquire(paths, settings) if isinstance(found, Dropped)]


def reasons(*paths, settings=None):
    return {Path(row.path).name: row.reason for row in drops(*paths, settings=settings)}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "pages"
    root.mkdir()
    (root / "port.txt").write_text(GOOD)
    return root


def test_a_folder_gives_its_files_in_the_order_of_their_names(folder):
    (folder / "a").mkdir()
    (folder / "a" / "inner.txt").write_text(GOOD + " A second storm is expected.")
    (folder / "z.html").write_text(f"<html><p>{GOOD}</p></html>")
    assert [found.path for found in captures(folder)] == [
        "pages/a/inner.txt", "pages/port.txt", "pages/z.html"]


def test_the_order_of_the_inputs_changes_nothing(folder, tmp_path):
    other = tmp_path / "more"
    other.mkdir()
    (other / "port.txt").write_text(GOOD)
    (other / "ferry.txt").write_text(GOOD + " The ferry waits.")
    assert list(acquire([folder, other])) == list(acquire([other, folder]))


def test_an_id_comes_from_the_content_and_not_from_the_path(folder, tmp_path):
    [one] = captures(folder)
    moved = tmp_path / "elsewhere.txt"
    moved.write_text(GOOD)
    assert [found.id for found in captures(moved)] == [one.id]


def test_the_same_bytes_twice_give_a_row_that_names_the_first(folder):
    (folder / "port copy.txt").write_text(GOOD)
    [row] = drops(folder)
    assert (row.reason, row.path) == ("duplicate", "pages/port.txt")
    assert "pages/port copy.txt" in row.detail


def test_a_missing_input_is_refused_before_anything_is_read(folder):
    with pytest.raises(BadInput, match="does not exist"):
        acquire([folder, folder / "nowhere"])


def test_ten_kinds_of_bad_file_give_ten_reasons_and_the_run_goes_on(folder):
    (folder / "empty.txt").write_text(" \n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_text("word " * 1_000)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "numbers.txt").write_text("1 22 333 4444\n" * 50)
    os.mkfifo(folder / "pipe.txt")
    (folder / "bad.jsonl").write_text('{"text": "It rained."\n[1, 2]\n')
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(b'{"text": "It rained."}\n')[:-9])
    found = reasons(folder, settings=AcquireSettings(max_article_bytes=4_000))
    assert found == {
        "empty.txt": "empty", "picture.txt": "binary", "noise.txt": "too_large",
        "huge.txt": "too_large", "gone.txt": "broken_link", "loop": "broken_link",
        "circle.txt": "broken_link", "report.doc": "unsupported", "numbers.txt": "not_text",
        "pipe.txt": "not_text", "bad.jsonl line 1": "malformed", "bad.jsonl line 2": "malformed",
        "torn.jsonl.gz": "malformed"}
    assert reasons(folder)["noise.txt"] == "binary"
    assert "pages/port.txt" in [capture.path for capture in captures(folder)]


def test_a_file_that_may_not_be_opened_gives_a_row(folder, monkeypatch):
    (folder / "secret.txt").write_text(GOOD + " Nobody may read this.")
    real = Path.open

    def refuse(path, *args, **kwargs):
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(folder) == {"secret.txt": "unreadable"}
    assert len(captures(folder)) == 1


def test_a_folder_that_may_not_be_listed_gives_a_row(folder, monkeypatch):
    (folder / "locked").mkdir()
    real = os.listdir

    def refuse(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert reasons(folder) == {"locked": "unreadable"}


def test_hidden_files_and_system_debris_are_passed_over(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text(GOOD)
    (folder / "Thumbs.db").write_bytes(b"\x00\x01")
    assert drops(folder) == []


def test_a_name_that_is_no_text_is_shown_with_a_mark(folder):
    path = os.fsencode(folder) + b"/sp\xe4t.txt"
    Path(os.fsdecode(path)).write_text(GOOD + " It was late.")
    assert [found.path for found in captures(folder)][-1] == "pages/sp\ufffdt.txt"


def test_each_line_is_an_article_with_what_its_carrier_says(tmp_path):
    path = tmp_path / "wire.jsonl"
    rows = [{"url": "https://bell.example/1", "source": {"name": "The Velm Bell"},
             "headline": "Port closed", "published_at": "2031-03-03",
             "authors": ["Ana Orr", "Tod Lind"], "Content": GOOD}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n")
    [found] = captures(path)
    assert (found.place, found.address, found.outlet, found.declared_title, found.declared_date,
            found.declared_byline) == ("line 1", "https://bell.example/1", "The Velm Bell",
                                       "Port closed", "2031-03-03", "Ana Orr, Tod Lind")
    assert found.content.decode() == GOOD


def test_the_same_words_from_two_outlets_are_two_captures(tmp_path):
    path = tmp_path / "wire.jsonl"
    rows = [{"outlet": outlet, "text": GOOD} for outlet in ("The Bell", "The Herald", "The Bell")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert len(captures(path)) == 2
    assert [row.path for row in drops(path)] == ["wire.jsonl line 3"]


def test_gzipped_lines_read_like_plain_lines(tmp_path):
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    line = json.dumps({"text": GOOD}).encode() + b"\n"
    plain.write_bytes(line)
    packed.write_bytes(gzip.compress(line))
    assert [found.id for found in captures(plain)] == [found.id for found in captures(packed)]


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": "x" * 3_000_000}) + "\n" + json.dumps({"text": GOOD}))
    settings = AcquireSettings(max_article_bytes=1_000)
    assert reasons(path, settings=settings) == {"wire.jsonl line 1": "too_large"}
    assert [found.place for found in captures(path, settings=settings)] == ["line 2"]


def test_a_small_file_that_unpacks_without_end_is_stopped(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"x" * 5_000_000))
    settings = AcquireSettings(max_article_bytes=1_000, min_unpack_limit_bytes=1_000_000,
                               max_unpack_ratio=1)
    assert {row.reason for row in drops(path, settings=settings)} == {"too_large"}


def test_deeply_nested_json_is_malformed_and_not_a_crash(tmp_path):
    path = tmp_path / "deep.jsonl"
    path.write_text("[" * 200_000 + "\n" + '{"text": "\\ud800 It rained."}\n')
    assert next(row.reason for row in drops(path)) == "malformed"


def test_markup_in_a_line_is_a_page(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"body": f"<p>{GOOD}</p><p>More</p><p>Still</p>"}))
    assert captures(path)[0].media == "text/html"


def test_a_survey_counts_what_a_run_would_take_in(folder):
    (folder / "empty.txt").write_text("")
    seen = survey([folder])
    assert (seen.articles, seen.content_bytes, seen.dropped) == (1, len(GOOD), (("empty", 1),))
