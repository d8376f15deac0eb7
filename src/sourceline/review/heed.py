"""Sheets as people have them: what they judged of single lines, before the collection is gathered.

In: sheets, and the decisions that stand, with words that were found. Out: sheets without what was
rejected and with what was corrected, for the rooms over the collection. What was read stays what it
was: these sheets are never written down. Names and events over the collection are decided in their
own rooms.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import msgspec

from sourceline.record.cite import Cite
from sourceline.record.claim import Claim, Figure
from sourceline.record.decision import Decision, Number
from sourceline.record.event import EventMention, RoleMention, RoleName
from sourceline.record.sheet import Sheet
from sourceline.record.thread import Due


class Sheets(Protocol):
    """The sheets of a collection with at least the fields named, given anew at each call."""

    def __call__(self, *fields: str) -> Iterator[Sheet]:
        """Give every sheet once."""
        ...


def heeded(sheets: Sheets, decisions: Sequence[Decision]) -> Sheets:
    """Give the sheets as people have them, as often as they are asked for.

    >>> list(heeded(lambda *fields: iter(()), [])("events"))
    []
    """
    # What was rejected under a corrected kind is known here by the kind that was read.
    kinds = {one.answer for one in decisions if one.question == "event.kind"}
    of_article: dict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        if one.question in _DOORS:
            anyhow = one.question == "event" and one.read_as in kinds
            of_article[one.cite.article].append(
                msgspec.structs.replace(one, read_as="") if anyhow else one)

    def given(*fields: str) -> Iterator[Sheet]:
        # A corrected speaker is looked for among the names of the article.
        asked = {*fields, "naming"} if "claims" in fields else set(fields)
        for sheet in sheets(*sorted(asked)):
            yield _heeded(sheet, of_article.get(sheet.capture.id, ()))
    return given


def _heeded(sheet: Sheet, decisions: Sequence[Decision]) -> Sheet:
    for one in decisions:
        sheet = _DOORS[one.question](sheet, one)
    return sheet


def _telling(sheet: Sheet, one: Decision) -> Sheet:
    """Leave out a rejected telling."""
    if one.verdict != "reject":
        return sheet
    return _with(sheet, events=tuple(
        telling for telling in sheet.events or () if not _stands(telling.cite, one.cite)
        or one.read_as not in ("", telling.kind)))


def _role(sheet: Sheet, one: Decision) -> Sheet:
    return _with(sheet, events=tuple(
        msgspec.structs.replace(telling, roles=tuple(_roles(telling, one)))
        if one.other and _stands(telling.cite, one.other) else telling
        for telling in sheet.events or ()))


def _roles(telling: EventMention, one: Decision) -> Iterable[RoleMention]:
    for role in telling.roles:
        if role.role != one.read_as or not _stands(role.cite, one.cite):
            yield role
        elif one.verdict == "correct":
            yield msgspec.structs.replace(role, role=msgspec.convert(one.answer, RoleName))


def _claim(sheet: Sheet, one: Decision) -> Sheet:
    kept: list[Claim] = []
    for claim in sheet.claims or ():
        if not _stands(claim.cite, one.cite) \
                or (one.other and claim.content.start != one.other.start):
            kept.append(claim)
    return _with(sheet, claims=tuple(kept)) if one.verdict == "reject" else sheet


def _speaker(sheet: Sheet, one: Decision) -> Sheet:
    said = one.other if one.verdict == "correct" else None
    inside = [m for m in sheet.naming.mentions if said and said.start <= m.cite.start
              and m.cite.end <= said.end] if sheet.naming else []
    named = min(inside, key=lambda m: (m.cite != said, m.cite.start, m.id), default=None)
    return _with(sheet, claims=tuple(
        msgspec.structs.replace(claim, speaker=said, speaker_mention=named.id if named else None)
        if _stands(claim.content, one.cite) else claim for claim in sheet.claims or ()))


def _figure(sheet: Sheet, one: Decision) -> Sheet:
    kept: list[Figure] = []
    for figure in sheet.figures or ():
        if not _stands(figure.cite, one.cite):
            kept.append(figure)
        elif one.question == "figure.counted":
            kept.append(msgspec.structs.replace(figure, counted=one.answer, counted_cite=None))
        elif one.question == "figure.number":
            number = msgspec.json.decode(one.answer, type=Number)
            kept.append(msgspec.structs.replace(
                figure, low=number.low, high=number.high, bound=number.bound))
        elif one.verdict != "reject":
            kept.append(figure)
    return _with(sheet, figures=tuple(kept))


def _due(sheet: Sheet, one: Decision) -> Sheet:
    if one.verdict != "reject":
        return sheet
    kept: list[Due] = [due for due in sheet.dues or () if not _stands(due.cite, one.cite)]
    return _with(sheet, dues=tuple(kept))


def _with(sheet: Sheet, **fields: object) -> Sheet:
    """Change fields of a sheet that has them; what a room could not read stays unread."""
    return msgspec.structs.replace(sheet, **{
        name: value for name, value in fields.items() if getattr(sheet, name) is not None})


def _stands(cite: Cite, other: Cite) -> bool:
    return (cite.start, cite.end) == (other.start, other.end)


_DOORS: Mapping[str, Callable[[Sheet, Decision], Sheet]] = MappingProxyType({
    "event": _telling, "role": _role, "claim": _claim, "claim.speaker": _speaker, "figure": _figure,
    "figure.number": _figure, "figure.counted": _figure, "follow_up": _due})
