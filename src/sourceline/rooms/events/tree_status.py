"""Status read off the tree: modals and negation of a verb's own group, and what governs it.

In: a `Scene` with its syntax. Out: the words of the group, the next governing word, or a status.
It asks `governors.judge` what a governing word means.
"""

from typing import cast

from sourceline.record.event import Status
from sourceline.rooms.events.governors import NOT, Found, is_definite, judge, status_words
from sourceline.rooms.events.parts import first_joined, group, marks
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.rooms.events.triggers import past_forms

_MAX_CHAIN = 6
_AGAIN = frozenset(("when", "whenever", "often", "always", "usually", "sometimes", "rarely",
                    "routinely", "typically", "regularly", "frequently", "generally", "never"))
_IFS = frozenset(("if", "unless", "whether", "lest"))
# Phrases with these stand beside the act and say nothing of whether it came about.
_BESIDE = frozenset(("against", "on", "upon", "at", "over", "after", "before", "since", "during",
                     "following", "amid", "despite", "by", "in", "near", "under", "around",
                     "through", "because", "until", "as"))


def tree_group(scene: Scene, at: int) -> list[str]:
    """Give the helping words of a verb: "had", "not", "been", "would"."""
    assert scene.syntax is not None
    return [scene.syntax.tree.low[one] for one in group(scene.syntax, at)]


def tree_above(scene: Scene, at: int) -> tuple[int, str] | None:
    """Give the word above `at` and how it hangs on it: "to", "prep", "object", "that", "and"."""
    syntax = scene.syntax
    assert syntax is not None
    tree = syntax.tree
    relation, above = tree.relations[at], tree.heads[at]
    if above < 0:
        return None
    joined = marks(syntax, at)
    if tree.low[at].endswith("ing") and "to" in joined:
        joined = ["with"]  # "pleaded guilty to killing": a preposition, no infinitive
    if relation == "conj":
        return None if tree.under(at, "nsubj") else (above, "and")
    if relation in ("advcl", "xcomp") and "to" in joined:
        # "led a plot to bomb": the reader may hang the clause on the verb.
        held = [one for one in tree.under(above, "obj") if one < at and _opens(tree.low[one])]
        if held:
            return held[-1], "to"
    if relation == "xcomp":
        return above, "to" if "to" in joined else "object"
    if relation == "ccomp":
        return above, "to" if "to" in joined else "that"
    if relation in ("acl", "advcl"):
        link = "to" if "to" in joined else "prep"
        plain = not joined or bool(_BESIDE & set(joined))
        return None if plain else (above, link)
    if relation in ("obj", "iobj"):
        return above, "object"
    if relation.split(":")[0] in ("obl", "nmod") and relation != "nmod:poss":
        if tree.low[above] in _PART_IN:
            return None  # "denied any part in the attack": the attack was
        if tree.lemmas[above] in _FORMS and "of" in joined:
            return above, "object"  # "could take the form of an expulsion"
        inside = at == scene.trigger.head and tree.tags[above] == "NOUN" and is_definite(scene)
        if inside and not _opens(tree.low[above]):
            return None  # "called for an inquiry into the shooting": the shooting was
        return None if not joined or _BESIDE & set(joined) else (above, "prep")
    return None


def _opens(word: str) -> bool:
    return any(word in status_words(name) for name in (
        "plan_nouns", "threat_nouns", "suppose_nouns"))


_FORMS = frozenset(("form", "shape", "guise"))
_PART_IN = frozenset(("part", "involvement", "role", "responsibility", "hand", "link", "links",
                      "knowledge", "complicity", "connection", "participation", "guilt"))
# Adjectives whose "to" tells what was done ("were quick to denounce it").
_DONE_SO = frozenset(("quick", "swift", "able", "forced", "obliged", "compelled", "first", "last"))
# What these do to somebody or something, that was there before: its own fate is not told.
_HARMS = frozenset(("bomb", "attack", "kill", "infiltrate", "storm", "raid", "strike", "hit",
                    "target", "disperse", "suppress", "crush", "quell", "attend", "join", "film",
                    "watch", "survive", "witness", "see", "mark", "cover", "confront", "repress",
                    "contain", "counter", "commemorate", "denounce", "avenge", "document",
                    "prosecute", "punish", "police", "endure", "weather", "resist"))
_ABOUT = frozenset(("justify", "support", "oppose", "discuss", "condemn", "fear", "favor", "favour",
                    "help", "allow", "encourage", "consider", "believe", "suspect", "report",
                    "claim", "investigate", "charge", "blame", "expect", "reject", "deny"))
_MADE_TRUE = frozenset(("force", "manage", "prompt", "compel", "lead", "cause", "drive", "get",
                        "go", "come", "continue", "begin", "start", "proceed", "hesitate", "fail",
                        "decline", "refuse", "happen", "dare", "rush", "bother", "help", "vote",
                        "decide", "order", "choose", "move", "turn"))
_SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
_NOT_YET = frozenset(("will", "would", "not", "n't", "could", "may", "might", "should", "never"))
_SAID_OF = (("thwart_words", "thwarted"), ("plan_words", "planned"), ("expect_words", "expected"),
            ("allege_words", "alleged"), ("suppose_words", "hypothetical"))


