"""Status: did it happen, or is it alleged, planned, threatened, thwarted, expected, denied, …?

In: a `Scene` and the attribution around it. Out: a status and the rule that gave it, or None
where the words speak of no occurrence at all. The nearest word that governs the trigger wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.record.event import Status
from sourceline.rooms.events.governors import (
    GOING,
    NOT,
    Found,
    above,
    governed,
    is_definite,
    judge,
    status_words,
)
from sourceline.rooms.events.parts import first_joined
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.rooms.events.tree_status import (
    is_habit,
    tree_condition,
    tree_governed,
    tree_group,
    tree_predicated,
)
from sourceline.rooms.events.triggers import past_forms


@dataclass(frozen=True)
class Said:
    """The attribution a trigger stands in: its cue verb and the speaker's words."""

    cue: str
    speaker: str
    form: str


def status_of(scene: Scene, said: Said | None) -> Found | None:
    """Give the status of an event mention and the name of the rule, or None to leave it out.

    Thwarting beats planning; what governs the trigger beats its tense; a doubtful cue around all
    of it beats a plain one.
    """
    after = scene.line.clause.tags[scene.trigger.words[1]:scene.trigger.words[1] + 1]
    if not scene.trigger.is_verb and after == ("gen",):
        return _by_speech(("happened", "reference"), said)
    found = _conditional(scene) or _group(scene, said) or _modifiers(scene)
    if scene.syntax is None:
        found = found or governed(scene)
    else:
        found = found or tree_predicated(scene) or tree_governed(scene)
    found = found or _by_subject(scene) or _tense(scene)
    if found is None:
        return None
    return _by_speech(found, said)


def _conditional(scene: Scene) -> Found | None:
    """Look for "if", "unless", "whether" in the same clause, or "Had it …, … would have"."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    if low[0] == "had" and scene.trigger.is_verb and scene.trigger.head < 20 and \
            "would" in low[scene.trigger.head:]:
        return "hypothetical", "condition"
    if scene.syntax is not None:
        return tree_condition(scene)
    for at in range(scene.phrase[0] - 1, max(-1, scene.phrase[0] - 25), -1):
        if tags[at] in ("comma", "stop") or low[at] == "that":
            return None
        if low[at] in ("if", "unless", "whether", "lest") and low[max(0, at - 1)] != "as":
            return "hypothetical", "condition"
    return None


def _group(scene: Scene, said: Said | None) -> Found | None:
    """Read the verb's own group: negation and modals ("had not been", "would", "will")."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    group = range(scene.phrase[0], scene.trigger.head) if scene.trigger.is_verb else range(0)
    words = [low[at] for at in group]
    if scene.syntax is not None and scene.trigger.is_verb:
        words = tree_group(scene, scene.trigger.head)
    before = low[max(0, scene.phrase[0] - 2):scene.phrase[0]]
    told_by_not = scene.trigger.pattern.negated
    without = scene.trigger.is_verb and "without" in before
    if without or (not told_by_not and any(word in NOT for word in words)):
        return "denied", "negation"
    if not scene.trigger.is_verb:
        return _negated_noun(scene)
    conditional = any(one in ("'d", "’d") for one in words) and "have" in words
    if conditional:
        return "hypothetical", "modal"
    subject = low[scene.subject[0]] if scene.subject else ""
    if (subject in ("no", "nobody", "none", "neither") and not told_by_not) or (
            scene.subject and low[max(0, scene.subject[0] - 1)] == "not" and scene.subject[0] < 3):
        return "denied", "nobody"
    if "would" in words and said is not None and said.cue in (
            "announce", "say", "tell", "promise", "vow", "pledge", "declare", "confirm", "add"):
        # What a speaker says of himself is his plan; of others, what he expects.
        own = subject in ("he", "she", "it", "they", "we", "i") or (
            bool(subject) and subject in said.speaker.lower().split())
        return ("planned", "own_future") if own else ("expected", "announced_future")
    if any(word in status_words("suppose_modals") for word in words):
        return "hypothetical", "modal"
    if any(word in status_words("future_modals") for word in words):
        return ("planned" if _is_own_plan(scene, subject) else "expected"), "future"
    if len(words) > 1 and "to" in before and tags[scene.phrase[0]] == "be":
        return "expected", "is_to_be"
    if _was_to_have(low[max(0, scene.trigger.head - 6):scene.trigger.head]):
        return "expected", "was_to_have"
    if before in (("is", "to"), ("are", "to"), ("am", "to")) or _is_to(scene):
        due = scene.trigger.pattern.kind.family == "case" or \
            scene.trigger.pattern.kind.name == "RESOLUTION"
        return ("expected" if due else "planned"), "is_to"
    return None


