"""Roles of predicates: the best legal tags, and of each core role only the surest span.

In: role scores of the predicates of one sentence. Out: the spans of each. That a verb has one ARG0
is worth 0.4 points of role F1 on EWT dev (found in training); a bonus for spans that are whole
subtrees of the tree gained nothing.
"""

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from sourceline.rooms.read.model.decode import IMPOSSIBLE, NamedSpan, Tags

CORE = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4")


class RoleTags:
    """The role tags of one model."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Learn from the list where each core role opens and goes on."""
        self._tags = Tags(tags)
        self._outside = tags.index("O")
        self._places = {kind: (tags.index(f"B-{kind}"), tags.index(f"I-{kind}"))
                        for kind in CORE if f"B-{kind}" in tags}

    def spans(self, rows: Sequence[NDArray[Any]]) -> list[list[NamedSpan]]:
        """Give the roles of each predicate, from its scores `[word, tag]`."""
        return [self._sure(spans, row) if repeated_core(spans) else spans
                for spans, row in zip(self._tags.spans(rows), rows, strict=True)]

    def _sure(self, spans: list[NamedSpan], scores: NDArray[Any]) -> list[NamedSpan]:
        """Forbid all but the surest span of a role that stands twice, and choose again."""
        scores = scores.copy()
        for _ in CORE:
            twice = repeated_core(spans)
            if not twice:
                break
            opening, inner = self._places[twice]
            sure = scores[:, opening] - scores[:, self._outside]
            rivals = sorted((span for span in spans if span[0] == twice), key=lambda s: sure[s[1]])
            for _, start, end in rivals[:-1]:
                scores[start:end, [opening, inner]] = IMPOSSIBLE
            spans = self._tags.spans([scores])[0]
        return spans


def repeated_core(spans: Sequence[NamedSpan]) -> str:
    """Give a core role that stands twice, or nothing.

    >>> repeated_core([("ARG0", 0, 1), ("ARG1", 2, 3), ("ARG0", 4, 5)])
    'ARG0'
    """
    kinds = [kind for kind, _, _ in spans if kind in CORE]
    return next((kind for kind in kinds if kinds.count(kind) > 1), "")
