"""Threads: the steps of a case in order; and follow-ups: what an article says is due.

In: an open connection. Out: frozen lines. Whether a thing happened is never answered here, only
whether this collection tells of it.
"""

import sqlite3
from collections.abc import Sequence
from datetime import date

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.record.thread import LIKELY
from sourceline.store.ask import Page, Tally, count, one, rows


class StepLine(Written, frozen=True, kw_only=True):
    """One step of a case: its stage and the event that makes it."""

    thread: str
    thread_label: str
    position: int
    stage: str
    event: str
    label: str
    status: str
    time_from: date | None
    time_to: date | None
    precision: str
    article_count: int
    origin_count: int
    because: Because | None

    @property
    def likely(self) -> bool:
        """Whether no rule ties it to the thread (`record/thread.py`)."""
        return self.because is not None and self.because.rule.endswith(LIKELY)


class DueLine(Written, frozen=True, kw_only=True):
    """Something an article says is due, and what this collection tells of it since."""

    follow_up: str
    article: str
    title: str
    outlet: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    start: int
    end: int
    words: str
    stage: str
    due_from: date | None
    due_to: date | None
    state: str
    answered_by: str | None
    answer: str
    manner: str = ""
    thread: str | None
    thread_label: str
    because: Because | None


class Standing(Written, frozen=True, kw_only=True):
    """A step of a case that is told of one of its people by name."""

    thread: str
    person: str
    name: str
    stage: str
    event: str
    label: str


class StageCount(Written, frozen=True, kw_only=True):
    """How many steps of a thread are of one stage."""

    thread: str
    stage: str
    count: int


class ThreadHead(Written, frozen=True, kw_only=True):
    """A thread's label, and how many places its steps take."""

    label: str
    places: int


# In this order whatever SQLite knows of the tables: from the few steps to what is told of each.
_STANDING = ("SELECT DISTINCT s.thread, n.id AS person, n.name, s.stage, s.event, e.label "
             "FROM thread_step s CROSS JOIN event e ON e.id = s.event "
             "CROSS JOIN event_mention x ON x.event = s.event "
             "AND x.status IN ('happened', 'alleged') "
             "CROSS JOIN role r ON r.event_mention = x.id AND r.role IN ('target', 'victim', "
             "'beneficiary') CROSS JOIN mention m ON m.id = r.mention "
             "CROSS JOIN entity n ON n.id = m.entity AND n.kind = 'person'")
_STEP = ("SELECT s.thread, t.label AS thread_label, s.position, s.stage, s.event, e.label, "
         "e.status, e.time_from, e.time_to, e.precision, coalesce(c.article_count, 0) AS "
         "article_count, coalesce(c.origin_count, 0) AS origin_count, s.because "
         "FROM thread_step s JOIN thread t ON t.id = s.thread JOIN event e ON e.id = s.event "
         "LEFT JOIN cache_event c ON c.event = e.id")
_DUE = ("SELECT f.id AS follow_up, f.article, a.title, a.outlet, a.published_from, "
        "a.published_to, a.published_precision, f.start, f.\"end\", f.words, f.stage, f.due_from, "
        "f.due_to, f.state, f.answered_by, coalesce(e.label, '') AS answer, "
        "CASE WHEN f.state = 'answered' AND substr(json_extract(f.because, '$.rule'), 1, 11) = "
        "'follow_ups.' THEN replace(substr(json_extract(f.because, '$.rule'), 12), '_', ' ') "
        "ELSE '' END AS manner, f.thread, "
        "coalesce(t.label, '') AS thread_label, f.because FROM follow_up f "
        "JOIN article a ON a.id = f.article LEFT JOIN event e ON e.id = f.answered_by "
        "LEFT JOIN thread t ON t.id = f.thread")


def ask_threads(connection: sqlite3.Connection, page: Page, first: int
                ) -> tuple[int, tuple[StepLine, ...]]:
    """List cases with their `first` steps, those with most steps first; a page counts cases."""
    wanted = ("SELECT thread, count(*) AS long FROM thread_step GROUP BY thread "
              "ORDER BY long DESC, thread LIMIT ?1 OFFSET ?2")
    steps = rows(connection, f"{_STEP} JOIN ({wanted}) w ON w.thread = s.thread "
                 "WHERE s.position < ?3 ORDER BY w.long DESC, s.thread, s.position",
                 (page.size, page.offset, first), StepLine)
    return count(connection, "SELECT count(DISTINCT thread) FROM thread_step"), steps


