"""What the reader saw of a sentence: its tree and its predicates, and tags made from its words.

In: characters and a sentence of a reading. Out: a `Line` whose tags follow the reader's parts of
speech, with a `Syntax` beside it; without heads, the line as the word-order rules tag it and None.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.reading import Predicate, Reading, Sentence
from sourceline.rooms.events.mend import mend
from sourceline.text.grammar import CLOSED, Verbs
from sourceline.text.lines import Line, make_line
from sourceline.text.phrases import Clause, Range
from sourceline.text.trees import Tree, make_tree

_TAGS = {"NOUN": "noun", "PROPN": "name", "ADJ": "adj", "ADV": "adv", "NUM": "num", "DET": "det",
         "ADP": "prep", "CCONJ": "and", "PRON": "pron", "INTJ": "adv", "X": "noun", "SYM": "noun"}
_AUXILIARIES = {"be": "be", "get": "be", "have": "have", "do": "do"}
# What belongs to the noun itself; relative clauses, appositions and lists do not.
_OF_THE_NOUN = frozenset(("det", "det:predet", "amod", "nummod", "compound", "nmod:poss",
                          "nmod:desc", "flat", "fixed", "goeswith", "advmod"))
_JOINS = frozenset(("-", "–", "‐", "/", "“", "”", "\"", "``", "''", "."))
_RELATIVE_PRONOUNS = frozenset(("who", "whom", "which", "that"))


@dataclass(frozen=True)
class Syntax:
    """The tree of a sentence and its predicates by word."""

    tree: Tree
    predicates: Mapping[int, Predicate]

    def factuality(self, at: int) -> float | None:
        """Give the reader's factuality of word `at`, from -3 (did not) to 3 (did)."""
        return self.predicates[at].factuality if at in self.predicates else None

    def noun(self, at: int) -> Range:
        """Give the noun phrase of word `at` without relative clauses, appositions and lists."""
        tree = self.tree
        whole = {at}
        for child in tree.children[at]:
            if tree.relations[child] in _OF_THE_NOUN and (
                    child < at or tree.relations[child] != "advmod"):
                whole.update(tree.subtree(child, self.cases(at)))
        start, end = at, at + 1
        while start - 1 in whole or (start - 2 in whole and tree.low[start - 1] in _JOINS):
            start -= 1
        while end in whole or (end + 1 in whole and tree.low[end] in _JOINS):
            end += 1
        return start, end

    def cases(self, at: int) -> list[int]:
        """Give the prepositions of a noun; the reader may hang them on the rest of its name."""
        tree = self.tree
        found = tree.under(at, "case")
        for part in tree.under(at, "flat"):
            found += [one for one in tree.under(part, "case") if one < at]
        return found

    def each(self, at: int) -> list[int]:
        """Give a noun and the nouns joined to it by "and"; verbs are no nouns.

        In "an admirer of the state and the Guards", the Guards belong to the state.
        """
        tree = self.tree
        inner = [child for child in tree.under(at, "nmod") if child > at]
        joined = tree.under(at, "conj")
        # "killed Mira Tolan, Ivo Bern and a driver": a name beside a name is one more.
        listed = [one for one in tree.under(at, "appos") if tree.tags[at] == tree.tags[one]
                  == "PROPN" and any(one < other for other in joined)]
        return [self.name_of(at), *listed, *(self.name_of(other) for other in joined
                      if tree.tags[other] not in ("VERB", "AUX") and not (
                          tree.tags[at] == "NOUN" and tree.tags[other] == "PROPN"
                          and any(child < other for child in inner)))]

    def shares(self, verb: int, first: int, other: int) -> bool:
        """Tell whether the reader's roles, where they hold `first`, hold what is joined to it.

        "killed by men, and his body found": the list of the tree is wider than the argument.
        """
        predicate, spans = self.predicates.get(verb), self.tree.spans
        around = [one for one in (predicate.arguments if predicate else ())
                  if one.start <= spans[first][0] and spans[first][1] <= one.end]
        return not around or any(one.start <= spans[other][0] < one.end for one in around)

    def name_of(self, at: int) -> int:
        """Go from "the leader" in "the leader, Mira Tolan" to the name, where one follows."""
        if self.tree.tags[at] != "NOUN":
            return at
        names = [one for one in self.tree.under(at, "appos") if self.tree.tags[one] == "PROPN"]
        return names[0] if names else at

    def holds(self, verb: int, noun: int) -> bool:
        """Tell whether the reader's roles give the noun a part in the verb; True where unread."""
        predicate = self.predicates.get(verb)
        return predicate is None or any(one.start <= self.tree.spans[noun][0] < one.end
                                        for one in predicate.arguments)

    def named(self, at: int) -> int:
        """Go from "who" in a relative clause to the noun it stands for; else stay."""
        tree = self.tree
        if tree.low[at] not in _RELATIVE_PRONOUNS:
            return at
        for above in tree.above(at):
            if tree.relations[above] == "acl:relcl" and tree.heads[above] >= 0:
                return tree.heads[above]
        return at

    def dateline(self) -> int:
        """Give the word after a dateline ("LORN, May 3 - Police …"), 0 where there is none."""
        raw = self.tree.raw
        if not raw[0].isupper() or len(raw[0]) < 3:
            return 0
        dashes = [at for at in range(1, min(len(raw), 16)) if raw[at] in ("-", "–", "—", "--")]
        return dashes[-1] + 1 if dashes else 0

    def head_of(self, words: Range) -> int:
        """Give the word of a range that hangs on a word outside it."""
        inside = range(*words)
        return next((at for at in inside if self.tree.heads[at] not in inside), words[1] - 1)

    def argument(self, at: int, label: str) -> list[int]:
        """Give the nouns of a PropBank argument of word `at`, none for a clause."""
        predicate = self.predicates.get(at)
        found: list[int] = []
        for one in predicate.arguments if predicate else ():
            if one.label != label:
                continue
            first = bisect_left(self.tree.spans, one.start, key=lambda span: span[0])
            last = bisect_left(self.tree.spans, one.end, key=lambda span: span[0])
            if last > first:
                head = self.head_of((first, last))
                if self.tree.tags[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                    found += self.each(self.named(head))
        return found


def read_lines(text: str, reading: Reading, verbs: Verbs) -> list[tuple[Line, Syntax | None]]:
    """Give every sentence as a tagged line, with its syntax where the reader gave heads.

    >>> from sourceline.record.reading import Token
    >>> told = Sentence(start=0, end=9, tokens=(
    ...     Token(start=0, end=4, pos="PRON", head=1, relation="nsubj"),
    ...     Token(start=5, end=9, pos="VERB", head=-1, relation="root")))
    >>> (line, syntax), = read_lines("They left", Reading(article="a", reader="r",
    ...                                                   sentences=(told,)), {})
    >>> line.clause.tags, syntax is None
    (('pron', 'verb'), False)
    """
    predicates: dict[int, dict[int, Predicate]] = {}
    for predicate in reading.predicates:
        predicates.setdefault(predicate.sentence, {})[predicate.token] = predicate
    return [_line(text, sentence, verbs, predicates.get(number, {}))
            for number, sentence in enumerate(reading.sentences) if sentence.tokens]


def _line(text: str, sentence: Sentence, verbs: Verbs,
          predicates: Mapping[int, Predicate]) -> tuple[Line, Syntax | None]:
    tree = make_tree(text, sentence.tokens)
    spans = [(token.start, token.end) for token in sentence.tokens]
    if tree is None or not any(tree.tags):
        return make_line(text, spans, verbs), None
    tree = mend(tree)
    clause = Clause(tree.raw, tree.low, tuple(_tags(tree)))
    return Line(spans[0][0], spans[-1][1], tuple(spans), clause), Syntax(tree, predicates)


def _tags(tree: Tree) -> Sequence[str]:
    """Write the reader's parts of speech in the tags of the word-order grammar."""
    return [_tag(tree, at) for at in range(len(tree.low))]


def _tag(tree: Tree, at: int) -> str:
    word, tag = tree.low[at], tree.tags[at]
    if tag == "PUNCT":
        return CLOSED.get(word, "noun" if word in ("-", "‐", "‑") else "stop")
    if word in ("not", "n't", "n’t", "never"):
        return "not"
    if tag == "PART":
        return "to" if word == "to" else "gen" if word in ("'s", "’s", "'", "’") else "adv"
    if tag == "SCONJ":
        return "that" if word == "that" else CLOSED.get(word, "sub")
    if tag == "AUX":
        return _AUXILIARIES.get(tree.lemmas[at], CLOSED.get(word, "modal"))
    if tag == "VERB":
        if tree.relations[at] == "amod" and tree.heads[at] > at:
            return "adj"
        return "ing" if word.endswith("ing") else "verb"
    if tag == "ADJ" and at and tree.raw[at][0].isupper() and tree.raw[at - 1].isalpha():
        return "name"
    if tag in ("PRON", "DET", "ADV") and CLOSED.get(word) in ("wh", "that", "poss"):
        return "det" if tag == "DET" and word == "that" else CLOSED[word]
    return _TAGS.get(tag, "noun")
