"""Scanned pages: pictures of words, drawn here, and what becomes of them with and without help."""

import hashlib
import shutil

import pytest

from sourceline.pipeline import step_keys
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.clean import documents, scans
from sourceline.rooms.clean.settings import CleanSettings
from sourceline.rooms.clean.text import clean_capture
from sourceline.settings import Settings
from tests.acquire.made_files import pdf_of_pages, scanned, stream
from tests.installing import install

LINES = ("The port of Velm was closed on 3 March 2031 after a storm in",
         "which at least 14 boats were lost, the harbour master said.")
WORDS = " ".join(LINES)


def capture(content: bytes) -> Capture:
    sha256 = hashlib.sha256(content).hexdigest()
    return Capture(id="a1", path="scan.pdf", sha256=sha256, media="application/pdf",
                   encoding="binary", content=content)


@pytest.fixture(scope="session")
def tesseract(tmp_path_factory):
    """The program, installed where it is missing and we may."""
    if shutil.which("tesseract") is None:
        install("tesseract-ocr", lambda: shutil.which("tesseract") is not None)
        scans.recogniser.cache_clear()
    assert scans.recogniser()


def test_the_words_of_a_scanned_page_are_recognised_and_marked(tesseract):
    text = clean_capture(capture(scanned(*LINES)))
    assert text.words == WORDS
    assert "recognised" in text.conditions


def test_a_speckled_page_is_smoothed_before_it_is_given_up(tesseract):
    text = clean_capture(capture(scanned(*LINES, speckles=1.0)))
    assert "harbour master" in text.words
    assert "14 boats" in text.words


def test_every_scanned_page_is_read_and_written_pages_stay_as_they_are(tesseract):
    text = clean_capture(capture(scanned(*LINES, pages=3)))
    assert text.words.count("harbour master") == 3


def test_more_scanned_pages_than_the_setting_allows_are_told(tesseract):
    dropped = clean_capture(capture(scanned(*LINES, pages=3)), CleanSettings(most_scanned_pages=2))
    assert isinstance(dropped, Dropped)
    assert dropped.reason == "too_large"
    assert "3 of its pages" in dropped.detail


def test_a_language_that_is_not_there_is_told(tesseract):
    dropped = clean_capture(capture(scanned(*LINES)), CleanSettings(scan_language="xyz"))
    assert isinstance(dropped, Dropped)
    assert "xyz" in dropped.detail


def test_without_the_extra_a_scan_is_an_outcome_that_says_what_helps(monkeypatch):
    monkeypatch.setattr(documents, "recogniser", lambda: ())
    dropped = clean_capture(capture(scanned(*LINES)))
    assert isinstance(dropped, Dropped)
    assert dropped.reason == "no_text"
    assert "sourceline[ocr]" in dropped.detail
    assert "tesseract" in dropped.detail


def test_without_the_extra_a_document_with_some_scanned_pages_says_so(monkeypatch):
    monkeypatch.setattr(documents, "recogniser", lambda: ())
    picture = stream(b"\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1",
                     "/BitsPerComponent 8 /ColorSpace /DeviceGray")
    written = stream(f"BT /F1 12 Tf 72 720 Td ({WORDS}) Tj ET".encode())
    content = pdf_of_pages(written, stream(b"612 0 0 792 0 0 cm /I1 Do"), more=(picture,),
                           resources="/Font << /F1 3 0 R >> /XObject << /I1 4 0 R >>")
    text = clean_capture(capture(content))
    assert text.words == WORDS
    # Both pages share their resources; the first has words, the second only the picture.
    assert "pages_unread" in text.conditions


def test_a_program_that_comes_later_makes_a_pdf_be_read_again_and_nothing_else(monkeypatch):
    page = Capture(id="a2", path="p.txt", sha256="", media="text/plain", encoding="utf-8",
                   content=b"x")
    scan = capture(b"%PDF")
    monkeypatch.setattr(scans, "recogniser", lambda: ())
    before = [step_keys(one, Settings()) for one in (page, scan)]
    monkeypatch.setattr(scans, "recogniser", lambda: ("tesseract 5", "pypdfium2 5"))
    after = [step_keys(one, Settings()) for one in (page, scan)]
    assert before[0] == after[0]
    assert before[1]["text"] != after[1]["text"]
