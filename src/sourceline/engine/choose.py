"""Which engine runs the rooms: worker processes here, Daft here, or Daft on a Ray cluster.

In: its name as a user gives it. Out: an `Engine`. Rooms never know which one runs them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sourceline.engine.cluster import DaftEngine
from sourceline.engine.local import Done, run_tasks, workers_here
from sourceline.errors import BadInput


class Engine(Protocol):
    """Runs a function over many tasks; each costs only itself."""

    def over(self, work: Callable[[Any], Any], tasks: Iterable[Any], total: int,
             name_of: Callable[[Any], str]) -> Iterator[Done[Any, Any]]:
        """Give one `Done` a task, in any order.

        Takes: a function at the top level of an importable module, tasks that are made when they
        are asked for, how many there are, and what names a task's work for a checkpoint.
        """
        ...

    def finish(self) -> None:
        """Let go of checkpoints: every result stands elsewhere now."""
        ...


@dataclass(frozen=True)
class LocalEngine:
    """Worker processes on this machine; nothing to install or start."""

    workers: int
    timeout_s: float

    def over(self, work: Callable[[Any], Any], tasks: Iterable[Any], total: int,
             name_of: Callable[[Any], str]) -> Iterator[Done[Any, Any]]:  # noqa: ARG002
        """Give one `Done` a task; a task is made when a worker is free to take it."""
        return run_tasks(work, tasks, workers=min(self.workers, total), timeout_s=self.timeout_s)

    def finish(self) -> None:
        """Keep nothing."""


def choose_engine(name: str, workers: int | None, timeout_s: float, folder: Path) -> Engine:
    """Open an engine by its name: "local", "daft", or "ray://HOST:PORT".

    >>> choose_engine("local", 2, 120.0, Path("case.db.shards"))
    LocalEngine(workers=2, timeout_s=120.0)

    Takes: `folder`, where a distributed engine keeps checkpoints.
    Refuses: another name (`BadInput`).
    """
    if name == "local":
        return LocalEngine(workers_here() if workers is None else workers, timeout_s)
    if name == "daft" or name.startswith("ray://"):
        address = "" if name == "daft" else name
        return DaftEngine(address, workers, timeout_s, folder)
    raise BadInput("there is no such engine", where=name,
                   remedy="choose local, daft, or ray://HOST:PORT")
