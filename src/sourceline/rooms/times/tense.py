"""The tense around an expression that leaves its direction open: "on Friday", "in September".

In: the words of a sentence and the place of the expression in it. Out: past, future or near
(undecided). The verb nearest before the expression decides, else the first one after it.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sourceline.rooms.times.grammar import grammar

Direction = Literal["past", "future", "near"]

_WORD = re.compile(r"[A-Za-z]+|['’](?:ll|d)\b")
# Verbs farther off than this belong to other clauses more often than not.
_WORDS_BEFORE = 14
_WORDS_AFTER = 12
_LOOK_CHARS = 160


@dataclass(frozen=True)
class _Cues:
    future: frozenset[str]
    future_before: frozenset[str]
    forward: frozenset[str]
    past: frozenset[str]


@cache
def _cues() -> _Cues:
    tense = grammar().words.tense
    return _Cues(frozenset(tense.future), frozenset(tense.future_before),
                 frozenset(tense.forward), frozenset(tense.past))


def find_tense(words: str, sentence: tuple[int, int], start: int, end: int) -> Direction:
    """Decide past, future or near for the expression at `words[start:end]`."""
    before = words[max(sentence[0], start - _LOOK_CHARS):start]
    after = words[end:min(sentence[1], end + _LOOK_CHARS)]
    back = [one.group().lower() for one in _WORD.finditer(before)][-_WORDS_BEFORE:]
    ahead = [one.group().lower() for one in _WORD.finditer(after)][:_WORDS_AFTER]
    found = _first(back, range(len(back) - 1, -1, -1)) or _first(ahead, range(len(ahead)))
    if back[-3:] in (["as", "soon", "as"], ["as", "early", "as"]):
        return "future"
    if back[-1:] in (["by"], ["until"], ["till"]) and found != "past":
        return "future"
    return found or "near"


def _first(words: list[str], order: range) -> Direction | None:
    """Give the tense of the first word, in this order, that has one."""
    cues = _cues()
    for at in order:
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word in cues.future or (word in cues.future_before and following in cues.forward):
            return "future"
        tells = word in cues.past or (word.endswith("ed") and len(word) > 4)
        if tells and not _looks_forward(words, at):
            return "past"
    return None


def _looks_forward(words: list[str], at: int) -> bool:
    """Tell "to be held" and "is closely followed" from "was held"."""
    before = words[at - 1] if at else ""
    if before.endswith("ly") and at > 1:
        before = words[at - 2]
    return before in ("be", "is", "are", "to", "being")
