"""Where the words of a text stand, and which of them are not the article's own.

In: the words of a text. Out: `Placed`, as small as possible: a collection of 100,000 articles has
a hundred million words.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourceline.rooms.copies.boilerplate import find_boilerplate
from sourceline.text.quotes import pair_quotes
from sourceline.text.shingles import Places, word_places


@dataclass(frozen=True)
class Placed:
    """The characters where each word starts and ends, and whether it is quoted or the page's."""

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    aside: NDArray[np.bool_]

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters that the words `first:last` take, `last` after `first`."""
        return int(self.starts[first]), int(self.ends[last - 1])


def place_words(text: str) -> Placed:
    """Find the words of a text, and those that are somebody's quoted words or the page's.

    >>> place_words('He said "yes" twice.').aside.tolist()
    [False, False, True, False]
    """
    starts, ends = word_places(text)
    return Placed(starts.astype(np.uint32), ends.astype(np.uint32),
                  _inside(_outer_quotes(text), starts) | _inside(find_boilerplate(text), starts))


def _outer_quotes(text: str) -> list[tuple[int, int]]:
    """Give the quotations of a text, none of which begins inside another."""
    outer: list[tuple[int, int]] = []
    left_open: int | None = None  # the place in `outer` of one without its closing mark
    for quote in pair_quotes(text):
        if outer and quote.inner_start < outer[-1][1]:
            continue
        double = text[quote.start] == "“"
        if left_open is not None and double and _goes_on(text[outer[left_open][1]:quote.start]):
            outer[left_open:] = [(outer[left_open][0], quote.inner_end)]
        else:
            outer.append((quote.inner_start, quote.inner_end))
        if double:
            left_open = None if quote.closed else len(outer) - 1
    return outer


def _goes_on(between: str) -> bool:
    """Say whether speech is opened anew after something left out: "“One. … “Two.”"."""
    return "\n" not in between and between.rstrip(" ’'").endswith(("…", "..."))


def _inside(spans: list[tuple[int, int]], places: Places) -> NDArray[np.bool_]:
    """Say for each place whether one of the spans, sorted and apart, holds it."""
    if not spans:
        return np.zeros(len(places), dtype=bool)
    begins, ends = np.array(spans).T
    at = np.searchsorted(begins, places, "right") - 1
    inside: NDArray[np.bool_] = (at >= 0) & (places < ends[at])
    return inside
