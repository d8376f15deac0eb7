"""Money, shares and changes read from a sentence's tree.

In: a `Branch`. Out: `Said` with what the amount is of; None where the tree does not say, so that
the words beside the number decide.
"""

from collections.abc import Sequence
from dataclasses import replace

from sourceline.rooms.figures.branch import Branch, governor, phrase_of
from sourceline.rooms.figures.said import Said, tokens_in, words_of
from sourceline.text.number_words import Number, Token, words
from sourceline.text.trees import Tree

_MAX_SUBJECT_WORDS = 6
_MAX_PREDICATE_WORDS = 16
# Passive, these name who gets the money: "Li was paid $4 million".
_GIVES = frozenset(("pay", "give", "offer", "award", "grant", "promise", "owe", "lend"))
# These give a measure its value and say nothing of what was done.
_VALUES = frozenset(("put", "place", "estimate", "set", "stand", "amount", "reach", "total", "run"))
_PURPOSES = frozenset(("in", "for", "of"))
_CHANGES = frozenset((
    "rise", "fall", "grow", "drop", "increase", "decrease", "jump", "climb", "decline", "shrink",
    "surge", "plunge", "gain", "lose", "slip", "soar", "dip", "tumble", "rebound", "slump",
    "double", "cut", "slash", "trim", "reduce", "raise", "lower", "boost", "expand",
))


def tree_money(
    text: str, tokens: Sequence[Token], number: Number, branch: Branch | None
) -> Said | None:
    """Read what an amount is of: its purpose, the noun it belongs to, or who does what with it."""
    if branch is None:
        return None
    unit = f"money:{number.currency}"
    place = governor(branch)
    if place is not None and branch.tree.lemmas[place[0]] in _CHANGES and place[1] == "obl":
        return _change(text, tokens, branch, unit, place[0])
    of = _purpose(branch) or _owner(branch)
    if of:
        return _said(text, tokens, branch.tree, of, unit, "money", "the words say what for")
    return _done_with(text, tokens, branch, unit)


def is_same_amount(branch: Branch) -> bool:
    """Tell "1 million euros ($1.1 million)": the same amount in another currency."""
    tree, head = branch.tree, branch.tree.heads[branch.at]
    return head >= 0 and (tree.low[head] in words().currency_words
                          or tree.low[head] in words().currency_signs)


def _purpose(branch: Branch) -> Sequence[int]:
    """Read "$5 million in aid", "a fine of $5 million", "a $5 million fine"."""
    tree = branch.tree
    if branch.noun is not None and tree.heads[branch.at] == branch.noun:
        return phrase_of(branch)
    under = [child for word in sorted(branch.words) for child in tree.under(word, "nmod")]
    for child in under:
        cases = [tree.low[word] for word in tree.under(child, "case")]
        if child in branch.words or child < branch.at or cases[:1] == [] \
                or cases[0] not in _PURPOSES or tree.tags[child] not in ("NOUN", "PROPN"):
            continue
        if tree.low[child] in ("year", "month", "week", "day") or tree.low[child].isdigit():
            continue
        return _head_phrase(tree, child)
    return ()


def _head_phrase(tree: Tree, noun: int) -> Sequence[int]:
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
    while first < noun and tree.tags[first] in ("DET", "PRON", "ADP", "PUNCT", "PART"):
        first += 1
    return range(first, last + 1) if last - first < _MAX_SUBJECT_WORDS else range(noun, noun + 1)


def _owner(branch: Branch) -> Sequence[int]:
    """Read "the annual subsidy of $500 million": the noun the amount hangs on."""
    tree = branch.tree
    head = tree.heads[branch.at]
    if head < 0 or tree.relations[branch.at] not in ("nmod", "nummod", "appos"):
        return ()
    if tree.tags[head] not in ("NOUN", "PROPN") or head in branch.words or head > branch.at \
            or tree.lemmas[head] in ("total", "sum", "amount"):
        return ()
    return _head_phrase(tree, head)


