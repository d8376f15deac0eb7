"""Worker processes on one machine, each guarded: what dies in a worker costs one task.

In: tasks and a function that a fresh process can import. Out: `Done`, one a task, as they end.
It does not order, retry or store; the caller does.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from sourceline.engine.worker import Answer, Charge, attempt

Task = TypeVar("Task")
Result = TypeVar("Result")

# How often a hanging worker is looked for; a result is taken the moment it is there.
_LOOK_S = 1.0
# A worker that was asked to end gets this long before it is killed.
_FAREWELL_S = 5.0


@dataclass(frozen=True)
class Done(Generic[Task, Result]):
    """A task and its result, or the reason there is none: "crashed", "timeout", or an error."""

    task: Task
    result: Result | None
    reason: str = ""
    detail: str = ""


def workers_here() -> int:
    """Say how many workers this machine bears: one a core."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity")
               else os.cpu_count() or 1)


def run_tasks(work: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int,
              timeout_s: float) -> Iterator[Done[Task, Result]]:
    """Run a function over tasks in worker processes.

    >>> [done.result for done in run_tasks(len, ["abc"], workers=0, timeout_s=5)]
    [3]

    Takes: a function at the top level of an importable module; tasks and results must pickle.
    `workers=0` runs in this process, without a guard (for debugging).
    Gives: one `Done` a task. A worker that dies or exceeds `timeout_s` costs its task and is
    replaced.
    """
    if workers <= 0:
        for task in tasks:
            yield _done(task, attempt(work, task))
        return
    crew = Crew(Charge(tuple(sys.path), work.__module__, work.__qualname__), workers, timeout_s)
    try:
        yield from crew.run(tasks)
    finally:
        crew.stop()


def _done(task: Any, answer: Answer) -> Done[Any, Any]:  # noqa: ANN401 (any task)
    return Done(task, answer.result, answer.reason, answer.detail)


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    line: Connection
    task: Any = None
    busy: bool = False
    since: float = 0.0


class Crew:
    """The worker processes and what each is doing.

    Each is a fresh interpreter. Forking a process that holds threads (a progress bar) can lock it
    up for ever, and `multiprocessing` runs a user's whole script again in every child unless the
    script knows to guard against it.
    """

    def __init__(self, charge: Charge, size: int, timeout_s: float) -> None:
        """Hire so many workers; each loads its function when its first task comes."""
        self._charge, self._timeout_s = charge, timeout_s
        self._crew = [self._hire() for _ in range(size)]

    def run(self, tasks: Iterable[Any]) -> Iterator[Done[Any, Any]]:
        """Give one `Done` a task; the next task is asked for only when a worker is free."""
        waiting = iter(tasks)
        more = True
        while more or any(worker.busy for worker in self._crew):
            for worker in self._crew:
                if more and not worker.busy:
                    more = self._give(worker, waiting)
            yield from self._collect()

    def stop(self) -> None:
        """Send every worker away."""
        for worker in self._crew:
            _fire(worker)

    def _give(self, worker: _Worker, waiting: Iterator[Any]) -> bool:
        try:
            task = next(waiting)
        except StopIteration:
            return False
        try:
            worker.line.send(task)
        except OSError:  # it died while idle; the task is not to blame
            self._replace(worker)
            worker.line.send(task)
        worker.task, worker.busy, worker.since = task, True, time.monotonic()
        return True

    def _collect(self) -> Iterator[Done[Any, Any]]:
        busy = [worker for worker in self._crew if worker.busy]
        ready = set(wait([worker.line for worker in busy], timeout=_LOOK_S)) if busy else set()
        for worker in busy:
            if worker.line in ready:
                yield self._receive(worker)
            elif time.monotonic() - worker.since > self._timeout_s:
                yield self._lost(worker, "timeout", f"no result after {self._timeout_s:g} s")

    def _receive(self, worker: _Worker) -> Done[Any, Any]:
        try:
            answer: Answer = worker.line.recv()
        except (EOFError, OSError):
            code = worker.process.wait(_FAREWELL_S)
            return self._lost(worker, "crashed", f"the worker died (exit {code})")
        worker.busy = False
        return _done(worker.task, answer)

    def _lost(self, worker: _Worker, reason: str, detail: str) -> Done[Any, Any]:
        self._replace(worker)
        worker.busy = False
        return Done(worker.task, None, reason, detail)

    def _replace(self, worker: _Worker) -> None:
        _fire(worker)
        fresh = self._hire()
        worker.process, worker.line = fresh.process, fresh.line

    def _hire(self) -> _Worker:
        child = start_child("sourceline.engine.worker")
        child.line.send(self._charge)
        return _Worker(child.process, child.line)


@dataclass(frozen=True)
class Child:
    """A fresh interpreter, and the line to it."""

    process: subprocess.Popen[bytes]
    line: Connection


def start_child(module: str) -> Child:
    """Start a module that talks over a line whose number it is given."""
    ours, theirs = Pipe()
    number = theirs.fileno()
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(number)], pass_fds=(number,),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)})
    theirs.close()
    return Child(process, ours)


def _fire(worker: _Worker) -> None:
    worker.line.close()
    if worker.busy:
        worker.process.kill()
    try:
        worker.process.wait(_FAREWELL_S)
    except subprocess.TimeoutExpired:
        worker.process.kill()
        worker.process.wait()
