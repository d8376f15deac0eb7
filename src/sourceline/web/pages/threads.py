"""Threads: cases and matters that run through the collection, each as the beginning of a track."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_threads import ask_stages, ask_standings, ask_threads
from sourceline.web.asked import Asked
from sourceline.web.track import Outcome, Station, make_track, outcomes

# A case of hundreds of steps would bury the others: its own page has them all.
_STEPS, _STATIONS, _OUTCOMES = 60, 16, 6


class Case(Written, frozen=True, kw_only=True):
    """One thread: its first stations, how many steps stand behind them, and how people fared."""

    thread: str
    label: str
    step_count: int
    track: tuple[Station, ...]
    outcomes: tuple[Outcome, ...]
    outcome_count: int

    @property
    def further(self) -> int:
        """How many steps come after its last station."""
        return self.step_count - sum(len(station.steps) for station in self.track)


class ThreadsPage(Written, frozen=True, kw_only=True):
    """One page of threads."""

    page: Page
    total: int
    cases: tuple[Case, ...]


def show(record: Connection, asked: Asked) -> ThreadsPage:
    """Ask for threads and their first steps."""
    page = asked.page(10)
    total, steps = ask_threads(record, page, _STEPS)
    grouped = {thread: tuple(lines) for thread, lines in groupby(
        steps, key=lambda step: step.thread)}
    told = ask_stages(record, tuple(grouped))
    standings = ask_standings(record, tuple(grouped))
    cases = []
    for thread, lines in grouped.items():
        stages = {one.stage: one.count for one in told if one.thread == thread}
        fared = outcomes([one for one in standings if one.thread == thread])
        cases.append(Case(
            thread=thread, label=lines[0].thread_label, step_count=sum(stages.values()),
            track=make_track(lines, stages)[:_STATIONS], outcomes=fared[:_OUTCOMES],
            outcome_count=len(fared)))
    return ThreadsPage(page=page, total=total, cases=tuple(cases))
