"""What an amount of money is of, read from a sentence's tree.

In: the `Branch` of an amount. Out: `Said`: its purpose ("aid"), the noun it belongs to ("fine"), or
who did what with it and for what ("ministry spent on radar station"); None where the tree says
nothing, so that the words beside the number decide.
"""

from collections.abc import Sequence

from sourceline.rooms.figures.branch import Branch, governor, phrase_of
from sourceline.rooms.figures.said import Said, tokens_in
from sourceline.rooms.figures.tree_phrases import head_phrase, say, text_of
from sourceline.rooms.figures.tree_shares import CHANGES, change
from sourceline.text.number_words import Number, Token, words
from sourceline.text.trees import Tree

# Passive, these name who gets the money: "Li was paid $4 million".
_GIVES = frozenset(("pay", "give", "offer", "award", "grant", "promise", "owe", "lend"))
# These give a measure its value and say nothing of what was done.
_VALUES = frozenset(("put", "place", "estimate", "set", "stand", "amount", "reach", "total", "run",
                     "value", "worth", "assess"))
_PURPOSES = frozenset(("in", "for", "of"))
_SUMS = frozenset(("total", "sum", "amount"))
_TIMES = frozenset(("year", "month", "week", "day", "decade", "quarter", "time", "total", "part",
                    "return", "advance", "addition", "court", "end"))
# What money is for, from or to, the most telling first.
_CASES = ("for", "on", "from", "to", "against")
_CLAUSES = frozenset(("xcomp", "advcl", "conj", "ccomp"))
_MAX_CLAUSES = 3
_RELATIVES = frozenset(("which", "that", "who"))


def tree_money(
    text: str, tokens: Sequence[Token], number: Number, branch: Branch | None
) -> Said | None:
    """Read what an amount is of: its purpose, the noun it belongs to, or who does what with it."""
    if branch is None:
        return None
    unit, tree = f"money:{number.currency}", branch.tree
    place = governor(branch)
    if place is not None and tree.lemmas[place[0]] in CHANGES and place[1] == "obl":
        return change(text, tokens, branch, unit, place[0])
    of = _worth_of(branch) or _purpose(branch) or _owner(branch)
    if of:
        return say(text, tokens, tree, of, unit, "money", "the words say what for")
    return None if place is None else _done_with(text, tokens, branch, unit, *place)


def is_same_amount(branch: Branch) -> bool:
    """Tell "1 million euros ($1.1 million)": the same amount in another currency."""
    tree, head = branch.tree, branch.tree.heads[branch.at]
    return head >= 0 and (tree.low[head] in words().currency_words or tree.low[head] == "pounds"
                          or tree.low[head] in words().currency_signs)


def _worth_of(branch: Branch) -> Sequence[int]:
    """Read "$30 million worth of grain", "millions of dollars' worth of grain"."""
    tree, at = branch.tree, max(branch.words) + 1
    at += 1 if tree.low[at:at + 1] in (("'",), ("’",)) else 0
    if tree.low[at:at + 2] != ("worth", "of"):
        return ()
    noun = tree.heads[at + 1]
    return head_phrase(tree, noun) if noun > at else ()


def _purpose(branch: Branch) -> Sequence[int]:
    """Read "$5 million in aid", "a $5 million fine", "owes $2 million in taxes"."""
    tree = branch.tree
    if branch.noun is not None and tree.heads[branch.at] == branch.noun:
        return phrase_of(branch)
    after = max(branch.words) + 1
    under = [child for word in sorted(branch.words) for child in tree.under(word, "nmod")]
    under += [child for child in tree.under(max(tree.heads[branch.at], 0), "obl", "nmod")
              if tree.under(child, "case")[:1] == [after] and tree.low[after] == "in"]
    return next((head_phrase(tree, child) for child in under if child not in branch.words
                 and child > branch.at and _is_purpose(tree, child)), ())


def _is_purpose(tree: Tree, noun: int) -> bool:
    """Tell "in aid", "for the school" from "in 2031", "in the flat", "of the year"."""
    cases = [tree.low[word] for word in tree.under(noun, "case")][:1]
    if not cases or cases[0] not in _PURPOSES or tree.tags[noun] not in ("NOUN", "PROPN"):
        return False
    if tree.lemmas[noun] in _TIMES or tree.low[noun].isdigit():
        return False
    return cases[0] != "in" or (tree.tags[noun] == "NOUN"
                                and not tree.under(noun, "det", "nmod:poss", "nummod"))


def _owner(branch: Branch) -> Sequence[int]:
    """Read "the annual subsidy of $500 million", "the fine was $4 million"."""
    tree = branch.tree
    head, case = tree.heads[branch.at], tree.under(branch.at, "case")[:1]
    if tree.under(branch.at, "cop"):
        head = next(iter(tree.under(branch.at, "nsubj")), -1)
    elif case and tree.low[case[0]] == "of" and case[0] and tree.tags[case[0] - 1] == "NOUN" \
            and tree.relations[case[0] - 1] != "obj":  # "robbed the bank of $4 million"
        head = case[0] - 1  # "released on bail of $50,000": the noun beside "of", whatever the tree
    elif tree.relations[branch.at] not in ("nmod", "nummod", "appos"):
        return ()
    if head < 0 or tree.tags[head] not in ("NOUN", "PROPN") or head in branch.words \
            or head > branch.at:
        return ()
    if tree.lemmas[head] in _SUMS:  # "the amount paid for the land was $4 million"
        told = [word for child in tree.under(head, "acl") for word in tree.subtree(child)]
        return range(min(told), max(told) + 1) if 0 < len(told) <= _PHRASE_WORDS else ()
    return head_phrase(tree, head)


