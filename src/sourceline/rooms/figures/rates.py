"""Rates: so many for every so many, or in every day. They count nobody and are left out.

In: the tokens of a sentence and the place of a number, or its `Branch`. Out: yes or no. A share
("one in five") is no rate: it says of whom, and its unit says that it is a share.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.branch import Branch, governor
from sourceline.rooms.figures.lexicon import lexicon
from sourceline.rooms.figures.said import Place, low_at
from sourceline.text.number_words import Token

_TIMES = frozenset(("day", "week", "month", "year", "hour", "minute", "second", "night", "shift"))
_HAPPENS = frozenset(("commit", "happen", "occur", "kill", "arrest", "report", "record"))
_EACH = frozenset(("each", "every"))


def is_rate(tokens: Sequence[Token], place: Place, at: int) -> bool:
    """Say whether a number is one side of a rate: "12 a day", "5 per 100,000", "for every 100".

    `at` is the token after what is counted.
    """
    if low_at(tokens, place[0] - 1) in _EACH or low_at(tokens, at) in ("per", "apiece"):
        return True
    if low_at(tokens, at) in ("a", "an") or low_at(tokens, at) in _EACH:
        return low_at(tokens, at + 1) in _TIMES
    return low_at(tokens, at) == "for" and low_at(tokens, at + 1) in _EACH


def is_pace(branch: Branch) -> bool:
    """Say whether the verb is said of every day or year: "every week 12 miners die"."""
    place = governor(branch)
    if place is None or branch.tree.tags[place[0]] != "VERB":
        return False
    tree, verb = branch.tree, place[0]
    if not {tree.low[verb], tree.lemmas[verb]} & {*lexicon().outcome_of, *_HAPPENS}:
        return False  # "40 villagers go to bed hungry every night" are 40
    return any(tree.lemmas[child] in _TIMES and any(
        tree.low[word] in _EACH for word in tree.under(child, "det"))
        for child in tree.under(verb, "obl", "advmod", "nmod"))
