"""The third door of the room: which articles speak for a side of what they report.

In: texts as captured, and the outlets a user described. Out: `Interest`s. An article is marked by
its own words alone where a body signs for itself ("Analysis by …", a press office) or its page says
whose it is ("organ of …", a ministry's name on top), and by the user's words where its outlet is a
party to what it reports on. It says nothing of truth.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.record.copy import Interest
from sourceline.rooms.copies.credits import find_credits
from sourceline.rooms.copies.outlets import Outlet, outlet_of
from sourceline.rooms.copies.parties import find_described

VERSION = "1"
# Around an article: so many short lines at either end of its page.
_EDGE_LINES, _EDGE_CHARS, _PARAGRAPH_CHARS = 12, 3_000, 240


def find_interests(texts: Iterable[Text], outlets: Sequence[Outlet]) -> tuple[Interest, ...]:
    """Find the articles that speak for a party.

    >>> text = Text(article="a1", captured="", edits=(), parts=(),
    ...     words="Harbour dispute\\n\\nAnalysis by Free Harbour League\\n\\nThe piers are closed.")
    >>> [found.party for found in find_interests([text], ())]
    ['Free Harbour League']

    Gives: at most one for an article and party, sorted.
    """
    found: dict[tuple[str, str], Interest] = {}
    for text in texts:
        for interest in (*_signed(text), *_described(text), *_owned(text, outlets)):
            found.setdefault((interest.article, interest.party), interest)
    return tuple(found[key] for key in sorted(found))


def _signed(text: Text) -> Iterator[Interest]:
    for credit in find_credits(text):
        if credit.kind == "interested":
            placed = credit.start < credit.end
            cites = (cite(text.article, text.words, credit.start, credit.end),) if placed else ()
            yield Interest(article=text.article, party=credit.name, because=Because(
                rule="interests.signed", version=VERSION, cites=cites,
                sentence=f"{credit.name} signs for itself"))


def _described(text: Text) -> Iterator[Interest]:
    """Find what a page calls itself around the article: "weekly organ of the Harvest League"."""
    for line in _around(text.captured):
        party = find_described(line)
        if party is not None:
            yield Interest(article=text.article, party=party.name, because=Because(
                rule="interests.described", version=VERSION,
                sentence=f"the page calls itself “{line[party.start:party.end]}”"))
            return


def _around(captured: str) -> Iterator[str]:
    """Give the short lines of a page before its first paragraph and after its last."""
    lines = [line.strip() for line in captured[:_EDGE_CHARS].split("\n") if line.strip()]
    yield from takewhile(_is_short, lines[:_EDGE_LINES])
    lines = [line.strip() for line in captured[-_EDGE_CHARS:].split("\n") if line.strip()]
    yield from takewhile(_is_short, reversed(lines[-_EDGE_LINES:]))


def _is_short(line: str) -> bool:
    return len(line) < _PARAGRAPH_CHARS


def _owned(text: Text, outlets: Sequence[Outlet]) -> Iterator[Interest]:
    outlet = outlet_of(text, outlets)
    if outlet is None:
        return
    for party in dict.fromkeys((*((outlet.affiliation,) if outlet.affiliation else ()),
                                *outlet.party_to)):
        place = _named(text.words, party)
        if place is None:
            continue  # it is no party to a story in which its side does not occur
        why = outlet.because or f"{outlet.name} is the voice of {party}"
        yield Interest(article=text.article, party=party, because=Because(
            rule="interests.outlet", version=VERSION,
            sentence=f"by the list of outlets, {outlet.name} is a party where {party} is: {why}",
            cites=(cite(text.article, text.words, *place),)))


def _named(words: str, party: str) -> tuple[int, int] | None:
    """Find a party in the words: by its name, or for a government by its country's."""
    for name in (party, re.sub(r"^(?:the )?government of (?:the )?", "", party, flags=re.I)):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
        if found:
            return found.span()
    return None
