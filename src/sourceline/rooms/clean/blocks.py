"""Blocks: the lines or paragraphs of a captured text, and what their shape tells.

In: a captured text. Out: `Block`s in order; every character outside them is white space. Lines of
a hard-wrapped text are joined to paragraphs. The questions here need no word list but verbs.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from sourceline.rooms.clean.words import HEAD

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_WIDE = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
_STOPS = ".!?…。！？؟।۔"
_CLOSERS = " \t\xa0\"'“”’»)]}*`"
# A text was wrapped by a program when its lines are this long and nearly all are full.
_WRAP_CHARS = range(45, 110)
_MIN_WRAPPED_LINES = 8


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph: `captured[start:end] == words`, with `gap` line breaks before it.

    `tag` is the element of an HTML page ("" in plain text), `main` tells whether the page's
    main text holds it, `link_share` the share of its characters that are links.
    """

    start: int
    end: int
    words: str
    gap: int
    tag: str = ""
    main: bool = True
    link_share: float = 0.0


def plain_blocks(captured: str) -> list[Block]:
    """Cut a plain text into blocks.

    >>> [(block.words, block.gap) for block in plain_blocks("Title\\n\\nOne.\\nTwo.")]
    [('Title', 0), ('One.', 2), ('Two.', 1)]
    """
    blocks: list[Block] = []
    last = 0
    for match in _LINE.finditer(captured):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        gap = len(_BREAK.findall(captured, last, start))
        blocks.append(Block(start, start + len(words), words, gap))
        last = start + len(words)
    return _join_wrapped(captured, blocks)


def _join_wrapped(captured: str, lines: list[Block]) -> list[Block]:
    """Join the lines of paragraphs that a program wrapped at a fixed width."""
    followed = [(line, after) for line, after in pairwise(lines) if after.gap == 1]
    if len(followed) < _MIN_WRAPPED_LINES:
        return lines
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(_is_full(line, after, width) for line, after in followed)
    if width not in _WRAP_CHARS or full < 0.7 * len(followed):
        return lines
    runs: list[list[Block]] = [[lines[0]]]
    for line, after in pairwise(lines):
        if after.gap == 1 and _is_full(line, after, width) and not is_list_line(after.words):
            runs[-1].append(after)
        else:
            runs.append([after])
    return [Block(run[0].start, run[-1].end, captured[run[0].start:run[-1].end], run[0].gap)
            for run in runs]


def _is_full(line: Block, after: Block, width: int) -> bool:
    """Tell whether the next word would not have fitted on this line."""
    return len(line.words) + 1 + len(after.words.split(None, 1)[0]) > width - 3


def count_words(words: str) -> int:
    """Count words; three characters of a script without spaces count as two words."""
    wide = len(_WIDE.findall(words))
    return len(_WORD.findall(words)) if not wide else max(1, len(words) * 2 // 3)


def ends_sentence(words: str) -> bool:
    """Tell whether a line ends as sentences do.

    >>> ends_sentence("“We will stay.”"), ends_sentence("The harbour at dawn")
    (True, False)
    """
    bare = words[-40:].rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _STOPS


def is_sentence(words: str) -> bool:
    """Tell whether a line is at least one whole sentence, by its shape."""
    return ends_sentence(words) and count_words(words[:2_000]) >= 4


def is_prose(words: str) -> bool:
    """Tell whether a block is running text: a long sentence, or long and mostly lower case.

    >>> is_prose("The council of Velm met on Monday and agreed to rebuild the old bridge.")
    True
    """
    sample = words[:2_000]
    count = count_words(sample)
    if count >= 10 and (ends_sentence(words) or words.rstrip().endswith(":")):
        return True
    if count < 25:
        return False
    small = sum(word[0].islower() for word in _WORD.findall(sample))
    return small > 0.45 * count or bool(_WIDE.search(sample))


def has_verb(words: str) -> bool:
    """Tell whether a line has a word that is often a finite verb."""
    return any(word.lower() in HEAD.verbs for word in _WORD.findall(words[:600]))


def is_list_line(words: str) -> bool:
    """Tell a line of a list by its bullet or number."""
    return bool(re.match(r"(?:[•●▪◦‣·*–—-]|\(?\d{1,2}[.)]|[a-z]\))\s+\S", words))
