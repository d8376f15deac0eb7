"""Publication dates against dates that are known: web pages, and dated articles.

In: the folders dates/ and articles/ of the shared data. Out: scores `times.pages.*` (exact day;
ours, and htmldate's own on the same pages in the same run) and `times.articles.*` (how often the
interval that the sentences alone imply holds the known day, and how often they imply one).
"""

import gzip
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from htmldate import find_date

from evals.score import Score, score
from sourceline.record.article import Capture, Text
from sourceline.record.outcome import Dropped
from sourceline.rooms.clean.text import clean_capture
from sourceline.rooms.times.publication import date_article

# Declared dates of that set are often a day or two beside the page's own.
_SLACK = timedelta(days=3)
_EVERY = 3


def measure_pages(folder: Path) -> list[Score]:
    """Measure the exact day on every page of the set."""
    gold = json.loads((folder / "gold-dev.json").read_text(encoding="utf-8"))
    ours: list[float] = []
    theirs: list[float] = []
    for address, row in sorted(gold.items()):
        content = (folder / "pages" / row["file"]).read_bytes()
        ours.append(float(_our_day(address, row["file"], content) == row["date"]))
        theirs.append(float(find_date(content, original_date=True) == row["date"]))
    return [score("times.pages.exact_day", ours, _share),
            score("peer.htmldate.pages_exact_day", theirs, _share)]


def _share(rows: Sequence[float]) -> float:
    return 100 * sum(rows) / len(rows) if rows else 0.0


def _our_day(address: str, name: str, content: bytes) -> str:
    """Give our day, "" where we leave it open."""
    capture = Capture(id="c", path=name, sha256="", media="text/html", encoding="utf-8",
                      content=content, address=address)
    text = clean_capture(capture)
    if isinstance(text, Dropped):
        text = Text(article="c", captured="", edits=(), words="", parts=())
    when = date_article(capture, text).published
    return str(when.from_date) if when.precision == "day" else ""


def measure_articles(path: Path) -> list[Score]:
    """Measure what sentences alone imply, on articles whose day is known."""
    right: list[float] = []
    bounded: list[float] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if number % _EVERY or not row["date"]:
                continue
            first, last = _implied(row["content"])
            day = date.fromisoformat(row["date"][:10])
            bounded.append(float(first is not None or last is not None))
            if bounded[-1]:
                right.append(float((first or day) - _SLACK <= day < (last or day) + _SLACK
                                   + timedelta(days=1)))
    return [score("times.articles.implied_right", right, _share),
            score("times.articles.implied_any", bounded, _share)]


def _implied(words: str) -> tuple[date | None, date | None]:
    content = words.encode()
    capture = Capture(id="c", path="", sha256="", media="text/plain", encoding="utf-8",
                      content=content)
    text = Text(article="c", captured="", edits=(), words=words, parts=())
    when = date_article(capture, text).published
    return when.from_date, when.to_date
