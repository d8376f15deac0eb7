"""Dates a reader sees around an article: page header, byline, dateline, signature, copyright line.

In: the captured text. Out: `Candidate`s with their place in it. Dates inside running sentences
are not among them; what those imply is `implied`'s.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourceline.record.when import TimeExpression
from sourceline.rooms.times.candidates import Candidate, find_machine_date
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.head_lines import (
    Line,
    is_paragraph,
    is_under_title,
    says_nothing,
    tail_lines,
    title_line,
    top_lines,
)
from sourceline.rooms.times.labelled_dates import first_label, labelled
from sourceline.rooms.times.page_datelines import (
    YearlessDateline,
    is_dateline,
    is_place,
)
from sourceline.rooms.times.page_datelines import yearless_dateline as yearless_of_lines
from sourceline.text.dates import Interval, year_interval

_HEADER_LINES = 2
# Between a title and the date under it stand at most a kicker, a standfirst, a name and a role;
# what follows two paragraphs is the list of other articles.
_LINES_AFTER_TITLE, _MOST_PARAGRAPHS = 6, 1
_SHORT_CHARS = 120
_NAME_WORDS = 5

_BYLINE = re.compile(r"^\W*(?:by|von|par|por)\s+\S", re.IGNORECASE)
_NAME = re.compile(r"^\W*(?:(?:written |posted |published )?by\s)?(?P<name>[^\d\n]{3,50}?)"
                   r"[\s|,•·–—:-]*(?:\s(?:on|at))?\s?[–—-]?$", re.IGNORECASE)
_DESK = re.compile(r"(?:admin|editor|staff|newsroom|web ?master|editorial)\b", re.IGNORECASE)
# What stands between the parts of a line under a title: "The Lantern | Oct. 12, 2021 | 14:05".
_PART_BEFORE = re.compile(r"\s[|•·–—]\s*$|[|•·]\s*$")
_PART_AFTER = re.compile(r"\s*[|•·]|\s[–—]\s")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s|$)|\d\s?[ap]\.?m\b", re.IGNORECASE)
_CLOCK_TAIL = re.compile(r"^,?\s?(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?",
                         re.IGNORECASE)
_COMMENTED = re.compile(r"\b(?:says|said|wrote|replied|comments?|responds?)\s?:?\s*$",
                        re.IGNORECASE)
_OTHER_DAY = re.compile(r"\b(?:born|died|birth|event|deadline|taken|photo\w*|picture\w*|when"
                        r"|starts?|ends?|due|expires?|effective|founded|since|joined|says)\b\W*(?:on\s)?$",
                        re.IGNORECASE)
_CREDITED = re.compile(r"^\W*(?:photo\w*|image|picture|pictured|source|credits?|file|archive|video"
                       r"|illustration|read|see|also|related)\b", re.IGNORECASE)
_BY_AFTER = re.compile(r"^\W{0,3}by\s(?P<name>[^\d\n]{3,40}?)(?:\sin\s[^\d\n]{2,30})?\W*$")
_RELEASE = re.compile(r"^\W*(?:(?:for )?immediate release|press (?:release|statement|note)"
                      r"|statement|communiqu[eé]|declaration|open letter)\b", re.IGNORECASE)
# What a release is called before its place and day: "Press note, Karsk, 3 March 2021".
_RELEASE_LABEL = re.compile(r"^\W*(?:for )?(?:(?:press|news|media|immediate|public|urgent)\s)?"
                            r"(?:release|statement|note|briefing|bulletin|communiqu[eé]|handout"
                            r"|circular|notice|appeal|declaration|letter)\b(?:\sno\.?\s?\d+)?"
                            r"[\s,.:;|·•–—-]*", re.IGNORECASE)
# "No. 611 · First fortnight of December 2019": an issue states the time it is of.
_ISSUE = re.compile(r"^\W*(?:(?:vol(?:ume)?|no|nr|n[º°]|issue|number|edition|year)\b\.?\s?"
                    r"(?:\d{1,5}|[IVXLC]{1,7})\b[\s,.:;|·•–—-]*){1,3}(?:\(|for\s)?$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,30}?\b((?:19|20)\d\d)"
                        r"(?:\s?[-–]\s?((?:19|20)\d\d))?", re.IGNORECASE)
# An issue is of a day, a week, a month or a quarter.
_MOST_ISSUE_DAYS = 100
_MOST_COPYRIGHTS = 3
_SMALL_WORDS = frozenset(("of", "the", "and", "in", "for", "to", "de", "la", "on"))
# "Published 06.30. Updated 11.12": the hour alone is of the day on which the page was shown.
_HOUR_ONLY = re.compile(r"^\W*(?:first )?(?:published|posted)(?:\s?:|\sat)?\s(?P<hour>"
                        r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4}\b)?)(?P<more>[^\n]{0,60})$",
                        re.IGNORECASE)
_ALONE = "a line of its own near the title"


@dataclass(frozen=True)
class _Day:
    """A day or month in a line, and what is left of the line around it."""

    interval: Interval
    start: int
    end: int
    before: str
    after: str
    weekday: bool


def visible_dates(article: str, captured: str, title: str = "") -> list[Candidate]:
    """Find the dates around the article in what a reader of the page could see.

    Takes: the title, where it is known: a date alone on its line before it belongs to the page,
    one right after it to the article.
    """
    lines = top_lines(captured)
    head = title_line(lines, title)
    found: list[Candidate] = []
    for line in lines:
        found += _dates_of_line(article, line, lines, head)
    found = _last_alone(found)
    found += first_label(captured, found)
    if not any(one.role in ("published", "filed") for one in found):
        found += _signed(article, captured, lines)
    found += _of_hour(lines, found)
    found += _copyrights(captured)
    return _one_shown(found)


def yearless_dateline(article: str, captured: str) -> YearlessDateline | None:
    """Find a dateline that names its day but not its year: "KARSK, Nov. 30 (VNA) —"."""
    return yearless_of_lines(article, top_lines(captured))


def _dates_of_line(article: str, line: Line, lines: Sequence[Line], head: int
                   ) -> Iterator[Candidate]:
    known = list(labelled(line))
    yield from known
    if known:
        return
    for one in _days(article, line):
        candidate = _candidate(line, one, lines, head)
        if candidate:
            yield candidate


def _days(article: str, line: Line) -> Iterator[_Day]:
    """Find the days of a line, in English and, in a short line, in machine or foreign forms."""
    made = find_in(article, line.words, [(0, len(line.words))])
    issue = any(_ISSUE.match(line.words[:one.cite.start]) for one in made)
    days = [one for one in made if one.when and (one.when.precision in ("day", "month") or (
        issue and _days_long(one) <= _MOST_ISSUE_DAYS))]
    found = find_machine_date(line.words) if len(line.words) < _SHORT_CHARS else None
    if found and not any(one.when and one.when.precision == "day" for one in days):
        yield _Day(found[0], found[1], found[2], line.words[:found[1]], line.words[found[2]:],
                   weekday=False)
        return
    for one in days:
        if one.when and one.when.from_date and one.when.to_date and one.modifier != "APPROX":
            weekday = any(name in one.cite.words for name in grammar().words.weekdays)
            yield _Day((one.when.from_date, one.when.to_date), one.cite.start, one.cite.end,
                       _without(line.words, 0, one.cite.start, made),
                       _without(line.words, one.cite.end, len(line.words), made), weekday)


def _days_long(one: TimeExpression) -> int:
    when = one.when
    return (when.to_date - when.from_date).days if when and when.from_date and when.to_date else 999


def _without(words: str, start: int, end: int, made: Sequence[TimeExpression]) -> str:
    """Give the words of a stretch without its clock times and days of other calendars."""
    for one in reversed(made):
        if start <= one.cite.start and one.cite.end <= end and one.kind in ("DATE", "TIME"):
            words = words[:one.cite.start] + words[one.cite.end:]
            end -= one.cite.end - one.cite.start
    return words[start:end]


def _candidate(line: Line, one: _Day, lines: Sequence[Line], head: int) -> Candidate | None:
    """Tell what a day in a line near the top is, None for a day inside a sentence."""
    before, after = line.words[:one.start], line.words[one.end:]
    place = (line.start + one.start, line.start + one.end)
    words = line.words[one.start:one.end]
    is_day = (one.interval[1] - one.interval[0]).days == 1
    nothing = says_nothing(one.before + one.after)
    if _OTHER_DAY.search(before) or (
            line.number and _COMMENTED.search(lines[line.number - 1].words)):
        return None
    if is_dateline(before, after):
        return Candidate(one.interval, "dateline", "filed", words,
                         "the dateline that opens the report", *place)
    if is_day and _is_header(line, one, lines, head, alone=nothing):
        return Candidate(one.interval, "header_line", "crawled", words,
                         "a line of its own on top of the page", *place)
    if line.paragraphs > _MOST_PARAGRAPHS or is_paragraph(line.words):
        return None
    alone = nothing or _is_part_of_line(one.before, one.after)
    near = max(head, 0) <= line.number <= max(head, 0) + _LINES_AFTER_TITLE
    released = line.number <= head and _is_release(lines[:line.number])
    short = len(line.words) < _SHORT_CHARS and not line.words.rstrip().endswith((".", "!", "?"))
    if short and (near or released) and (alone or _is_named(one)) and (is_day or nothing):
        return Candidate(one.interval, "byline", "published", words, _ALONE, *place)
    if short and is_day and _BYLINE.match(line.words):
        return Candidate(one.interval, "byline", "published", words, "the byline", *place)
    if short and (near or line.number < head) and _ISSUE.match(one.before):
        return Candidate(one.interval, "byline", "published", words, "the line of an issue",
                         *place)
    return None


def _is_header(line: Line, one: _Day, lines: Sequence[Line], head: int, *, alone: bool) -> bool:
    """Tell the day a page was shown: alone, or a part with its weekday, before the title."""
    if line.number and (is_under_title(line, lines, head) or _is_release(lines[:line.number])):
        return False
    if alone:
        return line.number < _HEADER_LINES or (one.weekday and line.number < head)
    if line.number or not one.weekday:
        return False
    return _is_part_of_line(one.before, one.after) or _is_masthead(line.words)


def _is_masthead(words: str) -> bool:
    """Tell "The Lantern Monday 3 March 2031 News Opinion Harbour": names and sections, no verb."""
    some = re.findall(r"[^\W\d_]{2,}", words)
    small = [one for one in some if one[0].islower() and one not in _SMALL_WORDS]
    return not small and not words.rstrip().endswith((".", "!", "?"))


def _is_release(lines: Sequence[Line]) -> bool:
    """Tell the head of a press release, whose own day stands before its title."""
    return any(_RELEASE.match(line.words) and not is_paragraph(line.words) for line in lines[-4:])


def _is_named(one: _Day) -> bool:
    """Tell "Ilse Varn - March 3, 2021" and "Karsk, 3 March 2021": a name, the date, no more."""
    if _CREDITED.match(one.before):
        return False
    after = _BY_AFTER.match(one.after)
    if after is not None and says_nothing(one.before):
        return is_place(after["name"])
    found = _NAME.match(one.before)
    if found is None or not says_nothing(one.after) or "(" in one.before:
        return False
    name = _RELEASE_LABEL.sub("", found["name"].strip())
    return not name or (len(name.split()) <= _NAME_WORDS and (
        _DESK.match(name) is not None or is_place(name)))


def _is_part_of_line(before: str, after: str) -> bool:
    """Tell "The Lantern | Oct. 12, 2021": the date is a whole part of a line of parts."""
    tail = _CLOCK_TAIL.sub("", after)
    return (_PART_BEFORE.search(before) is not None or not before.strip()) and (
        _PART_AFTER.match(tail) is not None or says_nothing(tail)) and bool(
            (before + tail).strip())


def _of_hour(lines: Sequence[Line], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the day on top of the page to what says only at which hour of it it came out."""
    shown = {one.interval for one in found if one.role == "crawled"}
    if len(shown) != 1 or any(one.role in ("published", "filed") for one in found):
        return
    for line in lines:
        hour = _HOUR_ONLY.match(line.words)
        if hour and find_machine_date(hour["more"]) is None:
            yield Candidate(next(iter(shown)), "byline", "published", hour["hour"],
                            "a line that gives the hour, of the day on top of the page",
                            line.start + hour.start("hour"), line.start + hour.end("hour"))
            return


