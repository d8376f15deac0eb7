"""The tense around an expression that leaves its direction open: "on Friday", "in September".

In: the words of a sentence and the place of the expression in it. Out: past, future or near
(undecided). The verb nearest before the expression decides, else the first one after it.
"""

import re
from functools import cache
from typing import Literal

from sourceline.rooms.times.grammar import grammar

Direction = Literal["past", "future", "near"]

_WORD = re.compile(r"[A-Za-z]+|['’](?:ll|d)\b")
# Verbs farther off than this belong to other clauses more often than not.
_WORDS_BEFORE = 14
_WORDS_AFTER = 12
_LOOK_CHARS = 160


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    tense = grammar().words.tense
    return frozenset(tense.future), frozenset(tense.past), frozenset(tense.present)


def find_tense(words: str, sentence: tuple[int, int], start: int, end: int) -> Direction:
    """Decide past, future or near for the expression at `words[start:end]`."""
    before = words[max(sentence[0], start - _LOOK_CHARS):start]
    after = words[end:min(sentence[1], end + _LOOK_CHARS)]
    back = [one.group().lower() for one in _WORD.finditer(before)][-_WORDS_BEFORE:][::-1]
    ahead = [one.group().lower() for one in _WORD.finditer(after)][:_WORDS_AFTER]
    found = _first(back, back_to_front=True) or _first(ahead, back_to_front=False)
    if back[:1] in (["by"], ["until"], ["till"]) and found != "past":
        return "future"
    return found or "near"


def _first(words: list[str], back_to_front: bool) -> Direction | None:
    future, past, _ = _cues()
    for at, word in enumerate(words):
        if word in future:
            return "future"
        if word in past:
            return "past"
        if word.endswith("ed") and len(word) > 4 and not _is_passive_future(words, at,
                                                                          back_to_front):
            return "past"
    return None


def _is_passive_future(words: list[str], at: int, back_to_front: bool) -> bool:
    """Tell "to be held" and "is expected" from "was held"."""
    around = words[at + 1:at + 3] if back_to_front else words[max(0, at - 2):at]
    return "be" in around or "is" in around or "are" in around or "to" in around
