"""Trees mended where the reader often errs: what "and" joins, what a verb acts on.

In: a `Tree`. Out: the same tree, or one with a word hung elsewhere. Only what the words themselves
rule out is changed.
"""

from dataclasses import replace

from sourceline.text.trees import Tree

# How far up the verb a second one is joined to may stand.
_MAX_STEPS = 3


def mend(tree: Tree) -> Tree:
    """Join an act to an act: in "opening fire on a crowd and killing six" no crowd is joined.

    >>> tree = Tree(((0, 4), (5, 8), (9, 12), (13, 20), (21, 24)),
    ...             ("firing", "at", "crowds", "killing", "six"),
    ...             ("firing", "at", "crowds", "killing", "six"),
    ...             ("fire", "at", "crowd", "kill", "six"), ("VERB", "ADP", "NOUN", "VERB", "NUM"),
    ...             (-1, 2, 0, 2, 3), ("root", "case", "obl", "conj", "obj"),
    ...             ((2,), (), (1, 3), (4,), ()))
    >>> mend(tree).heads
    (-1, 2, 0, 0, 3)
    """
    joins = {at: to for at in range(len(tree.low)) if (to := _joined_to(tree, at)) is not None}
    acted = {at: to for at in range(len(tree.low)) if (to := _acts_on(tree, at)) is not None}
    if not joins and not acted:
        return tree
    moves = joins | acted
    heads = tuple(moves.get(at, head) for at, head in enumerate(tree.heads))
    children = tuple(tuple(at for at, head in enumerate(heads) if head == above)
                     for above in range(len(heads)))
    relations = tuple("obj" if at in acted else one for at, one in enumerate(tree.relations))
    return replace(tree, heads=heads, children=children, relations=relations)


def _joined_to(tree: Tree, at: int) -> int | None:
    """Give the act that a participle with an object of its own goes on from."""
    head = tree.heads[at]
    if tree.relations[at] != "conj" or tree.tags[at] != "VERB" or tree.tags[head] != "NOUN":
        return None
    if not tree.low[at].endswith("ing") or tree.low[head].endswith("ing") or not tree.under(
            at, "obj"):
        return None
    for number, above in enumerate(tree.above(head)):
        if tree.tags[above] == "VERB" and tree.low[above].endswith("ing") and above < at:
            return above
        if number + 1 == _MAX_STEPS:
            break
    return None


def _acts_on(tree: Tree, at: int) -> int | None:
    """Give the verb between a noun and what it was hung on: "many of them condemned the plan"."""
    head = tree.heads[at]
    if tree.relations[at] != "nmod" or tree.tags[at] not in ("NOUN", "PROPN") or head < 0 or \
            tree.under(at, "case") or not tree.relations[head].startswith("nsubj"):
        return None
    verb = tree.heads[head]
    free = head < verb < at and tree.tags[verb] == "VERB" and not tree.under(
        verb, "obj", "ccomp", "xcomp", "cop", "aux:pass")
    return verb if free else None
