"""Time expressions of an article: every date, time, duration and set its words name.

In: `Text`, `Reading` (sentences only). Out: `TimeExpression`s in the order of the text, never
overlapping, absolute or hanging on the publication or on an earlier expression. It does not know
when the article was published; `resolve.resolve_time` places what hangs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import cite
from sourceline.record.reading import Reading, Sentence
from sourceline.record.when import Relative, TimeExpression
from sourceline.rooms.times.anchors import hang
from sourceline.rooms.times.clocks import lend_days, on_day_before
from sourceline.rooms.times.continued import go_on, lend_years
from sourceline.rooms.times.governed import Clauses
from sourceline.rooms.times.grammar import Grammar, grammar
from sourceline.rooms.times.guards import is_rate, keep
from sourceline.rooms.times.hemisphere import Hemisphere, hemisphere_of, in_hemisphere
from sourceline.rooms.times.sense import Found, Sense, changed
from sourceline.rooms.times.senses import read_sense
from sourceline.rooms.times.tense import Direction, find_tense

VERSION = "2"

Span = tuple[int, int]

# How far before and after a trigger word an expression may reach. The longest the grammar can
# make ("at least the past twenty to twenty-four months or so") has 52 characters.
_BEFORE_CHARS = 64
_AFTER_CHARS = 64
# "The fiscal year ended Jan. 31", told in any tense, is over.
_SINCE = re.compile(r"\b(?:since\s(?:last\s|early\s|late\s|mid-?\s?)?|year\sended\s(?:on\s)?)$",
                    re.IGNORECASE)
_LAST_OF = re.compile(r"(?:the\s)?(?:last|final|next)\s[a-z\d, -]{2,30}s\sof\s", re.IGNORECASE)
# "Over the weekend police fired": the last one, where the tense is past.
_OVER = re.compile(r"\b(?:over|during|on|at)\s$", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|shall|can|could|may|might|must|should|upcoming|coming|next"
                      r"|ahead|before|until|till|to be|set to|due|plan\w*|expect\w*|schedul\w+"
                      r"|prepar\w+|hop(?:e|es|ed|ing))\b|[’']ll\b", re.IGNORECASE)
# "Said in 2018 that it would be paid in the next year" looks ahead from 2018.
_LOOKED_AHEAD = re.compile(r"\b(?:would|had|was|were)\b", re.IGNORECASE)
# "Expects to report a third-quarter loss": results to come of a quarter that may be over.
_RESULTS = re.compile(r"\b(?:net|earn\w*|income|loss(?:es)?|profits?|results?|revenues?|dividends?"
                      r"|sales|turnover)\b", re.IGNORECASE)
# Where a match may begin: a letter, a digit, the apostrophe of "'90s".
_WORD_START = re.compile(r"[A-Za-z]+|\d|[\x27’‘]")
# "Sept." is the longest short form of a month.
_SHORT_MONTH = 4
# A text without blanks cannot push the window further than this.
_WORD_CHARS = 200


@dataclass(frozen=True)
class TimeSettings:
    """What may be tuned in the room of times."""

    # "That month" hangs on a time at most this far before it: about three sentences. Chosen by
    # reading 60 such expressions in news; beyond it the anchor was more often wrong than right.
    anchor_max_gap_chars: int = 400


DEFAULTS = TimeSettings()


def find_times(
    text: Text, reading: Reading, settings: TimeSettings = DEFAULTS
) -> tuple[TimeExpression, ...]:
    """Find every time expression of an article."""
    spans = [(one.start, one.end) for one in reading.sentences]
    return find_in(text.article, text.words, spans, settings, reading.sentences)


def find_in(
    article: str, words: str, sentences: Sequence[Span], settings: TimeSettings = DEFAULTS,
    read: Sequence[Sentence] = (),
) -> tuple[TimeExpression, ...]:
    """Find every time expression in words whose sentences are known, perhaps with their syntax.

    >>> found = find_in("a", "They met on 14 November 2019.", [(0, 29)])
    >>> [(one.cite.words, one.value) for one in found]
    [('14 November 2019', '2019-11-14')]
    """
    tenses = _Tenses(words, sentences, read)
    made: list[TimeExpression] = []
    half: Hemisphere | None = None
    for found in lend_days(lend_years(list(scan(words)), words), words):
        sense = tenses.decide(found)
        if _names_season(sense):
            half = half or hemisphere_of(words)
            sense = in_hemisphere(sense, half)
        sense = on_day_before(sense, found.start, words, made)
        sense = go_on(sense, found.start, words, tenses.start_of(found.start), made)
        made.append(_expression(article, words, found, hang(
            sense, found.start, made, settings.anchor_max_gap_chars)))
    return tuple(made)


def _names_season(sense: Sense) -> bool:
    relative = sense.relative
    return sense.value[5:] in ("SP", "SU", "FA", "WI") or bool(relative and relative.season)


def scan(words: str) -> Iterator[Found]:
    """Match the grammar against words, from left to right, without overlap."""
    held = grammar()
    at = 0
    for trigger in held.trigger.finditer(words):
        stop = _window_end(words, trigger.end())
        while at < trigger.end():
            match = _first_match(held, words, max(at, trigger.start() - _BEFORE_CHARS),
                                 trigger.start(), stop)
            if match is None:
                break
            found = _read(words, str(match.lastgroup), match.start(), stop)
            at = found.end if found else match.start() + 1
            if found:
                yield found


def _first_match(held: Grammar, words: str, start: int, last: int, stop: int
                 ) -> re.Match[str] | None:
    """Match at the first word, up to the trigger at `last`, where a rule fits.

    What begins after this trigger is left to its own, whose window shows all of it. Most words
    begin no rule, and a set knows them faster than a pattern.
    """
    for one in _WORD_START.finditer(words, start, stop):
        if one.start() > last:
            return None
        word = one.group().lower()
        if word.isalpha() and word not in held.firsts and word.rstrip("s") not in held.firsts:
            continue
        match = held.scanner.match(words, one.start(), stop)
        if match is not None:
            return match
    return None


def _window_end(words: str, after: int) -> int:
    """End the window at a blank, so that no word is cut in two."""
    blank = words.find(" ", after + _AFTER_CHARS, after + _AFTER_CHARS + _WORD_CHARS)
    return blank if blank >= 0 else min(len(words), after + _AFTER_CHARS + _WORD_CHARS)


def _read(words: str, rule: str, start: int, stop: int) -> Found | None:
    """Read one match of the scanner by its rule's own pattern."""
    held = grammar()
    match = held.patterns[rule].match(words, start, stop)
    if match is None:
        return None
    groups = match.groupdict()
    if not keep(rule, groups, words, match.start(), match.end()):
        return None
    sense = read_sense(held.senses[rule], groups)
    if sense is None:
        return None
    if _LAST_OF.match(words, start, match.end() + 4):
        sense = replace(sense, relative=None)  # "the last three days of the trial"
    if sense.kind == "DURATION" and words[start:start + 2].lower() in ("a ", "an"):
        sense = replace(sense, kind="SET") if is_rate(words, start) else sense
    return Found(start, _less_stop(words, match), sense)


