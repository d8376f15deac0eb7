"""The words of a whole collection as numbers, in memory or in files that two processes read.

In: the contents of texts. Out: `Words`. A collection of 100,000 articles has a hundred million
words: they are kept once, in one row, whoever looks at them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from sourceline.text.shingles import STOP, Hashes, Numbers, WordTable

Kind = TypeVar("Kind", bound=np.generic)

_ENCODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Words:
    """The words of texts: `texts[k]` are the numbers of text `k` with its sentence ends.

    `keys[n]` is the key of the word with number `n`, `spelled[n]` its letters, `plain[n]` whether
    it begins with a small letter; `contents[k]` is text `k` itself.
    """

    contents: Sequence[str]
    texts: Sequence[Numbers]
    keys: Hashes
    spelled: Sequence[str]
    plain: NDArray[np.bool_]

    @staticmethod
    def of(contents: Sequence[str]) -> "Words":
        """Number the words of texts.

        >>> Words.of(["It rained.", "It did"]).words_of(1).tolist()
        [1, 3]
        """
        table = WordTable()
        numbers = [table.numbers(content) for content in contents]
        return _words(contents, numbers, table.keys(), table.words)

    def words_of(self, text: int) -> Numbers:
        """Give the numbers of a text's words, without its sentence ends."""
        numbers = self.texts[text]
        words: Numbers = numbers[numbers != STOP]
        return words

    @staticmethod
    def write(contents: Iterable[str], folder: Path) -> None:
        """Number the words of texts and write everything into an empty folder.

        One text after the other: no more of the collection is in memory than its different words.
        """
        table, sizes, counts = WordTable(), [0], [0]
        with (folder / "contents").open("wb") as letters, (folder / "numbers").open("wb") as row:
            for content in contents:
                sizes.append(letters.write(content.encode(*_ENCODING)))
                numbers = table.numbers(content)
                row.write(numbers.tobytes())
                counts.append(len(numbers))
        np.save(folder / "bytes.npy", np.cumsum(sizes))
        np.save(folder / "ends.npy", np.cumsum(counts))
        np.save(folder / "keys.npy", table.keys())
        (folder / "spelled.json").write_text(json.dumps(table.words), encoding="ascii")

    @staticmethod
    def load(folder: Path) -> "Words":
        """Read what `write` wrote; the numbers and contents stay in their files."""
        ends = np.load(folder / "ends.npy").tolist()
        flat: Numbers = _mapped(folder / "numbers", np.uint32)
        return _words(
            _Contents(folder / "contents", np.load(folder / "bytes.npy")),
            [flat[start:end] for start, end in pairwise(ends)],
            np.load(folder / "keys.npy"), json.loads((folder / "spelled.json").read_text("ascii")))


class _Contents(Sequence[str]):
    """Texts that lie one after the other in a file, read when asked for.

    Not mapped as the numbers are: what was read of a mapped file counts as memory until the end.
    """

    def __init__(self, path: Path, ends: NDArray[np.int64]) -> None:
        self._file = path.open("rb", buffering=0)
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        begin, end = int(self._ends[at]), int(self._ends[at + 1])
        self._file.seek(begin)
        return self._file.read(end - begin).decode(*_ENCODING)


def _words(contents: Sequence[str], texts: Sequence[Numbers], keys: Hashes, spelled: Sequence[str]
           ) -> Words:
    plain = np.array([word[:1].islower() for word in spelled], dtype=bool)
    return Words(contents, texts, keys, spelled, plain)


def _mapped(path: Path, kind: type[Kind]) -> NDArray[Kind]:
    """Give the numbers in a file; an empty file cannot be mapped."""
    if path.stat().st_size == 0:
        return np.empty(0, dtype=kind)
    # As a plain array: a slice of a `memmap` costs ten times as much.
    return np.asarray(np.memmap(path, dtype=kind, mode="r"))
