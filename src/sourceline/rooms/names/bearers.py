"""The people an article has named in full so far, and whom a part of a name can mean.

In: the parts of names of persons, in text order. Out: the only earlier bearer of a shorter name.
Where two people of the article bear it, it stays open.
"""

from typing import NamedTuple

from sourceline.record.entity import Mention
from sourceline.text.names import fold_name

# "Omar bin Said": the last part is his father's name, not his.
_FATHERS = frozenset(("bin", "ibn", "bint"))
_MIN_MIDDLE_LETTERS = 4
_WHY = {
    "names.last_name": "the only earlier full name with this last name",
    "names.first_name": "the only earlier full name that begins with it",
    "names.middle_name": "the only earlier full name that holds it",
}


class Standing(NamedTuple):
    """The earlier full name that a shorter one stands for, and the rule that says so."""

    earlier: Mention
    rule: str

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return _WHY[self.rule]


class Bearers:
    """Full names of persons in text order, asked by a part of one."""

    def __init__(self) -> None:
        """Begin without any."""
        self._full: dict[tuple[str, ...], Mention] = {}
        # Each part of a name to the full names that hold it.
        self._holding: dict[str, list[tuple[str, ...]]] = {}
        self._between: set[tuple[str, ...]] = set()

    def add(self, parts: list[str], mention: Mention) -> None:
        """Take down a full name; a lone word is none."""
        full = tuple(parts)
        if len(full) < 2 or full in self._full:
            return
        self._full[full] = mention
        # "Benny Lau Yiu-ting": a family name between an English and a Chinese given name.
        if len(full) == 3 and "-" in mention.cite.words.rsplit(" ", 1)[-1]:
            self._between.add(full)
        for part in dict.fromkeys(full):
            self._holding.setdefault(part, []).append(full)

    def only(self, parts: list[str], several: bool, given: bool = False) -> Standing | None:
        """Give the one earlier full name that a name can stand for.

        Takes: `several`, whether the shorter name is written as more than one word; `given`,
        whether it is a given name, which in the middle of a name calls nobody. The last name goes
        before the first; "Marquez" of "Ana Marquez Orozco" only where nobody is called so.
        """
        if not parts or tuple(parts) in self._full:
            return None
        if len(parts) > 1:
            return self._longer(tuple(parts))
        part = parts[0]
        holding = self._holding.get(part, [])
        last = [full for full in holding if full[-1] == part and not _FATHERS & set(full)]
        first = [full for full in holding if full[0] == part and not several]
        middle = [full for full in holding if full not in (*last, *first) and not (several or given)
                  and (len(part) >= _MIN_MIDDLE_LETTERS or full in self._between)
                  and not _FATHERS & set(full)]
        for fulls, rule in ((last, "names.last_name"), (first, "names.first_name"),
                            (middle, "names.middle_name")):
            if fulls:
                return Standing(self._full[fulls[0]], rule) if len(fulls) == 1 else None
        return None

    def _longer(self, parts: tuple[str, ...]) -> Standing | None:
        """Take "Marquez Orozco" and "Ana Marquez" for the only "Ana Marquez Orozco"."""
        size = len(parts)
        longer = [full for full in self._holding.get(parts[0], []) if len(full) > size
                  and any(full[at:at + size] == parts for at in range(len(full) - size + 1))]
        if len(longer) != 1:
            return None
        full = longer[0]
        rule = "names.last_name" if full[-size:] == parts else \
            "names.first_name" if full[:size] == parts else "names.middle_name"
        return Standing(self._full[full], rule)


def last_name_parts(name: str) -> list[str]:
    """Cut a person's name so that its last part is the last name, "al-Ostri" being one."""
    tight = name.replace("-", "").replace("‐", "").replace("‑", "")
    parts = fold_name(tight).split()
    while len(parts) > 1 and parts[-1] in ("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"):
        parts.pop()
    return parts
