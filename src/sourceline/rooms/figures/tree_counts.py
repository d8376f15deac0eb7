"""Counts read from a sentence's tree: who or what is counted, and what happened to them.

In: a `Branch`. Out: `Counted`: the words counted, the unit, the outcome with the word that says
it, and what narrows the count. None where the number counts nothing.
"""

from dataclasses import dataclass

from sourceline.rooms.figures.branch import Branch, governor, phrase_of, span_of, tied
from sourceline.rooms.figures.lexicon import lexicon, unit_of
from sourceline.text.trees import Span, Tree

# Verbs whose subject is the one it happens to; an object of theirs is not.
_OF_SUBJECT = frozenset((
    "die", "perish", "flee", "disappear", "gather", "march", "rally", "protest", "attend",
    "participate", "take", "turn", "vanish", "come", "join", "show", "drown", "assemble",
    "demonstrate", "flock", "stream", "throng", "lose",
))
# These say something of people only: "held three meetings", "fired 12 rockets".
_PEOPLE_ONLY = frozenset(("detained", "fired", "charged", "accused", "released", "prosecuted",
                          "expelled", "participated", "rescued", "sanctioned"))
# What happens like this happens to people, whatever noun names them.
_MAKES_PEOPLE = frozenset(("injured", "arrested", "executed", "abducted", "convicted", "sentenced",
                           "tortured", "detained", "charged"))
# "release of 12" is said of the 12; "a sentence of 16" sentences nobody.
_OWN_NOUNS = frozenset(("sentence", "charge", "fire", "sanction", "hang", "try"))
# Without an object these are said of those before them, whatever the tree calls that: "16 killed".
_NEED_OBJECT = frozenset(("kill", "injure", "wound", "arrest", "detain", "displace", "hurt",
                          "abduct", "kidnap", "execute", "imprison", "jail", "deport", "expel",
                          "indict"))
# "claimed the lives of four"
_TAKES_LIVES = frozenset(("claim", "take", "cost"))
# States that a verb leaves people in.
_STATES = frozenset(("dead", "missing", "wounded", "injured", "homeless", "displaced", "hurt"))
_SCOPE_CASES = frozenset(("in", "at", "across", "near", "on", "since", "during", "from", "between",
                          "over", "outside", "within", "around", "throughout", "inside"))
_MAX_SCOPE_WORDS = 9
_MAX_SCOPES = 3
_MAX_WHOLES = 3  # a part of a part of a part: more is a loop in the heads
_PARTS_OF = frozenset(("including", "among"))


@dataclass(frozen=True)
class Counted:
    """What is counted: `place` of its words (None for people unnamed), `trigger` of the outcome."""

    place: Span | None
    head: str
    unit: str
    outcome: str = ""
    trigger: Span | None = None
    scope: tuple[Span, ...] = ()


def count_of(branch: Branch) -> Counted | None:
    """Read what a number counts from its place in the tree."""
    tree = branch.tree
    phrase = phrase_of(branch)
    head = tree.raw[tied(tree, branch.noun)] if branch.noun is not None else ""
    unit = unit_of(head) if head else "person"
    outcome, trigger = outcome_of(branch, unit)
    if not phrase:
        if not outcome or trigger is None:
            return None
        return Counted(None, "", "person", outcome, tree.spans[trigger], scope_of(branch, trigger))
    if outcome in _MAKES_PEOPLE and unit == "thing":
        unit = "person"
    return Counted(span_of(branch, phrase), head, unit, outcome,
                   None if trigger is None else tree.spans[trigger], scope_of(branch, trigger))


def outcome_of(branch: Branch, unit: str) -> tuple[str, int | None]:
    """Tell what happened to the counted, and the word that says it."""
    tree = branch.tree
    own = _of_own(branch) or _right_after(branch)
    if own is not None and _is_part(branch):
        own = _of_governor(branch) or own
    found = own if own is not None else _of_governor(branch)
    if found is None:
        return "", None
    outcome = _outcome(tree, found) or ("killed" if tree.lemmas[found] in _TAKES_LIVES else "")
    if not outcome or (unit not in ("person", "thing", "place")):
        return "", None
    if unit != "person" and outcome in _PEOPLE_ONLY | {"detained", "charged"}:
        return "", None
    return outcome, found


