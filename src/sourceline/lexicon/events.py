"""The typed content of events.toml: kinds of events and the words that evoke them.

In: nothing. Out: `EventLexicon` through `load_events`. It finds nothing in a text.
"""

from pathlib import Path
from typing import Literal

import msgspec

from sourceline.errors import BadInput
from sourceline.lexicon.load import About, load

Guard = Literal["", "human", "victim", "let_go", "legal", "court", "force", "armed", "politic",
                "of", "crowd", "custody", "office", "event", "plot", "dismissed", "labor", "held",
                "to_state", "traded", "finding", "uttered", "built"]


class Evokes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one sub-kind under one guard; verbs and nouns are base forms."""

    sub: str = ""
    label: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    guard: Guard = ""
    never: tuple[str, ...] = ()
    rolesets: tuple[str, ...] = ()
    roles: dict[str, str] = {}


class EventKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of event: what it means, its neutral label, its role map and its words.

    `about` says which role the label names and by which preposition ("target:on").
    """

    name: str
    family: str
    label: str
    about: tuple[str, ...]
    definition: str
    source: str
    roles: dict[str, str]
    evokes: tuple[Evokes, ...]


class GuardWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words the guards look for around a trigger."""

    humans: tuple[str, ...]
    legal: tuple[str, ...]
    court: tuple[str, ...]
    force: tuple[str, ...]
    armed: tuple[str, ...]
    politic: tuple[str, ...]
    crowd: tuple[str, ...]
    labor: tuple[str, ...]
    traded: tuple[str, ...]
    custody: tuple[str, ...]
    office: tuple[str, ...]
    event: tuple[str, ...]
    plot: tuple[str, ...]
    arms: tuple[str, ...]
    weapons: tuple[str, ...]
    light: tuple[str, ...]
    places: tuple[str, ...]
    vehicles: tuple[str, ...]
    natural: tuple[str, ...]
    locative: tuple[str, ...]


class EventLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of events.toml."""

    about: About
    words: GuardWords
    kind: tuple[EventKind, ...]


class _UserKinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A user's file: kinds, and nothing else that is needed."""

    kind: tuple[EventKind, ...]
    about: About | None = None


def read_kinds(path: Path) -> tuple[EventKind, ...]:
    """Read a user's own kinds of events: a TOML file of `[[kind]]` tables as in events.toml.

    >>> read_kinds(Path("kinds.toml"))   # doctest: +SKIP
    (EventKind(name='STRANDING', …),)

    A kind that exists takes the new words beside its own. Refuses: a file that cannot be read or
    does not fit (`BadInput` names the place).
    """
    try:
        return msgspec.toml.decode(path.read_text(encoding="utf-8"), type=_UserKinds).kind
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput(str(error), where=str(path),
                       remedy="write [[kind]] tables as docs/rooms/events.md shows") from error


def load_events() -> EventLexicon:
    """Read the kinds of events, once per process.

    >>> load_events().kind[0].name
    'AGREE'
    """
    words: EventLexicon = load("events.toml", EventLexicon)
    return words
