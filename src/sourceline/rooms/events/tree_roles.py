"""Parts that only a tree shows: places of the clause, what a plot is for, who lends a subject.

In: a `Scene` with its syntax. Out: ranges of words, as in `roles.py`, which says what they mean.
"""

from sourceline.lexicon.events import load_events
from sourceline.record.event import RoleName
from sourceline.rooms.events.parts import (
    is_passive,
    marks,
    objects,
    prepositional,
    subjects,
)
from sourceline.rooms.events.scene import Scene
from sourceline.text.phrases import Range

# How far up the tree a place still is the place of the trigger: "stormed a house in Ost, killing".
_MAX_STEPS = 4
_SAME_CLAUSE = frozenset(("obj", "nsubj", "nsubj:pass", "conj", "xcomp", "advcl", "obl", "nmod",
                          "acl"))
# A clause joined by these happens elsewhere or at another time.
_APART = frozenset(("before", "after", "because", "although", "though", "while", "if", "since",
                    "until", "as", "that"))
_AIMED = frozenset(("target", "aim", "hit", "strike", "kill", "wound", "injure"))


def tree_phrase_objects(scene: Scene, second: RoleName) -> list[tuple[RoleName, Range]]:
    """Give what follows "met with", "opened fire on"; nothing for "signed a deal"."""
    syntax = scene.syntax
    assert syntax is not None
    end = scene.trigger.words[1]
    last = scene.line.clause.low[end - 1]
    if scene.objects and not (last in ("on", "at", "to", "with", "upon") and any(
            word == last for word, _ in scene.after)):
        return [(second, phrase) for phrase in scene.objects]
    if scene.line.clause.tags[end - 1] in ("noun", "name", "verb"):
        return []
    found = [(second, phrase) for word, phrase in scene.after if word == last]
    if found:
        return found
    kept = [phrase for phrase in scene.objects if not _inside(phrase, scene.trigger.words)]
    return [(second, phrase) for phrase in kept]


def _inside(phrase: Range, words: Range) -> bool:
    return words[0] < phrase[1] <= words[1]


def tree_subjects(scene: Scene, verb: int) -> list[Range] | None:
    """Give the subjects of a verb, None without a tree."""
    if scene.syntax is None:
        return None
    return [scene.syntax.noun(head) for head in subjects(scene.syntax, verb)]


def whose(scene: Scene, phrase: Range) -> list[Range]:
    """Give who is behind a deed that stands as subject: "a Varenian airstrike killed"."""
    if scene.syntax is None:
        return []
    tree = scene.syntax.tree
    head = scene.syntax.head_of(phrase)
    owners = [child for child in tree.children[head]
              if tree.relations[child] in ("compound", "nmod:poss", "amod")
              and scene.line.clause.tags[child] == "name"]
    return [(min(tree.subtree(one, tree.under(one, "case"))), one + 1) for one in owners]


def named_beside(scene: Scene, phrase: Range) -> list[Range]:
    """Give the people a noun for them is then named as: "two geologists, Ana Roe and Bo Vint"."""
    syntax = scene.syntax
    assert syntax is not None
    tree = syntax.tree
    head = syntax.head_of(phrase)
    if tree.tags[head] != "NOUN":
        return []
    beside = [*tree.under(head, "appos")]
    if tree.relations[head] == "appos":  # "Ana Roe and Bo Vint, the two geologists"
        beside.append(tree.heads[head])
    every = [one for first in beside for one in (first, *tree.under(first, "conj"))]
    return [syntax.noun(one) for one in every if tree.tags[one] == "PROPN" and any(
        mention.kind == "person" and mention.form == "name"
        for mention in scene.inside(syntax.noun(one)))]


def counted(scene: Scene, phrase: Range) -> Range | None:
    """Take "dozens of peaceful protesters" whole: up to the noun after "of"."""
    if scene.syntax is None:
        return None
    after = [head for word, head in prepositional(scene.syntax, phrase[1] - 1)
             if word == "of" and head >= phrase[1]]
    return (phrase[0], scene.syntax.noun(after[0])[1]) if after else None


