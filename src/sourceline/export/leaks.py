"""Search what was written for protected names, whatever format it has, before it is handed on.

In: files and names. Out: nothing, or a refusal. The copy of the record was searched already
(`protect.py`); this looks at the bytes: names of files, parts of a workbook, the metadata of a
Parquet file, escapes of JSON, HTML and addresses, folded lines of a calendar.
"""

import html
import importlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sourceline.errors import BadInput
from sourceline.export.names import Protected, find_protected

# Text is looked at in pieces of this many characters, each with the end of the one before: longer
# than any name with its escapes.
_PIECE_CHARS, _OVERLAP_CHARS = 1 << 20, 4_000
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_FOLDED = re.compile(r"\r\n[ \t]")


def refuse_leaks(place: Path, name: str, names: Sequence[Protected]) -> None:
    """Refuse an export in which a protected name is left anywhere (`BadInput`).

    Takes: a file or a folder, and the name it is going to have. A lone word that only the record
    calls a person ("Will") was replaced in every cell; a format may use it in words of its own.
    """
    patterns = [(one.written, one.stands) for one in names]
    for file, words in _pieces(place, name):
        if any(find_protected(form, patterns) for form in _forms(words)):
            raise BadInput("a protected name would remain in the export", where=file,
                           remedy="add this spelling to the file of names, or choose another "
                                  "name for what is written")


def _forms(words: str) -> Iterator[str]:
    """Give words as they stand and with each kind of escape undone."""
    yield words
    if "%" in words:
        yield unquote(words)
    if "&" in words:
        yield html.unescape(words)
    if "\\u" in words:
        yield _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), words)
    if "\r\n " in words:
        yield _FOLDED.sub("", words)


def _pieces(place: Path, name: str) -> Iterator[tuple[str, str]]:
    """Give every stretch of text of an export with the file it stands in."""
    yield name, name
    if place.is_dir():
        for file in sorted(place.rglob("*")):
            inside = str(file.relative_to(place))
            yield inside, inside
            if file.is_file():
                yield from ((inside, words) for words in _words(file))
    else:
        yield from ((name, words) for words in _words(place))


def _words(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        mark = opened.read(4)
    if mark == b"PAR1":
        yield from _parquet_words(file)
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            yield book.comment.decode("utf-8", "replace")
            for part in book.infolist():
                yield f"{part.filename} {part.comment.decode('utf-8', 'replace')}"
                yield from _cut(book.read(part).decode("utf-8", "replace"))
    else:
        yield from _cut(file.read_bytes().decode("utf-8", "replace"))


def _cut(words: str) -> Iterator[str]:
    for at in range(0, len(words), _PIECE_CHARS):
        yield words[max(0, at - _OVERLAP_CHARS):at + _PIECE_CHARS]


def _parquet_words(file: Path) -> Iterator[str]:
    """Give the metadata, the names of columns and every word of a Parquet file."""
    opened: Any = importlib.import_module("pyarrow.parquet").ParquetFile(file)
    for key, value in (opened.metadata.metadata or {}).items():
        yield f"{key.decode('utf-8', 'replace')} {value.decode('utf-8', 'replace')}"
    schema = opened.schema_arrow
    yield f"{schema.names} {schema.metadata} {[schema.field(n).metadata for n in schema.names]}"
    for batch in opened.iter_batches():
        for column in batch.columns:
            yield from _cut("\n".join(cell for cell in column.to_pylist()
                                      if isinstance(cell, str)))
