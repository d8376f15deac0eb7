"""Full-text search: sentences, titles, claims, labels of events, names.

In: an open connection, a query of `text/query.py`, what to narrow it by. Out: frozen lines, the
found words marked. Each scope is a range of places (`remember.py`) and days one within it; where
more fits than anybody reads, the first in time are shown and the count says "more than".
"""

import sqlite3
from collections.abc import Iterator
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import SCOPES, Page, Value, marks, rows
from sourceline.store.search_days import stretches_of

# Up to here hits are put in the order of how well they fit (bm25 reads every hit).
RANKED = 2000
FREQUENT = 20_000
# Snippets of this many words around what was found.
SNIPPET_WORDS = 40
# Forty words are some 300 characters; words without blanks can be as long as a file.
MOST_PIECE_CHARS = 2000
OPENS, CLOSES = "\x02", "\x03"
# Between the things that are searched as one line (`remember.py`).
BETWEEN = " | "
# Scopes whose words are several things in a row: title, byline and outlet; a name and its aliases.
_LISTED = ("article", "entity", "figure")


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
    """One line that was found, with the place it leads to.

    Of an event `head` is its label and `time_from`, `time_to` its days; `pieces` are then the
    sentences that tell it.
    """

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
    time_from: date | None = None
    time_to: date | None = None
    precision: str = ""
    head: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...]

    @property
    def said(self) -> tuple[Piece, ...]:
        """All its words in a row."""
        between = (Piece(words=": ", found=False),) if self.head and self.pieces else ()
        return (*self.head, *between, *self.pieces)


class _Row(Written, frozen=True, kw_only=True):
    position: int
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
    label: str
    time_from: date | None
    time_to: date | None
    precision: str
    snippet: str


_COLUMNS = """c.scope, c.thing, c.article, coalesce(a.title, '') AS title,
  coalesce(a.outlet, '') AS outlet, a.published_from, a.published_to,
  coalesce(a.published_precision, 'unknown') AS published_precision,
  coalesce(s.start, m.content_start, f.start) AS start,
  coalesce(s."end", m.content_end, f."end") AS "end",
  coalesce(n.name, m.speaker_words, '') AS name, coalesce(e.kind, n.kind, m.form, '') AS kind,
  coalesce(e.label, '') AS label, e.time_from, e.time_to, coalesce(e.precision, '') AS precision"""
_FROM = """FROM search_text t JOIN cache_search c ON c.place = t.rowid
  LEFT JOIN article a ON a.id = c.article
  LEFT JOIN sentence s ON c.scope = 'sentence' AND s.article = c.article
    AND s.sentence = c.sentence
  LEFT JOIN claim m ON c.scope = 'claim' AND m.id = c.thing
  LEFT JOIN figure f ON c.scope = 'figure' AND f.id = c.thing
  LEFT JOIN event e ON c.scope = 'event' AND e.id = c.thing
  LEFT JOIN entity n ON c.scope = 'entity' AND n.id = c.thing"""
# A claim a decision took out stays among the words until the next build; other lines do not.
_THERE = {"claim": " AND EXISTS (SELECT 1 FROM claim m WHERE m.id = c.thing)"}


def ask_search(connection: sqlite3.Connection, sought: Sought, page: Page
               ) -> tuple[int, tuple[Hit, ...]]:
    """Find lines: how many fit (at most `RANKED` + 1 are counted), and those on this page."""
    parts, places = list[tuple[str, tuple[Value, ...]]](), list[int]()
    for sql, given in (part for scope in ([sought.scope] if sought.scope else SCOPES)
                       for part in _parts(connection, sought, scope)):
        if len(places) > RANKED:
            break
        parts.append((sql, given))
        places += [place for (place,) in connection.execute(
            f"SELECT t.rowid {sql} LIMIT ?", (*given, RANKED + 1 - len(places)))]
    if len(places) <= RANKED and not _is_frequent(connection, sought.query):
        ranked = [row for sql, given in parts for row in connection.execute(
            f"SELECT t.rank, t.rowid {sql}", given)]
        places = [place for _, place in sorted(ranked)]
    shown = places[page.offset:page.offset + page.size]
    snippet = (f"snippet(search_text, -1, '{OPENS}', '{CLOSES}', ' … ', {SNIPPET_WORDS}) "
               "AS snippet")
    found = rows(connection, f"SELECT t.rowid AS position, {_COLUMNS}, {snippet} {_FROM} WHERE "
                 f"search_text MATCH ? AND t.rowid IN ({marks(shown)})",
                 (sought.query, *shown), _Row)
    order = {place: position for position, place in enumerate(shown)}
    return len(places), tuple(_hit(row) for row in sorted(
        found, key=lambda row: order[row.position]))


