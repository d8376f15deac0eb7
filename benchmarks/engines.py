"""Reading with 1, 2 and 4 workers of each engine: `python -m benchmarks.engines ARTICLES`.

ARTICLES is any input of `sourceline build`; `--articles` of it are read, each engine and number of
workers in a process of its own, nothing kept from one to the next. Printed: seconds by the clock,
CPU seconds of all processes, articles a second, and how that compares with one local worker. On
two cores four workers cannot be faster than two; what is seen is what an engine costs. A Ray
cluster is measured where its address is given (`--ray ray://HOST:PORT`).
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sourceline.engine.choose import choose_engine
from sourceline.engine.local import workers_here
from sourceline.pipeline import ArticleTask, name_task, read_article
from sourceline.record.article import Capture
from sourceline.rooms.acquire.find import acquire
from sourceline.settings import Settings

WORKERS = (1, 2, 4)
TIMEOUT_S = 120.0


def read(articles: Path, count: int, engine: str, workers: int) -> dict[str, float]:
    """Read so many articles with one engine; give how many came back and how long it took."""
    captures = islice((one for one in acquire([articles]) if isinstance(one, Capture)), count)
    tasks = [ArticleTask(capture, Settings(), {}) for capture in captures]
    with tempfile.TemporaryDirectory() as folder:
        runs = choose_engine(engine, workers, TIMEOUT_S, Path(folder) / "shards")
        begun = time.monotonic()
        done = sum(one.result is not None
                   for one in runs.over(read_article, tasks, len(tasks), name_task))
        spent = time.monotonic() - begun
        runs.finish()
    return {"read": done, "of": len(tasks), "clock": spent}


def main() -> None:
    """Measure every engine in a process of its own; print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=200)
    parser.add_argument("--ray", help="the address of a Ray cluster")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.engine:
        return print(json.dumps(read(given.articles, given.count, given.engine, given.workers)))
    table = Table("engine", "workers", "read", "clock s", "CPU s", "articles a second",
                  "of one local worker", title=f"{given.count} articles, {workers_here()} cores")
    first = 0.0
    for engine in ("local", "daft", *([given.ray] if given.ray else [])):
        for workers in WORKERS:
            before = _cpu_seconds()
            run = subprocess.run(
                [sys.executable, "-m", "benchmarks.engines", str(given.articles),
                 "--articles", str(given.count), "--engine", engine, "--workers", str(workers)],
                check=True, stdout=subprocess.PIPE, text=True)
            found = json.loads(run.stdout.splitlines()[-1])
            pace = found["read"] / found["clock"]
            first = first or pace
            table.add_row(engine, str(workers), f"{found['read']:.0f} of {found['of']:.0f}",
                          f"{found['clock']:.1f}", f"{_cpu_seconds() - before:.1f}",
                          f"{pace:.2f}", f"{pace / first:.2f}")
    Console(width=120).print(table)


def _cpu_seconds() -> float:
    """CPU seconds of the processes that have ended, their children too; not those of a cluster."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()
