"""What stands around a trigger, read off the reader's tree and roles.

In: a line with its syntax, the mentions in it, the trigger. Out: the same `Scene` as from word
order, with the tree inside. It decides neither kind nor status.
"""

from collections.abc import Sequence

from sourceline.record.entity import Mention
from sourceline.rooms.events.parts import (
    first_joined,
    group,
    is_passive,
    objects,
    prepositional,
    subjects,
)
from sourceline.rooms.events.people import MONTHS
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.rooms.events.syntax import Syntax
from sourceline.rooms.events.triggers import Trigger
from sourceline.text.lines import Line
from sourceline.text.phrases import Range

# Prepositional phrases of a light verb that belong to its noun ("launched an attack on X").
_LENT = frozenset(("on", "upon", "against", "in", "at", "near", "with", "by", "from", "for", "over",
                   "outside", "inside", "between", "around", "across", "within", "into", "to"))
# Verbs that say of their subject no more than that it came about.
_TIMES = frozenset(("year", "month", "week", "weekend", "day", "night", "today", "yesterday",
                    "tomorrow", "morning", "evening", "decade", "century", "summer", "winter",
                    "spring", "autumn", "fall"))
_OCCUR = frozenset(("take", "occur", "happen", "break", "erupt", "begin", "start", "end", "follow",
                    "continue", "last", "unfold", "be", "come", "kill", "wound", "injure", "leave",
                    "target", "hit", "strike", "rock", "claim"))


def make_tree_scene(line: Line, syntax: Syntax, trigger: Trigger,
                    mentions: Sequence[Mention]) -> Scene:
    """Read the surroundings of a trigger off the tree."""
    near = tuple(one for one in mentions if line.start <= one.cite.start < line.end)
    if trigger.is_verb:
        return _verb_scene(line, syntax, trigger, near)
    return _noun_scene(line, syntax, trigger, near)


def _ranges(syntax: Syntax, heads: Sequence[int]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys(syntax.noun(head) for head in heads))


def _verb_scene(line: Line, syntax: Syntax, trigger: Trigger, near: tuple[Mention, ...]) -> Scene:
    tree, head = syntax.tree, trigger.head
    passive = is_passive(syntax, head)
    reduced = passive and tree.relations[head] in ("acl", "amod") and not tree.under(head, "aux")
    first = "ARG1" if passive else "ARG0"
    actors = subjects(syntax, head) or syntax.argument(head, first)
    held = objects(syntax, head)
    if not held and not passive:
        held = [one for one in syntax.argument(head, "ARG1") if one not in actors and
                not tree.under(one, "case")]
    inside = {at for at in range(*trigger.words) if _is_word_of(trigger, tree.low[at])}
    held = [one for one in held if one not in inside]
    helpers = [at for at in group(syntax, head) if at < head]
    start = min((at for at in helpers if tree.heads[at] == head), default=head)
    ranges = _ranges(syntax, actors)
    return Scene(line, trigger, near, (start, trigger.words[1]), ranges[0] if ranges else None,
                 _ranges(syntax, held), tuple(_after(syntax, trigger)), passive, None, "", None,
                 reduced, syntax, ranges)


def _is_word_of(trigger: Trigger, word: str) -> bool:
    """Tell a word of the phrase itself from one that stands in its gap."""
    return any(word in (one, one + "s", one + "es") for one in trigger.pattern.words)


def _after(syntax: Syntax, trigger: Trigger) -> list[tuple[str, Range]]:
    """Give the prepositional phrases of a trigger, and those of the noun inside a verb phrase."""
    chain = prepositional(syntax, trigger.head)
    for at in range(*trigger.words):
        own = at != trigger.head and _is_word_of(trigger, syntax.tree.low[at])
        if own and syntax.tree.tags[at] in ("NOUN", "PROPN", "VERB"):
            chain += prepositional(syntax, at)
    return [(word, syntax.noun(head)) for word, head in dict.fromkeys(chain)]


