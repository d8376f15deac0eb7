"""Documents, archives, messages, tables, feeds and web archives."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline import api
from sourceline.errors import BadInput
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.find import acquire
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.clean.text import clean_capture
from tests.acquire.made_files import (
    PAGE,
    WORDS,
    docx,
    message,
    odt,
    pdf,
    tarred,
    warc,
    zipped,
)

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Velm Post</title>
<item><title>Port closed</title><link>https://velm.example/1</link><author>Mara Dovik</author>
<pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><description>{WORDS}</description></item>
<item><title>Only a link</title><link>https://velm.example/2</link></item></channel></rss>"""


def read(tmp_path, name, content, chosen=None):
    (tmp_path / name).write_bytes(content)
    found = list(acquire([tmp_path / name], chosen))
    return ([one for one in found if isinstance(one, Capture)],
            [one for one in found if isinstance(one, Dropped)])


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", pdf(WORDS)), ("a.docx", docx(WORDS)), ("a.odt", odt(WORDS))])
def test_a_document_is_one_article_with_its_words(tmp_path, name, content):
    [capture], [] = read(tmp_path, name, content)
    assert capture.content == content
    assert clean_capture(capture).words == WORDS


def test_lines_of_a_pdf_become_sentences_again(tmp_path):
    [capture], [] = read(tmp_path, "a.pdf", pdf("The har-", "bour of Velm was closed on",
                                                "Monday after a storm."))
    assert clean_capture(capture).words == "The harbour of Velm was closed on Monday after a storm."


def test_a_document_names_its_title(tmp_path):
    [capture], [] = read(tmp_path, "a.docx", docx(WORDS, title="Port closed"))
    assert clean_capture(capture).title == "Port closed"


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("a.pdf", b"%PDF-1.7 torn", "malformed"), ("a.docx", b"PK\x03\x04", "malformed"),
    ("a.odt", zipped({"mimetype": b"x"}), "malformed"), ("a.pdf", pdf(""), "no_text")])
def test_a_document_without_words_is_dropped_with_a_reason(tmp_path, name, content, reason):
    [capture], [] = read(tmp_path, name, content)
    dropped = clean_capture(capture)
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason


@pytest.mark.parametrize(("name", "packed"), [("a.zip", zipped), ("a.tar.gz", tarred),
                                              ("a.tgz", tarred)])
def test_an_archive_gives_the_articles_inside_and_where_they_stood(tmp_path, name, packed):
    found, dropped = read(tmp_path, name, packed({
        "one.txt": WORDS.encode(), "deep/two.html": PAGE.encode(), "three.pdf": pdf(WORDS),
        "logo.png": b"\x89PNG"}))
    assert sorted(one.place for one in found) == ["deep/two.html", "one.txt", "three.pdf"]
    assert {one.path for one in found} == {name}
    [row] = dropped
    assert row.reason == "unsupported"
    assert "1 .png" in row.detail


def test_an_archive_in_an_archive_in_a_message_is_read(tmp_path):
    inner = zipped({"inner.zip": zipped({"one.txt": WORDS.encode()})})
    found, _ = read(tmp_path, "a.eml", message("See attached.", attached={"files.zip": inner}))
    assert "files.zip › inner.zip › one.txt" in [one.place for one in found]


def test_archives_end_at_a_depth(tmp_path):
    content = zipped({"one.txt": WORDS.encode()})
    for _ in range(6):
        content = zipped({"a.zip": content})
    found, dropped = read(tmp_path, "a.zip", content)
    assert found == []
    assert any("inside one another" in row.detail for row in dropped)


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to(tmp_path):
    chosen = AcquireSettings(min_unpack_limit_bytes=10_000)
    found, [row] = read(tmp_path, "a.zip", zipped({"a.txt": b"a" * 5_000_000}), chosen)
    assert found == []
    assert row.reason == "too_large"


