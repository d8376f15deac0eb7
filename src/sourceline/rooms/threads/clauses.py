"""A sentence as clauses: what governs a word, what hangs on it, where a clause begins and ends.

In: a `Sentence` with heads. Out: `Clauses`. It knows no word of any language but "to be".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourceline.record.reading import Sentence, Token

# What hangs on a clause by one of these relations says another thing than the clause does.
_OTHER_CLAUSES = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "cc", "punct", "discourse",
                            "advcl:relcl"))
_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True)
class Clauses:
    """The tokens of one sentence by index, with their heads."""

    sentence: Sentence
    text: str

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens."""
        return self.sentence.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the tokens that hang on it."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            head = token.head
            if head is not None and 0 <= head < len(found) and head != at:
                found[head].append(at)
        return tuple(map(tuple, found))

    def lemma(self, at: int) -> str:
        """The base form of a token, in lower case."""
        token = self.tokens[at]
        return (token.lemma or self.text[token.start:token.end]).lower()

    def word(self, at: int) -> str:
        """The token as written, in lower case."""
        token = self.tokens[at]
        return self.text[token.start:token.end].lower()

    def under(self, at: int, *relations: str) -> list[int]:
        """Give what hangs on a token by one of the relations, subtypes included."""
        return [child for child in self.children[at]
                if self.tokens[child].relation.split(":")[0] in relations
                or self.tokens[child].relation in relations]

    def above(self, at: int) -> Iterator[int]:
        """Walk from the governor of a token to the root."""
        for _ in range(len(self.tokens)):
            head = self.tokens[at].head
            if head is None or head < 0 or head == at:
                return
            at = head
            yield at

    def is_infinitive(self, at: int) -> bool:
        """Tell whether "to" marks a verb."""
        return any(self.word(mark) == "to" for mark in self.under(at, "mark"))

    def meant(self, at: int) -> int:
        """Give what a relative pronoun stands for: "the strike, which starts on Monday".

        Any other word stands for itself.
        """
        if self.word(at) not in _RELATIVE:
            return at
        for above in self.above(at):
            if self.tokens[above].relation in ("acl:relcl", "advcl:relcl", "acl"):
                head = self.tokens[above].head
                return head if head is not None and head >= 0 else at
        return at

    def noun_before(self, at: int) -> list[int]:
        """Give the noun a reader took for the root of a short sentence: "The bans expire on May 1".

        It is the subject of the only verb.
        """
        head = self.tokens[at].head
        if head is None or head < 0 or head >= at or self.tokens[head].relation != "root" \
                or self.tokens[head].pos not in ("NOUN", "PROPN") \
                or any(one.pos in ("VERB", "AUX") for one in self.tokens[:at]):
            return []
        return [head]

    def is_link(self, at: int, relation: str) -> bool:
        """Tell whether a token hangs on its governor by this relation, subtypes included."""
        return self.tokens[at].relation.split(":")[0] == relation

    def clause(self, at: int) -> tuple[int, int]:
        """Give from where to where a clause runs, without other clauses that hang on it."""
        kept = [at]
        for child in self.children[at]:
            if self.tokens[child].relation not in _OTHER_CLAUSES \
                    and self.tokens[child].relation.split(":")[0] not in _OTHER_CLAUSES:
                kept += self._subtree(child)
        kept = self._in_one_piece(sorted(kept), at)
        return self.tokens[kept[0]].start, self.tokens[kept[-1]].end

    def noun(self, at: int) -> tuple[int, int]:
        """Give from where to where a noun runs with what stands before it and an "of" after it."""
        own = {n for child in self.children[at] if child < at
               and self.tokens[child].relation not in _BEFORE_A_NOUN for n in self._subtree(child)}
        first = min((n for n in own if 0 < at - n <= _NOUN_TOKENS), default=at)
        last = max((n for child in self.under(at, "nmod") if child > at
                    for n in self._subtree(child) if n - at <= _NOUN_TOKENS), default=at)
        return self.tokens[first].start, self.tokens[last].end

    def _subtree(self, at: int) -> list[int]:
        """Give all that hangs on a token, without relative clauses deep inside it."""
        found, waiting = set[int](), [at]
        while waiting:
            word = waiting.pop()
            if word in found:
                continue
            found.add(word)
            waiting += [child for child in self.children[word]
                        if self.tokens[child].relation not in ("acl:relcl", "parataxis")]
        return sorted(found)

    def _in_one_piece(self, kept: list[int], at: int) -> list[int]:
        """Leave off what lies beyond a long gap, so that the words cited stand together."""
        first = last = kept.index(at)
        while first > 0 and kept[first] - kept[first - 1] <= _GAP_TOKENS:
            first -= 1
        while last + 1 < len(kept) and kept[last + 1] - kept[last] <= _GAP_TOKENS:
            last += 1
        return kept[first:last + 1]


_RELATIVE = frozenset(("which", "who", "that", "whom"))
_BEFORE_A_NOUN = frozenset(("case", "cc", "mark", "punct", "cop", "nsubj", "advmod"))
# A noun is cited with this many words before and after it at most.
_NOUN_TOKENS = 10
# A relative clause inside the subject may stand between ("Orr, who fled, will be tried").
_GAP_TOKENS = 14


def read_clauses(sentence: Sentence, text: str) -> Clauses | None:
    """Give the clauses of a sentence, None when the reader gave no heads."""
    if not sentence.tokens or any(token.head is None for token in sentence.tokens):
        return None
    return Clauses(sentence, text)
