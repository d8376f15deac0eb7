"""The door of the room: the figures of one article.

In: a text, its reading, its event mentions and claims. Out: `Figure`s in the order of the text.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.claim import Claim, Figure
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading, Sentence
from sourceline.rooms.figures.branch import find_branch
from sourceline.rooms.figures.kinds import read_number
from sourceline.rooms.figures.said import Said
from sourceline.text.number_words import Number, Token, tokens_of
from sourceline.text.numerals import find_numbers
from sourceline.text.trees import make_tree

VERSION = "2"


@dataclass(frozen=True)
class FigureSettings:
    """How far a figure reaches for its event."""

    event_chars: int = 90  # from the number to the trigger, in one clause; a line of print


def find_figures(
    text: Text,
    reading: Reading,
    events: Sequence[EventMention],
    claims: Sequence[Claim],
    settings: FigureSettings,
) -> tuple[Figure, ...]:
    """Find the numbers an article says of something.

    >>> words = "Police killed at least 40 protesters."
    >>> text = Text(article="a1", captured=words, edits=(), words=words, parts=())
    >>> seen = Reading(article="a1", reader="made", sentences=(
    ...     Sentence(start=0, end=37, tokens=()),))
    >>> found = find_figures(text, seen, (), (), FigureSettings())
    >>> [(figure.cite.words, figure.low, figure.counted) for figure in found]
    [('at least 40', 40.0, 'protesters killed')]

    Leaves open: numbers whose counted words do not stand beside them are left out.
    """
    figures: list[Figure] = []
    for sentence in reading.sentences:
        inside = [event for event in events
                  if sentence.start <= event.cite.start < sentence.end]
        figures += _in_sentence(text, sentence, inside, claims, settings)
    return tuple(figures)


def _in_sentence(
    text: Text, sentence: Sentence, events: Sequence[EventMention], claims: Sequence[Claim],
    settings: FigureSettings,
) -> list[Figure]:
    numbers = find_numbers(text.words, sentence.start, sentence.end)
    if not numbers:
        return []
    tokens = tokens_of(text.words, sentence.start, sentence.end)
    starts = [token.start for token in tokens]
    found: list[Figure] = []
    previous: Said | None = None
    tree = make_tree(text.words, sentence.tokens)
    for number in numbers:
        place = (bisect_left(starts, number.start), bisect_left(starts, number.end))
        branch = None if tree is None else find_branch(tree, number)
        said = read_number(text.words, tokens, number, place, previous, branch)
        if said is not None:
            found.append(_figure(text, number, said, tokens, events, claims, settings))
            previous = said
    return found


def _figure(
    text: Text, number: Number, said: Said, tokens: Sequence[Token],
    events: Sequence[EventMention], claims: Sequence[Claim], settings: FigureSettings,
) -> Figure:
    words = cite(text.article, text.words, number.start, number.end)
    counted = None
    if said.last > said.first:
        counted = cite(text.article, text.words, tokens[said.first].start,
                       tokens[said.last - 1].end)
    return Figure(
        id=make_id("f", text.article, words.start, words.end),
        cite=words, low=number.low, high=number.high, bound=number.bound, unit=said.unit,
        counted=said.counted, counted_cite=counted,
        scope=tuple(cite(text.article, text.words, *span) for span in said.scope),
        event=_event(text.words, number, said, tokens, events, settings),
        attributed_to=_speaker(number, claims),
        because=Because(rule=f"figures.{said.rule}", version=VERSION, sentence=said.reason,
                        cites=(words,) if counted is None else (words, counted)),
    )


def _event(
    text: str, number: Number, said: Said, tokens: Sequence[Token],
    events: Sequence[EventMention], settings: FigureSettings,
) -> str | None:
    """Give the event mention of the same clause: the outcome's own word, else the only near one."""
    if said.trigger is not None:
        token = tokens[said.trigger]
        own = [e for e in events if e.cite.start < token.end and token.start < e.cite.end]
        if own:
            return own[0].id
    near = [e for e in events if _same_clause(text, number, e, settings)]
    return near[0].id if len(near) == 1 else None


def _same_clause(
    text: str, number: Number, event: EventMention, settings: FigureSettings
) -> bool:
    low, high = sorted((number.start, event.cite.start))
    between = text[low:high].lower()
    return len(between) <= settings.event_chars and not any(
        mark in between for mark in (";", " and ", " but ", " while ", ", which", " who ", "—"))


def _speaker(number: Number, claims: Sequence[Claim]) -> str:
    """Give the words of the speaker of the innermost claim that holds the number."""
    around = [claim for claim in claims if claim.speaker is not None
              and claim.content.start <= number.start and number.end <= claim.content.end]
    inner = min(around, key=lambda claim: (claim.content.end - claim.content.start, claim.id),
                default=None)
    return inner.speaker.words if inner is not None and inner.speaker is not None else ""
