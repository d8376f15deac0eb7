"""Claims and figures over the whole record: who says what, and which numbers are given.

In: an open connection. Out: frozen lines; figures that answer one question stand together.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import (
    NO_WORD,
    Page,
    Value,
    count,
    find_words,
    in_scope,
    marks,
    one,
    rows,
)
from sourceline.text.query import words_query


class ClaimLine(Written, frozen=True, kw_only=True):
    """One claim with the article that reports it; `speaker` is the entity's name or ""."""

    claim: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int
    end: int
    speaker_entity: str | None
    speaker: str
    speaker_words: str
    cue_words: str
    content_words: str
    content_start: int
    content_end: int
    form: str
    hedge: str
    event: str | None


class FigureLine(Written, frozen=True, kw_only=True):
    """One figure with the article that gives it."""

    figure: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int
    end: int
    words: str
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str
    event: str | None
    label: str
    attributed_to: str
    as_of: date | None
    variant_group: str | None


Line = TypeVar("Line", bound=Written)

_ARTICLE = "a.title, a.outlet, a.published_from, a.published_to, a.published_precision"
_CLAIM = (f"SELECT c.claim, c.article, {_ARTICLE}, c.start, c.\"end\", c.speaker_entity, "
          "coalesce(e.name, '') AS speaker, c.speaker_words, c.cue_words, c.content_words, "
          "c.content_start, c.content_end, c.form, c.hedge, c.event FROM claims c "
          "JOIN article a ON a.id = c.article LEFT JOIN entity e ON e.id = c.speaker_entity")
_FIGURE = (f"SELECT f.figure, f.article, {_ARTICLE}, f.start, f.\"end\", f.words, f.low, f.high, "
           "f.bound, f.unit, f.counted, f.event, coalesce(e.label, '') AS label, f.attributed_to, "
           "f.as_of, f.variant_group FROM figures f JOIN article a ON a.id = f.article "
           "LEFT JOIN event e ON e.id = f.event")
_BY_ARTICLE = "coalesce(a.published_from, '9999'), a.id"


def ask_claims(connection: sqlite3.Connection, speaker: str, text: str, form: str, page: Page
               ) -> tuple[int, tuple[ClaimLine, ...]]:
    """List claims, oldest article first; empty words ask for all."""
    if text or speaker:
        total, names = _found_claims(connection, speaker, text, form, page)
    else:
        where, given = ("form = ?", [form]) if form else ("1", [])
        total = count(connection, f"SELECT count(*) FROM claim WHERE {where}", given)
        # Rows stand in the order of time (store/write.py).
        names = [name for (name,) in connection.execute(
            f"SELECT id FROM claim WHERE {where} ORDER BY rowid LIMIT ? OFFSET ?",
            (*given, page.size, page.offset))]
    lines = rows(connection, f"{_CLAIM} WHERE c.claim IN ({marks(names)})", names, ClaimLine)
    return total, _in_order(lines, names, lambda line: line.claim)


# Claims that decisions took out stay among the words to search until the next build.
_GONE = ("SELECT s.place FROM before b JOIN cache_search s ON s.thing = "
         "json_extract(b.was, '$.id') WHERE b.thing = 'claim' AND b.became IS NULL AND s.scope = "
         "'claim' AND NOT EXISTS "
         "(SELECT 1 FROM claim WHERE id = s.thing)")


def _found_claims(connection: sqlite3.Connection, speaker: str, text: str, form: str, page: Page
                  ) -> tuple[int, list[str]]:
    """Find claims by words of theirs, by words of who says them, and by names those have."""
    gone = [place for (place,) in connection.execute(_GONE)]
    test = f" AND c.place NOT IN ({marks(gone)})" if gone else ""
    given: list[Value] = list[Value](gone)
    if form:
        test += " AND EXISTS (SELECT 1 FROM claim x WHERE x.id = c.thing AND x.form = ?)"
        given.append(form)
    words = f"words : ({words_query(text) or NO_WORD})"
    if not speaker:
        return find_words(connection, "claim", words, page, test, given)
    query = words_query(speaker) or NO_WORD
    said, by = in_scope("claim", f"who : ({query})")
    named, whom = in_scope("entity", query)
    # Numbers alone, and both ways together: a frequent name says tens of thousands of things.
    places = {place for (place,) in connection.execute(
        f"SELECT t.rowid FROM search_text t WHERE {said}", by)}
    places.update(place for (place,) in connection.execute(
        "SELECT s.place FROM search_text t CROSS JOIN cache_search c ON c.place = t.rowid "
        f"CROSS JOIN cache_spoken s ON s.entity = c.thing WHERE {named}", whom))
    if text:
        there, asked = in_scope("claim", words)
        places &= {place for (place,) in connection.execute(
            f"SELECT t.rowid FROM search_text t WHERE {there}", asked)}
    found = sorted(places.difference(gone))
    if form:
        found = [place for (place,) in connection.execute(
            "SELECT c.place FROM json_each(?) j CROSS JOIN cache_search c ON c.place = j.value "
            f"WHERE 1{test} ORDER BY c.place", (json.dumps(found), *given))]
    shown = found[page.offset:page.offset + page.size]
    return len(found), [name for (name,) in connection.execute(
        f"SELECT thing FROM cache_search WHERE place IN ({marks(shown)}) ORDER BY place", shown)]