def _is_frequent(connection: sqlite3.Connection, query: str) -> bool:
    """Tell whether so many lines have these words that none fits better than the next.

    bm25 looks at every one of them, too, however narrow the search is.
    """
    return len(connection.execute("SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?",
                                  (query, FREQUENT + 1)).fetchall()) > FREQUENT


def _parts(connection: sqlite3.Connection, sought: Sought, scope: str
           ) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Write where to look in one scope; nowhere where none of its lines can fit."""
    days = sought.since or sought.until
    if (sought.outlet and scope in ("event", "entity")) or (sought.kind and scope != "event") \
            or (days and scope == "entity"):
        return
    test, given = _tests(sought, scope)
    for stretch in stretches_of(connection, scope, sought.since, sought.until):
        more = stretch.test + test
        joined = " CROSS JOIN cache_search c ON c.place = t.rowid" if "c." in more else ""
        yield (f"FROM search_text t{joined} WHERE search_text MATCH ? AND t.rowid BETWEEN ? AND ?"
               f"{more}", (sought.query, stretch.first, stretch.last, *stretch.given, *given))


def _tests(sought: Sought, scope: str) -> tuple[str, list[Value]]:
    """Turn what narrows a search into SQL; every value travels as a parameter."""
    if scope == "event":
        narrow, values = _event_tests(sought)
        where = "".join(f" AND {test}" for test in narrow)
        return (" AND EXISTS (SELECT 1 FROM cache_event e WHERE e.number = t.rowid - "
                f"{SCOPES['event']}{where})" if narrow else "", values)
    tests: list[tuple[bool, str, list[Value]]] = [
        (bool(sought.outlet), " AND c.article IN (SELECT id FROM article WHERE outlet = ?)",
         [sought.outlet]),
        (sought.since is not None or sought.until is not None,
         " AND EXISTS (SELECT 1 FROM article a WHERE a.id = c.article AND coalesce("
         "a.published_from, a.published_to) IS NOT NULL AND coalesce(a.published_to, '9999') > ? "
         "AND coalesce(a.published_from, '0000') <= ?)",
         [str(sought.since or "0000"), str(sought.until or "9999")])]
    chosen = [(test, given) for used, test, given in tests if used]
    return (_THERE.get(scope, "") + "".join(test for test, _ in chosen),
            [value for _, given in chosen for value in given])


def _event_tests(sought: Sought) -> tuple[list[str], list[Value]]:
    tests, given = list[str](), list[Value]()
    if sought.kind:
        tests.append("(e.kind = ? OR e.kind LIKE ? || '.%')")
        given += [sought.kind] * 2
    if sought.since or sought.until:
        tests.append("coalesce(e.time_from, e.time_to) IS NOT NULL AND coalesce(e.time_to, "
                     "'9999') > ? AND coalesce(e.time_from, '0000') <= ?")
        given += [str(sought.since or "0000"), str(sought.until or "9999")]
    return tests, given


def _hit(row: _Row) -> Hit:
    head, told = _parted(row.label, row.snippet) if row.scope == "event" else ("", row.snippet)
    if row.scope in _LISTED:
        told = " · ".join(part for part in told.split(BETWEEN) if part.strip())
    return Hit(
        scope=row.scope, thing=row.thing, article=row.article, title=row.title,
        outlet=row.outlet, published_from=row.published_from, published_to=row.published_to,
        published_precision=row.published_precision, start=row.start, end=row.end, name=row.name,
        kind=row.kind, time_from=row.time_from, time_to=row.time_to, precision=row.precision,
        head=pieces_of(head), pieces=pieces_of(told))


def _parted(label: str, snippet: str) -> tuple[str, str]:
    """Part what was found of an event into its label and its sentences.

    >>> _parted("Strike in Velmar", "\\x02Strike\\x03 in Velmar | It began. | It ended.")
    ('\\x02Strike\\x03 in Velmar', 'It began. … It ended.')
    """
    first, _, rest = snippet.partition(BETWEEN)
    begins = first.replace(OPENS, "").replace(CLOSES, "") == label
    head, told = (first, rest) if begins else (label, snippet)
    return head, told.replace(BETWEEN, " … ")


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
