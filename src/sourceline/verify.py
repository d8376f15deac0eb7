"""Verify: hash again everything a record rests on, and compare it with what lies on disk.

In: an open record; the files and folders it was built from, where they are still there. Out: one
`Finding` for each thing that is not as it was. It changes nothing and opens no connection.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from sourceline.engine.stream import Stream
from sourceline.record.article import Capture, Edit
from sourceline.record.base import make_id
from sourceline.rooms.acquire.find import acquire
from sourceline.rooms.acquire.promised import broken_promises
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.settings import Settings
from sourceline.text.edits import replay

What = Literal["damaged", "changed", "missing", "moved", "new"]


@dataclass(frozen=True)
class Finding:
    """Something that is not as the record says: what kind, where, and in which way."""

    what: What
    place: str
    detail: str


@dataclass(frozen=True)
class _Known:
    """A capture as the record has it or as it was found: where, and the hash of its bytes."""

    path: str
    place: str
    sha256: str

    @property
    def told(self) -> str:
        return f"{self.path} {self.place}".strip()

    @property
    def inner(self) -> tuple[str, str]:
        """Where it stands below what was named, so that a folder may have a new name."""
        return self.path.partition("/")[2] or self.path, self.place


def verify_record(connection: sqlite3.Connection, inputs: Sequence[Path] = ()) -> Iterator[Finding]:
    """Hash again what stands in a record, and what it was made from.

    >>> list(verify_record(connection, [Path("pages")]))     # doctest: +SKIP
    [Finding(what='changed', place='pages/port.txt', detail='sha256 was 9f…, is 03…')]

    Takes: the same inputs as the build; none verifies the record alone. The record's own settings
    say how they are read.
    Gives: nothing where all is as it was. Files that give no article are not compared.
    Refuses: an input that does not exist (`BadInput`).
    """
    yield from _in_record(connection)
    if inputs:
        settings = _settings_of(connection)
        yield from _on_disk(connection, inputs, settings)
        for place, what in broken_promises(inputs, settings):
            yield Finding("damaged", place, what)


def _in_record(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Count again the hash and the id of every capture, and make every text anew."""
    for row in connection.execute(
            "SELECT id, path, place, sha256, media, address, outlet, declared_title, "
            "declared_byline, declared_date, content FROM capture ORDER BY id"):
        name, path, place, sha256, *said, content = row
        where = f"{path} {place}".strip()
        try:
            found = hashlib.sha256(zlib.decompress(content)).hexdigest()
        except zlib.error as error:
            yield Finding("damaged", where, f"its bytes in the record cannot be unpacked ({error})")
            continue
        if found != sha256:
            yield Finding("damaged", where, f"in the record: sha256 was {sha256}, is {found}")
        elif make_id("a", sha256, *said) != name:
            yield Finding("damaged", where, "what its carrier said of it is not what its id says")
    for name, captured, text in connection.execute(
            "SELECT id, captured, text FROM article ORDER BY id"):
        if _replayed(connection, name, captured) != text:
            yield Finding("damaged", name, "its text is not what its edits make of its capture")


def _replayed(connection: sqlite3.Connection, article: str, captured: str) -> str | None:
    rows = connection.execute('SELECT start, "end", words, becomes, reason FROM edit '
                              "WHERE article = ? ORDER BY position", (article,))
    try:
        return replay(captured, [Edit(start=start, end=end, words=words, becomes=becomes,
                                      reason=reason)
                                 for start, end, words, becomes, reason in rows])
    except ValueError:
        return None


def _on_disk(connection: sqlite3.Connection, inputs: Sequence[Path],
             settings: AcquireSettings) -> Iterator[Finding]:
    """Compare the captures of a record with those that its inputs give today."""
    held = {name: _Known(path, place, sha256) for name, path, place, sha256 in
            connection.execute("SELECT id, path, place, sha256 FROM capture")}
    with Stream() as stream:
        there = {found.id: _Known(found.path, found.place, found.sha256)
                 for found in acquire(inputs, settings, stream.run) if isinstance(found, Capture)}
    # A capture that gave no text has no row of its own, but it is not new.
    left_out = {name for (name,) in connection.execute("SELECT article FROM outcome")}
    fresh = {known.inner: name for name, known in there.items()
             if name not in held and name not in left_out}
    for name, known in sorted(held.items(), key=lambda pair: pair[1].told):
        now = there.get(name)
        if now is None:
            replaced = fresh.pop(known.inner, None)
            yield _changed(known, there[replaced]) if replaced else Finding(
                "missing", known.told, f"sha256 {known.sha256}")
        elif now.inner != known.inner:
            yield Finding("moved", known.told, f"the same bytes stand at {now.told}")
    for name in sorted(fresh.values(), key=lambda name: there[name].told):
        yield Finding("new", there[name].told, f"sha256 {there[name].sha256}")


def _changed(known: _Known, now: _Known) -> Finding:
    if known.sha256 == now.sha256:
        return Finding("changed", known.told, "the same words, but its carrier says something else "
                       "of them (address, outlet, title, byline or date)")
    return Finding("changed", known.told, f"sha256 was {known.sha256}, is {now.sha256}")


def _settings_of(connection: sqlite3.Connection) -> AcquireSettings:
    """Read how a record's inputs were read; a record of another version is read by today's."""
    row = connection.execute("SELECT settings FROM made").fetchone()
    try:
        return msgspec.json.decode(row[0], type=Settings).acquire if row else AcquireSettings()
    except msgspec.MsgspecError:
        return AcquireSettings()
