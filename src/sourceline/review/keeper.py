"""Where decisions and saved searches are kept: one way to ask, whatever keeps them.

In: decisions, searches. Out: `Keeper`, what any keeper does, and `FileKeeper`, the file beside a
record. The keeper of a team is `sourceline.team.keep`. Nothing is ever changed or deleted in any.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sourceline.record.decision import Decision
from sourceline.review.keep import keep_decisions, read_decisions, review_path
from sourceline.review.searches import SavedSearch, on_the_list, read_every_search, save_search


class Keeper(Protocol):
    """Keeps what people decided and searched for; pages and commands know no more of it."""

    def keep_decisions(self, decisions: Iterable[Decision]) -> None:
        """Append decisions, for good before this returns; one that is there is not kept twice."""

    def read_decisions(self) -> tuple[Decision, ...]:
        """Give every decision in the order they were kept."""

    def save_search(self, search: SavedSearch) -> None:
        """Append a search, or the line that takes one off the list."""

    def read_searches(self) -> tuple[SavedSearch, ...]:
        """Give the searches on the list, by name."""

    def mark(self) -> int:
        """Give a number that grows whenever a decision was kept, by whomever."""


@dataclass(frozen=True)
class FileKeeper:
    """Keeps in a file of its own, which is made when the first decision comes.

    >>> FileKeeper(Path("nowhere.review.db")).read_decisions()
    ()
    """

    path: Path

    def keep_decisions(self, decisions: Iterable[Decision]) -> None:
        """Append decisions to the file."""
        keep_decisions(self.path, decisions)

    def read_decisions(self) -> tuple[Decision, ...]:
        """Give every decision of the file; none when there is no file."""
        return read_decisions(self.path)

    def save_search(self, search: SavedSearch) -> None:
        """Append a search to the file."""
        save_search(self.path, search)

    def read_searches(self) -> tuple[SavedSearch, ...]:
        """Give the searches on the list; none when there is no file."""
        return on_the_list(read_every_search(self.path))

    def mark(self) -> int:
        """Count the decisions."""
        return len(self.read_decisions())


def beside(record: Path) -> FileKeeper:
    """Give the keeper of a record that no team keeps: the file beside it.

    >>> beside(Path("case.db")).path.name
    'case.review.db'
    """
    return FileKeeper(review_path(record))
