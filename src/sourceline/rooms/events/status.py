"""Status: did it happen, or is it alleged, planned, threatened, thwarted, expected, denied, …?

In: a `Scene` and the attribution around it. Out: a status and the rule that gave it, or None
where the words speak of no occurrence at all. The nearest word that governs the trigger wins.
"""

from dataclasses import dataclass
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.record.event import Status
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.rooms.events.triggers import past_forms

Found = tuple[Status, str]
# How far the chain of governing words is followed ("accused of plotting to help kill").
_MAX_CHAIN = 5
_VERBAL = frozenset(("verb", "ing", "be", "have", "do", "modal"))
# Verbs that leave the status of what follows "to" as their own: it did come about.
_IMPLICATIVE = frozenset((
    "go on", "manage", "come", "continue", "begin", "start", "proceed", "return", "get", "live",
    "gather", "turn out", "join", "help", "rush", "use", "vote", "move", "take", "prompt",
    "force", "forced", "lead", "led", "cause", "compel", "drive", "hesitate",
))
_GOING = frozenset(("going", "set", "due", "scheduled", "expected", "about", "poised", "slated",
                    "ready", "likely"))
_CONVICTED = frozenset(("convict", "sentence", "acquit", "plead", "charge", "accuse", "indict",
                        "try", "suspect", "investigate", "prosecute", "arraign", "arrest", "guilty",
                        "convicted", "wanted", "role", "extradite", "detain", "jail", "imprison"))
_ESTABLISHED = frozenset(("convict", "sentence", "jail", "imprison"))


@dataclass(frozen=True)
class Said:
    """The attribution a trigger stands in: its cue verb and the speaker's words."""

    cue: str
    speaker: str
    form: str


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(load_cues().status, name))


def status_of(scene: Scene, said: Said | None) -> Found | None:
    """Give the status of an event mention and the name of the rule, or None to leave it out.

    Thwarting beats planning; what governs the trigger beats its tense; a doubtful cue around all
    of it beats a plain one.
    """
    after = scene.line.clause.tags[scene.trigger.words[1]:scene.trigger.words[1] + 1]
    if not scene.trigger.is_verb and after == ("gen",):
        return _by_speech(("happened", "reference"), said)
    found = _conditional(scene) or _group(scene, said) or _modifiers(scene) or _governed(scene)
    found = found or _by_subject(scene) or _tense(scene)
    if found is None:
        return None
    return _by_speech(found, said)


def _conditional(scene: Scene) -> Found | None:
    """Look for "if", "unless", "whether" in the same clause."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
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
    before = low[max(0, scene.phrase[0] - 2):scene.phrase[0]]
    if any(tags[at] == "not" for at in group) or (scene.trigger.is_verb and "without" in before):
        return "denied", "negation"
    if not scene.trigger.is_verb:
        return _negated_noun(scene)
    conditional = any(one in ("'d", "’d") for one in words) and "have" in words
    if conditional:
        return "hypothetical", "modal"
    subject = low[scene.subject[0]] if scene.subject else ""
    if subject in ("no", "nobody", "none", "neither"):
        return "denied", "nobody"
    if "would" in words and said is not None and said.cue in (
            "announce", "say", "tell", "promise", "vow", "pledge", "declare", "confirm", "add"):
        return "expected", "announced_future"
    if any(word in _words("suppose_modals") for word in words):
        return "hypothetical", "modal"
    if any(word in _words("future_modals") for word in words):
        return "expected", "future"
    if len(words) > 1 and "to" in before and tags[scene.phrase[0]] == "be":
        return "expected", "is_to_be"
    return None


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
        if any(word in _words(name) for word in inside):
            return _STATUS[status], f"modifier_{status}"
    return None


_STATUS: dict[str, Status] = {
    "thwarted": "thwarted", "planned": "planned", "expected": "expected", "alleged": "alleged",
    "hypothetical": "hypothetical", "threatened": "threatened", "denied": "denied",
    "happened": "happened",
}


def _governed(scene: Scene) -> Found | None:
    """Follow the words that govern the trigger, nearest first."""
    at = _causer(scene)
    for _ in range(_MAX_CHAIN):
        step = _above(scene, at)
        if step is None:
            return None
        governor, link = step
        found = _judge(scene, governor, link)
        if found is not None:
            return found
        at = governor
    return None


def _causer(scene: Scene) -> int:
    """Go from "killed" in "to have him killed" to "have"; else stay at the trigger's phrase."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    at = scene.phrase[0]
    if not scene.trigger.is_verb or at == 0 or tags[at - 1] not in ("noun", "name", "pron", "num"):
        return at
    for back in range(at - 2, max(0, at - 10), -1):
        if low[back] in ("have", "get", "see") and tags[back - 1] in ("to", "modal"):
            return back
        if tags[back] in ("verb", "stop", "comma", "prep"):
            break
    return at


