"""A number in the tree of its sentence: the noun it counts and the verb that noun belongs to.

In: a `Tree` and the place of a number. Out: `Branch`, and questions about it. It knows no units.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.text.number_words import Number
from sourceline.text.trees import Span, Tree

_PARTS = frozenset(("nummod", "compound", "det", "det:predet", "amod", "nmod:desc",
                    "nmod:unmarked", "flat"))
_INSIDE = frozenset(("amod", "compound", "flat", "nmod:desc", "fixed", "goeswith", "nmod:poss",
                     "advmod", "case", "punct", "det", "conj", "cc", "obl:unmarked"))
# A modifier longer than this is no part of what is counted.
_MAX_OF_WORDS = 7
_PHRASE_WORDS = 12
# "thousands more of them", but not "as one within hours of the vote".
_OF_NEAR = 2
_BREAKS = frozenset(("--", "—", "(", ";", ":"))
_SUMS = frozenset(("total", "sum", "amount"))
# "hundreds of millions more": of what is not said.
_SCALES = frozenset(("hundreds", "thousands", "millions", "billions", "trillions", "dozens", "way"))
_QUANTIFIERS = frozenset(("several", "many", "few", "some", "numerous", "countless", "other"))
_PREPOSITIONS = frozenset(("over", "about", "around", "near", "above", "within", "below", "beyond",
                           "under"))
_NUMERALS = frozenset(("NUM", "SYM"))


@dataclass(frozen=True)
class Branch:
    """The number's own words, its head word, the noun it counts (None for "killed 12").

    `bound` are its words together with those that bound it ("at least").
    """

    tree: Tree
    words: frozenset[int]
    at: int
    noun: int | None
    bound: frozenset[int] = frozenset()

    @property
    def top(self) -> int:
        """The word that stands for the counted in the clause: the noun, or the number itself."""
        return self.at if self.noun is None else self.noun


def find_branch(tree: Tree, number: Number) -> Branch | None:
    """Find the number in the tree; None where its words do not hang together."""
    starts = [start for start, _ in tree.spans]
    first, last = bisect_left(starts, number.core), bisect_left(starts, number.end)
    words = frozenset(range(first, last))
    heads = [word for word in words if tree.heads[word] not in words]
    if not heads:
        return None
    at = max(heads, key=lambda word: (tree.tags[word] in _NUMERALS | {"NOUN"}, word))
    bound = frozenset(range(bisect_left(starts, number.start), last))
    return Branch(tree, words, at, _noun(tree, at, words), bound)


def is_preposition(tree: Tree, number: Number) -> bool:
    """Say whether the word that seems to bound a number is a preposition: "angry over 40 deaths".

    The tree hangs a bound on the number ("arrested over 40 men"), a preposition on the noun.
    """
    starts = [start for start, _ in tree.spans]
    first, core = bisect_left(starts, number.start), bisect_left(starts, number.core)
    if core - first != 1 or tree.low[first] not in _PREPOSITIONS:
        return False
    if number.form not in ("cardinal", "range") and tree.low[first] != "over":
        return False  # "about 90 percent of the time": the tree often errs here
    if tree.relations[first] == "compound:prt":  # "presided over 40 executions"
        return True
    head = tree.heads[first]
    return tree.relations[first] == "case" and tree.relations[head] in ("obl", "nmod")


def _noun(tree: Tree, at: int, words: frozenset[int]) -> int | None:
    """Find the counted noun: "12 men", "dozens of men", "12 of the men"."""
    for child in (child for word in sorted(words) for child in tree.under(word, "nmod")):
        case = tree.under(child, "case")[:1]
        near = case and tree.low[case[0]] == "of" and case[0] - max(words) <= _OF_NEAR
        if child > at and child not in words and near:
            return None if tree.tags[child] == "PRON" or tree.low[child] in _SCALES else child
    head, after = tree.heads[at], tree.low[max(words) + 1:max(words) + 2]
    if after and after[0] in _BREAKS:
        return None  # "only five -- all of them old -- signed"
    if head < 0 or tree.tags[head] not in ("NOUN", "PROPN") or head in words \
            or tree.low[head] in _SCALES:
        return None
    base = tree.relations[at].split(":")[0]
    counts = tree.relations[at] in _PARTS or base == "nummod"
    return head if counts and head > at else None


def phrase_of(branch: Branch) -> Sequence[int]:
    """Give the words of what is counted: the noun with what stands close to it, in one stretch."""
    tree, noun = branch.tree, branch.noun
    if noun is None:
        return ()
    kept = _close(tree, noun, branch.words)
    after_number = max(branch.words) + 1
    first = noun
    while first - 1 >= after_number and (first - 1 in kept or (
            tree.low[first - 1] in ("-", "–") and first - 2 in kept)):
        first -= 1
    last = tied(tree, noun)
    while last + 1 in kept and last - first < _PHRASE_WORDS:
        last += 1
    while last > noun and tree.tags[last] in ("PUNCT", "CCONJ", "ADP", "DET", "ADV", "PART"):
        last -= 1
    while first < noun and not is_tied(tree, first) and (
            tree.tags[first] in ("PUNCT", "ADP", "DET") or tree.low[first] in _DETERMINERS):
        first += 1
    return range(first, last + 1)


_DETERMINERS = frozenset(("the", "his", "her", "their", "its", "our", "my", "these", "those"))


def is_tied(tree: Tree, at: int) -> bool:
    """Say whether a hyphen ties a word to the next ("out-of-town visitors")."""
    return (at + 1 < len(tree.low) and tree.low[at + 1] in ("-", "–")
            and tree.spans[at][1] == tree.spans[at + 1][0])


def tied(tree: Tree, at: int) -> int:
    """Give the last word that hyphens tie to word `at` ("Varenian-Ostmarkers")."""
    while at + 2 < len(tree.low) and tree.low[at + 1] in ("-", "–") \
            and tree.spans[at][1] == tree.spans[at + 1][0] \
            and tree.spans[at + 1][1] == tree.spans[at + 2][0]:
        at += 2
    return at


def _close(tree: Tree, noun: int, number: frozenset[int]) -> set[int]:
    """Collect the noun, its adjectives and compounds, "of …", and a joined noun without number."""
    kept = {noun}
    for child in tree.children[noun]:
        if child in number:
            continue
        relation = tree.relations[child]
        words = tree.subtree(child)
        if relation == "conj" and not _joined(tree, noun, child, len(words)):
            continue
        of = relation == "nmod" and len(words) <= _MAX_OF_WORDS and [
            tree.low[word] for word in tree.under(child, "case")][:1] == ["of"]
        if of or relation in _INSIDE:
            kept.update(words)
    return kept


def _joined(tree: Tree, noun: int, other: int, length: int) -> bool:
    """Tell "12 women and children" from "12 women and three children", "six towns and Kelmar"."""
    counted = any(tree.low[word] in _QUANTIFIERS for word in tree.children[other])
    return (tree.tags[other] == tree.tags[noun] and length <= _MAX_OF_WORDS and not counted
            and tree.low[other] not in _SCALES
            and not tree.under(other, "nummod", "nsubj", "det", "nmod:poss"))


def span_of(branch: Branch, words: Sequence[int]) -> Span:
    """Turn words into a span of characters."""
    return branch.tree.place((words[0], words[-1] + 1))


def governor(branch: Branch) -> tuple[int, str] | None:
    """Give the verb or noun the counted belong to, and by which relation ("obj", "nsubj:pass").

    A joined noun takes the relation of the one it is joined to; "of them" that of its verb.
    """
    tree, at = branch.tree, branch.top
    if branch.noun is not None and tree.heads[branch.noun] == branch.at:
        at = branch.at  # "dozens of men": the number is the head
    seen = {at}
    if tree.relations[at] == "nmod" and tree.lemmas[tree.heads[at]] in _SUMS:
        at = tree.heads[at]  # "a total of $3 million": the total is what the verb takes
    while tree.relations[at] in ("conj", "appos") and tree.heads[at] not in seen:
        if tree.heads[at] < 0 or tree.tags[tree.heads[at]] in ("VERB", "AUX"):
            break
        at = tree.heads[at]
        seen.add(at)
    head = tree.heads[at]
    return None if head < 0 else (head, tree.relations[at])
