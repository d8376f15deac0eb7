"""What is said, read from a sentence's tree: the words that a cue verb takes.

In: a cue verb in a `Tree`, lists of cues. Out: `Taken`: the range of words, the rule that found
them, the end of the cue. It looks for no speaker; quotations outside the clause are left open.
"""

from dataclasses import dataclass

from sourceline.text.said import CueLists
from sourceline.text.trees import Tree, Words

_VERBAL = frozenset(("VERB", "AUX"))
_ASKS = frozenset(("whether", "if", "how", "why", "what", "where", "when", "who", "which"))
# Prepositions and marks that bring an argument of a verb, not the time and place of saying.
_ARGUMENT_CASES = frozenset(("as", "for", "of", "with", "to", "from", "against", "about", "on",
                             "over", "into", "that"))
_ARGUMENT_MARKS = frozenset(("as", "for", "of", "with", "from", "to"))
# "saw him leave" is a sight, "saw that he left" a thought.
_SENSES = frozenset(("see", "hear", "feel", "notice", "spot", "observe", "watch"))
# Nouns of measures that get a value.
_MEASURES = frozenset(("toll", "number", "figure", "total", "count", "tally", "turnout", "cost",
                       "attendance", "damage", "loss", "price", "value", "share", "crowd", "rate"))
# Verbs that mostly report no words: with a colon only.
_OFTEN_SILENT = frozenset(("read", "begin", "continue", "speak", "agree", "conclude", "report",
                           "go on", "respond", "answer", "laugh", "text", "post"))


@dataclass(frozen=True)
class CueVerb:
    """A verb that may report: word `at` of the tree, its base form with a particle."""

    tree: Tree
    at: int
    base: str
    cues: CueLists


@dataclass(frozen=True)
class Taken:
    """What a cue takes: `content` is None for a quotation that stands outside the clause."""

    content: Words | None
    rule: str
    cue_end: int


def content_of(cue: CueVerb) -> Taken | None:
    """Find what is said; None where the verb reports nothing."""
    return (_clause(cue) or _around(cue) or _about(cue) or _to_do(cue) or _judged(cue)
            or _measured(cue) or _open(cue))


def _reach(tree: Tree, at: int) -> Words:
    words = tree.subtree(at)
    return words[0], words[-1] + 1


def _reach_before(tree: Tree, clause: int, at: int) -> Words:
    """Give what hangs on a clause before its cue: a word behind the cue hangs there by mistake."""
    words = [word for word in tree.subtree(clause) if word < at]
    return words[0], words[-1] + 1


def _clause(cue: CueVerb) -> Taken | None:
    """Read a clause: "said (that) …", "…, said X", "asked whether …"."""
    tree, at, cues = cue.tree, cue.at, cue.cues
    clauses = tree.under(at, "ccomp")
    if not clauses or cue.base in cues.never_clause:
        return None
    known = cue.base in (cues.direct | cues.assertive | cues.bare | cues.opinion | cues.judgement)
    after = [clause for clause in clauses if clause > at]
    if after and clauses[0] < at and cue.base in cues.direct:
        ends = _reach(tree, clauses[0])[0], _reach(tree, after[-1])[1]
        return Taken(ends, "around", at + 1)
    if after:
        return _clause_after(cue, after, known)
    if not known or clauses[-1] > at:
        return None
    first = any(child < at for child in tree.under(at, "nsubj"))
    return Taken(_reach_before(tree, clauses[-1], at), "final" if first else "inverted", at + 1)


def _clause_after(cue: CueVerb, after: list[int], known: bool) -> Taken | None:
    tree, at = cue.tree, cue.at
    first = _that_start(tree, after[0], max(_reach(tree, after[0])[0], at + 1))
    last = max(_reach(tree, clause)[1] for clause in after)
    judged = [child for child in tree.under(at, "obj") if at < child < after[0]]
    if judged and cue.base in cue.cues.judgement and tree.low[first] != "that":
        first = _reach(tree, judged[0])[0]
    that = tree.low[first] == "that" or any(
        tree.low[word] == "that" for word in tree.under(after[0], "mark"))
    if cue.base in _SENSES and not that and tree.low[first] not in _ASKS:
        return None
    if not (known or that or tree.low[first] in _ASKS or cue.base in cue.cues.promise):
        return None
    front = None if that else _front(tree, at)
    if front is not None:
        return Taken((front, last), "around", at + 1)
    if tree.low[first] == "," and first + 1 < last:
        first += 1
    return Taken((first, last), "that_clause" if that else "bare_clause", at + 1)


def _front(tree: Tree, at: int) -> int | None:
    """Find where what is said begins before a cue set into it: "When it rained, she said, …"."""
    subjects = [child for child in tree.under(at, "nsubj") if child < at]
    if not subjects or tree.low[at + 1:at + 2] != (",",):
        return None
    begin = _reach(tree, subjects[0])[0]
    # "In a letter, she said, …" is how it was said; "When it rained" is part of what was.
    fronted = [child for child in tree.under(at, "advcl") if child < begin
               and tree.under(child, "mark", "advmod")]
    if begin == 0 or tree.low[begin - 1] != "," or not fronted:
        return None
    return _reach(tree, fronted[0])[0]


def _that_start(tree: Tree, clause: int, first: int) -> int:
    """Begin at "that" where only the setting stands before it ("said in Ost that …")."""
    that = [word for word in tree.under(clause, "mark") if tree.low[word] == "that"]
    if that and that[0] > first and all(
            tree.tags[word] not in _VERBAL for word in range(first, that[0])):
        return that[0]
    return first