def ask_claims_of_entity(connection: sqlite3.Connection, entity: str, most: int = 200
                         ) -> tuple[ClaimLine, ...]:
    """What one entity is reported to have said."""
    names = [name for (name,) in connection.execute(
        "SELECT c.thing FROM cache_spoken s CROSS JOIN cache_search c ON c.place = s.place "
        "WHERE s.entity = ? ORDER BY s.place LIMIT ?", (entity, most))]
    lines = rows(connection, f"{_CLAIM} WHERE c.claim IN ({marks(names)})", names, ClaimLine)
    return _in_order(lines, names, lambda line: line.claim)


def count_claims_of_entity(connection: sqlite3.Connection, entity: str) -> int:
    """How many claims one entity is reported to have made."""
    return count(connection, "SELECT count(*) FROM cache_spoken WHERE entity = ?", (entity,))


def ask_claims_on_event(connection: sqlite3.Connection, event: str, most: int = 200
                        ) -> tuple[ClaimLine, ...]:
    """What is reported to have been said of one event."""
    return rows(connection, f"{_CLAIM} WHERE c.event = ? ORDER BY {_BY_ARTICLE}, c.start LIMIT ?",
                (event, most), ClaimLine)


def ask_figures(connection: sqlite3.Connection, text: str, page: Page
                ) -> tuple[int, tuple[FigureLine, ...]]:
    """List figures, those that answer one question together and before all others."""
    if text:
        # Figures stand among the words to search in the order of this list.
        total, names = find_words(connection, "figure", words_query(text) or NO_WORD, page)
    else:
        total = count(connection, "SELECT count(*) FROM figure")
        names = [name for (name,) in connection.execute(
            "SELECT id FROM figure ORDER BY (variant_group IS NULL), variant_group, rowid "
            "LIMIT ? OFFSET ?", (page.size, page.offset))]
    lines = rows(connection, f"{_FIGURE} WHERE f.figure IN ({marks(names)})", names, FigureLine)
    return total, _in_order(lines, names, lambda line: line.figure)


def _in_order(lines: tuple[Line, ...], names: Sequence[str], name: Callable[[Line], str]
              ) -> tuple[Line, ...]:
    place = {one: position for position, one in enumerate(names)}
    return tuple(sorted(lines, key=lambda line: place[name(line)]))


def ask_figures_of_event(connection: sqlite3.Connection, event: str, most: int = 200
                         ) -> tuple[FigureLine, ...]:
    """The figures given for one event, side by side."""
    return rows(connection, f"{_FIGURE} WHERE f.event = ? ORDER BY f.unit, f.counted, "
                f"{_BY_ARTICLE}, f.start LIMIT ?", (event, most), FigureLine)


def ask_claim(connection: sqlite3.Connection, claim: str) -> ClaimLine | None:
    """Look up one claim."""
    return one(connection, f"{_CLAIM} WHERE c.claim = ?", (claim,), ClaimLine)


def ask_figure(connection: sqlite3.Connection, figure: str) -> FigureLine | None:
    """Look up one figure."""
    return one(connection, f"{_FIGURE} WHERE f.figure = ?", (figure,), FigureLine)


def ask_why_figures(connection: sqlite3.Connection, group: str) -> Because | None:
    """Why these figures are held to answer one question."""
    reason = one(connection, "SELECT because FROM figure_group WHERE id = ?", (group,), _Reason)
    return reason.because if reason else None


class _Reason(Written, frozen=True, kw_only=True):
    because: Because | None
