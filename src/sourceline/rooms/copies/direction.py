"""Which of two articles had the words first: by their dates, else by whom they credit.

In: two texts, when they were published. Out: "a", "b" or "unknown". An article that credits the
other's outlet ("Source: Elm Post", "first published in the Elm Post", an agency in its dateline)
took the words from it; where both credit one another, or a third, it stays unknown.
"""

import re
from functools import cache
from typing import Literal

from sourceline.record.article import Text
from sourceline.record.when import Publication
from sourceline.rooms.copies.credits import edge_lines, find_credits, reprint_phrases
from sourceline.rooms.copies.outlets import folded

First = Literal["a", "b", "unknown"]


def first_of(a: Text, b: Text, published: tuple[Publication | None, Publication | None]) -> First:
    """Say which of two texts that share words was first.

    >>> elm = Text(article="a1", captured="", edits=(), parts=(), words="It rained.",
    ...     outlet="Elm Post")
    >>> oak = Text(article="a2", captured="", edits=(), parts=(),
    ...     words="It rained.\\nThis article first appeared in the Elm Post.")
    >>> first_of(elm, oak, (None, None))
    'a'
    """
    by_day = _by_day(*published)
    return _by_credit(a, b) if by_day == "unknown" else by_day


def _by_day(a: Publication | None, b: Publication | None) -> First:
    """Decide only where the two intervals do not touch each other."""
    if a is None or b is None:
        return "unknown"
    if a.published.to_date and b.published.from_date and (
            a.published.to_date <= b.published.from_date):
        return "a"
    if b.published.to_date and a.published.from_date and (
            b.published.to_date <= a.published.from_date):
        return "b"
    return "unknown"


def _by_credit(a: Text, b: Text) -> First:
    from_b, from_a = _credits(a, b.outlet), _credits(b, a.outlet)
    if from_a == from_b:
        return "unknown"
    return "b" if from_b else "a"


def _credits(text: Text, outlet: str) -> bool:
    """Say whether an article says that its words are another outlet's."""
    name = _plain(outlet)
    if len(name) < 3 or name == _plain(text.outlet):
        return False
    # An agency that only contributed has not written what both print.
    if any(credit.kind == "full" and _plain(credit.name) == name for credit in find_credits(text)):
        return True
    return any(_plain(said).startswith(name) for _, line, _ in edge_lines(text.words)
               for said in _reprint().split(line)[1:])


@cache
def _reprint() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, reprint_phrases())) + ")[: ]",
                      re.IGNORECASE)


def _plain(name: str) -> str:
    """Give a name as letters only: "The Elm Post" and "elmpost.example" are one outlet."""
    name = re.sub(r"^(?:https?://)?(?:www\.)", "", name.strip(), flags=re.IGNORECASE)
    site = re.fullmatch(r"([\w-]+)(?:\.[a-z]{2,10}){1,2}/?", name)
    return re.sub(r"[\W_]+", "", folded(site.group(1) if site else name))
