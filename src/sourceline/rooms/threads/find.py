"""The door of the room over the collection: threads.

In: events, mentions, links, entities, texts, publications. Out: `Thread`s, the same for any order
of what comes in. What was due and what became of it is `answer.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sourceline.record.article import Text
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due, Thread
from sourceline.record.when import Publication
from sourceline.rooms.threads.beside import Sketches
from sourceline.rooms.threads.cases import find_cases
from sourceline.rooms.threads.defendants import Cases
from sourceline.rooms.threads.grow import grow
from sourceline.rooms.threads.lexicon import ThreadKind, is_among, stages, step_of
from sourceline.rooms.threads.matters import join_matters
from sourceline.rooms.threads.order import furthest, kind_of, label_case, make_thread
from sourceline.rooms.threads.tellings import Telling, Told, read_tellings
from sourceline.rooms.threads.units import SAID, MatterSettings
from sourceline.rooms.threads.waves import Wave, find_waves


@dataclass(frozen=True)
class ThreadSettings:
    """When events are one thread, and when a later event answers."""

    stages_min: int = 2  # different stages; one arrest is an event and no thread yet
    alone_stages_min: int = 3  # a matter of one article alone: a threat, a delay and a search
    persons_max: int = 12  # an event that concerns more persons is a wave of arrests, no one case
    early_days: int = 31  # how much sooner than announced a thing may happen and still be it
    late_days: int = 730  # after two years another trial is more likely than the same
    late_sitting_days: int = 45  # a sitting of one day is told soon or not at all
    undated_days: int = 400  # what was due "soon" is long past after a year
    # How likely an event is what became of something due to be called its outcome.
    answer_likely: float = 0.3
    # How alike the traces of a due and of what answers it are at least, and above the next one.
    answer_alike: float = 0.6
    answer_above: float = 0.03
    matters: MatterSettings = field(default_factory=MatterSettings)
    # How likely, on average, the events of two groups are of one matter for these to be joined.
    matter_likely: float = 0.4
    grown_events_max: int = 20_000  # a larger collection keeps to what rules find


def find_threads(
    events: Sequence[Event],
    mentions: Sequence[EventMention],
    links: Iterable[Link],
    entities: Iterable[Entity],
    settings: ThreadSettings,
    texts: Sequence[Text] = (),
    publications: Sequence[Publication] = (),
    dues: Sequence[Due] = (),
) -> tuple[Thread, ...]:
    """Join the stages of one case or one matter.

    Takes: `dues`; what one of them says is expected is a step to come, even where its verb alone
    ("a treaty expected to let him be freed") tells only a purpose.

    >>> find_threads((), (), (), (), ThreadSettings())
    ()

    Events are joined when they concern the same person as the one whose case it is, when a step
    without a person is told beside or in an article of one case only, or when stretches of
    articles share several rare names and words. Nothing is joined by a country, a place, or by a
    name alone.
    """
    expected = frozenset(due.event_mention for due in dues if due.event_mention is not None)
    told = read_tellings(events, mentions, links, entities, texts, expected)
    cases = find_cases(told, settings.persons_max)
    days = {one.article: one.published.from_date for one in publications
            if one.published.from_date is not None}
    waves = _add_waves(told, cases)
    matters = _matters(told, cases, days, settings)
    cited = {mention.id: mention.cite for mention in mentions}
    # What befell somebody by name is a case of its own, even where marchers speak of it.
    own_deaths: dict[str, frozenset[str]] = {}
    for one in told.all():
        if one.persons and one.stage in ("ASSAULT", "DEATH"):
            own_deaths[one.event] = own_deaths.get(one.event, frozenset()) | one.persons
    threads = []
    groups = (*_case_groups(told, cases), *_wave_groups(told, cases, waves), *matters)
    for group in _grown(told, groups, settings):
        steps = [told.events[event] for event in sorted(group.events)]
        kind = group.kind or kind_of(steps, group.own if group.label else None)
        if kind is None:
            continue
        # Whose case it is may also be missing, or be struck off a list.
        order = {**_case_order(), **kind.order} if group.label else kind.order
        steps = [event for event in steps if (
                     event.id in group.loose or step_of(event.kind, event.status) in order)
                 and not (kind.name == "protests" and event.id in own_deaths
                          and not _is_shared(told, group, own_deaths[event.id]))]
        if kind.name == "protests":
            steps = _of_one_time(steps)
        if group.stands(steps, kind, settings):
            threads.append(make_thread(steps, kind, group.named(kind), group.why, cited,
                                       group.loose))
    threads.sort(key=lambda thread: (thread.id, thread.label))
    # Two people whose case has the very same steps share one thread.
    once = {thread.id: thread for thread in reversed(threads)}
    return tuple(once[name] for name in sorted(once))


def _is_shared(told: Told, group: "_Group", victims: Set[str]) -> bool:
    """Tell whether several articles of marches name whom a thing befell: it is their matter."""
    articles = {one.article for one in told.all() if one.event in group.events}
    return sum(any(name.entity in victims for name in told.names.get(article, ()))
               for article in articles) > 1


def _of_one_time(steps: Sequence[Event]) -> list[Event]:
    """Leave out what was over years before all marches of a thread: another decade's crackdown."""
    marches = [event.when.to_date for event in steps if is_among(event.kind, ("PROTEST",))
               and event.when.to_date is not None]
    first = min(marches, default=None)
    return [event for event in steps if first is None or event.when.to_date is None
            or event.when.to_date + _YEARS >= first]


