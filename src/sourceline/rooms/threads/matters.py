"""Matters without a named person: treaties, votes, sanctions, inquiries, protests, threats.

In: `Told`, the cases of named persons, when articles were published. Out: more steps for cases,
and groups of events that are one matter. Two stretches of different articles are one matter when
they share several rare things, at most a few years apart, and nothing speaks against it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import log10

from sourceline.record.when import When
from sourceline.rooms.threads.cases import Cases
from sourceline.rooms.threads.joined import Joined
from sourceline.rooms.threads.lexicon import is_among, stages
from sourceline.rooms.threads.meeting import Meeting
from sourceline.rooms.threads.tellings import Telling, Told
from sourceline.rooms.threads.topics import USUAL_MOST, Topic, shared, topic_of

# Stages that may concern people of several cases at once.
OF_MANY = frozenset(("EXCHANGE", "AGREE", "RESOLUTION", "CONSULT"))
# Stages that name whom they are against: sanctions on two states are two matters.
_TARGETED = frozenset(("SANCTION", "PROTEST"))
# Topics kept at hand.
_AT_HAND = 1 << 14


@dataclass(frozen=True)
class MatterSettings:
    """How much two articles must share; chosen on the open cases by evals/threads.py."""

    shared_min: float = 1.8  # in ten articles; a person and a rare word, or three rare words
    shared_per_tenfold: float = 0.8  # more articles share more by chance
    short_chars: int = 1500  # an article up to this long is about one matter
    years_days: int = 1100  # an anniversary or a late report is within three years
    same_time: float = 1.2  # "the plot of June 2018" in both says as much as a rare word and more
    shared_beside_time: float = 1.0  # but a month alone is no sign
    incident_days: int = 31  # a known time is no longer than a month
    articles_of_key_max: int = 150  # a word or name in more articles finds no candidates


@dataclass(frozen=True, eq=False)
class Unit:
    """Tellings of one article that are about one thing; `case` when they are steps of one.

    `alone` says that its article tells of no other case: only then it draws matters to its case.
    """

    article: str
    tellings: tuple[Telling, ...]
    topics: "Topics"
    case: str = ""
    alone: bool = True

    @property
    def topic(self) -> Topic:
        """What it is about."""
        return self.topics.of(self)

    @property
    def name(self) -> str:
        """What this unit is called among others."""
        return self.case or f"{self.article} {self.tellings[0].mention.cite.start:09d}"

    # What every comparison with another unit asks again; a unit meets thousands of others.
    @cached_property
    def stages(self) -> frozenset[str]:
        """The stages it tells."""
        return frozenset(one.stage for one in self.tellings)

    @cached_property
    def lines(self) -> frozenset[int]:
        """The kinds of thread, by number, that hold one of its stages."""
        return frozenset(number for number, kind in enumerate(stages().kind)
                         if self.stages & set(kind.order))

    @cached_property
    def people(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who is tried, and whom a thing befell that is done only once."""
        joins = stages().joins
        tried, befell = (frozenset(p for one in self.tellings if is_among(one.mention.kind, kinds)
                                   for p in one.persons) for kinds in (joins.court, joins.once))
        return tried, befell


class Topics:
    """What units are about, looked up in their articles when it is asked for."""

    def __init__(self, told: Told, short_chars: int) -> None:
        """Take what is told; make no topic yet."""
        # Some 6 kB each: of all units of a large collection they would fill memory.
        self.of = lru_cache(maxsize=_AT_HAND)(lambda unit: topic_of(
            told, unit.article, unit.tellings, short_chars))


def join_matters(told: Told, cases: Cases, days: Mapping[str, date], settings: MatterSettings
                 ) -> Iterator[tuple[str, Sequence[Telling], str]]:
    """Give groups of tellings of one matter: the case they join or "", the tellings, and why."""
    units = _units(told, cases, settings)
    joined = Joined()
    free = [unit for unit in units if not unit.case]
    needed = settings.shared_min + settings.shared_per_tenfold * max(
        0.0, log10(max(len(told.tellings), 1) / 10))
    links = list(_links(told, units, days, settings, needed))
    # A step of a court goes with the case it is nearest to, before it can be drawn elsewhere.
    own = _best_cases(links, Joined())
    claimed = {unit.name for unit in free
               if len(own.get(unit.name, ())) == 1 and _is_of_court(unit)}
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
        many = all(telling.stage in OF_MANY for telling in members)
        marches = _is_wave(members) and all(case in cases.persons for case in found)
        alone = not found or marches or not (len(found) == 1 or many)
        for case in ("",) if alone else found:
            yield case, [one for one in members if not case or _of_a_case(told, one, settings)], why


