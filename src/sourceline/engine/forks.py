"""Run parts of a room's work over the collection in copies of this process, side by side.

In: a function and its parts. Out: what it gives for each, in their order. A copy sees all that this
process holds without it being sent anywhere; only what it finds is. A copy that dies or hangs costs
nothing: its parts are done here (docs/decisions/0011-copies-for-the-rooms-over-the-collection.md).
"""

import os
import pickle
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

# A copy that gives nothing for this many times what the longest part took here, and at least for so
# many seconds, is taken for one that hangs.
_PATIENCE, _LEAST_S = 20.0, 120.0
# What a copy found is written behind its length.
_SIZE = struct.Struct("<Q")
_MOST_READ = 1 << 20

Part = TypeVar("Part")
Found = TypeVar("Found")


def can_fork() -> bool:
    """Tell whether this system copies processes safely: Linux does."""
    return hasattr(os, "fork") and sys.platform.startswith("linux")


def spread(work: Callable[[Part], Found], parts: Sequence[Part], workers: int) -> Iterator[Found]:
    """Run a function over parts in so many processes; what it gives comes in the parts' order.

    >>> list(spread(len, ["oak", "elm ", ""], workers=2))
    [3, 4, 0]

    Takes: `workers`, how many processes work at once, this one among them; below 2 only this one
    does. Gives: what `work` gives, which must pickle; it may raise what `work` raises.
    """
    crew = min(workers, len(parts)) if can_fork() else 1
    if crew < 2:
        yield from map(work, parts)
        return
    # Part n goes to process n modulo the crew; 0 is this one, which works while the others do.
    copies = {number: _copy(work, parts[number::crew]) for number in range(1, crew)}
    longest = 0.0
    try:
        for at, part in enumerate(parts):
            copy = copies.get(at % crew)
            begun = time.monotonic()
            if copy is None:
                found = work(part)
                longest = max(longest, time.monotonic() - begun)
            else:
                found = copy.next(work, part, max(_LEAST_S, _PATIENCE * longest))
            yield found
    finally:
        for copy in copies.values():
            copy.stop()


class _Copy:
    """A copy of this process, and the pipe its findings come through."""

    def __init__(self, pid: int, pipe: int) -> None:
        self._pid, self._pipe, self._gone = pid, pipe, False

    def next(self, work: Callable[[Part], Found], part: Part, patience_s: float) -> Found:
        """Give what the copy found in its next part; do the part here where it is gone."""
        if not self._gone:
            size = self._read(_SIZE.size, patience_s)
            written = self._read(_SIZE.unpack(size)[0], patience_s) if size else None
            if written is not None:
                found: Found = pickle.loads(written)
                return found
            self._gone = True
        return work(part)

    def _read(self, size: int, patience_s: float) -> bytes | None:
        """Give so many bytes; None where the copy ended or nothing comes for too long."""
        found = bytearray()
        while len(found) < size:
            if not select.select([self._pipe], [], [], patience_s)[0]:
                return None
            some = os.read(self._pipe, min(_MOST_READ, size - len(found)))
            if not some:
                return None
            found += some
        return bytes(found)

    def stop(self) -> None:
        """Let the copy end, whatever it still does."""
        os.close(self._pipe)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _copy(work: Callable[[Part], Found], parts: Sequence[Part]) -> _Copy:
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        # Of threads that stay behind only a progress bar's is known, and the copy writes nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(writes)
        return _Copy(pid, reads)
    # From here on nothing of this process may be written, closed or called at its end twice: the
    # copy leaves without a farewell.
    status = 1
    try:
        os.close(reads)
        with os.fdopen(writes, "wb") as pipe:
            for part in parts:
                written = pickle.dumps(work(part), protocol=pickle.HIGHEST_PROTOCOL)
                pipe.write(_SIZE.pack(len(written)) + written)
                pipe.flush()
        status = 0
    finally:
        os._exit(status)
