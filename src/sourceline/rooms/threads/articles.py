"""Events without a person of their own, joined to the case their article tells of.

In: cases, groups of events by defendant, links and entities. Out: which further events belong to
which group, and why. An article tells of a case when the defendants it names are all of that case;
of a plot whose suspects it does not name, when it shares the named site and a named body with
articles of exactly one case. Two cases in one article leave its unnamed events open.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from sourceline.record.entity import Entity, Link
from sourceline.record.event import EventMention
from sourceline.rooms.threads.cases import Cases
from sourceline.rooms.threads.lexicon import stage_of

# Names that stand this close, in characters, are a list: only ", " or " and " fits between.
_MAX_LIST_GAP_CHARS = 6
# Who is meant by these words is a person of the case, where the article tells of one.
_MEANT = frozenset((
    "he", "she", "they", "him", "her", "them", "his", "their", "who", "man", "woman", "suspect",
    "suspects", "defendant", "defendants", "accused", "men", "women", "two", "three", "four",
    "five", "six", "third", "fourth", "trio", "pair", "couple", "plotter", "plotters",
))
_FEW = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "both", "all"))
_COURT = frozenset(("CHARGE", "TRIAL", "VERDICT", "SENTENCE"))
_STEPS = _COURT | {"ARREST", "EXTRADITE"}
# A second ruling or delay in the article may be of another case; these words tie it to a trial.
_OF_A_TRIAL = ("trial", "hearing", "sentencing", "jury", "verdict")
_NEEDS_PERSON = frozenset(("ARREST", "CHARGE"))
_ALONE = frozenset(("PLOT", "THWART", "ARREST", "CHARGE", "TRIAL", "VERDICT", "SENTENCE", "APPEAL",
                    "POSTPONE"))


@dataclass(frozen=True)
class Named:
    """What each article names: times an entity stands there, and persons in order of place."""

    times: Mapping[str, Counter[str]]
    persons: Mapping[str, Sequence[tuple[int, int, str]]]
    kinds: Mapping[str, str]


def read_names(links: Sequence[Link], entities: Sequence[Entity]) -> Named:
    """Read from the evidence of the links what each article names, and where."""
    kinds = {entity.id: entity.kind for entity in entities}
    places = {(cite.article, cite.start, cite.end, link.entity)
              for link in links for cite in link.because.cites}
    times: dict[str, Counter[str]] = defaultdict(Counter)
    persons: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article, start, end, entity in sorted(places):
        times[article][entity] += 1
        if kinds.get(entity) == "person":
            persons[article].append((start, end, entity))
    return Named(times, persons, kinds)


def listed_together(cases: Cases, named: Named) -> Iterator[frozenset[str]]:
    """Give the persons who stand in one list in an article that tells of a court step."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for event, articles in cases.articles.items():
        for article in articles:
            kinds[article].add(stage_of(cases.events[event].kind))
    for article in sorted(named.persons):
        # An exchange lists people of several cases.
        if not kinds[article] & _COURT or "EXCHANGE" in kinds[article]:
            continue
        row = named.persons[article]
        chain: list[str] = []
        for at, (_, end, person) in enumerate(row):
            chain.append(person)
            gap = row[at + 1][0] - end if at + 1 < len(row) else _MAX_LIST_GAP_CHARS + 1
            if not 0 <= gap <= _MAX_LIST_GAP_CHARS:
                if len(set(chain)) > 1:
                    yield frozenset(chain)
                chain = []


def attach_by_article(
    cases: Cases, mentions: Sequence[EventMention], named: Named,
    defendants: Sequence[Set[str]], taken: Set[str],
) -> dict[str, tuple[int, str]]:
    """Give for an event without a person the group its articles tell of, and why."""
    told = _told_in(cases, named, defendants)
    case_of = {article: found for article in sorted(named.times)
               if (found := _case_of_article(article, named, defendants)) is not None
               and found in told.get(article, ())}
    for article, found in _plots(cases, named, case_of):
        case_of.setdefault(article, found)
    said: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        event = cases.event_of.get(mention.id)
        if event is not None and event not in taken:
            said[event].append(mention)
    attached: dict[str, tuple[int, str]] = {}
    for event, tellings in sorted(said.items()):
        groups = {case_of.get(one.cite.article) for one in tellings}
        stage = stage_of(cases.events[event].kind)
        only = next(iter(groups)) if len(groups) == 1 else None
        if only is None or cases.persons.get(event) or stage not in _ALONE:
            continue
        if all(_means_them(one) for one in tellings):
            attached[event] = only, "told in an article of this case alone"
    return attached


def cases_named(article: str, named: Named, defendants: Sequence[Set[str]]) -> set[int]:
    """Give the cases of which an article names a defendant."""
    times = named.times.get(article, Counter())
    return {at for at, persons in enumerate(defendants) if any(one in times for one in persons)}


def _told_in(cases: Cases, named: Named, defendants: Sequence[Set[str]]) -> dict[str, set[int]]:
    """Give for each article the cases of which it tells a court step, or lists two defendants."""
    told: dict[str, set[int]] = defaultdict(set)
    for event, persons in cases.persons.items():
        if stage_of(cases.events[event].kind) in _STEPS:
            for article in cases.articles[event]:
                told[article] |= {at for at, group in enumerate(defendants) if group & persons}
    for article, row in named.persons.items():
        for before, after in pairwise(row):
            if 0 <= after[0] - before[1] <= _MAX_LIST_GAP_CHARS and before[2] != after[2]:
                told[article] |= {at for at, group in enumerate(defendants)
                                  if before[2] in group or after[2] in group}
    return told


def _case_of_article(article: str, named: Named, defendants: Sequence[Set[str]]) -> int | None:
    """Give the only case whose defendants an article names, at least twice together."""
    there = cases_named(article, named, defendants)
    if len(there) != 1:
        return None
    only = next(iter(there))
    often = sum(named.times[article][person] for person in defendants[only])
    return only if often >= 2 else None


def _plots(cases: Cases, named: Named,
           case_of: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Give articles on a plot without a named suspect, and the case with its site and its body."""
    plots = {article for event, articles in cases.articles.items() for article in articles
             if stage_of(cases.events[event].kind) == "PLOT"}
    for article in sorted(plots - set(case_of)):
        found: set[int] = set()
        for other, case in case_of.items():
            shared = set(named.times.get(article, ())) & set(named.times[other])
            sites = {one for one in shared if named.kinds.get(one) == "facility"}
            bodies = {one for one in shared if named.kinds.get(one) == "organization"}
            if other in plots and sites and bodies:
                found.add(case)
        if len(found) == 1:
            yield article, next(iter(found))


def _means_them(mention: EventMention) -> bool:
    """Tell whether whom the words concern, if anyone, can be the persons of the case."""
    stage, said = stage_of(mention.kind), mention.sentence.words.lower()
    if stage == "POSTPONE" and not any(word in said for word in _OF_A_TRIAL):
        return False
    if stage == "VERDICT" and "rul" in mention.cite.words.lower():
        return False
    touched = [role for role in mention.roles if role.role in ("target", "victim")]
    if stage in _NEEDS_PERSON and not touched:
        return False
    for role in mention.roles:
        if role.role not in ("target", "victim") or stage_of(mention.kind) in ("PLOT", "THWART"):
            continue
        words = role.cite.words.lower().split()
        few = words[0] in _FEW and len(words) <= 4
        if role.mention is not None or not (few or words[-1] in _MEANT or words[0] in _MEANT):
            return False
    return mention.status not in ("denied", "hypothetical", "threatened")
