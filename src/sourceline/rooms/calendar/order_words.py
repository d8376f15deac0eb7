"""What order words say of two events: "freed two days after the arrest", "the next day".

In: event mentions that happened, with the numbers of their events, and the expressions of their
article. Out: `Apart` constraints. Words alone decide, so only the plainest forms are read: the
word of order stands a few words before the second event, the first before it or after a comma.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourceline.record.event import EventMention
from sourceline.record.when import TimeExpression
from sourceline.rooms.calendar.network import Apart, Said

# Between the word of order and its event: "after the second arrest", "before police shot him".
_ORDER = re.compile(r"\b(?P<side>after|following|before|prior\s+to)\s+(?:[\w’'-]+\s+){0,4}$",
                    re.IGNORECASE)
_THE_DAY = re.compile(r"\bthe\s+(?:very\s+)?day\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin\s+$", re.IGNORECASE)
_BREAK = re.compile(r"[.;:!?“”\"()]")
_VALUE = re.compile(r"P(\d{1,4})([DWMY])$")
# Days in a unit, and how far from so many days such words may lie: as in `text/anchored.py`.
_UNIT_DAYS = {"D": (1, 1), "W": (7, 4), "M": (30, 16), "Y": (365, 183)}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
# Farther apart than this, two events stand in no one thought.
_MOST_CHARS = 120
_MOST_CHARS_NEXT = 250


@dataclass(frozen=True)
class Happening:
    """One mention of something that happened, with the number of its event."""

    mention: EventMention
    event: int


def order_words(
    happenings: Sequence[Happening], expressions: Mapping[str, Mapping[str, TimeExpression]]
) -> Iterator[Apart]:
    """Find what the words of each article say of the order of its events.

    Takes: `expressions` by article and id.
    """
    by_article: defaultdict[str, list[Happening]] = defaultdict(list)
    for one in happenings:
        by_article[one.mention.cite.article].append(one)
    for article in sorted(by_article):
        times = expressions.get(article, {})
        ordered = sorted(by_article[article], key=lambda one: one.mention.cite.start)
        for before, after in pairwise(ordered):
            yield from _in_sentence(before, after, times)
            yield from _next_day(before, after, times)


def _in_sentence(one: Happening, other: Happening, times: Mapping[str, TimeExpression]
                 ) -> Iterator[Apart]:
    """Read "M1 … two days after … M2" and "Two days after M1, … M2"."""
    sentence = one.mention.sentence
    if sentence != other.mention.sentence or one.event == other.event:
        return
    start = sentence.start
    between = sentence.words[one.mention.cite.end - start:other.mention.cite.start - start]
    if len(between) > _MOST_CHARS or _BREAK.search(between):
        return
    if found := _ORDER.search(between):
        at = one.mention.cite.end + found.start()
        yield from _apart(one, other, found["side"], at, times)
        return
    opening = sentence.words[:one.mention.cite.start - start]
    found = _ORDER.search(opening)
    if found and "," in between and len(opening) < _MOST_CHARS and "," not in opening:
        yield from _apart(other, one, found["side"], start + found.start(), times)


def _apart(subject: Happening, object_: Happening, side: str, at: int,
           times: Mapping[str, TimeExpression]) -> Iterator[Apart]:
    """Say that the subject lies on that side of the object."""
    sentence = subject.mention.sentence
    words = sentence.words[:at - sentence.start]
    least, most = _distance(words, at, times)
    said = Said(f"“{side.lower()}” orders the two", (sentence,))
    if side.lower() in ("after", "following"):
        yield Apart(object_.event, subject.event, least, most, said)
    else:
        yield Apart(subject.event, object_.event, least, most, said)


def _distance(words: str, at: int, times: Mapping[str, TimeExpression]) -> tuple[int, int | None]:
    """Give the least and most days the words before "after" allow."""
    if _THE_DAY.search(words):
        return 1, 1
    near = next((one for one in times.values() if one.kind == "DURATION"
                 and at - 2 <= one.cite.end <= at), None)
    found = _VALUE.match(near.value) if near else None
    if near is None or found is None:
        return 0, None
    least, most = _days(int(found[1]), found[2], near.modifier)
    within = _WITHIN.search(words[:len(words) - (at - near.cite.start)])
    return (0 if within else least), most


def _days(count: int, unit: str, modifier: str) -> tuple[int, int | None]:
    length, slack = _UNIT_DAYS[unit]
    days = count * length
    slack += days // 4 if modifier == "APPROX" else days // 60
    least = 0 if modifier in ("LESS_THAN", "EQUAL_OR_LESS") else max(0, days - slack)
    return least, None if modifier in ("MORE_THAN", "EQUAL_OR_MORE") else days + slack


def _next_day(one: Happening, other: Happening, times: Mapping[str, TimeExpression]
              ) -> Iterator[Apart]:
    """Read "the next day" where the article names no day it could follow, only an event."""
    time = times.get(other.mention.time or "")
    relative = time.relative if time else None
    if time is None or relative is None or relative.anchor != "" or not relative.amount:
        return
    if one.event == other.event or one.mention.time or relative.unit not in _UNITS:
        return
    gap = other.mention.sentence.start - one.mention.sentence.start
    if gap == 0 or other.mention.cite.start - one.mention.cite.end > _MOST_CHARS_NEXT:
        return
    least, most = _days(abs(relative.amount), _UNITS[relative.unit], time.modifier)
    if (relative.unit, abs(relative.amount), time.modifier) == ("day", 1, ""):
        least = most = 1
    first, later = (one, other) if relative.amount > 0 else (other, one)
    said = Said(f"“{time.cite.words}” counts from the event before it",
                (one.mention.sentence, other.mention.sentence))
    yield Apart(first.event, later.event, least, most, said)