def ask_steps(connection: sqlite3.Connection, thread: str, page: Page
              ) -> tuple[ThreadHead | None, tuple[StepLine, ...]]:
    """Give a thread and the steps at some of its places; a decision may have emptied a place."""
    head = one(connection, "SELECT label, (SELECT coalesce(max(position) + 1, 0) FROM thread_step "
               "WHERE thread = ?1) AS places FROM thread WHERE id = ?1", (thread,), ThreadHead)
    return head, rows(connection, f"{_STEP} WHERE s.thread = ?1 AND s.position >= ?2 "
                      "AND s.position < ?3 ORDER BY s.position",
                      (thread, page.offset, page.offset + page.size), StepLine)


def ask_stages(connection: sqlite3.Connection, threads: Sequence[str]) -> tuple[StageCount, ...]:
    """Count the steps of some threads by stage."""
    marks = ", ".join("?" * len(threads))
    return rows(connection, "SELECT thread, stage, count(*) AS count FROM thread_step "
                f"WHERE thread IN ({marks}) GROUP BY thread, stage", tuple(threads), StageCount)


def ask_standings(connection: sqlite3.Connection, threads: Sequence[str]
                  ) -> tuple[Standing, ...]:
    """Give which steps of some cases are told of whom, by thread, name and place in the case."""
    marks = ", ".join("?" * len(threads))
    return rows(connection, f"{_STANDING} WHERE s.thread IN ({marks}) "
                "ORDER BY s.thread, n.name, n.id, s.position LIMIT 2000", tuple(threads), Standing)


def ask_steps_of_event(connection: sqlite3.Connection, event: str) -> tuple[StepLine, ...]:
    """In which cases an event is a step."""
    return rows(connection, f"{_STEP} WHERE s.event = ? ORDER BY s.thread, s.position LIMIT 50",
                (event,), StepLine)


def ask_due(connection: sqlite3.Connection, state: str, page: Page
            ) -> tuple[int, tuple[DueLine, ...]]:
    """List what was due, earliest first; "" asks for all, "due" for what is open or overdue."""
    where = "WHERE (?1 = '' OR f.state = ?1 OR (?1 = 'due' AND f.state <> 'answered'))"
    total = count(connection, f"SELECT count(*) FROM follow_up f {where}", (state,))
    return total, rows(connection, f"{_DUE} {where} ORDER BY coalesce(f.due_to, f.due_from) IS "
                       "NULL, coalesce(f.due_to, f.due_from), f.id LIMIT ?2 OFFSET ?3",
                       (state, page.size, page.offset), DueLine)


def ask_due_of_article(connection: sqlite3.Connection, article: str) -> tuple[DueLine, ...]:
    """What one article says is due."""
    return rows(connection, f"{_DUE} WHERE f.article = ? ORDER BY f.start LIMIT 200",
                (article,), DueLine)


def ask_due_of_thread(connection: sqlite3.Connection, thread: str) -> tuple[DueLine, ...]:
    """What articles say is due in one thread, earliest first."""
    return rows(connection, f"{_DUE} WHERE f.thread = ? ORDER BY coalesce(f.due_to, f.due_from) "
                "IS NULL, coalesce(f.due_to, f.due_from), f.id LIMIT 100", (thread,), DueLine)


def ask_follow_up(connection: sqlite3.Connection, follow_up: str) -> DueLine | None:
    """Look up one thing that was due."""
    return one(connection, f"{_DUE} WHERE f.id = ?", (follow_up,), DueLine)


def ask_due_states(connection: sqlite3.Connection) -> tuple[Tally, ...]:
    """Count what was due, by state."""
    return rows(connection, "SELECT state AS name, count(*) AS count FROM follow_up GROUP BY 1 "
                "ORDER BY 1", (), Tally)
