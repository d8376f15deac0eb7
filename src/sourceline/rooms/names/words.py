"""The word lists the room works with, loaded once.

In: files of the lexicon. Out: `NameWords`, sets of words by what they do in a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

from sourceline.lexicon.load import About, load

Words = frozenset[str]


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/places.toml."""

    about: About
    countries: dict[str, tuple[str, str, str]]
    lists: dict[str, str]


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/titles.toml."""

    about: About
    titles: str
    modifiers: str
    persons: str
    bodies: str
    qualifiers: str
    ties: str
    hedges: str
    callings: dict[str, str]


class Organisations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/organisations.toml."""

    about: About
    heads: str
    suffixes: str
    opening: str
    possessors: str
    facilities: str
    events: str
    known: str
    known_names: str
    not_names: str
    first: str


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/name_given.toml."""

    about: About
    given: str
    female: str
    either: str
    particles: str
    suffixes: str


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of lexicon/name_common.toml."""

    about: About
    words: str


@dataclass(frozen=True)
class NameWords:
    """Words by what they do in a name; `common` is lower case, all others as written."""

    countries: Words
    capitals: Words
    places: Words
    place_last: Words
    place_first: Words
    adjectives: Words
    titles: Words
    modifiers: Words
    persons: Words
    bodies: Words
    qualifiers: Words
    ties: Words
    hedges: Words
    heads: Words
    suffixes: Words
    opening: Words
    possessors: Words
    facilities: Words
    events: Words
    known: Words
    not_names: Words
    first: Words
    given: Words
    female: Words
    either: Words
    particles: Words
    name_suffixes: Words
    common: Words

    # Put together once: a page asks for them at every word.

    @cached_property
    def listed_words(self) -> Words:
        """Words that stand for somebody or something by themselves, and do not begin bodies."""
        return (self.places | self.known | self.given | self.titles | self.adjectives) - self.first

    @cached_property
    def ends(self) -> Words:
        """Last words of bodies, sites and events."""
        return self.heads | self.facilities | self.events | self.suffixes

    @cached_property
    def opens(self) -> Words:
        """Words that "of" or "for" may follow in a name."""
        return self.opening | self.facilities | self.events

    @cached_property
    def in_bodies(self) -> Words:
        """Common words that also stand in names of bodies."""
        return self.first | self.heads | self.possessors | self.opening | self.facilities \
            | self.events | self.titles | self.modifiers

    @cached_property
    def people_and_titles(self) -> Words:
        """Peoples, titles and what stands before titles."""
        return self.adjectives | self.titles | self.modifiers

    @cached_property
    def never_alone(self) -> Words:
        """Words that name nothing by themselves."""
        return (self.people_and_titles | self.not_names | self.first) - self.given

    @cached_property
    def nouns(self) -> Words:
        """Common nouns and other common words, in lower case."""
        return self.common | self.persons | self.bodies


@cache
def name_words() -> NameWords:
    """Load every list, once per process."""
    titles = load("titles.toml", Titles)
    given = load("name_given.toml", Given)
    return NameWords(
        **_place_words(load("places.toml", Places)),
        **_organisation_words(load("organisations.toml", Organisations)),
        titles=_words(titles.titles), modifiers=_words(titles.modifiers),
        persons=_words(titles.persons).union(*map(_words, titles.callings.values())),
        bodies=_words(titles.bodies),
        qualifiers=_words(titles.qualifiers), ties=_words(titles.ties),
        hedges=_words(titles.hedges),
        given=_words(given.given), female=_words(given.female), either=_words(given.either),
        name_suffixes=_words(given.suffixes),
        particles=_words(given.particles) - {"an", "ad", "e"},
        common=_words(load("name_common.toml", Common).words),
    )


def _place_words(places: Places) -> Mapping[str, Words]:
    countries, capitals, adjectives = set(places.countries), set(), set()
    for capital, demonyms, others in places.countries.values():
        capitals.add(capital)
        adjectives |= {word.replace("-", " ") for word in demonyms.split()}
        countries |= set(others.split("|"))
    listed = {name for part in ("cities", "regions", "wide") for name in _names(places.lists[part])}
    return {
        "countries": frozenset(countries - {""}),
        "capitals": frozenset(capitals - {""}),
        "places": frozenset(countries | capitals | listed) - {""},
        "place_last": _words(places.lists["last"]),
        "place_first": _words(places.lists["first"]),
        "adjectives": frozenset(adjectives) | _words(places.lists["adjectives"]),
    }


def _organisation_words(lists: Organisations) -> Mapping[str, Words]:
    fields = (
        "heads", "suffixes", "opening", "possessors", "facilities", "events", "known",
        "not_names", "first",
    )
    words = {name: _words(getattr(lists, name)) for name in fields}
    return words | {"known": words["known"] | _names(lists.known_names)}


def _words(text: str) -> Words:
    return frozenset(text.split())


def _names(text: str) -> Words:
    return frozenset(" ".join(name.split()) for name in text.split("|")) - {""}
