"""Two tellings side by side: what they share, worked out once and only when it is asked.

In: two faces and the crowd they stand in. Out: a `Pair`. Most pairs are let go after a glance at
their facts; likeness of words is most of the work.
"""

from functools import cached_property
from typing import NamedTuple

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.facts import Facts, facts_of
from sourceline.rooms.merge.likeness import Face, grounds, score_of


class Pair:
    """Two tellings; the smaller number stands first."""

    def __init__(self, one: Face, other: Face, crowd: Crowd, tight_days: int) -> None:
        """Look at nothing yet."""
        self.one, self.other, self.crowd, self.tight_days = one, other, crowd, tight_days

    @cached_property
    def facts(self) -> Facts:
        """Give what they share apart from how alike their words are."""
        return facts_of(self.one, self.other, self.crowd, self.tight_days)

    @cached_property
    def grounds(self) -> dict[str, float]:
        """Give all that makes them alike or not, by name."""
        return grounds(self.one, self.other, self.crowd)

    @cached_property
    def like(self) -> float:
        """Give their likeness, 0 to 1."""
        return score_of(self.grounds)


class Numbered(NamedTuple):
    """A pair with the numbers of its tellings."""

    one: int
    other: int
    pair: Pair
