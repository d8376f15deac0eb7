"""Merge event mentions into events over the collection.

In: all event mentions, links, entities, placed times, publications. Out: `Event`s. First inside
each article, then across; a merge needs evidence, and no member may speak against any other, so
nothing chains. The same answer for any order of what comes in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.base import make_id
from sourceline.record.cite import Because
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.place import Locating
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.merge.describe import event_when, label_of, place_of, status_of_event
from sourceline.rooms.merge.spots import Spots, make_spots
from sourceline.rooms.merge.tellings import (
    Telling,
    compatible,
    days,
    first_day,
    make_telling,
    with_company,
)

VERSION = "1"
Group = tuple[Telling, ...]


@dataclass(frozen=True)
class MergeSettings:
    """When tellings count as one event."""

    # A date this tight, in days, is evidence that two tellings with a shared party are one event.
    tight_days: int = 31
    # Blocks with more groups than this are compared by their other keys only (cost stays linear).
    max_block: int = 400
    # An event with this many tellings takes no more: it is a topic by then, not an event.
    max_members: int = 200
    # Kinds so rare that the same month and two shared parties near by are evidence; a killing or a
    # protest in the same war and month is not.
    rare_kinds: tuple[str, ...] = ("PLOT", "EXCHANGE", "EXTRADITE", "RESOLUTION")


def merge_event_mentions(mentions: Sequence[EventMention], links: Sequence[Link],
                         entities: Sequence[Entity], placed: Sequence[PlacedTime],
                         publications: Sequence[Publication], settings: MergeSettings,
                         locatings: Sequence[Locating] = ()) -> tuple[Event, ...]:
    """Merge tellings of the same event.

    >>> merge_event_mentions([], [], [], [], [], MergeSettings())
    ()

    Gives: events sorted by id; every mention is a member of exactly one. `when` is never taken
    from a page's crawl date.
    """
    entity_of = {link.mention: link.entity for link in links}
    names = {entity.id: entity.name for entity in entities}
    times = {time.expression: time.when for time in placed}
    published = {one.article: one.published for one in publications}
    spots = make_spots(locatings)
    tellings = sorted((make_telling(one, entity_of, names, times, spots) for one in mentions),
                      key=lambda one: one.mention.id)
    groups = _within(tellings, settings)
    groups = _across(groups, settings)
    return tuple(sorted((_event(group, names, entity_of, published, spots) for group in groups),
                        key=lambda event: event.id))


def _within(tellings: Sequence[Telling], settings: MergeSettings) -> list[Group]:
    """Merge inside each article."""
    by_article: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_article.setdefault(telling.article, []).append(telling)
    merged: list[Group] = []
    for article in sorted(by_article):
        ordered = sorted(by_article[article], key=lambda one: (
            one.mention.cite.start, one.mention.cite.end, one.mention.id))
        groups: list[Group] = [(one,) for one in with_company(ordered)]
        merged += _join(groups, _pairs_of_kind(groups), _evidence_within, settings)
    return merged


def _across(groups: list[Group], settings: MergeSettings) -> list[Group]:
    """Merge groups of different articles that share a block."""
    groups = sorted(groups, key=lambda group: group[0].mention.id)
    blocks: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for key in _block_keys(group):
            blocks.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for _, members in sorted(blocks.items()):
        if len(members) <= settings.max_block:
            pairs |= {(one, other) for at, one in enumerate(members) for other in members[at + 1:]}
    return _join(groups, sorted(pairs), _evidence_across, settings)


# In a page of thousands of events, tellings this many apart are not compared.
_MAX_REACH = 400


def _pairs_of_kind(groups: Sequence[Group]) -> list[tuple[int, int]]:
    return [(one, other) for one in range(len(groups))
            for other in range(one + 1, min(len(groups), one + _MAX_REACH))
            if groups[one][0].kind == groups[other][0].kind]


def _block_keys(group: Group) -> set[str]:
    """Name the blocks a group belongs to: kind with a party, a sentence, a name, or a month."""
    keys: set[str] = set()
    for telling in group:
        for entity in telling.named:
            keys.add(f"{telling.kind}|entity|{entity}")
        if telling.said:
            keys.add(f"{telling.kind}|said|{telling.said}")
        if telling.key:
            keys.add(f"{telling.kind}|key|{telling.key}")
        if telling.when is not None and days(telling.when) <= 31:
            month = first_day(telling.when).strftime("%Y-%m")
            keys.add(f"{telling.kind}|month|{month}")
    return keys


def _join(groups: Sequence[Group], pairs: Iterable[tuple[int, int]], evidence: "Evidence",
          settings: MergeSettings) -> list[Group]:
    """Merge pairs by falling evidence; a merge holds only if all members fit all members."""
    scored = [(evidence(groups[one], groups[other], settings), one, other)
              for one, other in pairs]
    scored = [entry for entry in scored if entry[0] > 0]
    owner = dict(enumerate(range(len(groups))))
    members: dict[int, Group] = dict(enumerate(groups))
    for _, one, other in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        first, second = _root(owner, one), _root(owner, other)
        if first == second:
            continue
        if len(members[first]) + len(members[second]) > settings.max_members:
            continue
        if compatible(members[first], members[second]):
            keep, gone = min(first, second), max(first, second)
            members[keep] = tuple(sorted(members[keep] + members.pop(gone),
                                         key=lambda one: one.mention.id))
            owner[gone] = keep
    return [members[number] for number in sorted(members)]


def _root(owner: dict[int, int], number: int) -> int:
    """Follow merged groups to the one that holds their members now."""
    while owner[number] != number:
        owner[number] = owner[owner[number]]
        number = owner[number]
    return number


class Evidence:
    """How strongly two groups seem to be one event; 0 is no evidence."""

    def __call__(self, first: Group, second: Group, settings: MergeSettings) -> int:
        """Give a score, higher for surer."""
        raise NotImplementedError


class _Within(Evidence):
    def __call__(self, first: Group, second: Group, settings: MergeSettings) -> int:
        """Shared party, a shared tight date, or the same noun said again with "the"."""
        one, other = first[0], second[0]
        score = 3 * bool(_shared(one, other)) + 2 * _same_time(one, other, settings)
        if one.key and one.key == other.key:
            score += 3
        if _refers_back(one, other):
            score += 2
        return score


class _Across(Evidence):
    def __call__(self, first: Group, second: Group, settings: MergeSettings) -> int:
        """The same sentence, or two grounds: date with party or place, a name with its date."""
        if any(one.article == other.article for one in first for other in second):
            return 0
        best = 0
        for one in first[:12]:
            for other in second[:12]:
                best = max(best, _ground(one, other, settings))
        return best


_evidence_within = _Within()
_evidence_across = _Across()


def _ground(one: Telling, other: Telling, settings: MergeSettings) -> int:
    named = 4 * bool(one.key and one.key == other.key)
    named += 6 * bool(one.said and one.said == other.said)
    if one.when is None or other.when is None:
        return named
    tight = max(days(one.when), days(other.when)) <= settings.tight_days
    shared = len(one.named & other.named)
    same_place = bool(one.place) and one.place.lower() == other.place.lower()
    if not tight:
        return named + (2 if shared >= 2 and max(days(one.when), days(other.when)) <= 366 else 0)
    if one.kind in settings.rare_kinds and len(one.near & other.near) >= 2:
        named += 2
    both_days = max(days(one.when), days(other.when)) <= 2
    return named + 2 * shared + (2 if same_place and (both_days or shared) else 0)


def _shared(one: Telling, other: Telling) -> frozenset[str]:
    """Give parties that stand in the same part of both, by name or by the same noun."""
    found: set[str] = set()
    for role, ids in one.parts.items():
        if role in ("actor", "target", "victim"):
            found |= ids & other.parts.get(role, frozenset())
    both = one.when is None or other.when is None or days(one.when) + days(other.when) < 740
    return frozenset(found) if both else frozenset()


def _same_time(one: Telling, other: Telling, settings: MergeSettings) -> bool:
    return one.when is not None and one.when == other.when and \
        days(one.when) <= settings.tight_days


def _refers_back(one: Telling, other: Telling) -> bool:
    """Tell "the plot" after "a plot": the same noun, one of them with the, that or this."""
    nouns = [telling.mention.cite.words.lower().rsplit(" ", 1)[-1] for telling in (one, other)]
    if nouns[0] != nouns[1]:
        return False
    later = max((one, other), key=lambda telling: telling.mention.cite.start).mention
    start = later.cite.start - later.sentence.start
    before = later.sentence.words[:start].lower().split()[-3:]
    return any(word in ("the", "that", "this") for word in before)


def _event(group: Group, names: Mapping[str, str], entity_of: Mapping[str, str],
           published: Mapping[str, When], spots: Spots) -> Event:
    members = tuple(sorted(telling.mention.id for telling in group))
    status = status_of_event([telling.mention for telling in group])
    when = event_when(group, status, published)
    where = place_of(group, spots)
    subs = sorted({telling.sub for telling in group if telling.sub})
    best = max(subs, key=lambda sub: (sum(one.sub == sub for one in group), sub), default="")
    kind = f"{group[0].kind}.{best}" if best else group[0].kind
    sentence = "one telling" if len(group) == 1 else \
        f"{len(group)} tellings with nothing against each other"
    if where.basis in ("named", "dateline"):
        sentence += f"; the country is the one its articles are about ({where.basis})"
    return Event(
        id=make_id("e", members[0]), kind=kind,
        label=label_of(group, kind, where.told, when, names, entity_of), status=status,
        when=when, place=where.place, country=where.country,
        latitude=where.spot.latitude if where.spot else None,
        longitude=where.spot.longitude if where.spot else None, members=members,
        because=Because(rule="events.merge", version=VERSION, sentence=sentence,
                        cites=tuple(telling.mention.cite for telling in group[:5])))
