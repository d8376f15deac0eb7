"""A report to read, print and send: the events in order of time, with a footnote for every line.

In: an open record and a file name. Out: Markdown, or one HTML page without scripts that prints
well. Words of articles are quoted with their source; nothing of them is run as markup.
"""

import html
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sourceline.export.stories import Source, Story, Telling, read_stories

# Signs that mean something in Markdown, wherever they stand.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~])")
_WORDS = {"happened": "", "alleged": "alleged", "planned": "planned", "threatened": "threatened",
          "thwarted": "thwarted", "expected": "expected", "denied": "denied",
          "hypothetical": "supposed"}


@dataclass(frozen=True)
class Note:
    """One footnote: a sentence and where it stands."""

    number: int
    sentence: str
    place: str
    source: str
    said_by: str


@dataclass(frozen=True)
class Entry:
    """One event as the report tells it."""

    when: str
    label: str
    status: str
    kind: str
    voices: str
    figures: str
    notes: tuple[Note, ...]


def write_markdown(connection: sqlite3.Connection, out: Path) -> None:
    """Write the report `out` as Markdown with footnotes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.write(f"# What this collection reports\n\n{about(connection)}\n\n")
        notes: list[Note] = []
        for entry in entries(connection):
            marks = "".join(f"[^{note.number}]" for note in entry.notes)
            told = ", ".join(part for part in (entry.status, entry.voices, entry.figures) if part)
            file.write(f"- **{plain(entry.when)}** {plain(entry.label)} ({plain(told)}){marks}\n")
            notes += entry.notes
        file.write("\n")
        for note in notes:
            by = f" (said by {plain(note.said_by)})" if note.said_by else ""
            file.write(f"[^{note.number}]: “{plain(note.sentence)}”{by} {plain(note.source)} "
                       f"`{note.place}`\n")


def write_html(connection: sqlite3.Connection, out: Path) -> None:
    """Write the report `out` as one page."""
    out.parent.mkdir(parents=True, exist_ok=True)
    style = files("sourceline.export").joinpath("report.css").read_text(encoding="utf-8")
    with out.open("w", encoding="utf-8") as file:
        file.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width\">"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'\">"
                   f"<title>What this collection reports</title><style>{style}</style></head>"
                   f"<body><main><h1>What this collection reports</h1>"
                   f"<p class=\"about\">{html.escape(about(connection))}</p>\n<ol>\n")
        for entry in entries(connection):
            file.write(_item(entry))
        file.write("</ol></main></body></html>\n")


def _item(entry: Entry) -> str:
    told = " · ".join(html.escape(part) for part in (entry.status, entry.voices, entry.figures)
                      if part)
    notes = "".join(
        f"<li value=\"{note.number}\"><q cite=\"{html.escape(note.place)}\">"
        f"{html.escape(note.sentence)}</q> "
        + (f"said by {html.escape(note.said_by)}, " if note.said_by else "")
        + f"{html.escape(note.source)}</li>" for note in entry.notes)
    return (f"<li class=\"event\"><p class=\"when\">{html.escape(entry.when)}</p>"
            f"<div><h2>{html.escape(entry.label)}</h2><p class=\"told\">{told}</p>"
            f"<ol class=\"notes\">{notes}</ol></div></li>\n")


def about(connection: sqlite3.Connection) -> str:
    """Say in two sentences what the report rests on."""
    articles, events = (connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
                        for view in ("articles", "events"))
    return (f"Read from {articles:,} articles, which tell of {events:,} events. Each line says "
            "what the articles say, not what is so; footnotes give the sentences.")


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Give the events in the order of time, footnotes numbered through."""
    number = 0
    for story in read_stories(connection):
        notes: list[Note] = []
        for telling in story.tellings:
            number += 1
            notes.append(Note(number, " ".join(telling.sentence.split()), place_of(telling),
                              named(telling.source), telling.attributed_to))
        yield Entry(when=when(story), label=story.label, status=_WORDS[story.status],
                    kind=story.kind, voices=_voices(story), figures=_figures(story),
                    notes=tuple(notes))


def place_of(telling: Telling) -> str:
    """Say where a sentence stands, as RFC 5147 points into a text: half-open, in characters."""
    article = "".join(sign if sign.isalnum() else "-" for sign in telling.source.article)
    return f"urn:sourceline:article:{article}#char={telling.sentence_start},{telling.sentence_end}"


def when(story: Story) -> str:
    """Say the interval of an event in words that claim no more than is known."""
    if not story.time_from and not story.time_to:
        return "no date"
    if story.precision == "day" and story.time_from:
        return story.time_from
    if not story.time_from:
        return f"before {story.time_to}"
    return f"from {story.time_from}" + (f", before {story.time_to}" if story.time_to else " on")


def _voices(story: Story) -> str:
    articles = f"{story.article_count} article{'s' if story.article_count != 1 else ''}"
    voices = f"{story.origin_count} independent origin{'s' if story.origin_count != 1 else ''}"
    return f"{articles}, {voices}"


def _figures(story: Story) -> str:
    told = dict.fromkeys(f"{one.words} {one.counted}".strip() for one in story.amounts)
    return "figures given: " + "; ".join(list(told)[:6]) if told else ""


def named(source: Source) -> str:
    """Name a source as a footnote does: outlet, title, date, address.

    >>> named(Source("a1", "March in Tarsk", "Tarsk Post", "", "", "2031-03-03", "2031-03-04", ""))
    'Tarsk Post, “March in Tarsk”, 2031-03-03.'
    """
    title = f"“{source.title}”" if source.title else ""
    told = [source.outlet, title, source.published_from, source.address]
    return ", ".join(part for part in told if part) + "." if any(told) else source.article


def plain(words: str) -> str:
    r"""Take the meaning of markup from words.

    >>> plain("<b>*")
    '\\<b\\>\\*'
    """
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))
