"""Toponyms: the names of places in an article, each with what stands right after or around it.

In: a text and its mentions. Out: `Toponym`s with their candidates, and the words that speak for a
country. It chooses nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sourceline.record.article import Text
from sourceline.record.entity import Mention
from sourceline.rooms.places.gazetteer import (
    Candidate,
    capitals,
    codes,
    countries,
    demonyms,
    find_candidates,
    wide,
)
from sourceline.text.places import fold_place

# "northern Varenia", "the city of Karsk": words around a name that are none of it.
_BEFORE = re.compile(r"(?i)^(?:the |greater |downtown |central |mainland |north(?:ern|west(?:ern)?"
                     r"|east(?:ern)?)? |south(?:ern|west(?:ern)?|east(?:ern)?)? |east(?:ern)? "
                     r"|west(?:ern)? |mid |(?:city|town|village|state|province|county|district"
                     r"|republic|island) of )+")
_AFTER = re.compile(r"(?i) (?:province|governorate|oblast|prefecture|region|city|state|district"
                    r"|county|parish|township|area|metropolitan area)$")
# "Salem, Ore.", "Karsk, Varenia", "Karsk in Varenia", "Karsk (Varenia)".
_OUTER = re.compile(r"(?:,|\s+in|\s+\(|,\s+in)\s*((?:[A-Z][\w.’'-]*)(?: (?:and |of |the )?"
                    r"[A-Z][\w.’'-]*){0,3})")
_MAX_OUTER_CHARS = 60
# A run of capitalised words, to look for names of countries and peoples.
_CAPITALISED = re.compile(r"[A-Z][\w.’'-]*(?: (?:(?:of|and|the) )?[A-Z][\w.’'-]*){0,5}")
_LONGEST = 5


@dataclass(frozen=True)
class Toponym:
    """One name in one article: where it stands, what it may mean, what is said to hold it."""

    folded: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    outer: tuple[str, ...]


def find_toponyms(text: Text, mentions: Sequence[Mention]) -> list[Toponym]:
    """Group an article's place names by name, with candidates that fit the words after them."""
    spoken: dict[str, list[Mention]] = {}
    outer: dict[str, set[str]] = {}
    for mention in sorted(mentions, key=lambda one: (one.cite.start, one.cite.end, one.id)):
        if mention.form != "name" or not _may_be_place(mention):
            continue
        name, inside = _split(mention.cite.words)
        if not name:
            continue
        spoken.setdefault(name, []).append(mention)
        after = inside or _outer_after(text.words, mention.cite.end)
        if after:
            outer.setdefault(name, set()).add(after)
    return [Toponym(name, tuple(said), _candidates(said[0].cite.words, name),
                    tuple(sorted(outer.get(name, ()))))
            for name, said in sorted(spoken.items())]


def _may_be_place(mention: Mention) -> bool:
    """Leave out people and bodies, and a capital that stands for its government."""
    if mention.kind == "place":
        return True
    return mention.kind == "government" and fold_place(mention.cite.words) in countries() and \
        fold_place(mention.cite.words) not in capitals()


def _split(words: str) -> tuple[str, str]:
    """Split "Karsk, Varenia" into the name and what holds it."""
    name, _, rest = words.partition(",")
    return fold_place(name), place_meant(rest.strip()) if rest.strip() else ""


def _candidates(words: str, folded: str) -> tuple[Candidate, ...]:
    name = words.partition(",")[0].strip()
    if folded in wide() or fold_place(_BEFORE.sub("", name)) in wide():
        return ()
    if name in demonyms():
        return tuple(one for one in find_candidates(fold_place(demonyms()[name]))
                     if one.kind == "country")
    full = find_candidates(folded)
    if full:
        return full
    short = codes().short.get(name, "")
    if short:
        return tuple(one for one in find_candidates(fold_place(short)) if one.kind == "state")
    bare = _BEFORE.sub("", name)
    if bare != name and find_candidates(fold_place(bare)):
        return find_candidates(fold_place(bare))
    without = _AFTER.sub("", bare)
    areas = find_candidates(fold_place(without)) if without != bare else ()
    return tuple(one for one in areas if one.kind != "country")


def _outer_after(words: str, end: int) -> str:
    """Give the place said to hold a name by the words right after it, "" for none."""
    found = _OUTER.match(words[end:end + _MAX_OUTER_CHARS])
    return place_meant(found.group(1)) if found else ""


def place_meant(words: str) -> str:
    """Give the country or state that words begin with, folded, "" for neither.

    >>> place_meant("Ore."), place_meant("France Telecom"), place_meant("Karsk")
    ('oregon', 'france', '')
    """
    parts = words.rstrip(",;:)").split()
    for count in range(min(len(parts), _LONGEST), 0, -1):
        said = " ".join(parts[:count])
        short = codes().short.get(said) or codes().short.get(said.rstrip(".") + ".")
        folded = fold_place(short or said.removesuffix("’s").removesuffix("'s"))
        if folded in countries() or any(one.kind == "state" for one in find_candidates(folded)):
            return folded
    return ""


def fits_outer(candidate: Candidate, outer: str) -> bool:
    """Tell whether a place lies in what is said to hold it."""
    if candidate.kind == "country":
        return fold_place(candidate.country) == outer
    return fold_place(candidate.state) == outer or countries().get(outer) == candidate.country


@cache
def _country_words() -> Mapping[str, tuple[str, float]]:
    """Give, for each word of a country or its people, the country and how much it says."""
    words = {name: (country, 1.0) for name, country in countries().items()}
    for word, country in demonyms().items():
        words.setdefault(fold_place(word), (country, 0.7))
    for name, country in capitals().items():
        words.setdefault(name, (country, 0.7))
    return words


def country_words(words: str) -> Iterator[tuple[int, str, float]]:
    """Find words that speak for a country: its name, its people, its capital."""
    known = _country_words()
    for run in _CAPITALISED.finditer(words):
        parts = run.group().split()
        at = 0
        while at < len(parts):
            count, found = _longest(parts, at, known)
            if found is not None:
                yield run.start(), found[0], found[1]
            at += count


def _longest(parts: Sequence[str], at: int, known: Mapping[str, tuple[str, float]]
             ) -> tuple[int, tuple[str, float] | None]:
    for count in range(min(len(parts) - at, _LONGEST), 0, -1):
        said = " ".join(parts[at:at + count])
        bare = said.removesuffix("’s").removesuffix("'s")
        if bare.islower():
            continue
        found = known.get(fold_place(bare))
        if found is not None:
            return count, found
    return 1, None
