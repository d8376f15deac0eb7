"""A telling: what an event mention says about its event, ready to be compared.

In: event mentions with links, entities and placed times. Out: `Telling`s and whether two sets of
tellings can be one event. It merges nothing.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import overload

from sourceline.record.event import EventMention
from sourceline.record.place import Place
from sourceline.record.when import When
from sourceline.rooms.merge.countries import country_of
from sourceline.rooms.merge.spots import Spots
from sourceline.rooms.merge.words import names_in

_PARTS = ("actor", "target", "victim", "topic", "recipient", "beneficiary")
_CAST = ("target", "victim", "actor")
_PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "we",
                       "who", "us", "i", "you", "others", "some", "many", "one"))


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention, seen from outside: ids and words of who took part, where, and when."""

    mention: EventMention
    kind: str
    sub: str
    parts: Mapping[str, frozenset[str]]
    named: frozenset[str]
    # The named by part, of the parts that two tellings of one event must share.
    cast: Mapping[str, frozenset[str]]
    # Initial and last name of the named, by role: "Vela" and "Ana Vela" share them however the
    # names were linked, "Ana Vela" and "Tomas Vela" do not.
    called: Mapping[str, frozenset[tuple[str, str]]]
    place: str
    country: str
    when: When | None
    key: str
    # Names in the sentences around it, as far as they are rare in the collection.
    near: frozenset[str] = frozenset()
    spot: Place | None = None
    # The one town its sentence names: says where an event is, never speaks for or against a merge.
    beside: Place | None = None
    # The day after the article came out, None where it is not known: what it reports as having
    # happened is not later.
    until: date | None = None
    # The sentence without case and punctuation, with the trigger: outlets that print one report
    # tell one event. "" for a sentence too short to be anybody's own.
    said: str = ""

    @property
    def article(self) -> str:
        """The article that tells it."""
        return self.mention.cite.article


def make_telling(mention: EventMention, entity_of: Mapping[str, str], names: Mapping[str, str],
                 when: When | None, spots: Spots,
                 published: Mapping[str, When] | None = None) -> Telling:
    """Look up what a mention's roles mean; `when` is what its time means."""
    kind, _, sub = mention.kind.partition(".")
    parts: dict[str, set[str]] = {}
    named: set[str] = set()
    called: dict[str, set[tuple[str, str]]] = {}
    place = ""
    for role in mention.roles:
        entity = entity_of.get(role.mention or "", "")
        words = names.get(entity, role.cite.words)
        if role.role == "place":
            place = place or words
        elif role.role in _PARTS and role.cite.words.lower() not in _PRONOUNS:
            parts.setdefault(role.role, set()).add(entity or _head(role.cite.words))
            if entity:
                named.add(entity)
                called.setdefault(role.role, set()).add(_short_name(words))
    spot = spots.place(mention)
    if when is not None and (when.basis == "crawl" or when.from_date is None
                             or when.to_date is None):
        when = None
    cast = {role: frozenset(ids) for role in _CAST if (ids := parts.get(role, set()) & named)}
    return Telling(mention, kind, sub, {role: frozenset(ids) for role, ids in parts.items()},
                   frozenset(named), cast,
                   {role: frozenset(short) for role, short in called.items()},
                   place, spot.country if spot else country_of(place), when,
                   _key(mention, when), spot=spot, beside=spots.beside(mention),
                   said=_said(mention),
                   until=_until(mention, published or {}))


def _until(mention: EventMention, published: Mapping[str, When]) -> date | None:
    known = published.get(mention.cite.article)
    return known.to_date if known is not None and known.basis != "crawl" else None


# Shorter sentences ("He was arrested on Monday.") are written by many hands; chosen so that a
# stock sentence of ten words falls below it.
_OWN_CHARS = 60


def _said(mention: EventMention) -> str:
    words = "".join(c if c.isalnum() else " " for c in mention.sentence.words.lower()).split()
    sentence = " ".join(words)
    return f"{sentence}|{mention.cite.words.lower()}" if len(sentence) >= _OWN_CHARS else ""


def in_order(mentions: Sequence[EventMention]) -> Sequence[EventMention]:
    """Give mentions in the order of articles and places: as they are, where they stand so."""
    if all(_place(one) <= _place(other) for one, other in pairwise(mentions)):
        return mentions
    return sorted(mentions, key=_place)


def _place(mention: EventMention) -> tuple[str, int, int, str]:
    cite = mention.cite
    return cite.article, cite.start, cite.end, mention.id


# How far around a telling, in characters, the names of other tellings' sentences count as its
# company.
_NEAR_CHARS = 700
# A name in more of the articles than this is nobody's company, one in a single article meets
# nobody. A collection of few articles on one matter shares its names throughout: they count as long
# as the collection is this small.
_COMMON_ARTICLES, _COMMON_SHARE = 40, 0.05
# Kept of the names around a telling: the ones in fewest articles.
_MOST_NEAR = 16


