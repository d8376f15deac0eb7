"""Who and what: words that name something, what they mean, and what a text says it is.

In: nothing. Out: `Mention`, `Description`, `Naming`, `Alias`, `Entity`, `Link`, `Linking`.
"""

from collections.abc import Sequence
from typing import Literal

from sourceline.record.base import Written
from sourceline.record.cite import Because, Cite

EntityKind = Literal[
    "person", "organization", "government", "place", "facility", "work", "other"
]
Form = Literal["name", "nominal", "pronoun"]


class Mention(Written, frozen=True, kw_only=True):
    """Words that name something. `kind` is what the words alone suggest.

    `same_as` is the id of an earlier mention of this article that these words stand for
    ("(XYZ)" after a full name, a surname after a full name) or, for a noun phrase, of the name
    that follows it ("a lawyer named Ana Ito"), None when the article leaves it open.
    """

    id: str
    cite: Cite
    form: Form
    kind: EntityKind
    same_as: str | None = None
    because: Because | None = None


class Description(Written, frozen=True, kw_only=True):
    """What a text says a mentioned thing is: an office, an affiliation, "reportedly close to"."""

    id: str
    mention: str
    cite: Cite
    because: Because


class Naming(Written, frozen=True, kw_only=True):
    """All that one article names, and what it says the named things are; in text order."""

    article: str
    mentions: tuple[Mention, ...] = ()
    descriptions: tuple[Description, ...] = ()


class Alias(Written, frozen=True, kw_only=True):
    """Another name of an entity, with the reason that joined it."""

    words: str
    because: Because


class Entity(Written, frozen=True, kw_only=True):
    """A thing in the world that several mentions mean."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[Alias, ...] = ()


class Link(Written, frozen=True, kw_only=True):
    """This mention means this entity, because."""

    mention: str
    entity: str
    because: Because


class Linking(Written, frozen=True, kw_only=True):
    """The entities of a collection, sorted by id, and which mention means which.

    Of a large collection both stand on disk and are read one after the other.
    """

    entities: Sequence[Entity] = ()
    links: Sequence[Link] = ()
