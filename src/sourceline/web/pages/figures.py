"""All figures: those that answer one question side by side, then the others."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.record.cite import Because
from sourceline.store.ask import Page
from sourceline.store.ask_claims import FigureLine, ask_figures, ask_why_figures
from sourceline.store.ask_sources import FigureVoiceLine, ask_voices_of_figures
from sourceline.web.asked import Asked


class Variants(Written, frozen=True, kw_only=True):
    """Figures that answer one question, and why; `group` is None for those that stand alone."""

    group: str | None
    because: Because | None
    figures: tuple[FigureLine, ...]


class FiguresPage(Written, frozen=True, kw_only=True):
    """One page of the list of figures."""

    text: str
    page: Page
    total: int
    variants: tuple[Variants, ...]
    given_by: dict[str, tuple[FigureVoiceLine, ...]]


def show(record: Connection, asked: Asked) -> FiguresPage:
    """Ask for the figures wanted."""
    text, page = asked.words("text"), asked.page(100)
    total, figures = ask_figures(record, text, page)
    given_by = ask_voices_of_figures(record, [figure.figure for figure in figures])
    return FiguresPage(text=text, page=page, total=total, given_by=given_by, variants=tuple(
        Variants(group=group, figures=tuple(same),
                 because=ask_why_figures(record, group) if group else None)
        for group, same in groupby(figures, key=lambda figure: figure.variant_group)))
