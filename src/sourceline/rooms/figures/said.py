"""What a reader of numbers gives back, and questions all readers ask.

In: nothing. Out: `Said`, `Place`, `low_at`, `words_of`, `tokens_in`, `originals`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.text.number_words import Token


@dataclass(frozen=True)
class Said:
    """What is counted: its words (tokens `first:last`), its unit, what happened, and the rule."""

    counted: str
    unit: str
    rule: str
    reason: str
    first: int = 0
    last: int = 0
    outcome: str = ""
    trigger: int | None = None
    scope: tuple[tuple[int, int], ...] = ()  # characters: the place, the period, what is included


Place = tuple[int, int]  # tokens of the number with its bound words, half-open


def low_at(tokens: Sequence[Token], at: int) -> str:
    """Give the lower-case word at a token, "" outside the sentence."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def words_of(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """Give the words of tokens `first:last` as they stand, with single spaces."""
    return " ".join(text[tokens[first].start:tokens[last - 1].end].split())


def tokens_in(tokens: Sequence[Token], start: int, end: int) -> Place:
    """Give the tokens that begin inside a stretch of characters, half-open."""
    starts = [token.start for token in tokens]
    return bisect_left(starts, start), bisect_left(starts, end)


def originals(text: str, tokens: Sequence[Token]) -> list[str]:
    """Give the tokens as they are written, with their capitals."""
    return [text[token.start:token.end] for token in tokens]
