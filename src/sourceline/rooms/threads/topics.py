"""Which matter a stretch of an article is about: its names and the words few articles share.

In: `Told` and a stretch. Out: `Topic`s and how much two share. A country, a city or a body that is
named everywhere weighs little; two topics are one matter only by several rare things together.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourceline.rooms.threads.lexicon import common_words
from sourceline.rooms.threads.tellings import Telling, Told

_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
# What a shared thing counts. A person or a rare word says more than a body, a body more than a
# place; chosen on the open cases of tests/cases/threads by evals/threads.py.
_WEIGHTS = {"person": 1.5, "organization": 1.0, "facility": 1.0, "work": 1.0, "government": 0.6,
            "place": 0.6, "other": 0.8}
_WORD_WEIGHT = 1.0
# All places and governments together never count for more than this.
_PLACES_MOST = 1.0


@dataclass(frozen=True)
class Topic:
    """What a stretch is about: entities with their kind, and rare words."""

    entities: Mapping[str, str]
    words: frozenset[str]

    def keys(self) -> set[str]:
        """Give all by which another topic may be found."""
        return {*self.entities, *self.words}


def topic_of(told: Told, article: str, tellings: Iterable[Telling], short_chars: int) -> Topic:
    """Give the topic of some tellings: the whole of a short article, else title and sentences."""
    text = told.texts.get(article)
    members = list(tellings)
    spans = [(one.mention.sentence.start, one.mention.sentence.end) for one in members]
    said = [one.mention.sentence.words for one in members]
    if text is not None and len(text.words) <= short_chars:
        spans, said = [(0, len(text.words))], [text.words]
    if text is not None:
        said = [*said, text.title]
    # The word that tells a step ("protest", "treaty") says nothing about which one it is.
    triggers = {word for one in members for word in _rare(one.mention.cite.words)}
    named = {name.entity: name.kind for start, end in spans
             for name in told.named_within(article, start, end)}
    return Topic(named, frozenset(word for words in said for word in _rare(words)) - triggers)


def _rare(words: str) -> set[str]:
    common = common_words()
    return {_bare(word) for word in _WORD.findall(words)
            if word not in common and _bare(word) not in common}


def _bare(word: str) -> str:
    """Take off a plural's ending, so that "observers" and "observer" are one word."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def shared(a: Topic, b: Topic) -> float:
    """Say how much two topics share; 0 when they share only places and bodies.

    >>> one = Topic({"e1": "place"}, frozenset(("ferry", "terminal")))
    >>> shared(one, Topic({"e1": "place"}, frozenset(("ferry",))))
    1.6
    """
    words = len(a.words & b.words)
    places = persons = bodies = 0.0
    for entity in a.entities.keys() & b.entities.keys():
        kind = a.entities[entity]
        weight = _WEIGHTS[kind]
        if kind in ("place", "government"):
            places += weight
        elif kind == "person":
            persons += weight
        else:
            bodies += weight
    if not words and not persons:
        return 0.0
    return words * _WORD_WEIGHT + persons + bodies + min(places, _PLACES_MOST)
