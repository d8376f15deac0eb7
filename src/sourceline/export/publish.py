"""A static site: the chronology, a page for each event, and the sources; opens from a file.

In: an open record and a folder. Out: `index.html` and its neighbours, without scripts, links to
nothing outside but the articles' own addresses. Texts of articles are not published, only the
sentences that tell an event.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from sourceline.export.report import about, named, place_of, when
from sourceline.export.stories import Source, Story, read_sources, read_stories

# Events on one page of the chronology.
PAGE_EVENTS = 200


def write_site(connection: sqlite3.Connection, out: Path) -> None:
    """Write the site into the folder `out`."""
    pages = _pages()
    (out / "event").mkdir(parents=True, exist_ok=True)
    style = files("sourceline.export").joinpath("report.css").read_text(encoding="utf-8")
    (out / "report.css").write_text(style, encoding="utf-8")
    stories = list(read_stories(connection))
    said = about(connection)
    whole = [stories[at:at + PAGE_EVENTS] for at in range(0, len(stories), PAGE_EVENTS)] or [[]]
    for number, part in enumerate(whole, start=1):
        _write(out / page_name(number), pages.get_template("chronology.html").render(
            stories=part, about=said, number=number, pages=len(whole), page_name=page_name,
            months=months(part), when=when, file_name=file_name, root=""))
    for story in stories:
        _write(out / "event" / file_name(story), pages.get_template("event.html").render(
            story=story, when=when, named=named, place_of=place_of, address=address,
            root="../"))
    _write(out / "sources.html", pages.get_template("sources.html").render(
        sources=list(read_sources(connection).values()), address=address, root=""))


def page_name(number: int) -> str:
    """Name a page of the chronology; the first is the front page.

    >>> page_name(1), page_name(2)
    ('index.html', 'page-2.html')
    """
    return "index.html" if number == 1 else f"page-{number}.html"


def file_name(story: Story) -> str:
    """Name the file of an event; ids are safe, but nothing from a record is trusted with a path."""
    safe = "".join(sign for sign in story.event if sign.isalnum() and sign.isascii())
    return f"{safe or hashlib.sha256(story.event.encode()).hexdigest()[:16]}.html"


def months(stories: list[Story]) -> Iterator[tuple[str, list[Story]]]:
    """Group events by the month they begin in, in order."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        groups.setdefault(story.time_from[:7] or "no date", []).append(story)
    yield from groups.items()


def address(source: Source) -> str:
    """Give an article's address where a link to it is harmless."""
    return source.address if source.address.startswith(("http://", "https://")) else ""


def _pages() -> Environment:
    return Environment(loader=PackageLoader("sourceline.export", "site"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")
