"""Compose: from what was decided of each block to sorted edits, the words, and their parts.

In: a captured text and its draft. Out: edits whose replay gives the words. Every character of the
capture either stays, or stands in an edit with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sourceline.record.article import Edit, Part, PartKind
from sourceline.rooms.clean.characters import read_script, repair
from sourceline.rooms.clean.draft import Draft
from sourceline.text.edits import Places, replay


@dataclass(frozen=True)
class _Kept:
    """A span of the capture that stays, and what kind of part it is."""

    start: int
    end: int
    kind: PartKind


@dataclass(frozen=True)
class _Taken:
    """A span of the capture between two that stay: furniture, or white space (no reason)."""

    start: int
    end: int
    reason: str


def compose(captured: str, draft: Draft) -> tuple[tuple[Edit, ...], str, tuple[Part, ...]]:
    """Give the edits, the words they make, and the parts of the words."""
    script = read_script(captured)
    edits: list[Edit] = []
    kept: list[_Kept] = []
    taken: list[_Taken] = []
    at = 0
    for span in _spans(captured, draft):
        if isinstance(span, _Taken):
            taken.append(span)
            continue
        edits += _gap(captured, taken, _separator(captured, taken) if kept else "")
        edits += repair(captured, span.start, span.end, script)
        kept.append(span)
        taken = []
        at = span.end
    edits += _gap(captured, taken or [_Taken(at, len(captured), "")], "")
    words = replay(captured, edits)
    return tuple(edits), words, _parts(words, edits, kept)


def _spans(captured: str, draft: Draft) -> Iterator[_Kept | _Taken]:
    """Cut the whole capture into what stays and what is taken out, in order."""
    at = 0
    for index, block in enumerate(draft.blocks):
        if at < block.start:
            yield _Taken(at, block.start, "")
        if not draft.stays(index):
            yield _Taken(block.start, block.end, draft.reasons[index])
        else:
            if block.start < draft.starts[index]:
                yield _Taken(block.start, draft.starts[index], "caption")
            yield _Kept(draft.starts[index], block.end, draft.kinds[index])
        at = block.end
    if at < len(captured):
        yield _Taken(at, len(captured), "")


def _separator(captured: str, taken: list[_Taken]) -> str:
    """Part two kept blocks as they were parted: by a blank line, or by the end of a line."""
    for span in taken:
        gap = captured[span.start:span.end].replace("\r\n", "\n") if not span.reason else ""
        if sum(gap.count(mark) for mark in "\n\r\x0b\x0c\x85\u2028\u2029") > 1:
            return "\n\n"
    return "\n"


def _gap(captured: str, taken: list[_Taken], separator: str) -> Iterator[Edit]:
    """Take out what stands between two kept blocks; its first white space parts them."""
    pending = separator
    for position, span in enumerate(taken):
        words = captured[span.start:span.end]
        becomes = ""
        if pending and (not span.reason or position == len(taken) - 1):
            becomes, pending = pending, ""
        if words != becomes:
            yield Edit(start=span.start, end=span.end, words=words, becomes=becomes,
                       reason=span.reason or "whitespace")


def _parts(words: str, edits: list[Edit], kept: list[_Kept]) -> tuple[Part, ...]:
    """Find the kept spans in the words; a span whose every character fell is no part."""
    places = Places(edits)
    parts: list[Part] = []
    for span in kept:
        place = places.span_in_text(span.start, span.end)
        if place and words[place[0]:place[1]].strip():
            parts.append(Part(start=place[0], end=place[1], kind=span.kind))
    return tuple(parts)
