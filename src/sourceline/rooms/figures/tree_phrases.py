"""Short phrases out of a sentence's tree, for amounts and shares.

In: a `Tree` and a noun. Out: its words with what stands close to it, and `Said` made of them.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.branch import is_tied
from sourceline.rooms.figures.said import Said, tokens_in, words_of
from sourceline.text.number_words import Token
from sourceline.text.trees import Tree

MAX_SUBJECT_WORDS = 6


def head_phrase(tree: Tree, noun: int) -> Sequence[int]:
    """Give a noun with its adjectives and compounds, without determiner and preposition."""
    kept = {noun}
    for child in tree.under(noun, "amod", "compound", "flat", "nmod:poss", "case"):
        if tree.relations[child] != "case" or child > noun:
            kept.update(tree.subtree(child))
    first = last = noun
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while first < noun and not is_tied(tree, first) \
            and tree.tags[first] in ("DET", "PRON", "ADP", "PUNCT", "PART"):
        first += 1
    return range(first, last + 1) if last - first < MAX_SUBJECT_WORDS else range(noun, noun + 1)


def text_of(text: str, tree: Tree, words: Sequence[int]) -> str:
    """Give the words as they stand, with single spaces."""
    start, end = tree.place((words[0], words[-1] + 1))
    return " ".join(text[start:end].split())


def say(text: str, tokens: Sequence[Token], tree: Tree, of: Sequence[int], unit: str,
        rule: str, reason: str) -> Said | None:
    """Say that a number is of these words; None where no token begins in them."""
    first, last = tokens_in(tokens, *tree.place((of[0], of[-1] + 1)))
    if first >= last:
        return None
    counted = words_of(text, tokens, first, last)
    return Said(counted, unit, rule, f"{reason}: {counted}", first, last)
