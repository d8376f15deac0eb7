"""What a build knows of its articles, kept in its cache file and taken out one at a time.

In: captures as acquire finds them. Out: sheets with the fields asked for, tasks for what is left to
do, and the outcomes. In memory stands one small entry an article, whatever its size.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from sourceline.pipeline import STEPS, ArticleTask, add_result, step_keys
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.reading import Reading, Sentence
from sourceline.record.sheet import Sheet
from sourceline.settings import Settings
from sourceline.store.cache import Cache

# Bytes of captures are written to the cache in batches this large.
_BATCH_BYTES = 8_000_000
_STEP_OF = {step.field: step for step in STEPS}


class _Span(msgspec.Struct):
    start: int
    end: int


class _Sentences(msgspec.Struct):
    """Of a reading, where its sentences stand; decoding skips the rest unread."""

    article: str
    reader: str
    sentences: tuple[_Span, ...]


@dataclass(frozen=True)
class Shelf:
    """The articles of one build: captures without their bytes, and where the rest is kept.

    It is `pipeline.Sheets`: called with names of fields it gives every sheet with these.
    """

    captures: Sequence[Capture]
    settings: Settings
    cache: Cache

    def __call__(self, *fields: str) -> Iterator[Sheet]:
        """Give every sheet with these fields and its outcomes, without the bytes of its page."""
        for capture in self.captures:
            yield self._sheet(capture, fields)

    def some(self, articles: Collection[str]) -> "Shelf":
        """Give the shelf of some articles only."""
        return replace(self, captures=[one for one in self.captures if one.id in articles])

    def todo(self) -> list[Capture]:
        """List the captures that have work left."""
        keys_of = ((capture, step_keys(capture, self.settings)) for capture in self.captures)
        return [capture for capture, keys in keys_of
                if _work_left(self.cache.marks(keys.values()), keys)]

    def tasks(self, captures: Iterable[Capture]) -> Iterator[ArticleTask]:
        """Make the tasks of captures, each when it is asked for."""
        for capture in captures:
            keys = step_keys(capture, self.settings)
            found = self.cache.find(keys.values())
            known = {name: found[key] for name, key in keys.items() if key in found}
            yield ArticleTask(self.whole(capture), self.settings, known)

    def whole(self, capture: Capture) -> Capture:
        """Give a capture with its bytes."""
        return msgspec.structs.replace(capture, content=self.cache.content(capture.id) or b"")

    def to_write(self, captures: Sequence[Capture]) -> "ToWrite":
        """Give sheets as the record needs them, as often as they are asked for."""
        return ToWrite(self, captures)

    def written(self, capture: Capture) -> Sheet:
        """Give one sheet as the record needs it: whole, but of a reading only its sentences."""
        fields = tuple(step.field for step in STEPS if step.field != "reading")
        sheet = self._sheet(self.whole(capture), fields)
        return msgspec.structs.replace(sheet, reading=self.sentences(capture))

    def sentences(self, capture: Capture) -> Reading | None:
        """Give where the sentences of an article stand, None where it could not be read."""
        key = step_keys(capture, self.settings)["reading"]
        written = self.cache.find([key]).get(key, b"-")
        if written[:1] != b"+":
            return None
        read = msgspec.msgpack.decode(written[1:], type=_Sentences)
        return Reading(article=read.article, reader=read.reader, sentences=tuple(
            Sentence(start=one.start, end=one.end, tokens=()) for one in read.sentences))

    def outcomes(self) -> Iterator[Dropped | Failed]:
        """Give what rooms left out or failed at, article by article."""
        for capture in self.captures:
            keys = step_keys(capture, self.settings)
            marks = self.cache.marks(keys.values())
            left = tuple(name for name, key in keys.items() if marks.get(key) == b"-")
            if left:
                yield from self._sheet(capture, left).outcomes

    def with_text(self) -> int:
        """Count the articles that have a text."""
        keys = (step_keys(capture, self.settings)["text"] for capture in self.captures)
        return sum(self.cache.marks([key]).get(key) == b"+" for key in keys)

    def forget_others(self) -> None:
        """Delete from the cache what belongs to other articles, settings or rooms."""
        self.cache.forget_others(
            (key for capture in self.captures
             for key in step_keys(capture, self.settings).values()),
            (capture.id for capture in self.captures))

    def _sheet(self, capture: Capture, fields: Sequence[str]) -> Sheet:
        keys = step_keys(capture, self.settings) if fields else {}
        found = self.cache.find([keys[name] for name in fields])
        sheet = Sheet(capture=capture)
        for name in fields:
            if keys[name] in found:
                sheet = add_result(sheet, _STEP_OF[name], found[keys[name]])
        return sheet


@dataclass(frozen=True)
class ToWrite:
    """Sheets for the record, made one at a time, each time they are asked for."""

    shelf: Shelf
    captures: Sequence[Capture]

    def __iter__(self) -> Iterator[Sheet]:
        """Make every sheet once."""
        for capture in self.captures:
            yield self.shelf.written(capture)


def put_aside(captures: Iterable[Capture | Dropped], cache: Cache
              ) -> Iterator[Capture | Dropped]:
    """Keep the bytes of captures in the cache, and give the captures without them."""
    waiting: dict[str, bytes] = {}
    size = 0
    for capture in captures:
        if isinstance(capture, Dropped):
            yield capture
            continue
        if not cache.has_content(capture.id):
            waiting[capture.id] = capture.content
            size += len(capture.content)
        if size > _BATCH_BYTES:
            cache.keep_contents(waiting)
            waiting, size = {}, 0
        yield msgspec.structs.replace(capture, content=b"")
    cache.keep_contents(waiting)


def _work_left(marks: dict[str, bytes], keys: dict[str, str]) -> bool:
    """Tell whether a step can still run: it has no result, and what it needs has one."""
    there = {name for name, key in keys.items() if marks.get(key) == b"+"}
    return any(keys[step.field] not in marks and there.issuperset(step.needs) for step in STEPS)
