"""Sources: articles that count as one voice, those that speak for a side, and shared passages."""

from itertools import groupby
from sqlite3 import Connection

from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.ask_sources import (
    CopyLine,
    SideLine,
    VoiceLine,
    ask_copies,
    ask_sides,
    ask_voices,
)
from sourceline.web.asked import Asked

ABOUT = ("voices", "sides", "passages")
# Of each sort on the page that shows all three; a page of one sort shows more.
_FIRST, _MANY = 6, 20


class Voice(Written, frozen=True, kw_only=True):
    """Articles that count as one voice, each with its reason."""

    origin: str
    articles: tuple[VoiceLine, ...]


class Party(Written, frozen=True, kw_only=True):
    """A side of what is reported, and the articles that speak for it."""

    name: str
    articles: tuple[SideLine, ...]


class SourcesPage(Written, frozen=True, kw_only=True):
    """Voices of several articles, sides and shared passages; `about` is "" for some of each."""

    about: str
    page: Page
    voice_total: int
    side_total: int
    passage_total: int
    voices: tuple[Voice, ...]
    sides: tuple[Party, ...]
    copies: tuple[CopyLine, ...]

    def total(self) -> int:
        """How many there are of the sort that is shown alone."""
        return {"voices": self.voice_total, "sides": self.side_total,
                "passages": self.passage_total}.get(self.about, 0)


def show(record: Connection, asked: Asked) -> SourcesPage:
    """Ask for voices, sides and shared passages, all of them for the sort that is chosen."""
    about = asked.choice("about", ABOUT)
    page = asked.page(_MANY) if about else Page(size=_FIRST)
    # Of the other sorts only the number is wanted.
    pages = {sort: page if about in ("", sort) else Page(size=0) for sort in ABOUT}
    voice_total, voices = ask_voices(record, pages["voices"])
    side_total, sides = ask_sides(record, pages["sides"])
    passage_total, copies = ask_copies(record, pages["passages"])
    return SourcesPage(
        about=about, page=page, voice_total=voice_total, side_total=side_total,
        passage_total=passage_total, copies=copies,
        voices=tuple(Voice(origin=origin, articles=tuple(lines)) for origin, lines in groupby(
            voices, key=lambda line: line.origin)),
        sides=tuple(Party(name=party, articles=tuple(lines)) for party, lines in groupby(
            sides, key=lambda line: line.party)))
