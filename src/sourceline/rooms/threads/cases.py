"""Cases of named persons: whose case each step is.

In: `Told`. Out: `Cases`: persons that belong together, and which events are steps of which case,
with the reason. A case is joined by its defendants, or by the one whom it befell; never by a
country, a body, or a person who merely stands in the article.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sourceline.record.when import When
from sourceline.rooms.threads.defendants import (
    NEAR_CHARS,
    OF_MANY,
    Cases,
    find_parties,
    is_famous,
    join_persons,
)
from sourceline.rooms.threads.joined import Joined
from sourceline.rooms.threads.lexicon import is_among, stage_of, stages
from sourceline.rooms.threads.named import Name
from sourceline.rooms.threads.surnames import name_by_surname
from sourceline.rooms.threads.tellings import Telling, Told, is_long, officers

# Whom an article is about it names in its first paragraphs, or this often.
_LEAD_CHARS = 700
_OFTEN = 4
# That somebody is held or free is told in passing.
_STATES = frozenset(("DETAIN", "RELEASE", "EXCHANGE", "DISAPPEAR"))
# An article that names people of more cases is an overview; its treaties are not theirs.
_CASES_OF_ONE_ARTICLE_MAX = 3
# A case rests longer than this only where its words say whose it is.
_YEARS_APART_DAYS = 4 * 365
# A delay or a ruling may be of another matter; these words tie it to a court.
_OF_A_COURT = ("trial", "hearing", "sentencing", "jury", "verdict", "case", "court", "judge",
               "execution", "extradition", "proceedings")


def find_cases(told: Told, persons_max: int) -> Cases:
    """Find the cases of named persons and their steps.

    Takes: `persons_max`; an event that concerns more persons is a wave and joins nothing.
    """
    cases = Cases(Joined(), find_parties(told, persons_max))
    join_persons(told, cases, persons_max)
    for telling in told.all():
        for case in sorted(cases.of(_whose(told, telling))):
            if len(telling.persons) <= persons_max:
                cases.add(case, telling.event, _concerns(told, telling))
    for article in sorted(told.tellings):
        _add_offences(told, cases, article)
    taken = {event for events in cases.events.values() for event in events}
    by_surname = name_by_surname(told, cases.persons)
    for article in sorted(told.tellings):
        _add_unnamed(told, cases, article, taken, by_surname.get(article, ()))
        _add_beside(told, cases, article)
    return cases


def _whose(told: Told, telling: Telling) -> frozenset[str]:
    """Give whose case a telling may be a step of.

    What befalls a famous name day by day (talks, accusations, votes) is none of its case.
    """
    persons = telling.persons or telling.meant
    if is_among(telling.mention.kind, stages().joins.alone):
        return persons
    return frozenset(one for one in persons if not is_famous(told, one))


def _concerns(told: Told, telling: Telling) -> str:
    names = sorted(told.called[person] for person in telling.persons or telling.meant)
    return f"concerns {', '.join(names)}"


def _add_unnamed(told: Told, cases: Cases, article: str, taken: set[str],
                 by_surname: Sequence[Name]) -> None:
    """Add the steps an article tells without saying whose they are."""
    # A famous name draws steps only where the article says that they are its own.
    own = {person for telling in told.tellings[article]
           if telling.stage in stages().joins.court
           for person in telling.persons | telling.meant}
    names = [name for name in told.names.get(article, ()) if name.entity in cases.persons
             and (name.entity in own or not is_famous(told, name.entity))]
    names = sorted((*names, *by_surname), key=lambda name: (name.start, name.entity))
    if not names:
        return
    about = Counter(cases.joined.top(name.entity) for name in names)
    tells = len(about) == 1 and _tells_of(told, article, names, cases, next(iter(about)))
    times = _times_of(told, cases, next(iter(about))) if len(about) == 1 else ()
    # A long article tells of more than the case its people are of.
    long = is_long(told, article)
    for telling in told.tellings[article]:
        if telling.event in taken or telling.persons or telling.crowd \
                or _is_of_another_time(told, telling, times):
            continue
        others = _others(told, telling, cases)
        court = any(one.mention.sentence.start == telling.mention.sentence.start
                    and one.stage in stages().joins.court and one.persons & cases.persons
                    for one in told.tellings[article])
        found = _case_of(telling, names, about, cases, tells=tells and not others and (
                             not long or _refers(telling)),
                         beside_court=court)
        if found is not None:
            cases.add(found[0], telling.event, found[1])
        elif telling.stage in OF_MANY and not long and 1 < len(about) <= _CASES_OF_ONE_ARTICLE_MAX:
            for case in sorted(about):
                cases.add(case, telling.event, "told in an article of the people it concerns")


# "The verdict in that case": whose it is the article has said.
_REFERS = re.compile(r"\b(?:the|that|this|his|her|their)(?: [\w-]+)? $", re.I)


def _refers(telling: Telling) -> bool:
    """Tell a court's step that is spoken of as known."""
    said = telling.mention.sentence
    return telling.stage in stages().joins.court and _REFERS.search(
        said.words[:telling.mention.cite.start - said.start]) is not None


# "Sentenced to life for his role in the massacre": what stands between a court's step and a deed.
_FOR = re.compile(r"\b(?:for|over|in connection with|in the|accused of|guilty of|charged with|"
                  r"suspected of|of|with)\b[^.;:“”]{0,90}$")
_DEEDS = frozenset(("ASSAULT", "DISAPPEAR", "PLOT"))


