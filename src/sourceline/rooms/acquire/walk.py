"""Walk the named files and folders in a stable order, and never lose one in silence.

In: paths. Out: `Found` files with the path to show for them, or `Dropped` with a reason.
Files and folders whose names start with a dot, and the debris of operating systems, are passed
over without a row. A link is followed once; one that leads back is noticed.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import BadInput
from sourceline.record.base import make_id
from sourceline.record.outcome import Dropped, DroppedReason
from sourceline.rooms.acquire.settings import AcquireSettings

_DEBRIS = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"))


@dataclass(frozen=True)
class Found:
    """A file to read: where it is, what to call it, how long it is."""

    path: Path
    shown: str
    size_bytes: int


def drop(shown: str, reason: DroppedReason, detail: str, article: str = "") -> Dropped:
    """Say that something was left out; without an article's id the path gives one."""
    return Dropped(article=article or make_id("a", "path", shown), path=shown, room="acquire",
                   reason=reason, detail=detail)


def check_inputs(inputs: Sequence[Path]) -> list[tuple[str, Path]]:
    """Refuse what is not there, and give each input the name it is shown by, sorted.

    Refuses: no input, or one that does not exist (`BadInput`).
    """
    if not inputs:
        raise BadInput("nothing was named to read", remedy="name a file or a folder")
    for path in inputs:
        if not os.path.lexists(path):
            raise BadInput("this file or folder does not exist", where=str(path),
                           remedy="check the spelling")
    named = {(_showable(path.name or path.resolve().name or "root"), path) for path in inputs}
    return sorted(named, key=lambda pair: (pair[0], pair[1].as_posix()))


def walk(inputs: Sequence[tuple[str, Path]],
         settings: AcquireSettings) -> Iterator[Found | Dropped]:
    """Find every file under the inputs, folders in the order of their names."""
    visited: set[tuple[int, int]] = set()
    stack = [(path, shown, 0) for shown, path in reversed(inputs)]
    while stack:
        path, shown, depth = stack.pop()
        try:
            seen = path.stat()
        except OSError as error:
            yield _unreachable(path, shown, error)
            continue
        if not stat.S_ISDIR(seen.st_mode):
            yield _file(path, shown, seen)
            continue
        row = _enter(shown, depth, (seen.st_dev, seen.st_ino), visited, settings)
        if row is not None:
            yield row
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield _unreachable(path, shown, error)
            continue
        stack += [(path / name, f"{shown}/{_showable(name)}", depth + 1) for name in names
                  if not name.startswith(".") and name.lower() not in _DEBRIS]


def _showable(name: str) -> str:
    """Make a file name that is no valid text printable; the file is found by its path."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _enter(shown: str, depth: int, place: tuple[int, int], visited: set[tuple[int, int]],
           settings: AcquireSettings) -> Dropped | None:
    """Note a folder as entered, or say why it is not."""
    if place in visited:
        return drop(shown, "broken_link", "this folder was already read under another name, or "
                    "the link leads back to itself: remove the link")
    if depth > settings.max_depth:
        return drop(shown, "unsupported", f"folders more than {settings.max_depth} deep are not "
                    "read: name this folder itself")
    visited.add(place)
    return None


def _file(path: Path, shown: str, seen: os.stat_result) -> Found | Dropped:
    if stat.S_ISREG(seen.st_mode):
        return Found(path, shown, seen.st_size)
    return drop(shown, "not_text", "a pipe, socket or device is never opened: copy what it gives "
                "into a file")


def _unreachable(path: Path, shown: str, error: OSError) -> Dropped:
    """Say why a path could not be looked at."""
    if path.is_symlink() and not isinstance(error, PermissionError):
        return drop(shown, "broken_link", "the link leads to nothing, or in a circle: remove it "
                    "or bring back what it named")
    return drop(shown, "unreadable", f"{error.strerror or 'cannot be read'}: check the rights of "
                "this file or folder")
