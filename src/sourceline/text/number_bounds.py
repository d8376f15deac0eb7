"""Words that bound a number: "at least", "an estimated", "up to", "or so".

In: tokens of `text/number_words.py` and a bare `Number`. Out: the number with its bound words.
The words stand in `lexicon/numerals.toml`.
"""

from dataclasses import replace
from functools import cache

from sourceline.text.number_words import Bound, Number, Token, close, words

_BE = frozenset(("be", "been", "being", "was", "were", "is", "are", "got"))
# "flew over at least 11 states": before another bound these are prepositions.
_PLACES = frozenset(("over", "above", "under", "below", "beyond", "around", "near", "some"))


@cache
def _before() -> dict[str, Bound]:
    return {said: bound for bound, all_said in words().before.items() for said in all_said}


@cache
def _after() -> dict[str, Bound]:
    return {said: bound for bound, all_said in words().after.items() for said in all_said}


def bounded(tokens: list[Token], at: int, last: int, number: Number) -> Number:
    """Add the words that bound a number standing at tokens `at` to `last` (half-open)."""
    bounds: list[Bound] = []
    article = at > 0 and tokens[at].kind == "num" and tokens[at - 1].low == "a"
    first = at - 1 if article and _phrase_before(tokens, at - 1)[0] else at  # "more than a 100"
    for _ in range(2):  # "at least some 40": the outer word counts, both are cited
        width, bound = _phrase_before(tokens, first)
        if not width or (bounds and tokens[first - width].low in _PLACES):
            break
        if _is_topic(tokens, first - width, number):
            break
        first -= width
        bounds.append(bound)
    if tokens[first - 1:first] and tokens[first - 1].low == "between" and number.form == "range":
        first -= 1
    width, after = _phrase_after(tokens, last)
    if width:
        bounds.insert(0, after)
    bound = bounds[-1] if bounds else number.bound
    low, high = number.low, number.high
    if bound == "at_least":
        high = None
    elif bound == "at_most":
        low = None
    elif number.bound == "vague":
        bound = "vague"
    end = tokens[last + width - 1].end
    return replace(number, start=tokens[first].start, end=end, low=low, high=high, bound=bound)


def _is_topic(tokens: list[Token], at: int, number: Number) -> bool:
    """Say whether "about" or "over" at a token begins a topic: "a row over 40 jobs"."""
    low, before = tokens[at].low, tokens[at - 1].low if at else ""
    if before in ("nothing", "little"):
        return True
    if low == "over" and before in words().topics["over_passive"]:
        # "was fined over $3 million" and "was arrested over 40 times" are bounds all the same
        return number.form != "money" and not _BE.isdisjoint(
            token.low for token in tokens[max(0, at - 4):at - 1])
    return low in ("about", "over") and before in words().topics[low]


def _phrase_before(tokens: list[Token], at: int) -> tuple[int, Bound]:
    if not close(tokens, at):
        return 0, "exact"
    for width in (4, 3, 2, 1):
        if at < width or not all(close(tokens, k) for k in range(at - width + 1, at)):
            continue
        bound = _before().get(" ".join(token.low for token in tokens[at - width:at]))
        if bound:
            return width, bound
    return 0, "exact"


def _phrase_after(tokens: list[Token], last: int) -> tuple[int, Bound]:
    if last < len(tokens) and tokens[last].low == "+" and close(tokens, last, joint=True):
        return 1, "at_least"
    skip = 1 if last < len(tokens) and tokens[last].low == "-" else 0
    for width in (2, 1):
        if last + skip + width > len(tokens):
            continue
        said = " ".join(token.low for token in tokens[last + skip:last + skip + width])
        tight = close(tokens, last) and (not skip or close(tokens, last + 1, joint=True))
        if said in _after() and tight and (skip or width == 2):
            return width + skip, _after()[said]
    return 0, "exact"
