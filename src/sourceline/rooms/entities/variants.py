"""Other forms of one name over a collection: initials, offices, alphabets, a country's "of".

In: the bearers of a collection, one for each spelling. Out: which of them is a form of which other,
and why. Each rule asks that exactly one other bearer is left; no chain is followed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from sourceline.lexicon.callings import office_words
from sourceline.text.names import same_body, sound_of, tail_of

# Every state has bodies with these names; without the country they mean another one each time.
_EVERY_STATE = frozenset((
    "agency", "airport", "army", "assembly", "association", "authority", "bank", "board",
    "bureau", "center", "centre", "church", "club", "college", "commission", "committee",
    "congress", "corps", "council", "court", "department", "embassy", "force", "forces", "front",
    "government", "group", "guard", "guards", "hall", "hospital", "house", "institute", "media",
    "ministry", "movement", "museum", "navy", "news", "office", "park", "parliament", "party",
    "police", "post", "prison", "school", "senate", "service", "square", "station", "street",
    "times", "union", "university",
))
# A spelling of fewer letters differs by one sound from too many other names.
_MIN_SOUND_LETTERS = 6
# A last name that more people of the collection bear is a common one: an initial says too little.
_MAX_NAMESAKES = 3
# A lone last name and a full one with this many rarer names beside both are one person.
_MIN_COMPANY = 3
# An office said of one this many times rarer than another holder is taken for a slip.
_OUTWEIGHS = 10
_BODIES = frozenset(("organization", "government", "other"))


class Around(Protocol):
    """What the articles of a bearer say, looked up when a rule asks for it."""

    def described(self, key: int) -> Set[str]:
        """Give the offices said of a bearer."""
        ...

    def beside(self, key: int) -> Set[str]:
        """Give the rarer names of people and bodies in its articles."""
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


def find_variants(bearers: Sequence[Bearer]) -> list[Variant]:
    """Find forms of one name; a bearer that is a target is no form of a third one."""
    found: dict[str, Variant] = {}
    targets: set[str] = set()
    for variant in [*_sounds(bearers), *_middles(bearers), *_initials(bearers),
                    *_offices(bearers), *_bodies(bearers)]:
        name = variant.bearer.name + "\x1f" + variant.bearer.article
        target = found.get(variant.target.name + "\x1f" + variant.target.article)
        end = target.target if target else variant.target
        if name not in found and name not in targets and end != variant.bearer:
            found[name] = Variant(variant.bearer, end, variant.rule, variant.sentence)
            targets.add(end.name + "\x1f" + end.article)
    return list(found.values())


def _full_names(bearers: Sequence[Bearer]) -> dict[str, list[Bearer]]:
    """Give the persons with a full name by their last name."""
    full: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        if "person" in bearer.kinds and len(bearer.parts) > 1 and len(bearer.parts[0]) > 1:
            full[bearer.parts[-1]].append(bearer)
    return full


def _middles(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join "ana b ito" and "ana beth ito" to the only "ana ito" whose middle name it may be."""
    ends: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        if "person" in bearer.kinds and 2 <= len(bearer.parts) <= 3 and not bearer.article:
            ends[bearer.parts[0], bearer.parts[-1]].append(bearer)
    for same in ends.values():
        short = [one for one in same if len(one.parts) == 2]
        long = [one for one in same if len(one.parts) == 3]
        middles = {one.parts[1] for one in long}
        # Two middle names are two people, unless one is the other's initial.
        if len(short) != 1 or len({middle[0] for middle in middles}) > 1:
            continue
        if sum(len(middle) > 1 for middle in middles) > 1:
            continue
        for one in long:
            if len(one.parts[1]) == 1 or one.parts[1] in ("al", "el") \
                    or one.beside & short[0].beside:
                yield Variant(one, short[0], "entities.middle_name",
                              "the only name without the middle one that it can be")


