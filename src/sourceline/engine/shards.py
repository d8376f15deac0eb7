"""Checkpoints of a distributed run: results in Parquet shards, named in a manifest.

In: results by the name of their task. Out: the same, after a crash of the driver. A shard is
written under another name, renamed, and only then entered in the manifest, so what the manifest
names is whole. A task's name says room, version, settings and inputs; a shard of other work is
never taken for this one's.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# Tasks of one shard; a crash of the driver costs at most this many results a worker.
SHARD_ROWS = 64

Row = tuple[str, bytes]


class Shards:
    """Results kept in a folder, for one kind of work.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shards = Shards(Path(folder), "read")
    ...     shards.keep([("a1", b"result")])
    ...     list(shards.find(shards.index())), Shards(Path(folder), "other").index()
    ([('a1', b'result')], {})
    """

    def __init__(self, folder: Path, work: str) -> None:
        """Open or make the folder. Takes: `work`, which names what is done to each task."""
        self._folder, self._work = folder, work
        self._manifest = folder / "manifest.jsonl"
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, rows: Sequence[Row]) -> None:
        """Write rows to a shard of their own."""
        if not rows:
            return
        pa, parquet = _arrow()
        name = hashlib.sha256("\x1f".join([self._work, *(row[0] for row in rows)]).encode())
        path = self._folder / f"{name.hexdigest()[:24]}.parquet"
        part = path.with_suffix(".part")
        parquet.write_table(pa.table({"task": [row[0] for row in rows],
                                      "result": pa.array([row[1] for row in rows],
                                                         pa.large_binary())}), part)
        os.replace(part, path)
        line = {"shard": path.name, "work": self._work, "rows": len(rows)}
        with self._manifest.open("a", encoding="utf-8") as manifest:
            manifest.write(json.dumps(line) + "\n")

    def index(self) -> dict[str, str]:
        """Say in which shard each task's result stands."""
        if not self._manifest.exists():
            return {}
        _, parquet = _arrow()
        entries = [_entry(line) for line in
                   self._manifest.read_text(encoding="utf-8").splitlines()]
        return {task: entry["shard"] for entry in entries if entry.get("work") == self._work
                for task in parquet.read_table(self._folder / entry["shard"],
                                               columns=["task"])["task"].to_pylist()}

    def find(self, places: Mapping[str, str]) -> Iterator[Row]:
        """Give the results of some tasks. Takes: their lines of the index."""
        _, parquet = _arrow()
        for shard in sorted(set(places.values())):
            table = parquet.read_table(self._folder / shard)
            for row in zip(table["task"].to_pylist(), table["result"].to_pylist(), strict=True):
                if row[0] in places:
                    yield row

    def forget(self) -> None:
        """Delete the folder: the results stand elsewhere now."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _entry(line: str) -> dict[str, str]:
    """Read a line of the manifest; one that a crash cut off names nothing."""
    try:
        entry: dict[str, str] = json.loads(line)
    except ValueError:
        return {}
    return entry


def _arrow() -> tuple[Any, Any]:
    import pyarrow as pa
    from pyarrow import parquet

    return pa, parquet
