"""One article a line: read a .jsonl file, plain or gzipped, without holding it in memory.

In: a `Source`. Out: the line's place and its `Carried` article, or why it gave none.
"""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

import msgspec

from sourceline.errors import BadInput
from sourceline.rooms.acquire.encoding import detect_encoding
from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

# What programs that write one article a line call its parts; the first that is there counts.
KEYS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "full_text", "fulltext", "maintext",
             "article_text", "text content", "html", "raw_html"),
    "address": ("address", "url", "link", "uri", "canonical_url", "source_url"),
    "outlet": ("outlet", "source", "site", "publisher", "site_name", "source_name", "newspaper",
               "publication", "domain", "source_domain"),
    "title": ("title", "headline", "head_line", "upload title"),
    "date": ("date", "published", "date_published", "published_at", "publishedat",
             "datepublished", "publish_date", "publication_date", "pub_date", "pubdate",
             "date_publish", "created", "timestamp", "upload timestamp"),
    "byline": ("byline", "author", "authors", "creator", "writer"),
}
_SKIP_BYTES = 1_000_000


def read_columns(said: str) -> tuple[str, ...]:
    """Read what a person says of a table's columns, one pair after another.

    >>> read_columns("text=Body of article, date=Printed on")
    ('text=Body of article', 'date=Printed on')

    Refuses: a pair that is none, or a part of an article that nothing is known of (`BadInput`).
    """
    pairs = tuple(pair.strip() for pair in said.split(",") if pair.strip())
    for pair in pairs:
        part, mark, name = pair.partition("=")
        if not mark or not name.strip() or part not in KEYS:
            raise BadInput(f"{pair!r} does not say which column is what",
                           remedy=f"write PART=COLUMN, PART one of {', '.join(KEYS)}")
    return pairs


def read_lines(source: Source,
               settings: AcquireSettings) -> Iterator[tuple[int, Carried | NoArticle]]:
    """Give each line's number and its article; empty lines are passed over.

    Refuses: nothing; a file that cannot be read further ends with a `NoArticle` for line 0.
    """
    packed = source.name.lower().endswith(".gz")
    limit = max(settings.min_unpack_limit_bytes, settings.max_unpack_ratio * source.size_bytes)
    try:
        with source.open() as file:
            if packed:
                with gzip.open(file) as lines:
                    yield from _each(cast(BinaryIO, lines), limit, settings)
            else:
                yield from _each(file, None, settings)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield 0, NoArticle("malformed", f"the gzip file is damaged ({error}): fetch it again")
    except OSError as error:
        yield 0, NoArticle("unreadable", f"{error.strerror or error}: check the rights of the "
                           "file")


def _each(source: BinaryIO, limit: int | None,
          settings: AcquireSettings) -> Iterator[tuple[int, Carried | NoArticle]]:
    number = taken = 0
    while line := source.readline(settings.max_article_bytes + 1):
        number += 1
        taken += len(line)
        if len(line) > settings.max_article_bytes and not line.endswith(b"\n"):
            taken += _skip_line(source, None if limit is None else limit - taken)
            yield number, NoArticle("too_large", "this line is longer than "
                                    f"{settings.max_article_bytes:,} bytes: raise the limit or "
                                    "cut it")
        elif line.strip():
            yield number, read_article(line)
        if limit is not None and taken > limit:
            yield 0, NoArticle("too_large", f"the file unpacks to more than {limit:,} bytes: "
                               "unpack it yourself if you trust it")
            return


def _skip_line(source: BinaryIO, limit: int | None) -> int:
    """Pass over the rest of a line, and say how long it was."""
    skipped = 0
    while piece := source.readline(_SKIP_BYTES):
        skipped += len(piece)
        if piece.endswith(b"\n") or (limit is not None and skipped > limit):
            break
    return skipped


def read_article(line: bytes) -> Carried | NoArticle:
    """Read one line of JSON.

    >>> read_article(b'{"url": "https://a.example/1", "body": "It rained."}').text
    'It rained.'
    """
    try:
        decoded: object = msgspec.json.decode(_as_utf8(line))
    except (msgspec.DecodeError, RecursionError) as error:
        return NoArticle("malformed", f"this line is not JSON ({str(error)[:80]}): one whole "
                         "object a line is needed")
    if not isinstance(decoded, dict):
        return NoArticle("malformed", "this line is JSON but no object: write "
                         '{"address": …, "title": …, "text": …}')
    return read_fields({str(key).lower(): value for key, value in decoded.items()})


def read_fields(fields: Mapping[str, object]) -> Carried | NoArticle:
    """Read an article out of named fields, names in lower case.

    >>> read_fields({"headline": "Rain", "body": "It rained."}).title
    'Rain'
    """
    parts = {part: _first(fields, names) for part, names in KEYS.items()}
    if not parts["text"].strip():
        return NoArticle("empty", "no words stand under " + ", ".join(KEYS["text"][:3]) +
                         ": name the article's text by one of these")
    return Carried(text=parts["text"], address=parts["address"].strip(),
                   outlet=parts["outlet"].strip(), title=parts["title"].strip(),
                   date=parts["date"].strip(), byline=parts["byline"].strip())


def _as_utf8(line: bytes) -> bytes:
    encoding = detect_encoding(line)
    if encoding == "utf-8":
        return line
    return line.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _words(fields.get(name)))), "")


def _words(value: object) -> str:
    """Read a field that may be words, a number, a list of either, or an object with a name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(words for part in value[:50] if (words := _words(part)))
    if isinstance(value, dict):
        return next((words for key in ("name", "title", "@value", "rendered")
                     if (words := _words(value.get(key)))), "")
    return ""