def _noun_scene(line: Line, syntax: Syntax, trigger: Trigger, near: tuple[Mention, ...]) -> Scene:
    tree, head = syntax.tree, trigger.head
    phrase = syntax.noun(head)
    phrase = (min(phrase[0], trigger.words[0]), max(phrase[1], trigger.words[1]))
    if phrase[1] > trigger.words[1]:
        phrase = (phrase[0], trigger.words[1])
    governor, role = _governor(syntax, head)
    chain = prepositional(syntax, head)
    if governor is not None and role and _lends(syntax, governor, role):
        chain += [one for one in prepositional(syntax, governor)
                  if one[0] in _LENT and one[1] != head]
    chain = chain or _shared_of(syntax, head)
    # "the killing of farmers by soldiers": "by" may hang on the farmers.
    chain += [inner for word, one in chain if word == "of" for inner in prepositional(syntax, one)
              if inner[0] == "by"]
    relative = next((child for child in tree.children[head]
                     if tree.relations[child] == "acl:relcl"), None)
    owners = _owners(line, syntax, head)
    return Scene(line, trigger, near, phrase, owners[0] if owners else None, (),
                 tuple((word, syntax.noun(at)) for word, at in dict.fromkeys(chain)), False,
                 governor, role, relative, False, syntax, owners)


def _shared_of(syntax: Syntax, head: int) -> list[tuple[str, int]]:
    """Give "of protesters" to the killing too in "the killing and torture of protesters"."""
    joined = [one for one in syntax.tree.under(head, "conj") if syntax.tree.tags[one] == "NOUN"
              and syntax.tree.low[head + 1] == "and" and not syntax.tree.under(one, "det")]
    return [found for one in joined[-1:] for found in prepositional(syntax, one)
            if found[0] == "of"]


def _owners(line: Line, syntax: Syntax, head: int) -> tuple[Range, ...]:
    """Give "the regime" in "the regime's crackdown", or a name right before the noun."""
    tree = syntax.tree
    owners = [child for child in tree.children[head] if tree.relations[child] == "nmod:poss"
              and not _is_time(tree.low[child])]
    if owners:
        found = [syntax.noun(one) for owner in owners for one in syntax.each(owner)]
        return tuple(_without_mark(syntax, one) for one in found)
    named = [child for child in tree.children[head] if child < head and _is_name(line, child)
             and tree.relations[child] in ("compound", "amod", "nmod:desc")]
    return tuple((min(tree.subtree(child)), child + 1) for child in named)


def _is_time(word: str) -> bool:
    """Tell "October's", "last year's", "yesterday's"."""
    return word in MONTHS or word in _TIMES


def _without_mark(syntax: Syntax, words: Range) -> Range:
    low = syntax.tree.low
    end = words[1]
    while end - 1 > words[0] and low[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    return words[0], end


def _is_name(line: Line, at: int) -> bool:
    clause = line.clause
    named = clause.tags[at] == "name" and clause.raw[at][0].isupper()
    return named and clause.low[at] not in MONTHS


def _governor(syntax: Syntax, head: int) -> tuple[int | None, str]:
    """Give the verb this noun is the object or subject of."""
    tree = syntax.tree
    first = first_joined(syntax, head)
    relation, above = tree.relations[first], tree.heads[first]
    if above >= 0 and tree.tags[above] in ("VERB", "AUX"):
        if relation in ("obj", "iobj"):
            return above, "object"
        if relation.startswith("nsubj"):
            return above, "subject"
        cases = tree.under(first, "case")
        pair = f"{tree.low[above]} {tree.low[cases[0]]}" if cases else ""
        if relation.startswith("obl") and (pair in base_forms("light")
                                           or pair in base_forms("suppose_verbs")):
            return above, "object"
    bare = [child for child in tree.under(head, "acl") if child > head
            and tree.relations[child] == "acl" and is_passive(syntax, child)]
    return (bare[0], "subject") if bare else (None, "")


def _lends(syntax: Syntax, governor: int, role: str) -> bool:
    """Tell whether what hangs on the verb belongs to its noun."""
    tree = syntax.tree
    word = tree.low[governor]
    particles = [tree.low[one] for one in tree.children[governor]
                 if tree.relations[one] == "compound:prt"]
    light = word in base_forms("light") or any(
        f"{word} {particle}" in base_forms("light") for particle in particles)
    if role == "object":
        return light and not is_passive(syntax, governor)
    return light or tree.lemmas[governor] in _OCCUR
