"""A telling: what an event mention says about its event, ready to be compared.

In: event mentions with links, entities and placed times. Out: `Telling`s and whether two sets of
tellings can be one event. It merges nothing.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from sourceline.record.event import EventMention
from sourceline.record.place import Place
from sourceline.record.when import When
from sourceline.rooms.merge.countries import country_of
from sourceline.rooms.merge.spots import Spots
from sourceline.rooms.merge.words import names_in

_PARTS = ("actor", "target", "victim", "topic", "recipient", "beneficiary")
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
    return Telling(mention, kind, sub, {role: frozenset(ids) for role, ids in parts.items()},
                   frozenset(named), {role: frozenset(short) for role, short in called.items()},
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


# How far around a telling, in characters, the names of other tellings' sentences count as its
# company.
_NEAR_CHARS = 700
# A name in more of the articles than this is nobody's company, one in a single article meets
# nobody. A collection of few articles on one matter shares its names throughout: they count as long
# as the collection is this small.
_COMMON_ARTICLES, _COMMON_SHARE = 40, 0.05
# Kept of the names around a telling: the ones in fewest articles.
_MOST_NEAR = 16


def with_company(tellings: Sequence[Telling]) -> list[Telling]:
    """Add to each telling the names told of around it that two articles can share.

    Takes: tellings in the order of articles and places.
    """
    names = [names_in(one.mention.sentence.words) for one in tellings]
    articles = _articles_with(tellings, names)
    found: list[Telling] = []
    for _, group in groupby(range(len(tellings)), key=lambda number: tellings[number].article):
        some = list(group)
        places = [tellings[number].mention.cite.start for number in some]
        for number in some:
            at = tellings[number].mention.cite.start
            around = some[bisect_left(places, at - _NEAR_CHARS):
                          bisect_left(places, at + _NEAR_CHARS)][:_MOST_AROUND]
            near = {name for other in around for name in names[other] if name in articles}
            kept = sorted(near, key=lambda name: (articles[name], name))[:_MOST_NEAR]
            found.append(replace(tellings[number], near=frozenset(kept)))
    return found


# In a page that tells hundreds of events within a few lines, the first ones stand for all.
_MOST_AROUND = 60


def _articles_with(tellings: Sequence[Telling], names: Sequence[frozenset[str]]
                   ) -> Mapping[str, int]:
    """Count the articles of each name that is in several, and not in too many of them."""
    articles: dict[str, set[str]] = {}
    for one, some in zip(tellings, names, strict=True):
        for name in some:
            articles.setdefault(name, set()).add(one.article)
    most = max(_COMMON_ARTICLES, _COMMON_SHARE * len({one.article for one in tellings}))
    return {name: len(some) for name, some in articles.items() if 1 < len(some) <= most}


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
    wide = timedelta(days=slack)
    return first.from_date < second.to_date + wide and second.from_date < first.to_date + wide


def first_day(when: When) -> date:
    """Give the first day of a bounded interval."""
    assert when.from_date is not None
    return when.from_date
