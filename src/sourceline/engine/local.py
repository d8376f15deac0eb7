"""Worker processes on one machine, each guarded: what dies in a worker costs one task.

In: tasks and a function that a fresh process can import. Out: `Done`, one a task, as they end.
It does not order, retry or store; the caller does.
"""

import multiprocessing as mp
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
Reason = str


@dataclass(frozen=True)
class Done(Generic[Task, Result]):
    """A task and its result, or the reason there is none: "crashed", "timeout", or an error."""

    task: Task
    result: Result | None
    reason: Reason = ""
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
            yield _try(work, task)
        return
    crew = _Crew(cast(Callable[[Any], Any], work), workers, timeout_s)
    try:
        yield from crew.run(tasks)
    finally:
        crew.stop()


def _try(work: Callable[[Task], Result], task: Task) -> Done[Task, Result]:
    """Run one task; the one broad `except` of the project, so that one article costs itself."""
    try:
        return Done(task, work(task))
    except MemoryError:
        return Done(task, None, "memory", "the worker ran out of memory")
    except Exception as error:
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_name}:{where.tb_lineno}" if where else "unknown place"
        return Done(task, None, type(error).__name__, f"{error} (at {place})")


def _serve(work: Callable[[Any], Any], line: Connection) -> None:
    """Answer tasks from the parent until it hangs up."""
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        done = _try(work, task)
        line.send((done.result, done.reason, done.detail))


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    task: object = None
    busy: bool = False
    since: float = 0.0


class _Crew:
    """The worker processes and what each is doing."""

    def __init__(self, work: Callable[[Any], Any], size: int, timeout_s: float) -> None:
        # Forking a process that holds threads (a progress bar) can lock it up for ever, so the
        # workers come from a clean server process where the platform has one.
        self._context: SpawnContext | ForkServerContext
        if sys.platform == "win32":
            self._context = mp.get_context("spawn")
        else:
            self._context = mp.get_context("forkserver")
            self._context.set_forkserver_preload([work.__module__])
        self._work, self._timeout_s = work, timeout_s
        self._crew = [self._hire() for _ in range(size)]

    def run(self, tasks: Iterable[Any]) -> Iterator[Done[Any, Any]]:
        waiting = iter(tasks)
        more = True
        while more or any(worker.busy for worker in self._crew):
            for worker in self._crew:
                if more and not worker.busy:
                    more = self._give(worker, waiting)
            yield from self._collect()

    def _give(self, worker: _Worker, waiting: Iterator[Any]) -> bool:
        try:
            task = next(waiting)
        except StopIteration:
            return False
        try:
            worker.line.send(task)
        except OSError:  # it died while idle; the task is not to blame
            worker.process, worker.line = _moved(worker, self._hire())
            worker.line.send(task)
        worker.task, worker.busy, worker.since = task, True, time.monotonic()
        return True

    def _collect(self) -> Iterator[Done[Any, Any]]:
        busy = [worker for worker in self._crew if worker.busy]
        if not busy:
            return
        ready = set(wait([w.line for w in busy] + [w.process.sentinel for w in busy], timeout=1.0))
        for worker in busy:
            if worker.line in ready or worker.process.sentinel in ready:
                yield self._receive(worker)
            elif time.monotonic() - worker.since > self._timeout_s:
                yield self._replace(worker, "timeout", f"no result after {self._timeout_s:g} s")

    def _receive(self, worker: _Worker) -> Done[Any, Any]:
        try:
            result, reason, detail = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            return self._replace(worker, "crashed",
                                 f"the worker died (exit {worker.process.exitcode})")
        worker.busy = False
        return Done(worker.task, result, reason, detail)

    def _replace(self, worker: _Worker, reason: Reason, detail: str) -> Done[Any, Any]:
        done: Done[Any, Any] = Done(worker.task, None, reason, detail)
        worker.process, worker.line = _moved(worker, self._hire())
        worker.busy = False
        return done

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._work, theirs), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def stop(self) -> None:
        for worker in self._crew:
            _fire(worker)


def _moved(worker: _Worker, fresh: _Worker) -> tuple[BaseProcess, Connection]:
    _fire(worker)
    return fresh.process, fresh.line


def _fire(worker: _Worker) -> None:
    worker.line.close()
    if worker.busy:
        worker.process.kill()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
