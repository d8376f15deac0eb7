"""What each article names and where, held as numbers: a name is asked for article by article.

In: links and entities. Out: `Entities`, asked by id, and `Named`, asked by article. A collection of
100,000 articles names things at ten million places; as objects they alone would fill memory.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from sourceline.record.entity import Entity, EntityKind, Link

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
# Articles whose names are kept at hand as objects.
_AT_HAND = 1 << 10
# A list of places is made shorter when it has grown to twice what it was and this much more.
_SLACK = 3 * 64


@dataclass(frozen=True, slots=True)
class Name:
    """A name in an article: its place, what it means, and of what kind that is."""

    start: int
    end: int
    entity: str
    kind: str


class Entities(Mapping[str, str]):
    """The name of each entity, by its id, and its kind.

    >>> known = Entities([Entity(id="n1", name="Ada Orr", kind="person")])
    >>> known["n1"], known.kind("n1"), known.kind("n2"), "n2" in known
    ('Ada Orr', 'person', 'other', False)
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Take all entities."""
        rows = [(one.id, one.name, _KINDS.index(one.kind)) for one in entities]
        rows.sort()
        self.ids = [row[0] for row in rows]
        self._names = [row[1] for row in rows]
        self._kinds = array("b", (row[2] for row in rows))

    def number(self, entity: str) -> int:
        """Give the number of an entity, which is its place in the order of ids; -1 for none."""
        at = bisect_left(self.ids, entity)
        return at if at < len(self.ids) and self.ids[at] == entity else -1

    def kind(self, entity: str) -> str:
        """Give the kind of an entity; "other" where it is not known."""
        return self.kind_at(self.number(entity))

    def kind_at(self, number: int) -> str:
        """Give the kind of an entity by its number."""
        return _KINDS[self._kinds[number]] if number >= 0 else "other"

    def __getitem__(self, entity: str) -> str:
        """Give the name of an entity."""
        number = self.number(entity)
        if number < 0:
            raise KeyError(entity)
        return self._names[number]

    def __iter__(self) -> Iterator[str]:
        """Give the ids, sorted."""
        return iter(self.ids)

    def __len__(self) -> int:
        """Count the entities."""
        return len(self.ids)


class Named(Mapping[str, Sequence[Name]]):
    """The names of each article in order of place, read from the evidence of the links."""

    def __init__(self, links: Iterable[Link], entities: Entities) -> None:
        """Go through all links once."""
        self._entities = entities
        # Three numbers a place: start, end, entity.
        self._places: dict[str, array[int]] = {}
        self._more: dict[str, array[int]] = {}
        self._lengths: dict[str, int] = {}
        for link in links:
            number = entities.number(link.entity)
            for cite in link.because.cites if number >= 0 else ():
                self._add(cite.article, cite.start, cite.end, number)
        self._at = lru_cache(maxsize=_AT_HAND)(self._made)

    def add(self, article: str, start: int, end: int, entity: str) -> None:
        """Add a place that counts only where no evidence of a link names it."""
        number = self._entities.number(entity)
        if number >= 0:
            self._more.setdefault(article, array("i")).extend((start, end, number))

    def _add(self, article: str, start: int, end: int, number: int) -> None:
        places = self._places.setdefault(article, array("i"))
        places.extend((start, end, number))
        # The bearer of a common name is evidence for each link to it, at one and the same place.
        if len(places) > 2 * self._lengths.get(article, 0) + _SLACK:
            kept = array("i")
            for place in sorted(set(zip(places[::3], places[1::3], places[2::3], strict=True))):
                kept.extend(place)
            self._places[article], self._lengths[article] = kept, len(kept)

    def _made(self, article: str) -> list[Name]:
        rows = _rows(self._places.get(article))
        told = {(start, end) for start, end, _ in rows}
        rows |= {row for row in _rows(self._more.get(article)) if row[:2] not in told}
        ids = self._entities.ids
        return [Name(start, end, ids[number], self._entities.kind_at(number))
                for start, end, number in sorted(rows)]

    def fame(self) -> dict[str, int]:
        """Say in how many articles an entity is named; those of one article are left out."""
        counts = array("i", [0]) * len(self._entities)
        for article in self:
            for number in {row[2] for row in _rows(self._places.get(article))} | {
                    self._entities.number(one.entity) for one in (
                        self._made(article) if article in self._more else ())}:
                counts[number] += 1
        return {self._entities.ids[number]: count for number, count in enumerate(counts)
                if count > 1}

    def __getitem__(self, article: str) -> Sequence[Name]:
        """Give the names of an article."""
        if article not in self._places and article not in self._more:
            raise KeyError(article)
        return self._at(article)

    def __iter__(self) -> Iterator[str]:
        """Give the articles."""
        yield from self._places
        yield from (article for article in self._more if article not in self._places)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._places.keys() | self._more.keys())


def _rows(places: "array[int] | None") -> set[tuple[int, int, int]]:
    return set() if places is None else set(
        zip(places[::3], places[1::3], places[2::3], strict=True))
