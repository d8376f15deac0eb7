"""What is told in the same words, beside the same names: how likely two events are of one matter.

In: `Told`. Out: a `Sketch` of each event, and the chance of a pair. The rules of `cases.py` and
`matters.py` ask for a defendant or several rare things; long pages tell of one matter in passing,
paragraph by paragraph, and share a little of everything with where it was told before.
Weights are `lexicon/matter_weights.toml`, learnt from invented pages whose authors marked which
tellings are of one matter (`training/threads`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log, log1p

from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.tellings import Telling, Told
from sourceline.rooms.threads.weights import Weights, weights_of

_WORD = re.compile(r"[a-zà-þ]{4,}")
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s|\n+")
# Sentences between two tellings of one article, by steps; what is further apart is "far".
_GAPS = ((0, "same_sentence"), (1, "next_sentence"), (3, "near"), (10, "beside"))
_FAR = "far"
NUMBERS = ("words", "same_paragraph", "named", "persons", *(name for _, name in _GAPS), _FAR)
# Of a large collection only pairs that share so many words of so few paragraphs, or stand near
# each other, are looked at; all others count as unlikely.
_ALL_PAIRS_EVENTS, _RARE_PARAGRAPHS, _RARE_LEAST, _NEAR_SENTENCES = 400, 8, 3, 10


@dataclass(frozen=True)
class Sketch:
    """Where an event is told, and all that stands around it.

    Places are (article, number of the paragraph) and (article, number of the sentence). `people`
    are those it concerns or its sentences name; `of_court` says that it is a step of a court.
    """

    paragraphs: frozenset[tuple[str, int]]
    sentences: frozenset[tuple[str, int]]
    words: frozenset[str]
    named: frozenset[str]
    persons: frozenset[str]
    people: frozenset[str] = frozenset()
    of_court: bool = False


class Sketches:
    """The sketches of a collection, and how much each word and name of it says."""

    def __init__(self, told: Told) -> None:
        """Read the paragraphs in which anything is told."""
        self._paragraphs = {article: [(one.start(), one.end()) for one in _PARAGRAPH.finditer(
            told.texts[article].words)] for article in told.tellings if article in told.texts}
        self._words: dict[tuple[str, int], frozenset[str]] = {}
        self._seen: Counter[str] = Counter()
        for article, spans in self._paragraphs.items():
            text = told.texts[article].words
            for at, (start, end) in enumerate(spans):
                words = frozenset(_WORD.findall(text[start:end].lower()))
                self._words[article, at] = words
                self._seen.update(words)
        named = Counter(entity for article in told.tellings
                        for entity in {one.entity for one in told.names.get(article, ())})
        self._named, self._articles = named, len(told.tellings)
        tellings: defaultdict[str, list[Telling]] = defaultdict(list)
        for article in told.tellings:
            for one in told.tellings[article]:
                tellings[one.event].append(one)
        self.of = {event: self._sketch(told, tellings[event], places)
                   for event, places in sorted(_places(told).items())}
        self._sums = {event: sum(map(self._says, one.words)) for event, one in self.of.items()}

    def _says(self, word: str) -> float:
        return log((len(self._words) + 1) / (self._seen[word] + 0.5))

    def _sketch(self, told: Told, tellings: list[Telling], places: list[tuple[str, int, int]]
                ) -> Sketch:
        paragraphs, named = set(), set()
        for article, start, _ in places:
            spans = self._paragraphs.get(article, ())
            at = bisect_right(spans, (start, len(told.texts[article].words) + 1)) - 1 \
                if spans else -1
            if at >= 0:
                paragraphs.add((article, at))
                named |= {one.entity for one in told.named_within(article, *spans[at])}
        words = frozenset[str]().union(*(self._words[one] for one in paragraphs))
        persons = frozenset[str]().union(*(one.persons | one.meant for one in tellings))
        people = set(persons)
        for one in tellings:
            said = one.mention.sentence
            people |= {name.entity for name in told.named_within(one.article, said.start, said.end)
                       if name.kind == "person"}
        of_court = any(one.stage in stages().joins.court for one in tellings)
        return Sketch(frozenset(paragraphs), frozenset((article, number)
                                                       for article, _, number in places),
                      words, frozenset(named), persons, frozenset(people), of_court)

    def numbers(self, one: str, other: str) -> dict[str, float]:
        """Give the numbers of a pair by name; what is not there is 0."""
        a, b = self.of[one], self.of[other]
        found: dict[str, float] = {}
        if a.paragraphs & b.paragraphs:
            found["same_paragraph"] = 1.0
        else:
            least = min(self._sums[one], self._sums[other])
            both = sum(map(self._says, a.words & b.words))
            found["words"] = both / least if least else 0.0
        found["named"] = log1p(sum(log((self._articles + 1) / (self._named[entity] + 0.2))
                                   for entity in a.named & b.named))
        found["persons"] = float(bool(a.persons & b.persons))
        gap = _gap(a, b)
        if gap is not None:
            found[next((name for most, name in _GAPS if gap <= most), _FAR)] = 1.0
        return found

    def chance(self, one: str, other: str) -> float:
        """Give the chance that two events are of one matter."""
        return matter_weights().chance(self.numbers(one, other))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the pairs that may be of one matter: of a small collection all, each once."""
        if len(self.of) <= _ALL_PAIRS_EVENTS:
            yield from combinations(sorted(self.of), 2)
            return
        found: Counter[tuple[str, str]] = Counter()
        told_in: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        for event, one in self.of.items():
            for word in one.words:
                if 1 < self._seen[word] <= _RARE_PARAGRAPHS:
                    by_word[word].append(event)
            for article, number in one.sentences:
                told_in[article].append((number, event))
        for events in by_word.values():
            found.update(combinations(sorted(events), 2))
        for row in told_in.values():
            row.sort()
            for at, (number, event) in enumerate(row):
                for next_number, other in row[at + 1:]:
                    if next_number - number > _NEAR_SENTENCES:
                        break
                    if event != other:
                        first, second = sorted((event, other))
                        found[first, second] += _RARE_LEAST
        yield from sorted(pair for pair, count in found.items() if count >= _RARE_LEAST)


def _places(told: Told) -> dict[str, list[tuple[str, int, int]]]:
    """Give for each event where it is told: article, start of the sentence, its number."""
    found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for article, tellings in told.tellings.items():
        starts = sorted({one.mention.sentence.start for one in tellings})
        text = told.texts.get(article)
        ends = [] if text is None else [one.end() for one in _SENTENCE_END.finditer(text.words)]
        for one in tellings:
            start = one.mention.sentence.start
            number = bisect_left(starts, start) if text is None else bisect_right(ends, start)
            found[one.event].append((article, start, number))
    return found


def _gap(a: Sketch, b: Sketch) -> int | None:
    """Give how many sentences apart two events are told in one article, None where they are not."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for article, number in a.sentences:
        numbers[article].append(number)
    return min((abs(number - mine) for article, number in b.sentences
                for mine in numbers.get(article, ())), default=None)


def matter_weights() -> Weights:
    """Give the weights that ship."""
    return weights_of("matter_weights.toml")
