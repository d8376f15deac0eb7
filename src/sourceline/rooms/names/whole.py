"""Names made whole: the rest of a quoted name, "news agency" after one, the number of a site.

In: the names of an article as judged, and its lines. Out: the same, some of them longer, and sites
that go by a number ("Karst 3") where the text has them at a place of place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.rooms.names.combine import Judged
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.runs import NOT_IN_NAMES
from sourceline.rooms.names.words import NameWords

_OPENING = frozenset(("“", "\"", "‘", "``", "«"))
_CLOSING = frozenset(("”", "\"", "’", "''", "»"))
_SMALL = frozenset(("of", "for", "a", "an", "the", "and", "in", "on", "to", "with", "against"))
_MAX_QUOTED_WORDS = 8
_AT = frozenset(("at", "near", "inside", "outside", "in"))
_AFTER_NUMBER = frozenset(("-", "–", "%", "percent", "per", ":", "million", "billion"))
# "At Gate 3", "in Phase 2": a number of one of many, no name.
_COUNTED = frozenset(("Gate", "Page", "Chapter", "Exit", "Route", "Level", "Phase", "Number",
                      "Class", "Grade", "Stage", "Tier", "Division", "Formula", "Group", "Article",
                      "Section", "Part", "Round", "Game", "Week", "Title", "Type", "Channel",
                      "Apollo", "Band", "Zone", "Ward", "District", "Room", "Floor", "Unit"))
_ROADS = frozenset(("Route", "Highway", "Interstate", "Motorway", "Autobahn"))
_MIN_SITE_LETTERS = 4
_MIN_TIMES = 2


@dataclass(frozen=True)
class _Site:
    """A capitalised word with its number, at its place."""

    start: int
    end: int
    text: str
    placed: bool


def make_whole(judged: Sequence[Judged], lines: Sequence[Line], words: NameWords) -> list[Judged]:
    """Give the names with what belongs to them; the result is in text order without overlap."""
    sites = _sites(lines, words)
    longer: list[Judged] = []
    number = 0
    for one in sorted([*sites, *judged], key=lambda one: (one.start, -one.end)):
        if longer and one.start < longer[-1].end:
            continue
        while number + 1 < len(lines) and lines[number].words[-1].end <= one.start:
            number += 1
        made = _lengthened(one, lines[number].words, words)
        while longer and made.start < longer[-1].end:
            longer.pop()
        longer.append(made)
    return longer


def _lengthened(one: Judged, row: Sequence[Word], words: NameWords) -> Judged:
    first = next((at for at, word in enumerate(row) if word.start == one.start), None)
    last = next((at for at, word in enumerate(row) if word.end == one.end), None)
    if first is None or last is None:
        return one
    if row[last].text in _ROADS and last + 1 < len(row) and row[last + 1].text.isdecimal():
        text = f"{one.text} {row[last + 1].text}"
        return replace(one, end=row[last + 1].end, text=text)
    if one.judgement[0] not in ("organization", "other"):
        return one
    end = last
    if first > 0 and row[first - 1].text in _OPENING:
        end = _quoted_end(row, last)
    listed = one.text in words.known or one.text in words.places or one.text in words.adjectives
    agency = [word.text for word in row[last + 1:last + 3]] == ["news", "agency"]
    if end == last and agency and not listed:
        end = last + 2
    if one.text.endswith("World War") and last + 1 < len(row) \
            and row[last + 1].text in ("I", "II", "One", "Two"):
        end = last + 1
    if end == last and not listed and _is_group(one, row[last + 1:last + 2], words):
        end = last + 1
    # "Velm-Oste War", "Velm-Oste Tribunal", but a "Karst-Orla League" may be two.
    states = first > 1 and row[first - 2].text in words.places
    several = last > first and (states or one.judgement[0] == "other")
    begin = _hyphened(row, first) if several else first
    if (begin, end) == (first, last):
        return one
    text = row[begin].text + "".join((" " if word.spaced else "") + word.text
                                     for word in row[begin + 1:end + 1])
    return replace(one, start=row[begin].start, end=row[end].end, text=text)


def _is_group(one: Judged, more: Sequence[Word], words: NameWords) -> bool:
    """Tell "Orla Sound" of "Orla Sound Anarchists": a reader left off who they are."""
    if not more or one.judgement != ("organization", "names.reader") or one.text.isupper():
        return False
    text, lemma = more[0].text, more[0].lemma.lower()
    plain = {text.lower(), lemma} & words.nouns or text in NOT_IN_NAMES or any(
        said in words.listed_words for said in (text, lemma.capitalize()))
    return more[0].capital and more[0].pos in ("PROPN", "NOUN") and text.isalpha() \
        and text[-1] == "s" and len(text) > _MIN_SITE_LETTERS and not plain


def _hyphened(row: Sequence[Word], first: int) -> int:
    """Give the first word of "Velm-Oste-Orla Agreement", whose parts hang on dashes."""
    while first > 1 and row[first - 1].text in "-‐‑–" and not row[first - 1].spaced \
            and not row[first].spaced and row[first - 2].capital:
        first -= 2
    return first


def _quoted_end(row: Sequence[Word], last: int) -> int:
    """Give the last word before the closing mark if the whole quotation is written as a name.

    "“World Summit for a Free Velm”" is; what no small word joins ("“ABC holding”") is not.
    """
    if last + 1 < len(row) and row[last + 1].text not in _SMALL:
        return last
    for at in range(last + 1, min(len(row), last + 1 + _MAX_QUOTED_WORDS)):
        if row[at].text in _CLOSING:
            return at - 1 if row[at - 1].capital else last
        if not (row[at].capital or row[at].text in _SMALL):
            return last
    return last


def _sites(lines: Sequence[Line], words: NameWords) -> list[Judged]:
    """Find sites that go by a number, named twice or more and at least once after "at"."""
    found = [site for line in lines if not line.heading for site in _numbered(line.words, words)]
    times = Counter(site.text for site in found)
    placed = {site.text for site in found if site.placed}
    return [Judged(site.start, site.end, ("place", "names.numbered"), site.text) for site in found
            if times[site.text] >= _MIN_TIMES and site.text in placed]


def _numbered(row: Sequence[Word], words: NameWords) -> Iterator[_Site]:
    for at in range(1, len(row) - 1):
        name, number = row[at], row[at + 1]
        if not (number.text.isdecimal() and len(number.text) == 1 and number.spaced
                and name.capital and name.text.isalpha()):
            continue
        plain = any(name.text in some for some in (NOT_IN_NAMES, _COUNTED, words.facilities,
                                                   words.heads)) \
            or name.text.lower() in words.common or len(name.text) < _MIN_SITE_LETTERS
        after = row[at + 2].text if at + 2 < len(row) else "."
        if plain or name.text in words.places or row[at - 1].capital or after in _AFTER_NUMBER:
            continue
        yield _Site(name.start, number.end, f"{name.text} {number.text}",
                    row[at - 1].text.lower() in _AT)
