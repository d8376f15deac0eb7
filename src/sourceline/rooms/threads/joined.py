"""Things that were found to belong together: a forest of sets that remembers why.

In: names to join. Out: groups of names. It knows nothing of events.
"""

from collections import defaultdict
from collections.abc import Iterable


class Joined:
    """Sets of names that only grow together.

    >>> groups = Joined()
    >>> groups.join("a", "b"); groups.join("b", "c"); groups.same("a", "c")
    True
    """

    def __init__(self) -> None:
        """Begin with every name alone."""
        self._above: dict[str, str] = {}

    def top(self, name: str) -> str:
        """Give the name that stands for the set of a name."""
        above = self._above.setdefault(name, name)
        while above != self._above[above]:
            self._above[above] = self._above[self._above[above]]
            above = self._above[above]
        self._above[name] = above
        return above

    def join(self, a: str, b: str) -> None:
        """Put two names into one set; the smaller name stands for it, so order changes nothing."""
        first, second = sorted((self.top(a), self.top(b)))
        self._above[second] = first

    def same(self, a: str, b: str) -> bool:
        """Tell whether two names are in one set."""
        return self.top(a) == self.top(b)

    def groups(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Give the sets that hold these names, by the name that stands for each."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            found[self.top(name)].append(name)
        return dict(found)
