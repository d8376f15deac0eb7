"""The distributed engine: Daft, on this machine or on a Ray cluster.

In: tasks and a function that every worker can import. Out: `Done`, one a task, as they end. Daft
moves tasks and results; the function runs in a child process of ours on each worker, since a task
that crashes its process would end the whole job there. Tasks go out in waves of bounded size.
"""

import pickle
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sourceline.engine.guard import guarded
from sourceline.engine.local import Done, workers_here
from sourceline.engine.quiet import QUIET, load
from sourceline.engine.shards import SHARD_ROWS, Shards
from sourceline.engine.worker import Answer
from sourceline.errors import BadInput

# A wave costs seconds to start on a cluster and loads the model anew on every worker, so it is as
# large as may stand in the memory of the driver.
WAVE_TASKS = 4_000
WAVE_BYTES = 256_000_000
# A wave that breaks off, because a machine was lost, is sent again with what is left of it.
TRIES = 3


@dataclass(frozen=True)
class DaftEngine:
    """Daft with its local runner, or on the Ray cluster at an address ("ray://HOST:PORT")."""

    address: str
    workers: int | None
    timeout_s: float
    folder: Path
    open_shards: list[Shards] = field(default_factory=list)

    def over(self, work: Callable[[Any], Any], tasks: Iterable[Any],
             total: int, name_of: Callable[[Any], str]) -> Iterator[Done[Any, Any]]:
        """Give one `Done` a task; what an earlier run left in the checkpoints is not done again."""
        if not total:
            return
        daft, crew = _start(self.address)
        crew = self.workers or crew
        shards = Shards(self.folder, f"{work.__module__}.{work.__qualname__}")
        self.open_shards.append(shards)
        places = shards.index()
        waiting = iter(tasks)
        while wave := _next_wave(waiting, name_of):
            known = {name: places[name] for name in wave if name in places}
            for name, answer in shards.find(known):
                yield _done(wave.pop(name), answer)
            yield from self._wave(daft, crew, work, wave, shards)

    def finish(self) -> None:
        """Delete the checkpoints."""
        for shards in self.open_shards:
            shards.forget()

    def _wave(self, daft: Any, crew: int, work: Callable[[Any], Any],  # noqa: ANN401
              left: dict[str, bytes], shards: Shards) -> Iterator[Done[Any, Any]]:
        """Run one wave; results are written down as they come."""
        for tries in range(TRIES):
            fresh: list[tuple[str, bytes]] = []
            try:
                for name, answer in guarded(daft, work, left, crew, self.timeout_s,
                                            spread=bool(self.address)):
                    done = _done(left.pop(name), answer)
                    if done.result is not None:
                        fresh.append((name, answer))
                    yield done
                    if len(fresh) >= SHARD_ROWS:
                        shards.keep(fresh)
                        fresh = []
            except Exception as error:  # whatever a cluster raises when a machine is lost
                if tries + 1 == TRIES:
                    raise BadInput(
                        f"the distributed engine broke off ({type(error).__name__}: "
                        f"{str(error)[:300]})", where=self.address or "daft",
                        remedy="see that the cluster runs, and build again: what is done is kept"
                    ) from error
            finally:
                shards.keep(fresh)
            if not left:
                return


def _next_wave(tasks: Iterator[Any], name_of: Callable[[Any], str]) -> dict[str, bytes]:
    """Take the next tasks, as many as may wait at once."""
    wave: dict[str, bytes] = {}
    size = 0
    for task in islice(tasks, WAVE_TASKS):
        name, written = name_of(task), pickle.dumps(task)
        wave[name] = written
        size += len(written)
        if size > WAVE_BYTES:
            break
    return wave


def _done(task: bytes, answer: bytes) -> Done[Any, Any]:
    said: Answer = pickle.loads(answer)
    return Done(pickle.loads(task), said.result, said.reason, said.detail)


@cache
def _start(address: str) -> tuple[Any, int]:
    """Start Daft here, or join the cluster; say how many workers it bears.

    A process can choose its runner once.
    """
    daft = load("daft")
    if not address:
        daft.set_runner_native()
        return daft, workers_here()
    ray = load("ray")
    _knock(address)
    try:
        # As a node of the cluster: through Ray's client (its own "ray://") long waves broke off.
        ray.init(address=address.removeprefix("ray://"), runtime_env={"env_vars": QUIET},
                 log_to_driver=False)
    except Exception as error:  # ray raises its own, grpc's and the system's errors here
        raise BadInput(f"no Ray cluster answers ({str(error)[:200]})", where=address,
                       remedy="see docs/how-to/scale.md for how one starts") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return daft, max(1, int(ray.cluster_resources().get("CPU", 1)))


def _knock(address: str) -> None:
    """See that somebody listens: Ray ends the whole program where nobody does."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, ValueError) as error:
        raise BadInput(f"no Ray cluster answers ({error})", where=address,
                       remedy="see docs/how-to/scale.md for how one starts") from error
