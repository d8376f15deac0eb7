"""Outlets as a user describes them: who owns them, whose voice they are, where they are a party.

In: the words of an `outlets.toml` (docs/how-to/outlets.md). Out: `Outlet`s, and which of them an
article is from. The package ships with those of its demo only; nothing here says whom to believe.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import BadInput
from sourceline.lexicon.tables import Table, read_entries, read_words, refuse_twins
from sourceline.record.article import Text

_KINDS = ("", "agency", "newspaper", "broadcaster", "local", "state", "party", "organization")
_TABLE = Table("outlet", "an outlet", "see docs/how-to/outlets.md for the names an outlet may have")


@dataclass(frozen=True)
class Outlet:
    """One outlet; only `name` must be given.

    `affiliation` is the body whose voice it is, `party_to` the bodies whose dealings it reports
    on as an interested party; `because` says why, in the user's words.
    """

    name: str
    names: tuple[str, ...] = ()
    site: str = ""
    country: str = ""
    kind: str = ""
    owner: str = ""
    affiliation: str = ""
    party_to: tuple[str, ...] = ()
    because: str = ""


def load_outlets(path: Path) -> tuple[Outlet, ...]:
    """Read the outlets of a file.

    Refuses: a file that cannot be read or does not fit (`BadInput` names file and line).
    """
    return parse_outlets(read_words(path, "outlets"), str(path))


def parse_outlets(words: str, where: str) -> tuple[Outlet, ...]:
    """Read outlets from the words of an `outlets.toml`; `where` names it in errors.

    >>> parse_outlets('format = 1\\n[[outlet]]\\nname = "Elm Post"', "outlets.toml")[0].name
    'Elm Post'
    """
    read = [(_checked(outlet, line), line)
            for outlet, line in read_entries(words, where, _TABLE, Outlet)]
    refuse_twins([(one.name, (one.name, *one.names), line) for one, line in read], _TABLE, folded)
    return tuple(outlet for outlet, _ in read)


def _checked(outlet: Outlet, where: str) -> Outlet:
    if not outlet.name.strip():
        raise BadInput("an outlet has no name", where=where, remedy="write `name = \"…\"`")
    if outlet.kind not in _KINDS:
        raise BadInput(f"there is no kind {outlet.kind!r}", where=where,
                       remedy=f"choose one of {', '.join(_KINDS[1:])}, or leave it out")
    return outlet


def folded(name: str) -> str:
    """Give a name as it is compared: without case, article and spare spaces.

    >>> folded("The Elm  Post")
    'elm post'
    """
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))


def outlet_of(text: Text, outlets: Sequence[Outlet]) -> Outlet | None:
    """Say which outlet an article is from: by what it says, then by its byline."""
    by_name = {folded(name): outlet for outlet in outlets for name in (outlet.name, *outlet.names)}
    for said in (text.outlet, re.sub(r"^(?:by|from) ", "", text.byline, flags=re.IGNORECASE)):
        if said and folded(said) in by_name:
            return by_name[folded(said)]
    return next((outlet for outlet in outlets
                 if outlet.site and folded(text.outlet) == folded(outlet.site)), None)
