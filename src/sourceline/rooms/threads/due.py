"""The door of the room for one article: sentences that say something is due.

In: a text, its reading, event mentions and time expressions. Out: `Due`s, each cited by the clause
that says it. Threats, wishes, guesses and what commentators foresee are left out: somebody must
have set it, announced it or be bound to it. Sentences without syntax go by `due_plain.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Cite, cite
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading, Sentence, Tells
from sourceline.record.thread import Due
from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import read_clauses
from sourceline.rooms.threads.due_frames import words_around
from sourceline.rooms.threads.due_nouns import find_in_nouns
from sourceline.rooms.threads.due_plain import dues_by_words
from sourceline.rooms.threads.due_seen import find_seen
from sourceline.rooms.threads.due_stage import Before, stage_of_due
from sourceline.rooms.threads.due_time import again_of, bound_of, time_of_due
from sourceline.rooms.threads.lexicon import stage_of, stages
from sourceline.rooms.threads.set_off import find_bound
from sourceline.rooms.threads.set_words import find_announced
from sourceline.text.tells import by_sentence

VERSION = "3"


@dataclass(frozen=True)
class DueSettings:
    """How near the words must stand."""

    near_chars: int = 110  # from the word that announces to the stage; a clause and a half
    sentence_chars: int = 700  # a longer "sentence" is a list or debris
    # From here on the reader alone says that something is due: that it is told, and that it is due.
    least_sure: float = 0.5
    least_sure_status: float = 0.6
    least_sure_stage: float = 0.9  # and from here on which stage


def find_dues(
    text: Text,
    reading: Reading,
    events: Sequence[EventMention],
    times: Sequence[TimeExpression],
    settings: DueSettings,
) -> tuple[Due, ...]:
    """Find the sentences that say something is due.

    >>> words = "A verdict is expected on 4 May."
    >>> text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    >>> seen = Reading(article="a1", reader="made", sentences=(
    ...     Sentence(start=0, end=31, tokens=()),))
    >>> [due.stage for due in find_dues(text, seen, (), (), DueSettings())]
    ['VERDICT']

    Gives: at most one `Due` for each clause and stage, in the order of the text.
    """
    dues: list[Due] = []
    in_nouns: list[Due] = []
    last: Cite | None = None
    two_before: Cite | None = None
    before: list[EventMention] = []
    tells = by_sentence(reading)
    for sentence in reading.sentences:
        if sentence.end - sentence.start > settings.sentence_chars:
            continue
        inside = [e for e in events if sentence.start <= e.cite.start < sentence.end]
        when = [t for t in times if sentence.start <= t.cite.start < sentence.end]
        clauses = read_clauses(sentence, text.words)
        if clauses is None:
            dues += dues_by_words(text, sentence, inside, when, settings.near_chars)
            continue
        earlier, before = before, inside
        prior, last = last, cite(text.article, text.words, sentence.start, sentence.end)
        told = words_around(text.title, two_before, prior, last)
        two_before = prior
        here = tells.get(sentence.start, ())
        make = partial(_due, text, sentence, events=inside, before=Before(earlier, prior, told),
                       times=when, tells=here, settings=settings)
        found: dict[tuple[str, str | None], Due] = {}
        nouns = len(in_nouns)
        for announced in (*find_announced(clauses, when), *find_bound(clauses, when),
                          *find_in_nouns(clauses, when)):
            due = make(announced)
            if due is not None and announced.noun_alone:
                in_nouns.append(due)
            elif due is not None:
                found.setdefault((due.stage, due.time), due)
        alone = () if found or len(in_nouns) > nouns else find_seen(
            clauses, here, settings.least_sure, settings.least_sure_status)
        for announced in alone:
            due = make(announced)
            if due is not None and (due.time is not None or due.stage in stages().joins.court):
                found.setdefault((due.stage, due.time), due)
        dues += _with_a_day(found.values())
    return tuple(sorted((*dues, *_alone(in_nouns, dues)), key=lambda due: due.cite.start))


def _seen_in(announced: Announced, tells: Sequence[Tells], least_sure: float) -> Tells | None:
    """Give the one word of a clause the reader surely takes for what is due."""
    tokens = announced.clauses.tokens
    start, end = announced.span
    inside = [one for one in tells if one.status == "due" and one.sure >= least_sure
              and one.token < len(tokens) and start <= tokens[one.token].start < end
              and stage_of(one.kind)]
    near = [one for one in inside if one.token in (announced.due, announced.top)] or inside
    return near[0] if len(near) == 1 else None


def _trace_of(announced: Announced, tells: Sequence[Tells], event: EventMention | None) -> bytes:
    """Give the trace of what is due: of its event, else of the word for it."""
    if event is not None and event.trace:
        return event.trace
    words = {one.token: one for one in tells}
    own = words.get(announced.due) or words.get(announced.top)
    return own.trace if own is not None else b""


def _with_a_day(found: Iterable[Due]) -> Iterator[Due]:
    """Leave out of a sentence what is due without a day where it also says on which.

    "Ordered that she be tried again; the retrial is set for May" announces one thing.
    """
    dues = tuple(found)
    dated = {due.stage for due in dues if due.time is not None}
    return (due for due in dues if due.time is not None or due.stage not in dated)


def _alone(in_nouns: Sequence[Due], dues: Sequence[Due]) -> list[Due]:
    """Give of "the upcoming trial" the first of each stage no clause of the article announces."""
    first: dict[str, Due] = {}
    for due in in_nouns:
        first.setdefault(due.stage, due)
    said = {due.stage for due in dues}
    return [due for stage, due in first.items() if stage not in said]


def _due(text: Text, sentence: Sentence, announced: Announced, events: Sequence[EventMention],
         before: Before, times: Sequence[TimeExpression], tells: Sequence[Tells],
         settings: DueSettings) -> Due | None:
    """Make a due of what a clause announces; None when no stage or too little is said."""
    time = time_of_due(announced, times)
    stage, event = stage_of_due(announced, events, before, dated=time is not None)
    seen = _seen_in(announced, tells, settings.least_sure_stage) \
        if announced.set_by == "told" else None
    if seen is not None:
        at = announced.clauses.tokens[seen.token]
        told = stage_of(seen.kind)
        # What was put off is due, not the putting off.
        stage = stage if told == "POSTPONE" else told or stage
        event = next((one for one in events if one.cite.start <= at.start < one.cite.end), event)
    if not stage:
        return None
    start, end = announced.span
    if time is not None:
        near = time.cite.end <= end + 40 and time.cite.start >= start - 40
        start, end = (min(start, time.cite.start), max(end, time.cite.end)) if near \
            else (start, end)
    bound = bound_of(text.words, time)
    return Due(
        id=make_id("d", text.article, start, stage),
        cite=cite(text.article, text.words, start, end), stage=stage,
        event_mention=event.id if event is not None else None,
        time=time.id if time is not None else None, bound=bound, again=again_of(time),
        length=time.value if time is not None and time.kind == "DURATION" else "",
        trace=_trace_of(announced, tells, event),
        around=cite(text.article, text.words, sentence.start, sentence.end))
