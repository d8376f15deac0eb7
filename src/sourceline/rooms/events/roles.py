"""Roles: who took which part, read off subjects, objects and prepositions.

In: a `Scene`, from the tree or from word order. Out: (role, range of words) pairs. A role is
left out where the words do not carry it; nobody is guessed.
"""

from sourceline.lexicon.events import load_events
from sourceline.record.event import RoleName
from sourceline.rooms.events.parts import is_passive as parts_are_passive
from sourceline.rooms.events.scene import Scene, base_forms, chain_after
from sourceline.rooms.events.tree_roles import (
    arms_around,
    counted,
    named_beside,
    noun_acts,
    places_around,
    tree_phrase_objects,
    tree_subjects,
    whose,
)
from sourceline.rooms.events.triggers import patterns
from sourceline.rooms.events.where import is_hour, is_place, nearby_place, stood_at
from sourceline.text.inflect import verb_forms
from sourceline.text.phrases import (
    Range,
    conjuncts,
    is_passive,
    object_of,
    prepositions_after,
    subject_of,
)

Part = tuple[RoleName, Range]
_ROLES: dict[str, RoleName] = {
    "actor": "actor", "target": "target", "victim": "victim", "place": "place",
    "instrument": "instrument", "beneficiary": "beneficiary", "topic": "topic",
    "recipient": "recipient",
}
# Kinds whose noun owns the one it is done to: "his arrest", "the trial of four men".
_DONE_TO = frozenset(("ARREST", "DETAIN", "TRIAL", "VERDICT", "SENTENCE", "CHARGE", "RELEASE",
                      "EXTRADITE", "EXCHANGE", "DEATH", "EXECUTE", "APPOINT", "TORTURE",
                      "DISAPPEAR", "ASSAULT.killing", "ASSAULT.abduction", "ASSAULT.shooting",
                      "ASSAULT.stabbing", "ASSAULT.beating", "ASSAULT.rape"))
# "North Korea threats", "Russia sanctions": a state named before these is who acts.
_ACTS_OF_STATES = frozenset(("threat", "stance", "demand", "diplomacy"))
# "Granted bail to the clerk", "paid tribute to the nurses"; "froze the assets of the banker".
_GIVEN_TO = frozenset(("SANCTION", "SENTENCE", "RELEASE", "SUPPORT", "CHARGE", "VERDICT", "REJECT"))
_TAKEN_OF = frozenset(("SANCTION", "COERCE", "VERDICT", "SENTENCE", "APPEAL", "RELEASE", "EXECUTE"))
_TARGET_WORDS = frozenset(("against", "on", "upon", "targeting"))
# Heads that only count: the people stand after "of".
_COUNTS = frozenset(("dozens", "hundreds", "thousands", "scores", "number", "some", "many", "most",
                     "majority", "tens", "group", "several", "half", "all", "one", "two", "three",
                     "four", "five", "six", "handful", "couple", "millions", "crowd", "crowds",
                     "members", "member", "elements"))
_TOPIC_WORDS = frozenset(("for", "over", "about", "into", "regarding", "concerning"))
_HELD_NOUNS = frozenset(("PROTEST", "GATHERING", "CONSULT", "STATEMENT", "POLICY", "RESOLUTION",
                         "SANCTION", "ASSAULT", "COERCE", "MOBILIZE", "INVESTIGATE", "PLOT",
                         "REPORT", "AGREE", "TRIAL", "SENTENCE", "VERDICT", "RELEASE", "THREATEN",
                         "EXECUTE", "ARREST", "AID", "APPOINT", "TORTURE"))


_NO_HANDS = frozenset(("campaign", "war", "office", "decision", "policy", "law", "attack",
                       "attacks", "violence", "action", "actions", "strike", "strikes", "report",
                       "offensive", "operation", "operations", "assault", "raid", "raids",
                       "bombing",
                       "statement", "service", "center", "centre", "school", "church", "hospital",
                       "house"))


