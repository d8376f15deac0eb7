"""A telling: what an event mention says about its event, ready to be compared.

In: event mentions with links, entities and placed times. Out: `Telling`s and whether two sets of
tellings can be one event. It merges nothing.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sourceline.record.event import EventMention
from sourceline.record.place import Place
from sourceline.record.when import When
from sourceline.rooms.merge.countries import country_of
from sourceline.rooms.merge.spots import Spots, can_be_one

_PARTS = ("actor", "target", "victim", "topic", "recipient", "beneficiary")
_PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "we",
                       "who", "us", "i", "you", "others", "some", "many", "one"))
_KIN = {"DEATH": "ASSAULT", "EXECUTE": "ASSAULT"}
# Sub-kinds that may be one event told in two ways.
_LOOSE = frozenset(("", "killing", "clash", "wounding"))


@dataclass(frozen=True)
class Telling:
    """One mention, seen from outside: ids and words of who took part, where, and when."""

    mention: EventMention
    kind: str
    sub: str
    parts: Mapping[str, frozenset[str]]
    named: frozenset[str]
    place: str
    country: str
    when: When | None
    key: str
    near: frozenset[str] = frozenset()
    spot: Place | None = None
    # The sentence without case and punctuation, with the trigger: outlets that print one report
    # tell one event. "" for a sentence too short to be anybody's own.
    said: str = ""

    @property
    def article(self) -> str:
        """The article that tells it."""
        return self.mention.cite.article


def make_telling(mention: EventMention, entity_of: Mapping[str, str], names: Mapping[str, str],
                 placed: Mapping[str, When], spots: Spots) -> Telling:
    """Look up what a mention's roles and time mean."""
    kind, _, sub = mention.kind.partition(".")
    parts: dict[str, set[str]] = {}
    named: set[str] = set()
    place = ""
    for role in mention.roles:
        entity = entity_of.get(role.mention or "", "")
        words = names.get(entity, role.cite.words)
        if role.role == "place":
            place = place or words
        elif role.role in _PARTS and role.cite.words.lower() not in _PRONOUNS:
            parts.setdefault(role.role, set()).add(entity or _head(role.cite.words))
            named |= {entity} if entity else set()
    spot = spots.place(mention)
    when = placed.get(mention.time or "")
    if when is not None and (when.basis == "crawl" or when.from_date is None
                             or when.to_date is None):
        when = None
    return Telling(mention, kind, sub, {role: frozenset(ids) for role, ids in parts.items()},
                   frozenset(named), place, spot.country if spot else country_of(place), when,
                   _key(mention, when), spot=spot, said=_said(mention))


# Shorter sentences ("He was arrested on Monday.") are written by many hands; chosen so that a
# stock sentence of ten words falls below it.
_OWN_CHARS = 60


def _said(mention: EventMention) -> str:
    words = "".join(c if c.isalnum() else " " for c in mention.sentence.words.lower()).split()
    sentence = " ".join(words)
    return f"{sentence}|{mention.cite.words.lower()}" if len(sentence) >= _OWN_CHARS else ""


# How far around a telling, in characters, other tellings' parties count as its company.
_NEAR_CHARS = 700


def with_company(tellings: Sequence[Telling]) -> list[Telling]:
    """Add to each telling of one article, in text order, the parties of those around it."""
    places = [telling.mention.cite.start for telling in tellings]

    def company(at: int) -> frozenset[str]:
        first, last = bisect_left(places, at - _NEAR_CHARS), bisect_left(places, at + _NEAR_CHARS)
        return frozenset(name for other in tellings[first:last] for name in other.named)
    return [replace(telling, near=company(telling.mention.cite.start)) for telling in tellings]


def _head(words: str) -> str:
    return words.lower().rsplit(" ", 1)[-1].strip(".,’'\"”")


def _key(mention: EventMention, when: When | None) -> str:
    """Name "the 1988 massacre": a noun whose own phrase holds the date is a name of the event."""
    if when is None or when.from_date is None:
        return ""
    sentence, start = mention.sentence, mention.cite.start - mention.sentence.start
    before = sentence.words[max(0, start - 30):start].split()[-4:]
    if str(when.from_date.year) not in before:
        return ""
    month = when.from_date.strftime("%B") if when.precision == "month" else ""
    head = mention.cite.words.lower().rsplit(" ", 1)[-1]
    return " ".join((month, str(when.from_date.year), head)).strip()


def days(when: When) -> int:
    """Give the length of an interval in days; open ends count as very long.

    >>> days(When(from_date=date(2019, 1, 1), to_date=date(2019, 1, 2), precision="day", basis=""))
    1
    """
    if when.from_date is None or when.to_date is None:
        return 100_000
    return (when.to_date - when.from_date).days


def overlap(first: When, second: When, slack: int = 0) -> bool:
    """Tell whether two bounded intervals share a day, give or take `slack` days."""
    if first.from_date is None or second.from_date is None \
            or first.to_date is None or second.to_date is None:
        return True
    wide = timedelta(days=slack)
    return first.from_date < second.to_date + wide and second.from_date < first.to_date + wide


def compatible(first: Sequence[Telling], second: Sequence[Telling]) -> bool:
    """Tell whether nothing speaks against all these tellings being of one event."""
    return all(_fits(one, other) for one in first for other in second)


def _fits(one: Telling, other: Telling) -> bool:
    if one.kind != other.kind or not _subs_fit(one.sub, other.sub):
        return False
    if "hypothetical" in (one.mention.status, other.mention.status):
        return False
    if one.when and other.when and not overlap(one.when, other.when):
        return False
    if not _places_fit(one, other):
        return False
    return all(_roles_fit(one, other, role) for role in ("target", "victim", "actor"))


def _subs_fit(first: str, second: str) -> bool:
    return first == second or first in _LOOSE or second in _LOOSE


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


def _roles_fit(one: Telling, other: Telling, role: str) -> bool:
    """Two named sets for the same part must share a name."""
    first = one.parts.get(role, frozenset()) & one.named
    second = other.parts.get(role, frozenset()) & other.named
    return not first or not second or bool(first & second)


def first_day(when: When) -> date:
    """Give the first day of a bounded interval."""
    assert when.from_date is not None
    return when.from_date
