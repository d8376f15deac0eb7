"""A user's own tables: a TOML file of one kind of entry, each under its `[[name]]`, with a format.

In: the words of such a file. Out: its entries as values of a frozen type. What an entry may say is
asked by who reads it; an error names file and line.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sourceline.errors import BadInput

Entry = TypeVar("Entry")
_FORMAT = 1


@dataclass(frozen=True)
class Table:
    """What the entries are called ("place", "a place") and where their names are described."""

    name: str
    one: str
    remedy: str


def read_words(path: Path, what: str) -> str:
    """Read a file of tables; refuses one that cannot be read (`BadInput`)."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"the {what} cannot be read ({error})", where=str(path),
                       remedy="name a readable TOML file in UTF-8") from error


def read_entries(words: str, where: str, table: Table, kind: type[Entry]
                 ) -> Iterator[tuple[Entry, str]]:
    """Read the entries of a file one by one, each with its place ("FILE, line 3").

    Refuses: what is not TOML, another format, names that nobody knows (`BadInput`).
    """
    try:
        given = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"this is not TOML: {error}", where=where, remedy=table.remedy) from error
    if given.get("format") != _FORMAT:
        raise BadInput(f"the format is {given.get('format')!r}, not {_FORMAT}", where=where,
                       remedy="write `format = 1` as the first line")
    unknown = sorted(set(given) - {"format", table.name})
    if unknown or not isinstance(given.get(table.name, []), list):
        raise BadInput(f"there is no {(unknown or [table.name])[0]!r} here", where=where,
                       remedy=f"write each {table.name} under [[{table.name}]]")
    lines = [number for number, line in enumerate(words.splitlines(), start=1)
             if re.match(rf"\s*\[\[\s*{table.name}\s*\]\]", line)]
    for at, entry in enumerate(given.get(table.name, [])):
        place = f"{where}, line {lines[at] if at < len(lines) else '?'}"
        yield _entry(entry, place, table, kind), place


def _entry(entry: object, where: str, table: Table, kind: Any) -> Any:  # noqa: ANN401
    known = {field.name for field in fields(kind)}
    unknown = sorted(set(entry) - known) if isinstance(entry, dict) else []
    if unknown:
        raise BadInput(f"{table.one} has no {unknown[0]!r}", where=where, remedy=table.remedy)
    try:
        return msgspec.convert(entry, kind)
    except msgspec.ValidationError as error:
        raise BadInput(f"this {table.name} does not fit: {error}", where=where,
                       remedy=table.remedy) from error


def refuse_twins(named: Sequence[tuple[str, Sequence[str], str]], table: Table,
                 fold: Callable[[str], str]) -> None:
    """Refuse two entries of one name. Takes: name, all names and place of each; how names fold."""
    seen: dict[str, str] = {}
    for own, names, where in named:
        for name in dict.fromkeys(map(fold, names)):
            if name in seen:
                raise BadInput(f"two {table.name}s are called {name!r}: {seen[name]} and {own}",
                               where=where, remedy="keep the name with one")
            seen[name] = own
