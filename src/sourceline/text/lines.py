"""A sentence with its tagged words and their places in the text.

In: characters, token spans of one sentence, verb forms. Out: `Line`. It decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.text.grammar import Verbs, tag_words
from sourceline.text.phrases import Clause, Range

Span = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A sentence: `spans[n]` is where word n of `clause` stands in the text."""

    start: int
    end: int
    spans: tuple[Span, ...]
    clause: Clause

    def place(self, words: Range) -> Span:
        """Turn a range of words into a span of characters."""
        return self.spans[words[0]][0], self.spans[words[1] - 1][1]

    def word_at(self, offset: int) -> int:
        """Give the first word that begins at or after a character offset."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][0] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def make_line(text: str, spans: Sequence[Span], verbs: Verbs) -> Line:
    """Tag one sentence.

    >>> make_line("They left.", [(0, 4), (5, 9), (9, 10)], {}).clause.tags
    ('pron', 'noun', 'stop')
    """
    raw = tuple(text[start:end] for start, end in spans)
    low = tuple(word.lower() for word in raw)
    clause = Clause(raw, low, tuple(tag_words(raw, verbs)))
    return Line(spans[0][0], spans[-1][1], tuple(spans), clause)
