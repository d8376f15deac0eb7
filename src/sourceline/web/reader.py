"""The text of an article with all its marks, as paragraphs of nested pieces.

In: what the record marks in an article. Out: paragraphs for the template. Each place in the text
that carries marks becomes one element with the id `c-START-END`; words lead to the note of the
innermost mark over them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sourceline.store.ask_articles import Stretch
from sourceline.text.nesting import Piece, nest
from sourceline.web.links import words_at
from sourceline.web.pages.article import ArticlePage

# Enough for a book; longer texts are shown up to here, and the page says so.
MOST_CHARS = 600_000
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Mark:
    """One reason to mark a place: its kind (a CSS class), the note it leads to, a few words."""

    start: int
    end: int
    kind: str
    note: str = ""
    tip: str = ""


@dataclass(frozen=True)
class Place:
    """A place in the text with every mark on it."""

    name: str
    kinds: str
    note: str
    tip: str
    flag: bool


@dataclass(frozen=True)
class Step:
    """One step of the template: open or close an element, or write words."""

    kind: str
    place: Place | None
    words: str = ""
    edge: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: what it is in the article, and its steps."""

    kind: str
    steps: tuple[Step, ...]


# Which note a place leads to when several marks stand on the same words.
_RANK = {"event": 0, "figure": 1, "time": 2, "name": 3, "cue": 4, "speaker": 5, "role": 6,
         "description": 7, "due": 8, "claim": 9, "copy": 10, "sentence": 11, "cited": 12}
# Marks over whole sentences do not turn every word into a link; a sign at their end leads on.
_LONG = frozenset({"claim", "due", "copy"})


def paragraphs(page: ArticlePage) -> tuple[Paragraph, ...]:
    """Lay out the text of an article with its marks."""
    text = page.article.text[:MOST_CHARS]
    spans, places = _places(mark for mark in _marks(page) if mark.end <= len(text))
    lines = list(_lines(text))
    laid_out = []
    for (start, end), near in zip(lines, _near(lines, spans), strict=True):
        pieces = nest(start, end, [spans[i] for i in near])
        steps = tuple(_step(piece, text, [places[i] for i in near]) for piece in pieces)
        laid_out.append(Paragraph(_part_kind(page.parts, start), steps))
    return tuple(laid_out)


def _near(lines: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[list[int]]:
    """Which places touch each paragraph."""
    starts = [start for start, _ in lines]
    near: list[list[int]] = [[] for _ in lines]
    for index, (start, end) in enumerate(spans):
        for line in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
            near[line].append(index)
    return near


def _step(piece: Piece, text: str, places: list[Place]) -> Step:
    if piece.kind != "run":
        return Step(piece.kind, places[piece.covering[0]], edge=piece.edge)
    leading = next((places[i] for i in reversed(piece.covering)
                    if places[i].note and not places[i].flag), None)
    return Step("run", leading, text[piece.start:piece.end])


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs as stretches that leave no character out."""
    start = 0
    for line_end in _LINE_END.finditer(text):
        if text[start:line_end.start()].strip():
            yield start, line_end.end()
            start = line_end.end()
    if start < len(text):
        yield start, len(text)


def _part_kind(parts: Iterable[Stretch], start: int) -> str:
    return next((part.kind for part in parts if part.start <= start < part.end), "body")


def _places(marks: Iterable[Mark]) -> tuple[list[tuple[int, int]], list[Place]]:
    """Put marks on the same words together."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        if mark.start < mark.end:
            found.setdefault((mark.start, mark.end), []).append(mark)
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    return spans, [_place(span, found[span]) for span in spans]


def _place(span: tuple[int, int], marks: list[Mark]) -> Place:
    ordered = sorted(marks, key=lambda mark: _RANK[mark.kind])
    noted = next((mark for mark in ordered if mark.note), None)
    kinds = dict.fromkeys(mark.kind for mark in ordered)
    return Place(
        name=words_at(*span), kinds=" ".join(f"m-{kind}" for kind in kinds),
        note=noted.note if noted else "", flag=bool(noted and noted.kind in _LONG),
        tip="; ".join(dict.fromkeys(mark.tip for mark in ordered if mark.tip)))


def _marks(page: ArticlePage) -> Iterator[Mark]:
    for sentence in page.sentences:
        yield Mark(sentence.start, sentence.end, "sentence")
    for mention in page.mentions:
        name = mention.name or "a name nothing else is known of"
        yield Mark(mention.start, mention.end, "name", f"n-{mention.entity or mention.mention}",
                   f"{mention.kind}: {name}")
    for event in page.events:
        yield Mark(event.start, event.end, "event", f"n-{event.event_mention}",
                   f"{event.status}: {event.label}")
    for role in page.roles:
        yield Mark(role.start, role.end, "role", f"n-{role.event_mention}", role.role)
    for figure in page.figures:
        yield Mark(figure.start, figure.end, "figure", f"n-{figure.figure}", figure.counted)
    for time in page.times:
        yield Mark(time.start, time.end, "time", f"n-{time.time}")
    for description in page.descriptions:
        yield Mark(description.start, description.end, "description",
                   f"n-{description.entity or description.mention}", "says what it is")
    yield from _claim_marks(page)
    for due in page.due:
        yield Mark(due.start, due.end, "due", f"n-{due.follow_up}", "said to be due")
    for shared in page.copies:
        mine = shared.a_article == page.article.article
        yield Mark(shared.a_start if mine else shared.b_start,
                   shared.a_end if mine else shared.b_end, "copy")
    if page.cited:
        yield Mark(page.cited.start, page.cited.end, "cited")


def _claim_marks(page: ArticlePage) -> Iterator[Mark]:
    for claim in page.claims:
        note = f"n-{claim.claim}"
        yield Mark(claim.start, claim.end, "sentence")
        yield Mark(claim.content_start, claim.content_end, "claim", note, "what is said")
        if claim.speaker_start is not None and claim.speaker_end is not None:
            yield Mark(claim.speaker_start, claim.speaker_end, "speaker", note, "who says it")
        if claim.cue_start is not None and claim.cue_end is not None:
            yield Mark(claim.cue_start, claim.cue_end, "cue", note, "says")
