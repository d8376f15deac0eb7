"""Rough sentences, for places where no reading exists yet.

In: words. Out: spans of sentences: a line end, or a stop before a capital, ends one. The reading
room does this better; the publication date is asked before anything is read.
"""

import re

Span = tuple[int, int]

_END = re.compile(r"\n+|(?<=[.!?])[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mr|Mrs|Ms"
                           r"|Dr|Gen|Sen|Rep|Gov|Col|Lt|St|No|Prof|vs|U\.S|U\.N|U\.K)\.$")


def rough_sentences(words: str) -> list[Span]:
    """Split words into sentences.

    >>> rough_sentences("It was Nov. 3. We left.")
    [(0, 15), (15, 23)]
    """
    spans: list[Span] = []
    start = 0
    for end in _END.finditer(words):
        if "\n" not in end.group() and _ABBREVIATION.search(words[max(0, end.start() - 6):
                                                                  end.start()]):
            continue
        if words[start:end.end()].strip():
            spans.append((start, end.end()))
        start = end.end()
    if words[start:].strip():
        spans.append((start, len(words)))
    return spans