# What people do by their own will, so that "they will march" tells of a plan.
_WILLED = frozenset(("PROTEST", "GATHERING", "MOBILIZE", "APPEAL", "REQUEST", "CONSULT", "REPORT",
                     "STATEMENT", "REJECT", "SUPPORT", "AID"))


def _is_own_plan(scene: Scene, subject: str) -> bool:
    """Tell "we will appeal", "supporters will march" from "the court will rule"."""
    if scene.passive or scene.trigger.pattern.kind.name not in _WILLED:
        return False
    if subject in ("we", "i"):
        return True
    kind = scene.trigger.pattern.kind.name
    return kind in ("PROTEST", "GATHERING") and scene.is_agent(scene.subject)


def _was_to_have(before: tuple[str, ...]) -> bool:
    """Tell "was to have reported by June": it was due, and the words do not say that it came."""
    return any(before[at] in ("was", "were") and before[at + 1:at + 3] == ("to", "have")
               for at in range(len(before) - 2))


def _is_to(scene: Scene) -> bool:
    """Tell "the court is to rule": the verb hangs on "is" itself."""
    if scene.syntax is None or not scene.trigger.is_verb:
        return False
    tree, head = scene.syntax.tree, scene.trigger.head
    joint = next((one for one in tree.under(head, "mark") if tree.low[one] == "to"), None)
    if joint is None:
        return False
    # The reader makes "is" a helper of "rule", or hangs "to rule" on it.
    verbs = [*tree.under(head, "cop", "aux"), tree.heads[head]]
    return any(0 <= one < joint and tree.low[one] in ("is", "are") and all(
        tree.tags[at] in ("ADV", "PUNCT", "ADP", "DET", "NOUN", "NUM", "PROPN")
        for at in range(one + 1, joint)) for one in verbs)


def _negated_noun(scene: Scene) -> Found | None:
    low = scene.line.clause.low
    inside = low[scene.phrase[0]:scene.trigger.words[0]]
    if "no" in inside or low[max(0, scene.phrase[0] - 1)] in ("no", "without"):
        return "denied", "negation"
    if "any" in inside:
        return "hypothetical", "any"
    return None


def _modifiers(scene: Scene) -> Found | None:
    """Read the words on the trigger itself: failed, planned, upcoming, alleged, allegedly."""
    low = scene.line.clause.low
    if scene.trigger.is_verb and _say_of_themselves(low[max(0, scene.phrase[0] - 5):
                                                        scene.phrase[0]]):
        return "alleged", "say_of_themselves"
    if scene.trigger.is_verb:
        near = low[max(0, scene.phrase[0] - 2):scene.trigger.head + 3]
        return ("alleged", "hedge") if any(word in (
            "allegedly", "reportedly", "purportedly", "supposedly", "apparently")
            for word in near) else None
    inside = low[scene.phrase[0]:scene.trigger.words[0]]
    if any(word == "attempt" for word in low[scene.trigger.words[1]:scene.trigger.words[1] + 1]):
        return "thwarted", "attempt"
    for name, status in (("thwart_words", "thwarted"), ("plan_words", "planned"),
                         ("expect_words", "expected"), ("allege_words", "alleged"),
                         ("suppose_words", "hypothetical")):
        if any(word in status_words(name) for word in inside):
            return _STATUS[status], f"modifier_{status}"
    return None