def tree_predicated(scene: Scene) -> Found | None:
    """Read what an adjective says of the noun: "the release was imminent", "a strike is likely"."""
    at = occurs_in(scene)
    if scene.trigger.is_verb or at is None or scene.syntax is None:
        return None
    word = scene.syntax.tree.low[at]
    helpers = {*tree_group(scene, at)} if scene.syntax.tree.tags[at] != "VERB" else set()
    if helpers & status_words("future_modals"):
        return "expected", "future"
    if helpers & {"would", "could", "might", "may"} and not is_definite(scene):
        return "hypothetical", "modal"
    if scene.syntax.tree.tags[at] not in ("ADJ", "VERB") or not scene.syntax.tree.under(
            at, "cop", "aux:pass"):
        return None
    if word in ("unlikely", "impossible", "unthinkable", "inevitable"):
        return "hypothetical", "suppose"
    stoppable = scene.trigger.pattern.kind.family in ("violence", "plot")
    for name, status in _SAID_OF:
        if word in status_words(name) and (status != "thwarted" or stoppable):
            return cast(Status, status), f"predicate_{status}"
    return None


def tree_governed(scene: Scene) -> Found | None:
    """Follow the words that govern the trigger up the tree, nearest first."""
    at = scene.trigger.head
    done = False
    for number in range(_MAX_CHAIN):
        step = tree_above(scene, at)
        if step is None:
            break
        governor, link = step
        if _keeps_its_own(scene, governor, link, number):
            break
        found = _brought_about(scene, governor, link) or judge(scene, governor, link) or \
            _by_verb(scene, governor, link, number)
        if found == ("planned", "plan") and _is_noun(scene, governor):
            found = _of_plan(scene, governor)
        if found is None and link == "to" and not scene.trigger.is_verb and \
                not is_definite(scene) and not done:
            found = "hypothetical", "purpose"
        if found is not None and found[1] != "implicative":
            return None if found[1] == "own" else found
        done = done or found is not None
        if link == "that":
            break
        at = governor
    return ("happened", "implicative") if done else None


def _is_noun(scene: Scene, at: int) -> bool:
    return scene.syntax is not None and scene.syntax.tree.tags[at] == "NOUN"


# "Went through with his plan to", "followed through on a decision to".
_CARRIED_OUT = frozenset(("carry", "implement", "execute", "fulfil", "fulfill", "follow", "go",
                          "act", "complete", "realise", "realize"))


def _of_plan(scene: Scene, noun: int) -> Found:
    """Read what becomes of a plan to do it: carried out, or only called for."""
    assert scene.syntax is not None
    tree = scene.syntax.tree
    above = tree.heads[noun]
    cases = {tree.low[one] for one in tree.under(noun, "case")}
    if above < 0 or tree.relations[noun] not in ("obj", "obl", "nmod"):
        return "planned", "plan"
    if "for" in cases and tree.low[above] in status_words("suppose_nouns"):
        return "hypothetical", "suppose"
    through = tree.relations[noun] == "obj" or "through" in {
        tree.low[one] for one in tree.children[above]} or tree.lemmas[above] == "act"
    words = {*tree_group(scene, above)}
    done = tree.lemmas[above] in _CARRIED_OUT and through and not words & (
        status_words("suppose_modals") | status_words("future_modals") | NOT)
    return ("happened", "implicative") if done else ("planned", "plan")


def _keeps_its_own(scene: Scene, at: int, link: str, number: int) -> bool:
    """Tell what a governing word leaves as it is: "justified the attack", "bombed the rally"."""
    assert scene.syntax is not None
    if scene.trigger.is_verb or link != "object" or number:
        return False
    lemma = scene.syntax.tree.lemmas[at]
    if lemma in _HARMS:
        return True
    return is_definite(scene) and lemma in _ABOUT


def _brought_about(scene: Scene, at: int, link: str) -> Found | None:
    """Read verbs whose "to" tells what was done: forced to, managed to, did not hesitate to."""
    assert scene.syntax is not None
    tree = scene.syntax.tree
    if link != "to":
        return None
    took_time = tree.lemmas[at] == "take" and any(
        tree.lemmas[one] in _SPANS for one in tree.under(at, "obj"))
    if tree.lemmas[at] == "give" and any(
            tree.low[case] in ("until", "till", "by") for one in tree.under(at, "obl")
            for case in tree.under(one, "case")):
        return "expected", "term"  # "was given until June to report"
    copula = {*tree_group(scene, at)} | {tree.low[one] for one in tree.under(at, "cop")}
    if tree.tags[at] == "ADJ" and tree.low[at] in _DONE_SO and not copula & _NOT_YET:
        return "happened", "implicative"
    if tree.tags[at] != "VERB" or not (took_time or tree.lemmas[at] in _MADE_TRUE):
        return None
    words = tree_group(scene, at)
    if any(word in status_words("suppose_modals") for word in words):
        return "hypothetical", "modal"  # "should prompt the West to turn away"
    if any(word in status_words("future_modals") for word in words):
        return "expected", "future"
    negated = bool(NOT & set(words))
    if tree.lemmas[at] in ("hesitate", "fail", "refuse", "decline"):
        return ("happened", "implicative") if negated and tree.lemmas[at] != "refuse" else None
    result = any(tree.low[one].endswith("ing") for one in tree.under(scene.trigger.head, "advcl"))
    if negated or (tree.lemmas[at] in ("decide", "order", "choose") and not result):
        return None
    return "happened", "implicative"


