"""Does a noun speak of one occurrence ("the raid", "in a protest"), or of a kind of thing?

In: a `Scene` of a noun. Out: yes or no. "Attacks are rare" speaks of none.
"""

from sourceline.rooms.events.parts import group
from sourceline.rooms.events.people import MONTHS
from sourceline.rooms.events.scene import Scene
from sourceline.rooms.events.triggers import past_forms

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
# "In a protest over prices farmers emptied churns": what stands so beside a thing done was there.
_BESIDE = frozenset(("in", "after", "during", "following", "at", "amid", "before", "since", "from",
                     "under", "by"))
# "At the start of a trial": the trial is what is meant.
_PARTS = frozenset(("start", "end", "day", "opening", "close", "beginning", "outset", "wake",
                    "course", "aftermath", "eve", "height", "midst", "week", "month", "hour",
                    "conclusion", "series", "wave", "round", "string", "spate", "weeks",
                    "days", "months", "nights", "years", "night", "spell", "outbreak"))
_UNSURE = frozenset(("will", "would", "could", "may", "might", "should", "can", "must", "shall",
                     "to", "'ll", "’ll", "not", "n't", "never"))


def is_specific(scene: Scene) -> bool:
    """Tell a noun that speaks of one occurrence from a general word ("attacks are rare")."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    start = scene.phrase[0]
    inside = range(start, scene.trigger.words[0])
    if any(tags[at] in ("gen", "poss", "name", "num") or low[at] in DEFINITE for at in inside):
        return not _type_only(scene)
    named = any(tags[at] == "name" or low[at] in MONTHS or (tags[at] == "num" and
                low[at][0].isdigit()) for _, phrase in scene.after for at in range(*phrase))
    agent = any(scene.is_agent(phrase) for _, phrase in scene.after)
    if scene.governor is not None:
        if scene.governed_as == "object":
            return tags[scene.governor] == "verb" or named or low[start] in ("a", "an", "another")
        return low[scene.governor] in past_forms() or named
    if scene.relative is not None:
        return True
    return named or (agent and low[start] in ("a", "an", "another")) or _dated(scene) or \
        _beside_a_deed(scene)


def _type_only(scene: Scene) -> bool:
    """Tell "the threat of attack": a definite noun inside "kind of", "type of" stays general."""
    before = scene.line.clause.low[max(0, scene.phrase[0] - 2):scene.phrase[0]]
    return tuple(before) in (("kind", "of"), ("type", "of"), ("form", "of"), ("kinds", "of"))


def _dated(scene: Scene) -> bool:
    low = scene.line.clause.low
    return any(word in MONTHS for word in low[scene.phrase[1]:scene.phrase[1] + 4])


def _beside_a_deed(scene: Scene) -> bool:
    """Tell "in a protest", "after weeks of riots": such a thing beside something told as past."""
    syntax = scene.syntax
    if syntax is None:
        return False
    tree, at = syntax.tree, scene.trigger.head
    one = tree.low[scene.phrase[0]] in ("a", "an", "another")
    many = tree.low[at].endswith("s") or scene.trigger.pattern.kind.name == "TORTURE"
    several = many and scene.phrase[0] == scene.trigger.words[0] and \
        scene.trigger.pattern.kind.family in ("protest", "violence", "repression")
    if not (one or several):
        return False
    if tree.relations[at] == "nmod" and tree.heads[at] >= 0 and tree.low[tree.heads[at]] in _PARTS:
        at = tree.heads[at]
    elif not any(tree.low[case] in _BESIDE for case in syntax.cases(at)):
        return False
    above = tree.heads[at]
    if not tree.relations[at].startswith(("obl", "obj", "nsubj")) or above < 0 or \
            tree.tags[above] != "VERB":
        return False
    helpers = {tree.low[one] for one in group(syntax, above)}
    told = tree.low[above] in past_forms() or tree.low[above].endswith("ed") or bool(
        helpers & {"was", "were", "had", "has", "have"})
    return told and not helpers & _UNSURE