def _above(scene: Scene, at: int) -> tuple[int, str] | None:
    """Give the word above `at` and how it hangs on it: "to", "prep", "object" or "and"."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    back = at - 1
    while back >= 0 and (tags[back] in ("adv", "quote", "det", "poss", "adj", "be", "have")
                         or (tags[back] == "num")):
        back -= 1
    if back < 0:
        return None
    if tags[back] in ("to", "prep"):
        link = "to" if tags[back] == "to" else "prep"
        if low[back] in ("against", "on", "at", "over", "after", "before", "since", "during"):
            return None
        above = _word_before(scene, back)
        return None if above is None else (above, link)
    if tags[back] in ("verb", "ing"):
        return back, "object"
    if tags[back] == "and" or low[back] == ",":
        return _coordinated(scene, at, back)
    return None


def _word_before(scene: Scene, at: int) -> int | None:
    """Give the verb, plan noun or adjective that a "to" or preposition hangs on."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    if at > 0 and (tags[at - 1] in ("noun", "adj", "verb", "ing") or low[at - 1] in _GOING):
        noun_counts = tags[at - 1] != "noun" or _is_noun_of(low[at - 1]) or low[at] != "to"
        if noun_counts:
            return at - 1
    for back in range(at - 1, max(-1, at - 10), -1):
        if tags[back] in ("verb", "ing"):
            return back
        if tags[back] in ("stop", "comma", "that"):
            return None
    return None


def _is_noun_of(word: str) -> bool:
    return any(word in _words(name) for name in (
        "plan_nouns", "threat_nouns", "suppose_nouns", "allege_nouns"))


def _coordinated(scene: Scene, at: int, joint: int) -> tuple[int, str] | None:
    """Go from "bomb" in "to infiltrate and bomb" to "infiltrate" when both are plain forms."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    if not scene.trigger.is_verb or tags[at] not in ("verb", "ing"):
        return None
    ending = "ing" if low[at].endswith("ing") else "ed" if low[at].endswith("ed") else ""
    for back in range(joint - 1, max(-1, joint - 12), -1):
        if tags[back] in ("stop", "that"):
            return None
        if tags[back] in ("verb", "ing") and low[back].endswith(ending) and (
                ending or tags[back - 1] == "to"):
            return back, "and"
    return None


def _judge(scene: Scene, at: int, link: str) -> Found | None:
    """Say what a governing word does to the status of what hangs on it."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    word = low[at]
    pair = f"{word} {low[at + 1]}" if at + 1 < len(low) else word
    if link == "and":
        return None
    if _thwarts(scene, at, word, link):
        return "thwarted", "thwarted"
    negated = any(tags[back] == "not" for back in range(max(0, at - 3), at))
    if word in base_forms("deny_verbs") and link in ("to", "prep", "object"):
        return None if link == "object" and scene.trigger.is_verb is False and word not in (
            "avoided", "avoid", "avoids") else ("denied", "not_done")
    if word in base_forms("threat_verbs") or word in _words("threat_nouns"):
        return "threatened", "threat"
    if link == "to" and word in _GOING:
        return "expected", "set_to"
    intends = base_forms("plan_verbs").get(word)
    if word in _words("plan_nouns") or (link == "to" and intends) or (
            link in ("object", "prep") and intends in (
                "plan", "plot", "prepare", "intend", "propose", "consider", "seek", "want",
                "conspire", "scheme", "attempt")):
        return ("denied", "negation") if negated else ("planned", "plan")
    if word in base_forms("expect_verbs") and link in ("to", "prep"):
        return "expected", "expect"
    if pair in base_forms("suppose_verbs") or (
            word in base_forms("suppose_verbs") and link in ("to", "prep", "object")):
        return "hypothetical", "suppose"
    if word in _words("suppose_nouns") and link in ("to", "prep"):
        return "hypothetical", "suppose"
    return _court(scene, at, word, link, negated)


