"""What the sentences of an article imply about when it was published.

In: the words of an article. Out: `Constraint`s, each by one named rule. An article cannot report
what had not happened; "this November has been …" was written in a November; "November marks the
one-year anniversary" of what happened in November 2019 was written around November 2020. Rules that
were often wrong on dated articles were taken out again; docs/rooms/times.md has each rule's record.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sourceline.rooms.times.anniversaries import Said, anniversaries, neighbours
from sourceline.rooms.times.apposed import apposed
from sourceline.rooms.times.choose import RECENT
from sourceline.rooms.times.constraints import Constraint, before, not_before
from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.rough import rough_sentences
from sourceline.rooms.times.tense import find_tense
from sourceline.rooms.times.to_the_day import to_the_day
from sourceline.rooms.times.weekdays import weekdays
from sourceline.text import dates
from sourceline.text.dates import Interval

_MOST_CHARS = 60_000  # the first ten thousand words say when an article was written, or none do
_SET_FOR = re.compile(r"\b(?:set|fix(?:ed|es)?|schedul(?:ed|es)|nam(?:ed|es)|propos(?:ed|es)"
                      r"|chos(?:e|en)|pencilled in|earmarked)\s(?:the\s)?$", re.IGNORECASE)
# "Has been set for 16 January 2046", "will be heard on 3 May 2031".
_IS_SET = re.compile(
    r"\b(?:(?:is|are|has\sbeen|have\sbeen)\s(?:now\s)?(?:set|fixed|scheduled|slated|due|expected"
    r"|planned)|will|shall)\s(?:(?!that\b)[\w’-]+\s){0,8}?(?:for|on|in)\s(?:the\s)?$",
    re.IGNORECASE)
# "Last week, on 2 October": both say the same day.
_BOTH = re.compile(r"^\s?,?\s?(?:on\s)?(?:the\s)?$", re.IGNORECASE)
_MARKS = re.compile(r"^\s?(?:also\s)?(?:marks|is|sees|brings)\b", re.IGNORECASE)
_PERFECT = re.compile(r"^\s?(?:has|have)\s(?:\w+\s)?(?:been|seen|\w+ed|brought|become|had)\b")
_QUOTES = re.compile(r"[“\"](?:[^“”\"\n]{0,600})[”\"]|``.{0,600}?''", re.DOTALL)
_STRONG_FUTURE = re.compile(r"\b(?:will|shall|(?:is|are)\s(?:\w+\s)?(?:set|scheduled|slated|due"
                            r"|expected|planned|to\s\w+))\b|[’']ll\b", re.IGNORECASE)
_TOLD_PAST = re.compile(r"\b(?:said|told|was|were|had|did|announced|ruled|wrote|added)\b")
_WAS_SAID = re.compile(r"\b(?:told|said|was|were|had)\b")
_NOT_TOLD = re.compile(r"\b(?:would|every|each|annual|annually|if|could|may|might"
                       r"|scheduled\sto)\b")
# "Until elections on May 25" is not told as past; what comes may well be set "before a judge".
_NOT_PAST = re.compile(r"\b(?:until|before|since|after)\b")
_NOT_AHEAD = re.compile(r"\b(?:until|before|since|after)\s(?:\w+\s)?$", re.IGNORECASE)
# A date within so many characters after one of a named year may go on in that year.
_GOES_ON_CHARS = 800
# A past and a coming date farther apart are of two years more often than of one.
_MOST_BETWEEN_DAYS = 120
_HALF_YEAR_DAYS, _HALF_YEAR_MONTHS = 183, 6
# Of 151 dated articles that name two months with their year, 141 came out by the end of the fourth
# year after the latest.
_RECENT_YEARS, _RECENT_DATES = 4, 2


def imply(article: str, words: str) -> list[Constraint]:
    """Find what the article's sentences imply, with places in `words`."""
    said = _read(article, words[:_MOST_CHARS])
    found: list[Constraint] = []
    for rule in (_reported, _foretold, _recent, _this_month, _month_marks, _between, _this_year,
                 _week_of_day):
        found += rule(said)
    found += apposed(said)
    found += anniversaries(words[:_MOST_CHARS], said)
    found += weekdays(said)
    found += to_the_day(said)
    return found


def _read(article: str, words: str) -> list[Said]:
    """Find the expressions outside quotations, each with its sentence and tense."""
    spans = rough_sentences(words)
    quoted = [(one.start(), one.end()) for one in _QUOTES.finditer(words)]
    said: list[Said] = []
    at = 0
    for time in find_in(article, words, spans):
        while at + 1 < len(spans) and spans[at][1] <= time.cite.start:
            at += 1
        if any(first <= time.cite.start < last for first, last in quoted):
            continue
        first, last = spans[at]
        tense = find_tense(words, spans[at], time.cite.start, time.cite.end)
        said.append(Said(time, words[first:last], time.cite.start - first, tense))
    return said


def _place(said: Said) -> tuple[str, int, int]:
    return said.time.cite.words, said.time.cite.start, said.time.cite.end


