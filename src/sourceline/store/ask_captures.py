"""The capture behind an article: what was fetched, byte for byte, and what its carrier said of it.

In: an open connection and an article. Out: the head of its capture, and the bytes where the record
keeps them. Nothing is read from the place the file once came from: it may have changed since.
"""

import hashlib
import sqlite3
import zlib

from sourceline.record.base import Written
from sourceline.store.ask import one

# More than any one file the reader takes; keeps a damaged record from filling the memory.
MOST_BYTES = 256_000_000


class CaptureHead(Written, frozen=True, kw_only=True):
    """Where a capture came from, what it is, and the hash its bytes must have."""

    article: str
    title: str
    path: str
    place: str
    address: str
    media: str
    encoding: str
    sha256: str


def ask_capture(connection: sqlite3.Connection, article: str) -> CaptureHead | None:
    """Look up the head of an article's capture."""
    return one(connection, "SELECT c.id AS article, a.title, c.path, c.place, c.address, c.media, "
               "c.encoding, c.sha256 FROM capture c JOIN article a ON a.id = c.id WHERE c.id = ?",
               (article,), CaptureHead)


def ask_bytes(connection: sqlite3.Connection, article: str) -> bytes | None:
    """Give the bytes of an article's capture; None where the record does not keep them."""
    row = connection.execute("SELECT content FROM capture WHERE id = ?", (article,)).fetchone()
    if not row or not row[0]:
        return None
    try:
        unpacked = zlib.decompressobj()
        content = unpacked.decompress(row[0], MOST_BYTES)
    except zlib.error:
        return None
    return content if unpacked.eof else None


def has_hash(content: bytes, sha256: str) -> bool:
    """Tell whether these bytes are those the record names.

    >>> has_hash(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    True
    """
    return hashlib.sha256(content).hexdigest() == sha256