def _last_alone(found: Sequence[Candidate]) -> list[Candidate]:
    """Of several dates on lines of their own keep the last: those before are of other articles."""
    alone = [one for one in found if one.place == _ALONE and one.start is not None]
    last = max(alone, key=lambda one: one.start or 0, default=None)
    return [one for one in found if one.place != _ALONE or one is last]


def _one_shown(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out labels of when a page was shown, where there are many: a list of sources."""
    shown = {one.interval for one in found if one.role == "crawled" and one.place.startswith(
        "a line that says")}
    return [one for one in found if len(shown) < 2 or one.role != "crawled"
            or not one.place.startswith("a line that says")]


def _signed(article: str, captured: str, head: Sequence[Line]) -> Iterator[Candidate]:
    """Find the day under a statement: "Secretariat of the Assembly", "3 March 2021"."""
    lines = tail_lines(captured)
    for line in lines[1:]:
        first = head[0].start if head else -1
        if line.start <= first or len(line.words) >= _SHORT_CHARS or any(labelled(line)):
            continue
        for one in _days(article, line):
            if _CLOCK.search(line.words):  # under a comment; nobody signs by the minute
                continue
            if (one.interval[1] - one.interval[0]).days == 1 and (
                    says_nothing(one.before + one.after) or _is_named(one)):
                yield Candidate(one.interval, "byline", "published", line.words[one.start:one.end],
                                "the day under the last paragraph",
                                line.start + one.start, line.start + one.end)
                return


def _copyrights(captured: str) -> Iterator[Candidate]:
    for count, one in enumerate(_COPYRIGHT.finditer(captured)):
        if count == _MOST_COPYRIGHTS:
            return
        year = int(one[2] or one[1])
        yield Candidate(year_interval(year), "copyright", "other", one[0], "a copyright line",
                        one.start(), one.end())
