"""Matters without a named person: treaties, votes, sanctions, inquiries, protests, threats.

In: `Told`, the cases of named persons, when articles were published. Out: more steps for cases,
and groups of events that are one matter. Two stretches of different articles are one matter when
they share several rare things, at most a few years apart, and nothing speaks against it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from math import log10

from sourceline.record.when import When
from sourceline.rooms.threads.defendants import Cases
from sourceline.rooms.threads.joined import Joined
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.meeting import Meeting
from sourceline.rooms.threads.tellings import Telling, Told
from sourceline.rooms.threads.topics import USUAL_MOST, shared
from sourceline.rooms.threads.units import MatterSettings, Unit, cut_units

# Stages that may concern people of several cases at once.
OF_MANY = frozenset(("EXCHANGE", "AGREE", "RESOLUTION", "CONSULT"))
# What is said beside a step makes it no other one.
_BESIDE = frozenset(("ACCUSE", "REQUEST", "STATEMENT", "APPOINT", "REJECT"))
# Stages that name whom they are against: sanctions on two states are two matters.
_TARGETED = frozenset(("SANCTION", "PROTEST"))


def join_matters(told: Told, cases: Cases, days: Mapping[str, date], settings: MatterSettings
                 ) -> Iterator[tuple[str, Sequence[Telling], str]]:
    """Give groups of tellings of one matter: the case they join or "", the tellings, and why."""
    units = cut_units(told, cases, settings)
    joined = Joined()
    free = [unit for unit in units if not unit.case]
    needed = settings.shared_min + settings.shared_per_tenfold * max(
        0.0, log10(max(len(told.tellings), 1) / 10))
    links = list(_links(told, units, cases, days, settings, needed))
    # A step of a court goes with the case it is nearest to, before it can be drawn elsewhere.
    own = _best_cases(links, Joined())
    claimed = {unit.name for unit in free
               if len(own.get(unit.name, ())) == 1 and _is_of_court(unit)
               and not _is_of_streets(unit)}
    for _, a, b in links:
        if not a.case and not b.case and not {a.name, b.name} & claimed:
            joined.join(a.name, b.name)
    _join_same_events([unit for unit in free if unit.name not in claimed], joined)
    best = _best_cases(links, joined)
    by_name = {unit.name: unit for unit in free}
    for top, names in joined.groups(by_name).items():
        members = [telling for name in names for telling in by_name[name].tellings]
        why = "shares its names and rare words with other articles of the matter"
        found = best.get(top, ())
        # What is of many (a treaty, an exchange) may belong to several cases; all else to one.
        many = _are_of_many(members)
        marches = _is_wave(members) and all(case in cases.persons for case in found)
        alone = not found or marches or not (len(found) == 1 or many)
        if marches:
            members += _cases_beside(told, set(names), set(found), links)
        for case in ("",) if alone else found:
            yield case, [one for one in members if not case or _of_a_case(told, one, settings)], why
    yield from _to_waves(told, links, cases)


# The case of a marcher, or of who shot at marchers, says so.
_MARCHES = re.compile(
    r"\b(?:protest\w*|demonstrat\w+|march(?:ed|ers?|es)?|rioters?|riots?|crackdown|uprising|"
    r"unrest|strikers?|strikes?|rall(?:y|ies)|crowds?|sit-ins?|shooting|shot)\b", re.I)


def _is_of_marches(told: Told, unit: Unit) -> bool:
    """Tell whether a short article on a case speaks of marches; a long one speaks of many things.
    """
    text = told.texts.get(unit.article)
    return text is not None and len(text.words) <= unit.topics.short_chars \
        and _MARCHES.search(text.words) is not None


def _cases_beside(told: Told, names: Set[str], found: Set[str],
                  links: Sequence[tuple[float, Unit, Unit]]) -> list[Telling]:
    """Give the steps of a marcher's or a policeman's case that are told with the marches.

    They stand in both: whoever asks what became of the marches asks for the trials too.
    """
    beside = {(held.article, held.case): held for _, a, b in links
              for free, held in ((a, b), (b, a)) if free.name in names and held.case in found
              and (_is_of_marches(told, held) or held.people[1] & free.people[1])}
    return [telling for _, unit in sorted(beside.items()) for telling in unit.tellings]


def _to_waves(told: Told, links: Sequence[tuple[float, Unit, Unit]], cases: Cases
              ) -> Iterator[tuple[str, Sequence[Telling], str]]:
    """Give the steps of persons' cases that belong to a wave of protest as well."""
    for _, a, b in links:
        for wave, held in ((a, b), (b, a)):
            if wave.case and wave.case not in cases.persons and held.case in cases.persons \
                    and _is_of_marches(told, held):
                yield wave.case, held.tellings, "a case told with the wave"


