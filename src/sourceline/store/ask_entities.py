"""Entities: the list of names, and one entity with what texts say of it.

In: an open connection. Out: frozen lines. An entity's events are asked in `ask_events.py`.
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import (
    DECIDED_BY,
    NO_WORD,
    Page,
    Tally,
    Value,
    count,
    in_scope,
    marks,
    one,
    rows,
)
from sourceline.store.ask_overview import ask_tallies
from sourceline.text.query import words_query


class EntityLine(Written, frozen=True, kw_only=True):
    """One entity with its other names and how often it is named."""

    entity: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    article_count: int
    mention_count: int
    decided_by: tuple[str, ...] = ()


class AliasLine(Written, frozen=True, kw_only=True):
    """Another name of an entity, and why it is held to be one."""

    words: str
    because: Because | None


class Said(Written, frozen=True, kw_only=True):
    """Words in an article, with the sentence they stand in ("" when no sentence holds them)."""

    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int
    end: int
    words: str
    sentence: str
    sentence_start: int


_SAID = ("a.title, a.outlet, a.published_from, a.published_to, a.published_precision, "
         "coalesce(s.words, '') AS sentence, coalesce(s.start, 0) AS sentence_start")
_SENTENCE = ("LEFT JOIN sentence s ON s.article = x.article AND s.sentence = (SELECT max(sentence)"
             " FROM sentence t WHERE t.article = x.article AND t.start <= x.start)")


_LINE = f"""SELECT e.entity, e.name, e.kind, e.article_count, e.mention_count, (
    SELECT json_group_array(words) FROM (SELECT words FROM alias WHERE entity = e.entity
      ORDER BY words LIMIT {{most}})) AS aliases,
  {DECIDED_BY.format("e.entity")} FROM cache_entity e"""


def ask_entities(connection: sqlite3.Connection, kind: str, text: str, page: Page
                 ) -> tuple[int, tuple[EntityLine, ...]]:
    """List entities, most often named first; an empty `kind` or `text` asks for all.

    Takes: `text` as words, of which the last may be a beginning; names and aliases are looked in.
    """
    tests, given = ["1"], list[Value]()
    if kind:
        tests.append("e.kind = ?")
        given.append(kind)
    if text:
        found, values = in_scope("entity", words_query(text) or NO_WORD)
        tests.append("e.entity IN (SELECT c.thing FROM search_text t CROSS JOIN cache_search c "
                     f"ON c.place = t.rowid WHERE {found})")
        given += values
    where = " AND ".join(tests)
    total = count(connection, f"SELECT count(*) FROM cache_entity e WHERE {where}", given)
    return total, rows(
        connection, f"{_LINE.format(most=12)} WHERE {where} "
        "ORDER BY e.mention_count DESC, e.name, e.entity LIMIT ? OFFSET ?",
        [*given, page.size, page.offset], EntityLine)


def ask_entity(connection: sqlite3.Connection, entity: str) -> EntityLine | None:
    """Look up one entity."""
    return one(connection, f"{_LINE.format(most=1000)} WHERE e.entity = ?", (entity,), EntityLine)


def ask_aliases(connection: sqlite3.Connection, entity: str) -> tuple[AliasLine, ...]:
    """The other names of an entity, with the reason for each."""
    return rows(connection, "SELECT words, because FROM alias WHERE entity = ? ORDER BY words "
                "LIMIT 500", (entity,), AliasLine)


def ask_descriptions(connection: sqlite3.Connection, entity: str, most: int = 200
                     ) -> tuple[Said, ...]:
    """What texts say this entity is, oldest article first."""
    return rows(connection, f"""
        SELECT x.article, x.start, x."end", x.words, {_SAID} FROM cache_description d
        CROSS JOIN description x ON x.rowid = d.place JOIN article a ON a.id = x.article
        {_SENTENCE} WHERE d.entity = ? ORDER BY d.place LIMIT ?""", (entity, most), Said)


def ask_mentions(connection: sqlite3.Connection, entity: str, page: Page) -> tuple[Said, ...]:
    """Where this entity is named, oldest article first, with the sentence around each."""
    # The rows first: what is passed over is not looked up.
    places = [place for (place,) in connection.execute(
        "SELECT rowid FROM mention WHERE entity = ? ORDER BY rowid LIMIT ? OFFSET ?",
        (entity, page.size, page.offset))]
    return rows(connection, f"""
        SELECT x.article, x.start, x."end", x.words, {_SAID} FROM mention x
        JOIN article a ON a.id = x.article {_SENTENCE}
        WHERE x.rowid IN ({marks(places)}) ORDER BY x.rowid""", places, Said)


def ask_entity_kinds(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count entities by kind."""
    return ask_tallies(connection, "entity kind")


def ask_actors(connection: sqlite3.Connection, most: int = 60) -> tuple[EntityLine, ...]:
    """The entities that take part in most events, for choosing one; in the order of names."""
    found = rows(connection, """
        SELECT e.id AS entity, e.name, e.kind, c.article_count, c.event_count AS mention_count
        FROM (SELECT * FROM cache_actor ORDER BY event_count DESC, entity LIMIT ?) c
        CROSS JOIN entity e ON e.id = c.entity""", (most,), EntityLine)
    return tuple(sorted(found, key=lambda line: (line.name.casefold(), line.entity)))
