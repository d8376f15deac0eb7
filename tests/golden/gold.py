"""The gold file of the demo collection: its types, its loader, and the words of an article.

In: `demo-gold.toml` beside this module and the package data of `sourceline.demo`. Out: `Gold`, and
what a reader of the page could see. It uses no room, so that no room is measured against itself.
"""

import json
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from sourceline.record.article import Condition
from sourceline.record.claim import Bound, ClaimForm
from sourceline.record.copy import CopyForm
from sourceline.record.entity import EntityKind
from sourceline.record.event import Status
from sourceline.record.outcome import DroppedReason

ARTICLES = Path(str(files("sourceline.demo").joinpath("articles")))


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the gold file: unknown fields are refused, so that a slip is seen."""


class Article(Row, frozen=True, kw_only=True):
    """An article: where it stands, when it was published and why, what is debris in it.

    `line` counts from 1 in a file of JSON lines and is 0 for a whole file. `basis` "" means that
    the article by itself gives no date; `joint_*` is then what the collection leaves.
    """

    key: str
    file: str
    line: int = 0
    encoding: str = "utf-8"
    outlet: str
    title: str
    byline: str = ""
    published_from: date | None = None
    published_to: date | None = None
    basis: str
    also_basis: tuple[str, ...] = ()
    joint_from: date | None = None
    joint_to: date | None = None
    crawled: date | None = None
    conditions: tuple[Condition, ...] = ()
    debris: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    repeats: int = 0
    first: str
    last: str


class Skipped(Row, frozen=True, kw_only=True):
    """A file that gives no article, and why."""

    file: str
    reason: DroppedReason
    same_as: str = ""


class Entity(Row, frozen=True, kw_only=True):
    """A thing in the world, its other names, and the things it must not be joined with."""

    name: str
    kind: EntityKind
    also_kinds: tuple[EntityKind, ...] = ()
    aliases: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()


class Metonym(Row, frozen=True, kw_only=True):
    """A place name that stands for a government in these words."""

    article: str
    words: str
    name: str
    means: str


class Telling(Row, frozen=True, kw_only=True):
    """One article tells an event: `trigger` stands inside `words`, `words` in the article."""

    article: str
    trigger: str
    words: str
    attributed_to: str = ""


class Event(Row, frozen=True, kw_only=True):
    """One event; `from_date`/`to_date` (half-open) are written `from` and `to` in the file."""

    key: str
    kind: str
    also_kinds: tuple[str, ...] = ()
    status: Status
    also_statuses: tuple[Status, ...] = ()
    from_date: date | None = msgspec.field(default=None, name="from")
    to_date: date | None = msgspec.field(default=None, name="to")
    place: str = ""
    participants: tuple[str, ...] = ()
    tellings: tuple[Telling, ...]


class NotEvent(Row, frozen=True, kw_only=True):
    """Words that look like an event and tell none."""

    article: str
    words: str
    trigger: str


class Claim(Row, frozen=True, kw_only=True):
    """Someone is reported to have said something; `content` are the first words of it."""

    article: str
    speaker: str
    cue: str
    content: str
    form: ClaimForm


class Figure(Row, frozen=True, kw_only=True):
    """A number in `context`; figures with the same `question` are variants of one another."""

    article: str
    question: str = ""
    words: str
    context: str
    low: float | None = None
    high: float | None = None
    bound: Bound
    also_bounds: tuple[Bound, ...] = ()
    unit: str
    counted: str
    attributed_to: str = ""


class CopyPair(Row, frozen=True, kw_only=True):
    """A passage in two articles: the same `words`, or `a_words` and `b_words` of a paraphrase."""

    a: str
    b: str
    form: CopyForm
    first: str
    optional: bool = False
    words: str = ""
    a_words: str = ""
    b_words: str = ""


class NotCopy(Row, frozen=True, kw_only=True):
    """The same words in two articles that make no copy, and why."""

    a: str
    b: str
    words: str
    why: str


class Origin(Row, frozen=True, kw_only=True):
    """Articles that count as one voice."""

    articles: tuple[str, ...]
    why: str
    optional: bool = False


class Step(Row, frozen=True, kw_only=True):
    """One stage of a thread and the event that fills it."""

    stage: str
    event: str


class Thread(Row, frozen=True, kw_only=True):
    """A case in order; `without_outcome` names whose outcome the collection never tells."""

    key: str
    label: str
    steps: tuple[Step, ...]
    without_outcome: tuple[str, ...] = ()


class FollowUp(Row, frozen=True, kw_only=True):
    """Something an article says is due, and what became of it in the collection."""

    article: str
    words: str
    stage: str
    due_from: date | None = None
    due_to: date | None = None
    state: Literal["open", "answered", "overdue"]
    answered_by: str = ""
    thread: str = ""
    note: str = ""


class Gold(Row, frozen=True, kw_only=True):
    """The whole gold file; every field is one kind of table in it."""

    article: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    entity: tuple[Entity, ...]
    metonym: tuple[Metonym, ...]
    event: tuple[Event, ...]
    not_event: tuple[NotEvent, ...]
    claim: tuple[Claim, ...]
    figure: tuple[Figure, ...]
    copy: tuple[CopyPair, ...]
    not_copy: tuple[NotCopy, ...]
    origin: tuple[Origin, ...]
    thread: tuple[Thread, ...]
    follow_up: tuple[FollowUp, ...]


@cache
def load_gold() -> Gold:
    """Read the gold file, once per process."""
    text = Path(__file__).with_name("demo-gold.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Gold)


def one_space(words: str) -> str:
    """Make every run of white space one space."""
    return " ".join(words.split())


class _Visible(HTMLParser):
    """Collects what a reader of the page sees, with a space between blocks."""

    _INLINE = ("a", "b", "em", "i", "span", "strong")
    _HIDDEN = ("script", "style", "title")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        self.words += [] if tag in self._INLINE else [" "]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN
        self.words += [] if tag in self._INLINE else [" "]

    def handle_data(self, data: str) -> None:
        self.words += [] if self._hidden else [data]


def _fields(article: Article) -> dict[str, str]:
    text = (ARTICLES / article.file).read_text(encoding=article.encoding)
    fields: dict[str, str] = json.loads(text.splitlines()[article.line - 1])
    return fields


def declared(article: Article, field: str) -> str:
    """Say what the line of JSON that carries the article states in one field."""
    return _fields(article)[field]


@cache
def visible_words(article: Article) -> str:
    """Give what a reader of this article could see, debris and all, with single spaces."""
    if article.line:
        return one_space(_fields(article)["text"])
    text = (ARTICLES / article.file).read_text(encoding=article.encoding)
    if article.file.endswith(".html"):
        parser = _Visible()
        parser.feed(text)
        text = "".join(parser.words)
    return one_space(text)
