"""Whose cases there are, and who belongs together in one.

In: `Told`. Out: `Cases` with its persons joined, without steps. Those charged together or listed
side by side over a court's step are one case; so are those tried for what befell another, and those
whom short articles tell of together.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise

from sourceline.rooms.threads.joined import Joined
from sourceline.rooms.threads.lexicon import is_among, stages
from sourceline.rooms.threads.tellings import FAMOUS, Telling, Told, is_list_gap, is_long

# A step is told "next to" its people within about two sentences.
NEAR_CHARS = 300
# An exchange frees people of several cases; it makes none of them one.
OF_MANY = frozenset(("EXCHANGE", "AGREE"))


@dataclass
class Cases:
    """Cases by the person who stands for each, the events of each, and why each belongs."""

    joined: Joined
    persons: frozenset[str]
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    why: dict[tuple[str, str], str] = field(default_factory=dict)
    _holding: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, persons: frozenset[str]) -> set[str]:
        """Give the cases of some persons."""
        return {self.joined.top(one) for one in persons & self.persons}

    def add(self, case: str, event: str, why: str) -> None:
        """Make an event a step of a case; the first reason stays."""
        self.events[case].add(event)
        self._holding[event].add(case)
        self.why.setdefault((case, event), why)

    def holding(self, event: str) -> frozenset[str]:
        """Give the cases an event is a step of."""
        return frozenset(self._holding.get(event, ()))


def find_parties(told: Told, persons_max: int) -> frozenset[str]:
    """Give the persons whose case it is: a court's step, or two steps of any kind."""
    joins = stages().joins
    met: dict[str, set[str]] = defaultdict(set)
    tried: dict[str, set[str]] = defaultdict(set)
    for telling in told.all():
        if len(telling.persons) > persons_max or telling.mention.status == "threatened" \
                or telling.mention.kind == "CHARGE.lawsuit":  # who is sued is no defendant
            continue
        if is_among(telling.mention.kind, (*joins.court, *joins.befall)):
            for person in telling.persons:
                if telling.mention.status in ("happened", "alleged"):
                    tried[person] |= {telling.article, telling.stage}
        elif telling.stage in joins.alone:
            for person in telling.persons:
                met[person].add(telling.stage)
    # Of a famous name one stray "cleared" makes no defendant: two steps do, in two articles and in
    # a share of those that name it.
    found = {person for person, seen in tried.items() if not is_famous(told, person)
             or (len(seen & joins_court()) > 1 and len(seen - joins_court()) > max(
                 1, told.fame[person] * _TRIED_LEAST))}
    return frozenset(found | {person for person, told_of in met.items()
                              if len(told_of) > 1 and not is_famous(told, person)})


def is_famous(told: Told, person: str) -> bool:
    """Tell whether somebody is named in many articles that tell no step of a case of theirs.

    Whose steps a third of them tell is the defendant of a case many articles follow.
    """
    named = told.fame.get(person, 0)
    return named > FAMOUS and _FOLLOWED * told.tried.get(person, 0) < named


_FOLLOWED = 3
_TRIED_LEAST = 0.1


@cache
def joins_court() -> frozenset[str]:
    """Give the stages that make a defendant, without sub-kinds."""
    joins = stages().joins
    return frozenset(kind.split(".")[0] for kind in (*joins.court, *joins.befall))


class _Ties:
    """Joins people one pair at a time, never with a famous name, never more than so many.

    Of many articles some words tie anyone to anyone ("the killings of Orr and Tarn"): a name that
    many articles hold for other reasons would chain all cases into one.
    """

    def __init__(self, told: Told, cases: Cases, persons_max: int) -> None:
        self._joined, self._most = cases.joined, persons_max
        self._sizes = Counter[str]()
        self._famous = {person for person in cases.persons if is_famous(told, person)}

    def tie(self, one: str, other: str) -> None:
        """Join two people whose case is one."""
        first, second = self._joined.top(one), self._joined.top(other)
        if first == second or {one, other} & self._famous:
            return
        size = (self._sizes[first] or 1) + (self._sizes[second] or 1)
        if size <= self._most:
            self._joined.join(first, second)
            self._sizes[self._joined.top(first)] = size


def join_persons(told: Told, cases: Cases, persons_max: int) -> None:
    """Join those whose case is one."""
    court, once = stages().joins.court, stages().joins.once
    ties = _Ties(told, cases, persons_max)
    victims = {person for one in told.all() if is_among(one.mention.kind, once)
               for person in one.persons} & cases.persons
    for telling in told.all():
        parties = sorted(telling.persons & cases.persons)
        # Who is exchanged for somebody is of another case.
        swapped = _SWAPPED.search(telling.mention.sentence.words) is not None
        if _is_of_all(telling) and not swapped and len(telling.persons) <= persons_max:
            for one, other in pairwise(parties):
                ties.tie(one, other)
        if telling.stage in court and parties and not swapped:
            for victim in sorted(_befallen(told, telling, victims)):
                ties.tie(parties[0], victim)
    for article in sorted(told.tellings):
        kinds = {telling.stage for telling in told.tellings[article]}
        if not is_long(told, article):
            _join_victim(told, cases, article, victims, ties)
        # An exchange lists people of several cases.
        if "EXCHANGE" not in kinds:
            _join_listed(told, cases, article, ties)
            _join_accomplices(told, cases, article, ties)
    _join_told_together(told, cases, ties)


