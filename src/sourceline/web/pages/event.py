"""One event: all its tellings side by side, who took part, figures, and why they are one."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask_claims import (
    ClaimLine,
    FigureLine,
    ask_claims_on_event,
    ask_figures_of_event,
)
from sourceline.store.ask_events import (
    MAX_TELLINGS,
    EventLine,
    RoleLine,
    Telling,
    ask_event,
    ask_roles,
    ask_tellings,
    ask_why_event,
)
from sourceline.store.ask_review import DecisionLine, ask_decided
from sourceline.store.ask_sources import EventVoiceLine, ask_voices_of_event
from sourceline.store.ask_threads import StepLine, ask_steps_of_event
from sourceline.web.asked import Asked


class EventPage(Written, frozen=True, kw_only=True):
    """Everything the record holds on one event."""

    event: EventLine
    because: Because | None
    tellings: tuple[Telling, ...]
    roles: tuple[RoleLine, ...]
    figures: tuple[FigureLine, ...]
    claims: tuple[ClaimLine, ...]
    steps: tuple[StepLine, ...]
    decided: tuple[DecisionLine, ...] = ()
    told_by: tuple[EventVoiceLine, ...] = ()

    def voices(self) -> tuple[tuple[EventVoiceLine, ...], ...]:
        """The articles that tell it, those of one voice together."""
        groups: dict[str, list[EventVoiceLine]] = {}
        for line in self.told_by:
            groups.setdefault(line.origin, []).append(line)
        return tuple(tuple(lines) for lines in groups.values())

    def outlets(self) -> int:
        """How many outlets tell it, as far as they are named."""
        return len({line.outlet for line in self.told_by if line.outlet})

    def interested(self) -> int:
        """How many of the voices speak for a side only."""
        return sum(all(line.told for line in lines) for lines in self.voices())

    def parts(self) -> tuple[tuple[str, tuple[RoleLine, ...]], ...]:
        """Who took part, the words of one role for one entity together."""
        groups: dict[str, list[RoleLine]] = {}
        for role in self.roles:
            groups.setdefault(role.role, []).append(role)
        return tuple((role, tuple(lines)) for role, lines in groups.items())

    def roles_in(self, event_mention: str) -> tuple[RoleLine, ...]:
        """Who took part, as one telling has it."""
        return tuple(role for role in self.roles if role.event_mention == event_mention)

    def statuses(self) -> tuple[str, ...]:
        """The different statuses the tellings give the event, in the order of first telling."""
        return tuple(dict.fromkeys(telling.status for telling in self.tellings))


def show(record: Connection, asked: Asked) -> EventPage | None:
    """Ask for one event; None where there is no such event."""
    event = ask_event(record, asked.part("event"))
    if event is None:
        return None
    name = event.event
    tellings = ask_tellings(record, [name], MAX_TELLINGS)
    return EventPage(
        event=event, because=ask_why_event(record, name), tellings=tellings,
        decided=ask_decided(record, [name, *(t.event_mention for t in tellings)]),
        roles=ask_roles(record, name),
        figures=ask_figures_of_event(record, name), claims=ask_claims_on_event(record, name),
        steps=ask_steps_of_event(record, name),
        told_by=ask_voices_of_event(record, name))
