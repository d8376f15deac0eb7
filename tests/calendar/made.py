"""Small invented collections for the tests of the calendar: an article is one or more sentences.

In: sentences with the words of the event and the key of the event they tell. Out: publications,
expressions, event mentions and events as the other rooms would give them.
"""

from dataclasses import dataclass, field
from datetime import date

from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Thread, ThreadStep
from sourceline.record.when import UNKNOWN, Publication, When
from sourceline.rooms.calendar.solve import Calendar, solve_calendar
from sourceline.rooms.times.expressions import find_in

REASON = Because(rule="made", version="1", sentence="made")


def between(first, last, basis="text"):
    """Give a When; either end may be None."""
    return When(from_date=first, to_date=last, precision="span", basis=basis)


def on(day):
    """Give the When of one day that a dateline states."""
    return When(from_date=day, to_date=date.fromordinal(day.toordinal() + 1), precision="day",
                basis="dateline")


@dataclass
class Collection:
    """What is given to the solver, article by article."""

    publications: list = field(default_factory=list)
    expressions: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    members: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)
    threads: list = field(default_factory=list)

    def article(self, key, published, *tellings, possible=()):
        """Add an article; a telling is (sentence, trigger words, event key, status).

        A sentence of "" is the one before, which tells a second event.
        """
        words = " ".join(sentence for sentence, *_ in tellings if sentence)
        self.publications.append(Publication(
            article=key, published=published, words="", crawled=None, candidates=(),
            possible=possible, because=REASON))
        spans, at = [], 0
        for sentence, *_ in tellings:
            if not sentence:
                spans.append(spans[-1])
                continue
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
        found = find_in(key, words, sorted(set(spans)))
        self.expressions += found
        for (_, trigger, event, status), span in zip(tellings, spans, strict=True):
            self._mention(key, words, trigger, event, status, span, found)
        return self

    def _mention(self, key, words, trigger, event, status, span, found):
        start = words.index(trigger, span[0])
        time = next((one.id for one in found if span[0] <= one.cite.start < span[1]), None)
        mention = EventMention(
            id=make_id("v", key, start), cite=cite(key, words, start, start + len(trigger)),
            sentence=cite(key, words, *span), kind=self.kinds.get(event, "TRIAL"), status=status,
            time=time, because=REASON)
        self.mentions.append(mention)
        self.members.setdefault(event, []).append(mention.id)

    def case(self, key, **stages):
        """Add a thread of events by stage."""
        self.threads.append(Thread(id=key, label=key, steps=tuple(
            ThreadStep(stage=stage, event=event, because=REASON)
            for stage, event in stages.items())))
        return self

    def events(self, statuses=None):
        """Give the events, undated, with the status they are told with first."""
        status = {} if statuses is None else statuses
        return [Event(id=key, kind=self.kinds.get(key, "TRIAL"), label=key,
                      status=status.get(key, "happened"), when=UNKNOWN,
                      members=tuple(sorted(members)), because=REASON)
                for key, members in self.members.items()]

    def solve(self, statuses=None) -> Calendar:
        """Solve it; `statuses` of events that did not happen."""
        return solve_calendar(self.publications, self.expressions, self.mentions,
                              self.events(statuses), self.threads)


def dates_of(calendar):
    """Give the solved ends by article and by event."""
    found = {one.article: one.published for one in calendar.publications}
    found |= {one.id: one.when for one in calendar.events}
    return {key: (when.from_date, when.to_date) for key, when in found.items()}
