"""Dues in a sentence whose reader gives no syntax: phrases that announce near words for a stage.

In: text, sentence, its events and times. Out: `Due`s. The whole sentence is cited.
"""

import re
from collections.abc import Sequence
from functools import cache

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import cite
from sourceline.record.event import EventMention
from sourceline.record.reading import Sentence
from sourceline.record.thread import Due
from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.lexicon import stages

# "will release", "to report": the word is a verb there, and the events room judges verbs.
_VERB_BEFORE = re.compile(r"\b(?:will|to|would|not|shall|and) $")


def dues_by_words(
    text: Text, sentence: Sentence, events: Sequence[EventMention],
    times: Sequence[TimeExpression], near_chars: int,
) -> list[Due]:
    """Find what a sentence says is due by its words alone, at most one for each stage."""
    words = text.words[sentence.start:sentence.end]
    cues = [match.start() + sentence.start for match in _announces().finditer(words)]
    if not cues:
        return []
    found: dict[str, Due] = {}
    for event in events:
        stage = event.kind.split(".")[0]
        near = _nearest(cues, event.cite.start, near_chars)
        expected = event.status in ("expected", "planned") and stage in stages().answers
        if near is not None and expected and not _guessed(text.words, near, event.cite.end):
            found.setdefault(stage, _due(text, sentence, stage, event, near, times))
    if not found:
        found.update(_by_words(text, sentence, events, times, cues, near_chars))
    return [found[stage] for stage in sorted(found)]


def _by_words(
    text: Text, sentence: Sentence, events: Sequence[EventMention],
    times: Sequence[TimeExpression], cues: Sequence[int], near_chars: int,
) -> dict[str, Due]:
    """Find a stage by its noun beside a word that announces, where a day or month is named too."""
    found: dict[str, Due] = {}
    for match in _nouns().finditer(text.words, sentence.start, sentence.end):
        stage = _stage_by_noun()[match.group().lower()]
        near = _nearest(cues, match.start(), near_chars)
        if near is None or _guessed(text.words, near, match.end()):
            continue
        if _VERB_BEFORE.search(text.words, max(0, match.start() - 12), match.start()) \
                and not _bound_to(text.words, near, match):
            continue
        if not _announced(text.words, near, match.start()):
            continue
        event = next((e for e in events if e.cite.start < match.end()
                      and match.start() < e.cite.end), None)
        if event is not None and _over(event, text.words, near):
            continue
        if not times and _weak(text.words, near):
            continue  # "the hearings will be open to all": nothing is set
        found.setdefault(stage, _due(text, sentence, stage, event, near, times))
    return found


def _bound_to(words: str, cue: int, noun: re.Match[str]) -> bool:
    """Tell "gave it until June to report" and "is expected to vote": the verb itself is due."""
    said = _announces().match(words, cue)
    if said is None or said.end() > noun.start():
        return False
    between = words[said.end():noun.start()]
    if said.group().lower().endswith("until"):
        return len(between) <= 40 and between.endswith(" to ")
    return noun.group().lower() == "vote" and f"{said.group()}{between}".endswith(" to ") \
        and len(between) <= 4


def _over(event: EventMention, words: str, cue: int) -> bool:
    """Say whether an event mention speaks against a due: it happened, and the cue is a weak one."""
    if event.status in ("expected", "planned"):
        return False
    return event.status != "happened" or _weak(words, cue)


def _weak(words: str, cue: int) -> bool:
    """Say whether the word that announces at a place is a weak one ("will")."""
    said = _announces().match(words, cue)
    return said is None or said.group().lower() in stages().plain.weak


def _announced(words: str, cue: int, start: int) -> bool:
    """Say whether the noun itself is announced: nothing stands between it and the cue."""
    low, high = sorted((cue, start))
    return not any(mark in words[low:high] for mark in (",", ";", " – ", "—", " who ", " which "))


def _due(
    text: Text, sentence: Sentence, stage: str, event: EventMention | None, cue: int,
    times: Sequence[TimeExpression],
) -> Due:
    own = event.time if event is not None else None
    return Due(
        id=make_id("d", text.article, sentence.start, stage),
        cite=cite(text.article, text.words, sentence.start, sentence.end),
        stage=stage,
        event_mention=event.id if event is not None else None,
        time=own or _time(times, cue),
    )


def _time(times: Sequence[TimeExpression], cue: int) -> str | None:
    """Give the date nearest to the word that announces, after it before all others."""
    dated = [time for time in times if time.kind in ("DATE", "TIME")
             and not (time.relative is not None and time.relative.direction == "past")]
    nearest = min(dated, key=lambda time: (time.cite.start < cue, abs(time.cite.start - cue)),
                  default=None)
    return nearest.id if nearest is not None else None


def _nearest(cues: Sequence[int], place: int, near_chars: int) -> int | None:
    near = [cue for cue in cues if abs(cue - place) <= near_chars]
    return min(near, key=lambda cue: (abs(cue - place), cue), default=None)


def _guessed(words: str, cue: int, end: int) -> bool:
    """Say whether a word of wish, guess or condition stands around what is announced."""
    low, high = min(cue, end), max(cue, end)
    return _predicts().search(words, max(0, low - 25), high + 24) is not None


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


@cache
def _announces() -> re.Pattern[str]:
    return _any_of(stages().plain.announces)


@cache
def _predicts() -> re.Pattern[str]:
    # "May" is a month; only the small word is a guess.
    small = stages().plain.predicts
    first = [word.capitalize() for word in small if word != "may"]
    return re.compile(_any_of([*small, *first]).pattern)


@cache
def _stage_by_noun() -> dict[str, str]:
    return {word: stage for stage, all_words in stages().plain.words.items() for word in all_words}


@cache
def _nouns() -> re.Pattern[str]:
    return _any_of(tuple(_stage_by_noun()))
