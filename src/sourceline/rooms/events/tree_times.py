"""When: the time expression that hangs on a trigger in the tree, or on what brings it about.

In: a `Scene` with its syntax, the time expressions of its sentence. Out: the id of one, or None.
A time is carried up and down the tree at a cost; the cheapest within reach is taken.
"""

import re
from collections.abc import Sequence, Set

from sourceline.record.reading import Argument
from sourceline.record.when import TimeExpression
from sourceline.rooms.events.parts import first_joined, marks
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.text.lines import Line

# What it costs to carry a time over a relation; chosen by hand on samples of the news articles.
# A clause that is said, or that only describes somebody, has its own time.
_COSTS = {
    "obj": 1, "nsubj": 1, "nsubj:pass": 1, "xcomp": 1, "obl": 1, "nmod": 1, "compound": 1,
    "conj": 2, "acl": 3, "advcl": 2, "nmod:poss": 2, "appos": 2, "acl:relcl": 5, "ccomp": 6,
    "parataxis": 6, "advcl:relcl": 4,
}
_REACH = 5
# The clause "after they had met" has another time than what it is joined to.
_OTHER_TIME = {"after": 4, "before": 4, "since": 5, "until": 5, "because": 4, "although": 4,
               "though": 4, "while": 2, "if": 6, "to": 2, "for": 3, "of": 3}
_APART = frozenset(("after", "since", "before", "following"))
_GAPS = frozenset(("day", "week", "month", "year", "decade", "fortnight", "weekend"))
# "the attack, which took place on 4 June".
_OCCUR = frozenset(("take", "occur", "happen", "begin", "start", "erupt"))
# "This month is the anniversary of the flood": the day is the anniversary's, never the flood's.
# "The trial was postponed on Monday": the day is the postponement's.
_PUTS_OFF = frozenset(("postpone", "adjourn", "cancel", "delay", "defer", "suspend", "reschedule"))
_AHEAD = re.compile(r"\b(?:that|which|who) (?:was|were|is|are) (?:due |set )?to [^,;]*$")
_RECALLS = frozenset(("anniversary", "anniversaries", "commemoration", "commemorations", "memory"))
_INSIDE_TIME = frozenset(("nummod", "compound", "flat", "case", "det", "amod", "advmod", "punct",
                          "nmod:unmarked", "fixed", "goeswith", "obl:unmarked", "obl:tmod",
                          "nmod:tmod", "nmod:poss"))


def tree_time(scene: Scene, times: Sequence[TimeExpression], nouns: Set[int],
              own_only: bool) -> str | None:
    """Give the time expression that belongs to the trigger.

    Takes: times of the sentence that say when; nouns of other events, which keep their own times;
    `own_only` for acts that hang on another act ("sentenced for plotting to bomb", "convicted of
    murder Tuesday").
    """
    best: tuple[int, int, str] | None = None
    for time in times:
        first, last = scene.line.word_at(time.cite.start), scene.line.word_at(time.cite.end)
        if last <= first or any(one.cite.end + 1 == time.cite.start for one in times):
            continue  # "three years ago tonight" is dated by its first part
        if _of_what_lies_ahead(scene, first):
            continue
        cost = _cost(scene, first, last, nouns, own_only)
        gap = min(abs(first - scene.trigger.head), abs(last - scene.trigger.head))
        if cost is not None and (best is None or (cost, gap, time.id) < best):
            best = (cost, gap, time.id)
    return best[2] if best is not None and best[0] <= _REACH else None


def _of_what_lies_ahead(scene: Scene, first: int) -> bool:
    """Tell "arrested over a rally that was to be held on Saturday": the day is the rally's."""
    if not scene.trigger.is_verb:
        return False
    between = scene.line.clause.low[scene.trigger.words[1]:first]
    return _AHEAD.search(" ".join(between)) is not None


def _cost(scene: Scene, first: int, last: int, nouns: Set[int], own_only: bool) -> int | None:
    """Count what it costs to get from a time to the trigger."""
    syntax = scene.syntax
    assert syntax is not None
    tree, trigger = syntax.tree, scene.trigger.head
    if trigger in range(first, last):
        return None
    if scene.line.clause.low[last - 1] == "anniversary":
        # "the third anniversary of the massacre" dates the massacre and nothing else.
        return 0 if last - 1 in (tree.heads[trigger], tree.heads[first_joined(syntax, trigger)]) \
            and not scene.trigger.is_verb else None
    anchor = _anchor(scene, first, last)
    if _of_the_deed(scene, first, last, nouns):
        return None
    if anchor == trigger and _is_verbs(scene, first, own_only):
        anchor = next(tree.above(trigger), -1)
    elif _argument(scene, first, last):
        return 0
    if anchor < 0:
        return None
    up, costs = anchor, {anchor: 0}
    # "condemned the 2018 attack", "lift the sanctions of 2022": the date is the noun's alone.
    kept = 5 if _is_attribute(scene, first, anchor) else 0
    for above in tree.above(anchor):
        costs[above] = costs[up] + _step(scene, up, nouns, anchor) + kept
        kept = 0
        up = above
    here, spent = trigger, 0
    if here in costs:
        return costs[here]
    for above in tree.above(trigger):
        if own_only:
            return None
        spent += _step(scene, here, nouns, trigger)
        here = above
        if here in costs:
            return spent + costs[here]
    return None


