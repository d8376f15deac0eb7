"""From the kinds of the training guidelines to the kinds of a `NameSpan`.

In: the names of one sentence, by guideline. Out: names without overlap. Kinds that a name of the
record cannot have (amounts, weapons, "other") are left out.
"""

from collections.abc import Mapping, Sequence

from sourceline.rooms.read.model.decode import NamedSpan

# "uner" marks names alone and was taught most, so it comes first and keeps its own.
_NAMES = {"PER": "person", "ORG": "organization", "GOV": "government", "LOC": "place",
          "FAC": "facility"}
# "gum" alone tells events and works, from little text: alone it is right 4 times in 10 on GUM dev.
# Where "wikigold" sees a name of another kind at the same words it is right 5 times in 10, and
# ordinary nouns ("crimes") are gone.
_OTHERS = {"EVENT": "event", "WORK": "work"}
GUIDES = ("uner", "gum", "wikigold")


def merge_names(by_guide: Mapping[str, Sequence[NamedSpan]]) -> list[NamedSpan]:
    """Give the names of a sentence in order, none overlapping another.

    >>> merge_names({"uner": [("PER", 0, 2)], "gum": [("WORK", 1, 3), ("EVENT", 4, 6)],
    ...              "wikigold": [("MISC", 4, 6)]})
    [('person', 0, 2), ('event', 4, 6)]
    """
    kept = [(_NAMES[kind], start, end) for kind, start, end in by_guide.get("uner", ())
            if kind in _NAMES]
    agreed = {(start, end) for kind, start, end in by_guide.get("wikigold", ()) if kind == "MISC"}
    for kind, start, end in by_guide.get("gum", ()):
        apart = all(end <= a or b <= start for _, a, b in kept)
        if kind in _OTHERS and (start, end) in agreed and apart:
            kept.append((_OTHERS[kind], start, end))
    return sorted(kept, key=lambda span: span[1:])