def _is_of_all(telling: Telling) -> bool:
    """Tell a step that makes those it concerns one case: not what is said of several people."""
    joins = stages().joins
    return telling.stage not in OF_MANY and is_among(
        telling.mention.kind, (*joins.alone, *joins.befall, *joins.once))


_SWAPPED = re.compile(r"\b(?:swap|exchange|trad(?:e|ing)|barter)", re.I)


# A short article tells of one case, unless it says that it turns to another.
_SHORT_CHARS = 1500
_TOLD_TOGETHER = 2
_APART = re.compile(r"\b(?:separate(?:ly)?|unrelated|(?:an)?other (?:case|trial|court|matter|news)|"
                    r"unconnected|elsewhere|no (?:relation|link|connection)|not related|"
                    r"namesake)\b", re.I)


def _join_told_together(told: Told, cases: Cases, ties: _Ties) -> None:
    """Join two people of whom several short articles tell, in one of them a court's step of each.

    Nobody is joined by an exchange, nor with a name many articles hold.
    """
    together: Counter[tuple[str, str]] = Counter()
    both: set[tuple[str, str]] = set()
    for article, tellings in sorted(told.tellings.items()):
        text = told.texts.get(article)
        if text is None or len(text.words) > _SHORT_CHARS or _APART.search(text.words) \
                or any(one.stage in OF_MANY for one in tellings):
            continue
        tried = {person for one in tellings if one.stage in stages().joins.court
                 for person in one.persons & cases.persons}
        named = {name.entity for name in told.names.get(article, ())} & cases.persons
        if len(named) > _MOST_TOGETHER:
            continue
        for pair in combinations(sorted(named), 2):
            if tried & set(pair) and not any(is_famous(told, one) for one in pair):
                together[pair] += 1
                if tried >= set(pair):
                    both.add(pair)
    for pair in sorted(both):
        if together[pair] >= _TOLD_TOGETHER:
            ties.tie(*pair)


# An article that names more people of cases is an overview.
_MOST_TOGETHER = 4


def _join_listed(told: Told, cases: Cases, article: str, ties: _Ties) -> None:
    """Join people listed side by side in a sentence that tells a step of a court.

    A list elsewhere ("like Orr, Tarn and Vey before him") may be of several cases.
    """
    court = [telling.mention.sentence for telling in told.tellings[article]
             if telling.stage in stages().joins.court]
    for first, second in pairwise(told.names.get(article, ())):
        both = {first.entity, second.entity} <= cases.persons
        if both and any(said.start <= first.start < second.start < said.end and is_list_gap(
                said.words[first.end - said.start:second.start - said.start]) for said in court):
            ties.tie(first.entity, second.entity)


# "His brother", "her former deputy", "a co-accused": who is called so beside a defendant.
_BESIDE = re.compile(
    r"\b(?:his|her|their) (?:[\w-]+ ){0,2}(?:deputy|brothers?|sisters?|wife|husband|son|daughter|"
    r"father|mother|cousin|nephew|uncle|partner|driver|secretary|aide|assistant|associate|"
    r"accomplices?|subordinate|bodyguard|friend)\b|\bco-(?:accused|defendants?|conspirators?)\b",
    re.I)


def _join_accomplices(told: Told, cases: Cases, article: str, ties: _Ties) -> None:
    """Join a defendant with the one whose brother, deputy or co-accused they are called."""
    court = [telling for telling in told.tellings[article] if telling.stage in stages().joins.court
             and telling.persons & cases.persons]
    for first, second in pairwise(court):
        near = second.mention.cite.start - first.mention.cite.start <= NEAR_CHARS
        if near and _BESIDE.search(second.mention.sentence.words):
            ties.tie(min(first.persons & cases.persons), min(second.persons & cases.persons))


def _join_victim(told: Told, cases: Cases, article: str, victims: Set[str], ties: _Ties) -> None:
    """Join those tried in an article with the only one it names to whom such a thing was done."""
    court = [telling for telling in told.tellings[article]
             if telling.stage in stages().joins.court and telling.persons & cases.persons - victims]
    tried = {cases.joined.top(person) for telling in court
             for person in telling.persons & cases.persons - victims}
    # Who is spoken of elsewhere in the article is no victim of the one who is tried.
    named = {cases.joined.top(name.entity) for name in told.names.get(article, ())
             if name.entity in victims and any(
                 abs(name.start - telling.mention.cite.start) <= NEAR_CHARS for telling in court)}
    if len(tried) == 1 and len(named) == 1:
        ties.tie(*tried, *named)


def _befallen(told: Told, telling: Telling, victims: Set[str]) -> set[str]:
    """Give those named beside a court's step to whom a thing was done that is done only once."""
    sentence = telling.mention.sentence
    here = told.named_within(telling.article, sentence.start, sentence.end)
    return {name.entity for name in here if name.entity in victims - telling.persons}