def noun_acts(scene: Scene) -> list[tuple[RoleName, Range]]:
    """Read the verbs on a noun: "a plot to bomb X", "an attack that targeted X", "killing Y"."""
    syntax = scene.syntax
    assert syntax is not None
    tree, head = syntax.tree, scene.trigger.head
    found: list[tuple[RoleName, Range]] = []
    plot = scene.trigger.pattern.kind.family == "plot"
    for child in tree.under(head, "acl"):
        aimed = tree.lemmas[child] in _AIMED and not is_passive(syntax, child)
        if (plot and "to" in marks(syntax, child)) or aimed:
            acts = [child, *(one for one in tree.under(child, "conj") if tree.tags[one] == "VERB")]
            for act in acts:
                found += [("target", syntax.noun(one)) for one in objects(syntax, act)
                          if not _marks_gap(scene, one)]
    above = tree.heads[head]
    if tree.relations[head] == "nmod" and above >= 0 and tree.lemmas[above] in ("target", "victim",
                                                                                "object"):
        found += [("target", syntax.noun(one)) for one in tree.under(above, "nsubj")]
        over = tree.heads[above]
        if tree.relations[above].startswith("nsubj") and tree.under(over, "cop"):
            found.append(("target", syntax.noun(over)))  # "the target of the attack was Bova"
    return found


def _marks_gap(scene: Scene, at: int) -> bool:
    return at == scene.trigger.head


def arms_around(scene: Scene) -> list[Range]:
    """Give nouns that may be what was used: in the trigger's words, beside it, or "with" them."""
    syntax = scene.syntax
    assert syntax is not None
    tree, head = syntax.tree, scene.trigger.head
    start, end = scene.trigger.words
    found = [syntax.noun(at) for at in range(start, end) if at != head and tree.tags[at] == "NOUN"]
    if not scene.trigger.is_verb:
        beside = [one for one in tree.under(head, "compound") if one not in range(start, end)]
        found += [(min(tree.subtree(one)), one + 1) for one in beside]
        found += [scene.trigger.words]
    found += [syntax.noun(one) for one in tree.children[head]
              if tree.relations[one] == "nsubj" and scene.trigger.is_verb and not scene.passive]
    if scene.governor is not None:
        found += [syntax.noun(one) for word, one in prepositional(syntax, scene.governor)
                  if word in ("with", "using")]
    used = [one for verb in (*tree.under(head, "advcl"), *tree.under(head, "acl"))
            if tree.lemmas[verb] in ("use", "fire", "throw", "hurl", "launch")
            and not tree.under(verb, "nsubj")
            for one in objects(syntax, verb)]
    return found + [syntax.noun(one) for one in used]


def places_around(scene: Scene) -> list[Range]:
    """Give phrases of place in the trigger's clause, nearest in the tree first."""
    syntax = scene.syntax
    assert syntax is not None
    found = _located(scene, scene.trigger.head)
    at = scene.trigger.head
    for _ in range(_MAX_STEPS):
        relation, above = syntax.tree.relations[at], syntax.tree.heads[at]
        if above < 0 or relation not in _SAME_CLAUSE or _APART & set(marks(syntax, at)):
            break
        if relation in ("obl", "nmod") and relation == "nmod":
            break
        at = above
        found += _located(scene, at)
    return found


def _located(scene: Scene, at: int) -> list[Range]:
    syntax = scene.syntax
    assert syntax is not None
    locative = load_events().words.locative
    around = prepositional(syntax, at)
    # "an attack on a police station in Ost": the place may hang on what was attacked.
    nested = [one for head in [*(head for _, head in around), *objects(syntax, at)]
              for one in prepositional(syntax, head)]
    nested += [one for _, head in nested for one in prepositional(syntax, head)]
    found = [syntax.noun(head) for word, head in (*around, *nested) if word in locative]
    predicate = syntax.predicates.get(at)
    for one in predicate.arguments if predicate else ():
        first, last = scene.line.word_at(one.start), scene.line.word_at(one.end)
        if one.label == "ARGM-LOC" and last > first:
            head = syntax.head_of((first, last))
            phrase = syntax.noun(head)
            found.append((max(phrase[0], min(first, head)), phrase[1]))
    return found
