"""Print the speed of every room, and of a peer that does a like thing in the same run.

Run `make bench`, or `python -m benchmarks [FOLDER] [--articles 300]`. FOLDER holds articles (any
input of `sourceline build`); without one the demo collection is repeated with changed numbers, so
that copies and merges do not all fall together. Ratios are what counts: they hold on a slower
machine, seconds do not.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.peers import PEERS
from sourceline.pipeline import STEPS, Step, gather
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.record.sheet import Sheet
from sourceline.rooms.acquire.find import acquire
from sourceline.settings import Settings


@dataclass(frozen=True)
class Line:
    """One room's time, and its peer's on the same input."""

    room: str
    seconds: float
    peer: str = ""
    ratio: float | None = None


def main() -> int:
    """Measure, print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="articles; default: the demo")
    parser.add_argument("--articles", type=int, default=300, help="at most this many")
    given = parser.parse_args()
    with _inputs(given.folder) as folder:
        captures = [c for c in acquire([folder]) if not isinstance(c, Dropped)]
    captures = list(_repeated(captures, given.articles))
    lines, sheets = _article_rooms(captures)
    begun = time.perf_counter()
    gather(lambda *_: iter(sheets), Settings())
    lines.append(Line("all collection rooms", time.perf_counter() - begun))
    words = sum(len(s.text.words.split()) for s in sheets if s.text)
    _print(lines, len(sheets), words)
    return 0


@contextlib.contextmanager
def _inputs(folder: Path | None) -> Iterator[Path]:
    if folder:
        yield folder
        return
    with as_file(files("sourceline.demo").joinpath("articles")) as path:
        yield path


def _repeated(captures: list[Capture], wanted: int) -> Iterator[Capture]:
    for number in range(wanted):
        capture = captures[number % len(captures)]
        if number >= len(captures):
            mark = f" Run {number}."
            capture = msgspec.structs.replace(
                capture, id=f"{capture.id}-{number}", content=capture.content + mark.encode())
        yield capture


def _article_rooms(captures: list[Capture]) -> tuple[list[Line], list[Sheet]]:
    sheets = [Sheet(capture=capture) for capture in captures]
    lines: list[Line] = []
    for step in STEPS:
        ready = [s for s in sheets if all(getattr(s, need) is not None for need in step.needs)]
        seconds, results = _timed(lambda s, step=step: step.door(s, Settings()), ready)
        lines.append(Line(step.room, seconds, *_beside_peer(step, ready)))
        done = {id(s): r for s, r in zip(ready, results, strict=True)
                if not isinstance(r, Dropped)}
        sheets = [msgspec.structs.replace(s, **{step.field: done[id(s)]}) if id(s) in done else s
                  for s in sheets]
    return lines, sheets


def _beside_peer(step: Step, ready: list[Sheet]) -> tuple[str, float | None]:
    """Time a room and its peer on the same web pages: on plain text a peer has nothing to do."""
    pages = [sheet for sheet in ready if sheet.capture.media == "text/html"]
    name, peer = PEERS.get(step.field, ("", None))
    if peer is None or not pages:
        return name, None
    ours, _ = _timed(lambda s: step.door(s, Settings()), pages)
    theirs, _ = _timed(peer, pages)
    return f"{name}, {len(pages)} pages", ours / theirs


def _timed(work: Callable[[Sheet], object], sheets: list[Sheet]) -> tuple[float, list[object]]:
    if sheets:
        work(sheets[0])  # word lists and patterns are loaded once a process, not once an article
    begun = time.perf_counter()
    results = [work(sheet) for sheet in sheets]
    return time.perf_counter() - begun, results


def _print(lines: list[Line], articles: int, words: int) -> None:
    table = Table("room", "seconds", "words a second", "peer", "ours : peer",
                  title=f"{articles} articles, {words:,} words, one process")
    for line in lines:
        ratio = f"{line.ratio:.1f} : 1" if line.ratio else ""
        table.add_row(line.room, f"{line.seconds:.2f}", f"{words / max(line.seconds, 1e-9):,.0f}",
                      line.peer, ratio)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
