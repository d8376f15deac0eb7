"""PDF and word-processor files: their words, paragraph by paragraph.

In: the bytes of a document. Out: `Pages`, its words with what it says of itself, or why it has
none. Runs in the guarded worker that reads the article: a file made to hang or to fill the memory
costs itself alone. Nothing outside the file is opened.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from sourceline.record.article import Condition, Media
from sourceline.record.outcome import DroppedReason
from sourceline.rooms.clean.scans import REMEDY, CannotRecognise, recognise_pages, recogniser
from sourceline.rooms.clean.settings import CleanSettings

# A judgment has hundreds of pages; a file of more is an archive of something.
MOST_PAGES = 3_000
# What a word-processor file may unpack to: pictures do not pack, and words pack 10 times.
MOST_UNPACKED_BYTES = 300_000_000
MOST_UNPACK_RATIO = 100
MIN_UNPACKED_BYTES = 20_000_000
# Forms inside forms of one page; a page made to go round in circles has no end of them.
_MOST_FORMS = 200
_ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_DC = "http://purl.org/dc/elements/1.1/"
# A line of a PDF that ends in a letter or comma goes on in the next; a hyphen at its end goes.
_WRAPPED = re.compile(r"(?<=[\w,;’”\"')])[ \t]*\n(?=[ \t]*[\w“\"'(])")
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


@dataclass(frozen=True)
class Pages:
    """The words of a document and what it says of itself."""

    words: str
    title: str = ""
    author: str = ""
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class NoPages:
    """Why a document gave no words."""

    reason: DroppedReason
    detail: str


def read_document(content: bytes, media: Media, settings: CleanSettings) -> Pages | NoPages:
    """Read the words of a document.

    >>> read_document(b"%PDF-1.7", "application/pdf", CleanSettings()).reason
    'malformed'
    """
    try:
        if media == "application/pdf":
            return _read_pdf(content, settings)
        most = min(MOST_UNPACKED_BYTES, max(MIN_UNPACKED_BYTES, MOST_UNPACK_RATIO * len(content)))
        if _unpacked_bytes(content) > most:
            return NoPages("too_large", f"it unpacks to more than {most:,} bytes: "
                           "save it again if you trust it")
        return _read_docx(content) if media == "application/docx" else _read_odt(content)
    except CannotRecognise as error:
        return NoPages("unreadable", f"its pages are pictures, and {error}: look at the setting "
                       "clean.scan_language and at the program")
    except (PyPdfError, PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError,
            ValueError, TypeError, AttributeError, IndexError, RecursionError,
            NotImplementedError, OSError) as error:
        return NoPages("malformed", f"this document is damaged ({str(error)[:80]}): open it in "
                       "its program and save it again")


def _read_pdf(content: bytes, settings: CleanSettings) -> Pages | NoPages:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return NoPages("unreadable", "it is locked with a password: save an open copy")
    if len(reader.pages) > MOST_PAGES:
        return NoPages("too_large", f"it has more than {MOST_PAGES:,} pages: cut it into parts")
    pages = [page.extract_text() or "" for page in reader.pages]
    scanned = [number for number, words in enumerate(pages)
               if not _has_words(words) and _has_picture(reader.pages[number])]
    conditions: tuple[Condition, ...] = ()
    if scanned and recogniser() and len(scanned) <= settings.most_scanned_pages:
        found = recognise_pages(content, scanned, settings.scan_language)
        for number, words in zip(scanned, found, strict=True):
            pages[number] = words
        conditions = ("recognised",)
    elif scanned:
        conditions = ("pages_unread",)
    words = "\n\n".join(map(_joined, pages))
    if not _has_words(words):
        return _why_no_words(len(scanned), settings)
    told = reader.metadata
    return Pages(words, str(told.title or "") if told else "",
                 str(told.author or "") if told else "", conditions)


def _has_words(words: str) -> bool:
    return any(sign.isalnum() for sign in words)


def _has_picture(page: PageObject) -> bool:
    """Tell whether a page shows a picture, directly or inside a form."""
    waiting, seen = [page.get("/Resources")], 0
    while waiting and seen < _MOST_FORMS:
        seen += 1
        resources = waiting.pop()
        shown = resources.get_object().get("/XObject") if resources is not None else None
        for one in shown.get_object().values() if shown is not None else ():
            held = one.get_object()
            if held.get("/Subtype") == "/Image":
                return True
            waiting.append(held.get("/Resources"))
    return False


def _why_no_words(scanned: int, settings: CleanSettings) -> NoPages:
    if not scanned:
        return NoPages("no_text", "no word and no picture stands on its pages: look at the file")
    if not recogniser():
        return NoPages("no_text", f"its pages are pictures without words: {REMEDY}")
    if scanned > settings.most_scanned_pages:
        return NoPages("too_large", f"{scanned} of its pages are pictures, more than "
                       f"{settings.most_scanned_pages}: let ocrmypdf write its words into the "
                       "file, or raise clean.most_scanned_pages")
    return NoPages("no_text", "its pages are pictures, and no words were recognised on them: look "
                   "at the scan, or set clean.scan_language")


def _joined(page: str) -> str:
    """Undo the line breaks of a page; a blank line and a short last line end a paragraph."""
    return _WRAPPED.sub(" ", _BROKEN_WORD.sub("", page))


def _read_docx(content: bytes) -> Pages:
    document = Document(io.BytesIO(content))
    paragraphs = [part.text for part in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = document.core_properties
    return Pages(_paragraphs([*paragraphs, *dict.fromkeys(cells)]), told.title or "",
                 told.author or "")


def _read_odt(content: bytes) -> Pages:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = _parsed(archive.read("content.xml"))
        meta = _parsed(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
    found = ("".join(part.itertext()) for part in body.iter(f"{{{_ODF_TEXT}}}p",
                                                            f"{{{_ODF_TEXT}}}h"))
    if meta is None:
        return Pages(_paragraphs(found))
    return Pages(_paragraphs(found), _first(meta, "title"), _first(meta, "creator"))


def _parsed(content: bytes) -> etree._Element:
    # Entities and addresses of a hostile file are never resolved.
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True,
                                                     load_dtd=False, huge_tree=False))


def _first(meta: etree._Element, name: str) -> str:
    return next(("".join(one.itertext()) for one in meta.iter(f"{{{_DC}}}{name}")), "")


def _paragraphs(found: Iterable[str]) -> str:
    return "\n\n".join(words.strip() for words in found if words.strip())


def _unpacked_bytes(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(one.file_size for one in archive.infolist())
