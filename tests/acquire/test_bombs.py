"""Bombs: each is refused with a reason, costs itself alone, and reads nothing that is not its own.

Nothing here measures time: a limit that does not hold makes its test run on until it is ended.
"""

import gzip

import pytest

from sourceline import api
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.clean.text import clean_capture
from tests.acquire.made_bombs import (
    ODF,
    cell,
    feed,
    laughs,
    linked_tar,
    looping_form_pdf,
    looping_pdf,
    lying_zip,
    many_pages_pdf,
    nested_zips,
    object_stream_pdf,
    odt_of,
    outside,
    overlapping_zip,
    packed_pdf,
    sparse_tar,
    workbook,
)
from tests.acquire.made_files import WORDS, docx, message, warc, zipped
from tests.acquire.test_carriers import read

LOW = AcquireSettings(min_unpack_limit_bytes=1_000_000)


def outcome(tmp_path, name, content) -> Dropped:
    """Read a document whose bytes are taken in and whose words are refused."""
    [capture], [] = read(tmp_path, name, content)
    dropped = clean_capture(capture)
    assert isinstance(dropped, Dropped)
    return dropped


def test_xml_that_grows_is_refused_in_a_document_and_not_grown_in_a_feed(tmp_path):
    body = f'<office xmlns:text="{ODF}"><text:p>&a8;</text:p></office>'
    assert outcome(tmp_path, "a.odt", odt_of(laughs(body))).reason == "malformed"
    found, _ = read(tmp_path, "a.rss", laughs(feed("The port. &a8;")))
    assert all(len(one.content) < 10_000 for one in found)
    found, _ = read(tmp_path, "a.html", laughs("<html><body><p>The port. &a8;</p></body></html>"))
    assert all(len(clean_capture(one).captured) < 10_000 for one in found)


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.html", "a.odt"])
def test_xml_that_names_another_file_does_not_get_it(tmp_path, name):
    secret = tmp_path / "secret"
    secret.write_text("Ilo Venn hides in Tarsk")
    body = f'<office xmlns:text="{ODF}"><text:p>The port &x; shut.</text:p></office>'
    made = {"a.html": outside(str(secret), "<html><p>The port &x; shut.</p></html>"),
            "a.odt": odt_of(outside(str(secret), body))}
    found, _ = read(tmp_path, name, made.get(name, outside(str(secret), feed("The port &x;."))))
    assert found
    for one in found:
        text = clean_capture(one)
        assert isinstance(text, Dropped) or "Tarsk" not in text.captured


@pytest.mark.parametrize(("content", "reason"), [
    (looping_pdf(), "malformed"), (looping_form_pdf(), "no_text"), (packed_pdf(1), "malformed"),
    (packed_pdf(3), "malformed"), (object_stream_pdf(), "malformed"),
    (many_pages_pdf(5_000), "too_large"), (many_pages_pdf(200_000), "malformed")])
def test_a_pdf_that_goes_in_circles_or_grows_is_refused(tmp_path, content, reason):
    assert outcome(tmp_path, "a.pdf", content).reason == reason


def test_a_document_that_grows_a_hundred_times_is_refused(tmp_path):
    small = docx(WORDS)
    assert "100" not in outcome(tmp_path, "small.docx", small[:200]).detail
    held = {"word/document.xml": b"<w:p/>" * 10_000_000}
    assert outcome(tmp_path, "a.docx", zipped(held)).reason == "too_large"


def test_a_zip_that_names_the_same_bytes_again_and_again_ends_at_its_limit(tmp_path):
    content = overlapping_zip(b"The port of Velm. " * 10_000, times=2_000)
    found, rows = read(tmp_path, "a.zip", content, LOW)
    assert len(found) == 1
    assert rows[-1].reason == "too_large"


def test_a_zip_whose_file_is_longer_than_it_says_is_damaged(tmp_path):
    found, [row] = read(tmp_path, "a.zip", lying_zip(b"The port of Velm. " * 500_000, 1_000))
    assert found == []
    assert row.reason == "malformed"


def test_archives_in_archives_share_one_limit(tmp_path):
    inner = zipped({"a.txt": f"{WORDS} ".encode() * 2_000})
    content = nested_zips(inner, wide=30, deep=2)
    _, rows = read(tmp_path, "a.zip", content, LOW)
    assert [row.reason for row in rows].count("too_large") >= 1
    assert "unpacks to more than" in " ".join(row.detail for row in rows)
    assert len(rows) < 100


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path):
    (tmp_path / "secret").write_text("Ilo Venn hides in Tarsk")
    found, [row] = read(tmp_path, "a.tar", linked_tar(str(tmp_path / "secret")))
    assert found == []
    assert row.reason == "empty"


def test_a_sparse_file_in_a_tar_is_as_long_as_it_says(tmp_path):
    found, [row] = read(tmp_path, "a.tar", sparse_tar(10**13))
    assert found == []
    assert row.reason == "too_large"


