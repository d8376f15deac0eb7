"""What one number says: of whom or what, in which unit, or nothing worth a figure.

In: the tokens of a sentence, a number and its place among them. Out: `Said` or None. One reader
per kind of number: counts, terms of prison, money, percentages, shares and multiples, ordinals.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.amounts import money, ordinal, share
from sourceline.rooms.figures.bare import (
    YEARS,
    answered,
    bare,
    bare_by_tree,
    held_by,
    in_a_state,
    part_of,
    rest_of,
)
from sourceline.rooms.figures.branch import Branch
from sourceline.rooms.figures.lexicon import is_plural, lexicon, unit_of
from sourceline.rooms.figures.names import is_name_or_date
from sourceline.rooms.figures.phrases import (
    Phrase,
    outcome_after,
    outcome_before,
    phrase_after,
    toll_before,
)
from sourceline.rooms.figures.rates import is_pace, is_rate
from sourceline.rooms.figures.said import Place, Said, low_at, originals, tokens_in, words_of
from sourceline.rooms.figures.stated import measured, stated, vote_tally
from sourceline.rooms.figures.terms import joined_term, term
from sourceline.rooms.figures.tree_counts import count_of
from sourceline.rooms.figures.tree_money import is_same_amount, tree_money
from sourceline.rooms.figures.tree_shares import compared, tree_share
from sourceline.text.number_words import Number, Token

_TIED = frozenset(("in", "of", "since", "by", "from", "until", "the", "during", "late", "early",
                   "mid", "for", "to", "this", "before", "after"))
# A small number in words mostly holds a sentence together ("two senators met") and is kept only
# where the words say what happened, or that it is a bound.
_SMALL = 12
# "12 kilometres from the town" says where; "40 kilometres of fence" counts.
_LEFT_OUT_ALONE = frozenset(("length", "hour"))
_AREAS = frozenset(("acres", "hectares"))
_HALF = 0.5  # "half a kilo of explosive"


def read_number(
    text: str, tokens: Sequence[Token], number: Number, place: Place, previous: Said | None,
    branch: Branch | None = None,
) -> Said | None:
    """Tell what a number counts, None where it is a name, a date, an age or says too little.

    Takes: a branch of the sentence's tree where the reader gave one; without it the words beside
    the number decide.
    """
    if is_name_or_date(text, tokens, number, place):
        return None
    if number.form == "tally":
        return vote_tally(text, tokens, number, place)
    if number.form == "ordinal":
        return ordinal(text, tokens, number, place)
    if number.form in ("percent", "points", "fraction", "times"):
        return tree_share(text, tokens, number, branch) or compared(
            text, tokens, branch, share(text, tokens, number, place))
    if number.form == "money":
        if branch is not None and is_same_amount(branch):
            return None
        return tree_money(text, tokens, number, branch) or money(text, tokens, number, place)
    if number.joined:
        return joined_term(text, tokens, number, place)
    sentence = term(text, tokens, place)
    if sentence is not None:
        return sentence
    if low_at(tokens, place[1]) == "of" and low_at(tokens, place[1] + 1) in ("them", "whom"):
        return _part(text, tokens, number, place, previous, branch)
    if branch is not None and branch.noun is not None:
        return _count_by_tree(text, tokens, number, place, branch)
    value = None if branch is None else stated(text, tokens, branch, previous)
    if value is None:
        value = _count(text, tokens, number, place, previous)
    if value is None and branch is not None:
        value = bare_by_tree(text, tokens, number, branch, previous)
    return value


def _part(
    text: str, tokens: Sequence[Token], number: Number, place: Place, previous: Said | None,
    branch: Branch | None,
) -> Said | None:
    """Read "two of them were killed", "three of them women", "71 of them by shots"."""
    said = bare(text, tokens, number, place) or part_of(text, tokens, place, previous)
    if said is None and branch is not None:
        said = bare_by_tree(text, tokens, number, branch, previous)
    return said or rest_of(tokens, number, place, previous)


def _count_by_tree(
    text: str, tokens: Sequence[Token], number: Number, place: Place, branch: Branch
) -> Said | None:
    """Read a count whose noun the tree names: "at least 40 protesters were killed"."""
    counted = count_of(branch)
    if counted is None or counted.place is None:
        return None
    first, last = tokens_in(tokens, *counted.place)
    low = counted.head.lower()
    single = low in lexicon().singular and counted.unit == "person"
    if first >= last or low in lexicon().words.never_counted or is_pace(branch) \
            or is_rate(tokens, place, last):
        return None
    if counted.unit in _LEFT_OUT_ALONE and low not in _AREAS and (
            last - first == 1 or low_at(tokens, place[0] - 1) == "within"):
        return None
    half = counted.unit == "weight" and number.low == _HALF
    nation = is_plural(counted.head) and low_at(tokens, place[1]) != "of"  # "12 Iraqis"
    several = half or nation or is_plural(low)
    if not several and not (single and 1 in (number.low, number.high)):
        return None
    phrase = Phrase(first, last, counted.head, counted.unit)
    state = in_a_state(tokens, phrase)
    if state is not None and counted.outcome in ("", state.outcome):
        return state
    outcome = counted.outcome or (measured(branch) if counted.unit == "person" else "")
    if not _worth(tokens, number, place, phrase, outcome):
        return None
    words = words_of(text, tokens, first, last)
    said = _says(words, outcome)
    reason = f"the noun of the number names what is counted: {words}"
    if outcome:
        reason += f"; its verb or noun says {outcome}"
    trigger = tokens_in(tokens, *counted.trigger)[0] if counted.trigger else None
    return Said(words if said else f"{words} {outcome}", counted.unit, "count", reason,
                first, last, outcome, trigger, counted.scope)


def _count(
    text: str, tokens: Sequence[Token], number: Number, place: Place, previous: Said | None
) -> Said | None:
    """Read "at least 40 protesters were killed", "killing 22", "the toll mounted to 1,500"."""
    phrase = phrase_after(tokens, place[1], originals(text, tokens))
    if phrase is not None and phrase.head.lower() in lexicon().words.never_counted:
        return None
    if phrase is not None and is_rate(tokens, place, phrase.last):
        return None
    if phrase is None:
        phrase = _one(text, tokens, number, place)
    if phrase is None:
        return bare(text, tokens, number, place) or held_by(text, tokens, place) \
            or part_of(text, tokens, place, previous) or answered(tokens, place, previous)
    state = in_a_state(tokens, phrase)
    if state is not None:
        return state
    outcome, trigger = _outcome(tokens, place, phrase, previous)
    if not _worth(tokens, number, place, phrase, outcome):
        return None
    words = words_of(text, tokens, phrase.first, phrase.last)
    counted = words if _says(words, outcome) else f"{words} {outcome}"
    reason = f"the words after the number name what is counted: {words}"
    if outcome:
        reason += f"; the words around say {outcome}"
    return Said(counted, phrase.unit, "count", reason, phrase.first, phrase.last, outcome, trigger)


def _says(words: str, outcome: str) -> bool:
    """Say whether the counted words tell what happened already: "dead miners", "arrests"."""
    said = words.lower()
    return not outcome or outcome in said or outcome in map(lexicon().outcome_of.get, said.split())


def _outcome(
    tokens: Sequence[Token], place: Place, phrase: Phrase, previous: Said | None
) -> tuple[str, int | None]:
    """Tell what happened to those counted, and which token says it."""
    if phrase.unit not in ("person", "thing", "place"):
        return "", None
    after = outcome_after(tokens, phrase.last)
    if after:
        trigger = next((at for at in range(phrase.last, min(len(tokens), phrase.last + 8))
                        if lexicon().outcome_of.get(tokens[at].low) == after), None)
        return after, trigger
    before = outcome_before(tokens, place[0])
    if before is not None:
        return before
    named = next((lexicon().outcome_of[tokens[at].low]
                  for at in range(phrase.first, phrase.last)
                  if tokens[at].low in lexicon().outcome_of
                  and tokens[at].low != "lives"
                  and not tokens[at].low.endswith("ing")), "")
    if named:
        return named, None
    toll = toll_before(tokens, place[0])
    if toll is not None and toll[2]:
        return toll[2], toll[0]
    part = low_at(tokens, place[0] - 1) in ("including", "them") and previous is not None
    if part and previous and previous.unit == phrase.unit:
        return previous.outcome, previous.trigger
    return "", None


def _one(
    text: str, tokens: Sequence[Token], number: Number, place: Place
) -> Phrase | None:
    """Read "one person", "1 man": the only count whose noun is singular."""
    if number.low != 1 and number.high != 1:
        return None
    for at in range(place[1], min(place[1] + 3, len(tokens))):
        if tokens[at].kind != "word" or tokens[at].low in lexicon().stops:
            return None
        if tokens[at].low in lexicon().singular and unit_of(tokens[at].low) == "person":
            head = text[tokens[at].start:tokens[at].end]
            return Phrase(place[1], at + 1, head, "person")
    return None


def _worth(
    tokens: Sequence[Token], number: Number, place: Place, phrase: Phrase, outcome: str
) -> bool:
    """Say whether a count says enough to stand in the record."""
    before = low_at(tokens, place[0] - 1)
    value = number.low if number.low is not None else number.high or 0
    year = number.plain_digits and number.bound == "exact" and value in YEARS
    if year and (not outcome or before in _TIED):
        return False
    if number.bound == "vague" and (number.high or 0) < _SMALL:
        return bool(outcome) or phrase.unit == "event"  # "several officials said" counts nobody
    if phrase.unit == "weight" and value == _HALF:
        return True
    small = number.spelled and value <= _SMALL and number.bound in ("exact", "vague")
    if not small:
        return True
    if before in lexicon().words.definite or value <= 1:
        return bool(outcome) and before not in lexicon().words.definite
    return bool(outcome) or phrase.unit in ("person", "event", "place", "weight")
