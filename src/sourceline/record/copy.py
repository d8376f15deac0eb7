"""The same words in two texts, and articles that count as one voice.

In: nothing. Out: `Copy`, `Origin`, `Interest`.
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


class Interest(Written, frozen=True, kw_only=True):
    """An article speaks for a side of what it reports; it is no independent witness to that."""

    article: str
    party: str
    because: Because
