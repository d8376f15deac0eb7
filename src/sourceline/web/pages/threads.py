"""Threads: cases that run through the collection, step by step."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_threads import StepLine, ask_threads
from sourceline.web.asked import Asked


class Case(Written, frozen=True, kw_only=True):
    """One case and its steps in order."""

    thread: str
    label: str
    steps: tuple[StepLine, ...]


class ThreadsPage(Written, frozen=True, kw_only=True):
    """One page of cases."""

    page: Page
    total: int
    cases: tuple[Case, ...]


def show(record: Connection, asked: Asked) -> ThreadsPage:
    """Ask for cases and their steps."""
    page = asked.page(20)
    total, steps = ask_threads(record, page)
    cases = ((thread, tuple(lines)) for thread, lines in groupby(steps, key=lambda s: s.thread))
    return ThreadsPage(page=page, total=total, cases=tuple(
        Case(thread=thread, label=lines[0].thread_label, steps=lines) for thread, lines in cases))
