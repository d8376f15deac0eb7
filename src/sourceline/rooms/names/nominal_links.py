"""Definite phrases that can only mean one name of the article: "the diplomat", "the ministry".

In: lines with syntax, mentions and what the article calls them. Out: `Stand`s. Nothing is joined
where two names are called so, where another one of the kind was spoken of ("a company", "the
ministries"), or where a word of the phrase does not fit what the name was called.
"""

from collections.abc import Mapping, Sequence

from sourceline.rooms.names.called import Called
from sourceline.rooms.names.lines import Line
from sourceline.rooms.names.pronouns import Stand
from sourceline.rooms.names.trees import ARGUMENTS, Tree

# What everyone has: "the wife", "the head" are said of somebody near, not of a name far away.
_RELATIONS = frozenset((
    "son", "daughter", "wife", "husband", "brother", "sister", "father", "mother", "friend",
    "member", "head", "national", "citizen", "resident", "part", "partner", "cousin", "uncle",
    "man", "woman", "victim", "suspect", "heir", "winner", "star", "owner", "rival", "ally",
    "critic", "guest", "host", "witness", "native", "survivor", "world", "number", "one", "state",
    "nation", "country", "republic", "territory", "team", "side", "lot", "kind", "example",
))
# "A lawyer named Ito" speaks of Ito.
_NAMES = frozenset(("name", "call", "identify", "know"))
# Words that say nothing about which one is meant.
_LIGHT = frozenset(("the", "this", "that", "said", "late", "same", "young", "old", "new", "entire",
                    "whole"))


def find_nominal_stands(lines: Sequence[Line], called: Mapping[str, Sequence[Called]],
                        taken: Sequence[tuple[int, int]]) -> list[Stand]:
    """Find the definite phrases that mean one name."""
    found: list[Stand] = []
    others: dict[str, int] = {}
    last: dict[str, int] = {}
    at = 0
    for number, line in enumerate(lines):
        tree = Tree(line)
        if line.heading or not tree.parsed:
            continue
        for head, word in enumerate(line.words):
            while at < len(taken) and taken[at][1] <= word.start:
                at += 1
            named = at < len(taken) and taken[at][0] < word.end
            noun = word.lemma.lower()
            if named or word.pos != "NOUN" or noun not in called or noun in _RELATIONS:
                continue
            determiner = tree.child(head, "det")
            definite = word.text.islower() and determiner is not None \
                and line.words[determiner].text.lower() == "the"
            if not definite or word.text.lower() != noun:
                if not _describes(tree, head):
                    others[noun] = number
                continue
            stand = _only(tree, head, determiner or 0, called[noun])
            fresh = others.get(noun, -1) <= last.get(noun, -1)
            if stand is not None and fresh and word.relation in ARGUMENTS:
                found.append(stand)
            last[noun] = number
    return found


def _describes(tree: Tree, head: int) -> bool:
    """Tell "Ito, a lawyer" and "Ito is a lawyer", which speak of nobody else."""
    row = tree.row
    above = tree.head(head)
    beside = row[head].relation == "appos" or tree.child(head, "appos") is not None
    named = tree.child(head, "acl")
    if named is not None and row[named].lemma in _NAMES:
        return True
    before = above is not None and row[head].relation in ("compound", "nmod:desc", "flat")
    return beside or before or tree.child(head, "cop") is not None or (
        row[head].relation == "obl" and tree.child(head, "case") is not None
        and row[tree.child(head, "case") or 0].text.lower() == "as")


def _only(tree: Tree, head: int, determiner: int, called: Sequence[Called]) -> Stand | None:
    """Give the one name called so before this place, if each word of the phrase fits it."""
    row = tree.row
    start, end = row[determiner].start, row[head].end
    keys = {one.key for one in called}
    if len(keys) != 1 or determiner > head or not tree.is_bare(head) \
            or min(one.cite.start for one in called) >= start:
        return None
    said = frozenset(word for one in called for word in one.words)
    between = [row[at].text.lower() for at in range(determiner + 1, head)]
    if any(word not in said and word not in _LIGHT for word in between):
        return None
    if "former" in said and "former" not in between and all(
            "former" in one.words for one in called):
        return None
    if _describes(tree, head):
        return None
    return Stand(start, end, next(iter(keys)), "names.nominal")
