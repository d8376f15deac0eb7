"""The demo collection's record as plain rows, beside the articles of its gold file.

In: nothing (the demo ships with the package). Out: `Found`, one an article, and `Places` to find
gold words in cleaned text. It scores nothing.
"""

import sqlite3
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from sourceline.build import build
from sourceline.store.open import open_record
from tests.golden.gold import Article, load_gold, one_space

Row = sqlite3.Row


@cache
def demo_connection() -> sqlite3.Connection:
    """Build the demo record once a process and keep it in memory."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "demo.db"
        with as_file(files("sourceline.demo").joinpath("articles")) as articles:
            build([articles], record)
        disk = open_record(record)
        memory = sqlite3.connect(":memory:")
        disk.backup(memory)
        disk.close()
    memory.row_factory = sqlite3.Row
    return memory


@dataclass(frozen=True)
class Found:
    """One article of the gold file and its row in the record (None where the record has none)."""

    gold: Article
    row: Row | None

    def span(self, words: str, inside: str = "") -> tuple[int, int] | None:
        """Find words (inside other words) in the cleaned text; white space counts as one space."""
        if self.row is None:
            return None
        text, places = _squeezed(self.row["text"])
        outer = text.find(one_space(inside or words))
        start = text.find(one_space(words), max(outer, 0)) if outer >= 0 else -1
        if start < 0:
            return None
        return places[start], places[start + len(one_space(words)) - 1] + 1


@cache
def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """Give the text with single spaces and, for each character, its place in the text."""
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if not out or out[-1] == " ":
                continue
            character = " "
        out.append(character)
        places.append(place)
    return "".join(out), tuple(places)


@cache
def found_articles() -> dict[str, Found]:
    """Match every gold article with the record by its file and line."""
    rows = demo_connection().execute("SELECT * FROM articles").fetchall()
    found: dict[str, Found] = {}
    for gold in load_gold().article:
        place = f"line {gold.line}" if gold.line else ""
        match = [r for r in rows if r["path"].endswith(gold.file) and r["place"] == place]
        found[gold.key] = Found(gold, match[0] if match else None)
    return found


def rows_of(view: str, article: str) -> list[Row]:
    """Give the rows of a view that belong to an article of the gold file."""
    row = found_articles()[article].row
    if row is None:
        return []
    return demo_connection().execute(
        f"SELECT * FROM {view} WHERE article = ?", (row["article"],)).fetchall()


def overlaps(row: Row, span: tuple[int, int] | None) -> bool:
    """Tell whether a row's words share a character with a span."""
    return span is not None and row["start"] < span[1] and span[0] < row["end"]
