"""Numbers in English text: digits and words, ranges, bounds, money, percentages, fractions.

In: a text (or a stretch of it). Out: `Number`s with their place, low and high end, bound and
form. It does not know years, dates, ages, names or what is counted: that is `rooms/figures`.
The convention for vague words ("dozens") stands in `lexicon/numerals.toml`.
"""

from sourceline.text.number_bounds import bounded
from sourceline.text.number_shares import share
from sourceline.text.number_words import (
    Bound,
    Cardinal,
    Number,
    NumberForm,
    Token,
    cardinal,
    close,
    tokens_of,
    words,
)

_MILLION = 1_000_000
_DASHES = {"-", "–", "—"}


def find_numbers(text: str, start: int = 0, end: int | None = None) -> tuple[Number, ...]:
    """Find every number in a stretch of a text, from left to right, none overlapping.

    >>> [(n.low, n.high, n.bound) for n in find_numbers("At least 40, perhaps 50 to 60, fell.")]
    [(40.0, None, 'at_least'), (50.0, 60.0, 'about')]
    >>> [(n.low, n.currency) for n in find_numbers("It cost $1.5 million.")]
    [(1500000.0, 'USD')]

    Gives: offsets of the whole `text`. A range has the bound "about". "about 40" keeps 40 as both
    ends: the words name no width.
    """
    tokens = tokens_of(text, start, end)
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        read = _read(text, tokens, at)
        if read is None:
            at += 1
            continue
        number, last = read
        if number is not None:
            found.append(number)
        at = last
    return tuple(found)


def _read(text: str, tokens: list[Token], at: int) -> tuple[Number | None, int] | None:
    """Read one number at a token; (None, last) is a number that says no quantity (a score)."""
    if tokens[at].kind == "mark":
        return None
    special = share(tokens, at)
    if special is not None:
        number, last = special
        return bounded(tokens, at, last, number), last
    sign = _sign(tokens, at)
    first = at + 1 if sign else at
    if first >= len(tokens):
        return None
    if tokens[first].kind == "num" and _in_a_name(text, tokens[first], bool(sign)):
        return None, first + 1
    read = cardinal(tokens, first)
    if read is None:
        return None
    return _number(text, tokens, at, read, sign)


def _number(
    text: str, tokens: list[Token], at: int, read: Cardinal, sign: str
) -> tuple[Number | None, int]:
    low, high, last = read.low, read.high, read.last
    second = None if read.vague else _second(tokens, at, read)
    if second is not None:
        if second.low <= low and not (second.scale and not read.scale):
            if tokens[read.last].low != "or":
                return _tally(tokens, at, read, second), second.last
            if read.low != read.scale:
                return None, second.last
            high, last = second.high * read.scale, second.last  # "a dozen or two"
        else:
            factor = _shared_scale(read, second)
            low, high, last = low * factor, second.high, second.last
    form: NumberForm = "range" if second else "cardinal"
    bound: Bound = "about" if second else ("vague" if read.vague else "exact")
    scale = (second or read).scale
    form, currency, last = _kind(tokens, last, form, sign, scale)
    number = Number(
        start=tokens[at].start, core=tokens[at].start, end=tokens[last - 1].end,
        low=low, high=high, bound=bound, form=form, currency=currency,
        joined=_joined(tokens, last),
        plain_digits=read.digits and not read.scale and "," not in tokens[read.first].low,
        spelled=not read.digits,
    )
    end = tokens[last - 1].end
    if form == "cardinal" and read.digits and end < len(text) and text[end].isalpha():
        return None, last
    return bounded(tokens, at, last, number), last


def _tally(tokens: list[Token], at: int, first: Cardinal, second: Cardinal) -> Number | None:
    """Read "71 to 58" and "52-48" as two sides of a count; whole numbers only."""
    if first.vague or first.low != int(first.low) or first.low == second.low or at != first.first:
        return None
    start, end = tokens[at].start, tokens[second.last - 1].end
    return Number(start=start, core=start, end=end, low=first.low, high=first.low, bound="exact",
                  form="tally", spelled=not first.digits)


