"""What the collection tells, step by step: who it concerns and what else is named around it.

In: events, mentions, links, entities, and where there are some the texts. Out: `Told`: tellings
of stages by article, and the names of each article. It joins nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from sys import intern

from sourceline.record.article import Text, Texts
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.rooms.threads.lexicon import is_among, stage_of, stages, step_of
from sourceline.rooms.threads.named import Entities, Name, Named

# Named in more articles than this, a person or a body says little about which matter it is.
FAMOUS = 8
# A denied or merely imagined trial is no stage of a case.
NO_STEP = frozenset(("denied", "hypothetical"))
# "the trial of Ada Orr", "the case against Orr": what may stand between a step and its person.
_OF = re.compile(r"^ (?:of|against|for|over) (?:\w+ ){0,4}$")
# "Ada Orr's new trial".
_OWN = re.compile(r"^(?:'s|’s|'|’) (?:\w+ ){0,2}$")
# After one of these words an argument speaks of others: "the man who shot Ada Orr".
_OTHERS = re.compile(r"\b(?:who|whom|which|that|of|for|over|in|with|by|against|to)\b")
# "1,400 protesters", "hundreds of people": no defendants of a case, but people of a day.
_CROWD = re.compile(r"\b(?:dozens|scores|hundreds|thousands|protesters|protestors|demonstrators|"
                    r"marchers|activists|civilians|residents|crowds?|mass|\d{2,}|\d,\d{3})\b", re.I)


PRONOUNS = frozenset(("he", "she", "him", "her", "his", "they", "them", "their", "who", "whom",
                       "whose"))


@dataclass(frozen=True)
class Telling:
    """One telling of one stage: `persons` are those whose case it is, `crowd` other people.

    `meant` are persons only a pronoun names: enough to find a case, not to make one. `people` is
    how many it says there are ("four men"), 0 where it says none.
    """

    mention: EventMention
    event: str
    stage: str
    persons: frozenset[str]
    targets: frozenset[str]
    crowd: bool
    meant: frozenset[str] = frozenset()
    people: int = 0

    @property
    def article(self) -> str:
        """The article that tells it."""
        return self.mention.cite.article


@dataclass(frozen=True)
class Told:
    """All tellings of stages by article in order of place; names by article in order of place.

    `fame` says in how many articles an entity is named, where they are several; `tried` in how many
    a step of a case concerns a person.
    """

    events: Mapping[str, Event]
    tellings: Mapping[str, Sequence[Telling]]
    names: Mapping[str, Sequence[Name]]
    called: Entities
    texts: Mapping[str, Text] = field(default_factory=dict)
    fame: Mapping[str, int] = field(default_factory=dict)
    tried: Mapping[str, int] = field(default_factory=dict)

    def all(self) -> Iterator[Telling]:
        """Give every telling."""
        for article in sorted(self.tellings):
            yield from self.tellings[article]

    def named_within(self, article: str, start: int, end: int) -> list[Name]:
        """Give the names of an article inside a stretch of it."""
        return [name for name in self.names.get(article, ()) if start <= name.start < end]


def read_tellings(
    events: Iterable[Event], mentions: Sequence[EventMention], links: Iterable[Link],
    entities: Iterable[Entity], texts: Sequence[Text], expected: Set[str] = frozenset(),
) -> Told:
    """Read the tellings of stages in a collection.

    Takes: `expected`, event mentions that an article says are due, whatever their own status.
    """
    steps = {event.id: event for event in events if stage_of(event.kind)
             and (event.status not in NO_STEP or expected & set(event.members))}
    event_of = {member: event.id for event in steps.values() for member in event.members}
    wanted = {role.mention for one in mentions for role in one.roles if role.mention}
    entity_of = {one.mention: intern(one.entity) for one in links if one.mention in wanted}
    called = Entities(entities)
    names = _names(links, mentions, entity_of, called)
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for mention in mentions:
        event = event_of.get(mention.id)
        if event is not None and stage_of(mention.kind) \
                and (mention.status not in NO_STEP or mention.id in expected):
            near = [name for name in names.get(mention.cite.article, ())
                    if mention.sentence.start <= name.start < mention.sentence.end]
            tellings[mention.cite.article].append(
                _telling(mention, event, near, entity_of, called))
    for article, told in tellings.items():
        plots = {one.mention.sentence.start for one in told if stage_of(one.mention.kind) == "PLOT"}
        # "A plot to bomb the hall" tells one step, and the plot stands for it.
        tellings[article] = told = [one for one in told if one.stage != "PLOT" or stage_of(
            one.mention.kind) == "PLOT" or one.mention.sentence.start not in plots]
        told.sort(key=lambda one: (one.mention.cite.start, one.mention.id))
    tried: Counter[str] = Counter()
    for told in tellings.values():
        tried.update({person for one in told if one.stage in stages().joins.alone
                      for person in one.persons})
    return Told(steps, tellings, names, called, Texts(texts), names.fame(), tried)


def _names(links: Iterable[Link], mentions: Iterable[EventMention],
           entity_of: Mapping[str, str], entities: Entities) -> Named:
    """Read from the evidence of the links, and from roles, what each article names, and where."""
    names = Named(links, entities)
    for one in mentions:
        for role in one.roles:
            entity = entity_of.get(role.mention or "")
            if entity is not None:
                names.add(role.cite.article, role.cite.start, role.cite.end, entity)
    return names


def _telling(mention: EventMention, event: str, near: Sequence[Name],
             entity_of: Mapping[str, str], entities: Entities) -> Telling:
    """Read one telling: whose case it is by its roles, else by the words around the step."""
    stage = step_of(mention.kind, mention.status)
    wanted = _wanted_roles(stage)
    persons: set[str] = set()
    targets: set[str] = set()
    crowd = False
    meant: set[str] = set()
    for role in mention.roles:
        if role.role not in wanted:
            continue
        entity = entity_of.get(role.mention or "")
        if entity is not None and role.cite.words.lower() in PRONOUNS:
            meant.add(entity)
        elif entity is not None and entities.kind(entity) == "person":
            persons.add(entity)
            persons |= _listed_with(entity, near, mention)
        elif entity is not None:
            targets.add(entity)
        elif inside := _first_named(role.cite.words, role.cite.start, near) \
                or _also_called(mention, role.cite.end, near):
            persons |= inside
        else:
            crowd |= _CROWD.search(role.cite.words) is not None
    if not persons and not crowd and not meant:
        persons = _beside(mention, near)
    persons -= officers(mention, near)
    crowd |= _CROWD.search(mention.cite.words) is not None
    return Telling(mention, event, stage, frozenset(persons), frozenset(targets),
                   crowd and not persons, frozenset(meant), _people(mention, wanted))


_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "pair": 2, "trio": 3}
# "the trial of four clerks": a small number right before or after the step.
_COUNT = re.compile(r"^(?: \w+){0,3} (two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
                    r"(?!years|months|days|weeks|counts|charges)")


def _people(mention: EventMention, wanted: tuple[str, ...]) -> int:
    """Say how many people a step concerns by its own words, 0 for none."""
    words = [role.cite.words.lower().split() for role in mention.roles if role.role in wanted]
    found = [_FEW[word] for said in words for word in said[:3] if word in _FEW]
    after = mention.sentence.words[mention.cite.end - mention.sentence.start:]
    of = _COUNT.match(after) if is_among(mention.kind, ("TRIAL",)) else None
    return max((*found, _FEW[of[1]] if of else 0), default=0)


# Whom these words stand before acts in a case; it is not theirs.
_OFFICER = re.compile(r"\b(?:judge|justice|magistrate|prosecutor|attorney|lawyer|counsel|inspector|"
                      r"constable|detective|spokesman|spokeswoman|coroner)s? $", re.I)


def officers(mention: EventMention, near: Sequence[Name]) -> set[str]:
    """Give the persons whom the sentence calls judges, prosecutors or lawyers."""
    said = mention.sentence
    return {name.entity for name in near
            if _OFFICER.search(said.words[:name.start - said.start])}


def _wanted_roles(stage: str) -> tuple[str, ...]:
    joins = stages().joins
    return ("actor",) if stage in joins.acts else joins.concerns


def _first_named(words: str, start: int, near: Sequence[Name]) -> set[str]:
    """Give the persons a role's own words name, before any word that turns to others."""
    turn = _OTHERS.search(words)
    end = start + (turn.start() if turn else len(words))
    return {name.entity for name in near if name.kind == "person" and start <= name.start < end}