def _court(scene: Scene, at: int, word: str, link: str, negated: bool) -> Found | None:
    """Read crimes named in court steps: a trial report is no second attack."""
    base = base_forms("allege_verbs").get(word, word)
    if link == "prep" and (base in _CONVICTED or word in _words("allege_nouns")):
        definite = not scene.trigger.is_verb and _definite(scene)
        return ("happened", "court_reference") if definite else ("alleged", "court")
    if link in ("prep", "to") and word in _words("allege_nouns"):
        return "alleged", "allegation"
    if link == "to" and base in ("believe", "say", "report", "claim", "allege", "suspect"):
        return "alleged", "said_to"
    if link == "to" and word not in _IMPLICATIVE and scene.trigger.is_verb:
        return _purpose(scene, at, negated)
    return None


def _purpose(scene: Scene, at: int, negated: bool) -> Found | None:
    """An infinitive after any other word says what for, not what was done."""
    base = scene.line.clause.low[at]
    stem = next((one for one in _IMPLICATIVE if base.startswith(one.split()[0][:4])), "")
    if (stem and not negated) or (stem == "hesitate" and negated):
        return None
    return "hypothetical", "purpose"


def _definite(scene: Scene) -> bool:
    clause = scene.line.clause
    inside = range(scene.phrase[0], scene.trigger.words[0])
    return any(clause.low[at] in ("the", "that", "this") or clause.tags[at] in ("gen", "name")
               for at in inside)


def _thwarts(scene: Scene, at: int, word: str, link: str) -> bool:
    """Tell "foiled a plot", "an attack was averted", "a failed plot to bomb"."""
    harmful = scene.trigger.pattern.kind.family in ("violence", "plot", "repression", "protest")
    if not harmful:
        return False
    if link in ("object", "prep") and word in base_forms("thwart_verbs"):
        return True
    if word not in _words("plan_nouns") and word not in base_forms("plan_verbs"):
        return False
    low = scene.line.clause.low
    start = at
    while start > 0 and scene.line.clause.tags[start - 1] in ("det", "adj", "noun", "name", "gen",
                                                             "poss", "verb"):
        start -= 1
        if low[start] in base_forms("thwart_verbs") or low[start] in _words("thwart_words"):
            return True
    return low[at - 1] in _words("thwart_words")


