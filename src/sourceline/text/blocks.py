"""Paragraphs: stretches of text that no sentence runs across.

In: characters and the places where a part begins or ends. Out: half-open spans without the
white space around them. A single line break inside hard-wrapped prose is not an end.
"""

import re
from collections.abc import Iterable

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Prose that was wrapped by a mail or archive program has lines of about this many characters.
_WRAPPED_CHARS = range(48, 100)
_WRAPPED_LINES = 4


def find_blocks(words: str, cuts: Iterable[int] = ()) -> list[Span]:
    """Cut a text into paragraphs.

    >>> find_blocks("One line.\\n\\nAnother one.")
    [(0, 9), (11, 23)]

    Takes: `cuts`, offsets that certainly separate (the ends of headings, captions, lists).
    Gives: spans in order; every character outside them is white space.
    """
    lines = [_trim(words, match.start(), match.end()) for match in _LINE.finditer(words)]
    blocks: list[Span] = []
    for run in _runs(words, [line for line in lines if line[0] < line[1]]):
        wrapped = _is_wrapped(run)
        blocks.append(run[0])
        for line in run[1:]:
            if words[line[0]].islower() or (wrapped and words[blocks[-1][1] - 1] not in "!?:"):
                blocks[-1] = (blocks[-1][0], line[1])
            else:
                blocks.append(line)
    return _cut(words, blocks, sorted(set(cuts)))


def _runs(words: str, lines: list[Span]) -> list[list[Span]]:
    """Group lines that no blank line separates."""
    runs: list[list[Span]] = []
    for line in lines:
        gap = words[runs[-1][-1][1]:line[0]].replace("\r\n", "\n") if runs else "\n\n"
        if sum(gap.count(mark) for mark in "\n\r\u2028\u2029") > 1:
            runs.append([])
        runs[-1].append(line)
    return runs


def _is_wrapped(run: list[Span]) -> bool:
    """Tell prose cut into lines of about one length from a list of headings."""
    full = sum(end - start in _WRAPPED_CHARS for start, end in run[:-1])
    return len(run) >= _WRAPPED_LINES and full >= 0.8 * (len(run) - 1)


def _trim(words: str, start: int, end: int) -> Span:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def _cut(words: str, blocks: list[Span], cuts: list[int]) -> list[Span]:
    pieces: list[Span] = []
    at = 0
    for start, end in blocks:
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        while at < len(cuts) and cuts[at] < end:
            pieces.append(_trim(words, start, cuts[at]))
            start = cuts[at]
            at += 1
        pieces.append(_trim(words, start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]
