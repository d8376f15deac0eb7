"""The country an article is about: said in its first line, or named most.

In: a text and its toponyms. Out: a `Focus`. A country is given only with a clear lead.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.rooms.places.gazetteer import capitals, countries, find_candidates
from sourceline.rooms.places.toponyms import Toponym, country_words, fits_outer, place_meant
from sourceline.text.places import fold_place

VERSION = "1"
# "KARSK, Varenia (AP) —", "Karsk, July 3 (Reuters) -": a first line that names where from.
_DATELINE = re.compile(r"([A-Z][A-Za-z.’' -]{2,30}?)(?:, ([A-Z][A-Za-z. ]{1,24}?))?"
                       r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}))?\s*(?:\([^)\n]{2,40}\)\s*)?"
                       r"(?:—|–|--|-|:)\s")
_HEAD_CHARS = 1500
# Words nearer the top say more of what an article is about; chosen by eye on news articles.
_TOP_CHARS = 600
# Of all words for countries, the share that makes a country the one it is about, and its lead. A
# third was right as often on HRDsAttack dev (83 and 82 in 100), but claimed too much of articles
# about several countries.
_MIN_SHARE, _LEAD = 0.5, 1.35


@dataclass(frozen=True)
class Focus:
    """The country an article is about, if any, and how its words for countries divide."""

    country: str
    basis: Literal["dateline", "named", ""]
    because: Because | None
    shares: Mapping[str, float]

    def share(self, country: str) -> float:
        """Give a country's part of all words for countries, 0 to 1."""
        return self.shares.get(country, 0.0)


def find_focus(text: Text, toponyms: Sequence[Toponym]) -> Focus:
    """Find the country an article is about."""
    counts: dict[str, float] = defaultdict(float)
    for at, country, weight in country_words(text.words):
        counts[country] += weight * (2.0 if at < _TOP_CHARS else 1.0)
    for toponym in toponyms:
        country = _surely_in(toponym)
        if country:
            counts[country] += 0.7 * len(toponym.mentions)
    total = sum(counts.values())
    shares = {country: count / total for country, count in counts.items()} if total else {}
    dateline = _dateline(text, shares)
    ranked = sorted(shares, key=lambda one: (-shares[one], one))
    best = ranked[0] if ranked else ""
    second = shares[ranked[1]] if len(ranked) > 1 else 0.0
    if best and shares[best] >= _MIN_SHARE and shares[best] >= _LEAD * second:
        return Focus(best, "named", Because(
            rule="places.named", version=VERSION, score=round(shares[best], 2),
            sentence=f"of the words for countries and their people most are for {best}"), shares)
    if dateline is not None:
        country, start, end = dateline
        return Focus(country, "dateline", Because(
            rule="places.dateline", version=VERSION, sentence=f"written from {country}",
            cites=(cite(text.article, text.words, start, end),)), shares)
    return Focus("", "", None, shares)


def _surely_in(toponym: Toponym) -> str:
    """Give the country all large places of a name lie in."""
    if toponym.folded in countries() or toponym.folded in capitals():
        return ""  # counted as words already
    fits = [one for one in toponym.candidates
            if not toponym.outer or any(fits_outer(one, outer) for outer in toponym.outer)]
    large = [one for one in fits if one.people * 20 >= fits[0].people]
    found = {one.country for one in large}
    return found.pop() if len(found) == 1 and (large[0].people >= 20_000 or toponym.outer) else ""


def _dateline(text: Text, shares: Mapping[str, float]) -> tuple[str, int, int] | None:
    """Give the country of the place a first line names, where one can be told."""
    at = 0
    for line in text.words[:_HEAD_CHARS].splitlines(keepends=True):
        found = _DATELINE.match(line)
        if found:
            country = _country_at(found.group(1), found.group(2) or "", shares)
            if country:
                return country, at + found.start(1), at + found.end(2 if found.group(2) else 1)
        at += len(line)
    return None


def _country_at(name: str, outer: str, shares: Mapping[str, float]) -> str:
    folded = fold_place(name)
    held = place_meant(outer) if outer else ""
    fits = [one for one in find_candidates(folded) if not held or fits_outer(one, held)]
    if not fits:
        return ""
    if held or folded in capitals():
        return capitals().get(folded, fits[0].country) if not held else fits[0].country
    best = max(fits, key=lambda one: (one.people * (1 + 20 * shares.get(one.country, 0.0))))
    return best.country if best.people >= 100_000 else ""
