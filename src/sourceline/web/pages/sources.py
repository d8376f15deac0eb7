"""Sources: articles that count as one voice, and the passages they share."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_sources import CopyLine, VoiceLine, ask_copies, ask_voices
from sourceline.web.asked import Asked


class Voice(Written, frozen=True, kw_only=True):
    """Articles that count as one voice, each with its reason."""

    origin: str
    articles: tuple[VoiceLine, ...]


class SourcesPage(Written, frozen=True, kw_only=True):
    """The voices of several articles, and one page of the shared passages."""

    voices: tuple[Voice, ...]
    page: Page
    total: int
    copies: tuple[CopyLine, ...]


def show(record: Connection, asked: Asked) -> SourcesPage:
    """Ask for voices and shared passages."""
    page = asked.page(20)
    total, copies = ask_copies(record, page)
    voices = groupby(ask_voices(record), key=lambda line: line.origin)
    return SourcesPage(page=page, total=total, copies=copies, voices=tuple(
        Voice(origin=origin, articles=tuple(lines)) for origin, lines in voices))