def _is_wave(members: Sequence[Telling]) -> bool:
    """Tell marches that several articles tell of: they are no part of one marcher's case."""
    return len({one.article for one in members if one.stage == "PROTEST"}) > 1


def _is_of_court(unit: Unit) -> bool:
    court = {*stages().joins.court, "PLOT", "THWART"}
    return any(telling.stage in court for telling in unit.tellings)


def _join_same_events(units: Sequence[Unit], joined: Joined) -> None:
    """Join stretches that tell one and the same event, as the events room merged it."""
    first: dict[str, Unit] = {}
    for unit in units:
        for telling in unit.tellings:
            other = first.setdefault(telling.event, unit)
            if other.article != unit.article and _fit(other, unit):
                joined.join(other.name, unit.name)


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
            if held.case and not free.case and (held.alone or _all_of_many(free)) \
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


def _all_of_many(unit: Unit) -> bool:
    return all(telling.stage in OF_MANY for telling in unit.tellings)


def _units(told: Told, cases: Cases, settings: MatterSettings) -> list[Unit]:
    """Cut each article into units: the steps of each case, and what is left."""
    cases_of: dict[str, list[str]] = defaultdict(list)
    for case, events in sorted(cases.events.items()):
        for event in events:
            cases_of[event].append(case)
    topics = Topics(told, settings.short_chars)
    units: list[Unit] = []
    for article in sorted(told.tellings):
        held: dict[str, list[Telling]] = defaultdict(list)
        for telling in told.tellings[article]:
            for case in cases_of.get(telling.event, ("",)):
                held[case].append(telling)
        free = [one for one in held.pop("", []) if one.stage in stages().joins.matters
                and not one.persons & cases.persons]
        persons = {case for case in held if case in cases.persons}
        units += [Unit(article, tuple(members), topics, case, len(persons | {case}) == 1)
                  for case, members in sorted(held.items())]
        units += [Unit(article, tuple(members), topics)
                  for members in _cut(told, article, free, settings)]
    return units


def _cut(told: Told, article: str, free: Sequence[Telling], settings: MatterSettings
         ) -> Iterator[list[Telling]]:
    """Cut what is left of an article: a short one is one unit, a long one goes by paragraphs.

    A paragraph that tells of plots in several sentences may list them: it goes by sentences.
    """
    text = told.texts.get(article)
    if text is None or len(text.words) <= settings.short_chars:
        if free:
            yield list(free)
        return
    paragraphs: dict[int, list[Telling]] = defaultdict(list)
    for telling in free:
        paragraphs[text.words.rfind("\n", 0, telling.mention.cite.start)].append(telling)
    for members in paragraphs.values():
        plots = {one.mention.sentence.start for one in members if one.stage == "THWART"}
        if len(plots) > 1:
            yield from _by_sentence(members)
        else:
            yield members


def _by_sentence(members: Sequence[Telling]) -> Iterator[list[Telling]]:
    sentences: dict[int, list[Telling]] = defaultdict(list)
    for telling in members:
        sentences[telling.mention.sentence.start].append(telling)
    yield from sentences.values()


def _links(told: Told, units: Sequence[Unit], days: Mapping[str, date],
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
            if one.article == other.article or (one.case and other.case) \
                    or not _in_years(out[at], out[number], settings) or not _fit(one, other) \
                    or not _in_step(steps[at], steps[number]):
                continue
            shares = shared(one.topic, other.topic)
            if shares >= settings.shared_beside_time and shares + settings.same_time >= needed \
                    and _same_time(told, one, other, settings):
                shares += settings.same_time
            if shares >= needed:
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
