"""Work already done, kept beside the record so that a killed run goes on where it stopped.

In: keys that say room, version, settings and inputs. Out: the room's result as it was written.
The file may be deleted at any time; the next build does the work again. It stands apart from
the record because a record is handed on and its cache is not.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from sourceline.errors import BrokenRecord

_SCHEMA = "CREATE TABLE IF NOT EXISTS cache_result (key TEXT PRIMARY KEY, result BLOB NOT NULL)"
# Level 1 costs a fifth of the time of level 6 on readings and leaves files a tenth larger.
_LEVEL = 1


class Cache:
    """Results by key.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder) / "case.db.cache")
    ...     cache.keep({"k1": b"result"})
    ...     cache.find(["k1", "k2"])
    ...     cache.close()
    {'k1': b'result'}
    """

    def __init__(self, path: Path) -> None:
        """Open or make the file. Refuses a file that is no SQLite file (`BrokenRecord`)."""
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            # A power cut may cost the last seconds of work, never the file.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise BrokenRecord(f"the cache of earlier work cannot be read ({error})",
                               where=str(path), remedy="delete it; it will be made anew") from error

    def find(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Give the results that are there, by key; keys without one are absent."""
        found: dict[str, bytes] = {}
        for key in keys:
            row = self._connection.execute(
                "SELECT result FROM cache_result WHERE key = ?", (key,)).fetchone()
            if row:
                found[key] = zlib.decompress(row[0])
        return found

    def keep(self, results: Mapping[str, bytes]) -> None:
        """Write results in one transaction; a key that is there already keeps its result."""
        if not results:
            return
        rows = [(key, zlib.compress(result, _LEVEL)) for key, result in results.items()]
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR IGNORE INTO cache_result VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")

    def forget_others(self, keys: Iterable[str]) -> None:
        """Delete every result whose key is not named: what changed articles left behind."""
        self._connection.execute("CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY)")
        self._connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)",
                                     ((key,) for key in keys))
        self._connection.execute("DELETE FROM cache_result WHERE key NOT IN wanted")
        self._connection.execute("DROP TABLE wanted")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
