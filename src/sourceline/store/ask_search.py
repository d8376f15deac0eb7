"""Full-text search: sentences, titles, claims, labels of events, names.

In: an open connection, a query of `text/query.py`, what to narrow it by. Out: frozen lines, the
found words marked. A search of one scope reads a range of places (`remember.py`); where more fits
than anybody reads, the first in time are shown and the count says "more than".
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import SCOPES, Page, Value, count, rows

# Up to here hits are put in the order of how well they fit (bm25 reads every hit).
RANKED = 2000
# Snippets of this many words around what was found.
SNIPPET_WORDS = 40
# Forty words are some 300 characters; words without blanks can be as long as a file.
MOST_PIECE_CHARS = 2000
OPENS, CLOSES = "\x02", "\x03"


class Sought(Written, frozen=True, kw_only=True):
    """What is searched: `query` in the language of FTS5, the rest narrows it; "" asks for all."""

    query: str
    scope: str = ""
    outlet: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


class Piece(Written, frozen=True, kw_only=True):
    """A run of a snippet: found words, or those between them."""

    words: str
    found: bool


class Hit(Written, frozen=True, kw_only=True):
    """One line that was found, with the place it leads to."""

    scope: str
    thing: str
    article: str | None
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int | None
    end: int | None
    name: str
    kind: str
    pieces: tuple[Piece, ...]


class _Row(Written, frozen=True, kw_only=True):
    scope: str
    thing: str
    article: str | None
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int | None
    end: int | None
    name: str
    kind: str
    snippet: str


_COLUMNS = """c.scope, c.thing, c.article, coalesce(a.title, '') AS title,
  coalesce(a.outlet, '') AS outlet, a.published_from, a.published_to,
  coalesce(a.published_precision, 'unknown') AS published_precision,
  coalesce(s.start, m.content_start, f.start) AS start,
  coalesce(s."end", m.content_end, f."end") AS "end",
  coalesce(n.name, m.speaker_words, '') AS name, coalesce(e.kind, n.kind, m.form, '') AS kind"""
_FROM = """FROM search_text t JOIN cache_search c ON c.place = t.rowid
  LEFT JOIN article a ON a.id = c.article
  LEFT JOIN sentence s ON c.scope = 'sentence' AND s.article = c.article
    AND s.sentence = c.sentence
  LEFT JOIN claim m ON c.scope = 'claim' AND m.id = c.thing
  LEFT JOIN figure f ON c.scope = 'figure' AND f.id = c.thing
  LEFT JOIN event e ON c.scope = 'event' AND e.id = c.thing
  LEFT JOIN entity n ON c.scope = 'entity' AND n.id = c.thing"""
# A line a decision took out of the record is not found.
_THERE = """(c.scope IN ('sentence', 'article') OR m.id IS NOT NULL OR f.id IS NOT NULL
  OR e.id IS NOT NULL OR n.id IS NOT NULL)"""


def ask_search(connection: sqlite3.Connection, sought: Sought, page: Page
               ) -> tuple[int, tuple[Hit, ...]]:
    """Find lines: how many fit (at most `RANKED` + 1 are counted), and those on this page."""
    where, given = _where(sought)
    total = count(connection, f"SELECT count(*) FROM (SELECT 1 {_FROM} WHERE {where} "
                  f"LIMIT {RANKED + 1})", given)
    order = "t.rank, t.rowid" if total <= RANKED else "t.rowid"
    snippet = (f"snippet(search_text, -1, '{OPENS}', '{CLOSES}', ' … ', {SNIPPET_WORDS}) "
               "AS snippet")
    found = rows(connection, f"SELECT {_COLUMNS}, {snippet} {_FROM} WHERE {where} "
                 f"ORDER BY {order} LIMIT ? OFFSET ?", (*given, page.size, page.offset), _Row)
    return total, tuple(_hit(row) for row in found)


def _where(sought: Sought) -> tuple[str, list[Value]]:
    """Turn what is sought into SQL; every value travels as a parameter."""
    base = SCOPES.get(sought.scope, 0)
    after = base + (1 << 40) if base else 1 << 62
    days = "coalesce(a.published_from, a.published_to, e.time_from, e.time_to)"
    tests: list[tuple[bool, str, list[Value]]] = [
        (True, "search_text MATCH ?", [sought.query]),
        (bool(base), "t.rowid BETWEEN ? AND ?", [base, after]),
        (True, _THERE, []),
        (bool(sought.outlet), "a.outlet = ?", [sought.outlet]),
        (bool(sought.kind), "(e.kind = ? OR e.kind LIKE ? || '.%')", [sought.kind] * 2),
        (sought.since is not None, "coalesce(a.published_to, e.time_to, '9999') > ? "
         f"AND {days} IS NOT NULL", [str(sought.since)]),
        (sought.until is not None, "coalesce(a.published_from, e.time_from, '0000') <= ? "
         f"AND {days} IS NOT NULL", [str(sought.until)]),
    ]
    chosen = [(test, given) for used, test, given in tests if used]
    return " AND ".join(test for test, _ in chosen), [v for _, given in chosen for v in given]


def _hit(row: _Row) -> Hit:
    return Hit(
        scope=row.scope, thing=row.thing, article=row.article, title=row.title,
        outlet=row.outlet, published_from=row.published_from, published_to=row.published_to,
        published_precision=row.published_precision, start=row.start, end=row.end, name=row.name,
        kind=row.kind, pieces=pieces_of(row.snippet))


def _short(words: str) -> str:
    """Cut the middle out of words no sentence has, such as a line of a broken file."""
    half = MOST_PIECE_CHARS // 2
    return words if len(words) <= MOST_PIECE_CHARS else f"{words[:half]} … {words[-half:]}"


def pieces_of(snippet: str) -> tuple[Piece, ...]:
    """Cut a snippet at the signs around what was found.

    >>> [(piece.words, piece.found) for piece in pieces_of("the \\x02port\\x03 of")]
    [('the ', False), ('port', True), (' of', False)]
    """
    pieces: list[Piece] = []
    for number, part in enumerate(snippet.split(OPENS)):
        found, closed, rest = part.partition(CLOSES)
        if number and closed:
            pieces += [Piece(words=_short(found), found=True),
                       Piece(words=_short(rest), found=False)]
        else:
            pieces.append(Piece(words=_short(part), found=False))
    return tuple(piece for piece in pieces if piece.words)