def _around(cue: CueVerb) -> Taken | None:
    """Read a cue set into or after what is said: "The vote, he said, was fair"."""
    tree, at = cue.tree, cue.at
    head = tree.heads[at]
    if cue.base not in cue.cues.direct | cue.cues.opinion | cue.cues.assertive or head < 0:
        return None
    if tree.relations[at].split(":")[0] != "parataxis":
        return None
    words = tree.subtree(head, without=[at])
    if not words or words[0] > at:
        return None
    rule = "final" if words[-1] < _reach(tree, at)[0] else "around"
    return Taken((words[0], words[-1] + 1), rule, at + 1)


def _infinitive(tree: Tree, at: int) -> bool:
    return any(tree.low[child] == "to" for child in tree.under(at, "mark"))


def _tasks(tree: Tree, at: int, after: int) -> list[int]:
    """Give the to-clauses of a verb that stand after a word."""
    return [child for child in tree.under(at, "xcomp", "ccomp", "advcl")
            if child > after and _infinitive(tree, child)]


def _about(cue: CueVerb) -> Taken | None:
    """Read a prepositional cue: "called for a vote", "called on them to leave"."""
    tree, at = cue.tree, cue.at
    for child in tree.under(at, "obl", "advcl"):
        cases = tree.under(child, "case", "mark")
        if child < at or not cases or cases[0] != at + 1 \
                or f"{cue.base} {tree.low[cases[0]]}" not in cue.cues.bases:
            continue
        words = [word for word in tree.subtree(child) if word > cases[0]]
        if not words:
            continue
        tasks = _tasks(tree, at, child)
        last = max([words[-1] + 1, *(_reach(tree, task)[1] for task in tasks)])
        rule = "to_clause" if tasks else "judged_object"
        return Taken((words[0], last), rule, cases[0] + 1)
    return None


def _to_do(cue: CueVerb) -> Taken | None:
    """Read what is to be done: "vowed to go", "urged them to go", "is expected to go"."""
    tree, at, cues = cue.tree, cue.at, cue.cues
    if cue.base not in cues.promise | cues.intend | cues.opinion:
        return None
    tasks = _tasks(tree, at, at)
    if not tasks:
        return None
    first, last = _reach(tree, tasks[0])
    objects = [child for child in tree.under(at, "obj", "iobj") if at < child < tasks[0]]
    hidden = [child for child in tree.under(at, "nsubj:pass") if child < at]
    if objects or hidden:
        first = min(first, _reach(tree, (hidden or objects)[0])[0])
    return Taken((first, last), "to_clause", at + 1)


def _judged(cue: CueVerb) -> Taken | None:
    """Read a judged or named object: "condemned the plan", "called it a lie"."""
    tree, at = cue.tree, cue.at
    if cue.base not in cue.cues.judgement:
        return None
    objects = [child for child in tree.under(at, "obj", "iobj") if child > at]
    passive = tree.under(at, "nsubj:pass")
    if not objects and not passive:
        return None
    if cue.base == "question" and tree.tags[(objects or passive)[0]] == "PROPN":
        return None  # "questioned Ann Li" is no report, "questioned the plan" is
    first, least = _reach(tree, (objects or passive)[0])
    last = max([least, *(_reach(tree, child)[1] for child in tree.children[at]
                         if child > at and _is_argument(tree, child))])
    return Taken((first, last), "judged_object", at + 1)


def _is_argument(tree: Tree, at: int) -> bool:
    """Tell a part of what is said from when, where and how it is said."""
    relation = tree.relations[at]
    marks = [tree.low[child] for child in tree.under(at, "case", "mark")]
    if relation == "obl":
        return bool(marks) and marks[0] in _ARGUMENT_CASES
    if relation.startswith("advcl"):
        return bool(marks) and marks[0] in _ARGUMENT_MARKS
    return relation in ("obj", "iobj", "xcomp", "ccomp")


def _measured(cue: CueVerb) -> Taken | None:
    """Read the value someone gives for a measure: "put the toll at nine"."""
    tree, at = cue.tree, cue.at
    if cue.base not in ("put", "place", "set", "estimate"):
        return None
    measure = next((child for child in tree.under(at, "obj")
                    if child > at and tree.lemmas[child] in _MEASURES), None)
    if measure is None:
        return None
    value = next((child for child in (*tree.under(at, "obl"), *tree.under(measure, "nmod"))
                  if child > measure and "at" in (
                      tree.low[word] for word in tree.under(child, "case"))), None)
    if value is None:
        return None
    last = max(_reach(tree, measure)[1], _reach(tree, value)[1])
    return Taken((_reach(tree, measure)[0], last), "measured", at + 1)


def _open(cue: CueVerb) -> Taken | None:
    """Read a cue that waits for a quotation outside its clause: "Hester said:"."""
    tree, at, base = cue.tree, cue.at, cue.base
    if base not in cue.cues.direct or (base in _OFTEN_SILENT and tree.low[-1] != ":"):
        return None
    if any(tree.low[child] in ("not", "n't", "n’t", "never") for child in tree.children[at]):
        return None
    if base not in ("tell", "ask", "remind", "add") and any(
            child > at for child in tree.under(at, "obj", "ccomp", "xcomp")):
        return None
    return Taken(None, "quotation", at + 1)
