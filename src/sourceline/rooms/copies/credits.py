"""Lines in which an article says whose words it prints: wire credits and interested bylines.

In: a text. Out: `Credit`s. Only the head and the tail of an article are looked at, since a body
that mentions an agency has not thereby been written by it. Agencies are `lexicon/wires.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec

from sourceline.lexicon.load import About, load
from sourceline.record.article import Text
from sourceline.rooms.copies.parties import InterestedWords, find_parties, find_printed

# A dateline stands in the first lines, a credit in the last; a long line is no credit.
_HEAD_CHARS, _TAIL_CHARS, _LINE_CHARS = 700, 500, 240
_NAME = r"[A-ZÀ-Þ][\w’'.-]{0,30}"
_LINE = re.compile(r"[^\n]+")
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_DASH = re.compile(r"[—–-]\s{0,2}")


class CreditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of credit lines."""

    agency_ends: tuple[str, ...]
    before: tuple[str, ...]
    partial: tuple[str, ...]
    unnamed: tuple[str, ...]
    reprints: tuple[str, ...]


class Wires(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/wires.toml`."""

    about: About
    agencies: dict[str, tuple[str, ...]]
    credits: CreditWords
    interested: InterestedWords


@dataclass(frozen=True, order=True)
class Credit:
    """Words that credit an agency fully or in part, by which a party signs for itself, or that say
    whose statement is printed here.

    `start == end` where the words stand in the byline only.
    """

    kind: Literal["full", "partial", "interested", "printed"]
    name: str
    start: int
    end: int


@cache
def _wires() -> Wires:
    content: Wires = load("wires.toml", Wires)
    return content


def reprint_phrases() -> tuple[str, ...]:
    """Give the phrases that stand before the outlet an article is taken from."""
    return _wires().credits.reprints


@cache
def _agency() -> re.Pattern[str]:
    names = sorted((name for all_names in _wires().agencies.values() for name in all_names),
                   key=lambda name: (-len(name), name))
    ends = "|".join(map(re.escape, _wires().credits.agency_ends))
    known = "|".join(map(re.escape, names))
    no_name = r"(?<![\w-])(?!(?:By|From|Source|Text|Credit) )"
    return re.compile(rf"{no_name}(?:(?:{_NAME} ){{1,4}}(?:{ends})|{known})(?![\w-])")


@cache
def _canonical() -> dict[str, str]:
    return {name: agency for agency, names in _wires().agencies.items() for name in names}


def find_credits(text: Text) -> tuple[Credit, ...]:
    """Find the credit lines of an article.

    >>> text = Text(article="a1", captured="", edits=(), parts=(),
    ...     words="HARBOUR (Ostmark News Agency) — The council met.")
    >>> [(credit.kind, credit.name) for credit in find_credits(text)]
    [('full', 'Ostmark News Agency')]
    """
    found: set[Credit] = set()
    for start, line, last in edge_lines(text.words):
        found.update(_in_line(start, line, last))
    if text.byline and text.byline not in text.words[:_HEAD_CHARS]:
        # Cleaning took the byline out of the words: it credits, but has no place to cite.
        found.update(replace(credit, start=0, end=0) for credit in _in_line(0, text.byline, True))
    return tuple(sorted(found, key=lambda credit: (credit.start, credit.kind, credit.name)))


def is_agency(name: str) -> bool:
    """Tell the name of an agency.

    >>> is_agency("Ostmark News Agency"), is_agency("The Harbour Bell")
    (True, False)
    """
    return _agency().fullmatch(name) is not None


def edge_lines(words: str) -> Iterator[tuple[int, str, bool]]:
    """Give the first and last lines with their place, and whether it is one of the last."""
    tail = max(0, len(words) - _TAIL_CHARS)
    for match in _LINE.finditer(words[:_HEAD_CHARS]):
        yield match.start(), match.group(), match.start() >= tail
    for match in _LINE.finditer(words, max(tail, words.find("\n", tail) + 1)):
        yield match.start(), match.group(), True


def _in_line(start: int, line: str, last: bool) -> Iterator[Credit]:
    credits = _wires().credits
    low = line.lower()
    if any(word in low for word in credits.partial):
        if len(line) <= _LINE_CHARS:
            yield from _partial(start, line, low)
        return
    for match in _agency().finditer(line[:_LINE_CHARS]):
        if _is_full(line, match, last):
            name = _canonical().get(match.group(), match.group())
            yield Credit("full", name, start + match.start(), start + match.end())
    for body, first, end in find_printed(line):
        yield Credit("printed", body, start + first, start + end)
    for party in find_parties(line):
        yield Credit("interested", party.name, start + party.start, start + party.end)


def _partial(start: int, line: str, low: str) -> Iterator[Credit]:
    for match in _agency().finditer(line):
        name = _canonical().get(match.group(), match.group())
        yield Credit("partial", name, start + match.start(), start + match.end())
    for word in _wires().credits.unnamed:
        at = low.find(word)
        if at >= 0:
            yield Credit("partial", "agencies", start + at, start + at + len(word))
            return


def _is_full(line: str, match: re.Match[str], last: bool) -> bool:
    """Say whether a name stands where a line credits: in brackets, after "by", alone."""
    before, after = line[:match.start()].strip(), line[match.end():].strip()
    bracketed = before.endswith("(") and after.startswith(")")
    if bracketed:
        # A dateline has a place before its bracket and a dash or nothing after it.
        rest = after[1:].lstrip()
        return (last and not rest) or (bool(_DASH.match(rest)) and len(before) < 60)
    word = before.lower().rstrip(":").strip()
    if not after.strip(".") and (not word or word in _wires().credits.before):
        return True
    joined = (",", "|", "/", "–", "—", "-")
    signed = before.lower().startswith("by ") and before.endswith(joined)
    return (signed or (last and before.endswith(("—", "–", "--")))) and not after.strip(".")