def _by_subject(scene: Scene) -> Found | None:
    """Read the verb of which a noun is subject or object ("the trial was postponed")."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    stoppable = scene.trigger.pattern.kind.family in ("violence", "plot")
    if scene.relative is not None and stoppable and \
            low[scene.relative] in base_forms("thwart_verbs"):
        return "thwarted", "thwarted"
    if not scene.trigger.is_verb and _set_to(scene):
        return "expected", "set_to"
    if scene.governor is None or scene.trigger.is_verb:
        return None
    word = low[scene.governor]
    between = low[scene.phrase[1]:scene.governor]
    passive = any(one in ("was", "were", "is", "are", "been", "be", "being") for one in between)
    if scene.governed_as == "subject":
        if passive and word in base_forms("thwart_verbs") and stoppable:
            return "thwarted", "thwarted"
        if passive and word in ("planned", "scheduled", "expected", "set", "slated", "postponed",
                                "cancelled", "canceled", "delayed", "proposed"):
            return ("planned" if word in ("planned", "proposed") else "expected"), "scheduled"
        if any(one in _words("future_modals") for one in between):
            return "expected", "future"
        if "would" in between:
            return "expected", "announced_future"
        if any(one in _words("suppose_modals") for one in between):
            return "hypothetical", "modal"
        negated = any(tags[at] == "not" for at in range(scene.phrase[1], scene.governor))
        carried = word in base_forms("light")
        return ("denied", "negation") if negated and passive and carried else None
    return _object_of(scene)


def _set_to(scene: Scene) -> bool:
    """Tell "the truce is due to be declared"."""
    low = scene.line.clause.low
    end = scene.after[-1][1][1] if scene.after else scene.phrase[1]
    return any(low[at:at + 1] and low[at] in ("is", "are", "was", "were") and any(
        word in _GOING for word in low[at + 1:at + 3]) and "to" in low[at + 2:at + 4]
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
    if any(word in _words("suppose_modals") for word in words):
        return "hypothetical", "modal"
    if any(word in _words("future_modals") for word in words):
        return "expected", "future"
    if words[:1] == ["to"]:
        step = _above(scene, scene.governor)
        return _judge(scene, *step) if step else ("hypothetical", "purpose")
    return None


def _tense(scene: Scene) -> Found | None:
    """Past and nominal references happened; a bare present without a name is a general remark."""
    if not scene.trigger.is_verb:
        return _reference(scene)
    low, tags = scene.line.clause.low, scene.line.clause.tags
    word, head = low[scene.trigger.head], scene.trigger.head
    group = low[scene.phrase[0]:head]
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
    if not _definite(scene) and scene.governed_as == "object" and scene.governor is not None:
        before = clause.tags[scene.governor - 1] if scene.governor else ""
        purpose = clause.low[scene.governor - 1] in ("for", "by") if scene.governor else False
        if clause.tags[scene.governor] == "ing" and scene.relative is None and not purpose \
                and before in ("", "comma", "quote", "prep", "sub"):
            return None
    if not _definite(scene):
        for at in range(scene.phrase[0] - 1, max(-1, scene.phrase[0] - 10), -1):
            if clause.tags[at] in ("stop", "comma", "that", "wh"):
                break
            if clause.low[at] in _words("suppose_modals"):
                return "hypothetical", "modal"
    return "happened", "reference"


def _participle(scene: Scene) -> Found | None:
    """An -ing form: progress, or an act beside the main one; a bare gerund is a general remark."""
    tags, low = scene.line.clause.tags, scene.line.clause.low
    before = tags[scene.phrase[0] - 1] if scene.phrase[0] else ""
    if before == "prep" and low[scene.phrase[0] - 1] not in (
            "by", "after", "since", "following", "with"):
        return None
    progressive = any(tags[at] == "be" for at in range(scene.phrase[0], scene.trigger.head))
    if progressive or before in ("comma", "noun", "name", "prep", "num", "sub"):
        return "happened", "participle"
    return None


_HYPOTHETICAL_CUES = frozenset(("fear", "hope", "worry", "wonder", "doubt", "imagine", "urge",
                                "demand", "ask", "propose", "recommend", "wish", "call for",
                                "call on", "call upon", "advocate", "warn", "suggest", "beg"))
_DOUBTFUL_CUES = frozenset(("claim", "allege", "accuse", "contend", "suspect", "believe", "think",
                            "assume", "charge", "speculate", "boast", "assert", "maintain"))


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
    if said.cue in ("promise", "vow", "pledge", "offer") and found[1] != "past":
        return "planned", "promised"
    if said.cue in _HYPOTHETICAL_CUES and found[1] not in ("past", "reference"):
        return "hypothetical", "suppose"
    return found
