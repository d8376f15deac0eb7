"""The lines of a page where dates stand: its head, and what follows the last paragraph.

In: the captured text. Out: `Line`s with their place and the number of paragraphs before them, the
line of the title, and what is left of a line beside its date and its furniture.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Bylines and datelines stand near the top: within this many lines and characters. A page's menus
# can fill the lines before them. Read off 60 page dumps.
_TOP_LINES = 60
_TOP_CHARS = 6_000
LINE_CHARS = 240
# A signature and its day stand within so many lines after the last paragraph.
_TAIL_LINES = 4
_TAIL_CHARS = 3_000
# A paragraph has this many characters, or ends a sentence and has at least so many.
_PROSE_CHARS, _SENTENCE_CHARS = 160, 60
_TITLE_WORDS = 4

# What stands beside a date and says nothing of whose it is.
_FURNITURE = re.compile(
    r"\b[ap]\.?m\.?(?=\W|$)|\b(?:GMT|UTC|CES?T|EES?T|WES?T|MSK|IST|BST|JST|KST|[ECMP][SD]?T)\b"
    r"(?:[+-]\d{1,2})?|\b(?:uhr|hrs?|hours|local time|o[’']clock|h|at)\b"
    r"|\b(?:\d{1,4}|no|leave an?)\s(?:comments?|views?|shares?|likes?|reads?|reply)\b"
    r"|\b\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b",
    re.IGNORECASE)
_CREDIT = re.compile(r"^\W*(?:by|von|par|por|photo|image|picture|video|source|share|author|editor"
                     r"|published|posted|updated|credit|written|reporting|listen|print|tags?)\b"
                     r"|\d{1,2}:\d\d|[|•©]", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line that is not blank, with its place, its number, and the paragraphs before it."""

    number: int
    start: int
    end: int
    words: str
    paragraphs: int = 0


def top_lines(captured: str) -> list[Line]:
    """Give the lines of the head of a page.

    >>> [(line.number, line.words) for line in top_lines("A title\\n\\n3 March 2031")]
    [(0, 'A title'), (1, '3 March 2031')]
    """
    lines: list[Line] = []
    paragraphs = 0
    for start, end in _spans(captured, 0, min(len(captured), _TOP_CHARS)):
        words = captured[start:min(end, start + LINE_CHARS)]
        lines.append(Line(len(lines), start, end, words, paragraphs))
        paragraphs += is_paragraph(words)
        if len(lines) == _TOP_LINES:
            break
    return lines


def tail_lines(captured: str) -> list[Line]:
    """Give the last lines of a text, from the last paragraph on, where few follow it."""
    spans = list(_spans(captured, max(0, len(captured) - _TAIL_CHARS), len(captured)))
    kept: list[Line] = []
    for start, end in reversed(spans):
        words = captured[start:min(end, start + LINE_CHARS)]
        kept.append(Line(len(kept), start, end, words))
        if is_paragraph(words):
            return kept[::-1] if len(kept) <= _TAIL_LINES + 1 else []
    return []


def _spans(captured: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    while at < stop:
        end = captured.find("\n", at)
        end = len(captured) if end < 0 else end
        if captured[at:min(end, at + LINE_CHARS)].strip():
            yield at, end
        at = end + 1


def is_paragraph(words: str) -> bool:
    """Tell a line of running text from a heading, a credit or a date.

    >>> is_paragraph("Harbour union walks out"), is_paragraph("x" * 200)
    (False, True)
    """
    words = words.strip()
    return len(words) >= _PROSE_CHARS or (
        len(words) >= _SENTENCE_CHARS and words.endswith((".", "!", "?", ".”", ".\"")))


def title_line(lines: Sequence[Line], title: str) -> int:
    """Give the number of the last line that holds the title, -1 for none."""
    words = " ".join(title.split()).lower()
    held = [line.number for line in lines
            if words and words in " ".join(line.words.split()).lower()]
    return held[-1] if held else -1


def is_under_title(line: Line, lines: Sequence[Line], head: int) -> bool:
    """Tell a line between the title and the first paragraph, with no other title on the way.

    A masthead may be taken for a title: then the true title stands after the date. Of a title as
    short as a name, any other line raises that doubt.
    """
    if not 0 <= head < line.number:
        return False
    words = _TITLE_WORDS if len(lines[head].words.split()) >= _TITLE_WORDS else 1
    for later in lines[line.number + 1:]:
        if is_paragraph(later.words):
            return True
        if len(later.words.split()) >= words and not _CREDIT.search(later.words):
            return False
    return False


def beside(words: str) -> str:
    """Give what is left of the words beside a date without clock, zone and counters.

    >>> beside("14:05 GMT | 0 Comments").strip()
    '14:05  |'
    """
    return _FURNITURE.sub("", words)


def says_nothing(words: str) -> bool:
    """Tell words in which nothing but furniture stands."""
    return not re.search(r"[^\W\d_]{3}", beside(words))
