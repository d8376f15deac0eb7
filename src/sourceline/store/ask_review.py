"""What a reviewer needs to see: what to ask next, the words asked about, what was decided.

In: an open connection. Out: frozen lines. It changes nothing.
"""

import sqlite3
from collections.abc import Sequence

import msgspec

from sourceline.record.base import Written
from sourceline.record.decision import Decision
from sourceline.store.ask import SCOPES, Page, Tally, count, in_scope, marks, one, rows
from sourceline.store.ask_search import RANKED

# Events offered as perhaps the same lie this near in time; any other is found by its words.
NEAR_DAYS = 45


class QuestionLine(Written, frozen=True, kw_only=True):
    """A question worth asking: `lines` of the record hang on it, `doubt` runs from 0 to 1.

    `about` are the words of what it asks about: a label, a name, a figure, what is due.
    """

    question: str
    thing: str
    other: str | None
    lines: int
    doubt: float
    why: str
    about: str = ""


class DecisionLine(Written, frozen=True, kw_only=True):
    """One decision with the words it is about and how the record stands to it."""

    decision: str
    question: str
    verdict: str
    answer: str
    read_as: str
    person: str
    decided_at: str
    reason: str
    article: str
    start: int
    end: int
    words: str
    other_article: str | None
    other_start: int | None
    other_end: int | None
    other_words: str | None
    withdrawn_by: str | None
    standing: bool
    found: bool | None


class MentionLine(Written, frozen=True, kw_only=True):
    """A mention one can decide on: its words, and how many articles and times they stand there."""

    article: str
    start: int
    end: int
    words: str
    articles: int
    times: int


class Around(Written, frozen=True, kw_only=True):
    """The sentence around some words."""

    sentence: str
    sentence_start: int


_DECISION = ("SELECT decision, question, verdict, answer, read_as, person, decided_at, reason, "
             "article, start, \"end\", words, other_article, other_start, other_end, other_words, "
             "withdrawn_by, standing, found FROM decisions")
# What is undecided: the thing is there still, and nobody has decided anything on it.
_OPEN = """FROM cache_question q WHERE (?1 = '' OR q.question = ?1)
  AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.thing = q.thing)
  AND CASE q.question
    WHEN 'event' THEN EXISTS (SELECT 1 FROM event x WHERE x.id = q.thing)
    WHEN 'event.same' THEN (SELECT count(*) FROM event x WHERE x.id IN (q.thing, q.other)) = 2
    WHEN 'entity.same' THEN (SELECT count(*) FROM entity x WHERE x.id IN (q.thing, q.other)) = 2
    WHEN 'figure' THEN EXISTS (SELECT 1 FROM figure x WHERE x.id = q.thing)
    ELSE EXISTS (SELECT 1 FROM follow_up x WHERE x.id = q.thing) END"""


# Ids of different things differ in their first letter, so that one of these answers.
_ABOUT = ("coalesce((SELECT label FROM event WHERE id = a.thing), (SELECT name FROM entity "
          "WHERE id = a.thing), (SELECT words || ' ' || counted FROM figure WHERE id = a.thing), "
          "(SELECT words FROM follow_up WHERE id = a.thing), '')")


def ask_questions(connection: sqlite3.Connection, question: str, page: Page
                  ) -> tuple[QuestionLine, ...]:
    """List open questions, the one whose answer helps most first; "" asks for all sorts."""
    return rows(connection, f"SELECT a.*, {_ABOUT} AS about FROM (SELECT q.question, q.thing, "
                f"q.other, q.lines, q.doubt, q.why {_OPEN} ORDER BY q.lines * q.doubt DESC, "
                "q.thing LIMIT ?2 OFFSET ?3) a ORDER BY a.lines * a.doubt DESC, a.thing",
                (question, page.size, page.offset), QuestionLine)


