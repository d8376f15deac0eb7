"""One thread: its steps in order, with the sentences behind each and why it belongs here."""

from datetime import date
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_events import Telling, ask_tellings
from sourceline.store.ask_overview import ask_latest_day
from sourceline.store.ask_threads import (
    DueLine,
    StepLine,
    ask_due_of_thread,
    ask_stages,
    ask_standings,
    ask_steps,
)
from sourceline.web.asked import Asked
from sourceline.web.track import STEPS_ON_PAGE, Outcome, Station, make_track, outcomes

# A step shows this many tellings; its event's page shows all.
_TELLINGS = 4


class ThreadPage(Written, frozen=True, kw_only=True):
    """One page of the steps of a thread.

    `places` is one more than the position of the last step, `latest` the last day the collection
    reaches.
    """

    thread: str
    label: str
    page: Page
    places: int
    step_count: int
    steps: tuple[StepLine, ...]
    track: tuple[Station, ...]
    outcomes: tuple[Outcome, ...]
    due: tuple[DueLine, ...]
    latest: date | None
    tellings: tuple[Telling, ...]

    def tellings_of(self, event: str) -> tuple[Telling, ...]:
        """Give what articles say of one step."""
        return tuple(telling for telling in self.tellings if telling.event == event)


def show(record: Connection, asked: Asked) -> ThreadPage | None:
    """Ask for one thread; None where there is none of that name."""
    thread, page = asked.part("thread"), asked.page(STEPS_ON_PAGE)
    head, steps = ask_steps(record, thread, page)
    if head is None:
        return None
    stages = {one.stage: one.count for one in ask_stages(record, (thread,))}
    events = sorted({step.event for step in steps})
    return ThreadPage(
        thread=thread, label=head.label, page=page, places=head.places,
        step_count=sum(stages.values()), steps=steps, track=make_track(steps, stages),
        outcomes=outcomes(ask_standings(record, (thread,))),
        due=ask_due_of_thread(record, thread), latest=ask_latest_day(record),
        tellings=ask_tellings(record, events, _TELLINGS) if events else ())
