"""Names of persons that a reader cut in two, put together again.

In: the spans a reader saw, in text order. Out: the same with "Juan" "Carlos Varga", "Ana" "dos"
"Santos", "Hosseini" "-" "Nejad" as one, and with a first part the reader left off where the text
calls the person by it alone.
"""

from collections.abc import Sequence

from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.spans import Span
from sourceline.rooms.names.words import NameWords

_JOINTS = frozenset(("-", "‐", "‑", "al", "el", "bin", "ibn", "bint", "abu", "ben", "ould", "wa"))
_ARTICLES = frozenset(("El", "Al", "Bin", "Ben", "De", "Van", "Von", "Der", "Ould", "Del", "Dos"))
_MAX_BETWEEN = 3


def mend_persons(spans: Sequence[Span], lines: Sequence[Line], words: NameWords) -> list[Span]:
    """Put together what is one person's name.

    Takes: spans before anything is cut off them.
    """
    alone = {lines[one.line].words[one.first].text for one in spans
             if one.kind == "person" and one.last - one.first == 1}
    mended: list[Span] = []
    for span in spans:
        row = lines[span.line].words
        before = mended[-1] if mended else None
        apart = before is None or before.line != span.line or before.last < span.first
        if span.kind == "person" and apart:
            span = _with_first(span, row, alone, words)
        if before is not None and _is_one(before, span, row, words):
            mended[-1] = Span(span.line, before.first, span.last, "person")
        elif before is None or before.line != span.line or before.last <= span.first:
            mended.append(span)
    return mended


def _is_one(before: Span, span: Span, row: Sequence[Word], words: NameWords) -> bool:
    """Tell two spans of one name: particles between them, or nothing and one is a lone word."""
    between = row[before.last:span.first]
    together = before.line == span.line and before.kind == span.kind == "person" \
        and before.last <= span.first and len(between) <= _MAX_BETWEEN
    titles = words.titles - words.given
    if not together or row[span.first].text.removesuffix(".") in titles \
            or row[before.last - 1].text.removesuffix(".") in titles:
        return False
    if not row[before.last - 1].text[-1].isalnum() or not row[span.first].capital:
        return False
    if any(word.text not in _JOINTS and word.text not in words.particles for word in between):
        return False
    if between and between[0].text in "-‐‑":
        return not between[0].spaced and not row[span.first].spaced
    lone = min(before.last - before.first, span.last - span.first) == 1
    return bool(between) or lone or row[before.last - 1].text in words.particles


def _with_first(span: Span, row: Sequence[Word], alone: set[str], words: NameWords) -> Span:
    """Add the word before a name where it is a person's name by itself elsewhere in the text."""
    at = span.first - 1
    # "Masri" has a name before "El Masri", "Karim" none that must.
    article = row[span.first].text in _ARTICLES and span.last - span.first > 1
    if at < 0 or not row[at].capital or not (article or row[at].text in alone) \
            or row[at].text in words.titles | words.places | words.known \
            or row[at].text.lower() in words.common | words.persons:
        return span
    first_of_run = at == 0 or not row[at - 1].capital
    return Span(span.line, at, span.last, span.kind) if first_of_run else span
