"""What an article tells, cut into stretches that are about one thing each.

In: `Told` and the cases of named persons. Out: `Unit`s: the steps of each case, and what is left, a
short article whole and a long one by paragraph. It joins nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from sourceline.rooms.threads.defendants import Cases
from sourceline.rooms.threads.lexicon import is_among, stages
from sourceline.rooms.threads.tellings import Telling, Told, is_long
from sourceline.rooms.threads.topics import Topic, topic_of

# What is said beside a step makes no stretch of its own: a paragraph of blame in a
# long article joins nothing.
SAID = frozenset(("ACCUSE", "REQUEST", "STATEMENT", "APPOINT"))
# Topics kept at hand.
_AT_HAND = 1 << 14


@dataclass(frozen=True)
class MatterSettings:
    """How much two articles must share; chosen on the open cases by evals/threads.py."""

    shared_min: float = 1.8  # in ten articles; a person and a rare word, or three rare words
    shared_per_tenfold: float = 0.8  # more articles share more by chance
    short_chars: int = 1500  # an article up to this long is about one matter
    # A paragraph of one that tells of several must share so much more: pages on one affair share
    # its names in all they tell. Chosen on the open pages of evals/dumps.
    shared_by_part: float = 0.75
    years_days: int = 1100  # an anniversary or a late report is within three years
    same_time: float = 1.2  # "the plot of June 2018" in both says as much as a rare word and more
    shared_beside_time: float = 1.0  # but a month alone is no sign
    incident_days: int = 31  # a known time is no longer than a month
    articles_of_key_max: int = 150  # a word or name in more articles finds no candidates


@dataclass(frozen=True, eq=False)
class Unit:
    """Tellings of one article that are about one thing; `case` when they are steps of one.

    `alone` says that its article tells of no other case: only then it draws matters to its case.
    """

    article: str
    tellings: tuple[Telling, ...]
    topics: "Topics"
    case: str = ""
    alone: bool = True

    @property
    def topic(self) -> Topic:
        """What it is about."""
        return self.topics.of(self)

    @property
    def name(self) -> str:
        """What this unit is called among others."""
        return self.case or f"{self.article} {self.tellings[0].mention.cite.start:09d}"

    # What every comparison with another unit asks again; a unit meets thousands of others.
    @cached_property
    def stages(self) -> frozenset[str]:
        """The stages it tells."""
        return frozenset(one.stage for one in self.tellings)

    @cached_property
    def lines(self) -> frozenset[int]:
        """The kinds of thread, by number, that hold one of its stages."""
        return frozenset(number for number, kind in enumerate(stages().kind)
                         if self.stages & set(kind.order))

    @cached_property
    def cores(self) -> frozenset[int]:
        """The kinds of thread, by number, one of whose core stages it tells."""
        return frozenset(number for number, kind in enumerate(stages().kind)
                         if any(is_among(one.mention.kind, kind.core) for one in self.tellings))

    @property
    def part(self) -> bool:
        """Whether it is a paragraph of a long article, which tells of several matters."""
        return self.topics.is_long(self.article)

    @cached_property
    def people(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who is tried, and whom a thing befell that is done only once."""
        joins = stages().joins
        tried, befell = (frozenset(p for one in self.tellings if is_among(one.mention.kind, kinds)
                                   for p in one.persons) for kinds in (joins.court, joins.once))
        return tried, befell


class Topics:
    """What units are about, looked up in their articles when it is asked for."""

    def __init__(self, told: Told, short_chars: int) -> None:
        """Take what is told; make no topic yet."""
        self.short_chars = short_chars
        self.is_long = cache(lambda article: is_long(told, article))
        # Some 6 kB each: of all units of a large collection they would fill memory.
        self.of = lru_cache(maxsize=_AT_HAND)(lambda unit: topic_of(
            told, unit.article, unit.tellings, short_chars))


def cut_units(told: Told, cases: Cases, settings: MatterSettings) -> list[Unit]:
    """Cut each article into units: the steps of each case, and what is left."""
    cases_of: dict[str, list[str]] = defaultdict(list)
    for case, events in sorted(cases.events.items()):
        for event in events:
            cases_of[event].append(case)
    topics = Topics(told, settings.short_chars)
    units: list[Unit] = []
    for article in sorted(told.tellings):
        held: dict[str, list[Telling]] = defaultdict(list)
        for telling in told.tellings[article]:
            for case in cases_of.get(telling.event, ("",)):
                held[case].append(telling)
        free = [one for one in held.pop("", []) if not one.persons & cases.persons and (
            one.stage in stages().joins.matters
            or is_among(one.mention.kind, stages().joins.matters))]
        persons = {case for case in held if case in cases.persons}
        units += [Unit(article, tuple(members), topics, case, len(persons | {case}) == 1)
                  for case, members in sorted(held.items())]
        text = told.texts.get(article)
        long = text is not None and len(text.words) > settings.short_chars
        units += [Unit(article, tuple(members), topics)
                  for members in _cut(told, article, free, settings)
                  if not long or any(one.stage not in SAID for one in members)]
    return units


def _cut(told: Told, article: str, free: Sequence[Telling], settings: MatterSettings
         ) -> Iterator[list[Telling]]:
    """Cut what is left of an article: a short one is one unit, a long one goes by paragraphs.

    A paragraph that tells of plots in several sentences may list them: it goes by sentences.
    """
    text = told.texts.get(article)
    if text is None or len(text.words) <= settings.short_chars:
        if free:
            yield list(free)
        return
    paragraphs: dict[int, list[Telling]] = defaultdict(list)
    for telling in free:
        start = telling.mention.cite.start
        paragraph = text.words.rfind("\n", 0, start)
        # A page that lost its paragraphs is no one matter from end to end.
        part = (start - paragraph) // settings.short_chars
        paragraphs[paragraph + part].append(telling)
    for members in paragraphs.values():
        plots = {one.mention.sentence.start for one in members if one.stage == "THWART"}
        if len(plots) > 1:
            yield from _by_sentence(members)
        else:
            yield members


def _by_sentence(members: Sequence[Telling]) -> Iterator[list[Telling]]:
    sentences: dict[int, list[Telling]] = defaultdict(list)
    for telling in members:
        sentences[telling.mention.sentence.start].append(telling)
    yield from sentences.values()
