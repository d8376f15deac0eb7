"""The door of acquire: find every article in the named files and folders.

In: paths. Out: captures and drops, in a stable order. The rooms behind: `walk` (which files),
`encoding` (how their bytes are read), `lines` (one article a line).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourceline.record.article import Capture, Media
from sourceline.record.base import make_id
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.encoding import detect_encoding, why_no_text
from sourceline.rooms.acquire.lines import Carried, NoArticle, read_lines
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.walk import Found, check_inputs, drop, walk

VERSION = "1"

_PLAIN = (".txt", ".text")
_PAGE = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_READS = "acquire reads .txt, .html, .jsonl and .jsonl.gz"
_LOOKS_LIKE_PAGE = re.compile(
    rb"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype\s+html|html\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|br|body|html|article|span|h[1-6]|table|ul)\b[^<>]{0,300}>",
                  re.IGNORECASE)


@dataclass(frozen=True)
class Survey:
    """What a run would take in: how many articles and bytes, and what would be left out."""

    articles: int
    content_bytes: int
    by_media: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]


def acquire(inputs: Sequence[Path],
            settings: AcquireSettings | None = None) -> Iterator[Capture | Dropped]:
    """Find every article under the inputs.

    >>> [found] = acquire([Path("pages/port.txt")])     # doctest: +SKIP
    >>> found.path, found.encoding                      # doctest: +SKIP
    ('port.txt', 'utf-8')

    Gives: the same captures in the same order for any order of the inputs; paths begin with the
    name of the input and use forward slashes. Two captures never share an id: the same bytes
    (from the same carrier) a second time give a `Dropped` that names the first place.
    Refuses: an input that does not exist (`BadInput`), before anything is read.
    """
    return _unique(check_inputs(inputs), settings or AcquireSettings())


def survey(inputs: Sequence[Path], settings: AcquireSettings | None = None) -> Survey:
    """Count what a run would take in, keeping nothing.

    >>> survey([Path("pages")]).articles     # doctest: +SKIP
    24
    """
    media: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    size = 0
    for found in acquire(inputs, settings):
        if isinstance(found, Dropped):
            reasons[found.reason] += 1
        else:
            media[found.media] += 1
            size += len(found.content)
    return Survey(media.total(), size, tuple(sorted(media.items())),
                  tuple(sorted(reasons.items())))


def _unique(inputs: Sequence[tuple[str, Path]],
            settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Give every capture once."""
    first: dict[str, str] = {}
    for found in walk(inputs, settings):
        for capture in [found] if isinstance(found, Dropped) else _read(found, settings):
            if isinstance(capture, Dropped):
                yield capture
                continue
            place = f"{capture.path} {capture.place}".strip()
            if capture.id in first:
                yield drop(place, "duplicate", f"the same bytes as {first[capture.id]}: nothing "
                           "to do, one of them is enough", capture.id)
                continue
            first[capture.id] = place
            yield capture


def _read(found: Found, settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read the article or articles of one file."""
    name = found.path.name.lower()
    if name.endswith(_LINES):
        yield from _read_lines(found, settings)
    elif name.endswith(_PLAIN + _PAGE):
        yield _read_file(found, name.endswith(_PAGE), settings)
    else:
        yield drop(found.shown, "unsupported", f"{_READS}: convert this file, or keep it out of "
                   "the folder")


def _read_file(found: Found, page: bool, settings: AcquireSettings) -> Capture | Dropped:
    """Read a file that is one article."""
    if found.size_bytes > settings.max_article_bytes:
        return drop(found.shown, "too_large", f"{found.size_bytes:,} bytes, more than "
                    f"{settings.max_article_bytes:,}: raise the limit or cut the file")
    try:
        with found.path.open("rb") as source:
            content = source.read(settings.max_article_bytes + 1)
    except OSError as error:
        return drop(found.shown, "unreadable", f"{error.strerror or error}: check the rights of "
                    "the file")
    if not content.strip():
        return drop(found.shown, "empty", "nothing stands in this file: fetch it again or remove "
                    "it")
    encoding = detect_encoding(content)
    trouble = why_no_text(content, encoding)
    if trouble:
        return drop(found.shown, *trouble)
    media: Media = "text/html" if page or _LOOKS_LIKE_PAGE.match(content) else "text/plain"
    return _capture(found.shown, "", content, media, encoding, None)


def _read_lines(found: Found, settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read a file that has one article a line."""
    nothing = True
    for number, carried in read_lines(found.path, found.size_bytes, settings):
        nothing = False
        place = f"line {number}" if number else ""
        if isinstance(carried, NoArticle):
            yield drop(f"{found.shown} {place}".strip(), carried.reason, carried.detail)
            continue
        content = carried.text.encode("utf-8", errors="replace")
        media: Media = "text/html" if _is_markup(carried.text) else "text/plain"
        yield _capture(found.shown, place, content, media, "utf-8", carried)
    if nothing:
        yield drop(found.shown, "empty", "no line stands in this file: fetch it again or remove "
                   "it")


def _is_markup(text: str) -> bool:
    """Tell markup from words: three tags, or one where the text begins with it."""
    tags = _TAG.findall(text[:20_000])
    return len(tags) > 2 or (bool(tags) and text.lstrip().startswith("<"))


def _capture(path: str, place: str, content: bytes, media: Media, encoding: str,
             carried: Carried | None) -> Capture:
    """Name a capture by its content and by what its carrier says."""
    said = carried or Carried("", "", "", "", "", "")
    sha256 = hashlib.sha256(content).hexdigest()
    return Capture(
        id=make_id("a", sha256, media, said.address, said.outlet, said.title, said.byline,
                   said.date),
        path=path, place=place, sha256=sha256, media=media, encoding=encoding, content=content,
        address=said.address, outlet=said.outlet, declared_title=said.title,
        declared_byline=said.byline, declared_date=said.date)