_PHRASE_WORDS = 6


def _done_with(
    text: str, tokens: Sequence[Token], branch: Branch, unit: str, verb: int, relation: str
) -> Said | None:
    """Read "the ministry spent $70 million on a radar station": who did what, and for what."""
    tree = branch.tree
    worth = tree.lemmas[verb] == "worth"
    if tree.tags[verb] not in ("VERB", "NOUN") and not worth:
        return None
    valued = worth or (tree.lemmas[verb] in _VALUES and relation.startswith("obl"))
    if valued or tree.lemmas[verb] == "total":
        of = _valued(branch, verb)
        if of is not None:
            return say(text, tokens, tree, head_phrase(tree, of), unit, "money", "it is worth")
        if worth:
            return None  # "you may be worth $2 million": of whom is not said
    who = None if relation in ("nsubj", "nsubj:pass") else _who(tree, verb)
    what = _object(text, branch, verb) or _for_what(text, branch, verb)
    given = who is not None and tree.lemmas[verb] in _GIVES and tree.under(verb, "nsubj:pass")
    particles = tree.under(verb, "compound:prt")  # "set aside"
    said = " ".join(tree.raw[word] for word in (verb, *particles))
    name = _doing(text, tree, verb) if who is None else text_of(
        text, tree, head_phrase(tree, who))
    counted = f"{said} to {name}" if given else f"{name} {said} {what}".strip()
    first = tokens_in(tokens, *tree.spans[verb])[0]
    return Said(counted, unit, "money", f"who does what with it: {counted}", first, first + 1,
                trigger=first)


def _valued(branch: Branch, verb: int) -> int | None:
    """Find what has the value: "damage was put at", "set bail at", "the deal, valued at"."""
    tree = branch.tree
    found = [child for child in (*tree.under(verb, "obj"), *tree.under(verb, "nsubj"))
             if child not in branch.words and child < branch.at]
    if tree.relations[verb].startswith("acl"):
        found = [tree.heads[verb]]
    return next((word for word in found if tree.tags[word] in ("NOUN", "PROPN")), None)


def _who(tree: Tree, verb: int) -> int | None:
    """Find who does it: the subject of the verb, or of the verb it depends on."""
    for _ in range(_MAX_CLAUSES):
        subjects = [child for child in tree.under(verb, "nsubj") if child < verb]
        head, relation = tree.heads[verb], tree.relations[verb].split(":")[0]
        if subjects and not (relation == "acl" and tree.low[subjects[0]] in _RELATIVES):
            return subjects[0] if tree.tags[subjects[0]] in ("NOUN", "PROPN") else None
        apart = verb > 0 and tree.low[verb - 1] == ","  # "cuts waste, saving $6 billion"
        if relation == "acl" and tree.tags[head] in ("NOUN", "PROPN") and not apart:
            return head  # "companies making at least"
        if relation == "acl" and apart and head >= 0 and tree.tags[tree.heads[head]] == "VERB":
            verb = tree.heads[head]
            continue
        if head < 0 or relation not in _CLAUSES:
            return None
        objects = [child for child in tree.under(head, "obj", "iobj") if child < verb]
        marks = {tree.low[word] for word in tree.under(verb, "mark")}
        if objects and tree.lemmas[head] != "use" and (
                relation == "xcomp" or (relation == "advcl" and marks & {"of", "from"})):
            # "ordered the mine to pay", "accused him of stealing": the object does it
            return objects[0] if tree.tags[objects[0]] in ("NOUN", "PROPN") else None
        verb = head
    return None


def _doing(text: str, tree: Tree, verb: int) -> str:
    """Read "rebuilding the dam cost $30 million": what is done is the subject."""
    doing = next(iter(tree.under(verb, "csubj")), None)
    if doing is None or doing > verb:
        return ""
    of = next(iter(tree.under(doing, "obj")), None)
    return tree.raw[doing] if of is None else \
        f"{tree.raw[doing]} {text_of(text, tree, head_phrase(tree, of))}"


def _object(text: str, branch: Branch, verb: int) -> str:
    """Give what else the verb takes: "bought helicopters for", "fined the mine"."""
    tree = branch.tree
    found = next((child for child in tree.under(verb, "obj", "iobj")
                  if child not in branch.words and child < branch.at
                  and tree.tags[child] in ("NOUN", "PROPN")), None)
    return "" if found is None else text_of(text, tree, head_phrase(tree, found))


def _for_what(text: str, branch: Branch, verb: int) -> str:
    """Give what the money is for, from or to: "on radar station", "to settle lawsuit"."""
    tree, end = branch.tree, max(branch.words)
    parts: dict[str, int] = {}
    for child in (*tree.under(verb, "obl"), *tree.under(branch.at, "nmod")):
        case = "".join(tree.low[word] for word in tree.under(child, "case")[:1])
        if child > end and tree.tags[child] in ("NOUN", "PROPN") \
                and tree.lemmas[child] not in _TIMES:
            parts.setdefault(case, child)
    case = next((one for one in _CASES if one in parts), "")
    if case:
        return f"{case} {text_of(text, tree, head_phrase(tree, parts[case]))}"
    aim = next((child for child in tree.under(verb, "advcl", "xcomp") if child > end
                and tree.low[child - 2:child] != ("not", "to")
                and any(tree.low[word] == "to" for word in tree.under(child, "mark"))), None)
    if aim is None:
        return ""
    of = next(iter(tree.under(aim, "obj")), None)
    return f"to {tree.raw[aim]}" + (
        "" if of is None else f" {text_of(text, tree, head_phrase(tree, of))}")
