"""Where: which phrases around a trigger are places, and which "targets" are only where it was.

In: a `Scene` and ranges of words. Out: yes or no, or a part of the role "place".
"""

from sourceline.lexicon.events import load_events
from sourceline.record.event import RoleName
from sourceline.rooms.events.scene import Scene
from sourceline.text.phrases import Range, prepositions_after

# People are killed and shot "on a bridge"; only what is attacked is struck "on" itself.
_BEFALLS_PEOPLE = frozenset(("killing", "shooting", "stabbing", "wounding", "beating", "rape",
                             "abduction"))

_HOURS = frozenset(("dawn", "dusk", "noon", "midday", "midnight", "night", "nightfall", "daybreak",
                    "morning", "afternoon", "evening", "sunrise", "sunset"))


def stood_at(scene: Scene, phrase: Range) -> bool:
    """Tell "killed on the bridge" and "fired on a crowd at the bridge": a place is no victim.

    An attack "on the bridge" has it as its target.
    """
    inside = scene.inside(phrase)
    _, end = scene.line.place(phrase)
    if not any(one.kind in ("place", "facility") and one.cite.end == end for one in inside):
        return False
    low, tags = scene.line.clause.low, scene.line.clause.tags
    before = phrase[0] - 1
    while before >= 0 and tags[before] == "det":
        before -= 1
    if before < 0 or before in range(*scene.trigger.words):
        return False  # "fired at the camp" is aimed at it
    word = low[before]
    _, _, sub = scene.trigger.kind.partition(".")
    people = sub in _BEFALLS_PEOPLE or scene.trigger.pattern.kind.name in ("DEATH", "EXECUTE")
    return word in load_events().words.locative or (word == "on" and people)


def is_hour(scene: Scene, phrase: Range) -> bool:
    """Tell "at dawn" and "overnight": an hour is no target."""
    return scene.line.clause.low[phrase[1] - 1] in _HOURS


def is_place(scene: Scene, phrase: Range) -> bool:
    """Tell a place: a mention of one, or a noun such as "square" or "embassy"."""
    low = scene.line.clause.low
    if low[phrase[1] - 1] in load_events().words.places:
        return True
    inside = scene.inside(phrase)
    _, end = scene.line.place(phrase)
    if any(one.kind in ("place", "facility") and one.cite.end == end for one in inside):
        return True
    return any(one.kind == "government" and one.form == "name" and one.cite.end == end
               for one in inside)


def nearby_place(scene: Scene) -> list[tuple[RoleName, Range]]:
    """Take a place that a locative word ties to the same clause, further off."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    start = scene.trigger.words[1]
    for at in range(start, min(len(low), start + 14)):
        if tags[at] in ("stop", "that", "wh", "sub") or (low[at] == "and" and at + 1 < len(
                low) and tags[at + 1] == "verb"):
            break
        if low[at] in load_events().words.locative:
            chain = prepositions_after(scene.line.clause, at, 1)
            phrase = scene.extend(chain[0][1]) if chain else None
            if phrase and is_place(scene, phrase):
                return [("place", phrase)]
    return _place_in_front(scene)


def _place_in_front(scene: Scene) -> list[tuple[RoleName, Range]]:
    """Take "In Ost, …" at the beginning of the sentence."""
    low = scene.line.clause.low
    if low[0] in load_events().words.locative:
        chain = prepositions_after(scene.line.clause, 0, 2)
        for _, phrase in chain:
            if is_place(scene, phrase) and phrase[1] <= scene.phrase[0]:
                return [("place", phrase)]
    return []
