"""A worker process: answers tasks from its parent until the parent hangs up.

In: a file descriptor of a connection, given on the command line; through it first what to import,
then tasks. Out: results through the same connection. Run by `engine/local.py`, never by hand.
"""

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from sourceline.errors import place_of


@dataclass(frozen=True)
class Charge:
    """What a worker is hired for: where to look for modules, and the function to run."""

    path: tuple[str, ...]
    module: str
    function: str


@dataclass(frozen=True)
class Answer:
    """A task's result, or the reason there is none."""

    result: Any
    reason: str = ""
    detail: str = ""


def attempt(work: Callable[[Any], Any], task: object) -> Answer:
    """Run one task; a broad `except` stands here, so that one article costs only itself."""
    try:
        return Answer(work(task))
    except MemoryError:
        return Answer(None, "memory", "the worker ran out of memory")
    except Exception as error:
        return Answer(None, type(error).__name__, f"{error} (at {place_of(error)})")


def serve(line: Connection) -> None:
    """Answer tasks until the parent hangs up; a parent that was killed hangs up too."""
    charge: Charge = line.recv()
    sys.path[:] = charge.path
    work = getattr(importlib.import_module(charge.module), charge.function)
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        line.send(attempt(work, task))


if __name__ == "__main__":
    # Pickled types must have one home: run as `__main__`, `Charge` and `Answer` would have two.
    from sourceline.engine.worker import serve as _serve

    _serve(Connection(int(sys.argv[1])))
