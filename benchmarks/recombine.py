"""Make large collections out of articles that were read once.

In: a pool of articles with the results of every room that reads articles. Out: a shelf of any size.
Reading takes nearly all the time of a build and grows with nothing but the number of articles;
what must be measured at 100,000 articles is the rooms over the collection, and they see only these
results. Round after round every article comes again with other ids, names, words, dates and
numbers, so that rounds have nothing in common but what is common in all news; common names and
words stay. What ought to be found again is planted: every `TWIN`th article comes twice in its round
(a copy that tells the same events of the same people). Words are exchanged letter for letter in
length, so every place holds; one cite in sixty cuts a word and has other letters than its text.
"""

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sourceline.engine.local import run_tasks, workers_here
from sourceline.pipeline import STEPS, ArticleTask, read_article, step_keys
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.record.reading import Reading
from sourceline.rooms.acquire.find import acquire
from sourceline.settings import Settings
from sourceline.shelf import Shelf
from sourceline.store.cache import Cache

TWIN = 25
# Words in more than this share of the articles are common in all news and stay as they are.
COMMON = 0.02
# Other words change places with words about as frequent and exactly as long.
NEIGHBOURS = 60
_ID = re.compile(r'"([a-z]{1,2}[0-9a-f]{16})"')
_DATE = re.compile(r'"(\d{4}-\d{2}-\d{2})"')
_WORD = re.compile(r"[A-Za-z]{3,}")
# An id may hold letters that spell a word.
_ID_OR_WORD = re.compile(f"{_ID.pattern}|{_WORD.pattern}")
_NUMBER = re.compile(r'"(low|high)":(\d+(?:\.\d+)?)')
_VALUE = re.compile(r'"(\w+)":"([^"]*)"')
# Fields that hold words of articles; what stands in any other field stays as it is.
_SPOKEN = frozenset(("words", "captured", "becomes", "title", "byline", "outlet", "sentence",
                     "counted", "hedge", "attributed_to", "reason", "detail", "address"))


class Read(msgspec.Struct):
    """One article of the pool: its capture and what each step gave."""

    capture: Capture
    results: dict[str, bytes]


@dataclass(frozen=True)
class Twins:
    """Two articles of the made collection that say the same."""

    one: str
    other: str


def read_pool(articles: Path, pool: Path, most: int) -> list[Read]:
    """Read articles once, or take what was read before."""
    if pool.exists():
        return msgspec.msgpack.decode(pool.read_bytes(), type=list[Read])[:most]
    captures = [one for one in acquire([articles]) if not isinstance(one, Dropped)][:most]
    tasks = (ArticleTask(one, Settings(), {}) for one in captures)
    found = [Read(done.task.capture, dict(done.result.results))
             for done in run_tasks(read_article, tasks, workers=workers_here(), timeout_s=120)
             if done.result]
    for one in found:
        one.results["reading"] = _sentences(one.results.get("reading", b"-"))
    pool.write_bytes(msgspec.msgpack.encode(found))
    return found


def _sentences(written: bytes) -> bytes:
    """Keep of a reading where its sentences stand: no later room looks at more."""
    if written[:1] != b"+":
        return written
    reading = msgspec.msgpack.decode(written[1:], type=Reading)
    bare = tuple(msgspec.structs.replace(one, tokens=()) for one in reading.sentences)
    return b"+" + msgspec.msgpack.encode(msgspec.structs.replace(
        reading, sentences=bare, names=(), predicates=(), groups=()))


def recombine(pool: Sequence[Read], size: int, cache: Cache) -> tuple[Shelf, list[Twins]]:
    """Fill a cache with a made collection, and say which articles are twins."""
    settings = Settings()
    vocabulary = Vocabulary(pool)
    captures: list[Capture] = []
    twins: list[Twins] = []
    waiting: dict[str, bytes] = {}
    for number, (read, edit, again) in enumerate(_plan(pool, size, vocabulary)):
        name = edit.name(read.capture.id, again)
        capture = msgspec.structs.replace(read.capture, id=name, content=b"",
                                          path=f"{edit.round}/{read.capture.path}/{again}")
        captures.append(capture)
        if again:
            twins.append(Twins(edit.name(read.capture.id, 0), name))
        keys = step_keys(capture, settings)
        for step in STEPS:
            if step.field in read.results:
                waiting[keys[step.field]] = edit.result(step.gives, read.results[step.field], again)
        if number % 200 == 199:
            cache.keep(waiting)
            waiting = {}
    cache.keep(waiting)
    captures.sort(key=lambda one: one.id)
    return Shelf(captures, settings, cache), twins


