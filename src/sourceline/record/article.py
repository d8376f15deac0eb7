"""An article: the bytes as fetched, and the words after cleaning with a way back.

In: nothing. Out: `Capture`, `Edit`, `Part`, `Text`, `Texts`. Fetching is `rooms/acquire`, cleaning
`rooms/clean`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from sourceline.record.base import Written

# Texts kept at hand, some 14 kB each.
_AT_HAND = 1 << 10

# The last two stand for the long names of word-processor files.
Media = Literal["text/plain", "text/html", "application/pdf", "application/docx",
                "application/odt"]
PartKind = Literal["body", "heading", "standfirst", "caption", "list"]
# The last two are of scans: words recognised in pictures, and pictures of pages left unread.
Condition = Literal["paywalled", "cut_off", "very_short", "recognised", "pages_unread"]


class Capture(Written, frozen=True, kw_only=True):
    """Bytes as fetched, with what the carrier (a folder, a feed, a line of JSON) says of them.

    `id` is a hash of the content and of what the carrier says; `path` is relative to what the
    user named, `place` says where inside that file ("line 12"), empty for a whole file.
    `declared_*` are the carrier's words: evidence, not truth.
    """

    id: str
    path: str
    place: str = ""
    sha256: str
    media: Media
    encoding: str
    content: bytes
    address: str = ""
    outlet: str = ""
    declared_title: str = ""
    declared_byline: str = ""
    declared_date: str = ""


class Edit(Written, frozen=True, kw_only=True):
    """One step from captured text to text: `captured[start:end] == words` becomes `becomes`.

    `reason` is a kind, e.g. "repeated_title", "breadcrumb", "caption", "quotation_mark".
    An edit with an empty or blank `becomes` and more than blank `words` is a removal and stands
    in the view `removed`.
    """

    start: int
    end: int
    words: str
    becomes: str
    reason: str


class Part(Written, frozen=True, kw_only=True):
    """A stretch of the cleaned text and what it is: body, heading, standfirst, caption, list."""

    start: int
    end: int
    kind: PartKind


class Text(Written, frozen=True, kw_only=True):
    """The words of an article after cleaning; replaying `edits` over `captured` gives `words`.

    `article` equals the capture's id. `captured` is what a reader of the page could see: the
    decoded file for plain text, the visible text in document order for HTML. Edits are sorted,
    do not overlap, and count code points of `captured`. Parts are sorted and count code points
    of `words`. `language` is an ISO 639-1 code or "" (unknown). `title`, `byline`, `outlet` are
    "" when nothing says them.
    """

    article: str
    captured: str
    edits: tuple[Edit, ...]
    words: str
    parts: tuple[Part, ...]
    title: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    conditions: tuple[Condition, ...] = ()


class Texts(Mapping[str, Text]):
    """Texts by their article, taken from where they stand when one is asked for.

    >>> one = Text(article="a1", captured="", edits=(), words="Votes were counted.", parts=())
    >>> texts = Texts([one])
    >>> texts["a1"] is one, "a2" in texts, len(texts)
    (True, False, 1)
    """

    def __init__(self, texts: Sequence[Text]) -> None:
        """Take texts in any order, in memory or on disk."""
        self._at = {text.article: number for number, text in enumerate(texts)}
        self._text = lru_cache(maxsize=_AT_HAND)(texts.__getitem__)

    def __getitem__(self, article: str) -> Text:
        """Give the text of an article."""
        found: Text = self._text(self._at[article])
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the articles."""
        return iter(self._at)

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._at)

    def __contains__(self, article: object) -> bool:
        """Tell whether an article has a text, without a look at it."""
        return article in self._at
