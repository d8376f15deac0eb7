"""The words that govern a trigger: "foiled a plot to", "accused of", "vowed to", "called for".

In: a `Scene`. Out: the status the nearest governing word gives, or None. It follows "to",
prepositions, objects and "and" a few steps up; it does not look at the trigger's own verb group.
"""

from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.record.event import Status
from sourceline.rooms.events.scene import Scene, base_forms

Found = tuple[Status, str]
# How far the chain of governing words is followed ("accused of plotting to help kill").
_MAX_CHAIN = 5
# Verbs that leave the status of what follows "to" as their own: it did come about.
_IMPLICATIVE = frozenset((
    "go on", "manage", "come", "continue", "begin", "start", "proceed", "return", "get", "live",
    "gather", "turn out", "join", "help", "rush", "use", "vote", "move", "take", "prompt",
    "force", "forced", "lead", "led", "cause", "compel", "drive", "hesitate",
))
GOING = frozenset(("going", "set", "due", "scheduled", "expected", "about", "poised", "slated",
                    "ready", "likely"))
_CONVICTED = frozenset(("convict", "sentence", "acquit", "plead", "charge", "accuse", "indict",
                        "try", "suspect", "investigate", "prosecute", "arraign", "arrest", "guilty",
                        "convicted", "wanted", "role", "extradite", "detain", "jail", "imprison",
                        "trial", "dock"))


NOT = frozenset(("not", "n't", "n’t", "never"))


@cache
def status_words(name: str) -> frozenset[str]:
    """Give a list of lexicon/cues.toml [status] as a set.

    >>> "foiled" in status_words("thwart_words")
    True
    """
    return frozenset(getattr(load_cues().status, name))


def governed(scene: Scene) -> Found | None:
    """Follow the words that govern the trigger, nearest first."""
    at = _causer(scene)
    for _ in range(_MAX_CHAIN):
        step = above(scene, at)
        if step is None:
            return None
        governor, link = step
        found = judge(scene, governor, link)
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


def above(scene: Scene, at: int) -> tuple[int, str] | None:
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
    if at > 0 and (tags[at - 1] in ("noun", "adj", "verb", "ing") or low[at - 1] in GOING):
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
    return any(word in status_words(name) for name in (
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


def judge(scene: Scene, at: int, link: str) -> Found | None:
    """Say what a governing word does to the status of what hangs on it."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    word = low[at]
    pair = f"{word} {low[at + 1]}" if at + 1 < len(low) else word
    if link == "and":
        return None
    if _thwarts(scene, at, word, link):
        return "thwarted", "thwarted"
    negated = any(tags[back] == "not" for back in range(max(0, at - 3), at))
    put_off = _put_off(scene, word, pair, link)
    if put_off is not None:
        return put_off
    if word in base_forms("deny_verbs") and link in ("to", "prep", "object"):
        return None if link == "object" and scene.trigger.is_verb is False and word not in (
            "avoided", "avoid", "avoids") else ("denied", "not_done")
    if word in base_forms("threat_verbs") or word in status_words("threat_nouns"):
        return "threatened", "threat"
    if link == "to" and word in GOING:
        return "expected", "set_to"
    intends = base_forms("plan_verbs").get(word)
    if word in status_words("plan_nouns") or (link == "to" and intends) or (
            link in ("object", "prep") and intends in (
                "plan", "plot", "prepare", "intend", "propose", "consider", "seek", "want",
                "conspire", "scheme", "attempt")):
        return ("denied", "negation") if negated else ("planned", "plan")
    if word in base_forms("expect_verbs") and (link in ("to", "prep") or (
            link == "object" and base_forms("expect_verbs")[word] in ("expect", "anticipate")
            and not scene.trigger.is_verb and not is_definite(scene))):
        return "expected", "expect"
    if pair in base_forms("suppose_verbs") or (
            word in base_forms("suppose_verbs") and link in ("to", "prep", "object")):
        return "hypothetical", "suppose"
    if word in status_words("suppose_nouns") and link in ("to", "prep"):
        return "hypothetical", "suppose"
    return _court(scene, at, word, link, negated)


# What somebody faces, or has ordered, is yet to come.
_FACED = frozenset(("TRIAL", "SENTENCE", "EXECUTE", "EXTRADITE", "DETAIN", "CHARGE"))


def _put_off(scene: Scene, word: str, pair: str, link: str) -> Found | None:
    """Read "postponed the trial", "called off the rally", "faces a court-martial"."""
    if link != "object" or scene.trigger.is_verb:
        return None
    if {word, pair} & {*base_forms("postpone_verbs")}:
        return "expected", "postponed"
    if {word, pair} & {*base_forms("cancel_verbs")}:
        return "denied", "cancelled"
    kind = scene.trigger.pattern.kind.name
    if word in ("face", "faces", "facing", "faced") and kind in _FACED and kind != "CHARGE":
        return "expected", "faced"
    if word in ("order", "orders", "ordered", "seek", "seeks", "sought") and not is_definite(scene):
        return "planned", "ordered"
    return None


def _court(scene: Scene, at: int, word: str, link: str, negated: bool) -> Found | None:
    """Read crimes named in court steps: a trial report is no second attack."""
    base = base_forms("allege_verbs").get(word, word)
    if link == "prep" and (base in _CONVICTED or word in status_words("allege_nouns")):
        definite = not scene.trigger.is_verb and is_definite(scene)
        return ("happened", "court_reference") if definite else ("alleged", "court")
    if link in ("prep", "to") and word in status_words("allege_nouns"):
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


def is_definite(scene: Scene) -> bool:
    """Tell "the massacre", "that plot", "Bova's arrest" from a noun met for the first time."""
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
    if word not in status_words("plan_nouns") and word not in base_forms("plan_verbs"):
        return False
    low = scene.line.clause.low
    start = at
    while start > 0 and scene.line.clause.tags[start - 1] in ("det", "adj", "noun", "name", "gen",
                                                             "poss", "verb"):
        start -= 1
        if low[start] in base_forms("thwart_verbs") or low[start] in status_words("thwart_words"):
            return True
    return low[at - 1] in status_words("thwart_words")
