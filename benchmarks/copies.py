"""Copies and origins in a collection of any size, made of real articles, with planted truth.

Run `python -m benchmarks.copies ARTICLES.jsonl.gz [--articles 10000]` (a file of real articles,
one JSON object with `content_original` a line). Made articles are real ones cut into runs of a
few words and put together anew, with new names, so that common words stay as common as they are
and few runs of twelve words stand twice by chance (the more articles, the more; what is found there
is counted as found and not planted). 15% of them print a release that others print
too, whole or in part, edited by up to 30% of its words. Printed: CPU and wall seconds, most
memory of all its processes together (what they share counted once; Linux only), what was found of
what was planted, and what was found that nobody planted. The texts lie on disk, as in a build.
"""

import argparse
import ctypes
import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from sourceline.record.article import Text
from sourceline.rooms.copies.compare import CopySettings
from sourceline.rooms.copies.find import find_copies
from sourceline.rooms.copies.origins import OriginSettings, find_origins
from sourceline.store.aside import Aside

Words = NDArray[np.int32]

# A run of words goes on with this chance: runs of three words on average. Then a chosen shingle
# stands in another article about as often as in the real collection (13% at 3,000 articles).
_GO_ON = 0.65
_PRINTS = 0.15  # of the articles print a release
_NAMES = 20_000
_FOOTERS, _FOOTER_WORDS = 60, 25
_TOKENS_AT_ONCE = 2_000
_NO_WORDS = np.empty(0, dtype=np.int32)


@dataclass(frozen=True)
class Made:
    """A made collection: texts, and the pairs that print the same release with enough words."""

    texts: Sequence[Text]
    planted: set[tuple[int, int]]


def main() -> int:
    """Make a collection, find copies and origins in it, print one line each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    parser.add_argument("real", type=Path, help="real articles, .jsonl.gz")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=CopySettings().workers)
    given = parser.parse_args()
    made = make_collection(read_real(given.real), given.articles, seed=1)
    words = sum(text.words.count(" ") for text in made.texts)
    print(f"{given.articles} articles, {words:,} words, {len(made.planted)} planted pairs; "
          f"{_peak_gb():.2f} GB while making it", flush=True)
    _let_go()
    cpu, wall = time.process_time(), time.perf_counter()
    with Together() as memory:
        copies = find_copies(made.texts, (), replace(CopySettings(), workers=given.workers))
    _report("copies", cpu, wall)
    print(f"  all processes together: at most {memory.most_gb:.2f} GB")
    second = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  of a second process: {second.ru_utime + second.ru_stime:.1f} s CPU besides")
    pairs = {(int(copy.a.article[1:]), int(copy.b.article[1:])) for copy in copies}
    right = len(pairs & made.planted)
    print(f"  {len(copies)} passages in {len(pairs)} pairs; recall of planted pairs "
          f"{100 * right / len(made.planted):.2f}%, found and not planted {len(pairs) - right}")
    cpu, wall = time.process_time(), time.perf_counter()
    origins = find_origins(made.texts, (), copies, OriginSettings())
    _report("origins", cpu, wall)
    print(f"  {len(origins)} origins")
    return 0


def _let_go() -> None:
    """Give freed memory back to the system, where it can be asked: making is not searching."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class Together:
    """Watch the memory of this process and of those it starts: shared pages count once (PSS)."""

    def __enter__(self) -> "Together":
        """Look twice a second."""
        self.most_gb, self._ended = 0.0, Event()
        self._watch = Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop looking."""
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._ended.wait(0.5):
            self.most_gb = max(self.most_gb, sum(map(_pss_gb, [os.getpid(), *_children()])))


def _children() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                yield int(path.parent.name)


def _pss_gb(process: int) -> float:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e6
    return 0.0


def _report(what: str, cpu: float, wall: float) -> None:
    print(f"{what}: {time.process_time() - cpu:.1f} s CPU, {time.perf_counter() - wall:.1f} s "
          f"wall, peak {_peak_gb():.2f} GB", flush=True)


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def read_real(path: Path) -> list[list[str]]:
    """Read the words of real articles, with their punctuation."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["content_original"].split() for line in lines]


def make_collection(real: Sequence[Sequence[str]], articles: int, seed: int) -> Made:
    """Make a collection; the same for the same seed."""
    draw = np.random.default_rng(seed)
    table = _Table(real, draw)
    lengths = draw.choice([len(words) for words in real], articles).clip(60, 4000)
    stories = table.write(lengths, draw)
    planted = _plant(stories, draw)
    footers = [" ".join(table.words_of(part)) for part in table.write(
        np.full(_FOOTERS, _FOOTER_WORDS), draw)]
    return Made(Aside(Text, _written(stories, table, footers)), planted)


