"""Events told in words no lexicon has, as the reader sees them: "struck from the roll", "a knock".

In: a line with its tree, what the reader says of its words. Out: `Trigger`s of the surest. They
stand behind those found by words, which say more: a sub-kind, and which part is whose.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from sourceline.lexicon.events import EventKind, Evokes, load_events
from sourceline.record.event import Status
from sourceline.record.reading import Tells
from sourceline.rooms.events.syntax import Syntax
from sourceline.rooms.events.triggers import Pattern, Trigger

_VERBAL = ("VERB", "AUX")


def find_told(syntax: Syntax | None, tells: Sequence[Tells], least_sure: float
              ) -> Iterator[Trigger]:
    """Give the words of a line that the reader takes for a telling, with their kind.

    >>> list(find_told(None, (), 0.5))
    []
    """
    if syntax is None:
        return
    tree = syntax.tree
    for one in tells:
        kind = _kinds().get(one.kind)
        if one.sure < least_sure or kind is None or one.token >= len(tree.tags):
            continue
        at, is_verb = one.token, tree.tags[one.token] in _VERBAL
        first = at if is_verb else min((child for child in tree.under(at, "compound")
                                        if tree.tags[child] == "NOUN" and child == at - 1),
                                       default=at)
        pattern = Pattern((tree.low[at],), kind, Evokes(), "verb" if is_verb else "noun",
                          framed=True, told=True)
        yield Trigger(at, (first, at + 1), pattern, is_verb=is_verb)


def is_covered(trigger: Trigger, told: Sequence[Trigger], syntax: Syntax | None) -> bool:
    """Tell a word that tells what other words have told: "charges" in "dropped charges"; "faces" of
    the trial in "faces a trial".
    """
    if any(one.words[0] <= trigger.head < one.words[1] for one in told):
        return True
    tree = syntax.tree if syntax is not None else None
    return tree is not None and any(
        one.pattern.kind == trigger.pattern.kind and trigger.head in (
            tree.heads[one.head], *tree.children[one.head]) and not (
                trigger.is_verb and one.is_verb) for one in told)


def is_plausible(trigger: Trigger, seen: Mapping[int, Tells], least: float) -> bool:
    """Tell whether the reader holds it possible that a trigger's words tell something.

    What the reader says of any of the words counts: "made an arrest" is told by its noun. Words for
    the steps of a case mean little else; of them any doubt is enough to keep them.
    """
    least = 0.0 if trigger.pattern.kind.family == "case" else least
    return any(at in seen and seen[at].sure >= least for at in range(*trigger.words))


def seen_status(trigger: Trigger, seen: Mapping[int, Tells], least: float) -> Status | None:
    """Give the status the reader is sure of; what is due is expected."""
    one = seen.get(trigger.head)
    if one is None or not one.status or one.status_sure < least:
        return None
    return "expected" if one.status == "due" else cast(Status, one.status)


def trace_of(trigger: Trigger, seen: Mapping[int, Tells]) -> bytes:
    """Give the reader's trace of a trigger: of its head, else of the word it is surest of."""
    words = (seen[at] for at in range(*trigger.words) if at in seen)
    one = seen.get(trigger.head) or max(words, key=lambda word: word.sure, default=None)
    return one.trace if one is not None else b""


@cache
def _kinds() -> dict[str, EventKind]:
    return {kind.name: kind for kind in load_events().kind}
