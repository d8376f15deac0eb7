"""Sentences as the room looks at them: words with places, headings told from prose.

In: a `Text` and its `Reading`. Out: `Line`s and the lower-case words of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.record.article import Text
from sourceline.record.entity import Mention
from sourceline.record.reading import Reading, Sentence
from sourceline.rooms.names.words import NameWords

Span = tuple[int, int]

# A line is a heading by its capitals when this share of its longer words has one.
HEADING_SHARE = 0.75
HEADING_WORDS = 4


@dataclass(frozen=True)
class Word:
    """One token: its place, letters, lemma, whether white space stands before it, its syntax.

    `pos`, `head` and `relation` are as the reader gave them: "", None and "" where it gave none.
    """

    start: int
    end: int
    text: str
    lemma: str
    spaced: bool
    pos: str = ""
    head: int | None = None
    relation: str = ""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Line:
    """One sentence; in a heading capitals prove nothing."""

    words: tuple[Word, ...]
    heading: bool


def with_mentions(lines: Sequence[Line], mentions: Sequence[Mention]
                  ) -> Iterator[tuple[Line, list[Mention]]]:
    """Give every line with the mentions that begin in it, or between it and the line before.

    Takes: both in the order of the text.
    """
    at = 0
    for line in lines:
        first = at
        while at < len(mentions) and mentions[at].cite.start < line.words[-1].end:
            at += 1
        yield line, list(mentions[first:at])


def read_lines(text: Text, reading: Reading, words: NameWords) -> list[Line]:
    """Lay out the sentences of a reading."""
    headings = [(part.start, part.end) for part in text.parts if part.kind == "heading"]
    lines: list[Line] = []
    at = 0
    for sentence in reading.sentences:
        while at < len(headings) and headings[at][1] <= sentence.start:
            at += 1
        inside = at < len(headings) and headings[at][0] < sentence.end
        row = _words(text.words, sentence)
        if row:
            lines.append(Line(row, inside or _is_heading(row, words)))
    return lines


def lower_case_words(lines: list[Line]) -> frozenset[str]:
    """Collect the words that the text also writes in lower case."""
    return frozenset(
        word.text for line in lines for word in line.words if word.text[0].islower()
    )


def _words(text: str, sentence: Sentence) -> tuple[Word, ...]:
    return tuple(
        Word(token.start, token.end, text[token.start:token.end], token.lemma,
             token.start == 0 or text[token.start - 1].isspace(),
             token.pos, token.head, token.relation)
        for token in sentence.tokens
    )


def _is_heading(row: tuple[Word, ...], words: NameWords) -> bool:
    """Tell a line in Title Case or capitals; a name alone on a line is none."""
    longer = [word for word in row if word.text[0].isalpha() and len(word.text) > 3]
    if len(longer) < HEADING_WORDS:
        common = sum(word.text.lower() in words.common for word in longer if word.capital)
        ends = row[-1].text[-1] in ".!?…\"”’"
        return not ends and all(word.capital for word in longer) and common > 0
    capitals = sum(word.capital for word in longer)
    # A full sentence of many names ("President Brandt met Senator Ito.") is no heading.
    stopped = any(word.text == "." for word in row[-3:])
    return capitals >= HEADING_SHARE * len(longer) and not stopped