def find_roles(scene: Scene) -> list[Part]:
    """Find the parts of an event mention, each role and phrase once.

    Gives: pairs in the order found; the first actor or target is the surest.
    """
    parts = _verb_parts(scene) if scene.trigger.is_verb else _noun_parts(scene)
    parts += _after(scene, scene.after)
    if not any(role == "place" for role, _ in parts):
        parts += nearby_place(scene) if scene.syntax is None else [
            ("place", phrase) for phrase in places_around(scene) if is_place(scene, phrase)][:1]
    if scene.syntax is not None and scene.trigger.pattern.kind.family == "violence":
        parts += [("instrument", phrase) for phrase in arms_around(scene)
                  if _is_arm(scene, phrase)]
    if scene.syntax is not None:
        parts += [(role, name) for role, phrase in parts if role in ("actor", "target", "victim")
                  for name in named_beside(scene, phrase)]
    seen: set[Range] = set()
    kept: list[Part] = []
    for told, found in parts:
        role, phrase = told, _widen(scene, found)
        if is_hour(scene, phrase):
            continue
        if role == "actor" and not _acts(scene, phrase):
            behind = [one for one in whose(scene, phrase) if scene.is_agent(one)]
            if not behind:
                continue
            phrase = behind[0]
        # "threatened strikes", "blamed the crisis on": what is named is no party.
        if role == "target" and scene.trigger.pattern.kind.name in ("THREATEN", "ACCUSE") \
                and scene.trigger.is_verb and not scene.is_agent(phrase) \
                and (scene.trigger.pattern.kind.name == "THREATEN" or _blames(scene)):
            role = "topic"
        if role in ("victim", "target", "actor") and told == role and _is_arm(scene, phrase):
            role = "instrument"
        if role in ("victim", "target") and stood_at(scene, phrase):
            role = "place"
        if phrase not in seen and (phrase != scene.trigger.words or role == "instrument"):
            seen.add(phrase)
            kept.append((role, phrase))
    return kept


def _acts(scene: Scene, phrase: Range) -> bool:
    """Tell who can act: people and bodies; a campaign or a decision kills nobody."""
    low = scene.line.clause.low
    last = low[phrase[1] - 1]
    if scene.trigger.pattern.kind.family == "violence" and (last in _NO_HANDS or any(
            pattern.form == "noun" and pattern.kind.family == "violence"
            for pattern in patterns().get(last, ()))):
        return False
    return scene.is_agent(phrase) or _owns(scene, phrase) or scene.is_person(phrase)


def _widen(scene: Scene, phrase: Range) -> Range:
    """Take "dozens of peaceful protesters" whole."""
    low = scene.line.clause.low
    if low[phrase[1] - 1] in _COUNTS and low[phrase[1]:phrase[1] + 1] == ("of",):
        whole = counted(scene, phrase)
        if whole is not None:
            return whole
        chain = prepositions_after(scene.line.clause, phrase[1], 1)
        if chain:
            return phrase[0], chain[0][1][1]
    return phrase


def _owns(scene: Scene, phrase: Range) -> bool:
    return scene.line.clause.tags[phrase[0]] == "poss" and phrase[1] == phrase[0] + 1


def _map(scene: Scene, argument: str) -> RoleName | None:
    group = scene.trigger.pattern.group
    name = (group.roles or scene.trigger.pattern.kind.roles).get(argument, "")
    return _ROLES.get(name)


def _verb_parts(scene: Scene) -> list[Part]:
    """Subject and object, turned round in the passive; verbs without ARG0 have ARG1 as subject."""
    first, second = _map(scene, "ARG0"), _map(scene, "ARG1")
    parts: list[Part] = []
    subject = _subjects(scene)
    if first is None:
        return [(second, phrase) for phrase in subject] if second else []
    if scene.passive:
        return [(second, phrase) for phrase in subject] if second else []
    parts += [(first, phrase) for phrase in subject]
    if second and scene.trigger.pattern.form == "verb":
        parts += [(second, phrase) for phrase in scene.objects if _is_thing(scene, phrase)]
    elif second:
        parts += _phrase_objects(scene, second)
    return parts


def _subjects(scene: Scene) -> list[Range]:
    """Give every part of the subject; word order looks for it in front of the verb only."""
    if scene.syntax is not None:
        return [one for one in scene.subjects if _is_thing(scene, one)]
    return [one for one in conjuncts(scene.line.clause, scene.subject)
            if one[1] <= scene.phrase[0] and _is_thing(scene, one)] if scene.subject else []


