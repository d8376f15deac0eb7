"""How likely an event is the outcome of what was due: numbers of a pair, and their weights.

In: a `Due`, an event that happened and `Seen`. Out: the numbers of the pair, and its chance. A
stage and a case alone do not decide: one case has many hearings, and what was due is often told in
words of another kind ("will face magistrates", "was remanded"). Weights are
`lexicon/outcome_weights.toml`, learnt from invented stories whose authors marked what was due and
what came of it (`training/threads/fit_outcomes.py`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import log, log1p

from sourceline.record.cite import Cite
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due, Thread
from sourceline.record.when import When
from sourceline.rooms.threads.lexicon import stage_of, stages
from sourceline.rooms.threads.seen import Seen
from sourceline.rooms.threads.weights import Weights, weights_of
from sourceline.text.stems import stem
from sourceline.text.traces import alike

_WORD = re.compile(r"[A-Za-zÀ-þ]{4,}")
_NEAR_DAYS = 3
# So many sentences may share a word or a name for it to lead from a due to an event.
_FEW = 40
_OVER_DAYS = 7
NUMBERS = ("own", "right_kind", "near_kind", "other_kind", "step", "likely_step", "of_another",
           "no_thread", "alike", "no_trace", "people", "other_people", "names", "words", "trigger",
           "on_time", "too_early", "days_late", "no_due_time", "no_event_time", "was_over",
           "days_after")


def outcome_weights() -> Weights:
    """Give the weights that ship."""
    return weights_of("outcome_weights.toml")


class Outcomes:
    """Weighs events as outcomes of dues; knows how rare a word and a name of a collection is."""

    def __init__(self, dues: Sequence[Due], seen: Seen) -> None:
        """Count the words and names of all sentences that are compared."""
        self._seen, self._of = seen, dict[str, dict[str, bool]]()
        said = {_place(_around(due)): _around(due) for due in dues}
        said |= {_place(one.sentence): one.sentence for tellings in seen.tellings.values()
                 for one in tellings}
        self._sentences = len(said)
        self._words = Counter(word for cite in said.values() for word in _stems(cite.words))
        self._names = Counter(name for cite in said.values() for name in self._named(cite))
        self._telling: defaultdict[str, set[str]] = defaultdict(set)
        for event, tellings in seen.tellings.items():
            for one in tellings:
                for key in self._rarely_said(one.sentence):
                    self._telling[key].add(event)

    def near(self, due: Due) -> set[str]:
        """Give the events told with a word or name of a due that few sentences have."""
        return set[str]().union(*(self._telling.get(key, ())
                                  for key in self._rarely_said(_around(due))))

    def _rarely_said(self, cite: Cite) -> Iterator[str]:
        yield from (word for word in _stems(cite.words) if self._words[word] <= _FEW)
        yield from (name for name in self._named(cite) if self._names[name] <= _FEW)

    def numbers(self, due: Due, when: When, event: Event, tellings: Sequence[EventMention],
                thread: Thread | None) -> dict[str, float]:
        """Give the numbers of a pair by name; what is not there is 0.

        Takes: `tellings`, those of the event that can report what was due.
        """
        seen = self._seen
        found = {**self._of_kind(due, event), **self._of_thread(event, thread)}
        found["own"] = float(event.id == seen.event_of.get(due.event_mention or ""))
        if due.trace and any(one.trace for one in tellings):
            found["alike"] = max(0.0, *(alike(due.trace, one.trace) for one in tellings))
        else:
            found["no_trace"] = 1.0
        around = _around(due)
        said, named = _stems(around.words), self._named(around)
        least = sum(map(self._rare, said))
        found["words"] = max((sum(map(self._rare, said & _stems(one.sentence.words)))
                              for one in tellings), default=0.0) / least if least else 0.0
        found["trigger"] = float(any(_stems(due.cite.words) & _stems(one.cite.words)
                                     for one in tellings))
        found["names"] = log1p(max((sum(map(self._known, named & self._named(one.sentence)))
                                    for one in tellings), default=0.0))
        return {**found, **self._of_people(due, event, tellings),
                **self._of_time(due, when, event, tellings)}

    def chance(self, due: Due, when: When, event: Event, tellings: Sequence[EventMention],
               thread: Thread | None) -> float:
        """Give the chance that an event is what became of a due."""
        return outcome_weights().chance(self.numbers(due, when, event, tellings, thread))

    def _steps(self, thread: Thread) -> dict[str, bool]:
        """Say of each step of a thread whether it is only likely of it."""
        if thread.id not in self._of:
            self._of[thread.id] = {step.event: step.likely for step in thread.steps}
        return self._of[thread.id]

    def _rare(self, word: str) -> float:
        return log((self._sentences + 1) / (self._words[word] + 0.5))

    def _known(self, name: str) -> float:
        return log((self._sentences + 1) / (self._names[name] + 0.5))

    def _named(self, cite: Cite) -> frozenset[str]:
        return frozenset(name.entity for name in self._seen.persons.get(cite.article, ())
                         if cite.start <= name.start < cite.end)

    def _of_kind(self, due: Due, event: Event) -> dict[str, float]:
        wanted = stages().answers.get(due.stage, ())
        if due.stage in (stage_of(event.kind), event.kind.split(".")[0]):
            return {"right_kind": 1.0}
        near = any(one in wanted for one in (event.kind, stage_of(event.kind),
                                             event.kind.split(".")[0]))
        return {"near_kind" if near else "other_kind": 1.0}

    def _of_thread(self, event: Event, thread: Thread | None) -> dict[str, float]:
        if thread is None:
            return {"no_thread": 1.0}
        likely = self._steps(thread).get(event.id)
        if likely is not None:
            return {"likely_step" if likely else "step": 1.0}
        return {"of_another": 1.0} if self._seen.threads_of.get(event.id) else {}

    def _of_people(self, due: Due, event: Event, tellings: Iterable[EventMention]
                   ) -> dict[str, float]:
        seen = self._seen
        here = {name.entity for name in seen.persons.get(due.cite.article, ())
                if due.cite.start <= name.start < due.cite.end and name.kind == "person"}
        there = {name.entity for one in tellings
                 for name in seen.persons.get(one.cite.article, ())
                 if one.sentence.start <= name.start < one.sentence.end and name.kind == "person"}
        there |= seen.concerns.get(event.id, frozenset())
        if not here or not there:
            return {}
        return {"people" if here & there else "other_people": 1.0}

    def _of_time(self, due: Due, when: When, event: Event, tellings: Iterable[EventMention]
                 ) -> dict[str, float]:
        found = {}
        announced = self._seen.published.get(due.cite.article)
        first, last = event.when.from_date, event.when.to_date
        if first is None and last is None:
            found["no_event_time"] = 1.0
            first = min((day for one in tellings if (day := self._seen.published.get(
                one.cite.article)) is not None), default=None)
            last = None
        if announced is not None and last is not None \
                and last < announced - timedelta(days=_OVER_DAYS):
            found["was_over"] = 1.0
        if first is not None and announced is not None:
            found["days_after"] = log1p(max(0, (first - announced).days))
        return {**found, **_against(when, first, last)}


def _against(when: When, first: date | None, last: date | None) -> dict[str, float]:
    """Compare the time of an event, or the day it is first told, with the time set."""
    if when.from_date is None and when.to_date is None:
        return {"no_due_time": 1.0}
    near = timedelta(days=_NEAR_DAYS)
    if when.from_date is not None and last is not None and last < when.from_date - near:
        return {"too_early": 1.0}
    if when.to_date is not None and first is not None and first >= when.to_date + near:
        return {"days_late": log1p((first - when.to_date).days)}
    return {"on_time": 1.0}


def _around(due: Due) -> Cite:
    """Give the sentence a due stands in, or its words where none is known."""
    return due.around or due.cite


def _place(cite: Cite) -> tuple[str, int]:
    return cite.article, cite.start


@lru_cache(maxsize=1 << 12)
def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(words)))