def _written(stories: list[Words], table: "_Table", footers: Sequence[str]
             ) -> Iterator[tuple[str, Sequence[Text]]]:
    """Spell one article after the other."""
    for number in range(len(stories)):
        words = " ".join(table.words_of(stories[number]))
        text = _text(number, f"{words}\n\n{footers[number % _FOOTERS]}")
        yield text.article, [text]
        stories[number] = _NO_WORDS  # let go: its numbers would count as memory of the search


class _Table:
    """Real words as numbers in the order they were written, and where each word stands."""

    def __init__(self, real: Sequence[Sequence[str]], draw: np.random.Generator) -> None:
        numbers: dict[str, int] = {}
        flat = [numbers.setdefault(word, len(numbers)) for words in real for word in words]
        self._flat = np.array(flat, dtype=np.int64)
        self._words = list(numbers)
        self._order = np.argsort(self._flat, kind="stable")
        self._starts = np.searchsorted(self._flat[self._order], np.arange(len(numbers) + 1))
        self._names = np.array([word[:1].isupper() and word.isalpha() for word in self._words])
        self._made = _made_names(draw)

    def write(self, lengths: NDArray[np.int64], draw: np.random.Generator
              ) -> list[Words]:
        """Write articles of these lengths, run by run."""
        stories: list[Words] = []
        for at in range(0, len(lengths), _TOKENS_AT_ONCE):
            part = lengths[at:at + _TOKENS_AT_ONCE]
            place = draw.integers(0, len(self._flat) - 1, len(part))
            rows = np.empty((int(part.max()), len(part)), dtype=np.int64)
            for step in range(len(rows)):
                rows[step] = self._flat[place]
                place = self._next(rows[step], place, draw)
            stories += [self._renamed(rows[:length, column], draw).astype(np.int32)
                        for column, length in enumerate(part)]
        return stories

    def _next(self, words: NDArray[np.int64], place: NDArray[np.int64], draw: np.random.Generator
              ) -> NDArray[np.int64]:
        """Go on after this word here, or after the same word anywhere else."""
        count = self._starts[words + 1] - self._starts[words]
        other = self._order[self._starts[words] + (draw.random(len(words)) * count).astype(int)]
        chosen = np.where(draw.random(len(words)) < _GO_ON, place, other)
        return (chosen + 1) % len(self._flat)

    def _renamed(self, words: NDArray[np.int64], draw: np.random.Generator) -> NDArray[np.int64]:
        """Give every capitalised word of an article a made name: negative numbers."""
        names = self._names[words]
        old, inverse = np.unique(words[names], return_inverse=True)
        words = words.copy()
        words[names] = -1 - draw.integers(0, len(self._made), len(old))[inverse]
        return words

    def words_of(self, numbers: Words) -> list[str]:
        """Spell numbers."""
        return [self._words[n] if n >= 0 else self._made[-1 - n] for n in numbers.tolist()]


def _made_names(draw: np.random.Generator) -> list[str]:
    parts = ("ka", "lo", "ven", "dur", "mi", "sa", "tor", "bel", "ra", "un", "he", "gri")
    picks = draw.integers(0, len(parts), (_NAMES, 4))
    return ["".join(parts[k] for k in row).capitalize() for row in picks.tolist()]


def _plant(stories: list[Words], draw: np.random.Generator) -> set[tuple[int, int]]:
    """Let groups of articles print one release each: its first words, edited; own words after."""
    numbers = draw.permutation(len(stories))[:int(_PRINTS * len(stories))].tolist()
    planted: set[tuple[int, int]] = set()
    for group in _groups(numbers, draw):
        release = stories[group[0]]
        kept: list[tuple[int, int]] = []
        for member in group:
            length = max(60, int(len(release) * draw.uniform(0.3, 1)))
            edited = _edited(release[:length], stories[member], draw.choice((0, 0.05, 0.1, 0.3)),
                             draw)
            own = stories[member][:draw.integers(0, len(stories[member]))]
            stories[member] = np.concatenate((own, edited)) if member != group[0] else release
            kept.append((member, length))
        planted.update((min(a, b), max(a, b)) for (a, _), (b, _) in combinations(kept, 2))
    return planted


def _groups(numbers: list[int], draw: np.random.Generator) -> Iterator[list[int]]:
    """Cut into groups of two to sixty, most of them small."""
    at = 0
    while len(numbers) - at > 1:
        size = min(60, 1 + int(draw.zipf(2.0)), len(numbers) - at)
        if size > 1:
            yield numbers[at:at + size]
        at += size


def _edited(words: Words, other: Words, share: float, draw: np.random.Generator) -> Words:
    """Replace, drop or add words, each with the given chance."""
    chance = draw.random(len(words))
    strange = other[draw.integers(0, len(other), len(words))]
    replaced = np.where(chance < share / 2, strange, words)
    return replaced[(chance < share / 2) | (chance >= share * 3 / 4)]


def _text(number: int, words: str) -> Text:
    return Text(article=f"a{number:07}", captured="", edits=(), words=words, parts=())


if __name__ == "__main__":
    sys.exit(main())
