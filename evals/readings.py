"""Readings for measuring, kept on disk so that a text is read once for each version of the reader.

In: words, or a `Text`. Out: the `Reading` of the default reader. The folder is in the temporary
folder of this machine and may be deleted at any time; product and tests never use it.
"""

import hashlib
import os
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from sourceline.pipeline import code_files
from sourceline.record.article import Text
from sourceline.record.reading import Reading
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings

# What rooms/read takes from the floor below.
_USED = ("blocks", "inflect", "lemmas", "sentences", "tokens")
FOLDER = Path(tempfile.gettempdir()) / "sourceline-readings"


def read_words(words: str, reader: str = "") -> tuple[Text, Reading]:
    """Read an article given as plain words; `reader` is the default reader when not named.

    >>> text, reading = read_words("Votes were counted.", reader="rules")
    >>> len(reading.sentences)
    1
    """
    text = Text(article="a", captured="", edits=(), words=words, parts=())
    return text, read_once(text, reader)


def read_once(text: Text, reader: str = "") -> Reading:
    """Read a text, or take its reading from disk."""
    settings = ReadSettings(reader=reader) if reader else ReadSettings()
    said = msgspec.msgpack.encode((settings.reader, _reader_mark(), text))
    path = FOLDER / hashlib.sha256(said).hexdigest()
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=Reading)
    reading = read_text(text, settings)
    FOLDER.mkdir(exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")  # two runs may read the same text at once
    new.write_bytes(msgspec.msgpack.encode(reading))
    os.replace(new, path)
    return reading


@cache
def _reader_mark() -> str:
    """Name the reader's code and weights: what is kept from another version is not used."""
    sums = hashlib.sha256()
    used = [files("sourceline.text").joinpath(f"{name}.py") for name in _USED]
    for path in [*code_files(files("sourceline.rooms.read")), *used]:
        sums.update(path.read_bytes())
    return sums.hexdigest()
