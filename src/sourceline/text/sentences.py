"""Sentences: where one ends and the next begins, inside one paragraph.

In: characters, the tokens of a paragraph, and lists of abbreviations. Out: ranges of tokens.
Newspaper prose first: titles and initials, quotations and brackets that close after the stop,
missing spaces after a stop, ellipses, newswire with spaces around its marks.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

Span = tuple[int, int]

_STOPS = frozenset(".!?…。")
_OPENERS = frozenset("“‘«([{`")
_CLOSERS = frozenset("”’»)]}")
_STRAIGHT = frozenset(("\"", "'", "''", "``"))


@dataclass(frozen=True)
class StopWords:
    """Words that keep their full stop, by what may follow them (see lexicon/abbreviations)."""

    before_name: Set[str]
    before_number: Set[str]
    inside: Set[str]
    may_end: Set[str]
    starters: Set[str]


def split_sentences(words: str, tokens: Sequence[Span], stops: StopWords) -> list[Span]:
    """Group the tokens of one paragraph into sentences.

    >>> none = StopWords(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())
    >>> split_sentences("It rained. We left.", [(0, 2), (3, 9), (9, 10), (11, 13), (14, 18),
    ...                 (18, 19)], none)
    [(0, 3), (3, 6)]

    Gives: half-open ranges of token indices, in order, together all tokens.
    """
    sentences: list[Span] = []
    first = at = 0
    quotes = 0
    while at < len(tokens):
        quotes += _is_straight(words, tokens[at])
        if not _ends_here(words, tokens, at, stops):
            at += 1
            continue
        after = at + 1
        while after < len(tokens) and _closes(words, tokens, after, quotes % 2 == 1):
            quotes += _is_straight(words, tokens[after])
            after += 1
        if after == len(tokens) or _begins(words, tokens, at, after, stops):
            sentences.append((first, after))
            first = after
            quotes = 0
        at = after
    if first < len(tokens):
        sentences.append((first, len(tokens)))
    return sentences


def _is_straight(words: str, token: Span) -> int:
    return int(words[token[0]:token[1]] in ("\"", "''", "``"))


def _ends_here(words: str, tokens: Sequence[Span], at: int, stops: StopWords) -> bool:
    """Tell whether this token may end a sentence at all."""
    start, end = tokens[at]
    if words[end - 1] not in _STOPS:
        return False
    if end - start == 1 or words[start] in _STOPS:
        return True
    if words[end - 1] != ".":
        return False
    word = words[start:end - 1]
    return word not in stops.before_name and word not in stops.inside


def _closes(words: str, tokens: Sequence[Span], at: int, open_quote: bool) -> bool:
    """Tell whether this token closes a quotation or bracket that the sentence opened."""
    start, end = tokens[at]
    word = words[start:end]
    if word in _CLOSERS or word[0] in _STOPS or word == "''":
        return True
    if word == "[" or words[start - 1] == "[":
        return _is_footnote(words, start - (word != "["))
    if word in _STRAIGHT and word != "``":
        glued = words[start - 1:start].strip() != ""
        loose = words[end:end + 1].strip() == ""
        return (glued and loose) or (open_quote and (glued or loose))
    return False


def _is_footnote(words: str, start: int) -> bool:
    """Tell "[12]", which belongs to the sentence before it."""
    close = words.find("]", start, start + 5)
    return close > 0 and words[start + 1:close].isdigit()


def _begins(words: str, tokens: Sequence[Span], at: int, after: int, stops: StopWords) -> bool:
    """Tell whether a new sentence begins at `after`, the stop standing at `at`."""
    closed = after > at + 1
    opening = after
    while opening < len(tokens) - 1 and _opens(words, tokens[opening]):
        opening += 1
    begin = tokens[opening][0]
    following = words[begin:tokens[opening][1]]
    start, end = tokens[at]
    if end - start > 1 and words[start] not in _STOPS:
        return _after_abbreviation(words, tokens[at], following, stops)
    dots = end - start > 1 and words[start] in _STOPS and words[end - 1] == "."
    if dots or words[start] == "…":
        return following[0].isupper() and (closed or opening > after or _spaced(words, end, begin))
    if following[0].islower():
        return not closed and words[start] == "." and _spaced(words, end, begin) and at > 0
    if words[start] != "." and following[0] in ",;:-–—":
        return False
    return following[0].isalnum() or opening > after or _spaced(words, end, begin)


def _spaced(words: str, end: int, begin: int) -> bool:
    return words[end:begin] != words[end:begin].strip() or begin > end


def _opens(words: str, token: Span) -> bool:
    word = words[token[0]:token[1]]
    return word[0] in _OPENERS or word in _STRAIGHT


def _after_abbreviation(words: str, token: Span, following: str, stops: StopWords) -> bool:
    """Tell whether a sentence ended with an abbreviation such as "Inc." or "U.S."."""
    word = words[token[0]:token[1] - 1]
    if word in stops.before_number:
        return following[0].isupper() and following in stops.starters
    if word in ("a.m", "p.m", "etc", "al", "A.M", "P.M"):
        return following[0].isupper() and not following.isupper()
    return following in stops.starters
