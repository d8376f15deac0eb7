"""The second door of the room: figures that answer the same question, side by side.

In: the figures of a collection and which event each event mention belongs to. Out: groups of two
and more. Nothing is summed, and figures of different scope ("children killed", "people killed")
stay apart unless they give the same number.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourceline.record.base import make_id
from sourceline.record.cite import Because
from sourceline.record.claim import Figure, FigureGroup
from sourceline.rooms.figures.lexicon import lexicon
from sourceline.rooms.figures.rivals import rival_pairs

VERSION = "3"


@dataclass(frozen=True)
class GroupSettings:
    """When figures without a common event still answer the same question."""

    telling_value: float = 100.0  # smaller numbers agree by chance in a large collection
    own_value: float = 1000.0  # from here two digits ("1,500") tell more than unmerged events do
    cites_max: int = 8  # cites per reason; the members carry their own


def group_figures(
    figures: Sequence[Figure], mentions_to_events: Mapping[str, str], settings: GroupSettings
) -> tuple[FigureGroup, ...]:
    """Group figures of the same event and the same counted thing, or of the same telling number.

    >>> group_figures((), {}, GroupSettings())
    ()

    Takes: figures in any order; the event of each event mention. Gives: groups sorted by id of
    their smallest figure; a figure is in one group at most.
    """
    ordered = sorted(figures, key=lambda figure: figure.id)
    by_event: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    by_value: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in ordered:
        event = mentions_to_events.get(figure.event or "")
        if event is not None:
            by_event[(event, figure.unit, *_scope(figure))].append(figure)
        if _telling(figure, settings):
            by_value[(figure.unit, _family(figure), repr(_value(figure)))].append(figure)
    groups = _Groups(ordered)
    for (event, *_), members in sorted(by_event.items()):
        groups.join(members, f"said of the same event ({event}) and the same thing counted")
    for _, members in sorted(by_value.items()):
        kept = _across(members, mentions_to_events, settings)
        groups.join(kept, "the same number of the same thing")
    return groups.made(settings)


class _Groups:
    """Figures joined step by step, with what joined them."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._group = {figure.id: figure.id for figure in figures}
        self._why: dict[str, set[str]] = defaultdict(set)

    def _root(self, figure: str) -> str:
        while self._group[figure] != figure:
            self._group[figure] = self._group[self._group[figure]]
            figure = self._group[figure]
        return figure

    def join(self, members: Sequence[Figure], why: str) -> None:
        """Put figures into one group, for a reason."""
        if len(members) < 2:
            return
        roots = sorted({self._root(figure.id) for figure in members})
        for root in roots[1:]:
            self._group[root] = roots[0]
            self._why[roots[0]] |= self._why.pop(root, set())
        self._why[roots[0]].add(why)

    def made(self, settings: GroupSettings) -> tuple[FigureGroup, ...]:
        """Give the groups of two and more."""
        members: dict[str, list[str]] = defaultdict(list)
        for figure in self._figures:
            members[self._root(figure)].append(figure)
        return tuple(self._one(ids, self._why[root], settings)
                     for root, ids in sorted(members.items()) if len(ids) > 1)

    def _one(self, ids: Sequence[str], why: set[str], settings: GroupSettings) -> FigureGroup:
        rivals = rival_pairs([self._figures[id] for id in ids])
        said = sorted(why)
        if rivals:
            first, second = (self._figures[id].cite.words for id in rivals[0])
            said.append(f"not all can be right of the same day and place: {first}, {second}")
        shown = [*dict.fromkeys([id for pair in rivals for id in pair] + list(ids))]
        return FigureGroup(
            id=make_id("g", ids[0]), figures=tuple(ids), rivals=rivals,
            because=Because(
                rule="figures.group", version=VERSION, sentence="; ".join(said),
                cites=tuple(self._figures[id].cite for id in shown[:settings.cites_max])))


def _across(
    members: Sequence[Figure], events: Mapping[str, str], settings: GroupSettings
) -> list[Figure]:
    """Keep figures that no two events claim, unless the number is one that hardly occurs twice.

    Two tellings of one event often stay two events where neither gives a date; a round number
    ("30,000") may be a coincidence then, "1,500" killed twice is much rarer.
    """
    known = {events[figure.event] for figure in members
             if figure.event is not None and figure.event in events}
    value = _value(members[0]) or 0
    own = value >= settings.own_value and len(f"{value:.0f}".rstrip("0")) > 1
    return list(members) if len(known) <= 1 or own else []


def _value(figure: Figure) -> float | None:
    return figure.low if figure.low is not None else figure.high


def _telling(figure: Figure, settings: GroupSettings) -> bool:
    value = _value(figure)
    return (value is not None and value >= settings.telling_value and figure.bound != "vague"
            and bool(_outcome(figure)))


def _outcome(figure: Figure) -> str:
    """Give what happened to those counted, "" where nothing is said to have happened."""
    table = lexicon().outcome_of
    return next((table[word] for word in reversed(figure.counted.lower().split())
                 if word in table), "")


def _family(figure: Figure) -> str:
    """Give the outcome, with executions among the killings: writers use either for one count."""
    outcome = _outcome(figure)
    return "killed" if outcome == "executed" else outcome


_OF_THEM = ("of them", "of these", "of those", "of whom")


def _scope(figure: Figure) -> tuple[str, str]:
    """Give what happened and to whom: everybody ("") or a part ("children")."""
    words = figure.counted.lower().split()
    outcome = _outcome(figure)
    if figure.because.rule == "figures.joined":
        return outcome, figure.id  # "12 in May and 15 in June": both, and no rivals
    if any(one.words.lower().startswith(_OF_THEM) for one in figure.scope):
        return outcome, figure.id  # a part of a whole that another figure gives
    if not outcome:
        return "", " ".join(words)  # "people" alone says too little to be the same question
    kept = [word for word in words if lexicon().outcome_of.get(word) != outcome or not outcome]
    head = kept[-1] if kept else ""
    return outcome, "" if head in lexicon().words.general else head
