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
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from sourceline.record.article import Media
from sourceline.record.outcome import DroppedReason

# A judgment has hundreds of pages; a file of more is an archive of something.
MOST_PAGES = 3_000
# What a word-processor file may unpack to; its text is a few per cent of it.
MOST_UNPACKED_BYTES = 300_000_000
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


@dataclass(frozen=True)
class NoPages:
    """Why a document gave no words."""

    reason: DroppedReason
    detail: str


def read_document(content: bytes, media: Media) -> Pages | NoPages:
    """Read the words of a document.

    >>> read_document(b"%PDF-1.7", "application/pdf").reason
    'malformed'
    """
    try:
        if media == "application/pdf":
            return _read_pdf(content)
        if _unpacked_bytes(content) > MOST_UNPACKED_BYTES:
            return NoPages("too_large", f"it unpacks to more than {MOST_UNPACKED_BYTES:,} bytes: "
                           "save it again if you trust it")
        return _read_docx(content) if media == "application/docx" else _read_odt(content)
    except (PyPdfError, PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError,
            ValueError, TypeError, AttributeError, IndexError, RecursionError,
            NotImplementedError, OSError) as error:
        return NoPages("malformed", f"this document is damaged ({str(error)[:80]}): open it in "
                       "its program and save it again")


def _read_pdf(content: bytes) -> Pages | NoPages:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return NoPages("unreadable", "it is locked with a password: save an open copy")
    if len(reader.pages) > MOST_PAGES:
        return NoPages("too_large", f"it has more than {MOST_PAGES:,} pages: cut it into parts")
    words = "\n\n".join(_joined(page.extract_text() or "") for page in reader.pages)
    if not any(sign.isalnum() for sign in words):
        return NoPages("no_text", "its pages are pictures without words: run it through a program "
                       "that recognises text (ocrmypdf, say) and try again")
    told = reader.metadata
    return Pages(words, str(told.title or "") if told else "",
                 str(told.author or "") if told else "")


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
