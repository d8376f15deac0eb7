"""Judging one claim, one figure, or one thing that was due."""

from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask_claims import ClaimLine, FigureLine, ask_claim, ask_figure
from sourceline.store.ask_review import (
    Around,
    DecisionLine,
    MentionLine,
    ask_decided,
    ask_names_near,
    ask_sentence,
)
from sourceline.store.ask_threads import DueLine, ask_follow_up
from sourceline.web.asked import Asked
from sourceline.web.pages.review import done_of


class ReviewLinePage(Written, frozen=True, kw_only=True):
    """One line of the record in its sentence; one of `claim`, `figure` and `due` is there.

    `speakers` are the names of the article of a claim, the nearest first.
    """

    claim: ClaimLine | None = None
    figure: FigureLine | None = None
    due: DueLine | None = None
    speakers: tuple[MentionLine, ...] = ()
    around: Around | None
    decided: tuple[DecisionLine, ...]
    done: DecisionLine | None


def show_claim(record: Connection, asked: Asked) -> ReviewLinePage | None:
    """Ask for one claim."""
    claim = ask_claim(record, asked.part("claim"))
    return _page(record, asked, claim.claim, claim, claim=claim) if claim else None


def show_figure(record: Connection, asked: Asked) -> ReviewLinePage | None:
    """Ask for one figure."""
    figure = ask_figure(record, asked.part("figure"))
    return _page(record, asked, figure.figure, figure, figure=figure) if figure else None


def show_due(record: Connection, asked: Asked) -> ReviewLinePage | None:
    """Ask for one thing that was due."""
    due = ask_follow_up(record, asked.part("follow_up"))
    return _page(record, asked, due.follow_up, due, due=due) if due else None


def _page(record: Connection, asked: Asked, name: str, where: ClaimLine | FigureLine | DueLine,
          claim: ClaimLine | None = None, figure: FigureLine | None = None,
          due: DueLine | None = None) -> ReviewLinePage:
    return ReviewLinePage(
        claim=claim, figure=figure, due=due,
        speakers=ask_names_near(record, claim.article, claim.content_start) if claim else (),
        decided=ask_decided(record, [name]),
        around=ask_sentence(record, where.article, where.start), done=done_of(record, asked))
