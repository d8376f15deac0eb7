"""How the joint solution of dates grows: python benchmarks/calendar.py [ARTICLES …].

Invented collections of 1,000, 10,000 and 100,000 articles. A fifth of the articles have no date;
each tells three events, and each event is told by four articles soon after its day, with its date
or with "last week", "on Tuesday", "this month" where that is true. Prints processor seconds and
memory for each size, and the exponent of growth between the smallest and the largest (1.0 is
linear). Seed 0: the same collections every time.
"""

import math
import random
import resource
import sys
import time
from datetime import date, timedelta

from sourceline.record.cite import Because, cite
from sourceline.record.event import Event, EventMention
from sourceline.record.when import UNKNOWN, Publication, TimeExpression, When
from sourceline.rooms.calendar.solve import solve_calendar
from sourceline.rooms.times.expressions import find_in

_REASON = Because(rule="made", version="1", sentence="made")
_EVENTS_EACH = 3
_TELLINGS_EACH = 4
_UNDATED = 0.2
_ARTICLES_A_DAY = 20
_Made = tuple[list[Publication], list[TimeExpression], list[EventMention], list[Event]]


def make(articles: int) -> _Made:
    """Make a collection."""
    draw = random.Random(0)
    first = date(2000, 1, 1)
    events = articles * _EVENTS_EACH // _TELLINGS_EACH
    tellings: list[list[tuple[int, date]]] = [[] for _ in range(articles)]
    for event in range(events):
        at = event * articles // events
        for step in range(_TELLINGS_EACH):
            tellings[min(articles - 1, at + draw.randrange(8) * (step > 0))].append(
                (event, first + timedelta(days=at // _ARTICLES_A_DAY)))
    made: _Made = ([], [], [], [])
    members: dict[int, list[str]] = {}
    for number, told in enumerate(tellings):
        day = max((one[1] for one in told), default=first) + timedelta(days=2)
        known = When(from_date=day, to_date=day + timedelta(days=1), precision="day", basis="meta")
        made[0].append(Publication(
            article=f"a{number:06d}", published=UNKNOWN if draw.random() < _UNDATED else known,
            words="", crawled=None, candidates=(), because=_REASON))
        _tell(made, members, f"a{number:06d}", told, day, draw)
    for event, found in members.items():
        made[3].append(Event(id=f"e{event:06d}", kind="TRIAL", label="", status="happened",
                             when=UNKNOWN, members=tuple(found), because=_REASON))
    return made


def _tell(made: _Made, members: dict[int, list[str]], article: str,
          told: list[tuple[int, date]], today: date, draw: random.Random) -> None:
    sentences = [f"The hall was closed {_when(day, today, draw)}." for _, day in told]
    words, at = " ".join(sentences), 0
    spans = []
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    times = find_in(article, words, spans)
    made[1].extend(times)
    for place, (event, _) in enumerate(told):
        start = spans[place][0] + len("The hall was ")
        mention = EventMention(
            id=f"v{article}{place}", cite=cite(article, words, start, start + len("closed")),
            sentence=cite(article, words, *spans[place]), kind="TRIAL", status="happened",
            time=next((one.id for one in times if one.cite.start >= spans[place][0]), None),
            because=_REASON)
        made[2].append(mention)
        members.setdefault(event, []).append(mention.id)


def _when(day: date, today: date, draw: random.Random) -> str:
    """Say a day in one of the ways that are true today."""
    said = [f"on {day:%B} {day.day}, {day.year}"]
    if 0 < (today - day).days < 7:
        said.append(f"on {day:%A}")
    if today.isocalendar()[:2] == (day + timedelta(days=7)).isocalendar()[:2]:
        said.append("last week")
    if (day.year, day.month) == (today.year, today.month):
        said.append("this month")
    return draw.choice(said)


def main() -> None:
    """Print one line a size, and the exponent."""
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000]
    seconds: list[float] = []
    for size in sizes:
        publications, times, mentions, events = make(size)
        began = time.process_time()
        calendar = solve_calendar(publications, times, mentions, events, ())
        seconds.append(time.process_time() - began)
        narrowed = sum(one.published.basis == "collection" for one in calendar.publications)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>8,} articles  {seconds[-1]:8.2f} s  {memory:>6,} MB at most  "
              f"{narrowed:,} dated by others  {len(calendar.conflicts):,} conflicts")
    if len(sizes) > 1:
        growth = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
        print(f"growth: n^{growth:.2f}")


if __name__ == "__main__":
    main()