def _initials(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join "a ito" to the only full name of the collection that begins and ends so."""
    full = _full_names(bearers)
    for bearer in bearers:
        parts = bearer.parts
        if len(parts) != 2 or len(parts[0]) != 1 or not bearer.kinds & {"person", "other"}:
            continue
        namesakes = full.get(parts[1], [])
        others = [other for other in namesakes if other.name[0] == parts[0]]
        if len(others) == 1 and len(namesakes) <= _MAX_NAMESAKES:
            yield Variant(bearer, others[0], "entities.initial",
                          "the only full name with this last name and this initial")


def _offices(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join a lone last name to the only full name with the same office, or the same company."""
    full = _full_names(bearers)
    for bearer in bearers:
        if len(bearer.parts) != 1 or not bearer.kinds & {"person", "other"} \
                or bearer.short:
            continue
        others = [other for other in full.get(bearer.name, []) if not other.article]
        if not others:
            continue
        shared, beside = bearer.described & office_words(), bearer.beside
        held = _one_person(_outweighing([o for o in others if shared & o.described]))
        near = _one_person([other for other in others
                            if len(beside & (other.beside - {other.name})) >= _MIN_COMPANY])
        if held is not None:
            yield Variant(bearer, held, "entities.office",
                          "the only full name with this last name is said to hold the same office")
        elif near is not None:
            yield Variant(bearer, near, "entities.company",
                          "the only full name with this last name stands beside the same names")


def _outweighing(bearers: list[Bearer]) -> list[Bearer]:
    """Leave out those named far less: "President and Ana Ito" says an office of the wrong one."""
    most = max((one.times for one in bearers), default=0)
    return [one for one in bearers if one.times * _OUTWEIGHS >= most]


def _one_person(bearers: Sequence[Bearer]) -> Bearer | None:
    """Give the shortest of names that differ only in the middle; None when they are of several."""
    if len({(one.parts[0], one.parts[-1]) for one in bearers}) != 1:
        return None
    return min(bearers, key=lambda one: (len(one.parts), one.name))


def _sounds(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join spellings that differ only as two alphabets write one sound."""
    sounding: dict[tuple[str, bool], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        place = "place" in bearer.kinds
        person = "person" in bearer.kinds and len(bearer.parts) > 1
        if len(bearer.name) >= _MIN_SOUND_LETTERS and (place or person) and not bearer.article:
            sounding[sound_of(bearer.name), place].append(bearer)
    for same in sounding.values():
        best = min(same, key=lambda bearer: (-bearer.times, bearer.name))
        for bearer in same:
            if bearer is not best and bearer.family == best.family:
                yield Variant(bearer, best, "entities.sound",
                              "two ways to write the same sounds")


def _bodies(bearers: Sequence[Bearer]) -> Iterator[Variant]:
    """Join "reform league of ostmark" and a mere "reform league" to "ostmark reform league"."""
    bodies = [bearer for bearer in bearers
              if bearer.kinds & _BODIES and len(bearer.parts) > 1 and not bearer.article]
    by_word: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bodies:
        for word in set(bearer.parts):
            by_word[word].append(bearer)
    for bearer in bodies:
        own = bearer.name.split(" of ")[0].split()
        near = by_word[min(own, key=lambda word: (len(by_word[word]), word))]
        near = [other for other in near if other is not bearer]
        other = _only([other for other in near if same_body(bearer.name, other.name)])
        if other is not None and " of " in bearer.name:
            yield Variant(bearer, other, "entities.of_country", "the same body of one country")
            continue
        parts = bearer.parts
        if len(parts) == 2 and (parts[-1] in _EVERY_STATE or parts[0] in _EVERY_STATE):
            continue
        longer = [other for other in near if tail_of(bearer.name, other.name)
                  and not {"person", "place"} & (other.kinds | bearer.kinds)]
        longer = _without_country_forms(longer)
        other = _only(longer)
        if other is not None and _together(bearer, other):
            yield Variant(bearer, other, "entities.tail",
                          "the only longer name that ends with it; both stand in one article")


def _without_country_forms(longer: list[Bearer]) -> list[Bearer]:
    """Count "reform league of ostmark" and "ostmark reform league" as one."""
    return [one for one in longer if not (" of " in one.name and any(
        same_body(one.name, other.name) for other in longer if other is not one))]


def _together(bearer: Bearer, other: Bearer) -> bool:
    return not bearer.around.articles(bearer.key).isdisjoint(other.around.articles(other.key))


def _only(bearers: Sequence[Bearer]) -> Bearer | None:
    return bearers[0] if len(bearers) == 1 else None