_YEARS = timedelta(days=3 * 366)


def _case_order() -> Mapping[str, int]:
    """Give the stages any case of a person may run through."""
    return next(kind.order for kind in stages().kind if kind.name == "case")


@dataclass(frozen=True)
class _Group:
    """Events that belong together; `label` names the people of a case, "" for a matter."""

    events: frozenset[str]
    why: Mapping[str, str]
    label: str
    words: str
    articles: int
    kind: ThreadKind | None = None
    sentences: int = 1
    own: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    def stands(self, steps: Sequence[Event], kind: ThreadKind, settings: ThreadSettings) -> bool:
        """Tell whether the steps make a thread: two stages; of a matter, in two articles.

        A wave is known by its own time and country: two stages of it in one article are one.
        """
        different = {step_of(event.kind, event.status) for event in steps}
        if self.label:
            return len(different) >= settings.stages_min
        if self.kind is not None and len(different) >= settings.stages_min:
            return True
        if kind.name == "threats" and not _is_campaign(steps, different):
            return False
        if self.articles > 1:
            return sum(step_of(event.kind, event.status) not in SAID for event in steps) > 1
        told = all(event.status in ("happened", "alleged", "thwarted", "threatened")
                   for event in steps)
        return told and self.sentences > 1 and len(different) >= settings.alone_stages_min \
            and (kind.name == "threats" or (kind.name == "protests" and bool(
                different & {"COERCE", "ARREST", "DETAIN"})))

    def named(self, kind: ThreadKind) -> str:
        """Name the thread."""
        return self.label.replace("Case of", f"{kind.label} of", 1) if self.label \
            else f"{kind.label}: {self.words}"


def _grown(told: Told, groups: Sequence[_Group], settings: ThreadSettings) -> Iterator[_Group]:
    """Give the groups with what else is told of their matters, and matters no rule has found."""
    if len(told.events) > settings.grown_events_max:
        yield from groups
        return
    grown = grow([group.events for group in groups],
                 [bool(group.label) or group.kind is not None for group in groups],
                 Sketches(told), settings.matter_likely)
    for one in grown:
        some = [groups[at] for at in one.groups]
        # A case or a wave keeps its name; of matters the one with most events does.
        first = min(some, key=lambda group: (not group.label and group.kind is None,
                                             -len(group.events), min(group.events)), default=None)
        events = one.events.union(*(group.events for group in some))
        loose = events - (first.events if first is not None else frozenset())
        why = {event: reason for group in reversed(some) for event, reason in group.why.items()}
        why |= dict.fromkeys(one.events, _BESIDE)
        if first is not None:
            yield replace(first, events=events, why=why, loose=loose)
            continue
        tellings = [telling for telling in told.all() if telling.event in events]
        articles = len({telling.article for telling in tellings})
        words = _names_said(told, tellings)
        # What no rule holds together is a matter where several articles tell of it by name.
        if len(events) > _LEAST_LIKELY and articles > 1 and words != _NO_NAME:
            yield _Group(events, why, "", words, articles, loose=loose)


_LEAST_LIKELY = 2
_BESIDE = "told in the words and beside the names of the matter"


