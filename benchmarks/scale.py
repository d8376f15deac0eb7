"""How the rooms over a collection grow: `python -m benchmarks.scale ARTICLES FOLDER [--sizes …]`.

ARTICLES is any input of `sourceline build`; FOLDER keeps what was read and the made collections,
outside the repository. For each size a process of its own makes a collection, and another runs
`gather` and writes the record, as a build does after reading, with as many processes as
`--workers` says. Printed a room: CPU seconds of all processes, most memory while it ran (where
copies of the process helped, theirs is added whole, shared pages and all), and the exponent by
which its time grew from the size before (1 is linear); then seconds by the clock, and how much of
what was planted was found.
"""

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log
from pathlib import Path
from typing import TypeVar

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.recombine import Twins, read_pool, recombine
from sourceline import __version__
from sourceline.engine.forks import spread
from sourceline.engine.local import workers_here
from sourceline.pipeline import code_mark, gather
from sourceline.record.article import Capture
from sourceline.record.sheet import Collection
from sourceline.settings import Settings, as_json
from sourceline.shelf import Shelf
from sourceline.store.cache import Cache
from sourceline.store.open import RECORD_VERSION, open_record
from sourceline.store.write import Making, in_order_of_time, write_record

Given = TypeVar("Given")
SIZES = (1_000, 3_000, 10_000)


@dataclass
class Measured:
    """CPU seconds, seconds by the clock and most memory, in MB, by room.

    Takes: `workers`, how many processes work at a room at most.
    """

    workers: int
    seconds: dict[str, float] = field(default_factory=dict)
    clock: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, int] = field(default_factory=dict)

    def timed(self, room: str, work: Callable[[], Given]) -> Given:
        """Do a room's work and measure it."""
        _forget_peak()
        begun, hour, helped = _cpu_seconds(), time.monotonic(), _of_copies().ru_utime
        given = work()
        self.seconds[room] = round(_cpu_seconds() - begun, 2)
        self.clock[room] = round(time.monotonic() - hour, 2)
        self.megabytes[room] = _peak()
        if _of_copies().ru_utime > helped:
            self.megabytes[room] += (self.workers - 1) * _of_copies().ru_maxrss // 1024
        print(f"  {room}: {self.seconds[room]} s, {self.clock[room]} s by the clock, "
              f"{self.megabytes[room]} MB", file=sys.stderr, flush=True)
        return given


def _of_copies() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _cpu_seconds() -> float:
    copies = _of_copies()
    return time.process_time() + copies.ru_utime + copies.ru_stime


