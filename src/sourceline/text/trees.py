"""A sentence as a tree: which word governs which, and what hangs on a word.

In: the tokens of one sentence with heads and relations. Out: `Tree`. It holds no rule of grammar
beyond "a subtree is a word with all that depends on it"; a reader that gives no heads gives None.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.record.reading import Token

Words = tuple[int, int]
Span = tuple[int, int]


@dataclass(frozen=True)
class Tree:
    """The words of a sentence by index; `children[n]` are the words that hang on word n, sorted.

    `heads[n]` is -1 for the root. `relations` are UD relations with their subtype ("nsubj:pass").
    """

    spans: tuple[Span, ...]
    raw: tuple[str, ...]
    low: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    def under(self, at: int, *relations: str) -> list[int]:
        """Give the words that hang on word `at` by one of the relations; "nsubj" takes subtypes."""
        return [child for child in self.children[at]
                if self.relations[child] in relations
                or self.relations[child].split(":")[0] in relations]

    def subtree(self, at: int, without: Sequence[int] = ()) -> list[int]:
        """Give word `at` and all that depends on it, sorted, without the subtrees of `without`."""
        seen = {*without}
        found: list[int] = []
        waiting = [at]
        while waiting:
            word = waiting.pop()
            if word in seen:
                continue
            seen.add(word)
            found.append(word)
            waiting += self.children[word]
        return sorted(found)

    def above(self, at: int) -> Iterator[int]:
        """Walk from the governor of word `at` to the root; a loop in the heads ends the walk."""
        seen = {at}
        while (at := self.heads[at]) >= 0 and at not in seen:
            seen.add(at)
            yield at

    def place(self, words: Words) -> Span:
        """Turn a range of words into a span of characters."""
        return self.spans[words[0]][0], self.spans[words[1] - 1][1]


def make_tree(text: str, tokens: Sequence[Token]) -> Tree | None:
    """Make the tree of a sentence, None when the reader gave no heads.

    >>> told = [Token(start=0, end=4, head=1, relation="nsubj"),
    ...         Token(start=5, end=9, head=-1, relation="root")]
    >>> tree = make_tree("They left", told)
    >>> tree.subtree(1) if tree else None
    [0, 1]
    """
    heads = [token.head for token in tokens]
    if not tokens or any(head is None or head >= len(tokens) for head in heads):
        return None
    raw = tuple(text[token.start:token.end] for token in tokens)
    low = tuple(word.lower() for word in raw)
    children: list[list[int]] = [[] for _ in tokens]
    known = [-1 if head is None else head for head in heads]
    for at, head in enumerate(known):
        if head >= 0 and head != at:
            children[head].append(at)
    return Tree(
        spans=tuple((token.start, token.end) for token in tokens), raw=raw, low=low,
        lemmas=tuple(token.lemma or word for token, word in zip(tokens, low, strict=True)),
        tags=tuple(token.pos for token in tokens), heads=tuple(known),
        relations=tuple(token.relation for token in tokens),
        children=tuple(map(tuple, children)))
