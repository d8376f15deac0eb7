"""The invented articles of tests/cases/wordings and the tellings in them, marked by hand.

In: the parts of the folder ("open", "open-2", "open-3", "untouched-3"), a .toml an article. Out:
`Wording`s, and where their marked words stand in a text. They were written and marked by somebody
who had not read the rules of rooms/events, so they say how the rules do on words nobody fitted them
to. It scores nothing.

What is marked: every telling of an event a careful documentalist would record, by the kinds of
docs/record.md, in headlines too and as often as it is told. A plain "said" or "told" with its
content is a claim, not an event. Where readers may differ on whether a telling is one, it is
`optional`; on its kind or status, `also` and `also_status` hold the others that are right.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from evals.threads_cases import Article
from sourceline.record.event import Status

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "wordings"
Span = tuple[int, int]


class WantedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One telling: its trigger words, the `nth` time they stand in the article, headline included.

    `actor`, `target`, `victim` and `time` are words of the article, "" where it names none there.
    """

    words: str
    kind: str
    status: Status
    nth: int = 1
    also: tuple[str, ...] = ()
    also_status: tuple[Status, ...] = ()
    actor: str = ""
    target: str = ""
    victim: str = ""
    time: str = ""
    optional: bool = False


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One invented article and what is told in it."""

    date: date
    outlet: str
    title: str
    text: str
    event: tuple[WantedEvent, ...]
    name: str = ""

    def article(self) -> Article:
        """Give the article as the rooms are run on it."""
        return Article(key=self.name, date=self.date, outlet=self.outlet, title=self.title,
                       text=self.text)

    def words(self) -> str:
        """Give headline and text as they are handed to the rooms."""
        return f"{self.title}\n\n{self.text.strip()}\n"


def wordings(part: str) -> Iterator[Wording]:
    """Read the articles of one part ("open", "open-2", "open-3", "untouched-3")."""
    for path in sorted((FOLDER / part).glob("*.toml")):
        wording = msgspec.toml.decode(path.read_bytes(), type=Wording)
        yield msgspec.structs.replace(wording, name=path.stem)


def places(text: str, words: str) -> list[Span]:
    """Give the places where words stand in a text, as whole words.

    >>> places("A raid. They raided. The raid", "raid")
    [(2, 6), (25, 29)]
    """
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [match.span() for match in whole.finditer(text)]


def place_of(text: str, wanted: WantedEvent, title: str = "") -> Span | None:
    """Give the place of a telling's trigger, None where the text has no such words.

    Takes: `title`, the headline where cleaning has taken it off the text; what it tells is None.
    """
    found = places(text, wanted.words)
    at = wanted.nth - 1 - (len(places(title, wanted.words)) if title not in text[:len(title)]
                           else 0)
    return found[at] if 0 <= at < len(found) else None


def nearest(text: str, words: str, to: Span) -> Span | None:
    """Give the place of words that is nearest to another place.

    >>> nearest("He ran. He hid and he wept", "He", (11, 14))
    (8, 10)
    """
    return min(places(text, words), default=None,
               key=lambda place: max(place[0] - to[1], to[0] - place[1]))
