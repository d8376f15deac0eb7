"""Waves of protest: an uprising and what was done against it, known by its country and its months.

In: `Told` and the events that are steps of a person's case. Out: `Wave`s with the reason for each
event. A wave begins where an article dates it to a month or so ("the November 2031 uprising"); what
the same paragraph, and the next, tell without a date of its own belongs to it. A single march, a
rally abroad, or a protest that only the country ties to it is left to `matters.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta

from sourceline.record.when import When
from sourceline.rooms.threads.joined import Joined
from sourceline.rooms.threads.tellings import Telling, Told

# A longer time ("in 2031") is no wave of its own: two may fall into it.
_LONGEST_DAYS = 62
# One article may date one wave to "the last days of 2031" and to January.
_GAP_DAYS = 15
# The suppression goes on after the crowds have gone.
_AFTER_DAYS = 62
# A wave runs across a country; a march of one day in one square does not.
_WIDE = re.compile(r"\b(?:uprisings?|unrest|revolts?|nationwide|countrywide|"
                   r"across (?:the|its) (?:entire |whole )?(?:country|nation)|"
                   r"(?:protests?|demonstrations?) (?:movement|wave)|"
                   r"waves? of (?:mass )?protests?)\b", re.I)
# "A year after the uprising" dates the day that looks back, not the uprising.
_DATED = re.compile(r"\b(?:\d{4}|last \w+)(?:['’]s)? $")
_LOOKS_BACK = re.compile(r"\b(?:anniversary|commemorat\w+|years? (?:after|since|on)|\w+ ago)\b",
                         re.I)
# "An uprising", "another protest movement" begin one that was not told of before.
_NEW = re.compile(r"\b(?:an?|another|several|multiple|many|other|next|future|further|similar)"
                  r"(?: [\w-]+){0,3} $", re.I)
_OF_UNREST = re.compile(_WIDE.pattern + r"|\b(?:crackdowns?|protests|demonstrations)\b", re.I)
_SUPPRESSES = frozenset(("COERCE", "TORTURE", "ARREST", "DETAIN", "DEATH", "MOBILIZE"))
_AGAINST_CROWDS = frozenset(("ASSAULT.killing", "ASSAULT.shooting", "ASSAULT.beating",
                             "ASSAULT.airstrike"))
_MARCHERS = re.compile(r"\b(?:protest[eo]rs?|demonstrators?|marchers?|crowds?|bystanders?)\b", re.I)
_MANY = re.compile(_MARCHERS.pattern + r"|\b(?:people|participants|civilians|prisoners|detainees|"
                   r"students|workers|residents|dozens|scores|hundreds|thousands)\b|\d", re.I)
_ABROAD = frozenset(("PROTEST.rally", "PROTEST.strike", "PROTEST.boycott"))


@dataclass
class Wave:
    """One wave: its events with the reason for each, its country, when it began and ended."""

    where: frozenset[str]
    start: date
    end: date
    country: str = ""
    why: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name the wave by its country and its first month."""
        month = self.start.strftime("%B %Y")
        return f"{self.country}, {month}" if self.country else month


@dataclass(frozen=True)
class _Sighting:
    """A stretch of one article that tells of one wave."""

    name: str
    where: frozenset[str]
    start: date
    end: date
    country: str
    tellings: list[tuple[Telling, str]]


def find_waves(told: Told, taken: Set[str]) -> list[Wave]:
    """Find the waves of protest of a collection.

    Takes: `taken`, events that are steps of a person's case; they begin no wave and join none.
    """
    seen = [one for article in sorted(told.tellings) for one in _in_article(told, article, taken)]
    joined = _join_near(seen)
    by_name = {one.name: one for one in seen}
    waves = []
    for names in joined.groups(by_name).values():
        parts = [by_name[name] for name in names]
        wave = Wave(frozenset().union(*(one.where for one in parts)),
                    min(one.start for one in parts), max(one.end for one in parts),
                    next((one.country for one in parts if one.country), ""))
        for one in parts:
            for telling, why in one.tellings:
                wave.why.setdefault(telling.event, why)
        waves.append(wave)
    _add_by_year(told, waves, taken)
    return _without_shared(waves)


def _join_near(seen: Sequence[_Sighting]) -> Joined:
    """Join what was seen in one place at nearly one time.

    In the order of days each need only be held against the one that reaches furthest so far.
    """
    joined = Joined()
    by_place: dict[str, list[_Sighting]] = defaultdict(list)
    for one in seen:
        for place in sorted(one.where):
            by_place[place].append(one)
    for some in by_place.values():
        ordered = sorted(some, key=lambda one: (one.start, one.end, one.name))
        furthest = ordered[0]
        for one in ordered[1:]:
            if _near(furthest, one):
                joined.join(furthest.name, one.name)
            furthest = max(furthest, one, key=lambda other: other.end)
    return joined


def _add_by_year(told: Told, waves: Sequence[Wave], taken: Set[str]) -> None:
    """Add what is told of "the 2031 crackdown" where the collection knows one wave of that year."""
    by_place: dict[str, list[Wave]] = defaultdict(list)
    for wave in waves:
        for place in wave.where:
            by_place[place].append(wave)
    for telling in told.all():
        when = told.events[telling.event].when
        if telling.event in taken or telling.persons or when.precision != "year" \
                or when.from_date is None or when.to_date is None or not _is_of_wave(telling) \
                or not _OF_UNREST.search(telling.mention.sentence.words):
            continue
        year = {id(wave): wave for place in _where(told, telling) for wave in by_place[place]
                if when.from_date < wave.end and wave.start < when.to_date}
        for wave in year.values() if len(year) == 1 else ():
            wave.why.setdefault(telling.event, "the only wave of its year in that country")


