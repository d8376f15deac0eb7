"""What a reader saw in a text: sentences, tokens, and as much grammar as it can tell.

In: nothing. Out: `Token`, `Sentence`, `NameSpan`, `Argument`, `Predicate`, `Reading`.
All offsets count code points of the article's text. A reader that cannot tell a thing leaves it
None or empty; rooms must work with what is there.
"""

from sourceline.record.base import Written


class Token(Written, frozen=True, kw_only=True):
    """One token. `head` is the index of the governing token in the sentence, -1 for the root."""

    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    head: int | None = None
    relation: str = ""


class Sentence(Written, frozen=True, kw_only=True):
    """One sentence: its place in the text and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


class NameSpan(Written, frozen=True, kw_only=True):
    """A name the reader saw: person, organization, government, place, facility, work, event."""

    start: int
    end: int
    kind: str


class Argument(Written, frozen=True, kw_only=True):
    """A part in a predicate: PropBank label ("ARG0", "ARGM-TMP") and the span that fills it."""

    label: str
    start: int
    end: int


class Predicate(Written, frozen=True, kw_only=True):
    """A verb or noun that says something happens; `factuality` runs from -3 (not) to 3 (did)."""

    sentence: int
    token: int
    roleset: str = ""
    factuality: float | None = None
    arguments: tuple[Argument, ...] = ()


class Tells(Written, frozen=True, kw_only=True):
    """A word that tells an event, as the reader sees it: of which kind, and how sure, 0 to 1.

    `status` is one of `record.event.Status`, or "due": what a body is to do, as announced; "" where
    the reader says none. What is sure to tell nothing is left out. `trace` is a vector of small
    whole numbers, a byte each: those of words that tell one event point the same way, in whatever
    text; empty where the reader gives none.
    """

    sentence: int
    token: int
    kind: str
    sure: float
    status: str = ""
    status_sure: float = 0.0
    trace: bytes = b""


class Reading(Written, frozen=True, kw_only=True):
    """Everything one reader saw in one article's text.

    `groups` are spans that mean the same thing (coreference), each a tuple of (start, end).
    """

    article: str
    reader: str
    sentences: tuple[Sentence, ...]
    names: tuple[NameSpan, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    tells: tuple[Tells, ...] = ()
    groups: tuple[tuple[tuple[int, int], ...], ...] = ()
