"""Tokens: words, numbers, addresses and marks, each non-space character in exactly one.

In: characters and the abbreviations that keep their full stop. Out: half-open spans. The cut
follows the Universal Dependencies treebanks of English: contractions and possessives are their
own tokens, hyphens too, except after a prefix ("anti-war"). It tells nothing about meaning.
"""

import re
from collections.abc import Set

Span = tuple[int, int]

_MARKS = "\u0300-\u036f\u200c\u200d\u00ad"
_LETTERS = rf"[^\W\d_{_MARKS}][^\W_]*(?:[{_MARKS}]+[^\W_]*)*"
# Repetitions that could be tried again and again are bounded, so that hostile input stays linear.
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\"“”]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}"
    r"|[^\W_]{1,63}(?:[.-][^\W_]{1,63}){0,4}\.(?:com|org|net|gov|edu|info|tv|co\.uk)(?!\w)"
    r"|[@#][^\W_]\w{1,60})"
    r"|(?P<initials>Ph\.D\.?|M\.Sc\.?|B\.Sc\.?|LL\.[BM]\.?"
    r"|(?:[^\W\d_]\.){2,20}(?!\w)|(?:[^\W\d_]\.){1,20}[^\W\d_](?!\w))"
    r"|(?P<year>['’‘]\d\ds?(?!\w))"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)(?P<glued>[^\W\d_]*)"
    rf"|(?P<word>{_LETTERS}(?:['’]{_LETTERS})*(?:&[A-Z]+)?)"
    r"|(?P<mark>\.{2,}|-{2,}|={2,}|\*{2,}|_{2,}|~{2,}|[!?]{2,}|``|''|\S)"
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|ll|ve|re))$", re.IGNORECASE)
_UNITS = frozenset((
    "am", "pm", "km", "kg", "mph", "bn", "m", "mn", "tn", "cm", "mm", "ft", "lb", "lbs", "k",
))
# Prefixes that stay with their word; all other hyphens are tokens of their own.
_PREFIXES = frozenset((
    "anti", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "inter", "intra",
    "macro", "mega", "meta", "mid", "mini", "mis", "multi", "neo", "non", "pan", "post", "pre",
    "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans",
    "ultra", "un",
))
_HYPHENS = "-‐‑"
_TRAILING = frozenset(".,;:!?)]}'’\"”»")


def find_tokens(words: str, start: int, end: int, abbreviations: Set[str]) -> list[Span]:
    """Cut `words[start:end]` into tokens.

    >>> find_tokens("Dr. Ito's plan", 0, 14, {"Dr"})
    [(0, 3), (4, 7), (7, 9), (10, 14)]

    Takes: abbreviations without their last full stop.
    Gives: spans in order that cover every character that is not white space.
    """
    spans: list[Span] = []
    at = start
    while match := _TOKEN.search(words, at, end):
        at = _take(words, end, match, abbreviations, spans)
    return spans


def _take(words: str, end: int, match: re.Match[str], known: Set[str], spans: list[Span]) -> int:
    """Add the tokens of one match and say where to go on."""
    first, last = match.span()
    if match.lastgroup == "address":
        while last > first + 1 and words[last - 1] in _TRAILING:
            last -= 1
        spans.append((first, last))
    elif match.lastgroup == "glued":
        last = _number(match, spans)
    elif match.lastgroup == "word":
        last = _word(words, first, last, end, known, spans)
    else:
        spans.append((first, last))
    return last


def _number(match: re.Match[str], spans: list[Span]) -> int:
    glued = match.group("glued")
    middle = match.end("number")
    if glued and glued.lower() in _UNITS:
        spans += [(match.start(), middle), (middle, match.end())]
    else:
        spans.append(match.span())
    return match.end()


def _word(words: str, first: int, last: int, end: int, known: Set[str], spans: list[Span]) -> int:
    """Add a word: its clitic apart, its full stop kept if it is an abbreviation."""
    if words[first:last].lower() == "cannot":
        spans += [(first, first + 3), (first + 3, last)]
        return last
    clitic = _CLITIC.search(words, max(first, last - 4), last)
    if clitic and clitic.start() > first:
        spans += [(first, clitic.start()), (clitic.start(), last)]
        return last
    if last < end and words[last] == "." and _is_abbreviation(words, first, last, known):
        last += 1
    elif last < end and words[last] in _HYPHENS and words[first:last].lower() in _PREFIXES:
        after = _TOKEN.match(words, last + 1, end)
        if after and after.lastgroup == "word" and "'" not in after.group() \
                and "’" not in after.group():
            last = after.end()
    spans.append((first, last))
    return last


def _is_abbreviation(words: str, first: int, last: int, known: Set[str]) -> bool:
    """Tell a listed abbreviation or a single capital; an ellipsis after it is not its stop."""
    if words[last + 1:last + 2] == ".":
        return False
    return words[first:last] in known or (last - first == 1 and words[first].isupper())
