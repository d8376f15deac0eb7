"""How well the room of times does: TimeML newswire, and publication dates of web pages.

In: the shared data folder (time/tbaq, dates, articles). Out: scores `times.tbaq.*` as TempEval-3
defines them (relaxed: spans share a character; strict: same span; value: relaxed and same TIMEX3
value, the document creation time being the publication; value_meant: the same time in whichever of
two notations, "1949-XX" for "1949") and `times.pages.*` (exact day, ours and
htmldate's own on the same pages). `python -m evals.times FOLDER` lists the errors,
`python -m evals.times FOLDER VALUE 60` draws sixty of a kind.
"""

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from evals.readings import read_words
from evals.score import Counts, Score, f1, score
from evals.times_pages import measure_articles, measure_pages
from sourceline.record.when import When
from sourceline.rooms.times.expressions import find_times
from sourceline.rooms.times.timex import timex_values


@dataclass(frozen=True)
class Timex:
    """One expression, ours or the annotators'."""

    start: int
    end: int
    words: str
    value: str


@dataclass(frozen=True)
class Document:
    """One TimeML text with its creation time and its expressions."""

    name: str
    words: str
    published: When
    wanted: tuple[Timex, ...]


def measure(data: Path) -> list[Score]:
    """Measure what the folder has."""
    scores: list[Score] = []
    if (data / "time" / "tbaq").is_dir():
        scores += measure_tbaq(data / "time" / "tbaq")
    if (data / "dates" / "gold-dev.json").is_file():
        scores += measure_pages(data / "dates")
    for articles in sorted((data / "articles").glob("*.jsonl.gz")):
        scores += measure_articles(articles)
    return scores


def measure_tbaq(folder: Path) -> list[Score]:
    """Measure spans and values over TimeBank and AQUAINT."""
    documents = list(read_tbaq(folder))
    found = [find(document) for document in documents]
    pairs = list(zip(documents, found, strict=True))
    figures = {
        "relaxed_f1": [_counts(d, f, _overlaps) for d, f in pairs],
        "strict_f1": [_counts(d, f, _same_span) for d, f in pairs],
        "value_f1": [_counts(d, f, _same_value) for d, f in pairs],
        "value_meant_f1": [_counts(d, f, _means_the_same) for d, f in pairs],
    }
    return [score(f"times.tbaq.{name}", rows, f1) for name, rows in figures.items()]


def read_tbaq(folder: Path) -> Iterator[Document]:
    """Read every TimeML file below a folder."""
    for path in sorted(folder.glob("*/*.tml")):
        root = etree.fromstring(path.read_bytes())
        created = root.find("DCT/TIMEX3").get("value")[:10]
        words, wanted = _read_text(root.find("TEXT"))
        day = date.fromisoformat(created)
        published = When(from_date=day, to_date=day + timedelta(days=1), precision="day",
                         basis="declared")
        yield Document(path.stem, words, published, tuple(wanted))


def _read_text(element: etree._Element) -> tuple[str, list[Timex]]:
    words = ""
    wanted: list[Timex] = []

    def walk(one: etree._Element) -> None:
        nonlocal words
        start = len(words)
        words += one.text or ""
        for child in one:
            walk(child)
            words += child.tail or ""
        if one.tag == "TIMEX3" and len(words) > start:
            wanted.append(Timex(start, len(words), words[start:], one.get("value") or ""))

    walk(element)
    return words, wanted


def find(document: Document) -> list[Timex]:
    """Find the expressions of a document and their values."""
    made = find_times(*read_words(document.words))
    values = timex_values(made, document.published)
    return [Timex(one.cite.start, one.cite.end, one.cite.words, value)
            for one, value in zip(made, values, strict=True)]


def _overlaps(one: Timex, other: Timex) -> bool:
    return one.start < other.end and other.start < one.end


def _same_span(one: Timex, other: Timex) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _same_value(one: Timex, other: Timex) -> bool:
    return _overlaps(one, other) and one.value == other.value


def _means_the_same(one: Timex, other: Timex) -> bool:
    return _overlaps(one, other) and one_notation(one.value) == one_notation(other.value)


def one_notation(value: str) -> str:
    """Write a value in one of the ways in which annotators write the same time.

    >>> [one_notation(one) for one in ("1949-XX", "2000-W6", "198X", "1998-11-06T17", "1989-WXX")]
    ['1949', '2000-W06', '198', '1998-11-06T17:00', '1989-WXX']
    """
    value = re.sub(r"(?:-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    return re.sub(r"^(\d\d\d?)X+$", r"\1", value)


def _counts(document: Document, found: list[Timex], same) -> Counts:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Count one to one: each of ours answers at most one of theirs."""
    left = list(found)
    right = 0
    for wanted in document.wanted:
        hit = next((one for one in left if same(one, wanted)), None)
        if hit:
            left.remove(hit)
            right += 1
    return Counts(right, len(found), len(document.wanted))


def errors(folder: Path) -> Iterator[str]:
    """List what was missed, found too much, cut otherwise, or valued otherwise."""
    for document in read_tbaq(folder):
        found = find(document)
        for wanted in document.wanted:
            hit = next((one for one in found if _overlaps(one, wanted)), None)
            if hit is None:
                yield _line("MISSED", document, wanted, "")
            elif not _same_span(hit, wanted):
                yield _line("SPAN", document, wanted, hit.words)
            if hit is not None and hit.value != wanted.value:
                yield _line("VALUE", document, wanted, f"{wanted.value} ours {hit.value}")
        for one in found:
            if not any(_overlaps(one, wanted) for wanted in document.wanted):
                yield _line("EXTRA", document, one, "")


def _line(kind: str, document: Document, one: Timex, more: str) -> str:
    around = document.words[max(0, one.start - 50):one.end + 40]
    flat = re.sub(r"\s+", " ", around)
    words = re.sub(r"\s+", " ", one.words)
    return f"{kind}\t{words}\t{more}\t…{flat}…\t{document.published.from_date}"


def draw(folder: Path, kind: str, count: int) -> list[str]:
    """Draw some errors of a kind for reading by hand, the same ones each time."""
    return random.Random(0).sample([one for one in errors(folder) if one.startswith(kind)], count)


if __name__ == "__main__":
    tbaq = Path(sys.argv[1]) / "time" / "tbaq"
    for line in draw(tbaq, sys.argv[2], int(sys.argv[3])) if len(sys.argv) > 3 else errors(tbaq):
        print(line)
