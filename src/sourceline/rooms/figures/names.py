"""Numbers that are part of a name, a date, a time, an age or a list, and count nothing.

In: the tokens of a sentence, a number and its place among them. Out: yes or no.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.lexicon import lexicon
from sourceline.rooms.figures.phrases import measure_before, phrase_after, toll_before
from sourceline.rooms.figures.said import Place, low_at, originals
from sourceline.text.number_words import Number, Token

_MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
))
_HALVES = frozenset(("and", "first", "second", "latter", "other", "last", "top", "bottom"))
_COUNTED_OFF = frozenset(("week", "day", "month", "year"))
_ONE_DAY = frozenset(("a", "an", "this", "that", "each", "same", "one", "by", "per"))
_BEFORE_COUNTS = frozenset(("at", "monday", "tuesday", "wednesday", "thursday", "friday",
                            "saturday", "sunday"))
# A call to this number is no count.
_EMERGENCY = 911


def is_name_or_date(text: str, tokens: Sequence[Token], number: Number, place: Place) -> bool:
    """Say whether a number is a name, a date, a time or an age by the words beside it."""
    if number.form == "fraction" and _is_no_share(tokens, place):
        return True
    if _is_date(text, tokens, number, place) or _is_type(tokens, number, place):
        return True
    before, after = low_at(tokens, place[0] - 1), low_at(tokens, place[1])
    tied = before == "-" and number.form in ("cardinal", "percent") and place[0] > 1
    this_one = before in ("this", "that") and number.low == number.high == 1
    called = number.low == _EMERGENCY and number.plain_digits
    if before in ("no", "+") or tied or this_one or called:
        return True
    return after in lexicon().words.never_before


def _is_no_share(tokens: Sequence[Token], place: Place) -> bool:
    """Tell the half of "2 1/2", "the first half of the year", "half of the way"."""
    before = low_at(tokens, place[0] - 1)
    after = [low_at(tokens, at) for at in range(place[1], place[1] + 3)]
    return before[:1].isdecimal() or before in _HALVES or after == ["of", "the", "way"]


def _is_date(text: str, tokens: Sequence[Token], number: Number, place: Place) -> bool:
    """Tell "May 3", "3 May", "Article 5", "at 8" from "on Sunday 12 people died"."""
    before, after = low_at(tokens, place[0] - 1), low_at(tokens, place[1])
    if before == "." and low_at(tokens, place[0] - 2) in _MONTHS and not number.spelled:
        return True
    if number.form not in ("cardinal", "range") or number.spelled:
        return False
    if before in _MONTHS and not (before in ("may", "march") and number.bound != "exact"):
        return True
    if after in _MONTHS and text[tokens[place[1]].start].isupper():
        return True
    if number.bound != "exact" or before not in lexicon().words.never_after:
        return False
    if before not in _BEFORE_COUNTS:
        return True
    given = before == "at" and (toll_before(tokens, place[0]) is not None
                                or measure_before(tokens, place[0]))
    return not given and phrase_after(tokens, place[1], originals(text, tokens)) is None


def _is_type(tokens: Sequence[Token], number: Number, place: Place) -> bool:
    """Tell "a 777 aircraft" and "week three" from "that day 12 people died"."""
    before, first = low_at(tokens, place[0] - 1), low_at(tokens, place[0] - 2)
    exact = number.bound == "exact" and number.form == "cardinal"
    if before in ("a", "an") and number.plain_digits and exact and not number.joined:
        return True
    return (before in _COUNTED_OFF and number.form in ("cardinal", "range")
            and first not in lexicon().words.definite and first not in _ONE_DAY)
