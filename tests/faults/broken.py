"""Broken files of every carrier: whole ones cut, glued, written over, made to lie about lengths.

In: what Hypothesis draws. Out: a name and bytes. `account_for` reads such a file as a build would
and says what became of it.
"""

import gzip
import json
from pathlib import Path

from hypothesis import strategies as st

from sourceline.record.article import Capture, Text
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.find import acquire
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.clean.text import clean_capture
from tests.acquire.made_bombs import cell, feed, laughs, linked_tar, looping_pdf, workbook
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

_ROWS = f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", WORDS)}</row>'
_WARC = warc(("https://velm.example/1", "200 OK", "text/html", PAGE.encode()),
             ("https://velm.example/a.pdf", "200 OK", "application/pdf", pdf(WORDS)))
_FEED = f"<?xml version='1.0'?>{feed(WORDS)}".encode()
_LINE = json.dumps({"text": WORDS, "title": "Port closed"}).encode() + b"\n"
# Every ending that acquire reads, with a whole file of its kind.
WHOLE: dict[str, bytes] = {
    "a.txt": WORDS.encode(), "a.md": WORDS.encode(), "b.txt": WORDS.encode("utf-16"),
    "a.html": PAGE.encode(), "a.xhtml": laughs(PAGE), "a.pdf": pdf(WORDS), "b.pdf": looping_pdf(),
    "a.docx": docx(WORDS, title="Port"), "a.odt": odt(WORDS), "a.jsonl": _LINE * 3,
    "a.jsonl.gz": gzip.compress(_LINE * 3), "a.csv": f"title,text\nPort,\"{WORDS}\"\n".encode(),
    "a.tsv": f"title\ttext\nPort\t{WORDS}\n".encode(), "a.xlsx": workbook(_ROWS, "A1:A2"),
    "a.rss": _FEED, "a.atom": laughs(feed("&a8;")), "a.xml": _FEED, "a.eml": message(
        WORDS, attached={"a.pdf": pdf(WORDS), "b.zip": zipped({"c.txt": b"words"})}),
    "a.mbox": b"From a@b.example Mon Mar  3 10:00:00 2031\n" + message(WORDS) + b"\n",
    "a.warc": warc(("https://velm.example/1", "200 OK", "text/html", PAGE.encode()), packed=False),
    "a.warc.gz": _WARC, "a.wacz": zipped({"archive/data.warc.gz": _WARC}),
    "a.zip": zipped({"a.txt": WORDS.encode(), "b.zip": zipped({"c.html": PAGE.encode()})}),
    "a.tar": linked_tar("/dev/zero"), "a.tar.gz": tarred({"a.txt": WORDS.encode()}),
    "a.tar.bz2": tarred({"a.txt": WORDS.encode()}, "w:bz2"),
    "a.tar.xz": tarred({"a.txt": WORDS.encode()}, "w:xz"),
}
_KINDS = ("cut", "over", "insert", "repeat", "remove", "glue", "flip")
_NUMBERS = (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"99999999999", b"-1")


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a name and a whole file of some kind, broken in one to five places."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    content = WHOLE[name if draw(st.integers(0, 9)) else draw(st.sampled_from(sorted(WHOLE)))]
    for _ in range(draw(st.integers(1, 5))):
        content = _break(draw, content)
    return name, content


def _break(draw: st.DrawFn, content: bytes) -> bytes:
    kind = draw(st.sampled_from(_KINDS))
    at = draw(st.integers(0, max(0, len(content) - 1)))
    end = min(len(content), at + draw(st.integers(1, 64)))
    noise = draw(st.one_of(st.binary(min_size=1, max_size=32), st.sampled_from(_NUMBERS)))
    if kind == "cut":
        return content[:at]
    if kind == "over":
        return content[:at] + noise + content[at + len(noise):]
    if kind == "insert":
        return content[:at] + noise + content[at:]
    if kind == "repeat":
        return content[:at] + content[at:end] * draw(st.integers(2, 200)) + content[end:]
    if kind == "remove":
        return content[:at] + content[end:]
    if kind == "glue":
        return content[:at] + WHOLE[draw(st.sampled_from(sorted(WHOLE)))]
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at:end]) + content[end:]


def account_for(path: Path) -> tuple[int, int, int]:
    """Read and clean a file: how many texts, articles left out on the way, and rows it gave."""
    texts = left_out = rows = 0
    for found in acquire([path], AcquireSettings(min_unpack_limit_bytes=20_000_000)):
        if isinstance(found, Dropped):
            assert found.detail
            rows += 1
            continue
        assert isinstance(found, Capture)
        cleaned = clean_capture(found)
        assert isinstance(cleaned, Text | Dropped)
        texts += isinstance(cleaned, Text)
        left_out += isinstance(cleaned, Dropped)
    return texts, left_out, rows