# Steps of a case, which name the deed they are about after "for": "jailed for a murder in 2011".
_STEPS = frozenset(("ARREST", "CHARGE", "TRIAL", "VERDICT", "SENTENCE", "EXTRADITE", "DETAIN"))


def _of_the_deed(scene: Scene, first: int, last: int, nouns: Set[int]) -> bool:
    """Tell "sentenced for his role in the massacre of 1988": the year is the deed's."""
    if scene.trigger.pattern.kind.name not in _STEPS or not scene.trigger.is_verb:
        return False
    low, start = scene.line.clause.low, scene.trigger.words[1]
    joint = next((at for at in range(start, first) if low[at] in ("for", "of", "over")), None)
    return joint is not None and any(one in nouns for one in range(joint, first)) and any(
        len(word) == 4 and word.isdigit() for word in low[first:last])


def _is_attribute(scene: Scene, first: int, anchor: int) -> bool:
    """Tell a date that names which one: "the 2018 attack", "last week's vote", "that of 2022"."""
    clause = scene.line.clause
    if clause.tags[anchor] not in ("noun", "name"):
        return False
    return first < anchor or clause.low[max(0, first - 1)] == "of"


def _step(scene: Scene, at: int, nouns: Set[int], start: int) -> int:
    """Give the cost of going from word `at` to what governs it."""
    assert scene.syntax is not None
    tree = scene.syntax.tree
    relation = tree.relations[at]
    cost = _COSTS.get(relation, _COSTS.get(relation.split(":")[0], 1))
    if relation in ("advcl", "acl"):
        cost = max((_OTHER_TIME.get(word, 0) for word in marks(scene.syntax, at)),
                   default=0) or cost
        if any(tree.lemmas[one - 1] in _GAPS for one in tree.under(at, "mark") if one):
            cost = _REACH + 1  # "six days after the inquiry had met": another day by its own words
    if relation == "conj" and tree.under(at, "nsubj"):
        cost += 2
    if at == scene.trigger.head and not scene.trigger.is_verb and relation in ("obl", "nmod") \
            and {tree.low[one] for one in tree.under(at, "case")} & _APART:
        return _REACH + 1  # "three years after the massacre families will hold vigils on Tuesday"
    if at in nouns and at != start and at != scene.trigger.head:
        cost += 2
    if relation == "acl:relcl" and tree.lemmas[at] in _OCCUR:
        return 0
    above = tree.heads[at]
    if above >= 0 and (tree.lemmas[above] in _PUTS_OFF or (
            relation == "nmod" and tree.low[above] in _RECALLS)):
        return _REACH + 1
    light = tree.low[tree.heads[at]] in base_forms("light")
    return min(cost, 1) if light and relation == "obj" else cost


def _anchor(scene: Scene, first: int, last: int) -> int:
    """Give the word a time expression modifies."""
    assert scene.syntax is not None
    tree = scene.syntax.tree
    at = scene.syntax.head_of((first, last))
    for _ in range(len(tree.low)):
        above = tree.heads[at]
        if above < 0:
            return at
        if above in range(first, last) or (
                tree.relations[above] in _INSIDE_TIME and _near_time(tree.low[above])
                and tree.tags[above] in ("NUM", "PROPN", "ADV")):
            at = above
            continue
        return above
    return -1


def _is_verbs(scene: Scene, first: int, own_only: bool) -> bool:
    """Tell "convicted of murder Thursday": a bare day behind a noun dates the verb."""
    assert scene.syntax is not None
    if scene.trigger.is_verb or first < scene.trigger.head:
        return False
    loose = scene.governor is None or own_only
    return scene.line.clause.tags[first - 1] != "prep" and loose and any(
        scene.syntax.tree.tags[one] == "VERB" for one in scene.syntax.tree.above(
            scene.trigger.head))


def _near_time(word: str) -> bool:
    return word[:1].isdigit() or word.endswith("day") or word in ("ago", "earlier", "later")


def _argument(scene: Scene, first: int, last: int) -> bool:
    """Tell whether the reader gave the time as an argument of the trigger itself."""
    assert scene.syntax is not None
    predicate = scene.syntax.predicates.get(scene.trigger.head)
    return any(one.label == "ARGM-TMP" and _holds(scene.line, one, first, last)
               for one in (predicate.arguments if predicate else ()))


def _holds(line: Line, argument: Argument, first: int, last: int) -> bool:
    """A short phrase of time; a clause ("after police fired on Monday") has events of its own."""
    start, end = line.word_at(argument.start), line.word_at(argument.end)
    return start <= first and last <= end and end - start <= 2 * (last - first) + 4