def _outcome(tree: Tree, at: int) -> str:
    table, lemma = lexicon().outcome_of, tree.lemmas[at]
    if lemma == "join" and not any(tree.lemmas[child] in lexicon().collectives
                                   for child in tree.under(at, "obj", "obl")):
        return ""  # "joined the march", but not "joined the party line"
    several = (" ".join(tree.low[at:at + width]) for width in (3, 2))  # "dragged away"
    forms = [*several, tree.low[at], lemma]
    if tree.tags[at] != "NOUN" or lemma not in _OWN_NOUNS:
        forms += [lemma + "ed", lemma + "d"]
    return next((table[form] for form in forms if form in table), "")


def _of_own(branch: Branch) -> int | None:
    """Read what hangs on the counted: "170 people wounded", "12 dead", "12 dead miners"."""
    tree, top = branch.tree, branch.top
    if branch.noun is not None and tree.lemmas[branch.noun] in ("death", "arrest", "injury",
                                                                "execution", "casualty"):
        return branch.noun if tree.lemmas[branch.noun] != "casualty" else None
    for word in (top, branch.at):
        for child in tree.under(word, "acl", "amod"):
            if child > branch.at and _outcome(tree, child) and _is_of(tree, child) \
                    and not tree.low[child].endswith("ing"):
                return child
    if branch.noun is not None and _outcome(tree, branch.noun) and tree.low[branch.noun] in (
            "dead", "wounded", "injured", "missing", "displaced", "homeless"):
        return branch.noun
    return None


def _is_of(tree: Tree, at: int) -> bool:
    """Tell "men killed", "men who were killed", "men who died" from "men who killed"."""
    if tree.relations[at] != "acl:relcl" or tree.under(at, "nsubj:pass"):
        return True
    who = any(tree.low[child] in ("who", "that") for child in tree.under(at, "nsubj"))
    to_come = any(tree.low[child] == "to" for child in tree.under(at, "mark", "aux"))
    return who and tree.lemmas[at] in _OF_SUBJECT and not to_come


def _is_part(branch: Branch) -> bool:
    """Tell "jailed 19 of the 23 people accused": what is said beside them is said of the 23."""
    after = max(branch.words) + 1
    return branch.noun is not None and branch.tree.low[after:after + 1] == ("of",) and any(
        after < word < branch.noun for word in branch.tree.under(branch.noun, "nummod"))


def _right_after(branch: Branch) -> int | None:
    """Read "… and seven civilians injured": the participle beside them is theirs.

    Where the auxiliary is left out the tree often joins them to those of the first verb.
    """
    tree = branch.tree
    at = tied(tree, branch.top) + 1
    if branch.noun is None or at >= len(tree.low) or tree.tags[at] not in ("VERB", "ADJ") \
            or tree.under(at, "obj", "xcomp", "ccomp") or not _outcome(tree, at) \
            or tree.low[at].endswith("ing"):
        return None
    followed = tree.tags[at + 1] if at + 1 < len(tree.low) else ""
    if followed in ("DET", "NUM", "NOUN", "PROPN", "PRON"):
        return None
    active = tree.heads[branch.top] == at and tree.relations[branch.top] == "nsubj"
    return None if active and not _gapped(tree, at) else at


def _gapped(tree: Tree, at: int) -> bool:
    """Tell "were killed and seven civilians injured": the auxiliary of the first verb serves."""
    return (tree.lemmas[at] in _OF_SUBJECT | _NEED_OBJECT or tree.tags[at] == "ADJ"
            or (tree.relations[at] == "conj" and bool(tree.under(tree.heads[at], "aux:pass"))))


