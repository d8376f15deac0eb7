"""A span of words a reader took for a name.

In: nothing. Out: `Span`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.record.entity import EntityKind
from sourceline.rooms.names.lines import Line


@dataclass(frozen=True)
class Span:
    """Words `first:last` of line number `line`, and the kind the reader gave them."""

    line: int
    first: int
    last: int
    kind: EntityKind

    def place(self, lines: Sequence[Line]) -> tuple[int, int]:
        """Give its place in the text."""
        row = lines[self.line].words
        return row[self.first].start, row[self.last - 1].end

    def text(self, lines: Sequence[Line]) -> str:
        """Give its words with one space where the text has white space."""
        row = lines[self.line].words
        return row[self.first].text + "".join(
            (" " if word.spaced else "") + word.text for word in row[self.first + 1:self.last])
