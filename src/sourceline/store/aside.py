"""Things of a collection kept on disk while a build runs, and read again one after the other.

In: things of one kind, article by article. Out: a sequence of them, whose memory is one small entry
an article. The file has no name: it is gone when nobody holds it, also after a kill.
"""

import os
import tempfile
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, groupby, islice
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import msgspec

Thing = TypeVar("Thing")
# Nearly as small as level 6 for what repeats its ids and sentences, in a fifth of the time.
_LEVEL = 1
# Things of no article in one block.
_BLOCK = 256


class Aside(Sequence[Thing], Generic[Thing]):
    """Things in the order they were given, in blocks of one article each.

    >>> numbers = Aside(int, [("a1", [1, 2]), ("a2", [3])])
    >>> len(numbers), list(numbers), numbers[2], numbers.of("a1"), numbers.of("a9")
    (3, [1, 2, 3], 3, (1, 2), ())
    """

    def __init__(self, kind: Any, blocks: Iterable[tuple[str, Sequence[Thing]]],  # noqa: ANN401
                 folder: Path | None = None) -> None:
        """Write all blocks. Takes: what type the things have; a folder on the disk to fill."""
        self._decoder: msgspec.msgpack.Decoder[tuple[Thing, ...]] = msgspec.msgpack.Decoder(
            tuple[kind, ...])
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (held as long as this is)
        self._begins, self._firsts = array("q", [0]), array("q", [0])
        self._blocks: dict[str, int] = {}
        encode = msgspec.msgpack.Encoder().encode
        for name, things in blocks:
            if things:
                self._blocks[name] = len(self._blocks)
                written = zlib.compress(encode(things), _LEVEL)
                self._file.write(written)
                self._begins.append(self._begins[-1] + len(written))
                self._firsts.append(self._firsts[-1] + len(things))
        self._file.flush()

    def __len__(self) -> int:
        """Count the things."""
        return self._firsts[-1]

    def __iter__(self) -> Iterator[Thing]:
        """Give every thing in order."""
        for number in range(len(self._blocks)):
            yield from self._block(number)

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        """Give one thing by its number, or those of a stretch."""
        if isinstance(at, slice):
            return self._stretch(range(*at.indices(len(self))))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        number = at % len(self)
        block = bisect_right(self._firsts, number) - 1
        return self._block(block)[number - self._firsts[block]]

    def _stretch(self, wanted: range) -> list[Thing]:
        """Give the things of these numbers, reading a block once for those that stand in it."""
        found: list[Thing] = []
        begin = end = 0
        things: tuple[Thing, ...] = ()
        for number in wanted:
            if not begin <= number < end:
                block = bisect_right(self._firsts, number) - 1
                begin, end = self._firsts[block], self._firsts[block + 1]
                things = self._block(block)
            found.append(things[number - begin])
        return found

    def blocks(self) -> Iterator[tuple[str, Sequence[Thing]]]:
        """Give the things article by article."""
        for name, number in self._blocks.items():
            yield name, self._block(number)

    def of(self, name: str) -> Sequence[Thing]:
        """Give the things of one article."""
        number = self._blocks.get(name)
        return () if number is None else self._block(number)

    def _block(self, number: int) -> tuple[Thing, ...]:
        begin, end = self._begins[number], self._begins[number + 1]
        return self._decoder.decode(zlib.decompress(self._read(begin, end - begin)))

    def _read(self, begin: int, size: int) -> bytes:
        # Copies of this process share the file's place, so that none may move it.
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, begin)
        self._file.seek(begin)
        return self._file.read(size)


def groups_of(things: Iterable[Thing], name_of: Callable[[Thing], str]
              ) -> Iterator[tuple[str, Sequence[Thing]]]:
    """Give things article by article. Takes: things of one article one behind the other."""
    for name, some in groupby(things, key=name_of):
        yield name, list(some)


def in_blocks(things: Iterable[Thing]) -> Iterator[tuple[str, Sequence[Thing]]]:
    """Give things that belong to no article, so many at a time."""
    waiting = iter(things)
    for number in count():
        some = list(islice(waiting, _BLOCK))
        if not some:
            return
        yield str(number), some
