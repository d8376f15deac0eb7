"""Entities: the list of names, and one entity with what texts say of it.

In: an open connection. Out: frozen lines. An entity's events are asked in `ask_events.py`.
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import Page, Tally, Value, containing, count, one, rows


class EntityLine(Written, frozen=True, kw_only=True):
    """One entity with its other names and how often it is named."""

    entity: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    article_count: int
    mention_count: int


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


def ask_entities(connection: sqlite3.Connection, kind: str, text: str, page: Page
                 ) -> tuple[int, tuple[EntityLine, ...]]:
    """List entities, most often named first; an empty `kind` or `text` asks for all."""
    where = (r"(?1 = '' OR e.kind = ?1) AND (?2 = '%%' OR e.name LIKE ?2 ESCAPE '\' OR e.id IN "
             r"(SELECT entity FROM alias WHERE words LIKE ?2 ESCAPE '\'))")
    given: list[Value] = [kind, containing(text)]
    total = count(connection, f"SELECT count(*) FROM entity e WHERE {where}", given)
    # One pass over the mentions; the view counts them anew for each entity.
    lines = rows(connection, f"""
        SELECT e.id AS entity, e.name, e.kind, count(DISTINCT m.article) AS article_count,
          count(m.id) AS mention_count, (SELECT json_group_array(words) FROM (SELECT words FROM
            alias WHERE entity = e.id ORDER BY words LIMIT 12)) AS aliases
        FROM entity e LEFT JOIN mention m ON m.entity = e.id WHERE {where}
        GROUP BY e.id ORDER BY mention_count DESC, e.name, e.id LIMIT ?3 OFFSET ?4""",
                 [*given, page.size, page.offset], EntityLine)
    return total, lines


def ask_entity(connection: sqlite3.Connection, entity: str) -> EntityLine | None:
    """Look up one entity."""
    return one(connection, "SELECT entity, name, kind, aliases, article_count, mention_count "
               "FROM entities WHERE entity = ?", (entity,), EntityLine)


def ask_aliases(connection: sqlite3.Connection, entity: str) -> tuple[AliasLine, ...]:
    """The other names of an entity, with the reason for each."""
    return rows(connection, "SELECT words, because FROM alias WHERE entity = ? ORDER BY words "
                "LIMIT 500", (entity,), AliasLine)


def ask_descriptions(connection: sqlite3.Connection, entity: str, most: int = 200
                     ) -> tuple[Said, ...]:
    """What texts say this entity is, oldest article first."""
    return rows(connection, f"""
        SELECT x.article, x.start, x."end", x.words, {_SAID} FROM description x
        JOIN mention m ON m.id = x.mention JOIN article a ON a.id = x.article {_SENTENCE}
        WHERE m.entity = ? ORDER BY coalesce(a.published_from, '9999'), x.article, x.start
        LIMIT ?""", (entity, most), Said)


def ask_mentions(connection: sqlite3.Connection, entity: str, page: Page) -> tuple[Said, ...]:
    """Where this entity is named, oldest article first, with the sentence around each."""
    return rows(connection, f"""
        SELECT x.article, x.start, x."end", x.words, {_SAID} FROM mention x
        JOIN article a ON a.id = x.article {_SENTENCE}
        WHERE x.entity = ? ORDER BY coalesce(a.published_from, '9999'), x.article, x.start
        LIMIT ? OFFSET ?""", (entity, page.size, page.offset), Said)


def ask_entity_kinds(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count entities by kind."""
    return rows(connection, "SELECT kind AS name, count(*) AS count FROM entity GROUP BY 1 "
                "ORDER BY 2 DESC, 1", (), Tally)


def ask_actors(connection: sqlite3.Connection, most: int = 60) -> tuple[EntityLine, ...]:
    """The entities that take part in most events, for choosing one; in the order of names."""
    found = rows(connection, """
        SELECT e.id AS entity, e.name, e.kind, count(DISTINCT r.article) AS article_count,
          count(*) AS mention_count FROM role r JOIN mention m ON m.id = r.mention
        JOIN entity e ON e.id = m.entity GROUP BY e.id ORDER BY mention_count DESC, e.name, e.id
        LIMIT ?""", (most,), EntityLine)
    return tuple(sorted(found, key=lambda line: (line.name.casefold(), line.entity)))
