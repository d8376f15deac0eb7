"""Lists of addresses: a text file, a table, a feed, a sitemap.

In: words or bytes. Out: addresses of pages, and of further lists.
"""

import csv
import zlib

import feedparser
from lxml import etree

from sourceline.rooms.acquire.lines import KEYS


def read_lines_of(words: str) -> list[str]:
    """Read a text file of addresses, one a line, # comments.

    >>> read_lines_of("https://a.example/1\\n# later\\n\\nhttps://a.example/2 # the reply")
    ['https://a.example/1', 'https://a.example/2']
    """
    lines = (line.split(" #")[0].strip() for line in words.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_addresses(words: str) -> list[str]:
    """Read addresses out of a text file, or out of a table's column of addresses.

    >>> read_addresses("Link,Archive status\\nhttps://a.example/1,done\\n")
    ['https://a.example/1']
    """
    lines = words.lstrip("\ufeff").splitlines()
    mark = "\t" if "\t" in "".join(lines[:1]) else ";" if ";" in "".join(lines[:1]) else ","
    names = [name.strip().lower() for name in next(csv.reader(lines[:1], delimiter=mark), [])]
    column = next((names.index(key) for key in KEYS["address"] if key in names), None)
    if column is None:
        return read_lines_of(words)
    rows = csv.reader(lines[1:], delimiter=mark)
    cells = [row[column].strip() for row in rows if len(row) > column]
    return [cell for cell in cells if cell.startswith(("http://", "https://"))]


def read_list(content: bytes, max_bytes: int = 50_000_000) -> tuple[list[str], list[str]]:
    """Give the pages and the further lists that a feed or sitemap names, gzipped or not.

    >>> read_list(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")
    (['https://a.example/1'], [])
    """
    content = _unpacked(content, max_bytes)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = etree.QName(root).localname if root is not None and isinstance(root.tag, str) else ""
    if kind in ("urlset", "sitemapindex"):
        places = [(one.text or "").strip() for one in root.iter("{*}loc")]
        named = [place for place in places if place.startswith(("http://", "https://"))]
        return ([], named) if kind == "sitemapindex" else (named, [])
    feed = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    return [str(one.link) for one in feed.entries if one.get("link")], []


def _unpacked(content: bytes, max_bytes: int) -> bytes:
    """Unpack a gzipped list, no further than its bound; a torn one gives what is whole."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(wbits=31).decompress(content, max_bytes)
    except zlib.error:
        return b""
