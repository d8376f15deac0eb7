"""Contradictions: rival figures and statuses, each side with its sentences and its voices.

In: an open connection. Out: frozen clashes. Nothing here says which side is right, nor that one
must be wrong: later articles know more, and words are counted in different ways. Dates that
cannot all be true have a question of their own (`ask_conflicts`).
"""

import sqlite3
from collections.abc import Sequence
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import Page, count, marks, rows

# Enough to see how a side is told; the event's own page and the list of figures show the rest.
PASSAGES_A_SIDE = 6
_MOST_PASSAGES = 400


class Passage(Written, frozen=True, kw_only=True):
    """Words of one side in their sentence; articles of one `origin` count as one voice."""

    about: str
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
    origin: str
    attributed_to: str
    status: str = ""
    low: float | None = None
    high: float | None = None
    bound: str = ""
    counted: str = ""


class Side(Written, frozen=True, kw_only=True):
    """One of the things said: its passages, and by how many articles, outlets and voices."""

    passages: tuple[Passage, ...]
    article_count: int
    outlets: tuple[str, ...]
    origin_count: int


class FigureClash(Written, frozen=True, kw_only=True):
    """Figures for one thing that cannot all be right."""

    variant_group: str
    counted: str
    sides: tuple[Side, ...]


class StatusClash(Written, frozen=True, kw_only=True):
    """One event that is told as having been and as not having been."""

    event: str
    label: str
    kind: str
    time_from: date | None
    time_to: date | None
    precision: str
    sides: tuple[Side, ...]


class _Head(Written, frozen=True, kw_only=True):
    event: str
    label: str
    kind: str
    time_from: date | None
    time_to: date | None
    precision: str


_ARTICLE = ("a.title, a.outlet, a.published_from, a.published_to, a.published_precision, "
            "coalesce((SELECT min(o.origin) FROM origin o WHERE o.article = a.id), a.id) AS origin")
_RIVALS = "FROM rival r JOIN figure f ON f.id = r.figure WHERE f.variant_group IS NOT NULL"


def ask_figure_clashes(connection: sqlite3.Connection, page: Page
                       ) -> tuple[int, tuple[FigureClash, ...]]:
    """List sets of figures that cannot all be right, those of most articles first."""
    # All their names at once: to count them and to take a page would be the same work twice.
    found = [name for (name,) in connection.execute(
        f"SELECT f.variant_group {_RIVALS} GROUP BY 1 ORDER BY count(DISTINCT f.article) DESC, 1")]
    names = found[page.offset:page.offset + page.size]
    passages = rows(connection, f"""
        SELECT f.variant_group AS about, f.article, {_ARTICLE}, f.start, f."end", f.words,
          coalesce(s.words, f.words) AS sentence, coalesce(s.start, f.start) AS sentence_start,
          f.attributed_to, f.low, f.high, f.bound, f.counted
        FROM figure f JOIN article a ON a.id = f.article LEFT JOIN sentence s
          ON s.article = f.article AND s.start <= f.start AND f."end" <= s."end"
        WHERE f.variant_group IN ({marks(names)})
          AND EXISTS (SELECT 1 FROM rival r WHERE r.figure = f.id)
        ORDER BY coalesce(a.published_from, '9999'), f.article, f.start LIMIT ?
        """, (*names, _MOST_PASSAGES), Passage)
    clashes = []
    for name in names:
        mine = [passage for passage in passages if passage.about == name]
        if mine:
            clashes.append(FigureClash(variant_group=name, counted=mine[0].counted, sides=_sides(
                mine, [(passage.low, passage.high) for passage in mine])))
    return len(found), tuple(clashes)


def ask_status_clashes(connection: sqlite3.Connection, page: Page
                       ) -> tuple[int, tuple[StatusClash, ...]]:
    """List events told as having been and as not having been, in the order of time."""
    total = count(connection, "SELECT count(*) FROM cache_clash")
    names = [name for (name,) in connection.execute(
        "SELECT event FROM cache_clash ORDER BY day, event LIMIT ? OFFSET ?",
        (page.size, page.offset))]
    heads = rows(connection, f"""
        SELECT e.id AS event, e.label, e.kind, e.time_from, e.time_to, e.precision FROM event e
        WHERE e.id IN ({marks(names)}) ORDER BY coalesce(e.time_from, e.time_to, '9999'), e.id
        """, names, _Head)
    passages = rows(connection, f"""
        SELECT m.event AS about, m.article, {_ARTICLE}, m.start, m."end", m.words, m.sentence,
          m.sentence_start, m.attributed_to, m.status
        FROM event_mention m JOIN article a ON a.id = m.article WHERE m.event IN ({marks(names)})
        ORDER BY coalesce(a.published_from, '9999'), m.article, m.start LIMIT ?
        """, (*names, _MOST_PASSAGES), Passage)
    clashes = []
    for head in heads:
        mine = [passage for passage in passages if passage.about == head.event]
        clashes.append(StatusClash(
            event=head.event, label=head.label, kind=head.kind, time_from=head.time_from,
            time_to=head.time_to, precision=head.precision,
            sides=_sides(mine, [passage.status for passage in mine])))
    return total, tuple(clashes)


def ask_voices(connection: sqlite3.Connection, articles: Sequence[str]) -> int:
    """Count the independent voices among these articles."""
    given = sorted(set(articles))
    return count(connection, "SELECT count(DISTINCT coalesce(o.origin, a.id)) FROM article a "
                 f"LEFT JOIN origin o ON o.article = a.id WHERE a.id IN ({marks(given)})", given)


def _sides(passages: Sequence[Passage], said: Sequence[object]) -> tuple[Side, ...]:
    """Put what says the same on one side, in the order of the first article."""
    groups: dict[object, list[Passage]] = {}
    for passage, one in zip(passages, said, strict=True):
        groups.setdefault(one, []).append(passage)
    return tuple(Side(
        passages=tuple(mine[:PASSAGES_A_SIDE]),
        article_count=len({passage.article for passage in mine}),
        outlets=tuple(dict.fromkeys(passage.outlet for passage in mine if passage.outlet)),
        origin_count=len({passage.origin for passage in mine})) for mine in groups.values())
