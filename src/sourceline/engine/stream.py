"""A child process that gives many things for one task: what dies there costs the rest of one task.

In: a function that a fresh process can import, and tasks. Out: what the function yields, one after
the other; the child waits while nobody takes them. Used where a file of many articles is read by
parsers that hostile bytes can crash.
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, TypeVar

from sourceline.engine.local import Child, start_child

Thing = TypeVar("Thing")
_ONE, _END = "one", "end"
# A child that says nothing for so long hangs. Wide: on a busy machine it may merely wait its turn,
# and what takes long by its own work is stopped by the function.
SILENT_S = 900.0


class Stream:
    """One child that is hired with the first task, and replaced when it dies."""

    def __init__(self, silent_s: float = SILENT_S) -> None:
        """Take how long a child may say nothing."""
        self._silent_s = silent_s
        self._child: Child | None = None

    def run(self, work: Callable[[Any], Iterator[Thing]], task: object) -> Iterator[Thing]:
        """Give what the function yields for a task.

        Takes: a function at the top level of an importable module; task and things must pickle.
        Refuses: to go on where the child died or hangs (`ChildProcessError` says how).
        """
        child = self._child = self._child or start_child("sourceline.engine.stream")
        whole = False
        try:
            child.line.send((sys.path, work.__module__, work.__qualname__, task))
            while (thing := self._next(child))[0] == _ONE:
                yield thing[1]
            whole = True
        finally:
            # Whoever stops listening leaves a child that is still talking.
            if not whole:
                self.close()

    def _next(self, child: Child) -> tuple[str, Any]:
        try:
            if not child.line.poll(self._silent_s):
                raise ChildProcessError(f"no word for {self._silent_s:g} s")
            said: tuple[str, Any] = child.line.recv()
        except (EOFError, ConnectionError) as error:
            code = child.process.wait()
            raise ChildProcessError(f"it died, exit {code}") from error
        return said

    def close(self) -> None:
        """Send the child away."""
        if self._child is not None:
            self._child.process.kill()
            self._child.process.wait()
            self._child.line.close()
            self._child = None

    def __enter__(self) -> "Stream":
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Send the child away."""
        self.close()


def serve(line: Connection) -> None:
    """Do task after task until the parent hangs up; a parent that was killed hangs up too."""
    while True:
        try:
            path, module, function, task = line.recv()
            sys.path[:] = path
            for thing in getattr(importlib.import_module(module), function)(task):
                line.send((_ONE, thing))
            line.send((_END, None))
        except (EOFError, BrokenPipeError):
            return


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
