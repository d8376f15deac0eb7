"""Datelines: "KARSK, Nov. 30 (VNA) —", "Karsk | 3 March 2021 —", "[Karsk, 3 March 2021]".

In: the words before and after a date in its line. Out: whether they make it the dateline that opens
a report; and the day of a dateline without its year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.record.when import TimeExpression
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.head_lines import Line
from sourceline.rooms.times.rough import rough_sentences
from sourceline.rooms.times.tense import find_tense

_PLACE_CHARS = 64
_AGENCY = r"(?:\([^()\n]{2,40}\)\s?|/\s?[A-Z][\w .-]{1,30}/\s?|[A-Z][A-Z /-]{1,30}/?\s?)"
# A dash before another day is "from … to": the years somebody lived.
_DAY_NEXT = r"\s?(?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d)"
_DASH = re.compile(rf"[\s,.:)]{{0,3}}{_AGENCY}?\s?(?:—|–|--|-|:|―)(?!{_DAY_NEXT})")
_OPENING = re.compile(r"^[\s(*]{0,4}[^\W\d_][\w .,'’()/&|-]{0,60}?[\s,(/|—–-]{0,4}$")
_BRACKET = re.compile(r"^\s?[\[(]\s?[^\W\d_][\w .,'’-]{1,50}?,?\s$")
_BRACKET_END = re.compile(r"\s?[\])]\s?[:—–-]?\s?(?=[\"“‘'A-Z])")
_PLACE_AFTER = re.compile(r"^,?\s(?P<place>[A-Z][\w.’'-]+(?:[ ,]{1,2}[A-Z][\w.’'-]+){0,3})\s?"
                          r"(?:\([^()\n]{2,40}\)\s?)?(?:—|–|--|-|―|:)\s")
_CREDIT = re.compile(r"[(\[][^()\n]{2,40}[)\]]\W*$|\b(?:photo|credit|courtesy)\b", re.IGNORECASE)
_SMALL = frozenset(("of", "the", "de", "la", "el", "al", "and", "du", "des", "del", "e", "y", "am"))
_NOT_PLACES = frozenset(("On", "In", "Since", "By", "At", "From", "Until", "After", "Before", "The",
                         "But", "And", "It", "As", "For", "Through", "Between", "During", "To"))


@dataclass(frozen=True)
class YearlessDateline:
    """The day of a dateline without a year, and its words in the captured text.

    `weekday` is the first that its sentence tells as past.
    """

    month: int
    day: int
    words: str
    start: int
    end: int
    weekday: int | None = None


def is_dateline(before: str, after: str) -> bool:
    """Tell "Ostmark, 3 March 2021 —" by its capitals before and its dash after.

    >>> is_dateline("KARSK, ", " (VNA) — The bridge was opened.")
    True
    >>> is_dateline("[Karsk, ", "] The bridge was opened."), is_dateline("On ", " - a day")
    (True, False)
    >>> is_dateline("Ana Vela (", " – May 2, 2016) was a nurse.")  # when she lived
    False
    """
    if not after.strip(" -–—:―"):
        return False
    if not before.strip():
        return _PLACE_AFTER.match(after) is not None
    if len(before) > _PLACE_CHARS:
        return False
    if _BRACKET.match(before):
        return _BRACKET_END.match(after) is not None and is_place(before)
    dash = _DASH.match(after)
    if dash and dash[0].endswith(":") and _CREDIT.search(after):
        return False  # "Karsk, March 1, 2021: a picket. (AGP)" is under a photograph
    return bool(_OPENING.match(before) and dash) and is_place(before)


def is_place(words: str) -> bool:
    """Tell the name of a place, or of anyone, by its capitals."""
    found = re.findall(r"[^\W\d_]+", words)
    return bool(found) and found[0] not in _NOT_PLACES and all(
        word[0].isupper() or word in _SMALL for word in found)


def yearless_dateline(article: str, lines: Sequence[Line]) -> YearlessDateline | None:
    """Find a dateline that names its day but not its year: "KARSK, Nov. 30 (VNA) —"."""
    for line in lines:
        made = find_in(article, line.words, rough_sentences(line.words))
        for at, one in enumerate(made):
            relative = one.relative
            if relative is None or not relative.month or not relative.day or relative.amount:
                continue
            if is_dateline(line.words[:one.cite.start], line.words[one.cite.end:]):
                return YearlessDateline(relative.month, relative.day, one.cite.words,
                                        line.start + one.cite.start, line.start + one.cite.end,
                                        _past_weekday(line.words, made[at + 1:]))
    return None


def _past_weekday(words: str, made: Sequence[TimeExpression]) -> int | None:
    """Give the first weekday told as past in the sentence of a dateline."""
    for one in made:
        relative = one.relative
        if relative is not None and relative.weekday is not None:
            end = rough_sentences(words)[0][1]
            told = find_tense(words, (0, len(words)), one.cite.start, one.cite.end)
            plain = relative.amount is None and one.cite.end <= end and told == "past"
            return relative.weekday if plain else None
    return None
