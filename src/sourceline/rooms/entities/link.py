"""The door of the room: which mentions of a collection mean the same thing.

In: mentions and descriptions of all articles, in any order. Out: a `Linking`. Mentions join by
one folded name; inside an article by the reasons their room gave (`same_as`); across articles by
an acronym that an article explained, and by near spellings of long names. An acronym explained
in two ways is told apart article by article; so are namesakes. People's decisions come last.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Naming,
)
from sourceline.rooms.entities.acronyms import Explained, add_explained, plain_key
from sourceline.rooms.entities.decided import apply_decided
from sourceline.rooms.entities.groups import group_mentions
from sourceline.rooms.entities.keys import NO_KEY, Groups, Members
from sourceline.rooms.entities.table import Mentions, in_order
from sourceline.text.names import fold_name, is_acronym

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
    found = find_entities(_by_article(mentions, descriptions), settings, decided)
    return Linking(
        entities=tuple(found.entities()),
        links=tuple(sorted((link for _, links in found.links() for link in links),
                           key=lambda link: link.mention)),
    )


def _by_article(mentions: Sequence[Mention], descriptions: Sequence[Description]
                ) -> list[Naming]:
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.cite.article].append(mention)
    described: dict[str, list[Description]] = defaultdict(list)
    for one in descriptions:
        described[one.cite.article].append(one)
    return [Naming(article=article, mentions=tuple(some), descriptions=tuple(described[article]))
            for article, some in sorted(named.items())]


def find_entities(namings: Iterable[Naming], settings: LinkSettings,
                  decided: Sequence[Decision] = ()) -> "Found":
    """Join mentions to entities, whatever their number.

    Takes: what each article names, in the order of the articles, and given anew each time it is
    asked for: it is gone through several times and not kept.
    Gives: entities and links to be taken one by one; together they would fill memory.
    """
    mentions = Mentions()
    explained: Explained = {}
    for naming in namings:
        add_explained(mentions.add(naming), explained)
    groups = group_mentions(mentions, explained, settings.near_min_chars, settings.near_min_ratio)
    apply_decided(decided, groups)
    return Found(namings, groups)


class Found:
    """The entities of a collection and which mention means which, made when they are taken."""

    def __init__(self, namings: Iterable[Naming], groups: Groups) -> None:
        """Name the entities."""
        self._namings, self._groups = namings, groups
        self._members = Members(groups)
        self._ids = [make_id("n", *key.said()) for key in groups.keys]
        self._last_names = frozenset(self._find_last_names())
        self._names: dict[int, str] = {key: self._name(key) for key in self._members.all()}
        # The mention that bears the name of its entity, for the reason "the same name".
        self._bearers = array("i", [_NOBODY]) * len(groups.keys)
        for key, name in self._names.items():
            self._bearers[key] = self._bearer(key, name)

    def entities(self) -> Iterator[Entity]:
        """Give the entities, sorted by id."""
        mentions = self._groups.mentions
        # What an article itself said is not among the columns: it is read again.
        wanted = {one for key in self._names for one in self._others(key).values()
                  if self._groups.follows(one)}
        own = {number: mention.because for first, ordered in self._articles()
               for number, mention in enumerate(ordered, first) if number in wanted}
        for key in sorted(self._names, key=lambda one: self._ids[one]):
            yield Entity(
                id=self._ids[key], name=self._names[key], kind=self._kind(key),
                aliases=tuple(Alias(words=words, because=own.get(one) or self._because(
                    one, key, mentions.cite(one)))
                    for words, one in sorted(self._others(key).items())))

    def links(self) -> Iterator[tuple[str, list[Link]]]:
        """Give the links, article by article."""
        for first, ordered in self._articles():
            found: list[Link] = []
            for number, mention in enumerate(ordered, first):
                key = self._groups.number(number)
                if key != NO_KEY:
                    because = mention.because if self._groups.follows(number) else None
                    found.append(Link(
                        mention=mention.id, entity=self._ids[key],
                        because=because or self._because(number, key, mention.cite)))
            if found:
                yield ordered[0].cite.article, found

    def _articles(self) -> Iterator[tuple[int, list[Mention]]]:
        """Give each article's mentions, and the number of the first."""
        first = 0
        for naming in self._namings:
            ordered = in_order(naming)
            yield first, ordered
            first += len(ordered)

    def _name(self, key: int) -> str:
        """Name a group by its most frequent full form."""
        said = self._groups.keys[key]
        given = self._groups.names.get(said)
        if given:
            return given
        mentions, group = self._groups.mentions, self._members.of(key)
        forms = Counter(
            _clean(mentions.words(one)) for one in group
            if mentions.is_name(one) and fold_name(mentions.words(one)) == said.name
        ) or Counter(
            _clean(mentions.words(one)) for one in group
            if mentions.is_name(one)
            and plain_key(mentions.words(one), mentions.kind(one)).name == said.name
        ) or Counter(_clean(mentions.words(one)) for one in group if mentions.is_name(one)) \
            or Counter(_clean(mentions.words(one)) for one in group)
        # A heading shouts: "HANOI" is "Hanoi" where anything is written so.
        return min(forms, key=lambda form: (_shouts(form, forms), -forms[form], form))

    def _bearer(self, key: int, name: str) -> int:
        mentions = self._groups.mentions
        return next((one for one in self._members.of(key)
                     if _clean(mentions.words(one)) == name), _NOBODY)

    def _others(self, key: int) -> dict[str, int]:
        """Give the other names of a group, each with the first mention that has it."""
        mentions, name = self._groups.mentions, self._names[key]
        found: dict[str, int] = {}
        for one in self._members.of(key):
            if mentions.is_name(one) and (words := _clean(mentions.words(one))) != name:
                found.setdefault(words, one)
        return found

    def _find_last_names(self) -> Iterator[str]:
        """Give the last words of names of several words that a person bears."""
        for key in self._members.all():
            name = self._groups.keys[key].name
            if " " in name and any(self._groups.mentions.kind(one) == "person"
                                   for one in self._members.of(key)[:_LOOKED_AT]):
                yield name.rsplit(" ", 1)[1]

    def _kind(self, key: int) -> EntityKind:
        """Take the kind most mentions have; "other" only when none says more."""
        said = self._groups.keys[key]
        given = self._groups.kinds.get(said)
        if given or said.family == "government":
            return given or "government"
        mentions, group = self._groups.mentions, self._members.of(key)
        # One word that a reader alone took for a person, of whom nothing is said: it is open.
        # So is one it took for a body or a place, where somebody has it for a last name.
        kinds = {"person", "organization", "place"} if said.name in self._last_names else {"person"}
        if " " not in said.name and all(
                mentions.is_name(one) and mentions.kind(one) in kinds
                and mentions.rule(one) == "names.reader" for one in group):
            return "other"
        counts: dict[EntityKind, float] = defaultdict(float)
        # "(XYZ)" after the name of a law or a station is no body for its letters.
        full = [one for one in group if mentions.is_name(one)
                and mentions.rule(one) not in _LETTERS and not is_acronym(mentions.words(one))
                and fold_name(mentions.words(one)) == said.name]
        for one in full or group:
            kind = mentions.kind(one)
            if kind != "other":
                stands_in = kind == "place" and mentions.rule(one) in _STANDS_IN
                counts[kind] += _SAYS_PLACE if stands_in else 1.0
        return min(counts, key=lambda kind: (-counts[kind], _KINDS.index(kind))) \
            if counts else "other"

    def _because(self, mention: int, key: int, own: Cite) -> Because:
        """Give the reason of a link: a rule's, or that the name is the same up to capitals,
        accents, marks and "the".
        """
        because = self._groups.because(mention)
        if because is not None:
            return because
        bearer = self._bearers[key]
        cites: tuple[Cite, ...] = (own,) if bearer in (mention, _NOBODY) else (
            own, self._groups.mentions.cite(bearer))
        return Because(rule="entities.same_name", version=VERSION, sentence="the same name",
                       cites=cites)


# "In Ostmark" says more than what a reader takes a bare "Ostmark" for: of a town no list knows it
# sees a person as often as a place. Chosen by hand on invented names; names of lists do not change.
_SAYS_PLACE = 2.5
_STANDS_IN = ("names.preposition", "names.dateline")
# Mentions that say whether a name is a person's.
_LOOKED_AT = 5
_LETTERS = ("names.acronym", "names.bracket", "names.read_off", "names.own_letters")
_NOBODY = -1


def _shouts(form: str, forms: Mapping[str, int]) -> bool:
    """Tell "HANOI" beside "Hanoi"."""
    return form.isupper() and any(other != form and other.upper() == form for other in forms)


def _clean(words: str) -> str:
    """Give a form as shown: one space between words, no leading article."""
    return " ".join(words.split()).removeprefix("the ")


def count_mentions(linking: Linking) -> Mapping[str, int]:
    """Count the mentions of each entity, by its id.

    >>> count_mentions(Linking())
    {}
    """
    return dict(Counter(link.entity for link in linking.links))