def ask_open_questions(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count open questions by sort."""
    return rows(connection, f"SELECT q.question AS name, count(*) AS count {_OPEN} "
                "GROUP BY 1 ORDER BY 1", ("",), Tally)


def ask_decisions(connection: sqlite3.Connection, person: str, page: Page
                  ) -> tuple[int, tuple[DecisionLine, ...]]:
    """List decisions, the latest first; "" asks for everybody's."""
    where = "WHERE (?1 = '' OR person = ?1)"
    total = count(connection, f"SELECT count(*) FROM decisions {where}", (person,))
    return total, rows(connection, f"{_DECISION} {where} ORDER BY decided_at DESC, decision "
                       "LIMIT ?2 OFFSET ?3", (person, page.size, page.offset), DecisionLine)


def ask_decision(connection: sqlite3.Connection, decision: str) -> DecisionLine | None:
    """Look up one decision."""
    return one(connection, f"{_DECISION} WHERE decision = ?", (decision,), DecisionLine)


def ask_lost(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """The decisions whose words stand in no text now, in the order they were made."""
    found = connection.execute("SELECT written FROM settled WHERE position = -1").fetchone()
    return msgspec.json.decode(found[0], type=tuple[Decision, ...]) if found else ()


def ask_unread(connection: sqlite3.Connection) -> int:
    """Count the decisions that wait for the next build to reach events, cases and outcomes."""
    return count(connection, """
        SELECT count(*) FROM settled s JOIN decision d ON d.id = s.decision
        WHERE s.position > 0 AND d.verdict NOT IN ('accept', 'unsure') AND s.written NOT IN (
          SELECT m.value FROM settled r, json_each(r.written, '$.marks') m
          WHERE r.position = 0)""", ())


def ask_deciders(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count decisions by who made them."""
    return rows(connection, "SELECT person AS name, count(*) AS count FROM decisions GROUP BY 1 "
                "ORDER BY 1", (), Tally)


def ask_decided(connection: sqlite3.Connection, things: Sequence[str]
                ) -> tuple[DecisionLine, ...]:
    """The decisions that stand on some things (ids), the latest first."""
    return rows(connection, f"{_DECISION} WHERE decision IN (SELECT s.decision FROM decided x "
                f"JOIN settled s ON s.position = x.settled WHERE x.thing IN ({marks(things)})) "
                "ORDER BY decided_at DESC, decision LIMIT 100", things, DecisionLine)


def ask_forms(connection: sqlite3.Connection, entity: str, most: int = 60
              ) -> tuple[MentionLine, ...]:
    """The different words an entity goes by, the most frequent first, each at its first place.

    Of an entity named everywhere the first 5,000 mentions are looked at.
    """
    return rows(connection, """
        SELECT m.article, m.start, m."end", m.words, f.articles, f.times FROM (
          SELECT coalesce(min(CASE WHEN form = 'name' THEN place END), min(place)) AS place,
            count(DISTINCT article) AS articles, count(*) AS times
          FROM (SELECT rowid AS place, words, form, article FROM mention WHERE entity = ?
            ORDER BY rowid LIMIT 5000) GROUP BY words) f JOIN mention m ON m.rowid = f.place
        ORDER BY f.times DESC, m.words LIMIT ?""", (entity, most), MentionLine)


def ask_names_near(connection: sqlite3.Connection, article: str, start: int, most: int = 40
                   ) -> tuple[MentionLine, ...]:
    """The different words that name something in an article, each at its place nearest to one."""
    return rows(connection, """
        SELECT article, start, "end", words, 1 AS articles, times FROM (
          SELECT article, start, "end", words, count(*) AS times, min(abs(start - ?2)) AS far
          FROM mention WHERE article = ?1 AND form <> 'pronoun' GROUP BY words)
        ORDER BY far, start LIMIT ?3""", (article, start, most), MentionLine)


def ask_words_near(connection: sqlite3.Connection, article: str, words: str, start: int
                   ) -> tuple[int, int] | None:
    """Where some words stand in an article: the place nearest to `start`, None for nowhere."""
    found = connection.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
    text, places, at = (found[0] if found else ""), list[int](), -1
    while words and (at := text.find(words, at + 1)) >= 0:
        places.append(at)
    nearest = min(places, key=lambda place: (abs(place - start), place), default=None)
    return None if nearest is None else (nearest, nearest + len(words))


def ask_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The entities that go by exactly this name, as it is or as another name of theirs; up to 2."""
    return tuple(found for (found,) in connection.execute(
        "SELECT id FROM entity WHERE name = ?1 UNION SELECT entity FROM alias WHERE words = ?1 "
        "LIMIT 2", (name,)))


def ask_name_of(connection: sqlite3.Connection, entity: str) -> MentionLine | None:
    """The mention a decision on an entity binds to: its name, where that stands in a text."""
    for test in ("m.words = e.name", "m.form = 'name'", "1"):
        found = one(connection, f"""
            SELECT m.article, m.start, m."end", m.words, 1 AS articles, 1 AS times
            FROM entity e JOIN mention m ON m.entity = e.id WHERE e.id = ? AND {test}
            ORDER BY m.rowid""", (entity,), MentionLine)
        if found:
            return found
    return None


def ask_sentence(connection: sqlite3.Connection, article: str, start: int) -> Around | None:
    """The sentence a place stands in."""
    return one(connection, "SELECT words AS sentence, start AS sentence_start FROM sentence "
               "WHERE article = ? AND start <= ? ORDER BY start DESC", (article, start), Around)


def ask_events_near(connection: sqlite3.Connection, event: str, text: str, most: int = 20
                    ) -> tuple[str, ...]:
    """Name events that might be this one: told in words like `text`, else near in place and time.

    Takes: `text` as a full-text query, "" for none.
    """
    if text:
        where, given = in_scope("event", text)
        many = count(connection, f"SELECT count(*) FROM search_text t WHERE {where}", given)
        number = count(connection, "SELECT coalesce(max(number), 0) FROM cache_event "
                       "WHERE event = ?", (event,))
        # Of words that many events have none fits better than the next: those near in time come.
        order = "t.rank" if many <= RANKED else f"abs(t.rowid - {SCOPES['event'] + number})"
        found = connection.execute(
            "SELECT c.thing FROM (SELECT t.rowid AS place FROM search_text t WHERE "
            f"{where} ORDER BY {order} LIMIT ?) f CROSS JOIN cache_search c ON c.place = f.place "
            "WHERE c.thing <> ? LIMIT ?", (*given, most + 1, event, most))
    else:
        found = connection.execute(
            f"SELECT o.id FROM event e CROSS JOIN event o ON o.kind = e.kind AND o.id <> e.id "
            f"AND (coalesce(o.time_from, o.time_to) IS NULL) = (coalesce(e.time_from, e.time_to) "
            f"IS NULL) AND coalesce(o.time_from, o.time_to) BETWEEN date(coalesce(e.time_from, "
            f"e.time_to), '-{NEAR_DAYS} days') AND date(coalesce(e.time_from, e.time_to), "
            f"'+{NEAR_DAYS} days') WHERE e.id = ? ORDER BY o.place <> e.place, "
            "abs(julianday(coalesce(o.time_from, o.time_to)) - "
            "julianday(coalesce(e.time_from, e.time_to))), o.id LIMIT ?", (event, most))
    return tuple(name for (name,) in found)


def ask_entities_near(connection: sqlite3.Connection, entity: str, text: str, most: int = 20
                      ) -> tuple[str, ...]:
    """Name entities that go by words like `text` (a full-text query), the most named first."""
    where, given = in_scope("entity", text)
    return tuple(name for (name,) in connection.execute(
        "SELECT c.thing FROM search_text t CROSS JOIN cache_search c ON c.place = t.rowid JOIN "
        f"cache_entity e ON e.entity = c.thing WHERE {where} "
        "AND c.thing <> ? ORDER BY e.mention_count DESC, c.thing LIMIT ?",
        (*given, entity, most)))