def _phrase_objects(scene: Scene, second: RoleName) -> list[Part]:
    """For "met with X", "open fire on X": what follows; for "signed a deal": nothing of its own."""
    if scene.syntax is not None and scene.trigger.words[1] > scene.trigger.head + 1:
        return tree_phrase_objects(scene, second)
    if scene.trigger.pattern.words[1:2] in (("for",), ("as",), ("from",)) and scene.objects:
        return [(second, phrase) for phrase in scene.objects if _is_thing(scene, phrase)]
    after = object_of(scene.line.clause, scene.trigger.words[1] - 1)
    particle = scene.line.clause.tags[scene.trigger.words[1] - 1] in ("prep", "to")
    if after is not None and particle and scene.trigger.words[1] > scene.trigger.head + 1:
        return [(second, after)]
    if scene.trigger.words[1] == scene.trigger.head + 1:
        return [(second, phrase) for phrase in scene.objects if _is_thing(scene, phrase)]
    return []


def _is_thing(scene: Scene, phrase: Range) -> bool:
    low = scene.line.clause.low
    return low[phrase[1] - 1] not in ("it", "this", "that", "which", "there", "what", "percent")


def _noun_parts(scene: Scene) -> list[Part]:
    parts: list[Part] = []
    for owner in scene.subjects or ([scene.subject] if scene.subject else []):
        parts += _owner_part(scene, owner)
    if scene.governor is not None:
        parts += _lent_parts(scene)
    if scene.syntax is not None:
        return parts + noun_acts(scene)
    if scene.relative is not None and scene.line.clause.low[scene.relative] in (
            "targeted", "targeting", "targets"):
        hit = object_of(scene.line.clause, scene.relative)
        parts += [("target", hit)] if hit else []
    return parts + _planned_parts(scene)


def _planned_parts(scene: Scene) -> list[Part]:
    """Take the object of the act a plot is for: "a plot to enter and bomb the hall"."""
    low, tags = scene.line.clause.low, scene.line.clause.tags
    at = scene.trigger.words[1]
    if scene.trigger.pattern.kind.name != "PLOT" or low[at:at + 1] != ("to",):
        return []
    for verb in range(at + 1, min(len(low), at + 8)):
        follows = object_of(scene.line.clause, verb) if tags[verb] == "verb" else None
        if follows is not None:
            return [("target", follows),
                    *_after(scene, prepositions_after(scene.line.clause, follows[1]))]
    return []


def _owner_part(scene: Scene, owner: Range) -> list[Part]:
    """The possessor or the name before the noun: place, actor, or the one it is done to."""
    inside = scene.inside(owner)
    states = scene.trigger.pattern.kind.family in _ACTS_OF_STATES
    if inside and not states and all(one.kind in ("place", "facility") for one in inside) and \
            scene.line.clause.tags[owner[1]:owner[1] + 1] != ("gen",):
        # In "the Free Ostra rally" the place is part of what the rally is called.
        called = owner[0] > 1 and scene.line.clause.raw[owner[0] - 1][:1].isupper() and \
            scene.line.clause.tags[owner[0] - 1] in ("adj", "name", "verb")
        return [] if called else [("place", owner)]
    role = _done_to(scene)
    if role and (scene.is_agent(owner) or _owns(scene, owner)):
        return [(role, owner)]
    return [("actor", owner)] if scene.is_agent(owner) or scene.line.clause.tags[
        owner[0]] == "poss" else []


def _done_to(scene: Scene) -> RoleName | None:
    kind = scene.trigger.kind
    if kind in _DONE_TO or kind.split(".")[0] in _DONE_TO:
        return _map(scene, "ARG1")
    return None


def _lent_parts(scene: Scene) -> list[Part]:
    """Take the subject of a light verb ("X carried out an attack") and of its passive."""
    assert scene.governor is not None
    clause, verb = scene.line.clause, scene.governor
    if scene.trigger.pattern.kind.name not in _HELD_NOUNS:
        return []
    pair = " ".join(clause.low[verb:verb + 2])
    if clause.low[verb] not in base_forms("light") and pair not in base_forms("light"):
        return []
    parts: list[Part] = []
    if scene.governed_as == "object" and not _is_passive(scene, verb):
        lent = tree_subjects(scene, verb)
        if lent is None:
            subject = subject_of(clause, verb)
            lent = [subject] if subject is not None else []
        parts += [("actor", subject) for subject in lent if scene.is_agent(subject)]
    elif scene.governed_as == "subject":
        parts += _after(scene, chain_after(scene.line, verb + 1)) if scene.syntax is None else []
    return parts