def _say_of_themselves(before: tuple[str, ...]) -> bool:
    """Tell "people who say they were beaten": only they say so."""
    return any(before[at] == "who" and before[at + 1] in ("say", "says", "said", "claim", "claims",
                                                          "claimed", "allege", "alleged")
               for at in range(len(before) - 1))


_STATUS: dict[str, Status] = {
    "thwarted": "thwarted", "planned": "planned", "expected": "expected", "alleged": "alleged",
    "hypothetical": "hypothetical", "threatened": "threatened", "denied": "denied",
    "happened": "happened",
}


def _by_subject(scene: Scene) -> Found | None:
    """Read the verb of which a noun is subject or object ("the trial was postponed")."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    stoppable = scene.trigger.pattern.kind.family in ("violence", "plot")
    if scene.relative is not None and stoppable and \
            low[scene.relative] in base_forms("thwart_verbs"):
        return "thwarted", "thwarted"
    if not scene.trigger.is_verb and low[scene.trigger.head] in ("date", "dates"):
        return "expected", "date_set"
    if not scene.trigger.is_verb and _set_to(scene):
        return "expected", "set_to"
    if scene.governor is None or scene.trigger.is_verb:
        return None
    word = low[scene.governor]
    if scene.governed_as == "object" and word in ("set", "sets", "scheduled", "fixed") and \
            "for" in low[scene.phrase[1]:scene.phrase[1] + 1]:
        return "planned", "set_for"
    between = low[scene.phrase[1]:scene.governor]
    passive = any(one in ("was", "were", "is", "are", "been", "be", "being") for one in between)
    if scene.governed_as == "subject":
        if passive and word in base_forms("thwart_verbs") and stoppable:
            return "thwarted", "thwarted"
        if passive and word in ("planned", "scheduled", "expected", "set", "slated", "postponed",
                                "cancelled", "canceled", "delayed", "proposed"):
            return ("planned" if word in ("planned", "proposed") else "expected"), "scheduled"
        if any(one in status_words("future_modals") for one in between):
            return "expected", "future"
        if "would" in between:
            return "expected", "announced_future"
        if any(one in status_words("suppose_modals") for one in between):
            return "hypothetical", "modal"
        negated = any(tags[at] == "not" for at in range(scene.phrase[1], scene.governor))
        carried = word in base_forms("light")
        return ("denied", "negation") if negated and passive and carried else None
    return _object_of(scene) if scene.syntax is None else None


def _set_to(scene: Scene) -> bool:
    """Tell "the truce is due to be declared"."""
    low = scene.line.clause.low
    end = scene.after[-1][1][1] if scene.after else scene.phrase[1]
    return any(low[at:at + 1] and low[at] in ("is", "are", "was", "were") and any(
        word in GOING for word in low[at + 1:at + 3]) and "to" in low[at + 2:at + 4]
        for at in (scene.phrase[1], end))


def _object_of(scene: Scene) -> Found | None:
    """Read the group of the verb whose object a noun is ("will launch an attack")."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    assert scene.governor is not None
    group = range(max(0, scene.governor - 4), scene.governor)
    words = []
    for at in reversed(group):
        if tags[at] not in ("modal", "not", "adv", "be", "have", "do", "to"):
            break
        words.append(low[at])
    if any(word in ("not", "n't", "n’t", "never") for word in words):
        return "denied", "negation"
    if any(word in status_words("suppose_modals") for word in words):
        return "hypothetical", "modal"
    if any(word in status_words("future_modals") for word in words):
        return "expected", "future"
    if words[:1] == ["to"]:
        step = above(scene, scene.governor)
        return judge(scene, *step) if step else ("hypothetical", "purpose")
    return None


