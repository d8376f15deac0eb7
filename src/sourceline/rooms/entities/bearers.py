"""One spelling of a name over a collection, and that it is a form of another one.

In: nothing. Out: `Bearer`, `Variant`, and what a bearer may be asked of its articles.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol


class Around(Protocol):
    """What the articles of a bearer say, looked up when a rule asks for it."""

    def described(self, key: int) -> Set[str]:
        """Give the offices said of a bearer."""
        ...

    def beside(self, key: int) -> Set[str]:
        """Give the rarer names of people and bodies in its articles."""
        ...

    def beside_article(self, article: int) -> Set[str]:
        """Give the rarer names of people and bodies in one article."""
        ...

    def articles(self, key: int) -> Set[int]:
        """Give its articles."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class Bearer:
    """One spelling of a name: the number of its key, the kinds its mentions have, how many there
    are, and whether the first is written as an acronym.
    """

    name: str
    family: str
    article: str
    key: int
    kinds: frozenset[str]
    times: int
    short: bool
    around: Around

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.name.split()

    @property
    def described(self) -> Set[str]:
        """The offices said of it."""
        return self.around.described(self.key)

    @property
    def beside(self) -> Set[str]:
        """The rarer names of people and bodies in its articles."""
        return self.around.beside(self.key)


@dataclass(frozen=True)
class Variant:
    """A bearer is a form of another one, because."""

    bearer: Bearer
    target: Bearer
    rule: str
    sentence: str
