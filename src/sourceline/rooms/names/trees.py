"""Questions about the tree of one line: who governs, what belongs to a phrase, which role it has.

In: the words of a `Line` with the reader's syntax. Out: indices of words. Where the reader gave
no syntax every answer is empty, and the rooms fall back on word order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sourceline.record.entity import Mention
from sourceline.rooms.names.lines import Line, Word

# Relations of a word that heads a phrase standing for something.
ARGUMENTS = frozenset((
    "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss",
    "root", "appos", "conj", "vocative", "dislocated", "list", "parataxis", "obl:unmarked",
    "xcomp", "ccomp", "csubj", "nmod:unmarked", "orphan",
))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
# "A lawyer named Ito" speaks of Ito.
_NAMES = frozenset(("name", "call", "identify", "know"))
_MAX_BETWEEN = 5
# A chain of governors longer than this is a broken tree.
_MAX_CLIMB = 60


@dataclass(frozen=True)
class Tree:
    """The tree of one line."""

    line: Line

    @property
    def row(self) -> tuple[Word, ...]:
        """The words."""
        return self.line.words

    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        """The words each word governs, in order."""
        below: list[list[int]] = [[] for _ in self.row]
        for at, word in enumerate(self.row):
            if word.head is not None and 0 <= word.head < len(self.row) and word.head != at:
                below[word.head].append(at)
        return below

    @property
    def parsed(self) -> bool:
        """Whether the reader gave syntax."""
        return bool(self.row) and self.row[0].head is not None

    def child(self, at: int, *relations: str) -> int | None:
        """Give the first word that `at` governs by one of the relations."""
        return next((one for one in self.children[at] if self.row[one].relation in relations),
                    None)

    def head(self, at: int) -> int | None:
        """Give the governor of `at`, None for the root."""
        head = self.row[at].head
        return head if head is not None and 0 <= head < len(self.row) and head != at else None

    def above(self, at: int) -> list[int]:
        """Give the governors of `at`, nearest first."""
        chain: list[int] = []
        head = self.head(at)
        while head is not None and len(chain) < _MAX_CLIMB and head not in chain:
            chain.append(head)
            head = self.head(head)
        return chain

    def head_of(self, first: int, last: int) -> int:
        """Give the word of a span that is governed from outside it."""
        for at in range(first, last):
            head = self.head(at)
            if head is None or not first <= head < last:
                return at
        return last - 1

    def role(self, at: int) -> str:
        """Give the relation of the phrase `at` heads; a conjunct has that of the first of them."""
        seen = 0
        while self.row[at].relation in ("conj", "appos") and seen < _MAX_CLIMB:
            head = self.head(at)
            if head is None:
                break
            at, seen = head, seen + 1
        return self.row[at].relation

    def clause(self, at: int) -> int | None:
        """Give the predicate of the clause `at` stands in as an argument."""
        return next((head for head in self.above(at) if self.row[head].pos in ("VERB", "AUX")
                     or self.child(head, "cop") is not None), None)

    def is_bare(self, at: int) -> bool:
        """Tell a noun with nothing after it that says which one: "the group", not "of men"."""
        return not any(one > at and self.row[one].relation in (
            "nmod", "acl", "acl:relcl", "appos", "nummod", "conj", "flat", "compound", "dep",
            "nmod:desc", "list") for one in self.children[at])


def describes(tree: Tree, head: int) -> bool:
    """Tell "Ito, a lawyer", "Ito is a lawyer" and "as a lawyer", which speak of nobody new."""
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


def _qualifies(word: Word) -> bool:
    """Tell "embassy" and "ten-year" before a noun; relations are not asked, a reader may slip."""
    return word.pos in ("ADJ", "NOUN", "PROPN") or word.relation in ("amod", "compound") \
        or (word.text == "-" and not word.spaced)


def phrase_start(tree: Tree, head: int, here: Sequence[Mention]) -> int:
    """Give where the words of a noun before it begin, without its article and after any name.

    "A Veshkari embassy attaché" begins at "embassy" where "Veshkari" is a mention of its own.
    """
    row = tree.row
    first = head
    while first > 0 and _qualifies(row[first - 1]) and not any(
            one.cite.start < row[first - 1].end and row[first - 1].start < one.cite.end
            for one in here):
        first -= 1
    while first < head and not row[first].text[0].isalnum():
        first += 1
    return row[first].start


def determiner_of(tree: Tree, head: int) -> str:
    """Give the article or owner of a noun in lower case, "" for none.

    A reader may hang the article of "a Veshkari embassy attaché" on "embassy"; then the words
    between are looked over.
    """
    row = tree.row
    first = tree.child(head, "det", "nmod:poss")
    if first is not None:
        return row[first].text.lower() if first < head else ""
    at = head - 1
    while at > max(0, head - _MAX_BETWEEN) and row[at].pos in ("ADJ", "NOUN", "PROPN"):
        at -= 1
    return row[at].text.lower() if at >= 0 and row[at].relation == "det" else ""
