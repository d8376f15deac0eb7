"""Edits: the steps from a captured text to a cleaned one, and the way between their places.

In: a captured text and its sorted, non-overlapping edits. Out: the text they make, and for a
place in either text the place in the other. It decides no edit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sourceline.record.article import Edit


def replay(captured: str, edits: Sequence[Edit]) -> str:
    """Make the cleaned text by carrying out every edit.

    >>> edit = Edit(start=5, end=7, words="  ", becomes=" ", reason="whitespace")
    >>> replay("Votes  were counted.", [edit])
    'Votes were counted.'

    Refuses: edits that overlap, are not sorted, or whose words do not stand in the text
    (`ValueError`), since such a text could not be explained.
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or captured[edit.start:edit.end] != edit.words:
            raise ValueError(f"edit {edit.reason} does not fit at {edit.start}:{edit.end}")
        pieces += (captured[at:edit.start], edit.becomes)
        at = edit.end
    return "".join([*pieces, captured[at:]])


def is_removal(edit: Edit) -> bool:
    """Tell whether an edit takes words out (and so stands in the view `removed`).

    >>> is_removal(Edit(start=0, end=5, words="Print", becomes="", reason="widget"))
    True
    """
    return bool(edit.words.strip()) and not edit.becomes.strip()


def place_in_capture(edits: Sequence[Edit], offset: int) -> int:
    """Find where a place of the cleaned text stands in the captured text.

    >>> edit = Edit(start=0, end=6, words="Print ", becomes="", reason="widget")
    >>> place_in_capture([edit], 2)
    8
    """
    return Places(edits).in_capture(offset)


def place_in_text(edits: Sequence[Edit], offset: int) -> int | None:
    """Find where a place of the captured text went; None where it was taken out.

    >>> edit = Edit(start=0, end=6, words="Print ", becomes="", reason="widget")
    >>> place_in_text([edit], 8), place_in_text([edit], 3)
    (2, None)
    """
    return Places(edits).in_text(offset)


class Places:
    """The map of places between a captured text and its cleaned text, for many questions.

    >>> edit = Edit(start=0, end=6, words="Print ", becomes="", reason="widget")
    >>> Places([edit]).span_in_capture(0, 5)
    (6, 11)
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Note for each edit where its outcome begins and ends in the cleaned text."""
        self._edits = tuple(edits)
        self._starts: list[int] = []
        self._ends: list[int] = []
        grown = 0
        for edit in self._edits:
            self._starts.append(edit.start + grown)
            grown += len(edit.becomes) - (edit.end - edit.start)
            self._ends.append(edit.end + grown)
        self._captured_starts = [edit.start for edit in self._edits]

    def in_capture(self, offset: int) -> int:
        """Give the captured place of the character at `offset` of the cleaned text.

        A character that an edit made stands at the beginning of what it was made from; what
        was taken out before the character is passed over.
        """
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        if offset < self._ends[index]:
            return self._edits[index].start
        return self._edits[index].end + offset - self._ends[index]

    def in_text(self, offset: int) -> int | None:
        """Give the cleaned place of the character at `offset` of the captured text, or None."""
        index = bisect_right(self._captured_starts, offset) - 1
        if index < 0:
            return offset
        edit = self._edits[index]
        if offset >= edit.end:
            return self._ends[index] + offset - edit.end
        return self._starts[index] if edit.becomes else None

    def span_in_capture(self, start: int, end: int) -> tuple[int, int]:
        """Give the captured span of the cleaned words `[start, end)`, which are not empty."""
        last = end - 1
        index = bisect_right(self._starts, last) - 1
        if index >= 0 and last < self._ends[index]:
            return self.in_capture(start), self._edits[index].end
        return self.in_capture(start), self.in_capture(last) + 1

    def span_in_text(self, start: int, end: int) -> tuple[int, int] | None:
        """Give what is left of the captured span `[start, end)`; None where nothing is."""
        begin, finish = self._seam(start), self._seam(end)
        return (begin, finish) if begin < finish else None

    def _seam(self, offset: int) -> int:
        """Give the cleaned place of a captured seam; inside an edit, the end of its outcome."""
        index = bisect_left(self._captured_starts, offset) - 1
        if index < 0:
            return offset
        past = max(0, offset - self._edits[index].end)
        return self._ends[index] + past