# Tellings kept at hand, article by article, some 30 kB each: most pairs are looked at in turn.
KEPT_ARTICLES = 1 << 13


class Tellings(Sequence[Telling]):
    """The tellings of a collection, made article by article when they are looked at."""

    def __init__(self, mentions: Sequence[EventMention], make: Callable[[EventMention], Telling],
                 kept: int = KEPT_ARTICLES) -> None:
        """Take mentions in the order of articles and places, and what makes a telling of one."""
        self._mentions, self._make = mentions, make
        self._firsts, self._article_of = array("q"), array("i")
        self._seen: Counter[str] = Counter()
        at = 0
        for _, group in groupby(mentions, key=lambda one: one.cite.article):
            some = [one.sentence.words for one in group]
            self._article_of.extend([len(self._firsts)] * len(some))
            self._firsts.append(at)
            self._seen.update({name for words in set(some) for name in names_in(words)})
            at += len(some)
        self._most = max(_COMMON_ARTICLES, _COMMON_SHARE * len(self._firsts))
        self._firsts.append(at)
        self._article = lru_cache(maxsize=kept)(self._made)

    def __len__(self) -> int:
        """Count the tellings."""
        return self._firsts[-1]

    @overload
    def __getitem__(self, number: int) -> Telling: ...
    @overload
    def __getitem__(self, number: slice) -> list[Telling]: ...
    def __getitem__(self, number: int | slice) -> Telling | list[Telling]:
        """Give a telling, or those of a stretch."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        number += len(self) if number < 0 else 0
        article = self._article_of[number]
        return self._article(article)[number - self._firsts[article]]

    def __iter__(self) -> Iterator[Telling]:
        """Give every telling in order."""
        for article in range(len(self._firsts) - 1):
            yield from self._article(article)

    def mentions(self) -> Sequence[EventMention]:
        """Give what all tellings are made of, in their order."""
        return self._mentions

    def articles(self) -> Iterator[range]:
        """Give the numbers of each article's tellings."""
        for first, end in pairwise(self._firsts):
            yield range(first, end)

    def _made(self, article: int) -> list[Telling]:
        """Make the tellings of an article, each with its company: the names told of around it
        that two articles can share.
        """
        some = self._mentions[self._firsts[article]:self._firsts[article + 1]]
        names = [names_in(one.sentence.words) for one in some]
        places = [one.cite.start for one in some]
        found: list[Telling] = []
        for one, at in zip(some, places, strict=True):
            around = range(bisect_left(places, at - _NEAR_CHARS),
                           bisect_left(places, at + _NEAR_CHARS))[:_MOST_AROUND]
            near = {name for other in around for name in names[other]
                    if 1 < self._seen[name] <= self._most}
            kept = sorted(near, key=lambda name: (self._seen[name], name))[:_MOST_NEAR]
            found.append(replace(self._make(one), near=frozenset(kept)))
        return found


# In a page that tells hundreds of events within a few lines, the first ones stand for all.
_MOST_AROUND = 60


def _head(words: str) -> str:
    return words.lower().rsplit(" ", 1)[-1].strip(".,’'\"”")


def _short_name(words: str) -> tuple[str, str]:
    """Give the initial of a first name, "" for a last name alone, and the last name."""
    return (words[:1].lower() if " " in words else "", _head(words))


def _key(mention: EventMention, when: When | None) -> str:
    """Name "the 1988 massacre": a noun whose own phrase holds the date is a name of the event."""
    if when is None or when.from_date is None:
        return ""
    sentence, start = mention.sentence, mention.cite.start - mention.sentence.start
    before = sentence.words[max(0, start - 30):start].split()[-4:]
    if str(when.from_date.year) not in before:
        return ""
    month = when.from_date.strftime("%B") if when.precision == "month" else ""
    head = mention.cite.words.lower().rsplit(" ", 1)[-1]
    return " ".join((month, str(when.from_date.year), head)).strip()


def days(when: When) -> int:
    """Give the length of an interval in days; open ends count as very long.

    >>> days(When(from_date=date(2019, 1, 1), to_date=date(2019, 1, 2), precision="day", basis=""))
    1
    """
    if when.from_date is None or when.to_date is None:
        return 100_000
    return (when.to_date - when.from_date).days


def overlap(first: When, second: When, slack: int = 0) -> bool:
    """Tell whether two bounded intervals share a day, give or take `slack` days."""
    if first.from_date is None or second.from_date is None \
            or first.to_date is None or second.to_date is None:
        return True
    if not slack:
        return first.from_date < second.to_date and second.from_date < first.to_date
    wide = timedelta(days=slack)
    return first.from_date < second.to_date + wide and second.from_date < first.to_date + wide


def first_day(when: When) -> date:
    """Give the first day of a bounded interval."""
    assert when.from_date is not None
    return when.from_date
