"""A thread as a track: its steps as stations in order, and how far each of its people got.

In: steps and standings as the record has them. Out: frozen stations and outcomes. A stage of the
usual way that no article tells is a gap; nothing says that it did not happen.
"""

from collections.abc import Collection, Sequence
from itertools import groupby

from sourceline.record.base import Written
from sourceline.record.thread import LIKELY, RULE
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.order import furthest
from sourceline.store.ask_threads import Standing, StepLine
from sourceline.web.links import thing_link

# So many steps stand on one page of a thread.
STEPS_ON_PAGE = 50


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

    @property
    def address(self) -> str:
        """Where its first step stands; "" for a gap."""
        return step_link(self.steps[0].thread, self.steps[0].position) if self.steps else ""


class Outcome(Written, frozen=True, kw_only=True):
    """How far one person of a case got, by the steps told of them by name; `stage` is "" where
    no outcome is told.
    """

    person: str
    name: str
    stage: str
    event: str
    label: str


def step_link(thread: str, position: int) -> str:
    """Link to one step of a thread.

    >>> step_link("t1", 3), step_link("t1", 120)
    ('/thread/t1#s-3', '/thread/t1?page=3#s-120')
    """
    page = position // STEPS_ON_PAGE + 1
    return f"{thing_link('thread', thread)}{f'?page={page}' if page > 1 else ''}#s-{position}"


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


def make_track(steps: Sequence[StepLine], told: Collection[str]) -> tuple[Station, ...]:
    """Lay steps of a thread out as stations, with a gap for each usual stage left out.

    Takes: `told`, the stages of all steps of the thread, also of those not laid out.
    """
    track: list[Station] = []
    for stage, lines in groupby(steps, key=lambda step: step.stage):
        here = tuple(lines)
        if track and track[-1].steps:
            gaps = _between(track, stage, steps[0], told)
            track += [Station(stage=gap, steps=()) for gap in gaps]
        track.append(Station(stage=stage, steps=here, first=here[0].position))
    return tuple(track)


def _between(track: list[Station], stage: str, step: StepLine, told: Collection[str]
             ) -> list[str]:
    """Give the stages a thread of this kind usually passes between two stages, if none is told."""
    kind = next((one for one in stages().kind if step.because is not None
                 and step.because.rule.removesuffix(LIKELY) == f"{RULE}{one.name}"), None)
    if kind is None:
        return []
    known = set(told) | {station.stage for station in track}
    before, after = kind.order.get(track[-1].stage, 0), kind.order.get(stage, 0)
    return [gap for gap in kind.main if before < kind.order[gap] < after and gap not in known]
