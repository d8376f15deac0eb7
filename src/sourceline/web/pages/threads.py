"""Threads: cases and matters that run through the collection, each as a track and step by step."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.rooms.threads.lexicon import stages
from sourceline.store.ask import Page
from sourceline.store.ask_events import Telling, ask_tellings
from sourceline.store.ask_threads import StepLine, ask_threads
from sourceline.web.asked import Asked

# A step shows this many tellings; its event's page shows all.
_TELLINGS = 4


class Station(Written, frozen=True, kw_only=True):
    """Steps of one stage in a row on the track, or a stage of the usual way that no article tells.

    `first` is the position of its first step, None for a gap.
    """

    stage: str
    steps: tuple[StepLine, ...]
    first: int | None = None


class Case(Written, frozen=True, kw_only=True):
    """One thread: its steps in order, and the same as stations with the gaps between them."""

    thread: str
    label: str
    steps: tuple[StepLine, ...]
    track: tuple[Station, ...]


class ThreadsPage(Written, frozen=True, kw_only=True):
    """One page of threads, and what articles say of their steps."""

    page: Page
    total: int
    cases: tuple[Case, ...]
    tellings: tuple[Telling, ...]

    def tellings_of(self, event: str) -> tuple[Telling, ...]:
        """Give what articles say of one step."""
        return tuple(telling for telling in self.tellings if telling.event == event)


def show(record: Connection, asked: Asked) -> ThreadsPage:
    """Ask for threads, their steps and the sentences behind these."""
    page = asked.page(10)
    total, steps = ask_threads(record, page)
    events = sorted({step.event for step in steps})
    tellings = ask_tellings(record, events, _TELLINGS) if events else ()
    cases = ((thread, tuple(lines)) for thread, lines in groupby(steps, key=lambda s: s.thread))
    return ThreadsPage(page=page, total=total, tellings=tellings, cases=tuple(
        Case(thread=thread, label=lines[0].thread_label, steps=lines, track=make_track(lines))
        for thread, lines in cases))


def make_track(steps: tuple[StepLine, ...]) -> tuple[Station, ...]:
    """Lay the steps of a thread out as stations, with a gap for each usual stage left out."""
    track: list[Station] = []
    for stage, lines in groupby(steps, key=lambda step: step.stage):
        here = tuple(lines)
        if track and track[-1].steps:
            track += [Station(stage=gap, steps=()) for gap in _between(track, stage, steps)]
        track.append(Station(stage=stage, steps=here, first=here[0].position))
    return tuple(track)


def _between(track: list[Station], stage: str, steps: tuple[StepLine, ...]) -> list[str]:
    """Give the stages a thread of this kind usually passes between two stages, if none is told."""
    kind = next((one for one in stages().kind if steps[0].because is not None
                 and steps[0].because.rule == f"threads.{one.name}"), None)
    if kind is None:
        return []
    told = {step.stage for step in steps} | {station.stage for station in track}
    before, after = kind.order.get(track[-1].stage, 0), kind.order.get(stage, 0)
    return [gap for gap in kind.main if before < kind.order[gap] < after and gap not in told]
