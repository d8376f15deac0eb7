"""An event with everything that stands under it, for formats that tell rather than list.

In: a connection with the promised views. Out: `Story`s in the order of time. Each telling keeps its
sentence, its place and its article, so that every format can cite.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.export.views import Cell, Row, rows, said


@dataclass(frozen=True)
class Source:
    """An article as a source is named."""

    article: str
    title: str
    outlet: str
    byline: str
    address: str
    published_from: str
    published_to: str
    language: str


@dataclass(frozen=True)
class Part:
    """Who took which part, in the words of one telling."""

    role: str
    entity: str
    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Telling:
    """One sentence that tells the event."""

    source: Source
    start: int
    end: int
    words: str
    sentence: str
    sentence_start: int
    sentence_end: int
    status: str
    attributed_to: str


@dataclass(frozen=True)
class Amount:
    """A figure given for the event."""

    figure: str
    words: str
    counted: str
    unit: str
    low: float | None
    high: float | None
    bound: str
    attributed_to: str
    source: Source


@dataclass(frozen=True)
class Story:
    """One event, its tellings, parts and figures."""

    event: str
    kind: str
    label: str
    status: str
    time_from: str
    time_to: str
    precision: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    article_count: int
    origin_count: int
    tellings: tuple[Telling, ...]
    parts: tuple[Part, ...]
    amounts: tuple[Amount, ...]


def read_sources(connection: sqlite3.Connection) -> dict[str, Source]:
    """Give every article as a source, by its id; texts stay in the file."""
    wanted = ("article, title, outlet, byline, address, published_from, published_to, language")
    return {found[0]: Source(*(said(cell) for cell in found))
            for found in connection.execute(f"SELECT {wanted} FROM articles ORDER BY article")}


def read_stories(connection: sqlite3.Connection) -> Iterator[Story]:
    """Give the events in the order of time, those without a date last."""
    sources = read_sources(connection)
    tellings = _by_event(connection, "event_mentions", "event, article, start")
    parts = _by_event(connection, "roles", "event, role, article, start")
    amounts = _by_event(connection, "figures", "event, article, start")
    names = {said(row["entity"]): row for row in rows(connection, "entities", "entity")}
    order = "coalesce(time_from, time_to, '9999'), coalesce(time_to, '9999'), event"
    for row in rows(connection, "events", order):
        event = said(row["event"])
        yield Story(
            event=event, kind=said(row["kind"]), label=said(row["label"]),
            status=said(row["status"]), time_from=said(row["time_from"]),
            time_to=said(row["time_to"]), precision=said(row["precision"]),
            place=said(row["place"]), country=said(row["country"]),
            latitude=number(row["latitude"]), longitude=number(row["longitude"]),
            article_count=whole(row["article_count"]), origin_count=whole(row["origin_count"]),
            tellings=tuple(_telling(one, sources) for one in tellings[event]),
            parts=tuple(dict.fromkeys(_part(one, names) for one in parts[event])),
            amounts=tuple(_amount(one, sources) for one in amounts[event]))


def number(cell: Cell) -> float | None:
    """Give a cell as a number, None for an empty one."""
    return None if cell is None or cell == "" else float(cell)


def whole(cell: Cell) -> int:
    """Give a cell as a whole number, 0 for an empty one."""
    return int(cell or 0)


def _by_event(connection: sqlite3.Connection, view: str, order: str) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(connection, view, order):
        if row["event"]:
            found[said(row["event"])].append(row)
    return found


def _telling(row: Row, sources: dict[str, Source]) -> Telling:
    return Telling(
        source=sources[said(row["article"])], start=whole(row["start"]), end=whole(row["end"]),
        words=said(row["words"]), sentence=said(row["sentence"]),
        sentence_start=whole(row["sentence_start"]), sentence_end=whole(row["sentence_end"]),
        status=said(row["status"]), attributed_to=said(row["attributed_to"]))


def _part(row: Row, names: dict[str, Row]) -> Part:
    known = names.get(said(row["entity"]))
    return Part(role=said(row["role"]), entity=said(row["entity"]),
                name=said(known["name"]) if known else "",
                kind=said(known["kind"]) if known else "", words=said(row["words"]))


def _amount(row: Row, sources: dict[str, Source]) -> Amount:
    return Amount(
        figure=said(row["figure"]), words=said(row["words"]), counted=said(row["counted"]),
        unit=said(row["unit"]), low=number(row["low"]), high=number(row["high"]),
        bound=said(row["bound"]), attributed_to=said(row["attributed_to"]),
        source=sources[said(row["article"])])
