"""Verify: what changed, went missing, moved or is new, on disk and inside a record."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys

import pytest

from sourceline import api
from sourceline.errors import BadInput
from tests.acquire.made_files import PAGE, WORDS, scanned, tarred, warc, zipped


def wacz(inside: bytes, said: str = "") -> bytes:
    sha256 = said or hashlib.sha256(inside).hexdigest()
    package = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{sha256}"}]}
    return zipped({"archive/data.warc.gz": inside,
                   "datapackage.json": json.dumps(package).encode()})


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("verify")
    folder = root / "pages"
    folder.mkdir()
    (folder / "port.txt").write_text(WORDS)
    (folder / "twice.txt").write_text(WORDS)
    (folder / "empty.txt").touch()
    (folder / "storm.html").write_text(PAGE.replace("storm", "flood"))
    (folder / "reports.zip").write_bytes(zipped({"a.txt": f"{WORDS} Later.".encode(),
                                                 "b.txt": f"{WORDS} Earlier.".encode()}))
    (folder / "old.tar.gz").write_bytes(tarred({"c.txt": f"{WORDS} Once.".encode()}))
    (folder / "wire.jsonl").write_text(json.dumps({"text": f"{WORDS} By wire.", "outlet": "Bell"}))
    crawl = warc(("https://velm.example/1", "200 OK", "text/html",
                  PAGE.replace("storm", "gale").encode()))
    (folder / "crawl.wacz").write_bytes(wacz(crawl))
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    api.build([folder], root / "case.db", workers=0)
    return root


@pytest.fixture
def case(built, tmp_path):
    """A copy that a test may spoil: the record and its folder."""
    shutil.copytree(built, tmp_path / "case")
    return tmp_path / "case" / "case.db", tmp_path / "case" / "pages"


def found(record, *inputs):
    return [(one.what, one.place) for one in api.verify(record, inputs)]


def test_nothing_differs_where_nothing_was_touched(case):
    record, folder = case
    assert found(record) == []
    assert found(record, folder) == []


def test_a_folder_under_another_name_is_the_same_folder(case):
    record, folder = case
    assert found(record, folder.rename(folder.with_name("renamed"))) == []


def test_what_changed_is_missing_moved_or_new_is_told(case):
    record, folder = case
    (folder / "storm.html").write_text(PAGE.replace("storm", "drought"))
    (folder / "old.tar.gz").unlink()
    (folder / "wire.jsonl").rename(folder / "cable.jsonl")
    (folder / "late.txt").write_text(f"{WORDS} It was late.")
    assert sorted(found(record, folder)) == [
        ("changed", "pages/storm.html"), ("missing", "pages/old.tar.gz c.txt"),
        ("moved", "pages/wire.jsonl line 1"), ("new", "pages/late.txt")]


def test_a_changed_member_of_an_archive_is_named(case):
    record, folder = case
    (folder / "reports.zip").write_bytes(zipped({"a.txt": f"{WORDS} Later.".encode(),
                                                 "b.txt": f"{WORDS} Never.".encode()}))
    [one] = api.verify(record, [folder])
    assert (one.what, one.place) == ("changed", "pages/reports.zip b.txt")
    assert hashlib.sha256(f"{WORDS} Never.".encode()).hexdigest() in one.detail


def test_what_a_carrier_says_is_part_of_what_is_verified(case):
    record, folder = case
    (folder / "wire.jsonl").write_text(json.dumps({"text": f"{WORDS} By wire.", "outlet": "Horn"}))
    [one] = api.verify(record, [folder])
    assert (one.what, one.place) == ("changed", "pages/wire.jsonl line 1")
    assert "outlet" in one.detail


@pytest.mark.parametrize("sql", [
    "UPDATE capture SET content = (SELECT content FROM capture WHERE path = 'pages/storm.html')",
    "UPDATE capture SET content = x'00'", "UPDATE capture SET sha256 = 'f0'",
    "UPDATE capture SET outlet = 'The Horn'",
    "UPDATE article SET text = replace(text, 'Monday', 'Sunday')",
    "UPDATE article SET captured = replace(captured, 'storm', 'fire')"])
def test_a_record_that_was_changed_by_hand_is_told(case, sql):
    record, _ = case
    with sqlite3.connect(record) as connection:
        connection.execute(sql)
    assert {what for what, _ in found(record)} == {"damaged"}


def test_a_web_archive_that_is_not_what_it_promises_is_told(case):
    record, folder = case
    page = PAGE.replace("storm", "gale").encode()
    inside = warc(("https://velm.example/1", "200 OK", "text/html", page))
    (folder / "crawl.wacz").write_bytes(wacz(inside, "0" * 64))
    assert found(record, folder) == [("damaged", "pages/crawl.wacz archive/data.warc.gz")]
    plain = warc(("https://velm.example/1", "200 OK", "text/html", page), packed=False)
    (folder / "more.warc").write_bytes(plain.replace(b"gale", b"calm"))
    assert ("damaged", "pages/more.warc record 1") in found(record, folder)


def test_a_scan_that_gave_no_text_is_not_new(tmp_path, monkeypatch):
    monkeypatch.setattr("sourceline.rooms.clean.documents.recogniser", lambda: ())
    (tmp_path / "port.txt").write_text(WORDS)
    (tmp_path / "scan.pdf").write_bytes(scanned("Port closed"))
    api.build([tmp_path / "port.txt", tmp_path / "scan.pdf"], tmp_path / "case.db", workers=0)
    assert found(tmp_path / "case.db", tmp_path / "port.txt", tmp_path / "scan.pdf") == []


def test_inputs_that_are_not_there_are_refused(case):
    record, folder = case
    with pytest.raises(BadInput):
        api.verify(record, [folder / "nowhere"])


def test_the_command_says_what_differs_and_exits_1(case):
    record, folder = case

    def run(*words):
        return subprocess.run([sys.executable, "-m", "sourceline.cli", "verify", str(record),
                               *words], capture_output=True, text=True, timeout=120)

    whole = run(str(folder))
    assert (whole.returncode, whole.stdout) == (0, "everything is as it was\n")
    (folder / "storm.html").unlink()
    missing = run(str(folder), "--json")
    assert missing.returncode == 1
    assert [one["what"] for one in json.loads(missing.stdout)] == ["missing"]
