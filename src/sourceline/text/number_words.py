"""The words of numbers: tokens that matter to a number, and cardinals read from them.

In: a text. Out: `Token`s and, at a token, a `Cardinal`; the type `Number`. Ranges, money and
percentages are `text/numerals.py`. It knows nothing of what is counted.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from sourceline.lexicon.load import About, load

Bound = Literal["exact", "about", "at_least", "at_most", "vague"]
NumberForm = Literal[
    "cardinal", "range", "percent", "points", "money", "fraction", "times", "ordinal", "tally"
]

# Bounded on both sides: 15 digits are the most a float keeps exactly, and no news counts more.
_TOKEN = re.compile(
    r"(?P<num>\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
    r"|(?P<sign>(?:[A-Za-z]{1,2})?\$|[€£¥₹₽₩₪₺₴₦])"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]{1,3})?)"
    r"|(?P<mark>[^\w\s])"
)


class NumeralWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/numerals.toml`."""

    about: About
    ones: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    glued_scales: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    vague: dict[str, tuple[float, float]]
    before: dict[Literal["about", "at_least", "at_most", "exact"], tuple[str, ...]]
    after: dict[Literal["about", "at_least", "at_most"], tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]
    joins: dict[str, tuple[str, ...]]
    currency_signs: dict[str, str]
    currency_words: dict[str, str]


@cache
def words() -> NumeralWords:
    """Give the number words of the lexicon."""
    content: NumeralWords = load("numerals.toml", NumeralWords)
    return content


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word, currency sign or mark; `low` is its lower-case text."""

    kind: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bound words at `start:end`; the bare number stands at `core:end`.

    `joined` is the word a hyphen ties to it ("year" in "20-year"), "" for none. `digits` is true
    for a bare number in figures without a comma or scale, as years and house numbers are written.
    """

    start: int
    core: int
    end: int
    low: float | None
    high: float | None
    bound: Bound
    form: NumberForm
    currency: str = ""
    joined: str = ""
    plain_digits: bool = False
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read from tokens `first` to `last` (half-open); `vague` when the words are."""

    low: float
    high: float
    first: int
    last: int
    vague: bool = False
    scale: float = 0
    digits: bool = False


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a stretch of a text into the tokens that can be part of a number.

    >>> [token.low for token in tokens_of("At least 1,500 died")]
    ['at', 'least', '1,500', 'died']
    """
    stop = len(text) if end is None else end
    return [
        Token(match.lastgroup or "", match.group().lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
    ]


def close(tokens: list[Token], at: int, joint: bool = False) -> bool:
    """Say whether token `at` follows the one before it with a small gap (or none, if `joint`)."""
    if not 0 < at < len(tokens):
        return False
    gap = tokens[at].start - tokens[at - 1].end
    return gap == 0 if joint else gap <= 2


def cardinal(tokens: list[Token], at: int) -> Cardinal | None:
    """Read one cardinal, exact or vague, that begins at token `at`.

    >>> read = cardinal(tokens_of("two dozen men"), 0)
    >>> read.low if read else None
    24.0
    """
    return _vague(tokens, at) or _digits(tokens, at) or _spelled(tokens, at)


def phrase(tokens: list[Token], at: int, table: dict[str, tuple[float, float]]) -> str:
    """Give the longest phrase of a table that stands at token `at`, "" for none."""
    for length in (3, 2, 1):
        said = " ".join(token.low for token in tokens[at:at + length])
        if said in table and _tight(tokens, at, at + length):
            return said
    return ""


def _tight(tokens: list[Token], first: int, last: int) -> bool:
    return last <= len(tokens) and all(close(tokens, at) for at in range(first + 1, last))


def _vague(tokens: list[Token], at: int) -> Cardinal | None:
    said = phrase(tokens, at, words().vague)
    if not said:
        return None
    low, high = words().vague[said]
    last = at + said.count(" ") + 1
    # "several hundred", "a few dozen", "a couple of thousand"
    scale = last
    if said == "a couple" and last < len(tokens) and tokens[last].low == "of":
        scale = last + 1
    factor = words().scales.get(tokens[scale].low) if scale < len(tokens) else None
    if factor and high <= 9 and close(tokens, scale):
        return Cardinal(low * factor, high * factor, at, scale + 1, vague=True, scale=factor)
    return Cardinal(low, high, at, last, vague=True)


def _digits(tokens: list[Token], at: int) -> Cardinal | None:
    token = tokens[at]
    if token.kind != "num":
        return None
    value, last, scale = float(token.low.replace(",", "")), at + 1, 0.0
    if last < len(tokens):
        word = tokens[last].low
        joint = close(tokens, last, joint=True) or _amount(tokens, at, last)
        glued = words().glued_scales.get(word) if joint else None
        factor = glued or (words().scales.get(word) if close(tokens, last) else None)
        if factor:
            value, last, scale = value * factor, last + 1, factor
    return Cardinal(round(value, 6), round(value, 6), at, last, scale=scale, digits=True)


def _amount(tokens: list[Token], at: int, scale: int) -> bool:
    """Say whether an amount is written with blanks: "€ 5 m", "5 m euros"."""
    if not close(tokens, scale):
        return False
    after = tokens[scale + 1].low if close(tokens, scale + 1) else ""
    sign = close(tokens, at) and tokens[at - 1].low in words().currency_signs
    return sign or after in words().currency_words


def _spelled(tokens: list[Token], at: int) -> Cardinal | None:
    """Read "one hundred and twenty-five thousand", "a hundred", "half a million"."""
    if tokens[at].low == "half" and at + 2 < len(tokens) and tokens[at + 1].low in ("a", "an"):
        half_of = words().scales.get(tokens[at + 2].low, 0)
        value = half_of / 2
        return Cardinal(value, value, at, at + 3, scale=half_of) if half_of else \
            Cardinal(0.5, 0.5, at, at + 2)  # "half a kilo"
    total, part, last, seen, scale = 0.0, 0.0, at, "", 0.0
    while last < len(tokens) and (last == at or close(tokens, last)):
        step = _step(tokens, last, seen)
        if step is None:
            break
        kind, value, width = step
        if kind == "scale":
            part, scale = (part or 1) * value, value
            if value >= 1000:
                total, part = total + part, 0.0
        else:
            part += value
        last, seen = last + width, f"{seen[-8:]} {kind}"
    if last == at or seen.endswith("article"):
        return None
    value = total + part
    return Cardinal(value, value, at, last, scale=scale)


def _step(tokens: list[Token], at: int, seen: str) -> tuple[str, float, int] | None:
    """Tell what the next token adds: its kind, its value, how many tokens it takes."""
    low, lexicon = tokens[at].low, words()
    after = tokens[at + 1].low if at + 1 < len(tokens) and close(tokens, at + 1) else ""
    if not seen and low in ("a", "an"):
        return ("article", 0, 1) if after in lexicon.scales else None
    if low in lexicon.scales:
        return ("scale", lexicon.scales[low], 1) if seen else None
    if low in lexicon.tens and not seen.endswith(("tens", "ones")):
        return "tens", lexicon.tens[low], 1
    if low in lexicon.ones and (not seen or seen.endswith(("scale", "tens"))):
        return "ones", lexicon.ones[low], 1
    if low == "-" and seen.endswith("tens") and after in lexicon.ones:
        return "ones", lexicon.ones[after], 2
    if low == "and" and seen.endswith("scale"):
        if after in lexicon.tens:
            return "tens", lexicon.tens[after], 2
        if after in lexicon.ones and "thousand" not in seen:
            return "ones", lexicon.ones[after], 2
    return None
