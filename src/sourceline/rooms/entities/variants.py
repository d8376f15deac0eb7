"""Other forms of one name over a collection: initials, offices, alphabets, a country's "of".

In: the bearers of a collection, one for each spelling. Out: which of them is a form of which other,
and why. Each rule asks that exactly one other bearer is left; no chain is followed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sourceline.lexicon.callings import office_words
from sourceline.rooms.entities.bearers import Bearer, Variant
from sourceline.rooms.entities.bodies import body_forms_of
from sourceline.text.names import sound_of

# A spelling of fewer letters differs by one sound from too many other names.
_MIN_SOUND_LETTERS = 6
# A last name that more people of the collection bear is a common one: an initial says too little.
_MAX_NAMESAKES = 3
# A lone last name and a full one with this many rarer names beside both are one person.
_MIN_COMPANY = 3
# An office said of one this many times rarer than another holder is taken for a slip.
_OUTWEIGHS = 10


def find_variants(bearers: Sequence[Bearer]) -> list[Variant]:
    """Find forms of one name; a bearer that is a target is no form of a third one."""
    found: dict[str, Variant] = {}
    targets: set[str] = set()
    for variant in [*_sounds(bearers), *_middles(bearers), *_initials(bearers),
                    *_offices(bearers), *body_forms_of(bearers)]:
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
