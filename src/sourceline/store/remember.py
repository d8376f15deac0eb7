"""Counts and words kept so that pages need not count or read a whole record.

In: a record whose tables are filled, inside the transaction that filled it. Out: the `cache_`
tables and the full-text index. All of it can be made again from the other tables; `follow.py`
keeps it true when a decision changes rows.
"""

import sqlite3

from sourceline.store.ask import SCOPES
from sourceline.store.questions import gather_questions
from sourceline.store.sums import keep_sums

ACTORS = 200

# Counted in the order of time, as the words of events are.
IN_TIME = ("ORDER BY coalesce(e.time_from, e.time_to) IS NULL, coalesce(e.time_from, e.time_to), "
           "e.time_to, e.id")
EVENT = """SELECT {number} e.id, e.kind, e.status, e.place, e.country, e.time_from, e.time_to,
    (SELECT count(DISTINCT m.article) FROM event_mention m WHERE m.event = e.id),
    (SELECT count(DISTINCT coalesce(o.origin, m.article)) FROM event_mention m
      LEFT JOIN origin o ON o.article = m.article WHERE m.event = e.id)
  FROM event e"""
ENTITY = """SELECT e.id, e.name, e.kind,
    (SELECT count(DISTINCT m.article) FROM mention m WHERE m.entity = e.id),
    (SELECT count(*) FROM mention m WHERE m.entity = e.id)
  FROM entity e"""
# Names and aliases are kept apart by a sign that no query can name, so that no phrase spans two.
NAMES = ("SELECT n.name || coalesce((SELECT group_concat(' | ' || a.words, '') FROM (SELECT words "
         "FROM alias WHERE entity = n.id ORDER BY words) a), '') FROM entity n WHERE n.id = ")
# An event is found by its label and by the sentences that tell of it.
TOLD = ("SELECT v.label || coalesce((SELECT group_concat(' | ' || t.sentence, '') FROM (SELECT "
        "sentence FROM event_mention WHERE event = v.id GROUP BY sentence ORDER BY min(article), "
        "min(start) LIMIT 20) t), '') FROM event v WHERE v.id = ")
FIGURE = ("SELECT f.words || ' | ' || f.counted || ' | ' || f.attributed_to FROM figure f "
          "WHERE f.id = ")
_TOOK = """FROM role r JOIN mention m ON m.id = r.mention
  JOIN event_mention t ON t.id = r.event_mention JOIN event e ON e.id = t.event
  WHERE m.entity IS NOT NULL"""
_DAY = "coalesce(e.time_from, e.time_to, '9999')"
_WITH = "e.kind, e.status, e.place, e.country, e.time_from, e.time_to"
# What is kept for each event that a name takes part in or an outlet tells: the table, its rows.
PARTS = {
    "cache_part": f"SELECT DISTINCT m.entity, {_DAY}, e.id, r.role {_TOOK}",
    "cache_taken": f"SELECT DISTINCT m.entity, {_DAY}, e.id, {_WITH} {_TOOK}",
    "cache_told": f"SELECT DISTINCT a.outlet, {_DAY}, e.id, {_WITH} FROM event_mention t JOIN "
                  "article a ON a.id = t.article JOIN event e ON e.id = t.event "
                  "WHERE a.outlet <> ''"}
DESCRIPTIONS = ("SELECT m.entity, d.rowid FROM description d JOIN mention m ON m.id = d.mention "
                "WHERE m.entity IS NOT NULL")
# By the mention of the speaker; `place` counts the words to search.
SPOKEN = ("SELECT m.entity, s.place FROM claim c JOIN mention m ON m.id = c.speaker_mention "
          "JOIN cache_search s ON s.thing = c.id AND s.scope = 'claim' WHERE m.entity IS NOT NULL")


def months(start: str, end: str) -> str:
    """Write SQL for the whole months an interval touches: what a picture can show of it."""
    return (f"CASE WHEN {end} IS NULL THEN NULL ELSE date({start}, 'start of month') END, "
            f"CASE WHEN {start} IS NULL OR {end} >= '9999' THEN NULL ELSE "
            f"date({end}, '-1 day', 'start of month', '+1 month') END")


COUNTED = ("article", "sentence", "event", "entity", "claim", "figure", "copy", "thread",
           "follow_up", "outcome")