def _plan(pool: Sequence[Read], size: int, vocabulary: "Vocabulary"
          ) -> Iterator[tuple[Read, "Edit", int]]:
    given = turn = 0
    while given < size:
        edit = Edit(turn, vocabulary.of_round(turn))
        for at, read in enumerate(pool):
            for again in range(1 + (at % TWIN == 0)):
                if given < size:
                    given += 1
                    yield read, edit, again
        turn += 1


class Vocabulary:
    """The words of a pool, and for each round which word stands for which."""

    def __init__(self, pool: Sequence[Read]) -> None:
        """Count in how many articles each word stands."""
        seen: Counter[str] = Counter()
        kept: set[str] = set(_values())
        for read in pool:
            for step in STEPS:
                written = read.results.get(step.field, b"-")
                if written[:1] == b"+" and step.field == "text":
                    text = msgspec.msgpack.decode(written[1:], type=step.gives)
                    seen.update(set(_WORD.findall(f"{text.title} {text.words}")))
                elif written[:1] == b"+":
                    said = msgspec.json.encode(msgspec.msgpack.decode(written[1:])).decode()
                    kept.update(word for name, value in _VALUE.findall(said)
                                if name not in _SPOKEN for word in _WORD.findall(value))
        most = COMMON * len(pool)
        self._bands: dict[tuple[int, bool], list[str]] = {}
        for word in sorted(seen, key=lambda word: (-seen[word], word)):
            if seen[word] <= most and word not in kept:
                self._bands.setdefault((len(word), word[0].isupper()), []).append(word)

    def of_round(self, turn: int) -> Mapping[str, str]:
        """Give the words of a round; the first round says what the pool says."""
        if turn == 0:
            return {}
        chance = random.Random(turn)
        stands: dict[str, str] = {}
        for (_, capital), words in sorted(self._bands.items()):
            for start in range(0, len(words), NEIGHBOURS):
                some = words[start:start + NEIGHBOURS]
                stands |= zip(some, [_made(word, chance) for word in some] if capital else
                              chance.sample(some, len(some)), strict=True)
        return stands


@lru_cache(maxsize=1)
def _values() -> frozenset[str]:
    """Give every word of a closed list of the record's types: they are no words of articles."""
    found: set[str] = set()
    for step in STEPS:
        said = msgspec.json.encode(msgspec.json.schema(step.gives)).decode()
        found.update(word for name in re.findall(r'"([A-Za-z_]+)"', said)
                     for word in _WORD.findall(name))
    return frozenset(found)


def _made(word: str, chance: random.Random) -> str:
    """Make a name as long as a word."""
    letters = "".join(chance.choice("bcdfgklmnprstvz" if at % 2 else "aeiou")
                      for at in range(len(word) - 1))
    return word[0] + letters


@dataclass(frozen=True)
class Edit:
    """What becomes of articles in one round."""

    round: int
    stands: Mapping[str, str]

    def name(self, old: str, again: int) -> str:
        """Give an id in place of another."""
        if not self.round and not again:
            return old
        return old[:-16] + hashlib.sha256(f"{old} {self.round} {again}".encode()).hexdigest()[:16]

    def result(self, gives: Any, written: bytes, again: int) -> bytes:  # noqa: ANN401
        """Edit what a step gave for an article."""
        if written[:1] != b"+" or not (self.round or again):
            return written
        said = msgspec.json.encode(msgspec.msgpack.decode(written[1:], type=gives)).decode()
        said = _ID_OR_WORD.sub(lambda found: f'"{self.name(found[1], again)}"' if found[1] else
                               self.stands.get(found[0], found[0]), said)
        if self.round:
            said = _DATE.sub(lambda found: f'"{_moved(found[1], self.round)}"', said)
            said = _NUMBER.sub(lambda found: f'"{found[1]}":{float(found[2]) + self.round}', said)
        return b"+" + msgspec.msgpack.encode(msgspec.json.decode(said, type=gives))


@lru_cache(maxsize=200_000)
def _moved(day: str, turn: int) -> str:
    """Move a day by a stretch that no two rounds share; a day out of the calendar stays."""
    try:
        return (date.fromisoformat(day) + timedelta(days=(turn * 97) % 4000)).isoformat()
    except (ValueError, OverflowError):
        return day
