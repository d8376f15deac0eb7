"""Which matter a stretch of an article is about: its names and the words few articles share.

In: `Told` and a stretch. Out: `Topic`s and how much two share. A country, a city or a body that is
named everywhere weighs little; two topics are one matter only by several rare things together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sourceline.rooms.threads.lexicon import common_words, usual_words
from sourceline.rooms.threads.tellings import FAMOUS, Telling, Told, is_long

_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_CALLED = re.compile(r"(?<![\w-])([a-z]{4,}) (bill|act|law|treaty|accord|pact|inquiry|commission|"
                     r"embargo|referendum|levy)(?![\w-])")
# "The Korsund treaty", "Water Meter Bill": a name before the thing is the thing's.
_NAMED = re.compile(r"(?<![\w-])([A-Z][\w-]{2,})(?:'s|’s)? (?:[A-Z][a-z]+ )?"
                    r"([Bb]ill|[Aa]ct|[Tt]reaty|[Aa]ccord|[Pp]act|[Ii]nquiry|[Cc]ommission|[Ee]mbargo|"
                    r"[Rr]eferendum|[Ll]evy|[Dd]am|[Dd]isaster|[Mm]assacre|[Cc]onvention|[Aa]greement)"
                    r"(?![\w-])")
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][\w-]{2,}")
# What a shared thing counts. A person or a rare word says more than a body, a body more than a
# place; chosen on the open cases of tests/cases/threads by evals/threads.py.
_WEIGHTS = {"person": 1.5, "organization": 1.0, "facility": 1.0, "work": 1.0, "government": 0.6,
            "place": 0.6, "other": 0.8}
_WORD_WEIGHT = 1.0
# "The fisheries bill" in both names the matter, beside the rare word in it.
_CALLED_WEIGHT = 1.0
_USUAL_WEIGHT = 0.25
# Two people may share a surname: less than a rare word, and never enough alone.
_SURNAME_WEIGHT = 0.7
# All places and governments together, and all usual words, never count for more than this.
_PLACES_MOST = 1.5
USUAL_MOST = 1.25
# Places and bodies join nothing without a rare word, a person, or this many usual words.
_USUAL_LEAST = 3
# A bridge or a cathedral few articles name, beside one usual word, is the place of one incident.
_SITE_LEAST = 0.8


@dataclass(frozen=True)
class Topic:
    """What a stretch is about: entities with their kind, rare words, usual ones, and surnames.

    `surnames` are last words of people's names with the entity each stands for, `capitals` all
    words with a capital letter: an article may know a man only by his last name. `fame` says in
    how many articles of the collection each entity is named.
    """

    entities: Mapping[str, str]
    words: frozenset[str]
    usual: frozenset[str] = frozenset()
    surnames: Mapping[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    fame: Mapping[str, int] = field(default_factory=dict)
    # What is before a parliament or a commission, as it is called: "fisheries bill".
    called: frozenset[str] = frozenset()

    def weighed(self) -> Iterator[tuple[str, float]]:
        """Give all by which another topic may be found, with what it counts where both have it.

        A capital counts only where it is the last name of somebody in one of the two.
        """
        for entity, kind in self.entities.items():
            yield entity, _WEIGHTS[kind] * min(1.0, FAMOUS / max(self.fame.get(entity, 1), 1))
        for word in self.words:
            yield f"w {word}", _WORD_WEIGHT
        for name in self.called:
            yield f"c {name}", _CALLED_WEIGHT
        for word in self.capitals | self.surnames.keys():
            yield f"s {word}", _SURNAME_WEIGHT if word in self.surnames else 0.0


def topic_of(told: Told, article: str, tellings: Iterable[Telling], short_chars: int) -> Topic:
    """Give the topic of some tellings: all of a short article with its title, else sentences.

    The title of a long article is of all its matters.
    """
    text = told.texts.get(article)
    members = list(tellings)
    spans = [(one.mention.sentence.start, one.mention.sentence.end) for one in members]
    said = [one.mention.sentence.words for one in members]
    if text is not None and len(text.words) <= short_chars:
        spans, said = [(0, len(text.words))], [text.words]
    if text is not None and not is_long(told, article):
        said = [*said, text.title]
    # The word that tells a step ("protest", "treaty") says little about which one it is.
    # "approved the fisheries bill": its first and last word, not what stands between them.
    ends = [_WORD.findall(one.mention.cite.words.lower()) for one in members]
    triggers = {_bare(word) for words in ends for word in (*words[:1], *words[-1:])}
    named = {name.entity: name.kind for start, end in spans
             for name in told.named_within(article, start, end)}
    plain = {_bare(word) for words in said for word in _WORD.findall(words)
             if word not in common_words()} - common_words()
    usual = {word for word in plain if word in usual_words()} | triggers & plain
    surnames = {told.called[entity].split()[-1]: entity for entity, kind in sorted(named.items())
                if kind == "person" and len(told.called.get(entity, "").split()) > 1}
    capitals = frozenset(word for words in said for word in _CAPITAL.findall(words))
    fame = {entity: told.fame.get(entity, 1) for entity in named}
    called = frozenset(f"{_bare(word)} {noun}" for words in said
                       for word, noun in _CALLED.findall(words)
                       if word not in common_words() and _bare(word) not in common_words())
    called |= frozenset(f"{name} {noun.lower()}" for words in said
                        for name, noun in _NAMED.findall(words)
                        if name.lower() not in common_words())
    return Topic(named, frozenset(plain - usual), frozenset(usual), surnames, capitals, fame,
                 called)


def _bare(word: str) -> str:
    """Take off a plural's ending, so that "observers" and "observer" are one word."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _namesakes(a: Topic, b: Topic) -> int:
    """Count people of one topic whose last name stands in the other, which does not name them."""
    return sum(surname in b.capitals and entity not in b.entities and surname not in b.surnames
               for surname, entity in a.surnames.items())


def shared(a: Topic, b: Topic) -> float:
    """Say how much two topics share; 0 when they share little but places and bodies.

    >>> one = Topic({"e1": "place"}, frozenset(("ferry", "terminal")))
    >>> shared(one, Topic({"e1": "place"}, frozenset(("ferry",))))
    1.6
    """
    words = len(a.words & b.words)
    places = persons = bodies = sites = 0.0
    for entity in a.entities.keys() & b.entities.keys():
        kind = a.entities[entity]
        weight = _WEIGHTS[kind] * min(1.0, FAMOUS / max(a.fame.get(entity, 1), 1))
        if kind in ("place", "government"):
            places += weight
        elif kind == "person":
            persons += weight
        else:
            bodies += weight
            sites += weight * (kind == "facility")
    usual = len((a.usual | a.words) & (b.usual | b.words)) - words
    namesakes = _namesakes(a, b) + _namesakes(b, a)
    called = len(a.called & b.called)
    if not words and not persons and not called and usual < _USUAL_LEAST \
            and not (usual and sites >= _SITE_LEAST):
        return 0.0
    rare = words * _WORD_WEIGHT + called * _CALLED_WEIGHT + namesakes * _SURNAME_WEIGHT
    return (rare + persons + bodies
            + min(places, _PLACES_MOST) + min(usual * _USUAL_WEIGHT, USUAL_MOST))
