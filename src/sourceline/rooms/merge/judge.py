"""A judge for tellings that pages retell years later, in other words: what nothing else joins.

In: faces of two articles' tellings that fit, and how many others fit as well. Out: how likely they
are one event. The rules of `evidence.py` ask for a party, a date or a name that both share; pages
that look back share a little of everything. The judge was taught by invented stories whose authors
marked which tellings are of one event (`training/merge`), and weighs all that `shared.py` counts.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.evidence import NONE, Ground, named_words
from sourceline.rooms.merge.faces import Faces
from sourceline.rooms.merge.facts import facts_of
from sourceline.rooms.merge.fits import fit, kin
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.nouns import is_definite
from sourceline.rooms.merge.shared import Rivals, numbers_of, rivals_of
from sourceline.rooms.merge.trees import load_trees
from sourceline.rooms.merge.whom import KEEN
from sourceline.text.traces import alike

# Of tellings whose traces are less alike next to none are one event; without traces it says 0.
LEAST_ALIKE = 0.0
# A judgement is never as sure as a plain reason.
_MOST_SURE = 0.89
# Judgements and counts of rivals kept at hand.
_KEPT = 1 << 16


class Judge:
    """Judges pairs of one collection by their numbers."""

    def __init__(self, faces: Faces, crowd: Crowd, tight_days: int) -> None:
        """Take the faces of the collection; nothing is judged yet."""
        self.faces, self.crowd, self._tight_days = faces, crowd, tight_days
        self._articles: dict[str, dict[str, list[int]]] = {}
        for numbers in faces.tellings.articles():
            for number in numbers:
                mention = faces.tellings.mention(number)
                kinds = self._articles.setdefault(mention.cite.article, {})
                kinds.setdefault(kin(mention.kind.partition(".")[0]), []).append(number)
        self._fitting = lru_cache(maxsize=_KEPT)(self._count)
        self.chance = lru_cache(maxsize=_KEPT)(self._chance)

    def rivals(self, one: int, other: int) -> tuple[Rivals, Rivals]:
        """Give the tellings of each one's article that fit the other."""
        first, second = self.faces.tellings[one], self.faces.tellings[other]
        return self._fitting(one, second.article), self._fitting(other, first.article)

    def _count(self, number: int, article: str) -> Rivals:
        telling, tellings = self.faces.tellings[number], self.faces.tellings
        others = self._articles[article].get(kin(telling.kind), ())
        return rivals_of(telling, (tellings[at] for at in others if fit(telling, tellings[at])))

    def _chance(self, one: int, other: int) -> float:
        numbers = numbers_of(self.faces[one], self.faces[other], self.crowd,
                             self.rivals(one, other), self._tight_days)
        return load_trees().chance(numbers)

    def ground(self, one: int, other: int, names: Mapping[str, str], least: float) -> Ground:
        """Give the ground of a pair, none where it is less likely than `least`."""
        faces = self.faces[one], self.faces[other]
        traces = alike(*(face.telling.mention.trace for face in faces))
        if traces < LEAST_ALIKE or not near_enough(*faces) or any(map(is_another, faces)) \
                or are_own_news(*faces):
            return NONE
        chance = self.chance(one, other)
        if chance < least:
            return NONE
        facts = facts_of(*faces, self.crowd, self._tight_days)
        found = [f"both of {named_words(facts.keen, names)}"] if facts.keen else []
        found += [f"both by {named_words(facts.actors, names)}"] if facts.actors else []
        found += ["the same place"] if facts.spot else []
        found += ["dates that meet"] if facts.length < 1000 else []
        found += [f"beside the same {facts.shared} names"] if facts.shared else []
        return Ground(min(_MOST_SURE, chance),
                      ", ".join([*found, f"taken together one in {chance:.0%} of such pairs"]))


def near_enough(one: Face, other: Face) -> bool:
    """Tell whether two tellings may be of one matter at all: a party or names around are shared."""
    first, second = one.telling, other.telling
    return bool(first.named & second.named or first.near & second.near or one.names & other.names)


# Where an article begins it tells its own news; two such of other seasons are two events.
_LEAD_CHARS, _SEASON_DAYS = 400, 124


def are_own_news(one: Face, other: Face) -> bool:
    """Tell the news of two seasons: told where articles begin, without a day and as something new.

    "Strikes hit the camp" of this March is not that of last March, in whatever like words.
    """
    for face in (one, other):
        mention = face.telling.mention
        start = mention.cite.start - mention.sentence.start
        if mention.cite.start >= _LEAD_CHARS or face.telling.when is not None \
                or is_definite(mention.sentence.words, start):
            return False
    first, second = one.telling.until, other.telling.until
    return first is not None and second is not None and abs((first - second).days) > _SEASON_DAYS


# "Six more officials", "another trial": told beside others of its kind, so none of them.
_ANOTHER = re.compile(
    r"\b(?:more|another|further|second|third|fourth|other|new|again|also)\b", re.IGNORECASE)


def is_another(face: Face) -> bool:
    """Tell whether the words of a telling set it apart from another of its kind."""
    mention = face.telling.mention
    start = mention.cite.start - mention.sentence.start
    before = " ".join(mention.sentence.words[:start].split()[-2:])
    whom = " ".join(role.cite.words for role in mention.roles if role.role in KEEN)
    return bool(_ANOTHER.search(f"{before} {whom}"))
