"""The queue: the one question whose answer helps most, and those after it."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page, Tally
from sourceline.store.ask_claims import FigureLine, ask_figure
from sourceline.store.ask_events import EventLine, Telling, ask_event, ask_tellings
from sourceline.store.ask_review import (
    Around,
    DecisionLine,
    QuestionLine,
    ask_decision,
    ask_open_questions,
    ask_questions,
    ask_sentence,
)
from sourceline.store.ask_threads import DueLine, ask_follow_up
from sourceline.web.asked import Asked
from sourceline.web.pages.review_names import NameCard, name_card
from sourceline.web.review_words import SORTS

# Sentences shown of one event: enough to judge it by, few enough to read.
TELLINGS = 8
NEXT = 6


class EventCard(Written, frozen=True, kw_only=True):
    """An event and the sentences to judge it by."""

    event: EventLine
    tellings: tuple[Telling, ...]


class LineCard(Written, frozen=True, kw_only=True):
    """A figure or something due, in its sentence."""

    figure: FigureLine | None = None
    due: DueLine | None = None
    around: Around | None = None


class QueuePage(Written, frozen=True, kw_only=True):
    """One open question with what it is about; `page` counts questions, the best one first."""

    sort: str
    page: Page
    total: int
    sorts: tuple[Tally, ...]
    question: QuestionLine | None
    events: tuple[EventCard, ...]
    names: tuple[NameCard, ...]
    line: LineCard | None
    after: tuple[QuestionLine, ...]
    done: DecisionLine | None


def show(record: Connection, asked: Asked) -> QueuePage:
    """Ask for the best open question, or the one so many places after it."""
    sort, page = asked.choice("sort", SORTS), asked.page(1)
    sorts = ask_open_questions(record)
    found = ask_questions(record, sort, Page(number=page.number, size=1))
    question = found[0] if found else None
    total = sum(tally.count for tally in sorts if sort in ("", tally.name))
    return QueuePage(
        sort=sort, page=page, total=total, sorts=sorts, question=question,
        events=_events(record, question), names=_names(record, question),
        line=_line(record, question), done=done_of(record, asked),
        after=ask_questions(record, sort, Page(number=1, size=page.number + NEXT))[page.number:])


def event_card(record: Connection, event: str, most: int = TELLINGS) -> EventCard | None:
    """Give an event with the sentences behind it."""
    line = ask_event(record, event)
    return EventCard(event=line, tellings=ask_tellings(record, [event], most)) if line else None


def done_of(record: Connection, asked: Asked) -> DecisionLine | None:
    """Give the decision just made, which the page offers to take back."""
    done = asked.words("done")
    return ask_decision(record, done) if done else None


def _events(record: Connection, question: QuestionLine | None) -> tuple[EventCard, ...]:
    if question is None or question.question not in ("event", "event.same"):
        return ()
    cards = [event_card(record, name) for name in (question.thing, question.other) if name]
    return tuple(card for card in cards if card)


def _names(record: Connection, question: QuestionLine | None) -> tuple[NameCard, ...]:
    if question is None or question.question != "entity.same":
        return ()
    cards = [name_card(record, name) for name in (question.thing, question.other) if name]
    return tuple(card for card in cards if card)


def _line(record: Connection, question: QuestionLine | None) -> LineCard | None:
    if question is None or question.question not in ("figure", "follow_up"):
        return None
    figure = ask_figure(record, question.thing) if question.question == "figure" else None
    due = ask_follow_up(record, question.thing) if question.question == "follow_up" else None
    where = figure or due
    return LineCard(figure=figure, due=due, around=ask_sentence(
        record, where.article, where.start) if where else None)
