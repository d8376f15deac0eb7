"""Quotation marks: which opens, which closes, and what stands between them.

In: characters. Out: `Quote` spans in order, outer before inner. Curly, straight, wire (`` '') and
angle marks; a quotation may run over paragraphs that each open anew; a missing closer ends the
quotation at the sentence, never the article. It does not tell speech from titles.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]

_DOUBLE = {"“": "open", "„": "open", "«": "open", "”": "close", "»": "close", "\"": "either",
           "``": "open", "''": "close"}
_MARK = re.compile("|".join(_DOUBLE))
_SINGLE = re.compile("[‘’'‚]")
_BEFORE_OPEN = frozenset("([{—–-―:/")
_SENTENCE_END = frozenset(".!?")


@dataclass(frozen=True)
class Quote:
    """A quotation: `start:end` with its marks, `inner_start:inner_end` without.

    `closed` is False where the closing mark is missing; `continues` where the next paragraph
    goes on with it; `depth` counts the quotations around it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False
    depth: int = 0


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    side: str


def pair_quotes(words: str) -> list[Quote]:
    """Pair the quotation marks of a text, paragraph by paragraph.

    >>> [(quote.inner_start, quote.inner_end) for quote in pair_quotes('He said "yes" twice.')]
    [(9, 12)]

    Gives: quotes sorted by start; every one has at least one character inside.
    """
    quotes: list[Quote] = []
    start = 0
    paragraphs = [(at, at + len(line)) for at, line in _lines(words) if line.strip()]
    for number, (start, end) in enumerate(paragraphs):
        doubles = _double_quotes(words, start, end, _opens_next(words, paragraphs, number))
        quotes += doubles
        quotes += _single_quotes(words, start, end, doubles)
    return sorted(quotes, key=lambda quote: (quote.start, -quote.end))


def _lines(words: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for line in words.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _opens_next(words: str, paragraphs: list[Span], number: int) -> bool:
    """Tell whether the next paragraph begins with an opening mark."""
    if number + 1 == len(paragraphs):
        return False
    start, end = paragraphs[number + 1]
    begin = words[start:end].lstrip()[:2]
    return begin[:1] in ("“", "\"", "«", "„") or begin == "``"


def _marks(words: str, start: int, end: int) -> list[_Mark]:
    """Find the double marks of one paragraph and say which side each seems to be on."""
    return [_Mark(found.start(), found.end(),
                  _side(words, found.start(), found.end(), _DOUBLE[found.group()]))
            for found in _MARK.finditer(words, start, end)]


def _side(words: str, start: int, end: int, said: str) -> str:
    """Correct the side a mark claims by the spaces around it (keyboards get marks wrong)."""
    before, after = words[start - 1:start] or " ", words[end:end + 1] or " "
    may_open = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    may_close = not before.isspace() and (after.isspace() or not after.isalnum())
    if may_open and not may_close:
        return "open"
    if may_close and not may_open:
        return "close"
    return said


def _double_quotes(words: str, start: int, end: int, goes_on: bool) -> list[Quote]:
    quotes: list[Quote] = []
    opened: _Mark | None = None
    for mark in _marks(words, start, end):
        if opened is None:
            opened = mark if mark.side != "close" else None
        elif mark.side == "open":
            quotes += _unclosed(words, opened, mark.start)
            opened = mark
        else:
            quotes += _quote(opened, mark)
            opened = None
    if opened is not None and goes_on:
        last = start + len(words[start:end].rstrip())
        if last > opened.end:
            quotes.append(Quote(opened.start, last, opened.end, last, closed=False, continues=True))
    elif opened is not None:
        quotes += _unclosed(words, opened, end)
    return quotes


def _quote(opened: _Mark, closed: _Mark) -> list[Quote]:
    if closed.start <= opened.end:
        return []
    return [Quote(opened.start, closed.end, opened.end, closed.start)]


def _unclosed(words: str, opened: _Mark, limit: int) -> list[Quote]:
    """End a quotation whose closer is missing at the first sentence end, or at the limit."""
    end = limit
    for at in range(opened.end, limit - 1):
        if words[at] in _SENTENCE_END and words[at + 1].isspace():
            end = at + 1
            break
    end = opened.end + len(words[opened.end:end].rstrip())
    if end <= opened.end:
        return []
    return [Quote(opened.start, end, opened.end, end, closed=False)]


def _single_quotes(words: str, start: int, end: int, doubles: list[Quote]) -> list[Quote]:
    """Pair single marks that stand at the edges of words; apostrophes stay apostrophes."""
    quotes: list[Quote] = []
    starts = [quote.start for quote in doubles]
    opened = -1
    for found in _SINGLE.finditer(words, start, end):
        at = found.start()
        if words[at:at + 2] == "''" or words[at - 1:at + 1] == "''":
            continue
        before, after = words[at - 1:at] or " ", words[at + 1:at + 2] or " "
        opens = (before.isspace() or before in "([\"“`") and after.isalnum()
        closes = not before.isspace() and not after.isalnum()
        if opens and opened < 0 and words[at] != "’":
            opened = at
        elif closes and opened >= 0 and words[at] != "‘" and not _plural(words, at, end):
            depth = int(bisect_right(starts, opened) > 0
                        and doubles[bisect_right(starts, opened) - 1].end > at)
            quotes.append(Quote(opened, at + 1, opened + 1, at, depth=depth))
            opened = -1
    return [quote for quote in quotes if quote.inner_end > quote.inner_start]


def _plural(words: str, at: int, end: int) -> bool:
    """Tell a possessive plural ("the voters' choice") when another closer may follow."""
    if words[at - 1:at] != "s" or not words[at + 1:at + 2].isspace():
        return False
    later = words.find("'", at + 1, min(end, at + 400))
    curly = words.find("’", at + 1, min(end, at + 400))
    return any(place > 0 and not words[place + 1:place + 2].isalnum() for place in (later, curly))
