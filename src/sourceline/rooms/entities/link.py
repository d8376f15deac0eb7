"""The door of the room: which mentions of a collection mean the same thing.

In: mentions and descriptions of all articles, in any order. Out: a `Linking`. Mentions join by
one folded name; inside an article by the reasons their room gave (`same_as`); across articles by
an acronym that an article explained, and by near spellings of long names. An acronym explained
in two ways is told apart article by article; so are namesakes. People's decisions come last.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.decision import Decision
from sourceline.record.entity import (
    Alias,
    Description,
    Entity,
    EntityKind,
    Link,
    Linking,
    Mention,
)
from sourceline.rooms.entities.decided import apply_decided
from sourceline.rooms.entities.groups import group_mentions
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.text.names import fold_name

VERSION = "3"
_KINDS: tuple[EntityKind, ...] = (
    "person", "organization", "government", "place", "facility", "work", "other",
)


@dataclass(frozen=True)
class LinkSettings:
    """How mentions are joined over a collection."""

    # Near spellings join only names at least this long, letters only: "Pour-Ostri"/"Purostri"
    # differ by one of eight; shorter names differ by one letter from too many others.
    near_min_chars: int = 12
    # rapidfuzz ratio of folded names without spaces, from 0 to 100.
    near_min_ratio: float = 92.0


def link_entities(
    mentions: Sequence[Mention], descriptions: Sequence[Description], settings: LinkSettings,
    decided: Sequence[Decision] = (),
) -> Linking:
    """Join mentions to entities; the same answer for any order of the mentions.

    >>> link_entities((), (), LinkSettings())
    Linking(entities=(), links=())

    Takes: `decided`, what people judged, in the order they did; it stands above every rule.
    Gives: one link for each mention that means an entity; mentions left open have none.
    """
    named = sorted(
        mentions, key=lambda mention: (mention.cite.article, mention.cite.start, mention.id))
    groups = group_mentions(named, descriptions, settings.near_min_chars, settings.near_min_ratio)
    apply_decided(decided, named, groups)
    entities: list[Entity] = []
    links: list[Link] = []
    members: dict[Key, list[Mention]] = defaultdict(list)
    for mention in named:
        key = groups.key_of.get(mention.id)
        if key is not None:
            members[key].append(mention)
    for key, group in members.items():
        entity = _entity(key, group, groups)
        entities.append(entity)
        links += [_link(mention, entity, group, groups) for mention in group]
    return Linking(
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        links=tuple(sorted(links, key=lambda link: link.mention)),
    )


def _entity(key: Key, group: Sequence[Mention], groups: Groups) -> Entity:
    """Name a group by its most frequent full form; its other forms are aliases."""
    forms = Counter(
        _clean(mention.cite.words) for mention in group
        if mention.form == "name" and fold_name(mention.cite.words) == key.name
    ) or Counter(_clean(mention.cite.words) for mention in group if mention.form == "name") \
        or Counter(_clean(mention.cite.words) for mention in group)
    name = groups.names.get(key) or min(forms, key=lambda form: (-forms[form], form))
    return Entity(
        id=make_id("n", *key.said()), name=name,
        kind=groups.kinds.get(key) or _kind(key, group),
        aliases=_aliases(group, name, groups),
    )


def _kind(key: Key, group: Sequence[Mention]) -> EntityKind:
    """Take the kind most mentions have; "other" only when none says more."""
    if key.family == "government":
        return "government"
    # One word that a reader alone took for a person, of whom nothing is said: the kind is open.
    if " " not in key.name and all(
            mention.form == "name" and mention.kind == "person" and mention.because is not None
            and mention.because.rule == "names.reader" for mention in group):
        return "other"
    counts: dict[EntityKind, float] = defaultdict(float)
    for mention in group:
        if mention.kind != "other":
            counts[mention.kind] += _SAYS_PLACE if _stands_in(mention) else 1.0
    return min(counts, key=lambda kind: (-counts[kind], _KINDS.index(kind))) if counts else "other"


# "In Ostmark" says more than what a reader takes a bare "Ostmark" for: of a town no list knows it
# sees a person as often as a place. Chosen by hand on invented names; names of lists do not change.
_SAYS_PLACE = 2.5


def _stands_in(mention: Mention) -> bool:
    return mention.kind == "place" and mention.because is not None \
        and mention.because.rule in ("names.preposition", "names.dateline")


def _aliases(group: Sequence[Mention], name: str, groups: Groups) -> tuple[Alias, ...]:
    """List the other names of a group, each with the first reason that joined it."""
    reasons: dict[str, Because] = {}
    for mention in group:
        words = _clean(mention.cite.words)
        if mention.form == "name" and words != name and words not in reasons:
            reasons[words] = groups.because.get(mention.id) or _spelling(mention, group, name)
    return tuple(Alias(words=words, because=reasons[words]) for words in sorted(reasons))


def _link(mention: Mention, entity: Entity, group: Sequence[Mention], groups: Groups) -> Link:
    because = groups.because.get(mention.id)
    if because is None:
        because = _spelling(mention, group, entity.name)
    return Link(mention=mention.id, entity=entity.id, because=because)


def _spelling(mention: Mention, group: Sequence[Mention], name: str) -> Because:
    """Say that the name is the same up to capitals, accents, marks and "the"."""
    bearer = next((one.cite for one in group if _clean(one.cite.words) == name), mention.cite)
    cites: tuple[Cite, ...] = (mention.cite,) if bearer == mention.cite else (mention.cite, bearer)
    return Because(rule="entities.same_name", version=VERSION, sentence="the same name",
                   cites=cites)


def _clean(words: str) -> str:
    """Give a form as shown: one space between words, no leading article."""
    return " ".join(words.split()).removeprefix("the ")


def count_mentions(linking: Linking) -> Mapping[str, int]:
    """Count the mentions of each entity, by its id.

    >>> count_mentions(Linking())
    {}
    """
    return dict(Counter(link.entity for link in linking.links))
