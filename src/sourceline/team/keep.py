"""The keeper of a team's decisions and saved searches, in PostgreSQL.

In: decisions, searches. Out: all of them, in the order they were kept. The tables refuse to be
changed (`migrations/`); two who write at once wait for each other and both are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from sourceline.errors import BrokenRecord
from sourceline.record.decision import Decision
from sourceline.review.searches import SavedSearch, on_the_list
from sourceline.team.audit import note
from sourceline.team.open import Team, now
from sourceline.team.tables import DECISION, SEARCH

Kept = TypeVar("Kept", Decision, SavedSearch)
# As many rows a statement as PostgreSQL's 65,535 parameters surely hold.
_BATCH = 5000


@dataclass(frozen=True)
class TeamKeeper:
    """Keeps for a team; `by` is the account that adds, or the command line, from `address`."""

    team: Team
    by: str = "command line"
    address: str = ""

    def keep_decisions(self, decisions: Iterable[Decision]) -> None:
        """Append decisions; one that is there already is not written twice."""
        rows = [(one.id, msgspec.json.encode(one).decode()) for one in decisions]
        self._keep(DECISION, rows, "decided")

    def read_decisions(self) -> tuple[Decision, ...]:
        """Give every decision in the order they were kept."""
        return tuple(_decoded(line, Decision) for line in self._lines(DECISION))

    def save_search(self, search: SavedSearch) -> None:
        """Append a search, or the line that takes one off the list."""
        act = "took a search off the list" if search.drops else "saved a search"
        self._keep(SEARCH, [(search.id, msgspec.json.encode(search).decode())], act)

    def read_searches(self) -> tuple[SavedSearch, ...]:
        """Give the searches on the list, by name."""
        return on_the_list([_decoded(line, SavedSearch) for line in self._lines(SEARCH)])

    def mark(self) -> int:
        """Give the place of the latest decision."""
        with self.team.begin() as connection:
            return latest(connection)

    def _keep(self, table: sa.Table, rows: Sequence[tuple[str, str]], act: str) -> None:
        moment = now()
        with self.team.begin() as connection:
            # One writer at a time, so that places are taken and become visible in the same order:
            # whoever has seen place n has seen all before it.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"),
                               {"name": f"sourceline {table.name}"})
            added = 0
            for start in range(0, len(rows), _BATCH):
                made = connection.execute(
                    insert(table).on_conflict_do_nothing(index_elements=["id"]).values([
                        {"id": name, "written": written, "kept_by": self.by, "kept_at": moment}
                        for name, written in rows[start:start + _BATCH]]).returning(table.c.id))
                added += len(made.fetchall())
            if added:
                note(connection, self.by, act, about=rows[0][0], address=self.address,
                     detail=f"{added} kept" if added > 1 else "")

    def _lines(self, table: sa.Table) -> list[str]:
        with self.team.begin() as connection:
            found = connection.execute(sa.select(table.c.written).order_by(table.c.position))
            return [str(written) for (written,) in found]


def latest(connection: sa.Connection) -> int:
    """Give the place of the latest decision; 0 for none."""
    place: int | None = connection.execute(sa.select(sa.func.max(DECISION.c.position))).scalar()
    return place or 0


def _decoded(line: str, kind: type[Kept]) -> Kept:
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.MsgspecError as error:
        raise BrokenRecord(f"what the team kept cannot be read ({error})",
                           remedy="update Sourceline, or restore the database from a backup"
                           ) from error
