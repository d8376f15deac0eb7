"""Manners: what robots.txt allows, and how long to wait between two requests to one host.

In: a way to ask. Out: `Manners`, which lets a request through or refuses it.
"""

import time
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from sourceline.errors import CannotFetch
from sourceline.rooms.acquire.fetch.ask import Answer, Ask
from sourceline.rooms.acquire.fetch.guard import Target, find_target
from sourceline.rooms.acquire.fetch.settings import FetchSettings

_ROBOTS_BYTES = 500_000  # RFC 9309 asks for at least this much


class Manners:
    """Knows each host's rules and when it was last asked."""

    def __init__(self, ask: Ask, settings: FetchSettings,
                 wait: Callable[[float], None] = time.sleep,
                 clock: Callable[[], float] = time.monotonic) -> None:
        """Keep the ways to ask, to wait and to read the time."""
        self._ask, self._settings = ask, settings
        self._wait, self._clock = wait, clock
        self._rules: dict[tuple[str, str, int], RobotFileParser] = {}
        self._last: dict[str, float] = {}

    def let(self, target: Target) -> None:
        """Wait until this host may be asked for this page.

        Refuses: `CannotFetch` where robots.txt forbids it or asks for pauses too long to wait.
        """
        rules = self._rules_of(target)
        if not rules.can_fetch(self._settings.agent, target.address):
            raise CannotFetch("robots.txt of this host forbids it", where=target.address[:200],
                              remedy="ask the outlet, or save the page by hand")
        pause = max(self._settings.pause_s, float(rules.crawl_delay(self._settings.agent) or 0))
        if pause > self._settings.longest_pause_s:
            raise CannotFetch(f"this host asks for pauses of {pause:.0f} seconds",
                              where=target.host, remedy="raise longest_pause_s if you can wait")
        self._pause(target.host, pause)

    def _pause(self, host: str, pause_s: float) -> None:
        last = self._last.get(host)
        if last is not None and (left := last + pause_s - self._clock()) > 0:
            self._wait(left)
        self._last[host] = self._clock()

    def _rules_of(self, target: Target) -> RobotFileParser:
        where = (target.scheme, target.host, target.port)
        if where not in self._rules:
            self._rules[where] = self._read_rules(target)
        return self._rules[where]

    def _read_rules(self, target: Target) -> RobotFileParser:
        """Read a host's rules; by RFC 9309 a missing file allows all, a failing host nothing."""
        rules = RobotFileParser()
        host = f"[{target.host}]" if ":" in target.host else target.host
        address = f"{target.scheme}://{host}:{target.port}/robots.txt"
        found: Answer | None
        try:
            found = self._ask(find_target(address, allow_private=True, proxy=target.proxy,
                                          resolve=lambda *_: list(target.numbers)),
                              self._settings)
        except CannotFetch:
            found = None
        if found is None or found.status >= 500:
            words = "User-agent: *\nDisallow: /"
        elif found.status >= 300:
            words = ""
        else:
            words = found.content[:_ROBOTS_BYTES].decode("utf-8", errors="replace")
        rules.parse(words.splitlines())
        return rules
