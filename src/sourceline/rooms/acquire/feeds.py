"""RSS and Atom: one article an entry, as far as the feed carries its words.

In: a `Source`. Out: the place of each entry and its article. Nothing is fetched: an entry that only
links to its page gives what the feed says and no more.
"""

import feedparser

from sourceline.rooms.acquire.settings import AcquireSettings
from sourceline.rooms.acquire.source import Carried, NoArticle, Source

FEED = (".rss", ".atom", ".rdf")
_MARKS = (b"<rss", b"<feed", b"<rdf:RDF")


def is_feed(head: bytes) -> bool:
    """Tell a feed from another XML file by its first tags.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">')
    True
    """
    return any(mark in head[:2_000] for mark in _MARKS)


def read_feed(source: Source, settings: AcquireSettings) -> list[tuple[str, Carried | NoArticle]]:
    """Give the entries of a feed in their order."""
    with source.open() as file:
        content = file.read(settings.max_article_bytes + 1)
    if len(content) > settings.max_article_bytes:
        return [("", NoArticle("too_large", "this feed is longer than "
                               f"{settings.max_article_bytes:,} bytes: raise the limit"))]
    feed = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        return [("", NoArticle("malformed" if feed.bozo else "empty", "no entry stands in this "
                               "feed: fetch it again"))]
    outlet = str(feed.feed.get("title", ""))
    return [(f"entry {number}", _entry(entry, outlet))
            for number, entry in enumerate(feed.entries, start=1)]


def _entry(entry: "feedparser.FeedParserDict", outlet: str) -> Carried | NoArticle:
    longest = max((str(part.get("value", "")) for part in entry.get("content", ())), key=len,
                  default="")
    words = longest or str(entry.get("summary", ""))
    if not words.strip():
        return NoArticle("no_text", "this entry carries no words, only a link: fetch its page")
    return Carried(text=words, address=str(entry.get("link", "")), outlet=outlet,
                   title=str(entry.get("title", "")), byline=str(entry.get("author", "")),
                   date=str(entry.get("published", "") or entry.get("updated", "")))
