"""Dates a reader sees around an article: page header, byline, dateline, copyright line.

In: the captured text. Out: `Candidate`s with their place in it. Dates inside running sentences
are not among them; what those imply is `implied`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.record.when import TimeExpression
from sourceline.rooms.times.candidates import Candidate, find_machine_date
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.grammar import grammar
from sourceline.text.dates import year_interval

# Bylines and datelines stand near the top: within this many lines and characters. A page's menus
# can fill the lines before them. Read off 60 page dumps.
_TOP_LINES = 60
_TOP_CHARS = 6_000
_LINE_CHARS = 240
_HEADER_LINES = 2
_PLACE_CHARS = 64
_DATE_CHARS = 24  # "30 September 2021" with room for "the" and a blank
# Between a title and the date under it stand at most a kicker, a standfirst, a name and a role.
_LINES_AFTER_TITLE = 6

_LABEL = re.compile(
    r"\b(?P<published>published|posted|written|released|issued|first published|date published"
    r"|erschienen|erstellt|veröffentlicht|publié|publiée|mis en ligne|pubblicato|publicado"
    r"|publicada|geplaatst|gepubliceerd|publicerad|opublikowano)\b"
    r"|\b(?P<updated>updated|last updated|last modified|modified|revised|aktualisiert"
    r"|letzte änderung|mis à jour|aggiornato|actualizado|bijgewerkt)\b", re.IGNORECASE)
_LABEL_LINE = re.compile(r"^[^\S\n]{0,8}(?:\w{1,12}\s)?(?=" + _LABEL.pattern.replace(
    "?P<published>", "?:").replace("?P<updated>", "?:") + ")", re.IGNORECASE | re.MULTILINE)
_LABEL_GAP = re.compile(r"(?:\s?(?:am|on|at|le|il|el|op|den|by [^\d\n]{2,40}))?[\s:|,–—-]{0,6}"
                        r"(?:\d\d:\d\d(?: [A-Z]{2,4})?[\s,|–-]{0,3})?"
                        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?", re.IGNORECASE)
_BYLINE = re.compile(r"^\W*(?:by|von|par|por)\s+\S", re.IGNORECASE)
_DASH = re.compile(r"[\s,.:)]{0,3}(?:\([^()\n]{2,40}\)\s?|/?[A-Z][A-Z /-]{1,30}/?\s?)?\s?"
                   r"(?:—|–|--|-|:|―)")
_OPENING = re.compile(r"^[\s(*]{0,4}[^\W\d_][\w .,'’()/&-]{0,60}?[\s,(/—–-]{0,4}$")
# What stands between the parts of a line under a title: "The Lantern | Oct. 12, 2021 | 14:05".
_PART_BEFORE = re.compile(r"\s[|•·–—]\s*$|[|•·]\s*$")
_PART_AFTER = re.compile(r"\s*[|•·]|\s[–—]\s")
_CLOCK_TAIL = re.compile(r"^,?\s?(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?",
                         re.IGNORECASE)
_SMALL = frozenset(("of", "the", "de", "la", "el", "al", "and", "du", "des", "del", "e", "y", "am"))
_NOT_PLACES = frozenset(("On", "In", "Since", "By", "At", "From", "Until", "After", "Before", "The",
                         "But", "And", "It", "As", "For", "Through", "Between", "During", "To"))
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,30}?\b((?:19|20)\d\d)"
                        r"(?:\s?[-–]\s?((?:19|20)\d\d))?", re.IGNORECASE)
_MOST_COPYRIGHTS = 3


@dataclass(frozen=True)
class Line:
    """One line that is not blank, with its place and its number among such lines."""

    number: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class YearlessDateline:
    """The day of a dateline without a year, and its words in the captured text."""

    month: int
    day: int
    words: str
    start: int
    end: int


def visible_dates(article: str, captured: str, title: str = "") -> list[Candidate]:
    """Find the dates around the article in what a reader of the page could see.

    Takes: the title, where it is known: a date alone on its line before it belongs to the page,
    one right after it to the article.
    """
    found: list[Candidate] = []
    head = _title_line(captured, title)
    for line in _top_lines(captured):
        found += _dates_of_line(article, line, head)
    found += _first_label(captured, found)
    found += _copyrights(captured)
    return found


def _title_line(captured: str, title: str) -> int:
    """Give the number of the last line near the top that holds the title, -1 for none."""
    words = " ".join(title.split()).lower()
    held = [line.number for line in _top_lines(captured)
            if words and words in " ".join(line.words.split()).lower()]
    return held[-1] if held else -1


def _first_label(captured: str, found: list[Candidate]) -> list[Candidate]:
    """Find the first "Published: …" below the top, where no such line stands in it."""
    if any(one.role == "published" for one in found):
        return []
    for one in _LABEL_LINE.finditer(captured):
        end = captured.find("\n", one.end())
        end = min(len(captured) if end < 0 else end, one.start() + _LINE_CHARS)
        line = Line(0, one.start(), end, captured[one.start():end])
        labelled = [each for each in _labelled(line) if each.role == "published"]
        if labelled:
            return labelled[:1]
    return []


def _top_lines(captured: str) -> Iterator[Line]:
    number = at = 0
    while at < min(len(captured), _TOP_CHARS) and number < _TOP_LINES:
        end = captured.find("\n", at)
        end = len(captured) if end < 0 else end
        if captured[at:min(end, at + _LINE_CHARS)].strip():
            yield Line(number, at, end, captured[at:min(end, at + _LINE_CHARS)])
            number += 1
        at = end + 1


def _dates_of_line(article: str, line: Line, head: int) -> Iterator[Candidate]:
    labelled = list(_labelled(line))
    yield from labelled
    if labelled:
        return
    for one in find_in(article, line.words, [(0, len(line.words))]):
        candidate = _candidate(line, one, head)
        if candidate and one.when and one.when.precision == "day":
            yield candidate


def _labelled(line: Line) -> Iterator[Candidate]:
    """Find "Published: 3 March 2021", in several languages, before the first sentence ends."""
    for label in _LABEL.finditer(line.words):
        if line.words[:label.start()].strip() and label[0][0].islower():
            continue  # "was released on …" inside a sentence
        gap = _LABEL_GAP.match(line.words, label.end())
        after = gap.end() if gap else label.end()
        head = line.words[after:after + _DATE_CHARS]
        found = find_machine_date(head)
        if found is None or not _begins_with_date(head):
            continue
        role = "published" if label["published"] else "updated"
        start, end = label.start(), after + found[2]
        yield Candidate(found[0], "byline", role, line.words[start:end],
                        "a line that says when it was " + role,
                        line.start + start, line.start + end)


def _begins_with_date(head: str) -> bool:
    """Tell "3 March 2021" from "in 14 languages on 3 March 2021"."""
    return re.match(r"\s?(?:\d|[^\W\d_]{3,10}\.?\s\d)", head) is not None


def _candidate(line: Line, one: TimeExpression, head: int) -> Candidate | None:
    """Tell what a day in a line near the top is, None for a day inside a sentence."""
    if one.when is None or one.when.from_date is None or one.when.to_date is None:
        return None
    before, after = line.words[:one.cite.start], line.words[one.cite.end:]
    interval = (one.when.from_date, one.when.to_date)
    place = (line.start + one.cite.start, line.start + one.cite.end)
    alone = not re.search(r"[^\W\d_]{3}", re.sub(r"[ap]\.?m\.?|GMT|EST|EDT|UTC", "", before + after,
                                                 flags=re.IGNORECASE))
    weekday = any(name in one.cite.words for name in grammar().words.weekdays)
    if alone and (line.number < _HEADER_LINES or (weekday and line.number < head)):
        return Candidate(interval, "header_line", "crawled", one.cite.words,
                         "a line of its own on top of the page", *place)
    if _is_dateline(before, after):
        return Candidate(interval, "dateline", "filed", one.cite.words,
                         "the dateline that opens the report", *place)
    alone = alone or _is_part_of_line(before, after)
    short = len(line.words) < 120 and not line.words.rstrip().endswith((".", "!", "?"))
    near = max(head, 0) <= line.number <= max(head, 0) + _LINES_AFTER_TITLE
    if short and ((alone and near) or _BYLINE.match(line.words)):
        return Candidate(interval, "byline", "published", one.cite.words,
                         "a line of its own near the title" if alone else "the byline", *place)
    return None


def _is_part_of_line(before: str, after: str) -> bool:
    """Tell "The Lantern | Oct. 12, 2021": the date is a whole part of a line of parts."""
    tail = _CLOCK_TAIL.sub("", after)
    return (_PART_BEFORE.search(before) is not None or not before.strip()) and (
        _PART_AFTER.match(tail) is not None or not tail.strip()) and bool((before + tail).strip())


def yearless_dateline(article: str, captured: str) -> YearlessDateline | None:
    """Find a dateline that names its day but not its year: "KARSK, Nov. 30 (VNA) —"."""
    for line in _top_lines(captured):
        for one in find_in(article, line.words, [(0, len(line.words))]):
            relative = one.relative
            if relative is None or not relative.month or not relative.day or relative.amount:
                continue
            if _is_dateline(line.words[:one.cite.start], line.words[one.cite.end:]):
                return YearlessDateline(relative.month, relative.day, one.cite.words,
                                        line.start + one.cite.start, line.start + one.cite.end)
    return None


def _is_dateline(before: str, after: str) -> bool:
    """Tell "Ostmark, 3 March 2021 —" by its capitals before and its dash after."""
    if not before.strip() or len(before) > _PLACE_CHARS or not _OPENING.match(before):
        return False
    if not _DASH.match(after) or not after.strip(" -–—:―"):
        return False
    words = re.findall(r"[^\W\d_]+", before)
    if words[0] in _NOT_PLACES:
        return False
    return all(word[0].isupper() or word in _SMALL for word in words)


def _copyrights(captured: str) -> Iterator[Candidate]:
    for count, one in enumerate(_COPYRIGHT.finditer(captured)):
        if count == _MOST_COPYRIGHTS:
            return
        year = int(one[2] or one[1])
        yield Candidate(year_interval(year), "copyright", "other", one[0], "a copyright line",
                        one.start(), one.end())