def _reported(said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound from below by the latest absolute date that is told as past."""
    past = [one for one in said if _is_past_date(one)]
    latest = max(past, key=lambda one: (one.first_day, -one.at), default=None)
    if latest:
        day = latest.first_day
        yield not_before(day, "reported", f"it tells of “{latest.time.cite.words}” as past",
                         *_place(latest))


def _foretold(said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound from above by the first absolute date that is set or foretold by the article itself."""
    ahead = [one for one in said if _is_ahead(one)]
    first = min(ahead, key=lambda one: (one.first_day, one.at), default=None)
    when = first.time.when if first else None
    if first and when and when.to_date:
        yield before(when.to_date, "foretold", f"it tells of “{first.time.cite.words}” as to come",
                     *_place(first))


def _is_ahead(said: Said) -> bool:
    when = said.time.when
    return (when is not None and when.precision in ("day", "month")
            and _IS_SET.search(said.sentence[:said.at]) is not None
            and not any(one.search(said.sentence[:said.at])
                        for one in (_NOT_TOLD, _NOT_PAST, _WAS_SAID)))


def _recent(said: Sequence[Said]) -> Iterator[Constraint]:
    """Say which of several years that fit is near: that of the latest months it names by year."""
    named = {(one.first_day, one.time.cite.words): one for one in said if _is_past_date(one)}
    if len(named) >= _RECENT_DATES:
        latest = max(named.values(), key=lambda one: (one.first_day, -one.at))
        last = date(latest.first_day.year + _RECENT_YEARS + 1, 1, 1)
        yield before(last, RECENT, f"“{latest.time.cite.words}” is the latest it dates by its year",
                     *_place(latest))


def _week_of_day(said: Sequence[Said]) -> Iterator[Constraint]:
    """"Last week, on 2 October" was written in the week after the one with that day."""
    for one, other, between in neighbours(said):
        week = one.time.relative
        named = _yearless(other)
        if not (_BOTH.match(between) and week and week.unit == "week" and week.weekday is None
                and week.amount and named and named[1]):
            continue
        month, day, weeks = *named, week.amount

        def intervals(year: int, month: int = month, day: int = day, weeks: int = weeks
                      ) -> list[Interval]:
            made = dates.make_day(year, month, day)
            return [dates.week_interval(made, -weeks)] if made else []

        yield Constraint("week_of_day", intervals,
                         f"“{one.time.cite.words}” is “{other.time.cite.words}”", *_place(one))


def _is_past_date(said: Said) -> bool:
    when = said.time.when
    if when is None or when.precision not in ("day", "month") or said.tense != "past":
        return False
    if _SET_FOR.search(said.sentence[:said.at]) and said.after.lstrip().startswith(("for ", "as ")):
        return False  # "has set 15 January 2037 for the first hearing"
    words = {one.lower() for one in re.findall(r"[A-Za-z]+", said.sentence)}
    return not words & set(grammar().words.tense.future) and not re.search(
        r"\b(?:by|until|till|through|for|before|to|toward|of)\s*$",
        said.sentence[:said.at], re.IGNORECASE)


def _this_month(said: Sequence[Said]) -> Iterator[Constraint]:
    """"This November has been …" was written in a November."""
    for one in said:
        relative = one.time.relative
        if relative and relative.month and relative.amount == 0 and relative.unit == "month" and (
                one.time.cite.words.lower().startswith("this ")) and _PERFECT.match(one.after):
            yield _in_month(relative.month, "this_month",
                            f"“{one.time.cite.words}” is its present month", one)


def _month_marks(said: Sequence[Said]) -> Iterator[Constraint]:
    """"November marks the one-year anniversary …" was written in a November."""
    for one in said:
        relative = one.time.relative
        if relative and relative.month and not relative.day and relative.unit == "month" and (
                relative.amount in (None, 0)) and not one.sentence[:one.at].strip() and (
                _MARKS.match(one.after)) and "anniversary" in one.after:
            yield _in_month(relative.month, "month_marks",
                            f"“{one.time.cite.words}” is told as present", one)


def _in_month(month: int, rule: str, reason: str, said: Said) -> Constraint:
    return Constraint(rule, lambda year: [dates.month_interval(max(1, year), month)], reason,
                      *_place(said))


def _yearless(said: Said) -> tuple[int, int] | None:
    """Give month and day of a date without a year ("July 27"), day 0 for a bare month."""
    relative = said.time.relative
    if relative is None or relative.month is None or relative.amount is not None:
        return None
    return relative.month, relative.day or 0


def _between(said: Sequence[Said]) -> Iterator[Constraint]:
    """Bound by the last date told as past and the first told as to come, both without a year."""
    past = [one for at, one in enumerate(said) if _is_past_day(one) and not _goes_on(said, at)]
    coming = [one for one in said if _is_coming(one)]
    if not past or not coming:
        return
    latest, nearest = _closest_pair(past, coming)
    if latest is None or nearest is None:
        return
    span = _from_to(_yearless(latest) or (1, 1), _yearless(nearest) or (1, 1))
    yield Constraint(
        "between", span,
        f"“{latest.time.cite.words}” is told as past and “{nearest.time.cite.words}” as to come",
        *_place(latest))


def _goes_on(said: Sequence[Said], at: int) -> bool:
    """Tell "on 2 November" soon after "on 11 October last year": it may be of that year."""
    later = _yearless(said[at]) or (0, 0)
    for one in reversed(said[:at]):
        if one.time.cite.start < said[at].time.cite.start - _GOES_ON_CHARS:
            return False
        relative, when = one.time.relative, one.time.when
        if when is not None and when.precision in ("day", "month", "year"):
            return when.precision == "year" or (one.first_day.month, one.first_day.day) < later
        if relative is not None and relative.month and (relative.amount or 0) < 0:
            return (relative.month, relative.day or 0) < later
    return False


def _is_past_day(said: Said) -> bool:
    relative = said.time.relative
    if not _yearless(said) or said.tense != "past" or relative is None or not relative.day:
        return False
    if re.search(r"\b(?:by|until|till|for)\s*$", said.sentence[:said.at], re.IGNORECASE):
        return False
    return not any(one.search(said.sentence) for one in (_NOT_TOLD, _NOT_PAST, _STRONG_FUTURE))


def _is_coming(said: Said) -> bool:
    """Tell a date the article itself looks forward to; reported plans and history are left out."""
    if not _yearless(said) or said.tense == "past":
        return False
    if _NOT_TOLD.search(said.sentence) or _TOLD_PAST.search(said.sentence) or \
            _NOT_AHEAD.search(said.sentence[:said.at]):
        return False
    return _STRONG_FUTURE.search(said.sentence) is not None


def _closest_pair(past: Sequence[Said], coming: Sequence[Said]) -> tuple[Said | None, Said | None]:
    """Give the past and the coming date between which most others lie behind and ahead.

    Of pairs that fit alike, the one whose dates follow each other most closely in the year.
    """
    days = [_yearless(one) or (1, 1) for one in past]
    ends = [_yearless(one) or (1, 1) for one in coming]
    pairs = [(_far(first, last, days, ends), gap, at, one, other)
             for at, (one, first) in enumerate(zip(past, days, strict=True))
             for other, last in zip(coming, ends, strict=True)
             if 0 < (gap := _gap(first, last)) <= _MOST_BETWEEN_DAYS]
    return min(pairs, key=lambda pair: pair[:3])[3:] if pairs else (None, None)


def _far(first: tuple[int, int], last: tuple[int, int], past: Sequence[tuple[int, int]],
         coming: Sequence[tuple[int, int]]) -> int:
    """Count the dates that would lie more than half a year behind or ahead of such a pair."""
    return sum(_gap(one, first) > _HALF_YEAR_DAYS for one in past) + sum(
        _gap(last, one) > _HALF_YEAR_DAYS for one in coming)


def _gap(first: tuple[int, int], last: tuple[int, int]) -> int:
    """Count the days from one date of the year to the next such other."""
    start = dates.make_day(2001, first[0], first[1] or 1) or date(2001, 2, 28)
    end = dates.make_day(2001, last[0], last[1] or 28) or date(2001, 2, 28)
    return (end - start).days % 365


def _from_to(first: tuple[int, int], last: tuple[int, int]) -> Callable[[int], list[Interval]]:
    def intervals(year: int) -> list[Interval]:
        start = dates.make_day(year, first[0], first[1] or 1) or date(year, 3, 1)
        wraps = (last[0], last[1] or 31) < (first[0], first[1])
        end_year = year + 1 if wraps else year
        end = dates.make_day(end_year, last[0], last[1]) if last[1] else None
        after = dates.add_days(end, 1) if end else dates.month_interval(end_year, last[0])[1]
        return [(start, after)]
    return intervals


def _this_year(said: Sequence[Said]) -> Iterator[Constraint]:
    """"In mid-July this year" was written in or after the July of its year."""
    for one in said:
        relative = one.time.relative
        if relative and relative.unit == "year" and relative.amount == 0 and relative.month and (
                one.tense == "past"):
            first = _latest_day(relative.month, said)
            yield Constraint(
                "this_year", lambda year, first=first: [  # type: ignore[misc]
                    (date(year, *first), date(year + 1, 1, 1))],
                f"“{one.time.cite.words}” is told as past", *_place(one))
            return


def _latest_day(month: int, said: Sequence[Said]) -> tuple[int, int]:
    """Give the latest day of the same year told as past: "on August 12" beside "July this year"."""
    days = [_yearless(one) or (1, 1) for one in said if _is_past_day(one)]
    # Beside a January of this year a December is the last one's more often than not.
    later = [(at, min(day, 28)) for at, day in days if 0 <= at - month <= _HALF_YEAR_MONTHS]
    return max(later, default=(month, 1))
