"""Connections for reading one record, kept open so that a page finds what the last one read.

In: the path of a record. Out: one connection at a time to each who asks. SQLite forgets the pages
it has read when a connection closes; opened anew for each request, a large record is read from the
disk again and again. A record that is rebuilt, replaced or taken away shows at once.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from sourceline.store.open import RECORD_VERSION, open_record

# Of one connection: enough for the upper parts of all indexes of a record of 100,000 articles.
_CACHE_KB = 32_000
# More threads than this read at once seldom; further connections are closed after use.
_MOST_KEPT = 4


class Readers:
    """Lends connections that only read."""

    def __init__(self, record: Path) -> None:
        """Read this record; nothing is opened yet."""
        self._record = record
        self._kept: list[tuple[tuple[int, int], sqlite3.Connection]] = []
        self._lock = Lock()

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for the length of a `with`.

        Refuses: a missing file, or one that is no record (`BrokenRecord`).
        """
        mark = self._mark()
        connection = self._take(mark)
        try:
            yield connection
        except BaseException:
            # What is asked in the middle of an answer stays unfinished.
            connection.close()
            raise
        self._give_back(mark, connection)

    def _mark(self) -> tuple[int, int]:
        """Tell the file apart from another one put in its place."""
        with suppress(OSError):
            found = os.stat(self._record)
            return found.st_dev, found.st_ino
        return (0, 0)

    def _take(self, mark: tuple[int, int]) -> sqlite3.Connection:
        while True:
            with self._lock:
                if not self._kept:
                    break
                kept, connection = self._kept.pop()
            if kept == mark and _is_today(connection):
                return connection
            connection.close()
        connection = open_record(self._record)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        return connection

    def _give_back(self, mark: tuple[int, int], connection: sqlite3.Connection) -> None:
        # Sums an old record lacks are counted into tables of the connection; they would hide those
        # the next build makes.
        own = connection.execute("SELECT 1 FROM sqlite_temp_master LIMIT 1").fetchone()
        with self._lock:
            keep = own is None and mark != (0, 0) and len(self._kept) < _MOST_KEPT
            if keep:
                self._kept.append((mark, connection))
        if not keep:
            connection.close()


def _is_today(connection: sqlite3.Connection) -> bool:
    """Tell whether the file still has the version that was checked when it was opened."""
    with suppress(sqlite3.Error):
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found == RECORD_VERSION
    return False
