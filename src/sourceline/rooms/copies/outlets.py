"""Outlets as a user describes them: who owns them, whose voice they are, where they are a party.

In: the words of an `outlets.toml` (docs/how-to/outlets.md). Out: `Outlet`s, and which of them an
article is from. The package ships with those of its demo only; nothing here says whom to believe.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from sourceline.errors import BadInput
from sourceline.record.article import Text

_FORMAT = 1
_KINDS = ("", "agency", "newspaper", "broadcaster", "local", "state", "party", "organization")
_REMEDY = "see docs/how-to/outlets.md for the names an outlet may have"


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
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"the outlets cannot be read ({error})", where=str(path),
                       remedy="name a readable TOML file in UTF-8") from error
    return parse_outlets(words, str(path))


def parse_outlets(words: str, where: str) -> tuple[Outlet, ...]:
    """Read outlets from the words of an `outlets.toml`; `where` names it in errors.

    >>> parse_outlets('format = 1\\n[[outlet]]\\nname = "Elm Post"', "outlets.toml")[0].name
    'Elm Post'
    """
    try:
        given = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"this is not TOML: {error}", where=where, remedy=_REMEDY) from error
    if given.get("format") != _FORMAT:
        raise BadInput(f"the format is {given.get('format')!r}, not {_FORMAT}", where=where,
                       remedy="write `format = 1` as the first line")
    unknown = sorted(set(given) - {"format", "outlet"})
    if unknown or not isinstance(given.get("outlet", []), list):
        raise BadInput(f"there is no {(unknown or ['outlet'])[0]!r} here", where=where,
                       remedy="write each outlet under [[outlet]]")
    lines = [number for number, line in enumerate(words.splitlines(), start=1)
             if re.match(r"\s*\[\[\s*outlet\s*\]\]", line)]
    outlets = tuple(_outlet(entry, f"{where}, line {lines[at] if at < len(lines) else '?'}")
                    for at, entry in enumerate(given.get("outlet", [])))
    _refuse_twins(outlets, lines, where)
    return outlets


def _outlet(entry: object, where: str) -> Outlet:
    known = {field.name for field in fields(Outlet)}
    unknown = sorted(set(entry) - known) if isinstance(entry, dict) else []
    if unknown:
        raise BadInput(f"an outlet has no {unknown[0]!r}", where=where, remedy=_REMEDY)
    try:
        outlet = msgspec.convert(entry, Outlet)
    except msgspec.ValidationError as error:
        raise BadInput(f"this outlet does not fit: {error}", where=where, remedy=_REMEDY) from error
    if not outlet.name.strip():
        raise BadInput("an outlet has no name", where=where, remedy="write `name = \"…\"`")
    if outlet.kind not in _KINDS:
        raise BadInput(f"there is no kind {outlet.kind!r}", where=where,
                       remedy=f"choose one of {', '.join(_KINDS[1:])}, or leave it out")
    return outlet


def _refuse_twins(outlets: Sequence[Outlet], lines: Sequence[int], where: str) -> None:
    seen: dict[str, str] = {}
    for outlet, line in zip(outlets, lines, strict=False):
        for name in dict.fromkeys(map(folded, (outlet.name, *outlet.names))):
            if name in seen:
                raise BadInput(f"two outlets are called {name!r}: {seen[name]} and {outlet.name}",
                               where=f"{where}, line {line}", remedy="keep the name with one")
            seen[name] = outlet.name


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
