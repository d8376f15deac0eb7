"""The same words in two texts, and articles that count as one voice.

In: nothing. Out: `Copy`, `Origin`.
"""

from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite

CopyForm = Literal["verbatim", "near", "paraphrase"]


class Copy(Written, frozen=True, kw_only=True):
    """A passage that stands in two articles; `a.article < b.article`. `first` may be unknown."""

    id: str
    a: Cite
    b: Cite
    form: CopyForm
    similarity: float
    first: Literal["a", "b", "unknown"] = "unknown"


class Origin(Written, frozen=True, kw_only=True):
    """Articles that count as one voice, each with its own reason."""

    id: str
    articles: tuple[str, ...]
    reasons: tuple[Because, ...]