# What police do to marchers, and what marchers do.
_STREETS = frozenset(("PROTEST", "COERCE.dispersal", "COERCE.crackdown", "COERCE.curfew"))


def _is_of_streets(unit: Unit) -> bool:
    """Tell a stretch on marchers, whose arrests are many people's, from one on somebody's case."""
    return any(one.stage == "PROTEST" or one.mention.kind in _STREETS for one in unit.tellings) \
        or all(one.crowd for one in unit.tellings if one.stage in stages().joins.court)


def _is_wave(members: Sequence[Telling]) -> bool:
    """Tell marches that several articles tell of: they are no part of one marcher's case."""
    return len({one.article for one in members if one.stage == "PROTEST"}) > 1


def _is_of_court(unit: Unit) -> bool:
    court = {*stages().joins.court, "PLOT", "THWART"}
    return any(telling.stage in court for telling in unit.tellings)


def _join_same_events(units: Sequence[Unit], joined: Joined) -> None:
    """Join stretches that tell one and the same event, as the events room merged it.

    Those that share most come first, and events told most. One wrong merge would make two large
    matters one, so of the smaller of two groups some share must tell events of the other.
    """
    told_by: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for event in sorted({telling.event for telling in unit.tellings}):
            told_by[event].append(unit)
    ties = sorted((-shared(some[0].topic, unit.topic), -len(some), some[0].name, unit.name)
                  for some in told_by.values() for unit in some[1:]
                  if unit.article != some[0].article and _fit(some[0], unit))
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, one, other in ties:
        tied[one].add(other)
        tied[other].add(one)
    members = joined.groups(unit.name for unit in units)
    for _, _, one, other in ties:
        small, large = sorted((joined.top(one), joined.top(other)),
                              key=lambda top: (len(members[top]), top))
        others = set(members[large])
        tying = sum(bool(tied[name] & others) for name in members[small])
        if small != large and tying >= _TIED_LEAST * len(members[small]):
            joined.join(small, large)
            members[joined.top(small)] = [*members[small], *members[large]]


# Of the smaller of two groups this share must tell an event of the other.
_TIED_LEAST = 0.15


def _of_a_case(told: Told, telling: Telling, settings: MatterSettings) -> bool:
    """Tell whether a step of a matter may be one of a case: in a long article only its own kind."""
    text = told.texts.get(telling.article)
    return telling.stage in stages().joins.alone or (
        text is not None and len(text.words) <= settings.short_chars)


def _best_cases(links: Sequence[tuple[float, Unit, Unit]], joined: Joined
                ) -> dict[str, tuple[str, ...]]:
    """Give for each group of units the cases with which it shares most."""
    score: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for shares, a, b in links:
        for free, held in ((a, b), (b, a)):
            if held.case and not free.case and (held.alone or _are_of_many(free.tellings)) \
                    and not _of_others(free, held):
                top = joined.top(free.name)
                score[top][held.case] = max(score[top][held.case], shares)
    best: dict[str, tuple[str, ...]] = {}
    for top, found in score.items():
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(ordered) == 1 or ordered[0][1] > ordered[1][1] + 0.5:
            best[top] = (ordered[0][0],)
        else:
            best[top] = tuple(case for case, score in ordered if score >= ordered[0][1] - 0.5)
    return best


def _of_others(free: Unit, held: Unit) -> bool:
    """Tell whether a stretch tells a court's step of people the stretch of a case never names."""
    people = {entity for entity, kind in free.topic.entities.items() if kind == "person"}
    return _is_of_court(free) and bool(people) and not people & held.topic.entities.keys() \
        and not held.topic.surnames.keys() & free.topic.capitals


def _are_of_many(tellings: Sequence[Telling]) -> bool:
    """Tell a treaty or an exchange, with what is said of it, from what is of one case."""
    told = {telling.stage for telling in tellings}
    return bool(told & OF_MANY) and told <= OF_MANY | _BESIDE


def _both_held(a: Unit, b: Unit, cases: Cases) -> bool:
    """Tell whether both stand in cases; a person's case may yet be told with a wave."""
    return bool(a.case and b.case) and (a.case in cases.persons) == (b.case in cases.persons)


