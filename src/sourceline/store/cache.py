"""Work already done, kept beside the record so that a killed run goes on where it stopped.

In: keys that say room, version, settings and inputs. Out: the room's result as it was written, and
the bytes of every capture, so that no run need hold a collection in memory. The file may be deleted
at any time; the next build does the work again. It stands apart from the record because a record is
handed on and its cache is not.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sourceline.errors import BrokenRecord

# A result's first byte says whether the room gave something ("+") or left the article out ("-"); it
# stands apart, so that what is left to do can be told without unpacking what is done.
_SCHEMA = """
DROP TABLE IF EXISTS cache_result;
CREATE TABLE IF NOT EXISTS cache_step (key TEXT PRIMARY KEY, mark BLOB NOT NULL,
  result BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS cache_content (id TEXT PRIMARY KEY, content BLOB NOT NULL);
"""
# Level 1 costs a fifth of the time of level 6 on readings and leaves files a tenth larger.
_LEVEL = 1


class Cache:
    """Results by key, the bytes of captures by id.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder) / "case.db.cache")
    ...     cache.keep({"k1": b"+result"})
    ...     cache.find(["k1", "k2"]), cache.marks(["k1", "k2"])
    ...     cache.close()
    ({'k1': b'+result'}, {'k1': b'+'})
    """

    def __init__(self, path: Path) -> None:
        """Open or make the file, for this process alone until it is closed or killed.

        Two builds of one record would forget each other's work before it is written.
        Refuses: a file that is no SQLite file, or that another build holds (`BrokenRecord`).
        """
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            # A power cut may cost the last seconds of work, never the file.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise BrokenRecord("another build of this record is running", where=str(path),
                                   remedy="wait until it ends, then build again") from error
            raise BrokenRecord(f"the cache of earlier work cannot be read ({error})",
                               where=str(path), remedy="delete it; it will be made anew") from error

    def find(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give the results that are there, by key; keys without one are absent."""
        wanted = list(keys)
        rows = self._connection.execute(
            f"SELECT key, mark, result FROM cache_step WHERE key IN ({_marks(wanted)})", wanted)
        return {key: mark + zlib.decompress(result) for key, mark, result in rows}

    def marks(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give the first byte of the results that are there, by key."""
        wanted = list(keys)
        return dict(self._connection.execute(
            f"SELECT key, mark FROM cache_step WHERE key IN ({_marks(wanted)})", wanted))

    def keep(self, results: Mapping[str, bytes]) -> None:
        """Write results in one transaction; a key that is there already keeps its result."""
        self._put("INSERT OR IGNORE INTO cache_step VALUES (?, ?, ?)",
                  [(key, result[:1], zlib.compress(result[1:], _LEVEL))
                   for key, result in results.items()])

    def keep_contents(self, contents: Mapping[str, bytes]) -> None:
        """Write the bytes of captures in one transaction; an id stands for its bytes."""
        self._put("INSERT OR IGNORE INTO cache_content VALUES (?, ?)",
                  [(name, zlib.compress(content, _LEVEL)) for name, content in contents.items()])

    def content(self, capture: str) -> bytes | None:
        """Give the bytes of a capture by its id, None where they were not kept."""
        row = self._connection.execute(
            "SELECT content FROM cache_content WHERE id = ?", (capture,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def has_content(self, capture: str) -> bool:
        """Tell whether the bytes of a capture are there."""
        return self._connection.execute(
            "SELECT 1 FROM cache_content WHERE id = ?", (capture,)).fetchone() is not None

    def forget_others(self, keys: Iterable[str], captures: Iterable[str]) -> None:
        """Delete every result and capture that is not named: what changed articles left behind."""
        for table, column, names in (("cache_step", "key", keys),
                                     ("cache_content", "id", captures)):
            self._connection.execute("CREATE TEMP TABLE wanted (name TEXT PRIMARY KEY)")
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)",
                                         ((name,) for name in names))
            self._connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN wanted")
            self._connection.execute("COMMIT")
            self._connection.execute("DROP TABLE wanted")

    def _put(self, statement: str, rows: Sequence[tuple[str | bytes, ...]]) -> None:
        if not rows:
            return
        self._connection.execute("BEGIN")
        self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _marks(wanted: Sequence[str]) -> str:
    return ", ".join("?" * len(wanted))