def _done_with(text: str, tokens: Sequence[Token], branch: Branch, unit: str) -> Said | None:
    """Read "the fund raised $20 million": subject and verb, or the verb alone."""
    place = governor(branch)
    if place is None or branch.tree.tags[place[0]] not in ("VERB", "NOUN"):
        return None
    tree, verb = branch.tree, place[0]
    subjects = tree.under(verb, "nsubj")
    trigger = tokens_in(tokens, *tree.spans[verb])[0]
    if tree.lemmas[verb] == "total" and tree.relations[verb] == "acl" and tree.heads[verb] >= 0:
        return _said(text, tokens, tree, _head_phrase(tree, tree.heads[verb]), unit, "money",
                     "it is the sum of")
    if place[1] in ("nsubj", "nsubj:pass"):
        done = tree.raw[verb]
        return Said(done, unit, "money", f"the verb says what was done with it: {done}",
                    trigger, trigger + 1, trigger=trigger)
    if not subjects or tree.tags[subjects[0]] == "PRON" or subjects[0] > verb:
        objects = [child for child in tree.under(verb, "obj", "iobj") if child not in branch.words
                   and tree.tags[child] in ("NOUN", "PROPN") and child < branch.at]
        given = objects and place[1].startswith("obl")
        counted = f"{tree.raw[verb]} {_text(text, tree, _head_phrase(tree, objects[0]))}" \
            if given else tree.raw[verb]
    else:
        who = _text(text, tree, _head_phrase(tree, subjects[0]))
        given = tree.lemmas[verb] in _GIVES and tree.under(verb, "nsubj:pass")
        counted = f"{tree.raw[verb]} to {who}" if given else f"{who} {tree.raw[verb]}"
        if tree.lemmas[verb] in _VALUES:
            counted = who  # "damage was put at €40 million": of the damage
    return Said(counted, unit, "money", f"who does what with it: {counted}", trigger, trigger + 1,
                trigger=trigger)


def _text(text: str, tree: Tree, words: Sequence[int]) -> str:
    start, end = tree.place((words[0], words[-1] + 1))
    return " ".join(text[start:end].split())


def _said(text: str, tokens: Sequence[Token], tree: Tree, of: Sequence[int], unit: str,
          rule: str, reason: str) -> Said | None:
    first, last = tokens_in(tokens, *tree.place((of[0], of[-1] + 1)))
    if first >= last:
        return None
    counted = words_of(text, tokens, first, last)
    return Said(counted, unit, rule, f"{reason}: {counted}", first, last)


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
    if tree.lemmas[head] in _CHANGES and relation in ("obj", "obl", "obl:unmarked", "advmod"):
        return _change(text, tokens, branch, unit, head)
    if relation in ("nsubj", "nsubj:pass") and number.form in ("percent", "fraction"):
        return _who_do(text, tokens, branch, unit, head)
    if branch.noun is not None and tree.relations[branch.noun].startswith("nmod"):
        of = phrase_of(branch)
        return _said(text, tokens, tree, of, unit, "share", "a share of") if of else None
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
    phrase = _head_phrase(tree, subjects[0])
    of = [word for child in tree.under(subjects[0], "nmod") for word in tree.subtree(child)
          if any(tree.low[case] == "of" for case in tree.under(child, "case"))]
    if of and of[-1] - phrase[0] < _MAX_SUBJECT_WORDS:
        phrase = range(phrase[0], of[-1] + 1)
    counted = f"{_text(text, tree, phrase)} {said.counted}"
    return replace(said, counted=counted, reason=f"compared: {counted}")


def _change(text: str, tokens: Sequence[Token], branch: Branch, unit: str, verb: int
            ) -> Said | None:
    tree = branch.tree
    changed = [child for child in tree.under(verb, "obj") if child not in branch.words] \
        or tree.under(verb, "nsubj")
    if not changed or tree.tags[changed[0]] == "PRON":
        return None
    phrase = _head_phrase(tree, changed[0])
    counted = f"{_text(text, tree, phrase)} {tree.raw[verb]}"
    first, last = tokens_in(tokens, *tree.place((phrase[0], phrase[-1] + 1)))
    return Said(counted, unit, "changed", f"what changed: {counted}", first, last)


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
    if last <= begin or last <= verb - 1:
        return None
    return _said(text, tokens, tree, range(begin, last), unit, "share", "a share of those who")