def _kind(
    tokens: list[Token], last: int, form: NumberForm, sign: str, scale: float
) -> tuple[NumberForm, str, int]:
    """Tell money and percentages by what follows the number."""
    said = [token.low for token in tokens[last:last + 2]]
    if sign:
        return "money", words().currency_signs[sign], last
    if said[:1] == ["%"]:
        return "percent", "", last + 1
    if said[:1] in (["percent"], ["pct"]):
        return "percent", "", last + 1
    if said == ["per", "cent"]:
        return "percent", "", last + 2
    if said[:1] == ["percentage"] and said[1:] in (["points"], ["point"]):
        return "points", "", last + 2
    if said[:1] == ["of"] and tokens[last - 1].low.endswith("s"):  # "millions of dollars"
        last, said = last + 1, [token.low for token in tokens[last + 1:last + 3]]
    if said[:1] == ["pounds"] and said[1:] != ["of"] and scale >= _MILLION:
        return "money", "GBP", last + 1  # "3 million pounds of grain" is a weight
    for width in (2, 1):
        currency = words().currency_words.get(" ".join(said[:width]), "")
        if currency and len(said) >= width and close(tokens, last):
            return "money", currency, last + width
    return form, "", last - (1 if tokens[last - 1].low == "of" else 0)


def _sign(tokens: list[Token], at: int) -> str:
    low = tokens[at].low
    if low not in words().currency_signs or not close(tokens, at + 1):
        return ""
    return low if at + 1 < len(tokens) and tokens[at + 1].kind == "num" else ""


def _second(tokens: list[Token], at: int, first: Cardinal) -> Cardinal | None:
    """Find the other end of a range: "10 to 15", "40-50", "between 40 and 50", "three or four"."""
    joint = first.last
    if joint + 1 >= len(tokens):
        return None
    low = tokens[joint].low
    follow = _perhaps(tokens, joint + 1) if low in ("or", ",") else joint + 1
    if low == "," and follow == joint + 1:
        return None
    if low != "," and not _ranged(tokens, at, joint):
        return None
    if tokens[follow].low in words().currency_signs and follow + 1 < len(tokens):
        follow += 1
    second = cardinal(tokens, follow)
    if second is None or second.vague or not close(tokens, follow):
        return None
    fits = first.low * _shared_scale(first, second)
    if low == "or" and second.low > fits * 3:
        return None
    return None if low == "," and second.low != fits + 1 else second


def _ranged(tokens: list[Token], at: int, joint: int) -> bool:
    """Say whether the word after a number may join it to the other end of a range."""
    low, before = tokens[joint].low, tokens[at - 1].low if at else ""
    if low in _DASHES:
        return close(tokens, joint, joint=True)
    if low == "to" and before == "from":  # "rose from 20 to 30" is a change, "ranging from" none
        return at > 1 and tokens[at - 2].low in words().joins["ranging"]
    return low in ("to", "or") or (low == "and" and before == "between")


def _perhaps(tokens: list[Token], at: int) -> int:
    """Step over "perhaps", "even", "as many as" between the ends of a range."""
    for width in (3, 1):
        if " ".join(token.low for token in tokens[at:at + width]) in words().joins["perhaps"] \
                and at + width < len(tokens):
            return at + width
    return at


def _shared_scale(first: Cardinal, second: Cardinal) -> float:
    """Give the scale a range names once: "15 to 20 million"."""
    return second.scale if second.scale and not first.scale else 1


def _joined(tokens: list[Token], last: int) -> str:
    if last + 1 >= len(tokens) or tokens[last].low not in ("-", "–"):
        return ""
    tight = close(tokens, last, joint=True) and close(tokens, last + 1, joint=True)
    word = tokens[last + 1]
    return word.low if tight and word.kind == "word" and word.low not in ("plus", "odd") else ""


def _in_a_name(text: str, token: Token, money: bool) -> bool:
    """Say whether digits belong to a name, a time, a date, an address or a list number."""
    before = text[token.start - 1] if token.start else " "
    prior = text[token.start - 2] if token.start > 1 else " "
    after = text[token.end:token.end + 1]
    beyond = text[token.end + 1:token.end + 2]
    if money:
        return False
    if before.isalnum() or before in "#_@/\\=&°№:^":
        return True
    if before == "." and prior.isspace():  # ".300"
        return True
    if before == "+" and prior.isalnum():  # "the P5+1 partners"
        return True
    if before in "-–./,'’" and (prior.isalnum() or before in "'’"):
        return not (before == "–" and prior == " ")
    return after in (":", "/", "_", "°", ".", ",") and beyond.isdigit()
