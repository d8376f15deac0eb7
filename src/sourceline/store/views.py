"""The promised views as one can ask them: what each column says, of which type it is, its rows.

In: `views.toml`, which describes every view for people, and the types SQLite gives its columns.
Out: `View`s, and rows of one, filtered and in the order of its key, some at a time.
`docs/record.md` and the JSON API are made from the same description.
"""

import base64
import re
import sqlite3
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import msgspec

from sourceline.errors import BadInput
from sourceline.record.article import Condition
from sourceline.record.claim import Bound, ClaimForm
from sourceline.record.copy import CopyForm
from sourceline.record.decision import Verdict
from sourceline.record.entity import EntityKind, Form
from sourceline.record.event import RoleName, Status
from sourceline.record.when import Precision
from sourceline.store.ask import Value
from sourceline.store.open import blank_record

# What "{Status}" stands for in the description of a column.
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "Status": get_args(Status), "Precision": get_args(Precision),
    "Condition": get_args(Condition), "Form": get_args(Form), "EntityKind": get_args(EntityKind),
    "RoleName": get_args(RoleName), "ClaimForm": get_args(ClaimForm), "Bound": get_args(Bound),
    "CopyForm": get_args(CopyForm), "Verdict": get_args(Verdict)})
Kind: TypeAlias = Literal["text", "day", "whole", "number", "words", "cites"]
Cell: TypeAlias = Value | list[object]
_SQL_KINDS: Mapping[str, Kind] = MappingProxyType({
    "INTEGER": "whole", "REAL": "number", "TEXT": "text"})
# Columns SQLite has no type for, since they are counted or cut out: by their names.
_WHOLE = re.compile(r"(.*_)?(count|start|end)")
_DAY = re.compile(r"(.*_)?(from|to|date|of)")
_ABOUT_DAYS = re.compile(r"\bday\b|before this|published|precision", re.I)
# What a whole number may be in SQLite, and what a fraction surely holds digit for digit.
LARGEST: Mapping[str, int] = MappingProxyType({"whole": 2**63 - 1, "number": 10**15})


class NoSuchPlace(BadInput):
    """A place to go on from that no view gave."""


@dataclass(frozen=True)
class Column:
    """One column: `words` is the closed list its values come from, empty where there is none."""

    name: str
    says: str
    kind: Kind
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """One promised view; its rows stand in the order of `key`, which is never NULL."""

    name: str
    says: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class Sought:
    """Which rows are wanted: columns that equal, reach or do not pass a value; where to go on."""

    equal: Mapping[str, Value] = field(default_factory=dict)
    least: Mapping[str, Value] = field(default_factory=dict)
    most: Mapping[str, Value] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    after: str = ""
    size: int = 50


@dataclass(frozen=True)
class Rows:
    """Some rows of a view, and where the next ones start; "" after the last."""

    rows: tuple[Mapping[str, Cell], ...]
    after: str


@cache
def load_views() -> Mapping[str, View]:
    """Give every promised view, in the order of the manual.

    >>> load_views()["events"].columns["time_from"].kind
    'day'
    """
    said = tomllib.loads(files("sourceline.store").joinpath("views.toml").read_text("utf-8"))
    blank = blank_record()
    try:
        return MappingProxyType({name: _view(blank, name, about) for name, about in said.items()})
    finally:
        blank.close()


def read_value(column: Column, said: str) -> Value:
    """Read a value as its column has it. Refuses one it can never have (`BadInput`).

    >>> read_value(load_views()["sentences"].columns["start"], "12")
    12
    """
    if column.kind not in ("whole", "number"):
        return said
    try:
        number = int(said) if column.kind == "whole" else float(said)
    except ValueError:
        number = float("nan")
    if not (said.isascii() and abs(number) <= LARGEST[column.kind]):
        raise BadInput(f"“{column.name}” is a number, and “{said}” is none that can stand there",
                       remedy="write digits")
    return number


