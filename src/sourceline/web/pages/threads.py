"""Threads: cases and matters that run through the collection, each as a track and step by step."""

from collections.abc import Sequence
from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.record.thread import LIKELY, RULE
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.order import furthest
from sourceline.store.ask import Page
from sourceline.store.ask_events import Telling, ask_tellings
from sourceline.store.ask_threads import Standing, StepLine, ask_standings, ask_threads
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

    @property
    def likely(self) -> bool:
        """Whether no rule ties any of its steps to the case."""
        return bool(self.steps) and all(step.likely for step in self.steps)


class Outcome(Written, frozen=True, kw_only=True):
    """How far one person of a case got, by the steps told of them by name; `stage` is "" where
    no outcome is told.
    """

    person: str
    name: str
    stage: str
    event: str
    label: str


class Case(Written, frozen=True, kw_only=True):
    """One thread: its steps in order, and the same as stations with the gaps between them."""

    thread: str
    label: str
    steps: tuple[StepLine, ...]
    track: tuple[Station, ...]
    outcomes: tuple[Outcome, ...] = ()


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
    grouped = groupby(steps, key=lambda step: step.thread)
    cases = tuple((thread, tuple(lines)) for thread, lines in grouped)
    standings = ask_standings(record, [thread for thread, _ in cases]) if cases else ()
    return ThreadsPage(page=page, total=total, tellings=tellings, cases=tuple(
        Case(thread=thread, label=lines[0].thread_label, steps=lines, track=make_track(lines),
             outcomes=outcomes([one for one in standings if one.thread == thread]))
        for thread, lines in cases))


def outcomes(standings: Sequence[Standing]) -> tuple[Outcome, ...]:
    """Say how far each person got whom a step of a court concerns.

    >>> outcomes(())
    ()
    """
    found = []
    for (name, person), rows in groupby(standings, key=lambda one: (one.name, one.person)):
        told = tuple(rows)
        if not {one.stage for one in told} & set(stages().joins.court):
            continue
        stage = furthest({one.stage for one in told})
        last = next((one for one in reversed(told) if one.stage == stage), None)
        found.append(Outcome(person=person, name=name, stage=stage,
                             event=last.event if last else "", label=last.label if last else ""))
    return tuple(found)


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
                 and steps[0].because.rule.removesuffix(LIKELY) == f"{RULE}{one.name}"), None)
    if kind is None:
        return []
    told = {step.stage for step in steps} | {station.stage for station in track}
    before, after = kind.order.get(track[-1].stage, 0), kind.order.get(stage, 0)
    return [gap for gap in kind.main if before < kind.order[gap] < after and gap not in told]
