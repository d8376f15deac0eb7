"""When an article was published: every date that might say so, and the one that is believed.

In: a `Capture` and its `Text`. Out: a `Publication`: an interval with its basis, the page's crawl
date, and every candidate with the reason why it was or was not chosen. A date on top of a page
dump is when the page was rendered: it bounds the publication from above and is never its basis.
It reads the metadata, the lines around the article, names and addresses, and what the sentences
imply; it does not use other articles (`calendar/` does).
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sourceline.record.article import Capture, Text
from sourceline.record.cite import Because
from sourceline.record.when import CandidateDate, Publication
from sourceline.rooms.times import choose
from sourceline.rooms.times.candidates import Candidate
from sourceline.rooms.times.choose import Verdict
from sourceline.rooms.times.constraints import EARLIEST, LATEST, Constraint, before
from sourceline.rooms.times.implied import imply
from sourceline.rooms.times.named_dates import named_dates
from sourceline.rooms.times.page_datelines import YearlessDateline
from sourceline.rooms.times.page_dates import page_dates
from sourceline.rooms.times.slashed_dates import slashed_days
from sourceline.rooms.times.visible_dates import visible_dates, yearless_dateline
from sourceline.text import dates
from sourceline.text.dates import Interval, overlap
from sourceline.text.edits import Places

VERSION = "1"
# The weekday a report opens with is that of its dateline or beside it: of 62 reports of agencies
# in TimeBank and AQUAINT 44 the same day, 15 a day before, 2 a day after and 1 two days before.
_WEEKDAYS_BESIDE = frozenset((0, 1, 2, 6))


@dataclass(frozen=True)
class PublicationSettings:
    """What may be tuned in dating an article."""

    # A dateline is the day of filing; publication follows within days. A declared date farther
    # off than this is a carrier's fetch date. Wire copy in weeklies needs the whole week.
    dateline_max_days: int = 7
    # An update may be dated a day before the page's own clock says so (time zones).
    clock_slack_days: int = 1


DEFAULTS = PublicationSettings()


def date_article(
    capture: Capture, text: Text, settings: PublicationSettings = DEFAULTS
) -> Publication:
    """Date an article by its own page alone.

    Gives: `published` as tight as the page justifies and never narrower; `UNKNOWN`-like open ends
    where it says nothing. Candidates are sorted by basis and place.
    """
    found = _distinct([*named_dates(capture), *page_dates(capture),
                       *visible_dates(text.article, text.captured, text.title)])
    crawled = _crawled(found)
    places = Places(text.edits)
    moved = [_moved(one, places) for one in imply(text.article, text.words)]
    implied = [one for one in moved if not _is_line(one, found)
               and not (one.rule == "foretold" and crawled is not None)]
    yearless = yearless_dateline(text.article, text.captured)
    if yearless and not any(one.role == "filed" for one in found):
        lent = _with_year(yearless, found, settings.dateline_max_days)
        found += lent
        implied += [] if lent else [_yearly(yearless)]
    if not any(one.role in ("published", "filed") for one in found):
        implied += slashed_days(text.captured, text.title)
    bounds = _bounds(found, crawled, settings)
    verdict = choose.choose(found, bounds, implied, settings.dateline_max_days)
    return _publication(text.article, found, implied, crawled, verdict)


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Drop what says the same at the same place twice."""
    return list(dict.fromkeys(found))


def _is_line(one: Constraint, found: Sequence[Candidate]) -> bool:
    """Tell words that are a date line of the page, which reports nothing."""
    return one.start is not None and any(
        each.start is not None and each.end is not None and each.start <= one.start < each.end
        for each in found)


def _with_year(
    yearless: YearlessDateline, found: Sequence[Candidate], max_days: int
) -> list[Candidate]:
    """Give a dateline the year that another date of the page lends it: filed, then published."""
    stated = [one for one in found if one.role in ("published", "guessed", "vague")
              and (one.interval[1] - one.interval[0]).days == 1]
    made: dict[Interval, Candidate] = {}
    for one in stated:
        for year in (one.interval[0].year - 1, one.interval[0].year):
            day = dates.make_day(year, yearless.month, yearless.day)
            if day and -1 <= (one.interval[0] - day).days <= max_days:
                made[dates.day_interval(day)] = Candidate(
                    dates.day_interval(day), "dateline", "filed", yearless.words,
                    f"the dateline, of the year that {one.place} names",
                    yearless.start, yearless.end)
    return list(made.values()) if len(made) == 1 else []


