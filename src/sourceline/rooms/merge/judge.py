"""A judge for tellings that pages retell years later, in other words: what nothing else joins.

In: faces of two articles' tellings that fit, and how many others fit as well. Out: how likely they
are one event. The rules of `evidence.py` ask for a party, a date or a name that both share; pages
that look back share a little of everything. The judge was taught by invented stories whose authors
marked which tellings are of one event (`training/merge`), and weighs all that `shared.py` counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern

from sourceline.rooms.merge.crowd import Crowd
from sourceline.rooms.merge.evidence import Ground, named_words
from sourceline.rooms.merge.faces import Faces
from sourceline.rooms.merge.fits import fit, kin
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.nouns import is_definite
from sourceline.rooms.merge.pair import Numbered, Pair
from sourceline.rooms.merge.shared import Rivals, numbers_of, rivals_of
from sourceline.rooms.merge.sure import SurePairs
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
        for number, mention in enumerate(faces.tellings.mentions()):
            kinds = self._articles.setdefault(intern(mention.cite.article), {})
            kinds.setdefault(intern(kin(mention.kind.partition(".")[0])), []).append(number)
        self._fitting = lru_cache(maxsize=_KEPT)(self._count)
        self._another = lru_cache(maxsize=_KEPT)(lambda number: is_another(faces[number]))
        # What lately asked pairs were judged: the chance, and how alike.
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def pair(self, one: int, other: int) -> Pair:
        """Put two tellings side by side."""
        return Pair(self.faces[one], self.faces[other], self.crowd, self._tight_days)

    def rivals(self, one: int, other: int) -> tuple[Rivals, Rivals]:
        """Give the tellings of each one's article that fit the other."""
        first, second = self.faces.tellings[one], self.faces.tellings[other]
        return self._fitting(one, second.article), self._fitting(other, first.article)

    def _count(self, number: int, article: str) -> Rivals:
        telling, tellings = self.faces.tellings[number], self.faces.tellings
        others = self._articles[article].get(kin(telling.kind), ())
        return rivals_of(telling, (tellings[at] for at in others if fit(telling, tellings[at])))

    def alike(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """Give how alike tellings are: their chance or the likeness of their words, the larger."""
        self._make_room()
        self._judge([Numbered(*pair, self.pair(*pair)) for pair in pairs
                     if pair not in self._known])
        return [max(self._known[pair]) for pair in pairs]

    def _make_room(self) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()

    def _judge(self, asked: Sequence[Numbered]) -> None:
        chances = load_trees().chances(
            [numbers_of(pair, self.rivals(one, other)) for one, other, pair in asked])
        for (one, other, pair), chance in zip(asked, chances, strict=True):
            self._known[one, other] = chance, pair.like

    def add_likely(self, asked: Iterable[Numbered], least: float, found: SurePairs) -> None:
        """Add the pairs that are at least so likely."""
        self._make_room()
        worth = [one for one in asked if self._is_worth(*one)]
        self._judge(worth)
        for one, other, _ in worth:
            if (chance := self._known[one, other][0]) >= least:
                found.add(min(_MOST_SURE, chance), one, other)

    def ground(self, one: int, other: int, names: Mapping[str, str]) -> Ground:
        """Say what a judgement rests on."""
        pair = self.pair(one, other)
        self._judge([Numbered(one, other, pair)])
        return _ground(pair, self._known[one, other][0], names)

    def _is_worth(self, one: int, other: int, pair: Pair) -> bool:
        """Tell whether a pair may be of one event at all, by what is seen at a glance."""
        traces = alike(pair.one.telling.mention.trace, pair.other.telling.mention.trace)
        return traces >= LEAST_ALIKE and near_enough(pair.one, pair.other) and not (
            self._another(one) or self._another(other) or are_own_news(pair.one, pair.other))


def _ground(pair: Pair, chance: float, names: Mapping[str, str]) -> Ground:
    facts = pair.facts
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