def _also_called(mention: EventMention, end: int, near: Sequence[Name]) -> set[str]:
    """Give the name that follows whom a step concerns: "a clerk at the court, Ada Orr, was"."""
    said = mention.sentence
    for name in near:
        between = said.words[end - said.start:name.start - said.start]
        after = said.words[name.end - said.start:name.end - said.start + 1]
        if name.kind == "person" and name.start >= end and _NAMED.match(between) \
                and (after in (",", "") or between.endswith(("named ", "called "))):
            return {name.entity} | _listed_with(name.entity, near, mention)
    return set()


# What stands between "a clerk" and ", Ada Orr,".
_NAMED = re.compile(r"^(?: [^,.;:“”\"]{0,60})?(?:, (?:[a-z]+ ){0,2}| (?:named|called) (?:as )?)$")


def _listed_with(person: str, near: Sequence[Name], mention: EventMention) -> set[str]:
    """Give the persons named in one list with a person: "Orr, Tarn and Vey were charged"."""
    row = [name for name in near if name.kind == "person"]
    at = next((n for n, name in enumerate(row) if name.entity == person), None)
    found: set[str] = set()
    for step in (1, -1):
        place = at
        while place is not None and 0 <= place + step < len(row):
            first, second = sorted((row[place], row[place + step]), key=lambda name: name.start)
            between = mention.sentence.words[first.end - mention.sentence.start:
                                             second.start - mention.sentence.start]
            if second.start < first.end or not is_list_gap(between):
                break
            place += step
            found.add(row[place].entity)
    return found