def _yearly(yearless: YearlessDateline) -> Constraint:
    """The article was filed on that day of some year, near the weekday it tells of as past."""
    def intervals(year: int) -> list[Interval]:
        day = dates.make_day(year, yearless.month, yearless.day)
        near = day is not None and (yearless.weekday is None or (
            day.weekday() - yearless.weekday) % 7 in _WEEKDAYS_BESIDE)
        return [dates.day_interval(day)] if day and near else []
    beside = "" if yearless.weekday is None else f", near a {calendar.day_name[yearless.weekday]}"
    return Constraint("dateline", intervals,
                      f"its dateline names “{yearless.words}”, no year{beside}",
                      yearless.words, yearless.start, yearless.end)


def _crawled(found: Sequence[Candidate]) -> date | None:
    return max((one.interval[0] for one in found if one.role == "crawled"), default=None)


def _moved(one: Constraint, places: Places) -> Constraint:
    """Move a constraint's words from the cleaned to the captured text."""
    if one.start is None or one.end is None:
        return one
    start, end = places.in_capture(one.start), places.in_capture(one.end - 1) + 1
    return Constraint(one.rule, one.intervals, one.reason, one.words, start, end, one.yearly)


def _bounds(
    found: Sequence[Candidate], crawled: date | None, settings: PublicationSettings
) -> list[Constraint]:
    """Say what the page's own clock implies: nothing is published after it was fetched."""
    bounds: list[Constraint] = []
    if crawled:
        bounds.append(before(dates.add_days(crawled, 1), "crawled",
                             "a page shows no article that was not published yet",
                             crawled.isoformat()))
    for one in found:
        if one.role == "updated":
            last = dates.add_days(one.interval[1], settings.clock_slack_days)
            bounds.append(before(last, "updated", "an update follows the publication", one.words))
    return bounds


def _publication(
    article: str, found: Sequence[Candidate], implied: Sequence[Constraint],
    crawled: date | None, verdict: Verdict,
) -> Publication:
    rows = [_row(article, one, verdict) for one in found]
    rows += [row for one in implied for row in _implied_rows(article, one, verdict)]
    rows.sort(key=lambda row: (row.basis, row.start if row.start is not None else -1,
                               row.from_date, row.words, row.reason))
    chosen = verdict.candidate
    because = Because(rule=f"times.publication.{verdict.when.basis or 'open'}", version=VERSION,
                      sentence=verdict.sentence)
    return Publication(article=article, published=verdict.when,
                       words=chosen.words if chosen else verdict.words, crawled=crawled,
                       candidates=tuple(rows), possible=verdict.left, because=because)


def _row(article: str, one: Candidate, verdict: Verdict) -> CandidateDate:
    return CandidateDate(
        article=article, from_date=one.interval[0], to_date=one.interval[1], basis=one.basis,
        words=one.words, start=one.start, end=one.end, chosen=one is verdict.candidate,
        reason=verdict.reasons.get(one, one.place))


def _implied_rows(article: str, one: Constraint, verdict: Verdict) -> list[CandidateDate]:
    """Show what a sentence leaves open beside the answer; nothing where it names no year."""
    when = verdict.when
    first, last = when.from_date or EARLIEST, when.to_date or LATEST
    year = (when.from_date or when.to_date or LATEST).year
    near = [each for at in (year - 1, year, year + 1) for each in one.intervals(at)]
    shared = next((each for each in near if overlap(each, (first, last))), None)
    interval = shared or (near[0] if near else None)
    basis = "dateline" if one.rule == "dateline" else "text"
    if interval is None or (when.from_date is None and when.to_date is None):
        return []
    if interval[1] >= LATEST:
        interval = (interval[0], when.to_date or dates.add_days(interval[0], 1))
    used = one in verdict.used
    reason = f"{one.reason}: " + ("bounds the publication" if used else verdict.why_unused)
    if interval[0] >= interval[1] or interval[0] <= EARLIEST:
        return []
    return [CandidateDate(
        article=article, from_date=interval[0], to_date=interval[1], basis=basis,
        words=one.words, start=one.start, end=one.end, chosen=used, reason=reason)]
