"""The door of acquire: find every article in the named files and folders.

In: paths. Out: captures and drops, in a stable order. The files behind: `walk` (which files),
`encoding` (how their bytes are read), and one for each carrier of many articles.
"""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourceline.record.article import Capture, Media
from sourceline.record.base import make_id
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.archives import TAR, ZIP, read_tar, read_zip
from sourceline.rooms.acquire.auto_archiver import is_result_page, read_page
from sourceline.rooms.acquire.encoding import detect_encoding, why_no_text
from sourceline.rooms.acquire.feeds import FEED, is_feed, read_feed
from sourceline.rooms.acquire.lines import LINES, read_lines
from sourceline.rooms.acquire.messages import MAILBOX, MESSAGE, read_mailbox, read_message
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source, Spent
from sourceline.rooms.acquire.tables import CSV, WORKBOOK, read_csv, read_workbook
from sourceline.rooms.acquire.walk import Found, check_inputs, drop, walk
from sourceline.rooms.acquire.web_archives import WARC, read_warc

VERSION = "2"

_PLAIN = (".txt", ".text", ".md")
_PAGE = (".html", ".htm", ".xhtml")
_DOCUMENT: dict[str, Media] = {".pdf": "application/pdf", ".docx": "application/docx",
                               ".odt": "application/odt"}
# Carriers of further files, and of articles that have no file of their own.
_HOLDS: tuple[tuple[tuple[str, ...],
                    Callable[[Source, AcquireSettings], Iterator[Source | NoArticle]]], ...] = (
    (WARC, read_warc), (ZIP, read_zip), (TAR, read_tar), (MESSAGE, read_message),
    (MAILBOX, read_mailbox))
_TELLS: tuple[tuple[tuple[str, ...], Callable[[Source, AcquireSettings],
                                              Iterable[tuple[str, Carried | NoArticle]]]], ...] = (
    (CSV, read_csv), (WORKBOOK, read_workbook), (FEED, read_feed))
_READS = ("acquire reads .txt .html .pdf .docx .odt, .jsonl .csv .xlsx, .rss .atom, .eml .mbox, "
          ".warc .wacz, .zip .tar")
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


# Runs `read_carrier` over one task where a crash of it costs only that; raises `ChildProcessError`.
Guard = Callable[[Callable[["Task"], Iterator[Capture | Dropped]], "Task"],
                 Iterator[Capture | Dropped]]


@dataclass(frozen=True)
class Task:
    """A file of many articles to read."""

    found: Found
    settings: AcquireSettings


def acquire(inputs: Sequence[Path], settings: AcquireSettings | None = None,
            guard: Guard | None = None) -> Iterator[Capture | Dropped]:
    """Find every article under the inputs.

    >>> [found] = acquire([Path("pages/port.txt")])     # doctest: +SKIP
    >>> found.path, found.encoding                      # doctest: +SKIP
    ('port.txt', 'utf-8')

    Gives: the same captures in the same order for any order of the inputs; paths begin with the
    name of the input and use forward slashes. Two captures never share an id: the same bytes
    (from the same carrier) a second time give a `Dropped` that names the first place.
    Takes: `guard`, which runs the parsers of carriers in a process of their own: one that crashes
    costs the rest of its file.
    Refuses: an input that does not exist (`BadInput`), before anything is read.
    """
    return _unique(check_inputs(inputs), settings or AcquireSettings(), guard)


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


def _unique(inputs: Sequence[tuple[str, Path]], settings: AcquireSettings, guard: Guard | None
            ) -> Iterator[Capture | Dropped]:
    """Give every capture once."""
    first: dict[str, str] = {}
    for found in walk(inputs, settings):
        for capture in [found] if isinstance(found, Dropped) else _read_safely(
                Task(found, settings), guard):
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


def _read_safely(task: Task, guard: Guard | None) -> Iterator[Capture | Dropped]:
    """Read a file; one that holds many articles behind the guard, where there is one."""
    name = task.found.path.name.lower()
    if guard is None or name.endswith((*_PLAIN, *_PAGE, *_DOCUMENT)):
        yield from read_carrier(task)
        return
    try:
        yield from guard(read_carrier, task)
    except ChildProcessError as error:
        yield drop(task.found.shown, "malformed", "this file brought down what reads it "
                   f"({error}): what came before was read; convert it, or cut it up")


def read_carrier(task: Task) -> Iterator[Capture | Dropped]:
    """Read all articles of one file, wherever this runs."""
    return _read_found(task.found, task.settings)


