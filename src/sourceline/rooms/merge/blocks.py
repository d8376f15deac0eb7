"""Which tellings of different articles are worth comparing.

In: faces of tellings. Out: pairs. Tellings share a block when kinds can be one event and a party, a
sentence, a name with its date, a place or a rare word of the sentence is the same. A block is
walked in order of days and each telling meets only the next few, so cost grows with the number of
tellings, not with its square.
"""

from collections.abc import Iterator, Sequence

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.evidence import RARE
from sourceline.rooms.merge.fits import kin
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.tellings import days, first_day

# Of a sentence's capitalised words, the rarest make keys.
_RARE_NAMES = 3
_TIGHT_DAYS = 31


def pairs_across(faces: Sequence[Face], crowd: Crowd, reach: int) -> list[tuple[int, int]]:
    """List pairs of different articles worth comparing, sorted.

    Takes: faces in a fixed order and how many followers in a block each telling meets.
    """
    blocks: dict[str, list[int]] = {}
    for number, face in enumerate(faces):
        for key in block_keys(face, crowd):
            blocks.setdefault(key, []).append(number)
    days_of = [_day(face) for face in faces]
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        ordered = sorted(members, key=lambda number: (days_of[number], number))
        for at, one in enumerate(ordered):
            for other in ordered[at + 1:at + 1 + reach]:
                if faces[one].telling.article != faces[other].telling.article:
                    pairs.add((min(one, other), max(one, other)))
    return sorted(pairs)


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


def _day(face: Face) -> str:
    when = face.telling.when
    if when is not None:
        return first_day(when).isoformat()
    return face.telling.until.isoformat() if face.telling.until else "9999"
