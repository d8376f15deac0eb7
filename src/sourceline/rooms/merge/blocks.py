"""Which tellings of different articles are worth comparing.

In: faces of tellings. Out: pairs. Tellings share a block when kinds can be one event and a party, a
sentence, a name with its date, a place or a rare word of the sentence is the same. A block is
walked in order of days and each telling meets only the next few, so cost grows with the number of
tellings, not with its square.
"""

from array import array
from collections.abc import Iterator, Sequence

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.evidence import RARE
from sourceline.rooms.merge.fits import kin
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.tellings import Telling, days, first_day

# Of a sentence's capitalised words, the rarest make keys.
_RARE_NAMES = 3
_TIGHT_DAYS = 31


def pairs_across(tellings: Sequence[Telling], faces: Sequence[Face], crowd: Crowd, reach: int
                 ) -> Iterator[tuple[int, int]]:
    """Give pairs of different articles worth comparing, each once, the smaller number first.

    Takes: tellings in a fixed order, their faces, and how many followers in a block each telling
    meets. Pairs are many times as many as tellings, so they are made one by one: every block has
    its tellings in one order of days, so a pair is found from its earlier telling alone, in
    whichever blocks.
    """
    articles = [telling.article for telling in tellings]
    days_of = [_day(telling) for telling in tellings]
    ordered = sorted(range(len(tellings)), key=lambda number: (days_of[number], number))
    numbers: dict[str, int] = {}
    members: list[array[int]] = []
    blocks_of: list[array[int]] = []
    for number in ordered:
        own = array("l")
        for key in block_keys(faces[number], crowd):
            block = numbers.setdefault(key, len(members))
            if block == len(members):
                members.append(array("l"))
            members[block].append(number)
            own.append(block)
        blocks_of.append(own)
    numbers.clear()
    passed = array("l", bytes(array("l").itemsize * len(members)))
    for number, own in zip(ordered, blocks_of, strict=True):
        met: set[int] = set()
        for block in own:
            passed[block] += 1
            met.update(members[block][passed[block]:passed[block] + reach])
        for other in sorted(met):
            if articles[number] != articles[other]:
                yield min(number, other), max(number, other)


def block_keys(face: Face, crowd: Crowd) -> Iterator[str]:
    """Name the blocks a telling belongs to."""
    telling = face.telling
    kind = kin(telling.kind)
    for entity in sorted(telling.named):
        yield f"{kind}|entity|{entity}"
    if telling.said:
        yield f"{kind}|said|{telling.said}"
    if telling.key:
        yield f"{kind}|key|{telling.key}"
    tight = telling.when is not None and days(telling.when) <= _TIGHT_DAYS
    if telling.when is not None and tight:
        yield f"{kind}|month|{first_day(telling.when):%Y-%m}"
    if telling.when is not None and telling.kind in RARE:
        yield f"{kind}|year|{first_day(telling.when):%Y}"
    if telling.spot is not None and telling.spot.kind != "country":
        yield f"{kind}|place|{telling.spot.name}"
    rare = sorted(face.names, key=lambda word: (-crowd.rarity(word), word))[:_RARE_NAMES]
    for word in rare:
        yield f"{kind}|name|{word}"


def _day(telling: Telling) -> str:
    if telling.when is not None:
        return first_day(telling.when).isoformat()
    return telling.until.isoformat() if telling.until else "9999"
