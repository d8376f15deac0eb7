"""FollowTheMoney entities, for OpenAleph and its kin: one JSON object a line.

In: an open record and a file name. Out: Article, Person, Organization, PublicBody, Address and
Event entities, and UnknownLink from an entity to the event it took a part in. Events carry their
articles as proof, and in `description` where in `bodyText` each of them says it (RFC 5147, code
points): the model has no property for a place in a text. Written by hand, since the library needs
a compiler; an optional test holds the output against it. Source: the model of followthemoney 3.8
and 4.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sourceline.export.stories import Story, Telling, read_stories
from sourceline.export.views import Row, listed, rows, said

# Kinds of entity that have a schema; works and other things stay out.
SCHEMATA = {"person": "Person", "organization": "Organization", "government": "PublicBody",
            "place": "Address", "facility": "Address"}
# These may fill Event:involved, which takes legal entities only.
_LEGAL = ("Person", "Organization", "PublicBody")
_Values = dict[str, list[str]]


def write_ftm(connection: sqlite3.Connection, out: Path) -> None:
    """Write the entities `out`, one a line."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for entity in _entities(connection):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _entities(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    for row in rows(connection, "articles", "article"):
        yield _article(row)
    for row in rows(connection, "entities", "entity"):
        schema = SCHEMATA.get(said(row["kind"]))
        if schema:
            yield _named(row, schema)
    for story in read_stories(connection):
        yield _event(story)
        yield from _links(story)


def entity_of(name: str, schema: str, values: _Values) -> dict[str, object]:
    """Give an entity with its empty values left out.

    >>> entity_of("n1", "Person", {"name": ["Ilo Venn", ""], "alias": []})["properties"]
    {'name': ['Ilo Venn']}
    """
    kept = {key: [v for v in dict.fromkeys(found) if v] for key, found in values.items()}
    return {"id": name, "schema": schema, "datasets": ["sourceline"],
            "properties": {key: found for key, found in kept.items() if found}}


def _article(row: Row) -> dict[str, object]:
    return entity_of(f"article-{row['article']}", "Article", {
        "title": [said(row["title"])], "name": [said(row["title"])],
        "author": [said(row["byline"])], "publisher": [said(row["outlet"])],
        "sourceUrl": _address(said(row["address"])), "bodyText": [said(row["text"])],
        "publishedAt": _day(said(row["published_from"]), said(row["published_to"]))})


def _named(row: Row, schema: str) -> dict[str, object]:
    name = said(row["name"])
    values: _Values = {"name": [name], "alias": list(listed(row["aliases"]))}
    if schema == "Address":
        values |= {"full": [name]}
    return entity_of(f"entity-{row['entity']}", schema, values)


def _event(story: Story) -> dict[str, object]:
    start, end = story.time_from, story.time_to
    involved = [f"entity-{part.entity}" for part in story.parts
                if part.entity and SCHEMATA.get(part.kind) in _LEGAL]
    day = _day(start, end)
    return entity_of(f"event-{story.event}", "Event", {
        "name": [story.label], "keywords": [story.kind, f"status: {story.status}"],
        "date": day, "startDate": [] if day else [start], "endDate": [] if day else [_last(end)],
        "location": [story.place], "notes": [f"Status: {story.status}."],
        "summary": [one.sentence for one in story.tellings], "involved": involved,
        "description": [place_said(one) for one in story.tellings],
        "recordId": [story.event],
        "proof": [f"article-{one.source.article}" for one in story.tellings]})


def place_said(telling: Telling) -> str:
    """Say where the words that tell an event stand, and quote them.

    An article's `bodyText` is its text, so the offsets count there: `article-a1#char=10,18`.
    """
    return (f"article-{telling.source.article}#char={telling.start},{telling.end} "
            f"“{telling.words}”")


def _links(story: Story) -> Iterator[dict[str, object]]:
    parts: dict[tuple[str, str], None] = {}
    for part in story.parts:
        if part.entity and part.kind in SCHEMATA:
            parts[part.entity, part.role] = None
    for entity, role in parts:
        yield entity_of(f"link-{story.event}-{entity}-{role}", "UnknownLink", {
            "subject": [f"entity-{entity}"], "object": [f"event-{story.event}"], "role": [role],
            "status": [story.status]})


def _day(start: str, end: str) -> list[str]:
    """Give a single day as a date; longer intervals have none that would be true."""
    return [start] if start and end and _last(end) == start else []


def _last(end: str) -> str:
    """Give the last day of a half-open interval.

    >>> _last("2031-03-04")
    '2031-03-03'
    """
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end else ""


def _address(address: str) -> list[str]:
    return [address] if address.startswith(("http://", "https://")) else []