def test_a_web_archive_that_grows_ends_at_its_limit(tmp_path):
    pages = [(f"https://velm.example/{n}", "200 OK", "text/html",
              f"<p>{WORDS} {n}</p>".encode() * 3_000) for n in range(12)]
    found, rows = read(tmp_path, "a.warc.gz", warc(*pages), LOW)
    assert 0 < len(found) < 12
    assert [row.reason for row in rows] == ["too_large"]


def test_gzipped_lines_that_grow_end_at_their_limit(tmp_path):
    packed = gzip.compress(b'{"text": "The port of Velm"}\n' * 200_000)
    _, rows = read(tmp_path, "a.jsonl.gz", packed, AcquireSettings(
        min_unpack_limit_bytes=1_000_000, max_unpack_ratio=1))
    assert rows[-1].reason == "too_large"


def test_a_sheet_that_says_it_is_as_large_as_can_be_is_as_large_as_it_is(tmp_path):
    rows = (f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", WORDS)}</row>'
            f'<row r="1048576">{cell("A1048576", f"{WORDS} Late.")}</row>')
    found, [] = read(tmp_path, "a.xlsx", workbook(rows, "A1:XFD1048576"))
    assert [one.place for one in found] == ["S row 2", "S row 1048576"]


def test_a_sheet_of_very_many_empty_rows_is_empty(tmp_path):
    empty = "".join(f'<row r="{n}"/>' for n in range(2, 100_000))
    content = workbook(f'<row r="1">{cell("A1", "text")}</row>{empty}', "A1:A100000")
    found, [row] = read(tmp_path, "a.xlsx", content)
    assert found == []
    assert row.reason == "empty"


def test_a_workbook_that_grows_is_refused_before_it_is_read(tmp_path):
    content = workbook(f'<row r="1">{cell("A1", "a" * 5_000_000)}</row>', "A1")
    _, [row] = read(tmp_path, "a.xlsx", content, LOW)
    assert row.reason == "too_large"


def test_a_message_of_messages_without_end_is_accounted_for(tmp_path):
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                    for n in range(5_000))
    found, rows = read(tmp_path, "a.eml", deep)
    assert found or rows


def test_a_carrier_that_takes_too_long_ends_with_a_row(tmp_path):
    lines = b"".join(b'{"text": "The port of Velm, day %d"}\n' % n for n in range(1_000))
    chosen = AcquireSettings(max_file_s=0.0, min_bytes_per_s=10**12)
    found, [row] = read(tmp_path, "a.jsonl", lines, chosen)
    assert len(found) < 1_000
    assert (row.reason, "seconds" in row.detail) == ("too_large", True)


HOSTILE = {
    "one.txt": b"a" * 19_000_000, "unspaced.txt": b"abcdefghij" * 100_000,
    "nested.html": b"<html><body>" + b"<div>" * 100_000 + WORDS.encode() + b"</div>" * 100_000,
    "inline.html": b"<html><body>" + b"<b><i>" * 50_000 + WORDS.encode(),
    "spaces.txt": b"The port" + b" " * 2_000_000 + b"was closed.",
    "dots.txt": WORDS.encode() + b"." * 300_000, "quotes.txt": WORDS.encode() + b'"' * 100_000,
    "commas.txt": WORDS.encode() + b" and, the port," * 2_000,
    "attributes.html": b"<html><p " + b"a=b " * 300_000 + b">" + WORDS.encode(),
    "opened.html": b"<html><p>" + WORDS.encode() + b"<" * 300_000,
    "linked.html": b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>"
    + WORDS.encode(),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A record of hostile texts and one good one, each with few seconds in its worker."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(WORDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sourceline.build.TIMEOUT_S", 8.0)
        api.build([folder], folder / "case.db", workers=2)
    return folder / "case.db"


def places(record, view):
    return {str(row.values[row.names.index("path")]).rpartition("/")[2]
            for row in api.show(record, view, limit=1_000)}


@pytest.mark.parametrize("name", [*HOSTILE, "good.txt"])
def test_a_hostile_text_is_an_article_or_an_outcome(hostile, name):
    assert name in places(hostile, "articles") | places(hostile, "outcomes")


def test_the_good_text_beside_hostile_ones_is_read(hostile):
    assert "good.txt" in places(hostile, "articles")
    assert api.check(hostile) == ()


def test_an_attached_bomb_shares_the_limit_of_its_message(tmp_path):
    bomb = zipped({f"{n}.txt": b"The port of Velm. " * 50_000 for n in range(5)})
    found, rows = read(tmp_path, "a.eml", message(WORDS, attached={"a.zip": bomb}), LOW)
    assert all(isinstance(one, Capture) for one in found)
    assert "too_large" in [row.reason for row in rows]
