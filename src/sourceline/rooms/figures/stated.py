"""Numbers given for a measure that a noun names: "the number of martyrs stands at 300".

In: a `Branch` without a noun of its own. Out: `Said`; None where no measure is named. A number
with nothing but a verb of speech ("the ministry says 214") answers what the figure before counted.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from sourceline.rooms.figures.branch import Branch
from sourceline.rooms.figures.lexicon import is_plural, lexicon, unit_of
from sourceline.rooms.figures.said import Said, low_at, tokens_in, words_of
from sourceline.text.number_words import Number, Token
from sourceline.text.trees import Tree

# Nouns that name a measure, with what happened to those it counts.
_MEASURES = {
    "number": "", "count": "", "figure": "", "total": "", "tally": "", "toll": "killed",
    "attendance": "participated", "turnout": "participated", "population": "", "membership": "",
    "fatality": "killed", "casualty": "", "injury": "injured", "crowd": "participated",
    "list": "", "dead": "killed", "death": "killed", "wounded": "injured",
}
# Verbs by which a measure gets its value.
_VALUES = frozenset(("stand", "put", "rise", "climb", "reach", "estimate", "mount", "grow", "hit",
                     "pass", "exceed", "top", "place", "set", "surpass", "number", "fall", "drop",
                     "jump", "increase", "be", "swell", "remain", "revise", "raise", "total"))
_SPEAKS = frozenset(("say", "report", "put", "count", "give", "claim", "estimate", "speak",
                     "confirm", "cite", "list", "document", "record", "acknowledge", "admit"))
_VOTES = frozenset(("vote", "voted", "votes", "voting", "passed", "approved", "adopted",
                    "rejected", "ratified", "ruled", "ruling", "decision", "defeated"))
_NEAR_TOKENS = 8


def stated(
    text: str, tokens: Sequence[Token], branch: Branch, before: Said | None
) -> Said | None:
    """Read a number that is the value of a measure, or the answer to the figure before."""
    tree = branch.tree
    measure = _measure(tree, branch)
    if measure is not None:
        return _of_measure(text, tokens, tree, measure, before)
    head = tree.heads[branch.at]
    if not answerable(before) or head < 0 or tree.lemmas[head] not in _SPEAKS:
        return None
    if tree.relations[branch.at] not in ("obj", "ccomp") or branch.at < head:
        return None
    return again(before, "answered", "it answers the figure before")


def answerable(before: Said | None) -> TypeGuard[Said]:
    """Say whether a number without a noun may be another value of the figure before."""
    return before is not None and (before.outcome != "" or before.unit in ("person", "event"))


def again(before: Said, rule: str, reason: str) -> Said:
    """Give what the figure before counted, for another number of it."""
    return Said(before.counted, before.unit, rule, reason, outcome=before.outcome)


def measured(branch: Branch) -> str:
    """Tell what happened to the counted: "the death toll stands at 355 people"."""
    measure = _measure(branch.tree, branch)
    return "" if measure is None else _MEASURES[branch.tree.lemmas[measure]]


def _measure(tree: Tree, branch: Branch) -> int | None:
    """Find the noun whose value the number is."""
    at = branch.top
    head = tree.heads[at]
    subjects = tree.under(at, "nsubj") if tree.under(at, "cop") else []
    if not subjects and head >= 0 and tree.lemmas[head] in _VALUES and \
            tree.relations[at] in ("obl", "obj", "xcomp", "ccomp", "advcl"):
        subjects = [child for child in tree.under(head, "obj", "nsubj") if child != at
                    and tree.lemmas[child] in _MEASURES]
    if not subjects and head >= 0 and tree.relations[at] == "nmod":
        subjects = _put_at(tree, branch)
    return next((word for word in subjects if tree.lemmas[word] in _MEASURES), None)


def _put_at(tree: Tree, branch: Branch) -> list[int]:
    """Read "puts the number of martyrs since 11 October at 300", where "at" hangs too low."""
    cases = [tree.low[word] for word in tree.under(branch.top, "case")]
    verb = next((word for word in tree.above(branch.top) if tree.tags[word] == "VERB"), None)
    if cases[:1] != ["at"] or verb is None or tree.lemmas[verb] not in ("put", "place", "estimate"):
        return []
    return tree.under(verb, "obj")


def _of_measure(
    text: str, tokens: Sequence[Token], tree: Tree, measure: int, before: Said | None
) -> Said | None:
    outcome = _MEASURES[tree.lemmas[measure]]
    of = next((child for child in tree.under(measure, "nmod")
               if any(tree.low[word] == "of" for word in tree.under(child, "case"))), None)
    if of is not None:
        first, last = tokens_in(tokens, *tree.spans[of])
        words = words_of(text, tokens, first, last)
        if tree.low[of] in lexicon().outcome_of:  # "the number of dead", "of injured"
            done = lexicon().outcome_of[tree.low[of]]
            return Said(f"people {done}", "person", "stated", f"the number of: {words}", first,
                        last, done, first)
        if is_plural(words):
            by = next((child for child in tree.under(of, "acl")
                       if tree.low[child] in lexicon().outcome_of), None)
            done = outcome if by is None else lexicon().outcome_of[tree.low[by]]
            return Said(f"{words} {done}".strip(), unit_of(words), "stated",
                        f"the number of: {words}", first, last, done,
                        None if by is None else tokens_in(tokens, *tree.spans[by])[0])
    first, last = tokens_in(tokens, *tree.spans[measure])
    if outcome:
        return Said(f"people {outcome}", "person", "stated", f"given for: {tree.low[measure]}",
                    first, last, outcome, first)
    if answerable(before):
        return replace(again(before, "stated", f"given for the {tree.low[measure]} of what was "
                                               "counted before"), first=first, last=last)
    return None


def vote_tally(
    text: str, tokens: Sequence[Token], number: Number, place: tuple[int, int]
) -> Said | None:
    """Read "passed by 71 to 58", "the vote was 52-48": the first number is that of the winners."""
    around = range(max(0, place[0] - _NEAR_TOKENS), min(len(tokens), place[1] + _NEAR_TOKENS))
    trigger = next((at for at in around if low_at(tokens, at) in _VOTES), None)
    if trigger is None:
        return None
    words = " ".join(text[number.start:number.end].split())
    return Said(f"votes ({words})", "vote", "tally", "the words beside it say that it is a vote",
                trigger, trigger + 1, trigger=trigger)
