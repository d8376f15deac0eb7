"""The typed content of event_frames.toml: verbs with what they take, and the kind that tells.

In: nothing. Out: frames by verb through `load_frames`. It finds nothing in a text.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from sourceline.lexicon.load import About, load

Who = Literal["", "person", "agent"]


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to tell a kind of event; see the head of `event_frames.toml`."""

    kind: str
    verbs: tuple[str, ...]
    things: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    object: Who = ""
    subject: Who = ""
    receiver: Who = ""
    passive: bool = False
    negated: bool = False
    bare: bool = False
    befalls: bool = False


class _Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: About
    frame: tuple[Frame, ...]


@cache
def load_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Read the frames, by verb; a verb with a particle is two words ("put off").

    >>> load_frames()["poison"][0].kind
    'ASSAULT'
    """
    content: _Frames = load("event_frames.toml", _Frames)
    found: dict[str, list[Frame]] = {}
    for frame in content.frame:
        for verb in frame.verbs:
            found.setdefault(verb, []).append(frame)
    return {verb: tuple(several) for verb, several in found.items()}
