"""The chain of reasons behind anything in the record, down to cites and decisions.

In: an open record and an id. Out: a tree of `Reason`. It judges nothing.
"""

import sqlite3
from dataclasses import dataclass

import msgspec

from sourceline.errors import BadInput
from sourceline.record.cite import Because, Cite

# How deep a chain may go: an event rests on tellings, a telling on times and mentions, a
# mention on a link.
_MAX_DEPTH = 6
# An entity with thousands of mentions shows this many of each kind; the count is said.
_MAX_SHOWN = 12


@dataclass(frozen=True)
class Reason:
    """Something that stands in the record, why, on which words, and what it rests on."""

    id: str
    what: str
    because: Because | None
    cite: Cite | None
    rests_on: tuple["Reason", ...]
    left_out: int = 0


@dataclass(frozen=True)
class _Kind:
    """How one table is explained: its sentence, whether it cites, and which rows it rests on."""

    table: str
    what: str
    cites: bool
    rests_on: tuple[str, ...] = ()


_KINDS = (
    _Kind("event", "event: kind || ', ' || status || ', ' || label", False, (
        "SELECT id FROM event_mention WHERE event = ? ORDER BY article, start",
        "SELECT id FROM figure WHERE event = ? ORDER BY article, start",
        "SELECT id FROM claim WHERE event = ? ORDER BY article, start")),
    _Kind("event_mention", "telling: kind || ', ' || status", True, (
        "SELECT time FROM event_mention WHERE id = ? AND time IS NOT NULL",
        "SELECT mention FROM role WHERE event_mention = ? AND mention IS NOT NULL ORDER BY start")),
    _Kind("time_expression", "time: coalesce(from_date, '…') || ' to ' || coalesce(to_date, '…')",
          True, ("SELECT article FROM time_expression WHERE id = ? AND basis = 'relative'",)),
    _Kind("article", "article: coalesce(nullif(title, ''), id) || ', published ' || "
          "coalesce(published_from, '…') || ' to ' || coalesce(published_to, '…')", False),
    _Kind("mention", "mention: form || ', ' || kind", True, (
        "SELECT entity FROM mention WHERE id = ? AND entity IS NOT NULL",)),
    _Kind("entity", "entity: name || ', ' || kind", False, (
        "SELECT d.id FROM description d JOIN mention m ON m.id = d.mention WHERE m.entity = ? "
        "ORDER BY d.article, d.start",)),
    _Kind("description", "description: words", True),
    _Kind("claim", "claim: form", True, (
        "SELECT speaker_mention FROM claim WHERE id = ? AND speaker_mention IS NOT NULL",)),
    _Kind("figure", "figure: bound || ' ' || coalesce(low, '…') || ' to ' || coalesce(high, '…') "
          "|| ' ' || counted", True, (
        "SELECT variant_group FROM figure WHERE id = ? AND variant_group IS NOT NULL",)),
    _Kind("figure_group", "figures side by side: id", False),
    _Kind("copy", "copy: form || ', similarity ' || similarity", False),
    _Kind("thread", "thread: label", False, (
        "SELECT event FROM thread_step WHERE thread = ? ORDER BY position",)),
    _Kind("follow_up", "follow-up: stage || ', ' || state", True, (
        "SELECT answered_by FROM follow_up WHERE id = ? AND answered_by IS NOT NULL",)),
    _Kind("decision", "decision: verdict || ' by ' || person", True),
)


def explain(connection: sqlite3.Connection, name: str) -> Reason:
    """Give the chain of reasons for a thing.

    >>> explain(connection, "e0f3…")   # doctest: +SKIP

    Takes: an id, or the beginning of one that fits a single thing.
    Refuses: an id that fits nothing or several things (`BadInput`).
    """
    kind, full = _find(connection, name)
    return _explain(connection, kind, full, 0, {full})


def _find(connection: sqlite3.Connection, name: str) -> tuple[_Kind, str]:
    found: list[tuple[_Kind, str]] = []
    for kind in _KINDS:
        rows = connection.execute(f"SELECT id FROM {kind.table} WHERE substr(id, 1, ?) = ? LIMIT 3",
                                  (len(name), name)) if name else ()
        found += [(kind, row[0]) for row in rows]
    exact = [(kind, full) for kind, full in found if full == name]
    if len(exact or found) != 1:
        what = "nothing" if not found else "several things"
        raise BadInput(f"the id {name!r} fits {what} in this record", where="why",
                       remedy="copy an id from `sourceline show` or from a page")
    return (exact or found)[0]


def _explain(connection: sqlite3.Connection, kind: _Kind, name: str, depth: int,
             seen: set[str]) -> Reason:
    prefix, _, expression = kind.what.partition(": ")
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({kind.table})")}
    reason = "published_because" if kind.table == "article" else "because"
    column = reason if reason in columns else "'null'"
    said, because = connection.execute(
        f"SELECT {expression}, {column} FROM {kind.table} WHERE id = ?", (name,)).fetchone()
    below, left_out = _below(connection, kind, name, depth, seen)
    return Reason(name, f"{prefix}: {said}", msgspec.json.decode(because, type=Because | None),
                  _cite(connection, kind, name), below, left_out)


def _cite(connection: sqlite3.Connection, kind: _Kind, name: str) -> Cite | None:
    if not kind.cites:
        return None
    article, start, end, words = connection.execute(
        f'SELECT article, start, "end", words FROM {kind.table} WHERE id = ?', (name,)).fetchone()
    return Cite(article=article, start=start, end=end, words=words)


def _below(connection: sqlite3.Connection, kind: _Kind, name: str, depth: int, seen: set[str]
           ) -> tuple[tuple[Reason, ...], int]:
    if depth >= _MAX_DEPTH:
        return (), 0
    names = [row[0] for query in kind.rests_on for row in connection.execute(query, (name,))]
    names += _decisions_on(connection, kind, name)
    fresh = [n for n in dict.fromkeys(names) if n not in seen]
    seen.update(fresh)
    shown = [_explain(connection, *_find(connection, n), depth + 1, seen)
             for n in fresh[:_MAX_SHOWN]]
    return tuple(shown), len(fresh) - len(shown)


def _decisions_on(connection: sqlite3.Connection, kind: _Kind, name: str) -> list[str]:
    """Name the decisions people made about these very words."""
    if not kind.cites or kind.table == "decision":
        return []
    return [row[0] for row in connection.execute(
        f'SELECT d.id FROM decision d JOIN {kind.table} t ON d.article = t.article '
        'AND d.start = t.start AND d."end" = t."end" WHERE t.id = ? ORDER BY d.decided_at, d.id',
        (name,))]
