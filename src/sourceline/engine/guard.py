"""Run a function inside Daft, each task in a child process of ours.

In: pickled tasks by name. Out: pickled `Answer`s by name, as they end. What dies in the child costs
its task; Daft's own process and the job go on.
"""

import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sourceline.engine.local import Crew
from sourceline.engine.worker import Answer, Charge

# Parts a cluster spreads over its machines, for each worker: the slowest part is small then.
_PARTS_A_WORKER = 8


class Guard:
    """One child process that answers tasks; made where Daft runs it, on whatever machine."""

    def __init__(self, module: str, function: str, timeout_s: float) -> None:
        """Take what the child is for; it is hired with the first task."""
        self._charge = Charge((), module, function)
        self._timeout_s = timeout_s
        self._crew: Crew | None = None

    def answer(self, task: bytes) -> bytes:
        """Run one task in the child, which is replaced when it dies."""
        if self._crew is None:
            charge = Charge(tuple(sys.path), self._charge.module, self._charge.function)
            self._crew = Crew(charge, 1, self._timeout_s)
        (done,) = self._crew.run([pickle.loads(task)])
        return pickle.dumps(Answer(done.result, done.reason, done.detail))

    def __del__(self) -> None:
        """Send the child away with its guard."""
        if self._crew is not None:
            self._crew.stop()


def guarded(daft: Any, work: Callable[[Any], Any], tasks: Mapping[str, bytes], crew: int,  # noqa: ANN401
            timeout_s: float, *, spread: bool) -> Iterator[tuple[str, bytes]]:
    """Run pickled tasks through Daft.

    Takes: `crew`, how many tasks run at once; `spread` cuts the tasks into parts that go to
    different machines.
    """
    if not tasks:
        return
    kind = daft.DataType.struct({"task": daft.DataType.string(),
                                 "answer": daft.DataType.binary()})

    class Guarded:
        def __init__(self) -> None:
            self._guard = Guard(work.__module__, work.__qualname__, timeout_s)

        # One row at a time: with larger batches a small wave would go to one worker alone.
        @daft.method.batch(return_dtype=kind, batch_size=1)  # type: ignore[untyped-decorator]
        def answer(self, names: Any, tasks: Any) -> Any:  # noqa: ANN401
            from daft import Series

            return Series.from_pylist([
                {"task": name, "answer": self._guard.answer(task)}
                for name, task in zip(names.to_pylist(), tasks.to_pylist(), strict=True)])

    guards = daft.cls(max_concurrency=crew)(Guarded)()
    frame = daft.from_pydict({"name": list(tasks), "task": list(tasks.values())})
    if spread:
        frame = frame.into_partitions(max(1, min(len(tasks), crew * _PARTS_A_WORKER)))
    done = frame.select(guards.answer(frame["name"], frame["task"]).alias("done"))
    for batch in done.to_arrow_iter(results_buffer_size=None):
        for row in batch.column(0).to_pylist():
            yield row["task"], row["answer"]