def _links(told: Told, units: Sequence[Unit], cases: Cases, days: Mapping[str, date],
           settings: MatterSettings, needed: float) -> Iterator[tuple[float, Unit, Unit]]:
    """Give pairs of units of different articles that share as much as is needed, and how much."""
    # One time may speak for two, and so may as much of what is common: to ask for all of it in rare
    # things finds other threads, for a collection of 1,000 articles one in ten.
    meeting = Meeting((unit.topic for unit in units), settings.articles_of_key_max,
                      needed - USUAL_MOST - settings.same_time)
    # Looked up once: a unit meets hundreds of others.
    out = [days.get(unit.article) for unit in units]
    steps = [_incident_times(told, unit) for unit in units]
    for at, one in enumerate(units):
        for number in meeting.behind(at):
            other = units[number]
            if one.article == other.article or _both_held(one, other, cases) \
                    or not _in_years(out[at], out[number], settings) or not _fit(one, other) \
                    or not _in_step(steps[at], steps[number]):
                continue
            parts = one.part + other.part
            if parts and not (one.case or other.case or one.cores & other.cores):
                continue
            shares = shared(one.topic, other.topic)
            if shares >= settings.shared_beside_time and shares + settings.same_time >= needed \
                    and _same_time(told, one, other, settings):
                shares += settings.same_time
            if shares >= needed + settings.shared_by_part * parts:
                yield shares, one, other


# What happens once at a time, and is spoken of by it.
_INCIDENTS = frozenset(("PLOT", "THWART", "ASSAULT", "DEATH", "PROTEST", "DISAPPEAR"))


def _same_time(told: Told, a: Unit, b: Unit, settings: MatterSettings) -> bool:
    """Tell whether both tell an incident of one stage at one known time."""
    return any(one == other and start < end_b and start_b < end
               for one, start, end in _incidents(told, a, settings)
               for other, start_b, end_b in _incidents(told, b, settings))


def _incident_times(told: Told, unit: Unit) -> list[tuple[str, When]]:
    return [(one.stage, told.events[one.event].when) for one in unit.tellings
            if one.stage in _INCIDENTS]


def _in_step(first: Sequence[tuple[str, When]], second: Sequence[tuple[str, When]]) -> bool:
    """Tell whether the incidents two units tell, where all are dated, can be of one matter.

    The killings of one year are not the protests of another, whatever the words they share.
    """
    return not (first and second) or any(
        _meet(one, other, timedelta(days=_APART_DAYS["PROTEST" in (stage, other_stage)]))
        for stage, one in first for other_stage, other in second)


# A wave of protest may last this long without a dated telling; two plots are told further apart.
_APART_DAYS = {True: 200, False: 62}


def _meet(one: When, other: When, gap: timedelta) -> bool:
    if one.from_date is None or one.to_date is None or other.from_date is None \
            or other.to_date is None:
        return True
    return one.from_date < other.to_date + gap and other.from_date < one.to_date + gap


def _incidents(told: Told, unit: Unit, settings: MatterSettings
               ) -> Iterator[tuple[str, date, date]]:
    for telling in unit.tellings:
        when = told.events[telling.event].when
        if telling.stage in _INCIDENTS and when.from_date and when.to_date \
                and (when.to_date - when.from_date).days <= settings.incident_days:
            yield telling.stage, when.from_date, when.to_date


def _fit(a: Unit, b: Unit) -> bool:
    """Tell whether two units can be of one thread: one kind holds a stage of each; no clash."""
    if not a.lines & b.lines or not _same_people(a, b):
        return False
    for stage in _TARGETED & a.stages & b.stages:
        hit_a = {t for one in a.tellings if one.stage == stage for t in one.targets}
        hit_b = {t for one in b.tellings if one.stage == stage for t in one.targets}
        if hit_a and hit_b and not hit_a & hit_b:
            return False
    return True


def _same_people(a: Unit, b: Unit) -> bool:
    """Tell whether two units can concern the same people: one in common, or none in one of them.

    Who is tried is compared with who is tried, and whom a thing befell with whom it befell.
    """
    return all(not first or not second or first & second
               for first, second in zip(a.people, b.people, strict=True))


def _in_years(first: date | None, second: date | None, settings: MatterSettings) -> bool:
    return first is None or second is None or abs((first - second).days) <= settings.years_days
