"""What archives promise of their own bytes: digests in WARC records, hashes in a WACZ's package.

In: paths that a person named. Out: a place and what does not hold there. It reads everything and
keeps nothing.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.walk import Found, check_inputs, walk
from sourceline.rooms.acquire.web_archives import WARC

_WACZ = (".wacz",)
_PIECE_BYTES = 1_000_000


def broken_promises(inputs: Sequence[Path],
                    settings: AcquireSettings | None = None) -> Iterator[tuple[str, str]]:
    """Find web archives whose bytes are not what the archive says they are.

    >>> list(broken_promises([Path("pages")]))     # doctest: +SKIP
    [('pages/crawl.warc.gz record 3', 'payload digest failed: sha1:…')]

    Refuses: an input that does not exist (`BadInput`).
    """
    chosen = settings or AcquireSettings()
    for found in walk(check_inputs(inputs), chosen):
        if isinstance(found, Found):
            try:
                yield from _broken(found, chosen)
            except Exception as error:  # what a torn archive makes the libraries raise
                yield found.shown, f"it cannot be read to its end ({str(error)[:80]})"


def _broken(found: Found, settings: AcquireSettings) -> Iterator[tuple[str, str]]:
    name = found.path.name.lower()
    if not name.endswith((*WARC, *_WACZ)):
        return
    with found.path.open("rb") as file:
        for place, what in _in_warc(file) if name.endswith(WARC) else _in_wacz(file, settings):
            yield f"{found.shown} {place}", what


def _in_warc(file: BinaryIO) -> Iterator[tuple[str, str]]:
    records = ArchiveIterator(file, check_digests=True)
    for number, record in enumerate(records, start=1):
        while record.content_stream().read(_PIECE_BYTES):
            pass
        records.read_to_end(record)
        if record.digest_checker.passed is False:
            yield f"record {number}", "; ".join(record.digest_checker.problems)[:300]


def _in_wacz(file: BinaryIO, settings: AcquireSettings) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(file) as archive:
        if "datapackage.json" not in archive.namelist():
            yield "datapackage.json", "the list of what the archive holds is missing"
            return
        with archive.open("datapackage.json") as package:
            promised = json.loads(package.read(settings.max_article_bytes))
        for one in promised["resources"]:
            path, said = str(one["path"]), str(one.get("hash", ""))
            if path not in archive.namelist():
                yield path, "promised by the archive, and missing"
            elif said.startswith("sha256:") and said[7:] != _sum(archive, path):
                yield path, "its hash is not the one that the archive promises"


def _sum(archive: zipfile.ZipFile, path: str) -> str:
    sums = hashlib.sha256()
    with archive.open(path) as held:
        while piece := held.read(_PIECE_BYTES):
            sums.update(piece)
    return sums.hexdigest()