def _read_found(found: Found, settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read a file on disk; all that it holds shares what it may unpack to."""
    most = max(settings.min_unpack_limit_bytes, settings.max_unpack_ratio * found.size_bytes)
    return _read(Source(found.shown, "", found.path.name, found.size_bytes,
                        lambda: found.path.open("rb"), spent=Spent(most)), settings)


def _read(source: Source, settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read the article or articles of one file, whatever kind it is."""
    name = source.name.lower()
    held = next((read for endings, read in _HOLDS if name.endswith(endings)), None)
    told = next((read for endings, read in _TELLS if name.endswith(endings)), None)
    if name.endswith(".xml") and is_feed(_head(source)):
        told = read_feed
    if held is not None:
        yield from _guarded(source, _read_held(source, held, settings), settings)
    elif told is not None:
        yield from _guarded(source, _read_told(source, told(source, settings)), settings)
    elif name.endswith(LINES):
        yield from _guarded(source, _read_lines(source, settings), settings)
    elif name.endswith((*_PLAIN, *_PAGE, *_DOCUMENT)):
        yield _read_file(source, settings)
    elif not source.depth:  # what an archive holds besides articles is not worth a row each
        yield _left_out(source, NoArticle("unsupported", f"{_READS}: convert this file, or keep "
                                          "it out of the folder"))


def _guarded(source: Source, found: Iterator[Capture | Dropped],
             settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Give what a carrier holds, and a row where it breaks off or takes too long.

    Whatever the libraries that read carriers raise on hostile bytes costs the carrier's rest alone.
    """
    allowed_s = settings.max_file_s + source.size_bytes / settings.min_bytes_per_s
    taken_s = 0.0
    try:
        while taken_s <= allowed_s:
            # Work of this process, not waiting: a busy machine refuses nothing.
            began_s = time.process_time()
            one = next(found, None)
            taken_s += time.process_time() - began_s
            if one is None:
                return
            yield one
        yield _left_out(source, NoArticle("too_large", f"after {taken_s:.0f} seconds it was not "
                                          "read to its end; the rest was left out: cut it up"))
    except OSError as error:
        yield _left_out(source, NoArticle(
            "unreadable", f"{error.strerror or error}: check the rights of the file"))
    except Exception as error:  # fuzzing found AttributeError, zlib.error, TarError, … here
        yield _left_out(source, NoArticle("malformed", "this file is damaged "
                                          f"({str(error)[:80]}): what came before was read"))


def _left_out(source: Source, why: NoArticle, place: str = "") -> Dropped:
    return drop(f"{source.told} {place}".strip(), why.reason, why.detail)


def _head(source: Source) -> bytes:
    try:
        with source.open() as file:
            return file.read(2_000)
    except OSError:
        return b""


def _read_held(source: Source, read: Callable[[Source, AcquireSettings],
                                              Iterator[Source | NoArticle]],
               settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read the files that a carrier holds, and the files that those hold."""
    if source.depth >= settings.max_nesting:
        yield _left_out(source, NoArticle("unsupported", f"more than {settings.max_nesting} "
                                          "archives inside one another: unpack them"))
        return
    passed: Counter[str] = Counter()
    empty = True
    for part in read(source, settings):
        empty = False
        if isinstance(part, NoArticle):
            yield _left_out(source, part)
            continue
        nothing = True
        for found in _read(part, settings):
            nothing = False
            yield found
        if nothing:
            passed[Path(part.name).suffix.lower() or "without ending"] += 1
    if passed:
        told = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        yield _left_out(source, NoArticle("unsupported", f"files passed over: {told}"))
    if empty:
        yield _left_out(source, NoArticle("empty", "nothing stands in this file: fetch it again "
                                          "or remove it"))


def _read_file(source: Source, settings: AcquireSettings) -> Capture | Dropped:
    """Read a file that is one article."""
    most = settings.max_article_bytes
    if source.size_bytes > most:
        return _left_out(source, NoArticle("too_large", f"{source.size_bytes:,} bytes, more than "
                                           f"{most:,}: raise the limit or cut the file"))
    try:
        with source.open() as file:
            content = file.read(most + 1)
    except OSError as error:
        return _left_out(source, NoArticle("unreadable", f"{error.strerror or error}: check the "
                                           "rights of the file"))
    if not content.strip():
        return _left_out(source, NoArticle("empty", "nothing stands in this file: fetch it again "
                                           "or remove it"))
    name = source.name.lower()
    document = next((media for ending, media in _DOCUMENT.items() if name.endswith(ending)), None)
    if document is not None:
        return _capture(source.shown, source.place, content, document, "binary", source.carried)
    encoding = detect_encoding(content)
    trouble = why_no_text(content, encoding)
    if trouble:
        return _left_out(source, NoArticle(*trouble))
    if is_result_page(content):
        told = read_page(content)
        return _left_out(source, told) if isinstance(told, NoArticle) else \
            _told(source, source.place, told)
    page = name.endswith(_PAGE) or bool(_LOOKS_LIKE_PAGE.match(content))
    return _capture(source.shown, source.place, content, "text/html" if page else "text/plain",
                    encoding, source.carried)


def _read_lines(source: Source, settings: AcquireSettings) -> Iterator[Capture | Dropped]:
    """Read a file that has one article a line."""
    lines = ((f"line {number}" if number else "", carried)
             for number, carried in read_lines(source, settings))
    yield from _read_told(source, lines)


def _read_told(source: Source, told: Iterable[tuple[str, Carried | NoArticle]]
               ) -> Iterator[Capture | Dropped]:
    """Read articles that have no file of their own: lines, rows, entries."""
    nothing = True
    for place, carried in told:
        nothing = False
        if isinstance(carried, NoArticle):
            yield _left_out(source, carried, place)
            continue
        yield _told(source, f"{source.place} › {place}" if source.place else place, carried)
    if nothing:
        yield _left_out(source, NoArticle("empty", "no line stands in this file: fetch it again "
                                          "or remove it"))


def _told(source: Source, place: str, carried: Carried) -> Capture:
    """Make a capture of words that a carrier tells."""
    content = carried.text.encode("utf-8", errors="replace")
    media: Media = "text/html" if _is_markup(carried.text) else "text/plain"
    return _capture(source.shown, place, content, media, "utf-8", carried)


def _is_markup(text: str) -> bool:
    """Tell markup from words: three tags, or one where the text begins with it."""
    tags = _TAG.findall(text[:20_000])
    return len(tags) > 2 or (bool(tags) and text.lstrip().startswith("<"))


def _capture(path: str, place: str, content: bytes, media: Media, encoding: str,
             said: Carried) -> Capture:
    """Name a capture by its content and by what its carrier says."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Capture(
        id=make_id("a", sha256, media, said.address, said.outlet, said.title, said.byline,
                   said.date),
        path=path, place=place, sha256=sha256, media=media, encoding=encoding, content=content,
        address=said.address, outlet=said.outlet, declared_title=said.title,
        declared_byline=said.byline, declared_date=said.date)
