"""The network: who takes part in events with whom, and in which part."""

from sqlite3 import Connection
from urllib.parse import urlencode

from sourceline.record.base import Written
from sourceline.store.ask import Tally
from sourceline.store.ask_network import NamePoint, Tie, ask_network
from sourceline.store.ask_overview import ask_event_kinds
from sourceline.text.visible import visible
from sourceline.web.asked import Asked
from sourceline.web.knot import Knot, draw_knot
from sourceline.web.words import STATUSES


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
        asked = {"entity": tie.one, "other": tie.other, "status": self.status, "kind": self.kind}
        return f"/chronology?{urlencode({name: said for name, said in asked.items() if said})}"


def show(record: Connection, asked: Asked) -> NetworkPage:
    """Ask who takes part with whom; events that happened, unless another status is chosen."""
    status = asked.choice("status", STATUSES) or "happened"
    kind = asked.words("kind")
    found = ask_network(record, status, kind)
    return NetworkPage(status=status, kind=kind, names=found.names, ties=found.ties,
                       left_off=found.left_off, kinds=ask_event_kinds(record))