def _add_offences(told: Told, cases: Cases, article: str) -> None:
    """Add the deed over which a court's step is told, in the same sentence and after it."""
    court = stages().joins.court
    for telling in told.tellings[article]:
        held = cases.of(telling.persons)
        if telling.stage not in court or len(held) != 1:
            continue
        said = telling.mention.sentence
        for deed in told.tellings[article]:
            between = said.words[telling.mention.cite.end - said.start:
                                 max(0, deed.mention.cite.start - said.start)]
            if deed.mention.sentence.start == said.start and deed.stage in _DEEDS \
                    and deed.mention.cite.start > telling.mention.cite.end \
                    and not deed.persons & cases.persons and _FOR.search(between):
                cases.add(min(held), deed.event, "the deed over which a court's step is told")


def _add_beside(told: Told, cases: Cases, article: str) -> None:
    """Add steps told in one sentence with a step that another article's words tie to one case."""
    cases_of: dict[int, set[str]] = defaultdict(set)
    steps: dict[int, list[Telling]] = defaultdict(list)
    for telling in told.tellings[article]:
        held = cases.holding(telling.event)
        cases_of[telling.mention.sentence.start] |= held
        if not held and telling.stage in stages().joins.alone and not telling.crowd \
                and not telling.persons and not telling.targets and _may_be_unnamed(telling):
            steps[telling.mention.sentence.start].append(telling)
    named = {cases.joined.top(name.entity) for name in told.names.get(article, ())
             if name.entity in cases.persons}
    for start, tellings in steps.items():
        if len(cases_of[start]) == 1 and named <= cases_of[start]:
            for telling in tellings:
                cases.add(min(cases_of[start]), telling.event,
                          "told in one sentence with a step of the case")


def _times_of(told: Told, cases: Cases, case: str) -> Sequence[When]:
    """Give the times at which dated steps of a case lie."""
    return [told.events[event].when for event in sorted(cases.events.get(case, ()))
            if told.events[event].when.from_date is not None]


def _is_of_another_time(told: Told, telling: Telling, times: Sequence[When]) -> bool:
    """Tell whether a step lies years from all dated steps of a case: another trial, recalled."""
    when = told.events[telling.event].when
    if not times or when.from_date is None or when.to_date is None:
        return False
    apart = timedelta(days=_YEARS_APART_DAYS)
    return all((one.to_date is not None and when.from_date > one.to_date + apart)
               or (one.from_date is not None and when.to_date < one.from_date - apart)
               for one in times)


def _others(told: Told, telling: Telling, cases: Cases) -> bool:
    """Tell whether a sentence names people, but none of a case and no officer of a court."""
    said = telling.mention.sentence
    here = told.named_within(telling.article, said.start, said.end)
    people = {name.entity for name in here if name.kind == "person"}
    return bool(people - officers(telling.mention, here)) and not people & cases.persons


def _case_of(telling: Telling, names: Sequence[Name], about: Mapping[str, int], cases: Cases,
             *, tells: bool, beside_court: bool) -> tuple[str, str] | None:
    """Give the case a telling without a person belongs to, and why; None leaves it open."""
    joins = stages().joins
    if not _may_be_unnamed(telling):
        return None
    sentence, start = telling.mention.sentence, telling.mention.cite.start
    beside = {cases.joined.top(name.entity) for name in names
              if sentence.start <= name.start < sentence.end}
    # A planned attack is a plot of the case only beside one of its steps of a court.
    if stage_of(telling.mention.kind) != telling.stage and not beside_court:
        return None
    of_this = telling.stage in joins.alone or is_among(telling.mention.kind,
                                                       (*joins.alone, *joins.near))
    if len(beside) == 1 and of_this:
        return min(beside), "told in one sentence with a person of the case"
    if beside:
        return None
    if len(about) == 1:
        case = next(iter(about))
        near = any(abs(name.start - start) <= NEAR_CHARS for name in names)
        if (near and of_this and telling.stage != "PLOT") or (
                near and is_among(telling.mention.kind, (*joins.alone, *joins.near))):
            return case, "told next to a person of the case, in an article of no other"
        # A planned attack may be any other one, where the article tells of it far from its people.
        if telling.stage in joins.alone and tells and is_among(telling.mention.kind, joins.alone):
            return case, "told in an article of this case alone"
        return None
    return None  # an article of two cases leaves open whose step it is


def _tells_of(told: Told, article: str, names: Sequence[Name], cases: Cases, case: str) -> bool:
    """Tell whether an article is about a case: its people named early, often, or beside a step.

    An article on another matter may name them once, as people who are held somewhere.
    """
    if names[0].start <= _LEAD_CHARS or len(names) >= _OFTEN:
        return True
    return any(one.stage in stages().joins.alone and one.stage not in _STATES and (
        one.event in cases.events.get(case, ())
        or any(abs(name.start - one.mention.cite.start) <= NEAR_CHARS for name in names))
        for one in told.tellings[article])


def _may_be_unnamed(telling: Telling) -> bool:
    """Tell whether whom the words concern, if anyone, can be the persons of the case."""
    said = telling.mention.sentence.words.lower()
    if telling.stage == "POSTPONE":
        return any(word in said for word in _OF_A_COURT)
    if telling.stage == "VERDICT" and telling.mention.cite.words.lower() in ("ruled", "rules"):
        return False
    if telling.targets and telling.stage in stages().joins.court:
        return False
    return telling.mention.status != "threatened" or telling.stage == "THREATEN"
