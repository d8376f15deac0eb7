"""Run parts of a room's work over the collection in copies of this process, side by side.

In: a function and its parts. Out: what it gives for each, in their order. A copy sees all that this
process holds without it being sent anywhere; only what it finds is. A copy that dies costs nothing:
its parts are done here.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

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
    try:
        for at, part in enumerate(parts):
            number = at % crew
            yield work(part) if number == 0 else copies[number].next(work, part)
    finally:
        for copy in copies.values():
            copy.stop()


class _Copy:
    """A copy of this process, and the pipe its findings come through."""

    def __init__(self, pid: int, pipe: int) -> None:
        self._pid, self._pipe = pid, os.fdopen(pipe, "rb")

    def next(self, work: Callable[[Part], Found], part: Part) -> Found:
        """Give what the copy found in its next part; do the part here where it is gone."""
        try:
            found: Found = pickle.load(self._pipe)
        except (EOFError, pickle.UnpicklingError):
            return work(part)
        return found

    def stop(self) -> None:
        """Let the copy end, whatever it still does."""
        self._pipe.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)


def _copy(work: Callable[[Part], Found], parts: Sequence[Part]) -> _Copy:
    reads, writes = os.pipe()
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
                pickle.dump(work(part), pipe, protocol=pickle.HIGHEST_PROTOCOL)
                pipe.flush()
        status = 0
    finally:
        os._exit(status)