_LIST_GAP_CHARS = 6
# Between the names of a list stand ", " or " and ", and what each is called: "Banzo, engineer Orr
# and contractor Vey"; a preposition or a relative clause turns to others.
_LIST_GAP = re.compile(r"^(?:,|,? and|,? as well as|,? along with|,? together with| &)"
                       r"((?: [\w’'-]+){0,4}) $", re.I)
_TURNS = frozenset(("who", "whom", "which", "that", "to", "by", "with", "for", "from", "in", "of",
                    "at", "on", "against", "over", "was", "is", "were", "had", "has", "said",
                    "told", "asked", "his", "her", "their", "after", "before", "while", "when"))


def is_list_gap(between: str) -> bool:
    """Tell whether what stands between two names makes them one list.

    >>> is_list_gap(", city engineer "), is_list_gap(" and "), is_list_gap(", who told ")
    (True, True, False)
    """
    found = _LIST_GAP.match(between)
    return len(between) <= _LIST_GAP_CHARS or (
        found is not None and _TURNS.isdisjoint(found[1].lower().split()))


def _beside(mention: EventMention, near: Sequence[Name]) -> set[str]:
    """Give the person whom the words of the step itself name: "found Orr guilty", "Orr's trial"."""
    cite, sentence = mention.cite, mention.sentence
    if not is_among(mention.kind, (*stages().joins.court, *stages().joins.befall, "APPEAL",
                                   "RELEASE", "EXCHANGE", "DETAIN")):
        return set()
    found: set[str] = set()
    for name in near:
        if name.kind != "person":
            continue
        after = sentence.words[cite.end - sentence.start:name.start - sentence.start]
        before = sentence.words[name.end - sentence.start:cite.start - sentence.start]
        inside = cite.start <= name.start < cite.end
        if inside or (name.start >= cite.end and _OF.match(after)) or \
                (name.end <= cite.start and _OWN.match(before)):
            found.add(name.entity)
            found |= _listed_with(name.entity, near, mention)
    return found


# A longer article tells of several matters: a magazine page, a statement, an essay.
LONG_CHARS = 4000


def is_long(told: Told, article: str) -> bool:
    """Tell an article that tells of several matters from one that is about one."""
    text = told.texts.get(article)
    return text is not None and len(text.words) > LONG_CHARS
