"""Cues that are no verbs: "according to X", "X's claim that …", "X is confident that …".

In: a `Tree`, lists of cues. Out: `TreeParts`.
"""

from sourceline.text.attribution_tree import TreeParts
from sourceline.text.said import CueLists
from sourceline.text.sources import phrase_of, source_of
from sourceline.text.trees import Tree, Words


def according_reports(tree: Tree, at: int, cues: CueLists) -> list[TreeParts]:
    """Read "according to X, …" and "…, according to X" at the first word of the phrase."""
    width = next((len(phrase) for phrase in cues.according
                  if tree.low[at:at + len(phrase)] == phrase), 0)
    if not width:
        return []
    head = _governed(tree, at, width)
    if head is None:
        return []
    source = phrase_of(tree, head, beside=at)
    if source is None or source[0] < at:
        return []
    source = max(source[0], at + width), source[1]
    content = _rest(tree, at, source, head)
    if source[1] <= source[0] or content is None:
        return []
    return [TreeParts(source, (at, at + width), content, "according_to")]


def _governed(tree: Tree, at: int, width: int) -> int | None:
    """Find the noun that the words of the phrase belong to."""
    head = tree.heads[at]
    if head >= at + width:
        return head
    return next((word for word in range(at + width, min(at + width + 12, len(tree.low)))
                 if tree.heads[word] < at + width and tree.tags[word] in (
                     "NOUN", "PROPN", "PRON", "NUM")), None)


_STOPS = frozenset((",", "(", ")", "-", "--", "—", "–", ".", ";", ":"))


def _rest(tree: Tree, at: int, source: Words, head: int) -> Words | None:
    """Give what is said: the rest of the sentence, or of the clause the phrase hangs on."""
    governor = tree.heads[head]
    words = tree.subtree(governor, without=[head]) if governor >= 0 else []
    before = [word for word in words if word < at]
    after = [word for word in words if word >= source[1]]
    kept = before if len([w for w in before if tree.tags[w] != "PUNCT"]) > len(
        [w for w in after if tree.tags[w] != "PUNCT"]) else after
    while kept and tree.low[kept[0]] in _STOPS:
        kept.pop(0)
    while kept and tree.low[kept[-1]] in _STOPS:
        kept.pop()
    return (kept[0], kept[-1] + 1) if kept else None


def noun_reports(tree: Tree, at: int, cues: CueLists) -> list[TreeParts]:
    """Read a noun or adjective that carries a clause: "her claim that …", "is sure that …"."""
    if tree.tags[at] == "NOUN":
        return _noun(tree, at, cues)
    if tree.tags[at] == "ADJ" and tree.low[at] in cues.stances:
        return _stance(tree, at)
    return []


def _noun(tree: Tree, at: int, cues: CueLists) -> list[TreeParts]:
    if tree.lemmas[at] not in cues.nouns:
        return []
    clause = next((child for child in tree.under(at, "acl", "ccomp")
                   if child > at and _says(tree, child)), None)
    owners = tree.under(at, "nmod:poss")
    if clause is None or not owners:
        return []
    source = phrase_of(tree, owners[0], beside=at)
    words = [word for word in tree.subtree(clause) if word > at]
    if source is None or not words:
        return []
    first = source[1] + 1 if tree.low[source[1] - 1:source[1] + 1][-1:] in (
        ("'s",), ("’s",), ("'",), ("’",)) else source[1]
    return [TreeParts(source, (min(first, at), at + 1), (words[0], words[-1] + 1), "noun",
                      tree.lemmas[at] in _WISHES)]


_WISHES = frozenset(("plan", "decision", "desire", "intention", "hope", "fear", "belief", "doubt",
                     "feeling", "sense", "worry", "expectation", "suspicion", "view", "opinion"))


def _says(tree: Tree, at: int) -> bool:
    """Tell the clause of a noun ("that …", "to …") from a relative clause."""
    if tree.relations[at] == "acl:relcl":
        return False
    marks = [tree.low[child] for child in tree.under(at, "mark")]
    return bool(marks) and marks[0] in ("that", "to", "whether")


def _stance(tree: Tree, at: int) -> list[TreeParts]:
    clause = next((child for child in tree.under(at, "ccomp", "xcomp", "advcl", "obl")
                   if child > at), None)
    source = source_of(tree, at)
    if clause is None or source is None or not tree.under(at, "cop"):
        return []
    marks = [tree.low[child] for child in tree.under(clause, "mark", "case")]
    if tree.relations[clause] in ("advcl", "obl") and (not marks or marks[0] not in (
            "about", "of", "that", "to", "over", "at", "by")):
        return []
    words = [word for word in tree.subtree(clause) if word > at]
    cue = next((child for child in tree.under(at, "aux", "cop")), at)
    after = at + 1
    last = after + 1 if after < len(tree.low) and tree.heads[after] == clause \
        and tree.relations[after] == "case" else after
    words = [word for word in words if word >= last]
    if not words:
        return []
    return [TreeParts(source, (min(cue, at), last), (words[0], words[-1] + 1), "stance", True)]
