"""The one loader of the lexicon.

In: the name of a .toml file beside this module and the type of its content. Out: that type.
It does not look outside the package.
"""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a word list comes from: every file of the lexicon begins with it."""

    holds: str
    source: str
    licence: str


@cache
def load(name: str, kind: type[T]) -> T:
    """Read one word list, once per process.

    >>> load("cues.toml", Cues).speech[:1]   # doctest: +SKIP
    ('said',)

    Takes: a file name and a frozen `msgspec.Struct` with a field `about: About`.
    Refuses: a file that does not fit its type (`msgspec.ValidationError` names the place).
    """
    text = files("sourceline.lexicon").joinpath(name).read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=kind)