def _of_governor(branch: Branch, wholes: int = 0) -> int | None:
    """Read the verb or noun that takes the counted: "killed 12", "12 were killed", "arrest of 12".

    A part ("including three children") shares what happened to the whole.
    """
    tree = branch.tree
    place = governor(branch)
    if place is None:
        return None
    head, relation = place
    cases = [tree.low[word] for word in tree.under(branch.top, "case")]
    if cases[:1] and cases[0] in _PARTS_OF:
        if wholes == _MAX_WHOLES:
            return None
        whole = Branch(tree, frozenset((head,)), head, None)
        return _of_own(whole) or _of_governor(whole, wholes + 1)
    if tree.lemmas[head] == "life" and relation == "nmod":
        verb = tree.heads[head]
        return verb if verb >= 0 and tree.lemmas[verb] in _TAKES_LIVES else None
    if not _outcome(tree, head):
        return _told_of(tree, head, relation)
    if relation == "nmod" and cases[:1] == ["of"] and tree.tags[head] != "VERB":
        return head
    return head if _happens_to(tree, head, relation) else None


def _told_of(tree: Tree, head: int, relation: str) -> int | None:
    """Read "left four people dead", "are believed to be held", "suffered injuries"."""
    if relation not in ("nsubj:pass", "nsubj", "obj"):
        return None
    for child in tree.under(head, "xcomp", "advmod"):
        passive = bool(tree.under(child, "aux:pass"))
        own = tree.lemmas[child] in _OF_SUBJECT or tree.low[child] in _STATES or (
            relation == "nsubj:pass" and tree.low[child].endswith("ed")
            and not tree.under(child, "mark"))  # "were reported killed"
        if _outcome(tree, child) and (own or passive):
            return child
    if relation == "nsubj" and tree.lemmas[head] in ("suffer", "sustain"):
        return next((child for child in tree.under(head, "obj")
                     if _outcome(tree, child) == "injured"), None)
    return None


def _happens_to(tree: Tree, head: int, relation: str) -> bool:
    """Tell whether what a verb says happens to its subject or object is said of the counted."""
    if tree.tags[head] not in ("VERB", "ADJ", "NOUN"):
        return False
    own = tree.lemmas[head] in _OF_SUBJECT or tree.tags[head] == "ADJ" or (
        tree.low[head] == "missing")
    if relation == "nsubj":
        return own or bool(tree.under(head, "aux:pass"))
    return relation == "nsubj:pass" or (relation == "obj" and not own)


def scope_of(branch: Branch, trigger: int | None) -> tuple[Span, ...]:
    """Find what narrows a count: its place, its period, the part it includes."""
    tree = branch.tree
    places: set[tuple[int, int]] = set()
    for word in dict.fromkeys((branch.top, branch.at, *(() if trigger is None else (trigger,)))):
        for child in tree.under(word, "nmod", "obl"):
            words = _phrase(tree, child)
            if child != branch.top and words and not branch.bound.intersection(words) \
                    and _narrows(tree, child, len(words)):
                places.add((words[0], words[-1] + 1))
    return tuple(tree.place(words) for words in sorted(places)[:_MAX_SCOPES])


def _phrase(tree: Tree, at: int) -> list[int]:
    """Give a phrase without commas at its edges; empty where its words do not stand together."""
    counts = [child for child in tree.under(at, "conj") if tree.tags[child] == "NUM"]
    words = tree.subtree(at, without=counts)  # "in May and 15 in June": 15 is another count
    while words and tree.tags[words[0]] == "PUNCT":
        words.pop(0)
    while words and tree.tags[words[-1]] == "PUNCT":
        words.pop()
    return words if words and words[-1] - words[0] + 1 == len(words) else []


def _narrows(tree: Tree, at: int, length: int) -> bool:
    cases = [tree.low[word] for word in tree.under(at, "case")][:1]
    return cases != [] and (cases[0] in _PARTS_OF or (
        cases[0] in _SCOPE_CASES and length <= _MAX_SCOPE_WORDS))
