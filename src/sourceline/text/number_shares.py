"""Numbers that are shares, multiples or places in a row: "one-third", "tenfold", "67th".

In: tokens of `text/number_words.py`. Out: a `Number` and the token after it. It reads no bound.
"""

import re

from sourceline.text.number_words import (
    Cardinal,
    Number,
    NumberForm,
    Token,
    cardinal,
    close,
    words,
)

_ORDINAL_END = {"st", "nd", "rd", "th"}
# "fired eight times as he fled" counts shots and compares nothing.
_SUBJECTS = frozenset(("", "the", "a", "an", "he", "she", "it", "they", "we", "i", "you"))
_FOLD = re.compile(r"(?P<word>[a-z]{3,12})fold")


def share(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """Read a fraction, a multiple or an ordinal at a token, with the token that follows it."""
    return (_of_a_million(tokens, at) or _fraction(tokens, at) or _times(tokens, at)
            or _ordinal(tokens, at))


def _of_a_million(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """Read "a quarter of a million": a count, no share."""
    if at + 4 >= len(tokens) or tokens[at + 2].low != "of":
        return None
    low = [token.low for token in tokens[at:at + 5]]
    if low[2:4] != ["of", "a"] or low[4] not in words().scales:
        return None
    top, bottom = words().ones.get(low[0], int(low[0] == "a")), words().fractions.get(low[1], 0)
    if not top or not bottom:
        return None
    return _plain(tokens, at, at + 5, words().scales[low[4]] * top / bottom, "cardinal"), at + 5


def _ordinal(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    token, lexicon = tokens[at], words()
    if token.kind == "num" and close(tokens, at + 1, joint=True):
        if tokens[at + 1].low in _ORDINAL_END and "." not in token.low:
            value = float(token.low.replace(",", ""))
            return _plain(tokens, at, at + 2, value, "ordinal"), at + 2
        return None
    if token.low in lexicon.ordinals:
        value = float(lexicon.ordinals[token.low])
        return _plain(tokens, at, at + 1, value, "ordinal"), at + 1
    if token.low in lexicon.tens and at + 2 < len(tokens) and tokens[at + 1].low == "-":
        unit = lexicon.ordinals.get(tokens[at + 2].low, 0)
        if 0 < unit < 10:
            value = float(lexicon.tens[token.low] + unit)
            return _plain(tokens, at, at + 3, value, "ordinal"), at + 3
    return None


def _fraction(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """Read "one-third", "two thirds", "a quarter of", "half of", "2/3", "one in five"."""
    low = [token.low for token in tokens[at:at + 4]] + ["", "", "", ""]
    lexicon = words()
    if low[0] == "half" and low[1] in ("of", "the", "as", "its", "their", "his", "her", "all"):
        return _plain(tokens, at, at + 1, 0.5, "fraction"), at + 1
    if low[0] in ("a", "one") and low[1] in lexicon.fractions and low[2] in ("of", "the", "as"):
        return _plain(tokens, at, at + 2, 1 / lexicon.fractions[low[1]], "fraction"), at + 2
    top = float(lexicon.ones.get(low[0], 0))
    if top and low[1] == "-" and low[2] in lexicon.fractions:
        return _plain(tokens, at, at + 3, top / lexicon.fractions[low[2]], "fraction"), at + 3
    if top and low[1] in lexicon.fractions and low[1].endswith(("s", "half")):
        return _plain(tokens, at, at + 2, top / lexicon.fractions[low[1]], "fraction"), at + 2
    return _one_in_five(tokens, at, low) or _slashed(tokens, at, low)


def _one_in_five(tokens: list[Token], at: int, low: list[str]) -> tuple[Number, int] | None:
    """Read "one in five", "nine out of 10", "one of every 35", "1 in every 400"."""
    if low[1] not in ("in", "out", "of"):
        return None
    width = next((len(said) for said in _IN if tuple(low[1:1 + len(said)]) == said), 0)
    if not width or at + 1 + width >= len(tokens):
        return None
    top, bottom = cardinal(tokens, at), cardinal(tokens, at + 1 + width)
    if top is None or bottom is None or top.last != at + 1 or top.vague or bottom.vague:
        return None
    every = low[width] == "every"
    if not 0 < top.low < bottom.low <= (10 if low[1] == "in" and not every and top.low > 1
                                        else 100_000):
        return None
    if low_after(tokens, bottom.last) in _TIMES:  # "one in two days": a pace, no share
        return None
    if low[1] == "in" and not every and not _alike(top, bottom):
        return None
    return _plain(tokens, at, bottom.last, top.low / bottom.low, "fraction"), bottom.last


_IN = (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",))
_TIMES = frozenset((
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights",
    "week", "weeks", "month", "months", "year", "years", "decades",
))
# "one in 1,200" is a share, "one in 2031" a year.
_NO_YEAR = 1000


def _alike(top: Cardinal, bottom: Cardinal) -> bool:
    """Say whether "one in five" writes both numbers alike, or "one in 12" can be no year."""
    if top.digits == bottom.digits:
        return top.low <= 9
    return top.low == 1 and bottom.low < _NO_YEAR


def _slashed(tokens: list[Token], at: int, low: list[str]) -> tuple[Number, int] | None:
    if low[1] != "/" or not (low[0].isdecimal() and low[2].isdecimal()):
        return None
    top, bottom = int(low[0]), int(low[2])
    tight = close(tokens, at + 1, joint=True) and close(tokens, at + 2, joint=True)
    # Only what is written as a share: 9/11 and 24/7 are not, so the bottom must be a usual one.
    if not tight or low[3] == "/" or not 0 < top < bottom or bottom not in (2, 3, 4, 5):
        return None
    return _plain(tokens, at, at + 3, top / bottom, "fraction"), at + 3


def _times(tokens: list[Token], at: int) -> tuple[Number, int] | None:
    """Read "three times as many", "twice the", "tenfold"."""
    low = [token.low for token in tokens[at:at + 3]] + ["", "", ""]
    if low[0] in ("twice", "double", "triple") and low[1] in ("as", "the", "that"):
        value = 3.0 if low[0] == "triple" else 2.0
        return _plain(tokens, at, at + 1, value, "times"), at + 1
    fold = _FOLD.fullmatch(low[0])
    if fold and fold["word"] in words().ones:
        return _plain(tokens, at, at + 1, float(words().ones[fold["word"]]), "times"), at + 1
    read = cardinal(tokens, at) if low[1] == "times" or low[2] == "times" else None
    if read is None or read.vague or read.last + 1 >= len(tokens):
        return None
    ratio = tokens[read.last].low == "times" and tokens[read.last + 1].low in (
        "as", "more", "the", "higher", "larger", "greater", "bigger", "less", "that")
    if not ratio:
        return None
    if tokens[read.last + 1].low == "as" and low_after(tokens, read.last + 2) in _SUBJECTS:
        return None
    return _plain(tokens, at, read.last + 1, read.low, "times"), read.last + 1


def low_after(tokens: list[Token], at: int) -> str:
    """Give the lower-case word at a token, "" after the last."""
    return tokens[at].low if at < len(tokens) else ""


def _plain(tokens: list[Token], at: int, last: int, value: float, form: NumberForm) -> Number:
    start, end = tokens[at].start, tokens[last - 1].end
    return Number(start=start, core=start, end=end, low=value, high=value, bound="exact",
                  form=form, spelled=tokens[at].kind == "word")
