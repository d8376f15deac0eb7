"""What Bellingcat's auto-archiver leaves beside WARC and WACZ: its table and its result pages.

In: the cells of a row of its CSV, or the bytes of a result page. Out: an article, or why there is
none. Its sheet needs nothing here: the names of its columns are among `lines.KEYS`.

Source: the tool's own `csv_db` and `html_formatter`, as of 2025.
"""

import ast
import re
from collections.abc import Mapping
from datetime import datetime

from lxml import etree

from sourceline.rooms.acquire.source import Carried, NoArticle

_COLUMNS = {"status", "metadata", "media"}
_PAGE_MARKS = (b"Archived media for", b"auto-archiver</a>")
_NO_WORDS = NoArticle("no_text", "what was archived here has no words, only media: look at the "
                      "files, or at the web archive beside them")
# The whole text of a long thread with its answers stays far under this.
_MOST_CELL_CHARS = 2_000_000


def is_its_row(names: set[str]) -> bool:
    """Tell the table of results by its columns.

    >>> is_its_row({"status", "metadata", "media"})
    True
    """
    return names == _COLUMNS


def read_row(fields: Mapping[str, object]) -> Carried | NoArticle:
    """Read a row of the table: its metadata stand there as Python writes a dictionary."""
    said = _literal(str(fields.get("metadata", "")))
    if not isinstance(said, dict):
        return NoArticle("malformed", "the metadata of this row cannot be read: see how the table "
                         "was saved")
    return _article({str(key): value for key, value in said.items() if isinstance(value, str)})


def is_result_page(content: bytes) -> bool:
    """Tell a result page by what it says at its head and at its foot."""
    return all(mark in content for mark in _PAGE_MARKS)


def read_page(content: bytes) -> Carried | NoArticle:
    """Read the table of metadata on a result page."""
    try:
        root = etree.fromstring(content, etree.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return NoArticle("malformed", "this result page is damaged: take it from the archive again")
    said: dict[str, str] = {}
    for row in root.iterfind(".//table[@class='metadata']//tr"):
        cells = ["".join(cell.itertext()).strip() for cell in row.iterfind("td")]
        if len(cells) == 2:
            said.setdefault(cells[0], cells[1])
    return _article(said)


def _article(said: Mapping[str, str]) -> Carried | NoArticle:
    if not said.get("content", "").strip():
        return _NO_WORDS
    return Carried(text=said["content"], address=said.get("url", ""), title=said.get("title", ""),
                   date=said.get("timestamp", ""), byline=said.get("author", ""))


def _literal(cell: str) -> object:
    """Read a Python literal, moments included, without running anything; None where it is none.

    >>> _literal("{'at': datetime.datetime(2031, 3, 3, 10, 0, tzinfo=datetime.timezone.utc)}")
    {'at': '2031-03-03T10:00:00'}
    """
    if len(cell) > _MOST_CELL_CHARS:
        return None
    told = _MOMENT.sub(lambda found: repr(_moment(found.group(1))), cell)
    try:
        return ast.literal_eval(told)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


_MOMENT = re.compile(r"datetime\.datetime\((\d{1,4}(?:, \d{1,6}){2,6})"
                     r"(?:, tzinfo=[\w.()=\'+: ]{1,80}?)?\)(?=[,}\])])")


def _moment(numbers: str) -> str:
    try:
        return datetime(*map(int, numbers.split(", "))).isoformat()  # type: ignore[arg-type]
    except ValueError:
        return ""
