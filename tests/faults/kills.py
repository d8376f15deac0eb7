"""Kill -9 at random moments, again and again, and look at what is left.

In: a folder to work in, how many kills, a seed. Out: `Killed`. After every kill the record must be
whole: the one before the build, or the one after it; nothing in between, and no process left.
"""

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.made import dump, is_empty, make_collection, run_build, start_build

# How long workers may take to notice that nobody listens any more.
_FAREWELL_S = 30.0


@dataclass
class Killed:
    """What was done: kills that met a running build, builds that were done first, differences."""

    hit: int = 0
    missed: int = 0
    after_write: int = 0
    differences: list[str] = field(default_factory=list)


def kill_often(root: Path, kills: int, seed: int,
               told: Callable[[str], None] = lambda _: None) -> Killed:
    """Build one record from changing folders, killed each time; then let every build end."""
    chosen, killed = random.Random(seed), Killed()
    folders = [make_collection(root / f"articles{n}", numbers)
               for n, numbers in enumerate((range(6), range(3, 11)))]
    began = time.monotonic()
    whole = []
    for number, folder in enumerate(folders):
        code, said = run_build(folder, root / f"whole{number}.db")
        assert code == 0, said
        whole.append(dump(root / f"whole{number}.db"))
    usual_s = (time.monotonic() - began) / len(folders)
    record = root / "killed.db"
    for number in range(kills):
        if chosen.random() < 0.4:
            _forget(record)
        folder = chosen.choice(folders)
        _kill_one(folder, record, chosen.uniform(0.0, 1.1 * usual_s), chosen.random() < 0.5, killed)
        _look(record, whole, f"kill {number + 1}", killed)
        if (number + 1) % 20 == 0:
            told(f"{number + 1} builds, {killed.hit} of them killed while they ran, "
                 f"{len(killed.differences)} differences")
    for folder, expected in zip(folders, whole, strict=True):
        code, said = run_build(folder, record)
        if code or dump(record) != expected:
            killed.differences.append(f"after all kills: {folder.name} gives another record {said}")
    return killed


def _forget(record: Path) -> None:
    """Take the earlier work away, so that a build has all of it to do."""
    for ending in (".cache", ".cache-wal", ".cache-shm"):
        record.with_name(record.name + ending).unlink(missing_ok=True)


def _kill_one(folder: Path, record: Path, delay_s: float, alone: bool, killed: Killed) -> None:
    """Kill a build after a while, alone or with its workers."""
    running = start_build(folder, record, workers=2)
    try:
        running.wait(delay_s)
        killed.missed += 1
    except subprocess.TimeoutExpired:
        killed.hit += 1
        (os.kill if alone else os.killpg)(running.pid, signal.SIGKILL)
    running.communicate()
    until = time.monotonic() + _FAREWELL_S
    while _alive(running.pid) and time.monotonic() < until:
        time.sleep(0.05)
    if _alive(running.pid):
        killed.differences.append("a worker outlived its build")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _look(record: Path, whole: list[list[str]], when: str, killed: Killed) -> None:
    """Look whether the record is one of the whole ones, or not yet made."""
    if not record.exists() or record.stat().st_size == 0:
        return
    try:
        if is_empty(record):
            return
        if dump(record) not in whole:
            killed.differences.append(f"{when}: a record that no build would give")
    except Exception as error:
        killed.differences.append(f"{when}: {type(error).__name__} {error}")
    killed.after_write += 1
