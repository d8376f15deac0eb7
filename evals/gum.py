"""Gold coreference of GUM: mentions with their group, and the words of pronouns, by document.

In: a CoNLL-U file of GUM. Out: `GoldDocument`s. Paragraphs are separated by a blank line, words
as SpaceAfter says; places count code points of the text so made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_OPEN = re.compile(r"\((\d+)-([a-z]+)-")
_PARTS = re.compile(r"\(\d+-[^()]*\)?|\d+\)")


@dataclass
class GoldDocument:
    """A text, its gold mentions `(start, end, group, type)`, and its words that are pronouns."""

    name: str
    words: str = ""
    mentions: list[tuple[int, int, str, str]] = field(default_factory=list)
    pronouns: dict[tuple[int, int], str] = field(default_factory=dict)
    proper: set[tuple[int, int]] = field(default_factory=set)

    @property
    def genre(self) -> str:
        """The genre in the document's name."""
        return self.name.split("_")[1]


def read_gum(path: Path) -> Iterator[GoldDocument]:
    """Read every document of a file."""
    document: GoldDocument | None = None
    opened: list[tuple[str, str, int]] = []
    glue, inside = "", 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id"):
            if document:
                yield document
            document, glue, opened = GoldDocument(line.split(" = ")[1]), "", []
        elif line.startswith("# newpar") and "block" not in line and document and document.words:
            glue = "\n\n"
        cells = line.split("\t")
        if "-" in cells[0] and len(cells) == 10:
            inside = int(cells[0].split("-")[1])  # "don't" is written as one, read as two
        if document is None or len(cells) < 10 or not cells[0].isdigit():
            continue
        document.words += glue
        start = len(document.words)
        document.words += cells[1]
        glue = "" if "SpaceAfter=No" in cells[9] or int(cells[0]) < inside else " "
        inside = 0 if int(cells[0]) >= inside else inside
        _mark(document, opened, cells, start)
    if document:
        yield document


def _mark(document: GoldDocument, opened: list[tuple[str, str, int]], cells: list[str],
          start: int) -> None:
    """Take down what one word opens and closes."""
    end = len(document.words)
    if cells[3] == "PRON":
        document.pronouns[start, end] = cells[1].lower()
    if cells[3] == "PROPN":
        document.proper.add((start, end))
    marks = next((cell[7:] for cell in cells[9].split("|") if cell.startswith("Entity=")), "")
    for part in _PARTS.findall(marks):
        opening = _OPEN.match(part)
        if opening:
            opened.append((opening[1], opening[2], start))
            group = opening[1] if part.endswith(")") else ""
        else:
            group = part[:-1]
        if group:
            at = max(n for n, one in enumerate(opened) if one[0] == group)
            document.mentions.append((opened[at][2], end, group, opened[at][1]))
            del opened[at]
