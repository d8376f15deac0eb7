"""What speaks against two tellings being of one event: kind, time, place, or who took part.

In: tellings. Out: yes or no. It finds no reason for a merge, only reasons against one.
"""

from sourceline.record.event import Status
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, days, overlap

# Kinds that may be one event told in two ways.
_KIN = (("ASSAULT", "DEATH", "EXECUTE", "DISAPPEAR"), ("ARREST", "DETAIN"),
        ("PROTEST", "GATHERING"))
_FAMILY = {kind: min(family) for family in _KIN for kind in family}
# Sub-kinds that may be one event told in two ways.
_LOOSE = frozenset(("", "killing", "clash", "wounding", "attack"))
_PAST: frozenset[Status] = frozenset(("happened", "alleged", "denied"))


def kin(kind: str) -> str:
    """Name the family of kinds that can be one event.

    >>> kin("DEATH") == kin("ASSAULT"), kin("TRIAL")
    (True, 'TRIAL')
    """
    return _FAMILY.get(kind, kind)


def fit(one: Telling, other: Telling) -> bool:
    """Tell whether nothing speaks against two tellings being of one event."""
    if kin(one.kind) != kin(other.kind) or not _subs_fit(one, other):
        return False
    if "hypothetical" in (one.mention.status, other.mention.status):
        return False
    if one.when and other.when and not overlap(one.when, other.when, _slack(one, other)):
        return False
    if _too_late(one, other) or _too_late(other, one):
        return False
    return _places_fit(one, other) and _parts_fit(one, other)


# What goes on for weeks is told with the month it began in or the one it ended in: coarse dates of
# such things meet when nothing lies between them.
_LASTING = frozenset(("PROTEST", "COERCE", "MOBILIZE", "CONSULT", "INVESTIGATE"))
_COARSE_DAYS = 13


def _slack(one: Telling, other: Telling) -> int:
    """Give how many days two dates may lie apart."""
    lasting = one.kind in _LASTING and one.kind == other.kind and one.sub == other.sub
    coarse = one.when and other.when and min(days(one.when), days(other.when)) >= _COARSE_DAYS
    return 1 if lasting and coarse else 0


def _subs_fit(one: Telling, other: Telling) -> bool:
    if one.kind != other.kind and "DISAPPEAR" in (one.kind, other.kind):
        # Who is abducted disappears; who is killed or dies does not, and the other way round.
        return "abduction" in (one.sub, other.sub)
    return one.kind != other.kind or one.sub == other.sub or one.sub in _LOOSE \
        or other.sub in _LOOSE


def _too_late(one: Telling, other: Telling) -> bool:
    """What an article reports as past cannot be on a day after the article."""
    if one.until is None or one.mention.status not in _PAST or other.when is None:
        return False
    return other.when.from_date is not None and other.when.from_date >= one.until


def _places_fit(one: Telling, other: Telling) -> bool:
    if one.spot is not None and other.spot is not None:
        return can_be_one(one.spot, other.spot)
    if not one.place or not other.place or one.place.lower() == other.place.lower():
        return True
    if one.place.lower() in other.place.lower() or other.place.lower() in one.place.lower():
        return True
    if one.country and other.country:
        whole = one.place.lower() == one.country.lower() or \
            other.place.lower() == other.country.lower()
        return one.country == other.country and whole
    return not (one.country or other.country)


def _parts_fit(one: Telling, other: Telling) -> bool:
    """Two named sets for the same part must share a name, at least a last name and an initial."""
    return all(not (second := other.cast.get(role)) or bool(first & second) or any(
        last == also and (initial == letter or not initial or not letter)
        for initial, last in one.called.get(role, ())
        for letter, also in other.called.get(role, ()))
        for role, first in one.cast.items())
