"""Sources: passages that stand in two articles, and articles that count as one voice.

In: an open connection. Out: frozen lines, the longest shared passages first.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import Page, count, marks, rows


class CopyLine(Written, frozen=True, kw_only=True):
    """The same words in two articles; `first` says which had them first, where that is known."""

    copy: str
    a_article: str
    a_title: str
    a_outlet: str
    a_published_from: date | None
    a_published_to: date | None
    a_published_precision: str
    a_start: int
    a_end: int
    a_words: str
    b_article: str
    b_title: str
    b_outlet: str
    b_published_from: date | None
    b_published_to: date | None
    b_published_precision: str
    b_start: int
    b_end: int
    b_words: str
    form: str
    similarity: float
    first: str


class VoiceLine(Written, frozen=True, kw_only=True):
    """One article of a group that counts as one voice, and why it belongs there."""

    origin: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    because: Because | None


class SideLine(Written, frozen=True, kw_only=True):
    """One article that speaks for a side of what it reports, and why that is said."""

    party: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    because: Because | None


class EventVoiceLine(VoiceLine, frozen=True, kw_only=True):
    """One article that tells an event, the voice it counts with, and whom it speaks for.

    `told` are the sides it speaks for, "; " between them, "" for none; `side` is why, of the first.
    """

    told: str
    side: Because | None = None


class FigureVoiceLine(EventVoiceLine, frozen=True, kw_only=True):
    """One article that gives a figure, told as in `EventVoiceLine`."""

    figure: str


def _side(side: str) -> str:
    return (f"c.{side}_article, {side}.title AS {side}_title, {side}.outlet AS {side}_outlet, "
            f"{side}.published_from AS {side}_published_from, "
            f"{side}.published_to AS {side}_published_to, "
            f"{side}.published_precision AS {side}_published_precision, "
            f"c.{side}_start, c.{side}_end, c.{side}_words")


_COPY = (f"SELECT c.copy, {_side('a')}, {_side('b')}, c.form, c.similarity, c.first FROM copies c "
         "JOIN article a ON a.id = c.a_article JOIN article b ON b.id = c.b_article")
_VOICE = ("SELECT o.origin, o.article, a.title, a.outlet, a.published_from, a.published_to, "
          "a.published_precision, o.because FROM origin o JOIN article a ON a.id = o.article")
_PARTY = ("SELECT i.party, i.article, a.title, a.outlet, a.published_from, a.published_to, "
          "a.published_precision, i.because FROM interested i JOIN article a ON a.id = i.article")
Grouped = TypeVar("Grouped", VoiceLine, SideLine)
# Of an article `a` and its origin `o`: the voice, why, the sides it speaks for, and why.
_TOLD = """coalesce(o.origin, a.id) AS origin, a.id AS article, a.title, a.outlet,
  a.published_from, a.published_to, a.published_precision, o.because,
  coalesce((SELECT group_concat(party, '; ') FROM (SELECT party FROM interested
    WHERE article = a.id ORDER BY party)), '') AS told,
  (SELECT because FROM interested WHERE article = a.id ORDER BY party LIMIT 1) AS side"""
_BY_VOICE = "origin, coalesce(a.published_from, '9999'), a.id"
_SHARED = "(SELECT origin FROM origin GROUP BY origin HAVING count(*) > 1)"


def ask_copies(connection: sqlite3.Connection, page: Page) -> tuple[int, tuple[CopyLine, ...]]:
    """List shared passages, the longest first."""
    return count(connection, "SELECT count(*) FROM copy"), rows(
        connection, f"{_COPY} ORDER BY c.a_end - c.a_start DESC, c.copy LIMIT ? OFFSET ?",
        (page.size, page.offset), CopyLine)


def ask_copies_of_article(connection: sqlite3.Connection, article: str, most: int = 100
                          ) -> tuple[CopyLine, ...]:
    """List the passages one article shares with others, the longest first."""
    return rows(connection, f"{_COPY} WHERE ?1 IN (c.a_article, c.b_article) "
                "ORDER BY c.a_end - c.a_start DESC, c.copy LIMIT ?2", (article, most), CopyLine)


def ask_voices(connection: sqlite3.Connection, page: Page, most: int = 2000
               ) -> tuple[int, tuple[VoiceLine, ...]]:
    """List the groups of several articles that count as one voice, those of most articles first.

    A page counts groups; `most` articles of one page are listed.
    """
    sizes = connection.execute("SELECT origin, count(*) AS many FROM origin GROUP BY origin "
                               "HAVING many > 1 ORDER BY many DESC, origin").fetchall()
    return len(sizes), _grouped(connection, _VOICE, "o.origin", [name for name, _ in sizes], page,
                                most, VoiceLine)


def ask_sides(connection: sqlite3.Connection, page: Page, most: int = 2000
              ) -> tuple[int, tuple[SideLine, ...]]:
    """List the articles that speak for a side, by side, those of most articles first."""
    sizes = connection.execute("SELECT party, count(*) AS many FROM interested GROUP BY party "
                               "ORDER BY many DESC, party").fetchall()
    return len(sizes), _grouped(connection, _PARTY, "i.party", [name for name, _ in sizes], page,
                                most, SideLine)


def _grouped(connection: sqlite3.Connection, select: str, group: str, names: Sequence[str],
             page: Page, most: int, kind: type[Grouped]) -> tuple[Grouped, ...]:
    """Give the articles of the groups on one page, the groups in the order of their names."""
    shown = names[page.offset:page.offset + page.size]
    return rows(connection, f"{select} JOIN (SELECT value AS name, key FROM json_each(?)) g "
                f"ON g.name = {group} ORDER BY g.key, coalesce(a.published_from, '9999'), a.id "
                "LIMIT ?", (json.dumps(shown), most), kind)


def ask_voices_of_article(connection: sqlite3.Connection, article: str, most: int = 100
                          ) -> tuple[VoiceLine, ...]:
    """List the articles that count as one voice with this one, itself among them."""
    return rows(connection, f"{_VOICE} WHERE o.origin IN {_SHARED} AND o.origin IN (SELECT origin "
                "FROM origin WHERE article = ?) ORDER BY o.origin, "
                "coalesce(a.published_from, '9999'), o.article LIMIT ?",
                (article, most), VoiceLine)


def ask_voices_of_event(connection: sqlite3.Connection, event: str, most: int = 500
                        ) -> tuple[EventVoiceLine, ...]:
    """List the articles that tell an event, those of one voice together, with the reasons."""
    return rows(connection, f"""
        SELECT {_TOLD} FROM article a LEFT JOIN origin o ON o.article = a.id
        WHERE a.id IN (SELECT article FROM event_mention WHERE event = ? ORDER BY rowid LIMIT ?)
        ORDER BY {_BY_VOICE} LIMIT ?
        """, (event, most, most), EventVoiceLine)


def ask_voices_of_figures(connection: sqlite3.Connection, figures: Sequence[str],
                          most: int = 5000) -> dict[str, tuple[FigureVoiceLine, ...]]:
    """List, for each of some figures, the articles that give it, as for an event."""
    asked = marks(figures)
    # Given by: its own article, and those that answer the same question the same way.
    lines = rows(connection, f"""
        SELECT DISTINCT g.figure, {_TOLD} FROM (
          SELECT id AS figure, article FROM figure WHERE id IN ({asked})
          UNION SELECT f.id, other.article FROM figure f
            JOIN figure other ON other.variant_group = f.variant_group
              AND other.low IS f.low AND other.high IS f.high WHERE f.id IN ({asked})) g
        JOIN article a ON a.id = g.article LEFT JOIN origin o ON o.article = a.id
        ORDER BY g.figure, {_BY_VOICE} LIMIT ?
        """, (*figures, *figures, most), FigureVoiceLine)
    return {figure: tuple(same) for figure, same in groupby(lines, lambda line: line.figure)}


Voiced = TypeVar("Voiced", bound=EventVoiceLine)


def voices_of(lines: Sequence[Voiced]) -> tuple[tuple[Voiced, ...], ...]:
    """Put the articles of one voice together."""
    groups: dict[str, list[Voiced]] = {}
    for line in lines:
        groups.setdefault(line.origin, []).append(line)
    return tuple(tuple(same) for same in groups.values())


def sides_of(voices: Sequence[Sequence[EventVoiceLine]]) -> int:
    """Count the voices that speak for a side only."""
    return sum(all(line.told for line in lines) for lines in voices)