def test_a_damaged_archive_gives_what_came_before_and_a_row(tmp_path):
    content = tarred({"one.txt": WORDS.encode(), "two.txt": bytes(range(256)) * 400})
    found, dropped = read(tmp_path, "a.tar.gz", content[:len(content) // 2])
    assert len(found) <= 1
    assert dropped
    assert dropped[-1].reason == "malformed"


def test_a_name_that_climbs_out_of_the_archive_is_only_a_name(tmp_path):
    [one], _ = read(tmp_path, "a.zip", zipped({"../../out.txt": WORDS.encode()}))
    assert one.place == "../../out.txt"
    assert not (tmp_path.parent / "out.txt").exists()


def test_a_locked_file_in_an_archive_is_told(tmp_path):
    out = io.BytesIO(zipped({"one.txt": WORDS.encode()}))
    marked = bytearray(out.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.index(mark) + place] |= 1
    found, dropped = read(tmp_path, "a.zip", bytes(marked))
    assert found == []
    assert "password" in dropped[0].detail


def test_a_message_gives_its_words_and_what_its_head_says(tmp_path):
    [one], [] = read(tmp_path, "a.eml", message(WORDS))
    assert one.content.decode().strip() == WORDS
    assert (one.declared_title, one.declared_byline) == ("Port closed", "Mara Dovik")
    assert one.declared_date.startswith("2031-03-03")


def test_a_mailbox_gives_every_message(tmp_path):
    box = b"".join(b"From mara@velm.example Mon Mar  3 10:00:00 2031\n"
                   + message(f"{WORDS} Message {n}.") + b"\n" for n in range(3))
    found, [] = read(tmp_path, "a.mbox", box)
    assert [one.place for one in found] == [f"message {n} › body.txt" for n in (1, 2, 3)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_gives_an_article_a_row(tmp_path, mark):
    head = mark.join(("Headline", "URL", "Body"))
    rows = f'{head}\nPort closed{mark}https://velm.example/1{mark}"{WORDS}\nMore."\n'
    [one], [] = read(tmp_path, "a.csv", rows.encode())
    assert (one.declared_title, one.address) == ("Port closed", "https://velm.example/1")
    assert one.place == "row 2"
    assert one.content.decode() == f"{WORDS}\nMore."


def test_a_setting_maps_the_columns_of_a_table(tmp_path):
    chosen = AcquireSettings(columns=("text=Volltext", "title=Titel"))
    [one], [] = read(tmp_path, "a.csv", f"Titel,Volltext\nPort,{WORDS!r}\n".encode(), chosen)
    assert one.declared_title == "Port"


def test_the_command_line_maps_columns_and_refuses_what_is_no_column(tmp_path):
    (tmp_path / "a.csv").write_text(f"Titel,Volltext\nPort,{WORDS!r}\n")
    assert api.dry_run([tmp_path], columns="text=Volltext,title=Titel").articles == 1
    assert api.dry_run([tmp_path]).articles == 0
    for wrong in ("Volltext", "words=Volltext", "text="):
        with pytest.raises(BadInput, match="which column"):
            api.dry_run([tmp_path], columns=wrong)


ARCHIVED = {"url": "https://velm.example/1", "title": "Port closed", "content": WORDS,
            "timestamp": datetime(2031, 3, 3, 10, 0, tzinfo=UTC)}


def archiver_csv(*rows):
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["status", "metadata", "media"])
    for said in rows:
        table.writerow(["done: success", repr(said), "[{'filename': 'a.mp4'}]"])
    return out.getvalue().encode()


def test_the_table_that_the_auto_archiver_leaves_is_read(tmp_path):
    rows = archiver_csv(ARCHIVED, {"url": "https://velm.example/2", "title": "A picture"})
    [one], [row] = read(tmp_path, "db.csv", rows)
    assert (one.address, one.declared_title) == ("https://velm.example/1", "Port closed")
    assert one.declared_date == "2031-03-03T10:00:00"
    assert one.content.decode() == WORDS
    assert row.reason == "no_text"


@pytest.mark.parametrize("cell", ["__import__('os').system('true')", "{" * 5_000, "[1]", "{'a': "])
def test_a_cell_of_that_table_that_is_no_plain_dictionary_is_not_run(tmp_path, cell):
    rows = archiver_csv(ARCHIVED).replace(repr(ARCHIVED).encode(), cell.encode())
    found, [row] = read(tmp_path, "db.csv", rows)
    assert found == []
    assert row.reason == "malformed"


def test_the_sheet_that_the_auto_archiver_fills_is_read(tmp_path):
    sheet = ("Link,Archive status,Archive location,Upload timestamp,Upload title,Text content\n"
             f'https://velm.example/1,success,x,2031-03-03T10:00:00,Port closed,"{WORDS}"\n'
             "https://velm.example/2,nothing archived,,,,\n")
    [one], [row] = read(tmp_path, "sheet.csv", sheet.encode())
    assert (one.address, one.declared_date) == ("https://velm.example/1", "2031-03-03T10:00:00")
    assert row.reason == "empty"


def test_the_result_page_of_the_auto_archiver_is_the_article_it_archived(tmp_path):
    rows = "".join(f"<tr><td>{key}</td><td><span>{value}</span></td></tr>"
                   for key, value in ARCHIVED.items())
    page = ("<!DOCTYPE html><html><body><h2>Archived media for <span>https://velm.example/1"
            "</span></h2><table class='metadata'><tr><th>key</th><th>value</th></tr>"
            f"{rows}</table><p>Made with <a href='x'>bellingcat/auto-archiver</a></p></html>")
    [one], [] = read(tmp_path, "a.html", page.encode())
    assert (one.address, one.content.decode()) == ("https://velm.example/1", WORDS)
    bare = page.replace(f"<td>content</td><td><span>{WORDS}</span></td>", "")
    [], [row] = read(tmp_path, "b.html", bare.encode())
    assert row.reason == "no_text"


def test_a_workbook_gives_an_article_a_row(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["title", "text"])
    book.active.append(["Port closed", WORDS])
    book.save(tmp_path / "made.xlsx")
    [one], [] = read(tmp_path, "a.xlsx", (tmp_path / "made.xlsx").read_bytes())
    assert one.place == "Sheet row 2"


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_a_feed_gives_an_article_an_entry_that_has_words(tmp_path, name):
    [one], [row] = read(tmp_path, name, RSS.encode())
    assert (one.outlet, one.address) == ("Velm Post", "https://velm.example/1")
    assert row.reason == "no_text"


def test_a_web_archive_gives_pages_and_counts_the_rest(tmp_path):
    content = warc(("https://velm.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
                   ("https://velm.example/a.pdf", "200 OK", "application/pdf", pdf(WORDS)),
                   ("https://velm.example/x.png", "200 OK", "image/png", b"\x89PNG"),
                   ("https://velm.example/old", "404 Not Found", "text/html", b"gone"))
    found, [row] = read(tmp_path, "a.warc.gz", content)
    assert [one.address for one in found] == ["https://velm.example/1",
                                              "https://velm.example/a.pdf"]
    assert "1 image files" in row.detail
    assert "status 404" in row.detail


def test_a_wacz_is_read_like_the_web_archive_in_it(tmp_path):
    inside = warc(("https://velm.example/1", "200 OK", "text/html", PAGE.encode()))
    found, _ = read(tmp_path, "a.wacz", zipped({"archive/data.warc.gz": inside,
                                                "pages/pages.jsonl": b'{"text": ""}\n'}))
    assert [one.place for one in found] == ["archive/data.warc.gz › record 1.html"]


def test_a_torn_web_archive_gives_what_came_before(tmp_path):
    content = warc(*[(f"https://velm.example/{n}", "200 OK", "text/html",
                      PAGE.replace("storm", f"storm {n}").encode()) for n in range(5)])
    found, dropped = read(tmp_path, "a.warc.gz", content[:-120])
    assert 1 <= len(found) < 5
    assert dropped


def test_the_same_words_in_two_carriers_are_one_article(tmp_path):
    found, [row] = read(tmp_path, "a.zip", zipped({"a.txt": WORDS.encode(),
                                                   "b.txt": WORDS.encode()}))
    assert len(found) == 1
    assert row.reason == "duplicate"


ENDINGS = [".pdf", ".docx", ".odt", ".zip", ".tar.gz", ".eml", ".mbox", ".csv", ".rss", ".warc.gz",
           ".warc", ".jsonl", ".html", ".xml"]
WHOLE = [b"", pdf(WORDS), zipped({"a.txt": b"x"}), tarred({"a.txt": b"x"}), message(WORDS),
         RSS.encode(), warc(("https://v.example", "200 OK", "text/html", b"<p>x</p>"))]


@settings(max_examples=150)
@given(st.sampled_from(ENDINGS), st.binary(max_size=400), st.data())
def test_any_bytes_under_any_ending_are_accounted_for(tmp_path_factory, ending, noise, data):
    """What is torn, glued or random gives captures or rows, never an exception."""
    whole = data.draw(st.sampled_from(WHOLE))
    cut = data.draw(st.integers(0, len(whole)))
    folder = tmp_path_factory.mktemp("noise")
    (folder / f"a{ending}").write_bytes(whole[:cut] + noise)
    found = list(acquire([folder]))
    assert found or ending == ".xml"
    for one in found:
        if isinstance(one, Capture):
            clean_capture(one)


def test_a_zip_with_a_million_names_is_cut_and_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", f"{WORDS} {number}")
    found = list(acquire([tmp_path / "a.zip"], AcquireSettings(max_archive_files=10)))
    assert sum(isinstance(one, Capture) for one in found) == 10
    assert any(isinstance(one, Dropped) and one.reason == "too_large" for one in found)
