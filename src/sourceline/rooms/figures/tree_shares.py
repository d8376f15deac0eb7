"""Shares and changes read from a sentence's tree.

In: a `Branch`. Out: `Said` with what the share is of; None where the tree does not say, so that
the words beside the number decide.
"""

from collections.abc import Sequence
from dataclasses import replace

from sourceline.rooms.figures.branch import Branch, governor, phrase_of
from sourceline.rooms.figures.said import Said, tokens_in
from sourceline.rooms.figures.tree_phrases import MAX_SUBJECT_WORDS, head_phrase, say, text_of
from sourceline.text.number_words import Number, Token
from sourceline.text.trees import Tree

_MAX_PREDICATE_WORDS = 16
CHANGES = frozenset((
    "rise", "fall", "grow", "drop", "increase", "decrease", "jump", "climb", "decline", "shrink",
    "surge", "plunge", "gain", "lose", "slip", "soar", "dip", "tumble", "rebound", "slump",
    "double", "cut", "slash", "trim", "reduce", "raise", "lower", "boost", "expand",
))


def tree_share(
    text: str, tokens: Sequence[Token], number: Number, branch: Branch | None
) -> Said | None:
    """Read what a share or a change is of: "26% of voters like the plan", "crime fell 5%"."""
    if branch is None or number.form == "times":
        return None
    unit = "percent" if number.form in ("percent", "points") else "ratio"
    tree, place = branch.tree, governor(branch)
    if place is None:
        return None
    head, relation = place
    if tree.lemmas[head] in CHANGES and relation in ("obj", "obl", "obl:unmarked", "advmod"):
        return change(text, tokens, branch, unit, head)
    if relation in ("nsubj", "nsubj:pass") and number.form in ("percent", "fraction"):
        return _who_do(text, tokens, branch, unit, head)
    if branch.noun is not None and tree.relations[branch.noun].startswith("nmod"):
        of = phrase_of(branch)
        return say(text, tokens, tree, of, unit, "share", "a share of") if of else None
    return None


def compared(text: str, tokens: Sequence[Token], branch: Branch | None, said: Said | None
             ) -> Said | None:
    """Say of what something is larger or smaller: "the crop was a third larger than in May"."""
    if branch is None or said is None or said.rule != "compared":
        return said
    tree = branch.tree
    at = next((word for word in range(max(branch.words) + 1, len(tree.low))
               if tree.low[word] == tokens[said.first].low), None)
    subjects = [] if at is None else tree.under(at, "nsubj")
    if not subjects or tree.tags[subjects[0]] == "PRON":
        return said
    phrase = head_phrase(tree, subjects[0])
    of = [word for child in tree.under(subjects[0], "nmod") for word in tree.subtree(child)
          if any(tree.low[case] == "of" for case in tree.under(child, "case"))]
    if of and of[-1] - phrase[0] < MAX_SUBJECT_WORDS:
        phrase = range(phrase[0], of[-1] + 1)
    counted = f"{text_of(text, tree, phrase)} {said.counted}"
    return replace(said, counted=counted, reason=f"compared: {counted}")


def change(text: str, tokens: Sequence[Token], branch: Branch, unit: str, verb: int
           ) -> Said | None:
    """Read "crime fell 5%", "exports fell by $9 million": what changed, and how."""
    tree = branch.tree
    changed = [child for child in tree.under(verb, "obj") if child not in branch.words
               and tree.tags[child] in ("NOUN", "PROPN", "PRON")] \
        or tree.under(verb, "nsubj")
    if not changed:
        return None
    phrase = _those(tree, changed[0]) if tree.tags[changed[0]] == "PRON" else \
        head_phrase(tree, changed[0])
    if not phrase:
        return None
    counted = f"{text_of(text, tree, phrase)} {tree.raw[verb]}"
    first, last = tokens_in(tokens, *tree.place((phrase[0], phrase[-1] + 1)))
    return Said(counted, unit, "changed", f"what changed: {counted}", first, last)


def _those(tree: Tree, at: int) -> Sequence[int]:
    """Read "those born in Ostmark": a pronoun with what tells who they are."""
    told = [word for child in tree.under(at, "acl") for word in tree.subtree(child)]
    return range(at, told[-1] + 1) if told and told[-1] - at < MAX_SUBJECT_WORDS else ()


def _who_do(text: str, tokens: Sequence[Token], branch: Branch, unit: str, verb: int
            ) -> Said | None:
    """Read the share of those who do something: "of voters like the plan"."""
    tree = branch.tree
    first = max(branch.words) + 1
    besides = [child for child in tree.under(verb, "conj", "advcl", "parataxis") if child > first]
    reach = [word for word in tree.subtree(verb, without=besides) if word >= first]
    last = first
    for word in reach:
        if word != last or word - first >= _MAX_PREDICATE_WORDS or (
                tree.tags[word] == "PUNCT" and tree.low[word] not in ("'", "’", "-")):
            break
        last = word + 1
    begin = first + 1 if tree.low[first:first + 1] == ("of",) else first
    while begin < last and tree.low[begin] in ("the", "all", "its", "their"):
        begin += 1
    if last <= begin or last <= verb - 1 or all(
            tree.tags[word] == "AUX" for word in range(begin, last)):  # "who that 1 percent is"
        return None
    return say(text, tokens, tree, range(begin, last), unit, "share", "a share of those who")
