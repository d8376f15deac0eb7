"""The changes of a record as an Atom feed (RFC 4287).

In: lines of JSON as `changes.to_line` writes them. Out: XML. The log is the truth; the feed is
made anew from its last lines.
"""

import json
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

_ATOM = "http://www.w3.org/2005/Atom"
# Feed readers fetch the whole file each time; older changes stay in the log.
ENTRIES_MOST = 200
_TITLES = {"answered": "Answered", "overdue": "Overdue", "due": "Due", "figure": "Figure",
           "thread": "Thread", "began": "Thread"}


def write_feed(lines: Sequence[str], name: str) -> str:
    """Write the last changes as a feed, newest first.

    >>> "<feed" in write_feed((), "case")
    True
    """
    Tree.register_namespace("", _ATOM)
    feed = Tree.Element(f"{{{_ATOM}}}feed")
    changes = [json.loads(line) for line in lines[-ENTRIES_MOST:]][::-1]
    _add(feed, "title", f"Changes in {name}")
    _add(feed, "id", f"tag:sourceline.invalid,2026:record/{_plain(name)}")
    _add(feed, "updated", changes[0]["at"] if changes else "1970-01-01T00:00:00+00:00")
    _add(_add(feed, "author", ""), "name", "Sourceline")
    for change in changes:
        entry = _add(feed, "entry", "")
        _add(entry, "title", f"{_TITLES.get(change['kind'], 'Change')}: {change['says']}"[:300])
        _add(entry, "id", f"tag:sourceline.invalid,2026:change/{change['id']}")
        _add(entry, "updated", change["at"])
        _add(entry, "category", "").set("term", change["kind"])
        words = f"“{change['words']}”" if change["words"] else ""
        _add(entry, "summary", f"{change['says']}. {words}".strip())
    Tree.indent(feed)
    return Tree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add(above: Tree.Element, name: str, words: str) -> Tree.Element:
    element = Tree.SubElement(above, f"{{{_ATOM}}}{name}")
    if words:
        # XML 1.0 has no place for most control characters, not even escaped.
        element.text = "".join(sign for sign in words if sign in "\n\t" or sign.isprintable())
    return element


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)
