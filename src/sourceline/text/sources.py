"""Who acts in a clause: the words that stand for the one who says, through the tree.

In: a `Tree` and a verb in it. Out: the range of words of its actor, None where the sentence gives
none. Passives give the agent ("by …"); shared subjects, infinitives, participles and relative
clauses are followed to the word that stands for the actor.
"""

from sourceline.text.trees import Tree, Words

# A chain of shared subjects longer than this is a mistake of the reader.
_MAX_STEPS = 6
_EDGES = frozenset((",", ";", ":", "-", "--", "—", "–", "“", "”", "\"", "``", "''"))


def is_passive_verb(tree: Tree, at: int) -> bool:
    """Tell whether a verb is passive."""
    if tree.under(at, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    if tree.relations[at] == "conj" and not tree.under(at, "nsubj", "aux"):
        head = tree.heads[at]
        return head >= 0 and bool(tree.under(head, "aux:pass")) and _participle(tree, at)
    return tree.relations[at] == "acl" and _participle(tree, at)


def _participle(tree: Tree, at: int) -> bool:
    return not tree.low[at].endswith("ing") and not any(
        tree.low[child] == "to" for child in tree.under(at, "mark"))


def acting_head(tree: Tree, at: int, steps: int = 0) -> int | None:
    """Give the head word of the one who acts in the verb at word `at`."""
    if steps > _MAX_STEPS:
        return None
    if is_passive_verb(tree, at):
        return _agent(tree, at)
    subjects = [child for child in tree.under(at, "nsubj") if tree.relations[child] != "nsubj:pass"]
    if subjects:
        return subjects[0]
    if tree.under(at, "csubj", "expl") or tree.heads[at] < 0:
        return None
    return _shared_head(tree, at, steps)


def _shared_head(tree: Tree, at: int, steps: int) -> int | None:
    """Follow a verb without a subject to the one it shares with its governor."""
    relation, head = tree.relations[at], tree.heads[at]
    if relation == "acl":  # "a letter urging", but not "no basis for predicting"
        return head if tree.low[at].endswith("ing") and not tree.under(at, "mark") else None
    if relation == "conj":
        return acting_head(tree, head, steps + 1)
    objects = [child for child in tree.under(head, "obj", "iobj") if child < at]
    if relation == "xcomp" and objects:
        return objects[0]
    if relation == "xcomp" or (relation.startswith("advcl") and (
            tree.low[at].endswith("ing") or _to(tree, at))):
        passive = tree.under(head, "nsubj:pass")
        if is_passive_verb(tree, head):
            return passive[0] if passive else None
        return acting_head(tree, head, steps + 1)
    return None


def _to(tree: Tree, at: int) -> bool:
    return any(tree.low[child] == "to" for child in tree.under(at, "mark"))


def _agent(tree: Tree, at: int) -> int | None:
    agents = tree.under(at, "obl:agent")
    if agents:
        return agents[0]
    if tree.relations[at] == "conj" and tree.heads[at] >= 0:
        agents = tree.under(tree.heads[at], "obl:agent")
    return agents[0] if agents else None


def source_of(tree: Tree, at: int) -> Words | None:
    """Give the words of the one who acts in the verb at word `at`.

    Gives: a range without the preposition of an agent and without commas at its edges.
    """
    head = acting_head(tree, at)
    return None if head is None else phrase_of(tree, head, beside=at)


def phrase_of(tree: Tree, head: int, beside: int) -> Words | None:
    """Give the words of a noun phrase up to the cue at word `beside`, without its preposition."""
    cut = [child for child in tree.children[head]
           if tree.relations[child] in ("case", "cc", "cop", "parataxis", "mark", "discourse")
           or child == beside]
    words = [word for word in tree.subtree(head, without=cut)
             if not (head < beside <= word) and not (beside < head and word <= beside)]
    while words and tree.low[words[0]] in _EDGES:
        words.pop(0)
    while words and tree.low[words[-1]] in _EDGES:
        words.pop()
    return (words[0], _with_names(tree, words[-1] + 1, beside)) if words else None


def _with_names(tree: Tree, end: int, beside: int) -> int:
    """Take in the names that fill the gap up to the cue ("candidate Ann Li said")."""
    last = end
    while last < beside and tree.tags[last] == "PROPN":
        last += 1
    return last if last == beside or (last < beside and tree.tags[last] == "AUX") else end
