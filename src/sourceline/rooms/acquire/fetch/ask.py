"""One request: connect to a checked number, read a bounded answer, follow no redirect by itself.

In: a `Target`. Out: `Answer`, the bytes as they came over the line and unpacked.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import urllib3
from urllib3.exceptions import HTTPError

from sourceline.errors import CannotFetch
from sourceline.rooms.acquire.fetch.guard import Target
from sourceline.rooms.acquire.fetch.settings import FetchSettings

_PIECE_BYTES = 65_536


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    target: Target
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str:
        """Give a header by its name, "" where it is missing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class NoAnswer(CannotFetch):
    """Nothing answered this time: it may, later."""


Ask = Callable[[Target, FetchSettings], Answer]


def ask(target: Target, settings: FetchSettings) -> Answer:
    """Ask once.

    Refuses: `NoAnswer` when nothing answers in time, `CannotFetch` when the answer is too long.
    """
    try:
        return _asked(target, settings)
    except (HTTPError, OSError, ValueError) as error:
        raise NoAnswer(f"no answer ({type(error).__name__})", where=target.address[:200],
                          remedy="try again later") from error


def _asked(target: Target, settings: FetchSettings) -> Answer:
    timeout = urllib3.Timeout(connect=settings.timeout_s, read=settings.timeout_s)
    headers = {"User-Agent": settings.agent, "Accept-Encoding": "gzip, deflate",
               "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5"}
    began = time.monotonic()
    with _pool(target, timeout) as pool:
        where = target.address if target.proxy else target.path
        if not target.proxy:
            headers["Host"] = _host(target)
        answer = pool.request("GET", where, headers=headers, redirect=False, retries=False,
                              preload_content=False)
        pieces, size = [], 0
        for piece in answer.stream(_PIECE_BYTES, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > settings.max_bytes:
                raise CannotFetch(f"the answer is longer than {settings.max_bytes:,} bytes",
                                  where=target.address[:200], remedy="raise the limit")
            if time.monotonic() - began > settings.longest_answer_s:
                raise CannotFetch("the answer takes too long", where=target.address[:200],
                                  remedy="try again later")
        return Answer(target, answer.status, answer.reason or "",
                      tuple((key, value) for key, value in answer.headers.items()),
                      b"".join(pieces))


def _pool(target: Target, timeout: urllib3.Timeout
          ) -> urllib3.ProxyManager | urllib3.HTTPConnectionPool:
    """Connect to the number that was checked; the certificate must be the name's."""
    if target.proxy:
        return urllib3.ProxyManager(target.proxy, timeout=timeout)
    if target.scheme == "https":
        return urllib3.HTTPSConnectionPool(
            target.numbers[0], target.port, timeout=timeout, server_hostname=target.host,
            assert_hostname=target.host)
    return urllib3.HTTPConnectionPool(target.numbers[0], target.port, timeout=timeout)


def _host(target: Target) -> str:
    name = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return name if target.port == usual else f"{name}:{target.port}"
