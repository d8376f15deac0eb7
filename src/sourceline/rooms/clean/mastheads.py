"""Mastheads: lines of a head that say who published or wrote an article, beside its date.

In: the words of a line. Out: `Masthead`: the outlet, the byline, or neither ("Velm Wire | Oct. 3,
2031", "By Ana Orr and Jo Lee, The Velm Bell"). A name that may be a person's or a paper's is left.
"""

import re
from dataclasses import dataclass

from sourceline.rooms.clean.blocks import count_words
from sourceline.rooms.clean.words import HEAD, letters_of

_PARTS = re.compile(r"\s*[|•·]\s*|\s+[—–-]\s+")
_COMMA = re.compile(r"\s*,\s+")
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_MONTH = rf"(?:{'|'.join(sorted(HEAD.months, key=len, reverse=True))})\.?"
_WEEKDAY = rf"(?:{'|'.join(sorted(HEAD.weekdays, key=len, reverse=True))})\.?,?"
_DATED = re.compile(
    rf"(?:{_WEEKDAY}\s+)?(?:{_DAY}\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?\.?", re.IGNORECASE)
# Longer lines are sentences.
_MAX_CHARS = 160


@dataclass(frozen=True)
class Masthead:
    """Who published and who wrote, as one line says it; "" where it does not."""

    outlet: str = ""
    byline: str = ""


def cut_date(words: str) -> str:
    """Take a date off the end of a name.

    >>> cut_date("Ana Orr Thursday 18 April 2030"), cut_date("Velm Wire, Oct. 3, 2031")
    ('Ana Orr', 'Velm Wire')
    """
    if len(words) > _MAX_CHARS:
        return words
    found = next((match for match in _DATED.finditer(words) if match.end() == len(words.rstrip())),
                 None)
    if not found or (found.start() and words[found.start() - 1].isalnum()):
        return words
    return words[:found.start()].rstrip(" ,;|·•—–-")


def read_masthead(words: str, known: str = "") -> Masthead:
    """Read a dated line without "by" that names an outlet.

    >>> read_masthead("Velm Wire | Oct. 3, 2031"), read_masthead("Ana Orr | Oct. 3, 2031")
    (Masthead(outlet='Velm Wire', byline=''), Masthead(outlet='', byline=''))
    """
    bare = words.strip()
    name = cut_date(bare)
    if len(bare) > _MAX_CHARS or name == bare or not 1 <= count_words(name) <= 7:
        return Masthead()
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) == 1 and is_outlet(parts[0], known):
        return Masthead(outlet=parts[0])
    return Masthead()


def split_byline(names: str, known: str = "") -> Masthead:
    """Part the writers from the outlet they write for.

    >>> split_byline("Ana Orr and Jo Lee, The Velm Bell")
    Masthead(outlet='The Velm Bell', byline='Ana Orr and Jo Lee')
    """
    pieces = _COMMA.split(names)
    if len(pieces) == 2 and is_outlet(pieces[1], known) and not is_outlet(pieces[0], known):
        return Masthead(pieces[1], pieces[0])
    return Masthead("", names)


def is_outlet(name: str, known: str = "") -> bool:
    """Tell the name of a paper, an agency or a station by a word such names are made of."""
    if known and letters_of(name) == letters_of(known):
        return True
    tokens = name.split()
    if not tokens or any(token[0].islower() and token not in ("of", "for", "and", "the")
                         for token in tokens):
        return False
    return tokens[-1].casefold().strip(".") in HEAD.outlet_words \
        or (len(tokens) > 1 and tokens[0] in ("The", "Radio", "Agence"))
