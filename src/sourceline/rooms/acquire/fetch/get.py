"""The door of fetch: get addresses, politely, and keep what came in a web archive.

In: addresses. Out: `Got` for each, and `pages.warc.gz` in a folder. What the folder already holds
is not fetched again, so a run that was stopped goes on.
"""

import hashlib
import io
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sourceline.errors import CannotFetch
from sourceline.rooms.acquire.fetch.ask import Answer, Ask, NoAnswer, ask
from sourceline.rooms.acquire.fetch.guard import Resolve, find_target
from sourceline.rooms.acquire.fetch.lists import read_list
from sourceline.rooms.acquire.fetch.polite import Manners
from sourceline.rooms.acquire.fetch.proxy import find_proxy
from sourceline.rooms.acquire.fetch.settings import FetchSettings

_PASSING = (429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Got:
    """What became of one address: `why` is empty where its page was kept."""

    address: str
    status: int
    size_bytes: int
    why: str = ""


@dataclass(frozen=True)
class Ways:
    """How to ask, resolve, wait and read the time; tests give their own."""

    ask: Ask = ask
    resolve: Resolve | None = None
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def get_addresses(addresses: Sequence[str], folder: Path, settings: FetchSettings,
                  ways: Ways | None = None) -> Iterator[Got]:
    """Fetch every address once and keep the answers in `folder`/pages.warc.gz."""
    ways = ways or Ways()
    manners = Manners(ways.ask, settings, ways.wait, ways.clock)
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / "pages.warc.gz"
    held = held_addresses(archive)
    for address in dict.fromkeys(addresses):
        if address in held:
            yield Got(address, 200, 0, "already here")
            continue
        try:
            answer = get_answer(address, manners, settings, ways)
        except CannotFetch as error:
            yield Got(address, 0, 0, str(error))
            continue
        _keep(archive, address, answer)
        why = "" if answer.status == 200 else f"answered with status {answer.status}"
        yield Got(address, answer.status, len(answer.content), why)


def get_answer(address: str, manners: Manners, settings: FetchSettings, ways: Ways) -> Answer:
    """Ask for an address, follow what it was moved to, try again what may pass.

    Refuses: `CannotFetch`; every hop is checked as if a person had named it.
    """
    at = address
    for _ in range(settings.max_redirects + 1):
        answer = _asked(at, manners, settings, ways)
        onward = answer.header("Location")
        if answer.status not in _MOVED or not onward:
            return answer
        at = urljoin(at, onward)
    raise CannotFetch(f"moved more than {settings.max_redirects} times", where=address[:200])


def _asked(address: str, manners: Manners, settings: FetchSettings, ways: Ways) -> Answer:
    """Ask for one address, again after a pause where nothing answered or the answer may pass."""
    proxy = find_proxy(address, settings)
    resolve = (lambda *_: []) if proxy and settings.proxy_resolves else ways.resolve
    target = find_target(address, resolve=resolve, allow_private=settings.allow_private,
                         proxy=proxy)
    for number in range(settings.retries):
        manners.let(target)
        try:
            answer = ways.ask(target, settings)
        except NoAnswer:
            ways.wait(_longer(number, settings))
            continue
        wished = _wished_pause(answer.header("Retry-After"), ways.now())
        if answer.status not in _PASSING or wished > settings.longest_pause_s:
            return answer
        ways.wait(max(wished, _longer(number, settings)))
    manners.let(target)
    return ways.ask(target, settings)


def _longer(number: int, settings: FetchSettings) -> float:
    longer: float = settings.pause_s * 4 ** (number + 1)
    return min(settings.longest_pause_s, longer)


def _wished_pause(told: str, now: datetime) -> float:
    """Read how long a host asks to be left alone: seconds, or a moment.

    >>> _wished_pause("120", datetime.now(UTC)), _wished_pause("soon", datetime.now(UTC))
    (120.0, 0.0)
    """
    if told.strip().isdigit():
        return float(told.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def held_addresses(archive: Path) -> set[str]:
    """List the addresses whose pages an archive holds; a torn last record is cut off first."""
    if not archive.exists():
        return set()
    held: set[str] = set()
    whole_bytes = 0
    with archive.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                record.content_stream().read()
                if record.raw_stream.limit > 0:  # promised and not there
                    break
                records.read_to_end(record)
                whole_bytes = records.get_record_offset() + records.get_record_length()
                if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
                    held.add(address)
        except Exception:  # what a torn archive makes the library raise has no common type
            pass
    if whole_bytes < archive.stat().st_size:
        os.truncate(archive, whole_bytes)
    return held


def _keep(archive: Path, address: str, answer: Answer) -> None:
    """Add one record; a kill in the middle leaves a torn last one, which the next run cuts off.

    The content is kept unpacked, so its transfer and packing headers are left out.
    """
    kept = [(key, value) for key, value in answer.headers
            if key.lower() not in ("content-encoding", "transfer-encoding", "content-length")]
    headers = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), kept,
                               protocol="HTTP/1.1")
    told = {"WARC-Payload-Digest": f"sha256:{hashlib.sha256(answer.content).hexdigest()}"}
    if answer.target.numbers and not answer.target.proxy:
        told["WARC-IP-Address"] = answer.target.numbers[0]
    if answer.target.address != address:
        told["Sourceline-Moved-To"] = answer.target.address
    whole = io.BytesIO()
    writer = WARCWriter(whole, gzip=True)
    # Without its length the library would replace our hash by one of its own.
    writer.write_record(writer.create_warc_record(
        address, "response", io.BytesIO(answer.content), length=len(answer.content),
        http_headers=headers, warc_headers_dict=told))
    with archive.open("ab") as file:
        file.write(whole.getvalue())


def listed_addresses(source: str, settings: FetchSettings, ways: Ways | None = None) -> list[str]:
    """Give the addresses that a feed or a sitemap lists, sitemaps of sitemaps included.

    Takes: its address, or a file of it on this machine (further sitemaps it names are fetched).
    Refuses: `CannotFetch` when it cannot be had or lists nothing.
    """
    ways = ways or Ways()
    manners = Manners(ways.ask, settings, ways.wait, ways.clock)
    found: dict[str, None] = {}
    waiting, seen = [source], set[str]()
    while waiting and len(found) < settings.max_listed and len(seen) < settings.max_lists:
        at = waiting.pop(0)
        seen.add(at)
        content = _saved(at, settings) if at == source and "://" not in at else \
            get_answer(at, manners, settings, ways).content
        pages, lists = read_list(content, settings.max_list_bytes)
        found |= dict.fromkeys(pages)
        waiting += [one for one in dict.fromkeys(lists) if one not in seen and one not in waiting]
    if not found:
        raise CannotFetch("no address is listed there", where=source[:200],
                          remedy="name a feed or a sitemap")
    return list(found)[:settings.max_listed]


def _saved(path: str, settings: FetchSettings) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(settings.max_list_bytes)
    except OSError as error:
        raise CannotFetch(f"this list cannot be read ({error.strerror})", where=path[:200],
                          remedy="name a file, or an address that begins with https://") from error
