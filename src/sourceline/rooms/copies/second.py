"""A second process of the room: it finds reworded sentences, then compares a share of the pairs.

In: the words of a collection, in files of a folder that is removed at the end; parts of the pairs
to compare, through a connection. Out: what one process would have given, in the same order. Where
it cannot be started, or dies, the first process does all of the work.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from sourceline.record.article import Text
from sourceline.rooms.copies.candidates import Candidates
from sourceline.rooms.copies.compare import Comparison, CopySettings, Found, Rewordings
from sourceline.rooms.copies.paraphrase import find_paraphrases
from sourceline.rooms.copies.words import Words
from sourceline.text.shingles import Hashes

Passages = list[tuple[int, int, Found]]
_FAREWELL_S = 5.0  # it gets this long to end when nothing more is asked of it


class Second:
    """The second process, as the first sees it."""

    def __init__(self, process: subprocess.Popen[bytes], line: Connection) -> None:
        """Speak to a process that was just started."""
        self._process, self._line = process, line

    def reworded(self) -> Rewordings | None:
        """Wait for the reworded sentences of the collection; None where it died."""
        try:
            found: Rewordings = self._line.recv()
        except (EOFError, OSError):
            return None
        return found

    def prepare(self, common: Hashes) -> None:
        """Tell it what it must know before it compares."""
        with suppress(OSError):  # it died: the next thing asked of it will say so
            self._line.send(common)

    def look(self, part: Candidates) -> Passages | None:
        """Let it compare some pairs; None where it died."""
        try:
            self._line.send(part)
            found: Passages = self._line.recv()
        except (EOFError, OSError):
            return None
        return found

    def stop(self) -> None:
        """Send it away."""
        self._line.close()
        try:
            self._process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def second_process(texts: Sequence[Text], settings: CopySettings
                   ) -> Iterator[tuple[Words, Second | None]]:
    """Number the words of texts, and have a second process while there is work with them.

    Gives: the words, of many texts in files which both processes read; None for a process where
    it is not worth it, or cannot be had.
    """
    if len(texts) <= settings.alone_texts:
        yield Words.of([text.words for text in texts]), None
        return
    with TemporaryDirectory(prefix="sourceline-copies-") as folder:
        try:
            Words.write((text.words for text in texts), Path(folder))
        except OSError:  # no room for the files
            yield Words.of([text.words for text in texts]), None
            return
        two = settings.workers > 1 and _cores() > 1
        second = _start(settings, Path(folder)) if two else None
        try:
            yield Words.load(Path(folder)), second
        finally:
            if second is not None:
                second.stop()


def shared_out(parts: Sequence[Candidates], look: Callable[[Candidates], Passages],
               second: Second | None) -> Iterator[tuple[int, int, Found]]:
    """Compare all parts, each in whichever process is free, and give the results in order."""
    waiting, lock = iter(range(len(parts))), Lock()
    found: dict[int, Passages] = {}

    def take() -> int | None:
        with lock:
            return next(waiting, None)

    def hand_over(to: Second) -> None:
        while (number := take()) is not None:
            passages = to.look(parts[number])
            if passages is None:
                return  # what it did not do is done below
            found[number] = passages

    thread = Thread(target=hand_over, args=(second,), daemon=True) if second is not None else None
    if thread is not None:
        thread.start()
    while (number := take()) is not None:
        found[number] = look(parts[number])
    if thread is not None:
        thread.join()
    for number, part in enumerate(parts):
        yield from found.pop(number) if number in found else look(part)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (
        os.cpu_count() or 1)


def _start(settings: CopySettings, folder: Path) -> Second | None:
    """Start a fresh interpreter: forking one that holds threads can lock it up for ever."""
    ours, theirs = Pipe()
    try:
        number = theirs.fileno()
        process = subprocess.Popen(
            [sys.executable, "-m", "sourceline.rooms.copies.second", str(number)],
            pass_fds=(number,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)})
        ours.send((folder, settings))
    except OSError:
        ours.close()
        return None
    finally:
        theirs.close()
    return Second(process, ours)


def serve(line: Connection) -> None:
    """Do what the first process asks for, until it hangs up."""
    folder, settings = line.recv()
    words = Words.load(folder)
    reworded = find_paraphrases(words, settings.paraphrase)
    line.send(reworded)
    try:
        comparison = Comparison(words, line.recv(), reworded, settings)
        while True:
            line.send(comparison.look(line.recv()))
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    # What is pickled must have one home: run as `__main__`, this module would be there twice.
    from sourceline.rooms.copies.second import serve as _serve

    _serve(Connection(int(sys.argv[1])))