def _near(a: _Sighting, b: _Sighting) -> bool:
    """Tell whether two dated stretches can be of one wave: their times meet, or nearly."""
    gap = timedelta(days=_GAP_DAYS)
    return a.start < b.end + gap and b.start < a.end + gap


def _without_shared(waves: Sequence[Wave]) -> list[Wave]:
    """Leave out events that two waves claim: whose they are is open."""
    claimed: dict[str, int] = defaultdict(int)
    for wave in waves:
        for event in wave.why:
            claimed[event] += 1
    for wave in waves:
        wave.why = {event: why for event, why in wave.why.items() if claimed[event] == 1}
    return [wave for wave in waves if wave.why]


def _in_article(told: Told, article: str, taken: Set[str]) -> list[_Sighting]:
    """Give the waves an article dates, each with what its paragraph and the next tell of it."""
    found: list[_Sighting] = []
    current: _Sighting | None = None
    for tellings in _paragraphs(told, article):
        here = [one for telling in tellings if (one := _sighting(told, telling, taken)) is not None]
        found += here
        one_wave = all(_near(here[0], one) for one in here)
        last, current = current, here[0] if here and one_wave else None
        wave = current if here else last
        if wave is not None:
            wave.tellings.extend(_told_of(told, tellings, wave, taken))
    return found


def _paragraphs(told: Told, article: str) -> list[list[Telling]]:
    """Give the tellings of an article by paragraph, empty ones between them left out."""
    text = told.texts.get(article)
    found: dict[int, list[Telling]] = defaultdict(list)
    for telling in told.tellings[article]:
        start = text.words.rfind("\n", 0, telling.mention.cite.start) if text is not None else 0
        found[start].append(telling)
    return [found[start] for start in sorted(found)]


def _sighting(told: Told, telling: Telling, taken: Set[str]) -> _Sighting | None:
    """Read a telling that dates a wave: wide unrest, or force against marchers, within a month."""
    said, event = telling.mention.sentence.words, told.events[telling.event]
    at = telling.mention.cite.start - telling.mention.sentence.start
    if telling.event in taken or telling.mention.kind in _ABROAD or (
            _LOOKS_BACK.search(said) and not _DATED.search(said[:at])):
        return None
    forced = telling.mention.kind in _AGAINST_CROWDS and telling.stage != "PROTEST" \
        and any(_MARCHERS.search(role.cite.words) for role in telling.mention.roles)
    if telling.stage != "PROTEST" and not forced:
        return None
    if not forced and not _WIDE.search(_clause(telling)):
        return None
    found = _interval(event.when)
    if found is None:
        return None
    where = _where(told, telling)
    name = f"{telling.article} {telling.mention.cite.start:09d}"
    return _Sighting(name, where, *found, event.country,
                     [(telling, "dates the wave by its month and country")]) if where else None


def _clause(telling: Telling) -> str:
    """Give the words near a telling: another protest of a long sentence says nothing of it."""
    said, start = telling.mention.sentence, telling.mention.cite.start
    at = start - said.start
    return said.words[max(0, at - 60):at + 110]


def _interval(when: When) -> tuple[date, date] | None:
    if when.from_date is None or when.to_date is None \
            or (when.to_date - when.from_date).days > _LONGEST_DAYS:
        return None
    return when.from_date, when.to_date


def _where(told: Told, telling: Telling) -> frozenset[str]:
    """Give the country of a telling, else the places its sentence names."""
    country = told.events[telling.event].country
    if country:
        return frozenset((country,))
    said = telling.mention.sentence
    named = told.named_within(telling.article, said.start, said.end)
    return frozenset(name.entity for name in named
                     if name.kind in ("place", "government"))


def _told_of(told: Told, tellings: Sequence[Telling], wave: _Sighting, taken: Set[str]
             ) -> Iterator[tuple[Telling, str]]:
    """Give what a paragraph tells of the wave that was dated last, until it tells of a new one."""
    for telling in tellings:
        before = telling.mention.sentence.words[
            :telling.mention.cite.start - telling.mention.sentence.start]
        if telling.stage == "PROTEST" and _NEW.search(before):
            return
        if telling.event in taken or telling.persons or telling.mention.status != "happened":
            continue
        if _is_of_wave(telling) and _in_time(told.events[telling.event].when, wave):
            yield telling, "told beside a dated telling of the wave, without a date of its own"


def _is_of_wave(telling: Telling) -> bool:
    """Tell whether a telling is of marchers, or of what was done to many of them."""
    kind = telling.mention.kind
    if kind in _ABROAD or not (telling.stage == "PROTEST" or telling.stage in _SUPPRESSES
                               or kind in _AGAINST_CROWDS):
        return False
    struck = [role.cite.words for role in telling.mention.roles
              if role.role in ("victim", "target")]
    return telling.stage in ("PROTEST", "COERCE") or not struck \
        or any(_MANY.search(words) for words in struck)


def _in_time(when: When, wave: _Sighting) -> bool:
    """Tell whether a time is open before its article, or lies in the wave or soon after."""
    if when.from_date is None:
        return True
    if when.to_date is None:
        return False
    long = (when.to_date - when.from_date).days > _LONGEST_DAYS
    return not long and when.from_date < wave.end + timedelta(days=_AFTER_DAYS) \
        and wave.start < when.to_date + timedelta(days=_GAP_DAYS)