def _by_verb(scene: Scene, at: int, link: str, number: int) -> Found | None:
    """Read the governing verb's own group: "could have killed", "did not carry out an attack"."""
    assert scene.syntax is not None
    if scene.syntax.tree.tags[at] not in ("VERB", "AUX") or link == "that":
        return None
    words = tree_group(scene, at)
    if link == "object" and is_order(scene, at):
        return "hypothetical", "order"
    light = number == 0 and scene.syntax.tree.low[at] in base_forms("light")
    formed = any(scene.syntax.tree.lemmas[one] in _FORMS
                 for one in scene.syntax.tree.under(at, "obj"))
    if link in ("object", "prep") and not light and not formed and (
            is_definite(scene) or scene.trigger.is_verb or scene.trigger.kind != "PLOT"):
        # "would condemn the attack": what is condemned may well have happened.
        return ("happened", "own") if is_definite(scene) and not scene.trigger.is_verb else None
    if NOT & set(words):
        return "denied", "negation"
    if any(word in status_words("suppose_modals") for word in words):
        return "hypothetical", "modal"
    if any(word in status_words("future_modals") for word in words):
        return "expected", "future"
    return None


def tree_condition(scene: Scene) -> Found | None:
    """Look for "if", "unless", "whether" on the trigger's clause or one above it."""
    syntax = scene.syntax
    assert syntax is not None
    tree = syntax.tree
    at = scene.trigger.head
    for above in (at, *tree.above(at)):
        if tree.relations[above] == "advcl" and "as" in marks(syntax, above) and \
                {"long"} & {tree.low[one] for one in range(max(0, min(tree.subtree(above)) - 3),
                                                         above)}:
            return "hypothetical", "condition"  # "as long as he apologises"
        if any(word in _IFS for word in marks(syntax, above)) and "as" not in marks(syntax, above):
            return "hypothetical", "condition"
        if tree.relations[above] in ("acl:relcl", "parataxis", "root", "ccomp"):
            return None
        if tree.relations[above].startswith("nsubj") and not scene.trigger.is_verb \
                and is_definite(scene):
            return None
    return None


def occurs_in(scene: Scene) -> int | None:
    """Give the verb whose subject the noun is, through lists."""
    syntax = scene.syntax
    assert syntax is not None
    first = first_joined(syntax, scene.trigger.head)
    if syntax.tree.relations[first].startswith("nsubj"):
        return syntax.tree.heads[first]
    return None


def is_habit(scene: Scene) -> bool:
    """Tell what happens again and again: "leaves people dying", "even when he does attack".

    A clause is general when its finite verb is a plain present with a word of repetition, or when
    a participle hangs on a plain present whose subject is no one in particular.
    """
    syntax = scene.syntax
    assert syntax is not None
    tree = syntax.tree
    finite = _finite(scene)
    if finite is None or _is_past(scene, finite):
        return False
    words = {tree.low[one] for one in (*tree.children[finite], *tree.children[scene.trigger.head])}
    if words & _AGAIN:
        return True
    return finite != scene.trigger.head and not {"is", "are", "am", "'s", "’s", "has", "have"} & {
        *tree_group(scene, finite), *tree_group(scene, scene.trigger.head)}


def _finite(scene: Scene) -> int | None:
    """Give the verb that carries the tense of the trigger's clause."""
    assert scene.syntax is not None
    tree, at = scene.syntax.tree, scene.trigger.head
    for _ in range(_MAX_CHAIN):
        plain = not tree.low[at].endswith("ing") and "to" not in marks(scene.syntax, at)
        if tree.tags[at] in ("VERB", "AUX") and (group(scene.syntax, at) or plain):
            return at
        if tree.relations[at] not in ("advcl", "xcomp", "acl", "conj") or tree.heads[at] < 0:
            return None
        at = tree.heads[at]
    return None


def _is_past(scene: Scene, at: int) -> bool:
    assert scene.syntax is not None
    words = tree_group(scene, at)
    return bool({"was", "were", "had", "did", "been"} & {*words}) or (
        not words and scene.syntax.tree.low[at] in past_forms()) or (
        bool({"has", "have", "'ve", "’ve"} & {*words}) and "to" not in words)


def is_order(scene: Scene, at: int) -> bool:
    """Tell an imperative: a plain verb with no subject that heads a clause of its own."""
    assert scene.syntax is not None
    tree = scene.syntax.tree
    return tree.relations[at] in ("root", "parataxis", "ccomp") and not tree.under(
        at, "nsubj", "aux", "mark") and tree.low[at] == tree.lemmas[at] and \
        tree.low[at] not in past_forms()