def ask_rows(connection: sqlite3.Connection, view: View, sought: Sought) -> Rows:
    """Give some rows of a view; none where the record is older than the view.

    Refuses: a place to go on from that this view never gave (`NoSuchPlace`).
    """
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?",
                              (view.name,)).fetchone():
        return Rows((), "")
    key = ", ".join(f'"{name}"' for name in view.key)
    conditions, values = _conditions(view, sought)
    place, given = _read_place(view, sought.after)
    if place:
        conditions.append(f"({key}) >= ({', '.join('?' * len(place))})")
        values += place
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    cursor = connection.execute(
        f"SELECT * FROM {view.name}{where} ORDER BY {key} LIMIT ? OFFSET ?",
        (*values, sought.size + 1, given))
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor]
    shown = found[:sought.size]
    more = _write_place(view, shown, place, given) if len(found) > sought.size else ""
    wanted = sought.columns or tuple(view.columns)
    return Rows(tuple({name: _cell(view.columns[name], row[name]) for name in wanted}
                      for row in shown), more)


def _view(blank: sqlite3.Connection, name: str, about: Mapping[str, str | list[str]]) -> View:
    types = {row[1]: row[2] for row in blank.execute(f"PRAGMA table_info({name})")}
    columns = {column: _column(column, str(says), types[column])
               for column, says in about.items() if column not in ("says", "key")}
    return View(name, str(about["says"]), tuple(about["key"]), MappingProxyType(columns))


def _column(name: str, says: str, type_: str) -> Column:
    listed = re.search(r"\{(\w+)\}", says)
    words = CLOSED_LISTS[listed[1]] if listed else ()
    full = re.sub(r"\{(\w+)\}", lambda m: ", ".join(CLOSED_LISTS[m[1]]), says)
    if says.startswith("JSON list"):
        return Column(name, full, "cites" if "cites" in says else "words", words)
    kind: Kind = _SQL_KINDS.get(type_, "whole" if _WHOLE.fullmatch(name) else "text")
    if kind == "text" and _DAY.fullmatch(name) and _ABOUT_DAYS.search(says):
        kind = "day"
    return Column(name, full, kind, words)


def _conditions(view: View, sought: Sought) -> tuple[list[str], list[Value]]:
    conditions, values = list[str](), list[Value]()
    for sign, wanted in (("=", sought.equal), (">=", sought.least), ("<=", sought.most)):
        for name, value in wanted.items():
            values.append(value)
            conditions.append(
                f'EXISTS (SELECT 1 FROM json_each("{name}") WHERE value = ?)'
                if view.columns[name].kind == "words" else f'"{name}" {sign} ?')
    return conditions, values


def _cell(column: Column, value: Value) -> Cell:
    if column.kind in ("words", "cites"):
        read: list[object] = msgspec.json.decode(value) if isinstance(value, str) and value else []
        return read
    return value


def _write_place(view: View, shown: Sequence[Mapping[str, Value]], place: Sequence[Value],
                 given: int) -> str:
    """Name the last row given: its key, and how many rows of this very key were given so far."""
    last = [shown[-1][name] for name in view.key]
    same = sum(1 for row in shown if [row[name] for name in view.key] == last)
    if same == len(shown) and last == list(place):
        same += given
    return base64.urlsafe_b64encode(msgspec.json.encode([last, same])).decode().rstrip("=")


def _read_place(view: View, after: str) -> tuple[list[Value], int]:
    if not after:
        return [], 0
    try:
        said = base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True)
        place, given = msgspec.json.decode(said, type=tuple[list[str | int], int])
        if len(place) != len(view.key) or not 0 < given <= LARGEST["whole"] or any(
                isinstance(part, int) and abs(part) > LARGEST["whole"] for part in place):
            raise ValueError(after)
    except (ValueError, msgspec.MsgspecError):
        raise NoSuchPlace("“after” is no place to go on from",
                          remedy="follow the address in “next”") from None
    return list(place), given
