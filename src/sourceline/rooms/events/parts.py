"""The parts of a verb or an event noun in the reader's tree: subjects, objects, what follows.

In: a `Syntax` and a word. Out: words that head noun phrases. Shared subjects, passives, control
verbs, relative clauses and participles are followed; who takes which part is asked later.
"""

from sourceline.rooms.events.syntax import Syntax
from sourceline.rooms.events.triggers import past_forms

# How far a missing subject is looked for up the tree.
_MAX_STEPS = 5
# Verbs with "to" whose subject, not object, does what follows.
_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge", "offer", "swear", "agree"))
_STATES = frozenset(("remain", "stay", "lie", "seem", "appear", "become", "get", "feel"))
_CAUSERS = frozenset(("have", "get", "see", "want", "order"))
# "sentenced him for plotting": the deed is the object's.
_BY_DEED = frozenset(("for", "of", "with"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"))


def group(syntax: Syntax, at: int) -> list[int]:
    """Give the auxiliaries and negations of a verb; one joined by "and" shares the first's."""
    tree = syntax.tree
    own = [child for child in tree.children[at]
           if tree.relations[child] in ("aux", "aux:pass", "cop") or (
               child < at and tree.low[child] in ("not", "n't", "n’t", "never"))]
    if not own and tree.relations[at] == "conj" and not tree.under(at, "nsubj"):
        above = tree.heads[at]
        if tree.tags[above] in ("VERB", "AUX") and _same_form(syntax, at, above):
            return group(syntax, above)
    return own


def _same_form(syntax: Syntax, at: int, above: int) -> bool:
    """Tell "were arrested and taken" from "will march and was told"."""
    low = syntax.tree.low
    return (low[at] in past_forms()) == (low[above] in past_forms()) or \
        low[at].endswith("ed") == low[above].endswith("ed")


def is_passive(syntax: Syntax, at: int) -> bool:
    """Tell a verb whose subject is acted on: passives and bare participles ("men arrested in")."""
    tree = syntax.tree
    if tree.tags[at] not in ("VERB", "AUX", "ADJ") or tree.low[at].endswith("ing"):
        return False
    if _lacks_object(syntax, at):
        return True
    if tree.under(at, "nsubj") and not tree.under(at, "aux:pass", "aux"):
        # "Two men arrested in Ost" is a headline; in prose, "soldiers fired" are who fired.
        told = [one for one in tree.children[at] if tree.relations[one] == "nsubj:pass"]
        return bool(told) and tree.low[-1] not in (".", "!", "”", "\"", "''")
    if any(tree.relations[child] in ("nsubj:pass", "aux:pass", "obl:agent")
           for child in tree.children[at]):
        return True
    if tree.under(at, "nsubj", "aux") or not _participle(tree.low[at]):
        return False
    relation, above = tree.relations[at], tree.heads[at]
    if relation == "conj":
        return is_passive(syntax, above) and not tree.under(at, "obj")
    if relation == "xcomp":
        return tree.lemmas[above] in _STATES or (
            tree.lemmas[above] in _CAUSERS and bool(tree.under(above, "obj")))
    return relation in ("acl", "advcl", "amod") and not tree.under(at, "obj", "mark")


# What nobody does without somebody it is done to: where no object stands, the reader took a
# participle ("a diplomat arrested for plotting") for the past.
_DONE_TO = frozenset(("arrest", "detain", "jail", "imprison", "indict", "extradite", "deport",
                      "convict", "sentence", "abduct", "kidnap", "assassinate", "behead", "execute",
                      "murder", "apprehend", "acquit", "pardon"))
_OF_WHAT = frozenset(("for", "in", "on", "over", "after", "by", "during", "at", "near", "to", "of",
                      "following", "with", "from", "last", "this", "since", "as"))


def _lacks_object(syntax: Syntax, at: int) -> bool:
    """Tell "the diplomat arrested for plotting" where the reader made it the diplomat's act."""
    tree = syntax.tree
    if tree.lemmas[at] not in _DONE_TO or tree.low[at] == tree.lemmas[at] or tree.under(
            at, "obj", "iobj", "ccomp", "xcomp", "aux", "compound:prt"):
        return False
    who = tree.under(at, "nsubj")
    if not who or tree.low[at + 1:at + 2] not in {(word,) for word in _OF_WHAT}:
        return False
    if tree.relations[at] == "acl":  # a subject has no preposition: "the date for a man arrested"
        return any(tree.under(one, "case") for one in who)
    return tree.relations[at] in ("root", "parataxis", "ccomp")


def _participle(word: str) -> bool:
    return word in past_forms() or word.endswith(("ed", "en"))


def subjects(syntax: Syntax, at: int, steps: int = _MAX_STEPS) -> list[int]:
    """Give the words that head the subject of a verb, shared and understood ones too."""
    tree = syntax.tree
    own = tree.under(at, "nsubj")
    if own:
        return _each(syntax, own, at)
    relation, above = tree.relations[at], tree.heads[at]
    if above < 0 or not steps:
        return []
    told = syntax.argument(at, "ARG1" if is_passive(syntax, at) else "ARG0")
    if told and relation in ("advcl", "xcomp"):
        return told
    if relation in ("acl", "acl:relcl"):
        if relation == "acl" and _marked_to(syntax, at):
            return _planners(syntax, above)
        return _each(syntax, [above]) if tree.tags[above] in _NOUNS else []
    if relation == "xcomp":
        held = objects(syntax, above)
        if held and tree.lemmas[above] not in _SUBJECT_CONTROL:
            return held
        return subjects(syntax, above, steps - 1)
    if relation == "advcl" and _BY_DEED & set(marks(syntax, at)):
        held = objects(syntax, above)
        if held:
            return held
    if relation in ("conj", "advcl") and tree.tags[above] in ("VERB", "AUX", "ADJ", "NOUN"):
        if relation == "conj" and is_passive(syntax, above) and not is_passive(syntax, at) \
                and not tree.under(above, "nsubj"):
            return []
        return subjects(syntax, above, steps - 1)
    return []


def _planners(syntax: Syntax, noun: int) -> list[int]:
    """Give who is behind "their plot to": the possessor, or whom "by" names."""
    tree = syntax.tree
    owners = [child for child in tree.children[noun] if tree.relations[child] == "nmod:poss"]
    owners += [child for child in tree.under(noun, "nmod")
               if any(tree.low[one] == "by" for one in tree.under(child, "case"))]
    return _each(syntax, owners)


def objects(syntax: Syntax, at: int) -> list[int]:
    """Give the words that head the objects of a verb, those of "attacked and killed X" too."""
    tree = syntax.tree
    own = [*tree.under(at, "iobj"), *tree.under(at, "obj")] or _after_particle(syntax, at)
    if own:
        return _each(syntax, own, at)
    if is_passive(syntax, at):
        return []
    if tree.relations[at] == "acl:relcl" and tree.heads[at] >= 0 and _gap(syntax, at):
        return _each(syntax, [tree.heads[at]])
    for other in tree.under(at, "conj"):
        if tree.tags[other] == "VERB" and other <= at + 3 and not tree.under(other, "nsubj", "aux"):
            held = tree.under(other, "obj", "iobj")
            return _each(syntax, [one for one in held if other == at + 2 or syntax.holds(at, one)])
    return []


def _after_particle(syntax: Syntax, at: int) -> list[int]:
    """Give what "called on" takes where "on" was read as the verb's own."""
    tree = syntax.tree
    if not tree.under(at, "compound:prt"):
        return []
    return [one for one in tree.under(at, "obl") if not tree.under(one, "case")]


def _gap(syntax: Syntax, at: int) -> bool:
    """Tell "the men police arrested": a subject of its own, and nothing else that is acted on."""
    tree = syntax.tree
    own = tree.under(at, "nsubj")
    if any(tree.low[one] in ("which", "whom") and tree.under(one, "case")
           for one in tree.under(at, "obl")):
        return False  # "a meeting during which many condemned it"
    return bool(own) and all(syntax.named(one) == one for one in own) and not tree.under(
        at, "ccomp", "xcomp")


def _each(syntax: Syntax, heads: list[int], verb: int = -1) -> list[int]:
    """Follow "who" to its noun and lists to their parts; clauses are no parts."""
    # In "Tolan, who is serving a term, and Bern" only Tolan serves it.
    found = [one for head in heads for one in syntax.each(syntax.named(head))
             if (syntax.shares(verb, head, one) if head == syntax.named(head) else one < head)]
    start = syntax.dateline() if verb >= 0 else 0
    return [one for one in dict.fromkeys(found) if syntax.tree.tags[one] in _NOUNS
            and (one >= start or verb < start)]


def prepositional(syntax: Syntax, at: int) -> list[tuple[str, int]]:
    """Give (preposition, head of its noun phrase) for what hangs on a word, in text order."""
    tree = syntax.tree
    found: list[tuple[str, int]] = []
    for child in tree.children[at]:
        if tree.relations[child].split(":")[0] not in ("obl", "nmod"):
            continue
        cases = syntax.cases(child)
        if cases and tree.relations[child] != "nmod:poss":
            found += [(tree.low[cases[0]], one) for one in syntax.each(syntax.named(child))
                      if syntax.shares(at, child, one) or child != syntax.named(child)]
    return found


def first_joined(syntax: Syntax, at: int) -> int:
    """Go from any part of a list to the first, whose relation holds for all."""
    tree = syntax.tree
    for _ in range(_MAX_STEPS):
        if tree.relations[at] != "conj" or tree.heads[at] < 0:
            return at
        at = tree.heads[at]
    return at


def _marked_to(syntax: Syntax, at: int) -> bool:
    return any(syntax.tree.low[one] == "to" for one in syntax.tree.under(at, "mark"))


def marks(syntax: Syntax, at: int) -> list[str]:
    """Give the words that join a clause to what governs it: "to", "if", "after", "of".

    >>> from sourceline.text.trees import Tree
    >>> tree = Tree(((0, 2), (3, 7)), ("to", "bomb"), ("to", "bomb"), ("to", "bomb"),
    ...             ("PART", "VERB"), (1, -1), ("mark", "root"), ((), (0,)))
    >>> marks(Syntax(tree, {}), 1)
    ['to']
    """
    return [syntax.tree.low[one] for one in syntax.tree.under(at, "mark", "case")]
