"""Terms of prison and time in custody: years, months, weeks, days of a sentence.

In: the tokens of a sentence, a number and its place among them. Out: `Said`, or None where nothing
beside the number says that the time is served.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.lexicon import lexicon
from sourceline.rooms.figures.said import Place, Said, low_at, words_of
from sourceline.text.number_words import Number, Token

DURATIONS = {"year": "year", "years": "year", "month": "month", "months": "month",
             "week": "week", "weeks": "week", "day": "day", "days": "day"}
_HELD = frozenset(("custody", "detention", "prison", "jail", "captivity", "imprisonment", "held",
                   "detained", "imprisoned", "exile", "hostage", "bars"))


def joined_term(
    text: str, tokens: Sequence[Token], number: Number, place: Place
) -> Said | None:
    """Read "a 20-year prison sentence"."""
    unit = DURATIONS.get(number.joined)
    first = place[1] + 2
    while low_at(tokens, first) == "-" or low_at(tokens, first) in ("old", "long"):
        if low_at(tokens, first) == "old":
            return None
        first += 1
    if unit is None:
        return None
    last = _term_words(tokens, first)
    if last == first:
        return None
    words = words_of(text, tokens, first, last)
    return Said(words, unit, "term", f"a length of: {words}", first, last)


def _term_words(tokens: Sequence[Token], first: int) -> int:
    """Give the end of words such as "suspended prison sentence", `first` where there are none."""
    last = first
    for at in range(first, min(first + 4, len(tokens))):
        if tokens[at].kind != "word" or tokens[at].low in lexicon().stops:
            break
        if tokens[at].low.rstrip("s") in lexicon().words.terms:
            last = at + 1
    return last


def term(text: str, tokens: Sequence[Token], place: Place) -> Said | None:
    """Read "10 years in prison", "five years' imprisonment", "659 days of captivity"."""
    unit = DURATIONS.get(low_at(tokens, place[1]).removesuffix("'").removesuffix("’"))
    if unit is None or low_at(tokens, place[1] + 1) in ("ago", "earlier", "later"):
        return None
    after = place[1] + 1
    while low_at(tokens, after) in ("'", "’", "of", "in", "a", "under", "hard", "behind"):
        after += 1
    last = _term_words(tokens, after)
    if last == after and low_at(tokens, after) in ("bars", "captivity"):
        last = after + 1
    if last > after:
        words = words_of(text, tokens, after, last)
        return Said(words, unit, "term", f"a length of: {words}", after, last)
    return _held_before(text, tokens, place, unit) or _imposed(tokens, place, unit)


def _held_before(
    text: str, tokens: Sequence[Token], place: Place, unit: str
) -> Said | None:
    """Read "in custody for 1,036 days", "jailed for 3 years", "terms of up to 15 years"."""
    for at in range(place[0] - 1, max(-1, place[0] - 5), -1):
        held = tokens[at].low in _HELD and low_at(tokens, place[0] - 1) in ("for", "of")
        if held and all(token.kind == "word" for token in tokens[at:place[0]]):
            words = words_of(text, tokens, at, at + 1)
            return Said(words, unit, "term", f"a length of: {words}", at, at + 1, trigger=at)
        if tokens[at].low in ("sentenced", "jailed", "imprisoned") or (
                tokens[at].low in ("sentence", "term", "sentences", "terms")
                and at + 1 < place[0]):
            return sentence_of(unit, at)
    return None


def _imposed(tokens: Sequence[Token], place: Place, unit: str) -> Said | None:
    """Read "faces 20 years if convicted", "was given 12 years", "18 years a court imposed"."""
    after = low_at(tokens, place[1] + 1)
    rest = [token.low for token in tokens[place[1] + 1:place[1] + 1 + _IMPOSED_WORDS]]
    imposed = next((at for at, low in enumerate(rest, place[1] + 1) if low == "imposed"), None)
    if imposed is not None and not _STOPS.intersection(rest[:imposed - place[1] - 1]):
        return sentence_of(unit, imposed)
    verb = place[0] - 1
    while low_at(tokens, verb) in ("another", "only", "just", "the", "for", "him", "her", "them"):
        verb -= 1
    if low_at(tokens, verb) not in lexicon().words.term_verbs:
        return None
    if low_at(tokens, verb) in _FACES and after in ("if", "for", "behind"):
        return sentence_of(unit, verb)
    alone = place[1] + 1 >= len(tokens) or after in _AFTER_TERM
    court = not _COURT.isdisjoint(token.low for token in tokens)
    return sentence_of(unit, verb) if alone and court else None


def sentence_of(unit: str, at: int) -> Said:
    """Give a term of a sentence, told by the token at a place."""
    return Said("sentence", unit, "term", "a length of a sentence", at, at + 1, trigger=at)


# "18 years that a court in Kelmar imposed"
_IMPOSED_WORDS = 8
_STOPS = frozenset((",", ".", ";", "and", "but"))
_FACES = frozenset(("face", "faces", "faced", "facing"))
_AFTER_TERM = frozenset((".", ",", ";", ")", "for", "of", "before", "and", "each", "if", "behind"))
# "got ten years" is a sentence where one of these stands in the same sentence.
_COURT = frozenset((
    "court", "courts", "judge", "judges", "tribunal", "trial", "verdict", "convicted", "conviction",
    "guilty", "sentence", "sentenced", "prison", "jail", "prosecutor", "prosecutors", "parole",
    "release", "released", "appeal", "murder", "manslaughter", "treason", "fraud", "theft",
    "robbery", "rape", "espionage", "sedition", "bribery", "embezzlement", "arson", "kidnapping",
    "judgment", "judgement", "sentencing", "jury", "defendant", "defendants", "prosecution",
    "punishment", "colony", "penitentiary", "bench", "accomplice", "accomplices",
))
