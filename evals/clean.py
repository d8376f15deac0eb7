"""Clean, measured: is every sentence of the body kept, and is the furniture taken out.

In: the folder of data, with articles/allsides-dev-3000.jsonl.gz and dates/pages. Out: scores.
`clean.articles`: the articles as they were scraped (`content_original`); what must stay is what
the makers of the set kept (`content`), what must go are lines that stand in three articles or
more and that they did not keep. `clean.planted`: bodies under invented heads between the real
furniture of other web pages, as a plain page dump shows them; what must stay and what must go is
then known exactly. Run by hand, it lists what was lost: `python evals/clean.py DATA`.
"""

import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.score import Counts, Score, recall, score
from sourceline.record.article import Capture, Text
from sourceline.rooms.acquire.encoding import detect_encoding
from sourceline.rooms.clean.page import read_page
from sourceline.rooms.clean.text import clean_capture
from sourceline.rooms.clean.words import letters_of

_ARTICLES = "articles/allsides-dev-3000.jsonl.gz"
_SAMPLE = 600
_MIN_REPEATED = 3
_MAX_FURNITURE_CHARS = 250


class Row(msgspec.Struct, frozen=True):
    """The fields of the article set that are measured with."""

    title: str
    content: str
    content_original: str
    source: str
    authors: str = ""
    topic: str = "news"


@dataclass(frozen=True)
class Case:
    """One page: its captured words, lines that must stay, lines that must go, a declared title."""

    name: str
    page: str
    stay: tuple[str, ...]
    go: tuple[str, ...]
    title: str = ""


def measure(data: Path) -> list[Score]:
    """Measure kept bodies and removed furniture in both sets."""
    scores: list[Score] = []
    for name, cases in (("articles", _article_cases(data)), ("planted", _planted_cases(data))):
        kept: list[Counts] = []
        gone: list[Counts] = []
        for case in cases:
            cleaned = _clean(case)
            kept.append(_count(case.stay, cleaned, True))
            gone.append(_count(case.go, cleaned, False))
        scores += [score(f"clean.{name}.body_kept", kept, recall),
                   score(f"clean.{name}.furniture_removed", gone, recall)]
    return scores


def errors(data: Path) -> Iterator[str]:
    """List the lines that were lost, and the furniture that stayed."""
    for cases in (_article_cases(data), _planted_cases(data)):
        for case in cases:
            cleaned = _clean(case)
            yield from (f"LOST  {case.name}: {line[:200]}" for line in case.stay
                        if letters_of(line) not in cleaned)
            yield from (f"STAYED  {case.name}: {line[:200]}" for line in case.go
                        if f"\n{letters_of(line)}\n" in cleaned)


def _clean(case: Case) -> str:
    """Clean a page, and give the letters of its lines between line breaks."""
    cleaned = clean_capture(Capture(
        id="a1", path=case.name, sha256="", media="text/plain", encoding="utf-8",
        content=case.page.encode(), declared_title=case.title))
    words = cleaned.words if isinstance(cleaned, Text) else ""
    return "\n" + "\n".join(letters_of(line) for line in words.splitlines() if line) + "\n"


def _count(lines: Sequence[str], cleaned: str, stay: bool) -> Counts:
    """Count the characters of lines that are where they should be."""
    right = wanted = 0
    for line in lines:
        letters = letters_of(line)
        wanted += len(letters)
        there = letters in cleaned if stay else f"\n{letters}\n" in cleaned
        right += len(letters) if there is stay else 0
    return Counts(right, wanted, wanted)


def _rows(data: Path) -> list[Row]:
    with gzip.open(data / _ARTICLES) as lines:
        rows = [msgspec.json.decode(line, type=Row) for line in lines]
    return random.Random(0).sample(rows, min(_SAMPLE, len(rows)))


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if letters_of(line)]


def _article_cases(data: Path) -> list[Case]:
    """Take the articles as scraped; lines that stand in several are the furniture."""
    with gzip.open(data / _ARTICLES) as lines:
        every = [msgspec.json.decode(line, type=Row) for line in lines]
    counted = Counter(line for row in every for line in set(_lines(row.content_original)))
    return [_article_case(row, counted) for row in _rows(data)]


def _article_case(row: Row, counted: Counter[str]) -> Case:
    body = letters_of(row.content)
    stay = tuple(line for line in _lines(row.content) if "█" not in line)
    go = tuple(line for line in _lines(row.content_original)
               if counted[line] >= _MIN_REPEATED and letters_of(line) not in body
               and len(line) < _MAX_FURNITURE_CHARS)
    return Case(row.title, row.content_original, stay, go, row.title)


def _planted_cases(data: Path) -> list[Case]:
    """Put bodies between the furniture of real pages."""
    draw = random.Random(0)
    furniture = [found for found in _furniture(data) if sum(map(len, found)) > 5]
    return [_planted_case(row, draw.choice(furniture), draw) for row in _rows(data)]


def _furniture(data: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Give the lines of navigation above, and of navigation and footer below, of each page."""
    for path in sorted((data / "dates" / "pages").glob("*.html")):
        content = path.read_bytes()
        if b'lang="en' not in content[:3_000]:
            continue
        pieces = read_page(content.decode(detect_encoding(content), errors="replace")).pieces
        lines = [(index / len(pieces), piece.block.words) for index, piece in enumerate(pieces)
                 if piece.furniture in ("nav", "header", "footer", "aside")
                 and len(piece.block.words) < _MAX_FURNITURE_CHARS]
        yield ([words for place, words in lines if place < 0.3][:12],
               [words for place, words in lines if place > 0.7][:25])


def _planted_case(row: Row, furniture: tuple[list[str], list[str]], draw: random.Random) -> Case:
    """Write one page dump: trail, title, byline, body, and the furniture around them."""
    above, below = furniture
    title = " ".join(row.title.split())
    section = row.topic.replace("_", " ").title()
    trail = draw.choice((f"Home > {section} > {title}", f"Home{section}{title}",
                         f"Home {section} {title}"))
    byline = f"By {row.authors.split(',')[0]}" if row.authors else "By Staff Reporter"
    head = ["Tuesday, March 4, 2031", *above, trail, "", title, "", byline, ""]
    body = _lines(row.content)
    stay = tuple(line for line in body if "█" not in line)
    own = {letters_of(line) for line in body}
    go = tuple(line for line in [*head, *below] if letters_of(line) and
               letters_of(line) not in own)
    return Case(row.title, "\n".join([*head, "\n\n".join(body), "", *below]), stay, go)


if __name__ == "__main__":
    for found in errors(Path(sys.argv[1])):
        print(found)
