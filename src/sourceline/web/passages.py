"""Two passages side by side: which words differ.

In: two texts. Out: runs of words of each, marked same or different. Long passages are compared
only at their beginning, since a reader follows the link for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# difflib takes quadratic time: 300 words on both sides take a few milliseconds.
MOST_WORDS = 300
MOST_CHARS = 6000


@dataclass(frozen=True)
class Run:
    """Words that stand in both passages alike, or in only one of them."""

    words: str
    same: bool


@dataclass(frozen=True)
class Pair:
    """Both passages in runs; `cut` says that they go on."""

    a: tuple[Run, ...]
    b: tuple[Run, ...]
    cut: bool


def differing(a: str, b: str) -> Pair:
    """Set two passages side by side.

    >>> differing("Ten were held", "Two were held").b
    (Run(words='Two', same=False), Run(words='were held', same=True))
    """
    left, right = a[:MOST_CHARS].split(), b[:MOST_CHARS].split()
    cut = max(len(a), len(b)) > MOST_CHARS or max(len(left), len(right)) > MOST_WORDS
    left, right = left[:MOST_WORDS], right[:MOST_WORDS]
    a_runs, b_runs = [], []
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for step, a_from, a_to, b_from, b_to in steps:
        a_runs.append(_run(left[a_from:a_to], step == "equal"))
        b_runs.append(_run(right[b_from:b_to], step == "equal"))
    return Pair(tuple(run for run in a_runs if run.words),
                tuple(run for run in b_runs if run.words), cut)


def _run(words: Sequence[str], same: bool) -> Run:
    return Run(" ".join(words), same)