_TALLIES = f"""
INSERT INTO cache_tally SELECT 'kind', kind, NULL, NULL, count(*) FROM event GROUP BY kind;
INSERT INTO cache_tally SELECT 'place', place, NULL, NULL, count(*) FROM event
  WHERE place <> '' GROUP BY place;
INSERT INTO cache_tally SELECT 'event span', status, {months('time_from', 'time_to')}, count(*)
  FROM event GROUP BY 2, 3, 4;
INSERT INTO cache_tally SELECT 'article span', '', {months('published_from', 'published_to')},
  count(*) FROM article GROUP BY 3, 4;
INSERT INTO cache_tally SELECT 'entity kind', kind, NULL, NULL, count(*) FROM entity GROUP BY kind;
INSERT INTO cache_tally SELECT 'outlet', outlet, min(published_from), max(published_from), count(*)
  FROM article GROUP BY outlet;
INSERT INTO cache_count SELECT 'outlet', count(DISTINCT outlet) FROM article WHERE outlet <> '';
INSERT INTO cache_count SELECT 'voice', count(DISTINCT coalesce(o.origin, a.id)) FROM article a
  LEFT JOIN origin o ON o.article = a.id;
"""
_ACTORS = f"""INSERT INTO cache_actor SELECT m.entity, count(DISTINCT r.article), count(*)
  FROM role r JOIN mention m ON m.id = r.mention WHERE m.entity IS NOT NULL
  GROUP BY m.entity ORDER BY count(*) DESC, m.entity LIMIT {ACTORS}"""


def remember(connection: sqlite3.Connection) -> None:
    """Fill every `cache_` table and the full-text index anew."""
    for table in ("cache_event", "cache_entity", "cache_tally", "cache_count", "cache_actor",
                  "cache_description", *PARTS):
        connection.execute(f"DELETE FROM {table}")
    # Sorted inside, counted outside: the other way round rows are counted as they come.
    connection.execute("INSERT INTO cache_event SELECT row_number() OVER (), s.* FROM "
                       f"({EVENT.format(number='')} {IN_TIME}) s")
    connection.execute(f"INSERT INTO cache_entity {ENTITY}")
    for statement in _TALLIES.split(";"):
        connection.execute(statement)
    connection.execute(_ACTORS)
    # In the order of their keys, so that each row goes to the end of its table.
    for table, rows in PARTS.items():
        connection.execute(f"INSERT INTO {table} {rows} ORDER BY 1, 2, 3, 4")
    connection.execute(f"INSERT INTO cache_description {DESCRIPTIONS} ORDER BY 1, 2")
    for table in COUNTED:
        connection.execute(f"INSERT INTO cache_count SELECT ?, count(*) FROM {table}", (table,))
    keep_sums(connection)
    gather_questions(connection)
    _index_words(connection)
    connection.execute("DELETE FROM cache_spoken")
    connection.execute(f"INSERT INTO cache_spoken {SPOKEN} ORDER BY 1, 2")


def forget_words(connection: sqlite3.Connection) -> None:
    """Empty the full-text index; its own tables must not be emptied row by row."""
    connection.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")


def _index_words(connection: sqlite3.Connection) -> None:
    """Write down what can be searched, in the order of time, and index it."""
    connection.execute("DELETE FROM cache_search")
    # Lines of articles stand in the order of their days, so that days are a range of places;
    # figures in the order of their list; events as `cache_event` counts them.
    order = ("coalesce(a.published_from, a.published_to) IS NULL, "
             "coalesce(a.published_from, a.published_to), a.title, a.id")
    title = "a.title || ' | ' || a.byline || ' | ' || a.outlet"
    for scope, columns, rows in (
            ("event", f"e.id, NULL, NULL, ({TOLD} e.id)", f"event e {IN_TIME}"),
            ("entity", f"e.id, NULL, NULL, ({NAMES} e.id)", "entity e ORDER BY e.id"),
            ("claim", "c.id, c.article, NULL, NULL", "article a CROSS JOIN claim c ON c.article = "
             f"a.id ORDER BY {order}, c.start, c.id"),
            ("figure", f"g.id, g.article, NULL, ({FIGURE} g.id)", "figure g ORDER BY "
             "(variant_group IS NULL), variant_group, g.rowid"),
            ("article", f"a.id, a.id, NULL, {title}", f"article a ORDER BY {order}"),
            ("sentence", "s.article, s.article, s.sentence, NULL", "article a CROSS JOIN sentence "
             f"s ON s.article = a.id ORDER BY {order}, s.sentence")):
        connection.execute(
            f"INSERT INTO cache_search SELECT ? + row_number() OVER (), ?, * FROM "
            f"(SELECT {columns} FROM {rows})", (SCOPES[scope], scope))
    connection.execute("INSERT INTO search_text (search_text) VALUES ('rebuild')")
