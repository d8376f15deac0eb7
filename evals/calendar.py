"""Whether placed intervals hold what annotators meant: TimeML newswire with known publication.

In: the shared data folder (time/tbaq). Out: `calendar.tbaq.meets`, the share of dates whose
annotated day, month, quarter or year meets the interval we place the same words in (an interval
that misses it says what is not so), and `calendar.tbaq.within_year`, the share of those
intervals that are at most a year long (an interval of everything would hold everything).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from evals.readings import read_words
from evals.score import Score, score
from evals.times import Document, read_tbaq
from sourceline.record.cite import Because
from sourceline.record.when import Publication, When
from sourceline.rooms.calendar.place import place_times
from sourceline.rooms.times.expressions import find_times
from sourceline.text import dates
from sourceline.text.dates import Interval

_YEAR_DAYS = 366


def measure(data: Path) -> list[Score]:
    """Measure what the folder has."""
    folder = data / "time" / "tbaq"
    if not folder.is_dir():
        return []
    rows = [pair for document in read_tbaq(folder) for pair in _pairs(document)]
    meets = [float(_meets(when, gold)) for when, gold in rows]
    short = [float(_days(when) <= _YEAR_DAYS) for when, _ in rows]
    return [score("calendar.tbaq.meets", meets, _share),
            score("calendar.tbaq.within_year", short, _share)]


def _share(rows) -> float:  # type: ignore[no-untyped-def]  # noqa: ANN001
    return 100 * sum(rows) / len(rows) if rows else 0.0


def _pairs(document: Document) -> Iterator[tuple[When, Interval]]:
    """Give, for every date both sides mark with the same words, our interval and theirs."""
    text, reading = read_words(document.words)
    found = find_times(text, reading)
    because = Because(rule="made", version="1", sentence="the document's own creation time")
    known = Publication(article=text.article, published=document.published, words="",
                        crawled=None, candidates=(), because=because)
    placed = {one.expression: one.when for one in place_times([known], found)}
    ours = {(one.cite.start, one.cite.end): placed[one.id] for one in found
            if one.kind in ("DATE", "TIME")}
    for wanted in document.wanted:
        gold, when = _interval(wanted.value), ours.get((wanted.start, wanted.end))
        if gold and when and (when.from_date or when.to_date):
            yield when, gold


def _interval(value: str) -> Interval | None:
    """Read a TIMEX3 date value as days; None for durations, sets, references, open digits."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
        day = dates.make_day(int(found[1]), int(found[2]), int(found[3]))
        return dates.day_interval(day) if day else None
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return dates.month_interval(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return dates.quarter_interval(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + timedelta(days=5) if found[3] else monday
        return first, monday + timedelta(days=7)
    if found := re.fullmatch(r"(\d{4})", value):
        return dates.year_interval(int(found[1]))
    return None


def _meets(when: When, gold: Interval) -> bool:
    return (when.from_date is None or when.from_date < gold[1]) and (
        when.to_date is None or gold[0] < when.to_date)


def _days(when: When) -> int:
    if when.from_date is None or when.to_date is None:
        return 10 * _YEAR_DAYS
    return (when.to_date - when.from_date).days


def errors(folder: Path) -> Iterator[str]:
    """List the dates that lie outside what we placed."""
    for document in read_tbaq(folder):
        for when, gold in _pairs(document):
            if not _meets(when, gold):
                yield f"{document.name}\t{gold}\tours {when.from_date} to {when.to_date}"
