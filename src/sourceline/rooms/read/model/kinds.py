"""From the kinds of the training guidelines to the kinds of a `NameSpan`.

In: the names of one sentence, by guideline. Out: names without overlap. Kinds that a name of the
record cannot have (amounts, weapons, "other") are left out.
"""

from collections.abc import Mapping, Sequence

from sourceline.rooms.read.model.decode import NamedSpan

# In order of trust: where two guidelines see overlapping names, the first keeps its own. "uner"
# marks names alone and was taught most; "gum" adds what it has no word for.
KINDS: Mapping[str, Mapping[str, str]] = {
    "uner": {"PER": "person", "ORG": "organization", "GOV": "government", "LOC": "place",
             "FAC": "facility"},
    "gum": {"EVENT": "event", "WORK": "work"},
}


def merge_names(by_guide: Mapping[str, Sequence[NamedSpan]]) -> list[NamedSpan]:
    """Give the names of a sentence in order, none overlapping another.

    >>> merge_names({"uner": [("PER", 0, 2)], "gum": [("WORK", 1, 3), ("EVENT", 4, 6)]})
    [('person', 0, 2), ('event', 4, 6)]
    """
    kept: list[NamedSpan] = []
    for guide, kinds in KINDS.items():
        for kind, start, end in by_guide.get(guide, ()):
            apart = all(end <= a or b <= start for _, a, b in kept)
            if kind in kinds and apart:
                kept.append((kinds[kind], start, end))
    return sorted(kept, key=lambda span: span[1:])