def _is_campaign(steps: Sequence[Event], different: Set[str]) -> bool:
    """Tell threats that are a matter of their own: several, or one that somebody acted on."""
    threats = sum(step_of(event.kind, event.status) == "THREATEN" for event in steps)
    return threats > 1 or bool(different & {"PLOT", "THWART", "ARREST", "CHARGE", "POSTPONE"})


def _add_waves(told: Told, cases: Cases) -> dict[str, Wave]:
    """Find the waves of protest and hold their events as those of a case nobody stands for."""
    taken = {event for events in cases.events.values() for event in events}
    waves = {f"wave {min(wave.why)}": wave for wave in find_waves(told, taken)}
    for name, wave in waves.items():
        for event, why in wave.why.items():
            cases.add(name, event, why)
    return waves


def _wave_groups(told: Told, cases: Cases, waves: Mapping[str, Wave]) -> Iterator[_Group]:
    """Give the waves with what the matters drew to them."""
    kind = next(kind for kind in stages().kind if kind.name == "protests")
    for name, wave in sorted(waves.items()):
        events = frozenset(cases.events[name])
        articles = {telling.article for telling in told.all() if telling.event in events}
        why = {event: cases.why[name, event] for event in events}
        yield _Group(events, why, "", wave.label, len(articles), kind)


def _matters(told: Told, cases: Cases, days: Mapping[str, date], settings: ThreadSettings
             ) -> list[_Group]:
    """Join what concerns no named person; what belongs to a case goes there."""
    groups: list[_Group] = []
    for case, tellings, why in join_matters(told, cases, days, settings.matters):
        if case:
            for telling in tellings:
                cases.add(case, telling.event, why)
            continue
        events = frozenset(telling.event for telling in tellings)
        groups.append(_Group(events, dict.fromkeys(events, why), "", _names_said(told, tellings),
                             len({telling.article for telling in tellings}),
                             sentences=len({telling.mention.sentence for telling in tellings})))
    return groups


def _names_said(told: Told, tellings: Sequence[Telling]) -> str:
    """Give the two names most articles of a matter share."""
    counted: Counter[str] = Counter()
    for article in sorted({telling.article for telling in tellings}):
        near = {name.entity for telling in tellings if telling.article == article
                for name in told.named_within(article, telling.mention.sentence.start,
                                              telling.mention.sentence.end)}
        counted.update(told.called[entity] for entity in near if entity in told.called)
    ordered = sorted(counted, key=lambda name: (-counted[name], name))
    return " and ".join(ordered[:2]) or _NO_NAME


_NO_NAME = "no name given"


def _people(told: Told, cases: Cases) -> dict[str, int]:
    """Give for each case how many people a court's step in it says there are."""
    cases_of: dict[str, list[str]] = defaultdict(list)
    for case, events in cases.events.items():
        for event in events:
            cases_of[event].append(case)
    found: dict[str, int] = defaultdict(int)
    for telling in told.all():
        if telling.stage in stages().joins.court:
            for case in cases_of.get(telling.event, ()):
                found[case] = max(found[case], telling.people)
    return found


def _case_groups(told: Told, cases: Cases) -> Iterator[_Group]:
    persons: dict[str, list[str]] = defaultdict(list)
    for person in sorted(cases.persons):
        persons[cases.joined.top(person)].append(person)
    met: dict[str, set[str]] = defaultdict(set)
    spoken: Counter[str] = Counter()
    hit: dict[str, set[str]] = defaultdict(set)
    for telling in told.all():
        hit[telling.event] |= telling.persons | telling.meant
        for person in telling.persons:
            spoken[told.called[person]] += 1
            if telling.mention.status == "happened":
                met[told.called[person]].add(telling.stage)
    people = _people(told, cases)
    for case, events in sorted(cases.events.items()):
        if case not in persons:
            continue
        names = sorted({told.called[person] for person in persons[case]})
        reached = {name: stage for name in names if (stage := furthest(met[name]))}
        own = frozenset(event for event in events if hit[event] & set(persons[case]))
        kind = kind_of([told.events[event] for event in sorted(events)], own)
        if kind is None:
            continue
        why = {event: cases.why[case, event] for event in events}
        label = label_case(kind, names, spoken, reached, people.get(case, 0))
        yield _Group(frozenset(events), why, label.replace(f"{kind.label} of", "Case of", 1), "",
                     1, own=own)