def _forget_peak() -> None:
    """Let Linux count the most memory anew; elsewhere it only ever rises."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def make(pool: Path, folder: Path, size: int) -> None:
    """Make one collection, in a process of its own so that none of its memory counts below."""
    cache = Cache(_made(folder, size))
    shelf, twins = recombine(read_pool(Path(), pool, 10**9), size, cache)
    cache.close()
    _made(folder, size).with_suffix(".msgpack").write_bytes(
        msgspec.msgpack.encode((shelf.captures, twins)))


def _made(folder: Path, size: int) -> Path:
    return folder / f"made-{size}-{code_mark()}.cache"


def measure(folder: Path, size: int, workers: int) -> dict[str, object]:
    """Run what a build runs after reading over a made collection, and check what was planted."""
    measured = Measured(workers)
    captures, twins = msgspec.msgpack.decode(
        _made(folder, size).with_suffix(".msgpack").read_bytes(),
        type=tuple[list[Capture], list[Twins]])
    cache = Cache(_made(folder, size))
    shelf = Shelf(captures, Settings(), cache)
    begun, hour = _cpu_seconds(), time.monotonic()
    collection = gather(shelf, Settings(), measured.timed, folder=folder,
                        spread=partial(spread, workers=workers))
    measured.seconds["putting aside"] = round(
        _cpu_seconds() - begun - sum(measured.seconds.values()), 2)
    measured.clock["putting aside"] = round(
        time.monotonic() - hour - sum(measured.clock.values()), 2)
    measured.megabytes["putting aside"] = _peak()
    record = folder / f"made-{size}.db"
    record.unlink(missing_ok=True)
    measured.timed("writing", lambda: _write(record, shelf, collection))
    found = planted(shelf, twins, collection)
    cache.close()
    size_mb = record.stat().st_size // 10**6
    record.unlink()
    return {"size": size, "seconds": measured.seconds, "clock": measured.clock,
            "megabytes": measured.megabytes,
            "record_mb": size_mb, "planted": found,
            "things": {"mentions": len(collection.linking.links),
                       "entities": len(collection.linking.entities),
                       "tellings": sum(len(event.members) for event in collection.events),
                       "events": len(collection.events), "copies": len(collection.copies),
                       "threads": len(collection.threads)}}


def _write(record: Path, shelf: Shelf, collection: Collection) -> None:
    connection = open_record(record, write=True)
    making = Making(RECORD_VERSION, "2033-01-01T00:00:00+00:00", __version__, as_json(Settings()),
                    "")
    write_record(connection, making,
                 shelf.to_write(in_order_of_time(shelf.captures, collection.publications)),
                 collection, [])
    connection.close()


def planted(shelf: Shelf, twins: Sequence[Twins], collection: Collection) -> dict[str, float]:
    """Say which share of the twins were found to be copies, one voice, one event, one person."""
    copied = {frozenset((one.a.article, one.b.article)) for one in collection.copies}
    voice = {article: one.id for one in collection.origins for article in one.articles}
    event = {member: one.id for one in collection.events for member in one.members}
    entity = {link.mention: link.entity for link in collection.linking.links}
    wanted = {name for twin in twins for name in (twin.one, twin.other)}
    sheets = {sheet.capture.id: sheet for sheet in shelf.some(wanted)("events", "naming")}
    events = [event[a.id] == event[b.id] for twin in twins for a, b in zip(
        sheets[twin.one].events or (), sheets[twin.other].events or (), strict=True)]
    names = [entity.get(a.id) == entity.get(b.id) for twin in twins for a, b in zip(
        *(sheets[name].naming.mentions if sheets[name].naming else ()  # type: ignore[union-attr]
          for name in (twin.one, twin.other)), strict=True) if a.id in entity]
    pairs = len(twins) or 1
    return {
        "twins": len(twins),
        "copies": sum(frozenset((t.one, t.other)) in copied for t in twins) / pairs,
        "voices": sum(voice.get(t.one) == voice.get(t.other) for t in twins) / pairs,
        "events": sum(events) / (len(events) or 1), "names": sum(names) / (len(names) or 1)}


def main() -> None:
    """Read the command line; measure each size in a process of its own; print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--pool", type=int, default=3_000, help="read at most so many articles")
    parser.add_argument("--workers", type=int, default=workers_here())
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    pool = given.folder / "pool.msgpack"
    if given.make:
        return make(pool, given.folder, given.make)
    if given.one:
        return print(json.dumps(measure(given.folder, given.one, given.workers)))
    read_pool(given.articles, pool, given.pool)
    runs = []
    again = [sys.executable, "-m", "benchmarks.scale", str(given.articles), str(given.folder),
             "--workers", str(given.workers)]
    for size in map(int, given.sizes.split(",")):
        if not _made(given.folder, size).with_suffix(".msgpack").exists():
            subprocess.run([*again, "--make", str(size)], check=True)
        done = subprocess.run([*again, "--one", str(size)], check=True, stdout=subprocess.PIPE,
                              text=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
        (given.folder / "measured.json").write_text(json.dumps(runs, indent=1), encoding="utf-8")
    _print(runs)


def _print(runs: Sequence[dict]) -> None:  # type: ignore[type-arg]
    table = Table("room", *(f"{run['size']:,}" for run in runs),
                  title="CPU seconds, most memory in MB, exponent from the size before")
    for room in runs[-1]["seconds"]:
        cells = []
        for before, run in zip([None, *runs], runs, strict=False):
            cell = f"{run['seconds'][room]:,.1f} s {run['megabytes'][room]:,} MB"
            if before and before["seconds"][room] > 0.2:
                grown = log(run["seconds"][room] / before["seconds"][room])
                cell += f" {grown / log(run['size'] / before['size']):.2f}"
            cells.append(cell)
        table.add_row(room, *cells)
    Console(width=160).print(table)
    for run in runs:
        print(f"{run['size']:,}: {sum(run['clock'].values()):,.0f} s by the clock")
        print(json.dumps({name: run[name] for name in ("size", "things", "planted", "record_mb")}))


if __name__ == "__main__":
    main()