def _is_passive(scene: Scene, verb: int) -> bool:
    if scene.syntax is not None:
        return parts_are_passive(scene.syntax, verb)
    return is_passive(scene.line.clause, verb)


def _after(scene: Scene, chain: tuple[tuple[str, Range], ...] | list[tuple[str, Range]]) -> list[
        Part]:
    parts: list[Part] = []
    for number, (word, found) in enumerate(chain):
        phrase = scene.extend(found)
        if word == "of" and number and chain[number - 1][0] != "of" and scene.syntax is None:
            continue
        role = _role_after(scene, word, phrase)
        if role is not None and _is_thing(scene, phrase):
            parts.append((role, phrase))
    return parts


_THROWN = frozenset(form for verb in ("throw", "hurl", "lob", "toss", "fire", "shoot", "launch")
                    for form, _ in verb_forms(verb))


def _role_after(scene: Scene, word: str, phrase: Range) -> RoleName | None:
    """Say which part a prepositional phrase takes."""
    family = scene.trigger.pattern.kind.family
    about = dict(entry.split(":") for entry in scene.trigger.pattern.kind.about)
    if word == "by" and (scene.is_agent(phrase) or scene.is_person(phrase)):
        return "actor"
    if word in ("at", "into", "against") and family == "violence" and scene.trigger.is_verb and \
            scene.trigger.pattern.words[0] in _THROWN:
        return "target"
    if word in load_events().words.locative and is_place(scene, phrase):
        return "place"
    if word == "of":
        if scene.trigger.is_verb:
            name = scene.trigger.pattern.kind.name
            if scene.trigger.pattern.form == "phrase" and name in _TAKEN_OF and \
                    scene.is_agent(phrase):
                return "target"
            return "topic" if name in ("ACCUSE", "CHARGE", "VERDICT") else None
        return _done_to(scene) or _of(scene, phrase)
    if word == "against" and family in ("stance", "case") and scene.trigger.is_verb \
            and scene.trigger.pattern.kind.name not in ("VERDICT", "CHARGE"):
        return None
    if word == "on" and scene.line.clause.low[scene.trigger.head].startswith("blam"):
        return "target"
    if word in _TARGET_WORDS and "target" in about and not _is_day(scene, phrase):
        aimed = word not in ("on", "upon") or family in ("violence", "repression", "sanction")
        return "target" if aimed or scene.is_agent(phrase) else "topic"
    if word in ("with", "using", "by") and family == "violence":
        return "instrument" if _is_arm(scene, phrase) else None
    if word == "between" and family in ("violence", "protest"):
        return "actor" if scene.is_agent(phrase) or scene.is_person(phrase) else None
    if word in ("with", "between") and family in ("diplomacy", "case"):
        return ("target" if word == "with" else "actor") if scene.is_agent(phrase) else "topic"
    if word == "to" and scene.is_agent(phrase):
        return "target" if scene.trigger.pattern.kind.name in _GIVEN_TO else "recipient"
    if word == "for" and scene.trigger.pattern.kind.name == "TRIAL" and (
            scene.is_agent(phrase) or scene.is_person(phrase)):
        return "target"
    if word in _TOPIC_WORDS:
        return "topic"
    return "topic" if word == "as" and scene.trigger.pattern.kind.name == "APPOINT" else None


def _blames(scene: Scene) -> bool:
    low = scene.line.clause.low
    return low[scene.trigger.head].startswith("blam") and any(word == "on"
                                                              for word, _ in scene.after)


def _is_arm(scene: Scene, phrase: Range) -> bool:
    """Tell a weapon: "two hand grenades", "dynamite"."""
    clause = scene.line.clause
    return clause.low[phrase[1] - 1] in load_events().words.arms and \
        clause.tags[phrase[1] - 1] != "name"


def _of(scene: Scene, phrase: Range) -> RoleName | None:
    family = scene.trigger.pattern.kind.family
    if family in ("violence", "repression") and scene.is_agent(phrase):
        return _map(scene, "ARG1")
    if family in ("protest", "gathering", "plot") and scene.is_agent(phrase):
        return "actor"
    return "topic"


def _is_day(scene: Scene, phrase: Range) -> bool:
    low = scene.line.clause.low
    return any(low[at].endswith("day") for at in range(*phrase)) or (any(
        low[at][0].isdigit() for at in range(*phrase)) and not scene.inside(phrase))
