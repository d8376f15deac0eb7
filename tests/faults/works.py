"""What a worker does with a poisoned article: everything but its work."""

import os
import resource
import signal
import time
from pathlib import Path

from sourceline.pipeline import ArticleTask, ArticleWork, read_article

POISONS = ("segfault", "exit", "killed", "hang", "memory", "raise")


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
    elif poison == "hang":
        time.sleep(3_600)
    elif poison == "memory":
        _fill_memory()
    else:
        raise RuntimeError("a poisoned article")


def _fill_memory() -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 100_000_000, resource.RLIM_INFINITY))
    held = []
    while True:
        held.append(bytearray(10_000_000))