def _tense(scene: Scene) -> Found | None:
    """Past and nominal references happened; a bare present without a name is a general remark."""
    if not scene.trigger.is_verb:
        return _reference(scene)
    low, tags = scene.line.clause.low, scene.line.clause.tags
    word, head = low[scene.trigger.head], scene.trigger.head
    if scene.syntax is not None and is_habit(scene):
        return None
    group: Sequence[str] = low[scene.phrase[0]:head]
    if scene.syntax is not None:
        group = tree_group(scene, head)
    if any(one in ("was", "were", "had", "has", "have", "been", "did", "having") for one in group):
        return "happened", "past"
    present = any(one in ("is", "are", "am", "be", "being") for one in group)
    if word.endswith("ing"):
        return _participle(scene)
    if tags[head - 1] == "to" if head else False:
        return "hypothetical", "infinitive"
    if word in past_forms() and not present:
        return "happened", "past"
    named = scene.subject is not None and (bool(scene.inside(scene.subject)) or any(
        tags[at] in ("name", "num") or scene.line.clause.raw[at][0].isupper()
        for at in range(*scene.subject)))
    return ("happened", "present") if named else None


def _reference(scene: Scene) -> Found | None:
    """A noun refers to an occurrence, unless it is indefinite under a modal."""
    clause = scene.line.clause
    if not is_definite(scene) and scene.governed_as == "object" and scene.governor is not None:
        before = clause.tags[scene.governor - 1] if scene.governor else ""
        purpose = clause.low[scene.governor - 1] in ("for", "by") if scene.governor else False
        if clause.tags[scene.governor] == "ing" and scene.relative is None and not purpose \
                and before in ("", "comma", "quote", "prep", "sub"):
            return None
    if not is_definite(scene):
        for at in range(scene.phrase[0] - 1, max(-1, scene.phrase[0] - 10), -1):
            if clause.tags[at] in ("stop", "comma", "that", "wh"):
                break
            if clause.low[at] in status_words("suppose_modals"):
                return "hypothetical", "modal"
    return "happened", "reference"


def _participle(scene: Scene) -> Found | None:
    """An -ing form: progress, or an act beside the main one; a bare gerund is a general remark."""
    tags, low = scene.line.clause.tags, scene.line.clause.low
    start = scene.phrase[0]
    if start and tags[start - 1] == "and" and scene.syntax is not None:
        # "with guards opening fire on a crowd and killing six": the first says what both are.
        first = first_joined(scene.syntax, scene.trigger.head)
        start = first if low[first].endswith("ing") else start
    before = tags[start - 1] if start else ""
    if before == "prep" and low[start - 1] not in (
            "by", "after", "since", "following", "with"):
        return None
    progressive = any(tags[at] == "be" for at in range(start, scene.trigger.head))
    if progressive or before in ("comma", "noun", "name", "prep", "num", "sub"):
        return "happened", "participle"
    return None


_HYPOTHETICAL_CUES = frozenset(("fear", "hope", "worry", "wonder", "doubt", "imagine", "urge",
                                "demand", "ask", "propose", "recommend", "wish", "call for",
                                "call on", "call upon", "advocate", "warn", "suggest", "beg"))
_DOUBTFUL_CUES = frozenset(("claim", "allege", "accuse", "contend", "suspect", "believe", "think",
                            "assume", "charge", "speculate", "boast", "assert", "maintain",
                            "insist"))


def _by_speech(found: Found, said: Said | None) -> Found:
    """Let a doubtful cue weaken what its speaker says happened."""
    if said is None or found[0] != "happened":
        return found
    if said.cue in _DOUBTFUL_CUES:
        return "alleged", "doubtful_cue"
    if said.cue == "deny":
        return "denied", "denied"
    if said.cue == "threaten":
        return "threatened", "threat"
    if said.cue in ("promise", "vow", "pledge", "offer") and found[1] not in ("past", "reference"):
        return "planned", "promised"
    if said.cue in _HYPOTHETICAL_CUES and found[1] not in ("past", "reference"):
        return "hypothetical", "suppose"
    return found
