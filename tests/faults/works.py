"""What a worker does with a poisoned article: everything but its work."""

import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

from sourceline.pipeline import ArticleTask, ArticleWork, read_article
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.find import Task, read_carrier

POISONS = ("segfault", "exit", "killed", "memory", "raise")


def poisoned_read(task: ArticleTask) -> ArticleWork:
    """Read an article; one that names a poison gets it."""
    for poison in POISONS:
        if f"poison: {poison}".encode() in task.capture.content:
            _suffer(poison)
    return read_article(task)


def _suffer(poison: str) -> None:
    if poison == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif poison == "exit":
        os._exit(7)
    elif poison == "killed":  # what the system does when memory runs out
        os.kill(os.getpid(), signal.SIGKILL)
    elif poison == "memory":
        _fill_memory()
    else:
        raise RuntimeError("a poisoned article")


def _fill_memory() -> None:
    """Ask for memory until none is given; the worker's next article gets it back."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before, held = resource.getrlimit(resource.RLIMIT_AS), []
    resource.setrlimit(resource.RLIMIT_AS, (used + 100_000_000, before[1]))
    try:
        while True:
            held.append(bytearray(10_000_000))
    finally:
        held.clear()
        resource.setrlimit(resource.RLIMIT_AS, before)


def fatal_reader(task: Task) -> Iterator[Capture | Dropped]:
    """Read a carrier; bring the process down after the first article of one that is named so."""
    for found in read_carrier(task):
        yield found
        if "fatal" in task.found.shown:
            os.kill(os.getpid(), signal.SIGSEGV)
