"""Conflicts: the smallest sets of sentences whose dates cannot all be true.

In: an open connection. Out: frozen lines. Neither side is judged right; nothing was narrowed by
any of them (docs/rooms/calendar.md).
"""

import sqlite3
from datetime import date

from sourceline.record.base import Written
from sourceline.store.ask import Page, count, rows


class ConflictCite(Written, frozen=True, kw_only=True):
    """Words of one side of a conflict, and the article they stand in."""

    conflict: str
    reason: str
    article: str
    start: int
    end: int
    words: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str


class Run(Written, frozen=True, kw_only=True):
    """Words of a passage: those that say the time, or those around them."""

    words: str
    marked: bool


class Passage(Written, frozen=True, kw_only=True):
    """A cite that stands in no other one of its conflict, with those that stand in it marked."""

    cite: ConflictCite
    runs: tuple[Run, ...]


class Conflict(Written, frozen=True, kw_only=True):
    """One set of sentences that cannot all be true: why, and its words."""

    conflict: str
    reason: str
    cites: tuple[ConflictCite, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its words without repeating any: a time stands marked in the sentence that holds it."""
        outer = [cite for cite in self.cites
                 if not any(_inside(cite, other) for other in self.cites)]
        return tuple(Passage(cite=cite, runs=_runs(cite, [
            one for one in self.cites if _inside(one, cite)])) for cite in outer)


def _inside(one: ConflictCite, other: ConflictCite) -> bool:
    return (one.article == other.article and other.start <= one.start and one.end <= other.end
            and (one.start, one.end) != (other.start, other.end))


def _runs(cite: ConflictCite, inner: list[ConflictCite]) -> tuple[Run, ...]:
    """Cut a cite where others stand in it; of two that meet the first is marked."""
    runs, at = [], cite.start
    for one in inner:
        if one.start >= at:
            runs += [Run(words=cite.words[at - cite.start:one.start - cite.start], marked=False),
                     Run(words=one.words, marked=True)]
            at = one.end
    runs.append(Run(words=cite.words[at - cite.start:], marked=False))
    return tuple(run for run in runs if run.words)


_CITES = ('SELECT c.conflict, c.reason, c.article, c.start, c."end", c.words, a.title, a.outlet, '
          "a.published_from, a.published_to, a.published_precision "
          "FROM (SELECT DISTINCT conflict FROM conflicts ORDER BY conflict LIMIT ? OFFSET ?) p "
          "JOIN conflicts c ON c.conflict = p.conflict JOIN article a ON a.id = c.article "
          'ORDER BY c.conflict, a.published_from, c.article, c.start, c."end"')


def ask_conflicts(connection: sqlite3.Connection, page: Page) -> tuple[int, tuple[Conflict, ...]]:
    """List what cannot all be true, with the number of all such sets."""
    total = count(connection, "SELECT count(DISTINCT conflict) FROM conflicts")
    by_conflict: dict[str, list[ConflictCite]] = {}
    for line in rows(connection, _CITES, (page.size, page.offset), ConflictCite):
        by_conflict.setdefault(line.conflict, []).append(line)
    return total, tuple(Conflict(conflict=name, reason=cites[0].reason, cites=tuple(cites))
                        for name, cites in by_conflict.items())
