"""Merge event mentions into events over the collection.

In: all event mentions, links, entities, placed times, publications. Out: `Event`s. First inside
each article, then across; a merge needs evidence, and no member may speak against any other, so
nothing chains. The same answer for any order of what comes in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from sys import intern
from types import MappingProxyType

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.decision import Decision
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.place import Locating
from sourceline.record.when import PlacedTime, Publication, When
from sourceline.rooms.merge.blocks import Meetings, few_of, pairs_apart
from sourceline.rooms.merge.crowd import Crowd, weigh_crowd
from sourceline.rooms.merge.decided import decide_groups
from sourceline.rooms.merge.describe import (
    Where,
    event_when,
    kind_of,
    label_of,
    place_of,
    status_of_event,
)
from sourceline.rooms.merge.evidence import Ground, across, within
from sourceline.rooms.merge.faces import Faces
from sourceline.rooms.merge.facts import PLAIN
from sourceline.rooms.merge.fits import fit
from sourceline.rooms.merge.join import Fits, Joined, Joining, join
from sourceline.rooms.merge.judge import Judge
from sourceline.rooms.merge.likeness import Face, score
from sourceline.rooms.merge.nouns import nouns_of
from sourceline.rooms.merge.pair import Numbered
from sourceline.rooms.merge.spots import Spots, make_spots
from sourceline.rooms.merge.stretches import Spread, in_turn, stretches
from sourceline.rooms.merge.sure import SurePairs
from sourceline.rooms.merge.tellings import Tellings, in_order, make_telling
from sourceline.rooms.merge.words import content

VERSION = "2"


@dataclass(frozen=True)
class MergeSettings:
    """When tellings count as one event."""

    # A date this tight, in days, is evidence that two tellings with a shared party are one event.
    tight_days: int = 31
    # Each telling meets this many followers in each block; cost is linear in the tellings.
    reach: int = 24
    # And this many in all its blocks, those that share the most of them.
    most_met: int = 32
    # Inside one article tellings this many apart are not compared.
    max_reach_within: int = 300
    # An event with this many tellings takes no more: it is a topic by then, not an event.
    max_members: int = 200
    # How sure a pair must be (`evidence`), and how alike two groups are on average at least:
    # tellings of one article often share few words, those of two articles must share more.
    # Chosen on 300 news articles by hand (docs/rooms/merge.md).
    least_sure: float = 0.6
    least_average_within: float = 0.05
    least_average_across: float = 0.4
    # And how alike the two of them must be that are least alike.
    least_any_across: float = 0.2
    # How likely the judge must find a pair that nothing else joins; chosen with the two above on
    # the open pages of evals/dumps, whose stories taught it nothing.
    least_chance: float = 0.65
    # And how likely a pair that shares too little to meet in a block.
    least_chance_apart: float = 0.8


def merge_event_mentions(mentions: Sequence[EventMention], links: Iterable[Link],
                         entities: Iterable[Entity], placed: Iterable[PlacedTime],
                         publications: Sequence[Publication], settings: MergeSettings,
                         locatings: Sequence[Locating] = (),
                         decided: Sequence[Decision] = (),
                         dated: Mapping[str, When] = MappingProxyType({}),
                         spread: Spread = in_turn) -> tuple[Event, ...]:
    """Merge tellings of the same event.

    >>> merge_event_mentions([], [], [], [], [], MergeSettings())
    ()

    Takes: `decided`, what people judged, in the order they did; it stands above every rule;
    `dated`, the time a person gave, by telling, in place of what its words say; `spread`, who does
    the parts of the work, which do not need each other.
    Gives: events sorted by id; every mention is a member of exactly one. `when` is never taken
    from a page's crawl date.
    """
    seen = see(mentions, links, entities, placed, publications, locatings, dated)
    faces, crowd, names = seen.faces, seen.crowd, seen.names
    judge = Judge(faces, crowd, settings.tight_days)
    groups = _across(judge, _within(faces, crowd, names, settings, spread), names, settings, spread)
    if any(one.question == "event.same" for one in decided):
        groups = _decided(judge, groups, names, settings, decided, spread)
    return tuple(sorted((_event(seen, group) for group in groups), key=lambda event: event.id))


@dataclass(frozen=True)
class Seen:
    """What the room looks at: the faces of all tellings, and what their names and places mean."""

    faces: Faces
    crowd: Crowd
    names: Mapping[str, str]
    entity_of: Mapping[str, str]
    published: Mapping[str, When]
    spots: Spots


def see(mentions: Sequence[EventMention], links: Iterable[Link], entities: Iterable[Entity],
        placed: Iterable[PlacedTime], publications: Sequence[Publication],
        locatings: Sequence[Locating] = (), dated: Mapping[str, When] = MappingProxyType({})
        ) -> Seen:
    """Look at all tellings, in the order of articles and places; nothing is compared yet."""
    mentions = in_order(mentions)
    # Of all links, those of who takes part: a quarter.
    wanted = {role.mention for one in mentions for role in one.roles if role.mention}
    entity_of = {link.mention: intern(link.entity) for link in links if link.mention in wanted}
    named = set(entity_of.values())
    names = {entity.id: entity.name for entity in entities if entity.id in named}
    times = {time.expression: time.when for time in placed}
    published = {one.article: one.published for one in publications}
    spots = make_spots(locatings)
    tellings = Tellings(mentions, lambda one: make_telling(
        one, entity_of, names, dated.get(one.id) or times.get(one.time or ""), spots, published))
    crowd = weigh_crowd(lambda: _words(mentions))
    return Seen(Faces(tellings, crowd), crowd, names, entity_of, published, spots)


def _words(mentions: Sequence[EventMention]) -> Iterator[tuple[str, list[str]]]:
    """Give the words of the sentences that tell events, each sentence of an article once."""
    for article, group in groupby(mentions, key=lambda one: one.cite.article):
        sentences = {one.sentence.start: one.sentence.words for one in group}
        yield article, [word for _, said in sorted(sentences.items()) for word in content(said)]


def _within(faces: Faces, crowd: Crowd, names: Mapping[str, str], settings: MergeSettings,
            spread: Spread) -> list[Joined]:
    """Merge inside each article; faces stand in the order of articles and places."""
    articles = list(faces.tellings.articles())

    def stretch(places: range) -> list[Joined]:
        return [group for numbers in articles[places.start:places.stop]
                for group in _within_one(faces, crowd, names, settings, numbers)]

    return [group for groups in spread(stretch, stretches(len(articles))) for group in groups]


def _within_one(faces: Faces, crowd: Crowd, names: Mapping[str, str], settings: MergeSettings,
                numbers: range) -> list[Joined]:
    """Merge inside one article."""
    nouns = nouns_of([faces[number] for number in numbers])
    pairs, grounds = SurePairs(), dict[tuple[int, int], Ground]()
    for at, one in enumerate(numbers):
        for other in numbers[at + 1:at + 1 + settings.max_reach_within]:
            if fit(faces.tellings[one], faces.tellings[other]):
                ground = within(faces[one], faces[other], crowd, names, settings.tight_days, nouns)
                if ground.sure >= settings.least_sure:
                    pairs.add(ground.sure, one, other)
                    grounds[one, other] = ground
    return join(faces, [Joined((number,), ()) for number in numbers], pairs,
                lambda _, one, other: grounds[one, other],
                lambda some: [score(faces[one], faces[other], crowd) for one, other in some], _fits,
                Joining(settings.least_sure, settings.least_average_within, settings.max_members))


def _decided(judge: Judge, groups: Sequence[Joined], names: Mapping[str, str],
             settings: MergeSettings, decided: Sequence[Decision], spread: Spread) -> list[Joined]:
    """Group as people did, then look again at what may join the groups as they are now."""
    faces = judge.faces
    numbers = {telling.mention.id: number for number, telling in enumerate(faces.tellings)}
    made = decide_groups([telling.mention for telling in faces.tellings], groups, decided)

    def fits(one: Face, other: Face) -> bool:
        pair = numbers[one.telling.mention.id], numbers[other.telling.mention.id]
        return pair not in made.apart and _fits(one, other)

    return _across(judge, made.groups, names, settings, spread, fits)


def _fits(one: Face, other: Face) -> bool:
    return fit(one.telling, other.telling)


# Pairs judged at one time.
_TOGETHER = 2048


def _across(judge: Judge, groups: Sequence[Joined], names: Mapping[str, str],
            settings: MergeSettings, spread: Spread, fits: Fits = _fits) -> list[Joined]:
    """Merge groups of different articles."""
    tellings = judge.faces.tellings
    kinds = (mention.kind.partition(".")[0] for mention in tellings.mentions())
    few, met = few_of(kinds), set[tuple[int, int]]()
    meetings = Meetings(tellings, judge.faces, judge.crowd, settings.reach, settings.most_met)

    def stretch(places: range) -> tuple[list[tuple[int, int]], SurePairs]:
        meeting = meetings.of(places)
        seen, found = list[tuple[int, int]](), SurePairs()
        while some := list(islice(meeting, _TOGETHER)):
            seen += (pair for pair in some if pair[0] in few)
            _add_sure(judge, some, names, settings, found)
        return seen, found

    def explain(sure: float, one: int, other: int) -> Ground:
        plain = across(judge.pair(one, other), names)
        return plain if plain.sure == sure else judge.ground(one, other, names)

    pairs = SurePairs()
    for seen, found in spread(stretch, stretches(len(meetings))):
        met.update(seen)
        pairs.extend(found)
    apart = pairs_apart(tellings, few, met)
    while some := list(islice(apart, _TOGETHER)):
        judge.add_likely(_fitting(judge, some), settings.least_chance_apart, pairs)
    return join(judge.faces, groups, pairs, explain, judge.alike, fits,
                Joining(settings.least_sure, settings.least_average_across, settings.max_members,
                        settings.least_any_across, PLAIN))


def _add_sure(judge: Judge, pairs: Iterable[tuple[int, int]], names: Mapping[str, str],
              settings: MergeSettings, found: SurePairs) -> None:
    """Add those of the pairs that met with a plain ground, and those the judge finds likely.

    A pair that is not sure enough joins nothing and is let go at once: nearly all are not.
    """
    unsure: list[Numbered] = []
    for one in _fitting(judge, pairs):
        plain = across(one.pair, names)
        if plain.sure >= settings.least_sure:
            found.add(plain.sure, one.one, one.other)
        else:
            unsure.append(one)
    judge.add_likely(unsure, settings.least_chance, found)


def _fitting(judge: Judge, pairs: Iterable[tuple[int, int]]) -> Iterator[Numbered]:
    tellings = judge.faces.tellings
    return (Numbered(one, other, judge.pair(one, other)) for one, other in pairs
            if fit(tellings[one], tellings[other]))


def _event(seen: Seen, joined: Joined) -> Event:
    group = tuple(sorted((seen.faces.tellings[number] for number in joined.members),
                         key=lambda telling: telling.mention.id))
    members = tuple(telling.mention.id for telling in group)
    status = status_of_event([telling.mention for telling in group])
    when = event_when(group, status, seen.published)
    where = place_of(group, seen.spots)
    kind = kind_of(group)
    return Event(
        id=make_id("e", members[0]), kind=intern(kind),
        label=label_of([telling.mention for telling in group], kind, where.told, when, seen.names,
                       seen.entity_of), status=status,
        when=when, place=intern(where.place), country=intern(where.country),
        latitude=where.spot.latitude if where.spot else None,
        longitude=where.spot.longitude if where.spot else None, members=members,
        because=Because(rule="merge.tellings", version=VERSION, sentence=_reason(joined, where),
                        score=min((ground.sure for ground in joined.grounds), default=None),
                        cites=tuple(_shared(telling.mention.cite) for telling in group[:5])))


def _shared(cite: Cite) -> Cite:
    """Give a cite whose article and words stand in memory once: events hold as many as tellings."""
    return Cite(article=intern(cite.article), start=cite.start, end=cite.end,
                words=intern(cite.words))


# Grounds named in the reason of an event; more would not be read.
_MOST_GROUNDS = 4


def _reason(joined: Joined, where: Where) -> str:
    """Say in a sentence why these tellings are one event, and what its country rests on."""
    count = len(joined.members)
    distinct = list(dict.fromkeys(ground.words for ground in joined.grounds))[:_MOST_GROUNDS]
    sentence = "one telling" if count == 1 else f"{count} tellings: {'; '.join(distinct)}"
    if where.basis in ("named", "dateline"):
        sentence += f"; the country is the one its articles are about ({where.basis})"
    if where.basis == "sentence":
        sentence += "; the place is the one named in the same sentence"
    return sentence
