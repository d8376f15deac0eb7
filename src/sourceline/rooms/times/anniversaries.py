"""What an anniversary says of when an article was written: so many years after what has a date.

In: the words of an article and its expressions with their tense. Out: `Constraint`s. "The tenth
anniversary of the flood of March 2011" is written about around March 2021; so are "the flood, ten
years on" and "today marks ten years since the flood of March 2011".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sourceline.record.when import TimeExpression
from sourceline.rooms.times.constraints import Constraint, within
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.numerals import read_count
from sourceline.rooms.times.tense import Direction
from sourceline.text import dates

_ANNIVERSARY = re.compile(r"\b([a-z]+(?:-(?!year)[a-z]+)?|\d{1,3})(?:st|nd|rd|th)?(?:[- ]year)?\s"
                          r"(?:year\s)?anniversary"
                          r"(?:\sof\s(?P<of>[^.,;:\n]{3,100}))?", re.IGNORECASE)
_ON_ANNIVERSARY = re.compile(r"\b(?:on|by|until|after|since|before|at)\s(?:the|its)\s$",
                             re.IGNORECASE)
_WAS_MARKED = re.compile(r"^[^.!?\n]{0,140}?\bwas\s(?:marked|celebrated|commemorated|observed)")
_NOUN_STOPS = frozenset(("in", "inside", "at", "on", "against", "by", "that", "which", "who",
                         "to", "for", "with", "from", "when", "was", "is", "across", "and", "led",
                         "near"))
# An anniversary is written about in the weeks around it.
_ANNIVERSARY_DAYS = 31
_YEAR_DAYS, _MOST_YEARS = 366, 500
_OF = r"\s(?P<of>[^.,;:\n]{3,100})"
_MARKS_YEARS = re.compile(
    r"\bmark(?:s|ed|ing)?\s(?:exactly\s|just\s)?([a-z-]+|\d{1,3})\syears\s(?:since|of|from)" + _OF,
    re.IGNORECASE)
# So many years are full since, and not yet one more; round numbers are said more loosely.
_SINCE_YEARS = re.compile(
    r"(?:\bit(?:\sis|\shas\sbeen|[’']s|[’']s\sbeen)\s(?:now\s)?([a-z-]+|\d{1,3})\syears?\ssince"
    r"|(?m:^)\W{0,3}([a-z-]+|\d{1,3})\syears?\s(?:since|after|on\sfrom))" + _OF, re.IGNORECASE)
_NOW = re.compile(r"^,?[^.!?\n]{0,120}?\b(?:is|are|has|have|remains?|continues?|still|nobody)\b")
_THEN = re.compile(r"^[^.!?\n]{0,120}?\b(?:was|were|had|did|said|would)\b")


@dataclass(frozen=True)
class Said:
    """An expression with its sentence and the tense around it."""

    time: TimeExpression
    sentence: str
    at: int
    tense: Direction

    @property
    def after(self) -> str:
        """The words after the expression in its sentence."""
        return self.sentence[self.at + len(self.time.cite.words):]

    @property
    def first_day(self) -> date:
        """The first day of an absolute date."""
        when = self.time.when
        return when.from_date if when and when.from_date else date.min


def neighbours(said: Sequence[Said]) -> Iterator[tuple[Said, Said, str]]:
    """Give every two expressions that follow each other in a sentence, and the words between them.

    >>> list(neighbours(()))
    []
    """
    for one, other in pairwise(said):
        if one.sentence == other.sentence:
            yield one, other, one.after[:other.time.cite.start - one.time.cite.end]


def anniversaries(words: str, said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound the publication by every anniversary of what has a date.

    >>> list(anniversaries("Nothing is recalled.", ()))
    []
    """
    for found in _ANNIVERSARY.finditer(words):
        told_past = (_ON_ANNIVERSARY.search(words[max(0, found.start() - 14):found.start()])
                     or _WAS_MARKED.search(words[found.end():found.end() + 160]))
        if not told_past:
            yield from _around(found, said, _month_before(found, said), _ANNIVERSARY_DAYS)
    for found in _MARKS_YEARS.finditer(words):
        yield from _around(found, said, 0, _ANNIVERSARY_DAYS)
    for found in _SINCE_YEARS.finditer(words):
        opens = found[1] is None
        after = words[found.end():found.end() + 160]
        if not opens or (_NOW.match(after) and not _THEN.match(after)):
            yield from _around(found, said, 0, _YEAR_DAYS)


def _around(found: re.Match[str], said: Sequence[Said], month: int, days_after: int
            ) -> Iterator[Constraint]:
    """Put the publication so many years after the date of what is recalled."""
    years = _years(found)
    if not 1 <= years <= _MOST_YEARS:
        return
    in_phrase = days_after > _ANNIVERSARY_DAYS
    event = next(_dated_events(found, said, month, in_phrase=in_phrase), None)
    when = event.time.when if event else None
    if event is None or when is None or when.from_date is None or when.to_date is None:
        return
    loose = _YEAR_DAYS if in_phrase and years % 5 == 0 else 0
    around = (dates.add_days(dates.add_months(when.from_date, 12 * years),
                             -_ANNIVERSARY_DAYS - loose),
              dates.add_days(dates.add_months(when.to_date, 12 * years), days_after + loose))
    yield within(around, "anniversary", f"“{found[0][:60]}” is of “{event.time.cite.words}”",
                 found[0][:60], found.start(), found.start() + len(found[0][:60]))


def _years(found: re.Match[str]) -> int:
    """Read "tenth", "10th" and "ten"; 0 for a word that counts nothing."""
    word = next(one for one in found.groups() if one is not None).lower()
    return grammar().words.ordinals.get(word) or int(read_count(word).number or 0)


def _month_before(found: re.Match[str], said: Sequence[Said]) -> int:
    """Give the month named earlier in the anniversary's sentence, 0 for none."""
    for one in said:
        relative = one.time.relative
        ends = one.time.cite.start - one.at + len(one.sentence)
        if relative and relative.month and not relative.day and one.tense != "past" and (
                one.time.cite.start < found.start() < ends):
            return relative.month
    return 0


def _dated_events(
    found: re.Match[str], said: Sequence[Said], month: int, *, in_phrase: bool = False
) -> Iterator[Said]:
    """Find the date of what the anniversary is of: in its own phrase, by its month, by its noun."""
    dated = [one for one in said if one.time.when is not None
             and one.time.when.precision in ("day", "month", *(("year",) if in_phrase else ()))
             and (not month or one.first_day.month == month)]
    inside = [one for one in dated if found.start("of") <= one.time.cite.start < found.end("of")]
    if found["of"] and inside:
        yield inside[0]
        return
    if in_phrase:
        return
    if month and len({one.first_day.year for one in dated}) == 1:
        yield dated[0]
        return
    noun = _head_noun(found["of"] or "")
    same = [one for one in dated if noun
            and re.search(r"\b(?:the|that|last)\s$", one.sentence[:one.at], re.IGNORECASE)
            and re.match(rf"\s(?:[\w-]+\s)?{re.escape(noun)}s?\b", one.after[:60], re.IGNORECASE)]
    if len({one.first_day for one in same}) == 1:
        yield same[0]


def _head_noun(phrase: str) -> str:
    """Give the last word of a noun phrase before what describes it further."""
    kept: list[str] = []
    for word in re.findall(r"[\w’'-]+", phrase):
        if kept and word.lower() in _NOUN_STOPS:
            break
        kept.append(word)
    return kept[-1] if kept and len(kept[-1]) > 3 else ""
