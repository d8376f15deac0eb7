"""What the reader saw in the demo's articles, kept, so that the kept record is the same everywhere.

The reader computes in 8 bits, and processors round differently: of a thousand words a few are read
otherwise on another machine. The rooms behind it give the same from the same readings anywhere.
In: the demo's captures and their texts. Out: `demo-readings.xz`, and readings for a build's cache.
"""

import hashlib
import lzma
from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from sourceline.pipeline import STEPS, step_keys, write_result
from sourceline.record.article import Capture, Text
from sourceline.record.outcome import Dropped
from sourceline.record.reading import Reading
from sourceline.record.sheet import Sheet
from sourceline.rooms.acquire.find import acquire
from sourceline.rooms.read.door import read_text
from sourceline.settings import Settings

KEPT = Path(__file__).with_name("demo-readings.xz")


def texts() -> Iterator[tuple[Capture, Text]]:
    """Give the demo's captures with their cleaned texts, in order of file and place."""
    settings = Settings()
    clean = next(step for step in STEPS if step.field == "text")
    with as_file(files("sourceline.demo").joinpath("articles")) as articles:
        found = [one for one in acquire([articles], settings.acquire)
                 if not isinstance(one, Dropped)]
    for capture in sorted(found, key=lambda one: (one.path, one.place)):
        text = clean.door(Sheet(capture=capture), settings)
        if isinstance(text, Text):
            yield capture, text


def name_of(text: Text) -> str:
    """Name a text by its words: a reading of other words is of no use."""
    return hashlib.sha256(text.words.encode()).hexdigest()[:16]


def read_now() -> dict[str, Reading]:
    """Read all texts with the default reader of this machine."""
    return {name_of(text): read_text(text, Settings().read) for _, text in texts()}


def keep(readings: Mapping[str, Reading]) -> None:
    """Write the readings down."""
    KEPT.write_bytes(lzma.compress(msgspec.msgpack.encode(dict(sorted(readings.items())))))


def kept() -> dict[str, Reading]:
    """Give the readings that are kept, by the name of their text."""
    return msgspec.msgpack.decode(lzma.decompress(KEPT.read_bytes()), type=dict[str, Reading])


def for_cache() -> dict[str, bytes]:
    """Give the kept readings as a build's cache holds them."""
    readings, settings = kept(), Settings()
    return {step_keys(capture, settings)["reading"]: write_result(readings[name_of(text)])
            for capture, text in texts() if name_of(text) in readings}
