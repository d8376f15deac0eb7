"""The door of the room: the figures of one article.

In: a text, its reading, its event mentions, claims and times. Out: `Figure`s in text order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.claim import Claim, Figure
from sourceline.record.event import EventMention
from sourceline.record.reading import Reading, Sentence
from sourceline.record.when import TimeExpression
from sourceline.rooms.figures.around import Surroundings, event_of
from sourceline.rooms.figures.branch import find_branch, is_preposition
from sourceline.rooms.figures.kinds import read_number
from sourceline.rooms.figures.of_event import of_event
from sourceline.rooms.figures.said import Said
from sourceline.text.number_words import Number, Token, tokens_of
from sourceline.text.numerals import find_numbers
from sourceline.text.trees import make_tree

VERSION = "3"


@dataclass(frozen=True)
class FigureSettings:
    """How far a figure reaches for its event."""

    event_chars: int = 90  # from the number to the trigger, in one clause; a line of print
    # How many sentences on "the ministry says 214" still answers the figure before.
    answer_sentences: int = 2


def find_figures(
    text: Text,
    reading: Reading,
    events: Sequence[EventMention],
    claims: Sequence[Claim],
    settings: FigureSettings,
    times: Sequence[TimeExpression] = (),
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
    around = Surroundings(events, claims, times)
    figures: list[Figure] = []
    before: Said | None = None
    gap = 0  # sentences since the last figure
    for sentence in reading.sentences:
        gap += 1
        found = _in_sentence(text, sentence, around, settings,
                             before if gap <= settings.answer_sentences else None)
        figures += [figure for figure, _ in found]
        if found:
            # its places are those of tokens of its own sentence
            last = next((said for _, said in reversed(found) if said.unit != "place"),
                        found[-1][1])
            before, gap = replace(last, first=0, last=0, trigger=None), 0
    return tuple(figures)


def _in_sentence(
    text: Text, sentence: Sentence, around: Surroundings, settings: FigureSettings,
    previous: Said | None,
) -> list[tuple[Figure, Said]]:
    numbers = find_numbers(text.words, sentence.start, sentence.end)
    if not numbers:
        return []
    tokens = tokens_of(text.words, sentence.start, sentence.end)
    starts = [token.start for token in tokens]
    tree = make_tree(text.words, sentence.tokens)
    events = around.events_in(sentence.start, sentence.end)
    found: list[tuple[Figure, Said]] = []
    for read in numbers:
        number = _unbound(text.words, read) if tree and is_preposition(tree, read) else read
        place = (bisect_left(starts, number.start), bisect_left(starts, number.end))
        branch = None if tree is None else find_branch(tree, number)
        said = read_number(text.words, tokens, number, place, previous, branch)
        if said is None and branch is not None:
            said = of_event(tokens, number, branch, text.words, events)
        if said is None:
            continue
        event = event_of(text.words, number, said, tokens, branch, events, settings.event_chars)
        found.append((_figure(text, number, said, tokens, event, around), said))
        if previous is None or said.unit != "place":  # "in four provinces" is asked again by none
            previous = said
    return found


def _unbound(text: str, number: Number) -> Number:
    """Give a number without the words before it that seemed to bound it."""
    bare = find_numbers(text, number.core, number.end)
    return bare[0] if bare else number


def _figure(
    text: Text, number: Number, said: Said, tokens: Sequence[Token], event: str | None,
    around: Surroundings,
) -> Figure:
    words = cite(text.article, text.words, number.start, number.end)
    counted = None
    if said.last > said.first:
        counted = cite(text.article, text.words, tokens[said.first].start,
                       tokens[said.last - 1].end)
    scope = tuple(cite(text.article, text.words, *span) for span in said.scope)
    reason = said.reason if not scope else \
        f"{said.reason}; narrowed by: {', '.join(one.words for one in scope)}"
    return Figure(
        id=make_id("f", text.article, words.start, words.end),
        cite=words, low=number.low, high=number.high, bound=number.bound, unit=said.unit,
        counted=said.counted, counted_cite=counted,
        scope=scope,
        event=event, attributed_to=around.speaker_of(number),
        as_of=around.day_of(text.words, tokens[0].start, tokens[-1].end),
        because=Because(rule=f"figures.{said.rule}", version=VERSION, sentence=reason,
                        cites=(words, *(() if counted is None else (counted,)), *scope)),
    )
