"""The network: who takes part in events with whom, and in which part."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Tally
from sourceline.store.ask_network import NamePoint, Tie, ask_network
from sourceline.store.ask_overview import ask_event_kinds
from sourceline.text.visible import shorten, visible
from sourceline.web.asked import Asked
from sourceline.web.knot import Knot, draw_knot
from sourceline.web.links import asked_for, thing_link
from sourceline.web.words import STATUSES, counted


class NetworkPage(Written, frozen=True, kw_only=True):
    """The names with the heaviest ties, and those ties."""

    status: str
    kind: str
    names: tuple[NamePoint, ...]
    ties: tuple[Tie, ...]
    left_off: int
    kinds: tuple[Tally, ...]

    def picture(self) -> Knot:
        """Draw names and ties."""
        place = {name.entity: number for number, name in enumerate(self.names)}
        return draw_knot([(visible(name.name), name.event_count) for name in self.names],
                         [(place[tie.one], place[tie.other], tie.event_count)
                          for tie in self.ties])

    def name_of(self, entity: str) -> str:
        """The name of one of the network's names."""
        return next(name.name for name in self.names if name.entity == entity)

    def events_of(self, tie: Tie) -> str:
        """Where the events of a tie stand."""
        return asked_for("/chronology", entity=tie.one, other=tie.other, status=self.status,
                         kind=self.kind)

    def spec(self, picture: Knot) -> dict[str, object]:
        """Write names and ties down for a network one can move, each where the server drew it."""
        names = [{
            "id": name.entity, "name": dot.name, "x": dot.x, "y": dot.y, "radius": dot.radius,
            "person": name.kind == "person", "address": thing_link("entity", name.entity),
            "said": f"{shorten(visible(name.name), 80)}: {self._tied(name)}"}
            for name, dot in zip(self.names, picture.dots, strict=True)]
        ties = [{"id": f"tie-{stroke.tie}", "source": tie.one, "target": tie.other,
                 "width": stroke.width, "events": tie.event_count, "address": self.events_of(tie),
                 "said": f"{self._pair(tie)}: {counted(tie.event_count, 'event')}"}
                for stroke in picture.strokes for tie in (self.ties[stroke.tie],)]
        return {"things": names, "ties": ties,
                "most": max((tie.event_count for tie in self.ties), default=1)}

    def _pair(self, tie: Tie) -> str:
        return " and ".join(shorten(visible(self.name_of(name)), 80)
                            for name in (tie.one, tie.other))

    def _tied(self, name: NamePoint) -> str:
        others = [(tie.other if tie.one == name.entity else tie.one, tie.event_count)
                  for tie in self.ties if name.entity in (tie.one, tie.other)]
        said = [f"{shorten(visible(self.name_of(other)), 40)} ({count})"
                for other, count in others[:4]]
        more = len(others) - len(said)
        return f"events shared with {', '.join(said)}{f' and {more} more' if more else ''}"


def show(record: Connection, asked: Asked) -> NetworkPage:
    """Ask who takes part with whom; events that happened, unless another status is chosen."""
    status = asked.choice("status", STATUSES) or "happened"
    kind = asked.words("kind")
    found = ask_network(record, status, kind)
    return NetworkPage(status=status, kind=kind, names=found.names, ties=found.ties,
                       left_off=found.left_off, kinds=ask_event_kinds(record))
