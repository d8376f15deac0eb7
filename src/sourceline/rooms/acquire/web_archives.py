"""WARC: the pages and documents that a crawl kept, streamed record by record.

In: a `Source` of a .warc or .warc.gz file (a WACZ is a ZIP that holds some). Out: a `Source` for
each answer that is a page or a document; what else a crawl keeps (pictures, scripts, redirects) is
counted and told in one line.
"""

from collections import Counter
from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source

WARC = (".warc", ".warc.gz")
# Empty lines that may stand after the last record.
_END_BYTES = 16
# Media type → the ending by which the rest of acquire knows it.
KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
         "application/pdf": ".pdf",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
         "application/vnd.oasis.opendocument.text": ".odt"}


def read_warc(source: Source, settings: AcquireSettings) -> Iterator[Source | NoArticle]:
    """Give every page and document of a web archive."""
    passed: Counter[str] = Counter()
    number = read_bytes = 0
    with source.open() as file:
        records = ArchiveIterator(file)
        for record in records:
            number += 1
            found = _page(source, record, number, settings)
            if isinstance(found, Source) and not source.spent.take(found.size_bytes):
                yield source.spent.refused()
                return
            if isinstance(found, str):
                passed[found] += 1
            else:
                yield found
            records.read_to_end(record)
            read_bytes = records.get_record_offset() + records.get_record_length()
    if source.size_bytes - read_bytes > _END_BYTES:  # the library stops without a word
        yield NoArticle("truncated", f"the web archive breaks off after record {number}: fetch it "
                        "again")
    if passed:
        told = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        yield NoArticle("unsupported", f"passed over: {told}")


def _page(source: Source, record: ArcWarcRecord, number: int,
          settings: AcquireSettings) -> Source | NoArticle | str:
    if record.rec_type not in ("response", "resource"):
        return f"{record.rec_type} records"
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers or record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"answers with status {str(status)[:3]}"
    media = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    if media not in KINDS:
        return f"{media.split('/')[0] or 'untold'} files"
    content = record.content_stream().read(settings.max_article_bytes + 1)
    if len(content) > settings.max_article_bytes:
        return NoArticle("too_large", f"{address[:200]} is longer than "
                         f"{settings.max_article_bytes:,} bytes: raise the limit")
    # What the archive promised of this record and did not hold.
    if getattr(record.raw_stream, "limit", 0) > 0:
        return NoArticle("truncated", f"{address[:200]} breaks off: fetch the web archive again")
    return source.holding(f"record {number}{KINDS[media]}", content, Carried(address=address))
