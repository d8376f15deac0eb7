"""Numbers that are no counts: money, shares and multiples, places in a row.

In: the tokens of a sentence, a number and its place among them. Out: `Said`, or None where the
words beside the number do not say what it is of.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.lexicon import is_plural, lexicon, unit_of
from sourceline.rooms.figures.said import Place, Said, low_at, words_of
from sourceline.rooms.figures.terms import DURATIONS
from sourceline.text.number_words import Number, Token

_OWNERS = frozenset(("the", "a", "an", "all", "their", "its", "his", "her", "our", "same"))
_COMPARATIVES = frozenset(("higher", "lower", "larger", "smaller", "greater", "bigger", "more",
                           "less", "fewer", "cheaper", "faster", "longer", "shorter", "worse"))
# A low ordinal is a rank unless the words say that it counts; a high one counts by itself.
_SMALL = 12


def money(text: str, tokens: Sequence[Token], number: Number, place: Place) -> Said | None:
    """Read what an amount is of: "in aid", "a $5 million reward", "a fine of $5 million"."""
    unit = f"money:{number.currency}"
    first = place[1]
    if low_at(tokens, first) == "-":
        first += 1
    if low_at(tokens, first) == "worth":
        first += 1
    linked = low_at(tokens, first) in ("in", "of", "for")
    if linked:
        first += 1
    own = linked and low_at(tokens, first - 1) != "in"  # "in aid", but not "in the battle"
    last = _noun_words(tokens, first, own=own, past_plural=True)
    if last > first:
        words = words_of(text, tokens, first, last)
        return Said(words, unit, "money", f"the words after it say what for: {words}", first, last)
    here = place[0] - 1
    if low_at(tokens, here) in ("of", "worth", "at", "to", "by", "for"):
        here -= 1
    while here >= 0 and low_at(tokens, here) in ("a", "an", "the", "up", "total", "as", "totaling"):
        here -= 1
    if here >= 0 and tokens[here].kind == "word" and tokens[here].low not in lexicon().stops:
        words = words_of(text, tokens, here, here + 1)
        return Said(words, unit, "money", f"the word before it says of what: {words}",
                    here, here + 1)
    return None


def _noun_words(
    tokens: Sequence[Token], first: int, own: bool, past_plural: bool = False
) -> int:
    """Give the end of a run of words that are no stop words (after a determiner, if `own`)."""
    last = first
    if own:
        while low_at(tokens, last) in _OWNERS:
            last += 1
    begin = last
    while last < len(tokens) and last - begin < 6:
        low = tokens[last].low
        hyphen = low == "-" and last > begin and tokens[last - 1].end == tokens[last].start
        if tokens[last].kind != "word" and not hyphen:
            break
        if low in lexicon().stops or (low.endswith(("ly", "ed")) and len(low) > 4):
            break
        last += 1
        if is_plural(low) and not past_plural and not is_plural(low_at(tokens, last)):
            break
    if last > begin and tokens[last - 1].low in DURATIONS | {"hour": "", "hours": ""}:
        return first
    return last if last > begin else first


def share(text: str, tokens: Sequence[Token], number: Number, place: Place) -> Said | None:
    """Read what a share or multiple is of: "of voters", "larger than its predecessor"."""
    unit = "percent" if number.form in ("percent", "points") else "ratio"
    first = place[1]
    low = low_at(tokens, first)
    if low == "of":
        last = _noun_words(tokens, first + 1, own=True)
        if last > first + 1:
            words = words_of(text, tokens, first + 1, last)
            return Said(words, unit, "share", f"a share of: {words}", first + 1, last)
        return None
    if low in _COMPARATIVES or (low == "as" and number.form == "times"):
        last = first + 1
        while last < min(first + 5, len(tokens)) and tokens[last].kind == "word" and (
                tokens[last].low not in _COMPARED_TO):
            last += 1
        words = words_of(text, tokens, first, last)
        return Said(words, unit, "compared", f"compared: {words}", first, last)
    last = _noun_words(tokens, first, own=number.form == "fraction")
    if last > first:
        words = words_of(text, tokens, first, last)
        return Said(words, unit, "share", f"the words after it say of what: {words}", first, last)
    return _changed(text, tokens, unit, place)


# After these a comparison is over.
_COMPARED_TO = frozenset(("nearly", "about", "almost", "in", "on", "and", "but", "when", "at",
                          "two", "three", "last", "this", "since", "because", "or", "while"))
_CHANGES = frozenset((
    "rose", "fell", "grew", "dropped", "increased", "decreased", "jumped", "climbed", "declined",
    "shrank", "surged", "plunged", "gained", "lost", "slipped", "soared", "risen", "fallen",
    "grown",
))


def _changed(text: str, tokens: Sequence[Token], unit: str, place: Place) -> Said | None:
    """Read "unemployment rose to 5 percent": what stands before the verb of change."""
    here = place[0] - 1
    while here >= 0 and low_at(tokens, here) in ("to", "by", "from", "has", "had", "have"):
        here -= 1
    if here < 1 or low_at(tokens, here) not in _CHANGES:
        return None
    last = here
    while last > 0 and low_at(tokens, last - 1) in ("has", "had", "have", "also", "then"):
        last -= 1
    first = last
    while first > 0 and last - first < 3 and tokens[first - 1].kind == "word" and (
            tokens[first - 1].low not in lexicon().stops):
        first -= 1
    if first == last:
        return None
    words = words_of(text, tokens, first, last)
    return Said(words, unit, "changed", f"what changed: {words}", first, last)


_ORDINAL_AFTER = frozenset(("the", "a", "its", "their", "his", "her", "for"))


def ordinal(text: str, tokens: Sequence[Token], number: Number, place: Place) -> Said | None:
    """Read "the 67th resolution of its kind", "the third attack in a week": a place in a count."""
    if number.low == 1 or low_at(tokens, place[0] - 1) not in _ORDINAL_AFTER:
        return None
    first = place[1]
    if low_at(tokens, first) in ("such", "-"):
        first += 1 if low_at(tokens, first) == "such" else 99
    head = next((at for at in range(first, min(first + 4, len(tokens)))
                 if unit_of(tokens[at].low) == "event"), None)
    if head is None or any(t.kind != "word" or t.low in lexicon().stops
                           for t in tokens[first:head]):
        return None
    if any(t.low in lexicon().words.ordinal_never for t in tokens[first:head + 1]):
        return None
    follow = [low_at(tokens, head + 1), low_at(tokens, head + 2), low_at(tokens, head + 3)]
    counted = (
        follow[:2] == ["of", "its"] or (follow[:2] == ["of", "the"] and follow[2] in DURATIONS)
        or follow[0] in ("since", "so", "straight", "consecutive")
        or (follow[0] == "this" and follow[1] in DURATIONS)
        or follow[:2] == ["in", "a"] or (follow[0] == "in" and follow[2] in DURATIONS)
        or low_at(tokens, place[1]) == "such" or (number.low is not None and number.low > _SMALL)
    )
    if not counted:
        return None
    last = head + 1
    if follow[:2] in (["of", "its"], ["in", "a"], ["of", "the"]) and follow[2]:
        last = head + 4
    elif follow[0] == "this":
        last = head + 3
    words = words_of(text, tokens, first, last)
    return Said(words, "event", "ordinal", f"a place in a count of: {words}", first, last,
                trigger=head)
