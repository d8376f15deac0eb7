"""One event: all its tellings side by side, who took part, figures, and why they are one."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_claims import (
    ClaimLine,
    FigureLine,
    ask_claims_on_event,
    ask_figures_of_event,
)
from sourceline.store.ask_events import (
    EventLine,
    RoleLine,
    Telling,
    ask_event,
    ask_roles,
    ask_tellings,
    ask_told,
    ask_why_event,
)
from sourceline.store.ask_review import DecisionLine, ask_decided
from sourceline.store.ask_sources import (
    EventVoiceLine,
    FigureVoiceLine,
    ask_voices_of_event,
    ask_voices_of_figures,
    sides_of,
    voices_of,
)
from sourceline.store.ask_threads import StepLine, ask_steps_of_event
from sourceline.web.asked import Asked

# Events of a whole region and year have thousands; the first pages are those one reads.
TELLINGS_A_PAGE = 50


class EventPage(Written, frozen=True, kw_only=True):
    """Everything the record holds on one event."""

    event: EventLine
    because: Because | None
    tellings: tuple[Telling, ...]
    roles: tuple[RoleLine, ...]
    figures: tuple[FigureLine, ...]
    given_by: dict[str, tuple[FigureVoiceLine, ...]]
    claims: tuple[ClaimLine, ...]
    steps: tuple[StepLine, ...]
    decided: tuple[DecisionLine, ...] = ()
    told_by: tuple[EventVoiceLine, ...] = ()
    told: tuple[Tally, ...] = ()
    page: Page = Page()

    def voices(self) -> tuple[tuple[EventVoiceLine, ...], ...]:
        """The articles that tell it, those of one voice together."""
        return voices_of(self.told_by)

    def outlets(self) -> int:
        """How many outlets tell it, as far as they are named."""
        return len({line.outlet for line in self.told_by if line.outlet})

    def interested(self) -> int:
        """How many of the voices speak for a side only."""
        return sides_of(self.voices())

    def one_sided(self) -> bool:
        """Tell whether only sources with a side tell that it happened."""
        told = self.interested()
        return self.event.status == "happened" and 0 < told == len(self.voices())

    def parts(self) -> tuple[tuple[str, tuple[RoleLine, ...]], ...]:
        """Who took part, the words of one role for one entity together."""
        groups: dict[str, list[RoleLine]] = {}
        for role in self.roles:
            groups.setdefault(role.role, []).append(role)
        return tuple((role, tuple(lines)) for role, lines in groups.items())

    def roles_by_telling(self) -> dict[str, list[RoleLine]]:
        """Who took part, as each telling has it."""
        groups: dict[str, list[RoleLine]] = {}
        for role in self.roles:
            groups.setdefault(role.event_mention, []).append(role)
        return groups

    def statuses(self) -> tuple[str, ...]:
        """The different statuses the tellings give the event, the most frequent first."""
        return tuple(tally.name for tally in self.told)

    def telling_count(self) -> int:
        """How many tellings there are on all pages."""
        return sum(tally.count for tally in self.told)


def show(record: Connection, asked: Asked) -> EventPage | None:
    """Ask for one event; None where there is no such event."""
    event = ask_event(record, asked.part("event"))
    if event is None:
        return None
    name = event.event
    page = asked.page(TELLINGS_A_PAGE)
    figures = ask_figures_of_event(record, name)
    tellings = ask_tellings(record, [name], page.size, page.offset)
    return EventPage(
        event=event, because=ask_why_event(record, name), tellings=tellings,
        decided=ask_decided(record, [name, *(t.event_mention for t in tellings)]),
        roles=ask_roles(record, name, tellings),
        figures=figures, given_by=ask_voices_of_figures(record, [one.figure for one in figures]),
        claims=ask_claims_on_event(record, name),
        steps=ask_steps_of_event(record, name),
        told_by=ask_voices_of_event(record, name), told=ask_told(record, name), page=page)
