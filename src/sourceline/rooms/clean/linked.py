"""What a page says of itself in linked data: who wrote it and who published it.

In: the JSON-LD of a page's scripts. Out: `Linked`. Only the names of writers and of the publisher
are read; what is broken, or nests deeper than pages do, says nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

# Publishers nest an article in a graph in a list; real pages go no deeper than this.
_MAX_DEPTH = 4
_MAX_THINGS = 400
_MAX_SCRIPT_CHARS = 500_000
_MAX_NAMES = 8
_ARTICLES = ("article", "posting", "report", "webpage")


@dataclass(frozen=True)
class Linked:
    """Writers in the order given, and the publisher; empty where nothing says them."""

    writers: tuple[str, ...] = ()
    publisher: str = ""


def read_linked(scripts: Iterator[str]) -> Linked:
    """Read writers and publisher from the scripts of a page.

    >>> read_linked(iter(['{"@type": "NewsArticle", "author": {"name": "Ana Orr"}}'])).writers
    ('Ana Orr',)
    """
    writers: tuple[str, ...] = ()
    publisher = ""
    for script in scripts:
        for thing in _things(script):
            writers = writers or tuple(_names(thing.get("author"))[:_MAX_NAMES])
            publisher = publisher or next(iter(_names(thing.get("publisher"))), "")
    return Linked(writers, publisher)


def _things(script: str) -> Iterator[dict[object, object]]:
    """Give the articles of one script; a graph holds several things."""
    if len(script) > _MAX_SCRIPT_CHARS:
        return
    try:
        said: object = msgspec.json.decode(script.strip().encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return
    level: list[object] = [said]
    for _ in range(_MAX_DEPTH):
        below: list[object] = []
        for thing in level[:_MAX_THINGS]:
            if isinstance(thing, list):
                below += thing[:_MAX_THINGS]
            elif isinstance(thing, dict):
                if _is_article(thing.get("@type")):
                    yield thing
                below.append(thing.get("@graph"))
        level = below


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.casefold().endswith(_ARTICLES) for one in kinds)


def _names(said: object) -> list[str]:
    """Give the names of a person, a body, or a list of them; an address is no name."""
    found: list[str] = []
    for one in said if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        for single in name if isinstance(name, list) else [name]:
            if isinstance(single, str) and 1 < len(single.strip()) <= 120 \
                    and "/" not in single and "@" not in single:
                found.append(" ".join(single.split()))
    return list(dict.fromkeys(found))
