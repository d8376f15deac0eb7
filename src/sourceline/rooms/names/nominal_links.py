"""Definite phrases that can only mean one name of the article: "the diplomat", "the ministry".

In: lines with syntax, mentions and what the article calls them. Out: `Stand`s. Nothing is joined
where two names are called so, where another one of the kind was spoken of ("a company", "the
ministries"), or where a word of the phrase does not fit what the name was called.
"""

from collections.abc import Mapping, Sequence, Set

from sourceline.lexicon.role_nouns import role_list, said_of
from sourceline.rooms.names.called import Called
from sourceline.rooms.names.lines import Line
from sourceline.rooms.names.pronouns import Stand
from sourceline.rooms.names.trees import ARGUMENTS, Tree, describes

# What everyone has: "the wife", "the head" are said of somebody near, not of a name far away.
_RELATIONS = frozenset((
    "son", "daughter", "wife", "husband", "brother", "sister", "father", "mother", "friend",
    "member", "head", "national", "citizen", "resident", "part", "partner", "cousin", "uncle",
    "man", "woman", "victim", "suspect", "heir", "winner", "star", "owner", "rival", "ally",
    "critic", "guest", "host", "witness", "native", "survivor", "world", "number", "one", "state",
    "nation", "country", "republic", "territory", "team", "side", "lot", "kind", "example",
    "press", "news", "media",
))
# "The President", "the Secretary" with a capital: many hold one, at home and abroad.
_MANY = frozenset(("president", "secretary", "minister", "premier", "king", "queen", "pope",
                   "governor", "mayor", "senator", "representative", "speaker", "house"))
_OURS = frozenset(("our", "its", "their"))
# Words that say nothing about which one is meant.
_LIGHT = frozenset(("the", "this", "that", "said", "late", "same", "young", "old", "new", "entire",
                    "whole"))


def find_nominal_stands(lines: Sequence[Line], called: Mapping[str, Sequence[Called]],
                        taken: Sequence[tuple[int, int]], titled: Set[str] = frozenset()
                        ) -> list[Stand]:
    """Find the definite phrases that mean one name.

    Takes: `titled`, the titles before names of this article in lower case: "the Colonel".
    """
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
            if named or word.pos not in ("NOUN", "PROPN") or noun in _RELATIONS:
                continue
            determiner = _determiner(tree, head, noun, titled)
            if determiner is None:
                if word.pos == "NOUN" and not describes(tree, head):
                    others[noun] = number
                continue
            said = said_of(noun)
            stand = _only(tree, head, determiner, [one for each in said
                                                   for one in called.get(each, ())])
            fresh = max(others.get(each, -1) for each in said) <= last.get(noun, -1)
            if stand is not None and fresh and word.relation in ARGUMENTS:
                found.append(stand)
            last[noun] = number
    return found


def _determiner(tree: Tree, head: int, noun: str, titled: Set[str]) -> int | None:
    """Give the word that makes a phrase definite: "the diplomat", "the Colonel", "our attaché"."""
    row = tree.row
    text = row[head].text
    if text.lower() != noun:
        return None
    if not text.islower():
        capital = noun in titled - _MANY and head > 0 and row[head - 1].text.lower() == "the" \
            and not (head + 1 < len(row) and row[head + 1].capital)
        return head - 1 if capital else None
    determiner = tree.child(head, "det")
    if determiner is not None and row[determiner].text.lower() == "the":
        return determiner
    owner = tree.child(head, "nmod:poss")
    owned = owner is not None and row[owner].text.lower() in _OURS and noun in role_list("servants")
    return owner if owned else None


def _only(tree: Tree, head: int, determiner: int, called: Sequence[Called]) -> Stand | None:
    """Give the one name called so before this place, if each word of the phrase fits it."""
    row = tree.row
    start, end = row[determiner].start, row[head].end
    keys = {one.key for one in called}
    if len(keys) != 1 or determiner >= head or not tree.is_bare(head) \
            or min(one.cite.start for one in called) >= start:
        return None
    said = frozenset(word for one in called for word in one.words)
    between = [row[at].text.lower() for at in range(determiner + 1, head)]
    if any(word not in said and word not in _LIGHT for word in between):
        return None
    if "former" in said and "former" not in between and all(
            "former" in one.words for one in called):
        return None
    if describes(tree, head):
        return None
    return Stand(start, end, next(iter(keys)), "names.nominal")
