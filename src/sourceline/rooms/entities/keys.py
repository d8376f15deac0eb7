"""Keys of entities: what says which one is meant, and what gave each mention its key.

In: nothing. Out: `Key`, `Groups`. A key is made of what is said, never of counts or order.
"""

from dataclasses import dataclass, field

from sourceline.record.cite import Because
from sourceline.record.entity import EntityKind


@dataclass(frozen=True, order=True)
class Key:
    """What says which entity is meant: a folded name, "government" apart from the place.

    `article` is set only where the name alone would mix things up: a last name that stays open
    and an acronym with two explanations mean what they mean in their own article. `apart` is the
    place and the words at which a person said that someone else is meant.
    """

    name: str
    family: str = ""
    article: str = ""
    apart: tuple[str, ...] = ()

    def said(self) -> tuple[str, ...]:
        """Give the parts an id is made of; counts and kinds are no part of it."""
        if self.apart:
            return ("apart", *self.apart)
        return tuple(part for part in (self.name, self.family, self.article) if part)


@dataclass
class Groups:
    """Which key each mention has, and the reason where it is not simply the same name.

    `names` and `kinds` are what people call a thing and take it for.
    """

    key_of: dict[str, Key] = field(default_factory=dict)
    because: dict[str, Because] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, EntityKind] = field(default_factory=dict)