def _less_stop(words: str, match: re.Match[str]) -> int:
    """Leave the stop of "on 4 May." to the sentence; that of "Nov." belongs to the month."""
    month = (match.groupdict().get("month") or "").capitalize()
    whole = len(month) > _SHORT_MONTH or month in ("May", "June", "July")
    end = match.end() - 1 if whole and words[match.end() - 1] == "." else match.end()
    return match.start() + len(words[match.start():end].rstrip())


class _Tenses:
    """The sentences of an article, asked for the direction of what leaves it open."""

    def __init__(self, words: str, sentences: Sequence[Span], read: Sequence[Sentence]) -> None:
        self._words = words
        self._sentences = sentences
        self._starts = [one[0] for one in sentences]
        self._read = read
        self._clauses: dict[int, Clauses] = {}

    def decide(self, found: Found) -> Sense:
        """Let the tense of the sentence decide a direction the expression leaves open."""
        relative = found.sense.relative
        if relative is None or relative.direction != "near":
            return found.sense
        if relative.unit == "weekend" and relative.amount == 0 and _OVER.search(
                self._words, max(0, found.start - 8), found.start):
            past = (self._governed(found) or self._near(found)) == "past"
            return replace(found.sense, relative=changed(
                relative, direction="past" if past else "near"))
        if relative.amount is not None:
            return self._stretch_ahead(found, relative)
        direction = self._by_form(found) or self._governed(found) or self._near(found)
        if direction == "future" and relative.quarter and _RESULTS.search(
                self._words, *self._around(found.start)):
            direction = "near"
        return replace(found.sense, relative=changed(relative, direction=direction))

    def _stretch_ahead(self, found: Found, relative: Relative) -> Sense:
        """Read "will be known in the next year" as the twelve months from the article on."""
        words = self._words[found.start:found.end].lower()
        coming = re.match(r"the\s(?:next|coming)\s(?:week|month|year|decade)$", words)
        first, last = self._around(found.start)
        if coming is None or _LOOKED_AHEAD.search(self._words, first, last) or (
                (self._governed(found) or self._near(found)) != "future"):
            return found.sense
        value = {"week": "P1W", "month": "P1M", "year": "P1Y"}.get(relative.unit, "P10Y")
        return Sense("DURATION", value, relative=changed(relative, amount=1, direction="future"))

    def _by_form(self, found: Found) -> Direction | None:
        """Read "since Monday" as behind; "October's vote" too, unless something is to come."""
        if _SINCE.search(self._words, max(0, found.start - 16), found.start):
            return "past"
        first, last = self._around(found.start)
        owner = found.sense.kind == "DATE" and self._words[found.end:found.end + 2] in ("'s", "’s")
        return "past" if owner and not _TO_COME.search(self._words, first, last) else None

    def _around(self, at: int) -> Span:
        number = bisect_right(self._starts, at) - 1
        return self._sentences[number] if number >= 0 else (0, len(self._words))

    def start_of(self, at: int) -> int:
        """Give where the sentence around a place begins."""
        return self._around(at)[0]

    def _governed(self, found: Found) -> Direction | None:
        at = bisect_right(self._starts, found.start) - 1
        if not 0 <= at < len(self._read) or not self._read[at].tokens:
            return None
        if at not in self._clauses:
            self._clauses[at] = Clauses(self._read[at], self._words)
        return self._clauses[at].direction(found.start, found.end)

    def _near(self, found: Found) -> Direction:
        return find_tense(self._words, self._around(found.start), found.start, found.end)


def _expression(article: str, words: str, found: Found, sense: Sense) -> TimeExpression:
    return TimeExpression(
        id=make_id("t", article, found.start, found.end),
        cite=cite(article, words, found.start, found.end),
        kind=sense.kind,
        value=sense.value,
        modifier=sense.modifier,
        when=sense.when,
        relative=sense.relative,
    )
