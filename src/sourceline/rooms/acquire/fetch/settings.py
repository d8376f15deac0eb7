"""Settings of fetching. In: nothing. Out: `FetchSettings`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FetchSettings:
    """How politely, how much, and where to."""

    # Pause between two requests to one host; robots.txt may ask for more.
    pause_s: float = 2.0
    # A host that asks for longer pauses than this is skipped, not waited for.
    longest_pause_s: float = 60.0
    timeout_s: float = 30.0
    # Whole time for one answer, however slowly it drips.
    longest_answer_s: float = 120.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    # Tries after the first, each after a longer pause; for answers that may pass (429, 5xx).
    retries: int = 2
    # Addresses taken from one feed or sitemap.
    max_listed: int = 50_000
    # Sitemaps that one sitemap may lead to, and how long each may be (the standard's own bound).
    max_lists: int = 1_000
    max_list_bytes: int = 50_000_000
    # Machines of the own network answer with what only this network may see.
    allow_private: bool = False
    agent: str = "sourceline (research; obeys robots.txt)"
    # "http://host:port"; "" for what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say; "none" for no proxy.
    proxy: str = ""
    # Leave names to the proxy: nothing is looked up here, so that this network's resolver does not
    # see what is read; then only the shape of a name is checked.
    proxy_resolves: bool = False
