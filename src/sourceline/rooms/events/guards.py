"""Guards: does this word mean the event here, or another sense, or nothing in particular?

In: a `Scene`. Out: yes or no. A guard looks for company the sense keeps, and for words that give
another sense away.
"""

from functools import cache

from sourceline.lexicon.events import load_events
from sourceline.rooms.events.parts import subjects
from sourceline.rooms.events.people import MONTHS, humans
from sourceline.rooms.events.scene import Scene, base_forms
from sourceline.rooms.events.specific import DEFINITE, is_specific
from sourceline.text.phrases import Range

# How far from a trigger its company may stand.
_NEAR_WORDS = 12
_NEVER_WORDS = 2
# So many words of a topic make it the topic of the sentences around.
_COMPANY = 2
_PARLIAMENT = frozenset(("senate", "committee", "congress", "subcommittee", "lawmakers", "house",
                         "senators", "parliament", "panel"))
# Heads that make "the death of X" a figure of speech.
_ABSTRACT = frozenset((
    "idea", "dream", "era", "hope", "innocence", "democracy", "inflation", "poverty", "truth",
    "expectations", "language", "bill", "legislation", "reform", "proposal", "corruption",
    "unemployment", "deficit", "debt", "virus", "disease", "cancer", "climate", "drugs", "hunger",
    "business", "businesses", "industry", "economy", "career", "campaign", "deal", "program",
))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(load_events().words, name))


# Without this company the words mean something else: recipes are exchanged too.
_HARD = frozenset(("traded",))


def is_other(scene: Scene) -> bool:
    """Tell a trigger whose words give another sense away, or nothing in particular."""
    if _inside_name(scene) or _is_aim(scene):
        return True
    if scene.trigger.pattern.framed:
        return False
    guard = scene.trigger.pattern.group.guard
    if guard in _HARD and not _ASK[guard](scene):
        return True
    return _never(scene) or _abstract(scene) or (
        not scene.trigger.is_verb and not is_specific(scene))


def keeps_company(scene: Scene) -> bool:
    """Tell a trigger that stands in the company its kind keeps."""
    return scene.trigger.pattern.framed or _ASK[scene.trigger.pattern.group.guard](scene)


def _never(scene: Scene) -> bool:
    """Look for the words that mean another sense, right beside the trigger or inside its object."""
    low = scene.line.clause.low
    start, end = scene.trigger.words
    if low[start - 1:start] == ("-",) or low[end:end + 1] == ("-",):
        return True
    if scene.passive and scene.trigger.pattern.kind.name == "CONSULT":
        return True
    near = set(low[max(0, start - _NEVER_WORDS):start]) | set(low[end:end + _NEVER_WORDS])
    for phrase in scene.objects[:1]:
        near.add(low[phrase[1] - 1])
    if scene.passive and scene.subject:
        near.add(low[scene.subject[1] - 1])
    return bool(near & set(scene.trigger.pattern.group.never))


def _inside_name(scene: Scene) -> bool:
    """Tell a trigger that is part of a name ("Rally for Ostmark Party")."""
    start, end = scene.line.place(scene.trigger.words)
    if scene.line.clause.tags[scene.trigger.head] == "name":
        return True
    return any(one.form == "name" and one.cite.start <= start and end <= one.cite.end
               for one in scene.mentions)


# Plots are aimed at somebody without a deed: "a bomb plot that targeted the rally".
_AIMS = frozenset(("target", "targets", "targeted", "targeting", "aimed"))
_PLANS = frozenset(("plot", "plots", "plan", "plans", "scheme", "schemes", "conspiracy",
                    "conspiracies", "threat", "threats"))
_OF_NOUN = ("acl:relcl", "acl")


def _is_aim(scene: Scene) -> bool:
    """Tell the verb that says whom a plan is for from one that tells of a deed."""
    tree, head = scene.syntax.tree if scene.syntax is not None else None, scene.trigger.head
    return tree is not None and tree.low[head] in _AIMS and tree.relations[head] in _OF_NOUN \
        and tree.low[tree.heads[head]] in _PLANS


def _abstract(scene: Scene) -> bool:
    low = scene.line.clause.low
    touched = [*scene.objects[:1], *(phrase for word, phrase in scene.after[:1] if word == "of")]
    return any(low[phrase[1] - 1] in _ABSTRACT for phrase in touched)


def _near(scene: Scene, name: str, reach: int = _NEAR_WORDS) -> bool:
    low = scene.line.clause.low
    start, end = scene.trigger.words
    around = (*low[max(0, start - reach):start], *low[end:end + reach])
    return any(word in _words(name) for word in around)


def _about(scene: Scene, name: str, reach: int = _NEAR_WORDS) -> bool:
    """Look for company near the trigger, else in the sentences around: two words of it there.

    "He appealed on the same day" says nothing of a court; the sentence before it does. So little
    counts only of what people do or have done to them.
    """
    if _near(scene, name, reach):
        return True
    if len(scene.around & _words(name)) < _COMPANY:
        return False
    if not scene.trigger.is_verb:
        # A hearing of a parliament stands among its words.
        return _is_definite_phrase(scene) and not scene.around & _PARLIAMENT
    touched = scene.subject if scene.passive or not scene.objects else scene.objects[0]
    return _ends_human(scene, touched)


# Only people, bodies and governments take these acts; "the storm threatens" is none.
_ACTS = frozenset(("stance", "threat", "demand", "diplomacy", "speech", "aid"))


def _human(scene: Scene) -> bool:
    family = scene.trigger.pattern.kind.family
    if family == "violence" and not scene.trigger.is_verb and _near(scene, "armed", 3):
        return True
    if scene.trigger.is_verb and not scene.passive and family in _ACTS:
        if family == "threat" and scene.syntax is not None and scene.subject is not None:
            return _ends_human(scene, scene.subject) or scene.is_person(scene.subject) or any(
                one.kind == "place" for one in scene.inside(scene.subject))
        return scene.is_agent(scene.subject)
    if family in ("violence", "plot") and any(scene.inside(one) for one in scene.objects):
        return True
    if scene.is_agent(scene.subject) or any(scene.is_agent(one) for one in scene.objects):
        return True
    # A country no list knows is a name of open kind; what signs a treaty is a side.
    if family == "diplomacy" and scene.subject and scene.inside(scene.subject):
        return True
    if scene.syntax is not None and scene.governor is not None and not scene.trigger.is_verb:
        # "the council announced an inquiry": who acts is the subject of the verb.
        behind = [scene.syntax.noun(one) for one in subjects(scene.syntax, scene.governor)]
        if scene.governed_as == "object" and any(scene.is_agent(one) for one in behind):
            return True
    return any(scene.is_agent(phrase) for _, phrase in scene.after) or (
        not scene.trigger.is_verb and _is_definite_phrase(scene))


def _is_definite_phrase(scene: Scene) -> bool:
    """Tell "the attack", "Tuesday's attack"."""
    clause = scene.line.clause
    return clause.low[scene.phrase[0]] in DEFINITE or any(
        clause.tags[at] == "gen" for at in range(scene.phrase[0], scene.trigger.words[0]))


def _legal(scene: Scene) -> bool:
    """Tell a word of law: others nearby, or a person it is done to ("the trial of four men")."""
    if _about(scene, "legal", 25):
        return True
    tried = any(word in ("of", "for") and _ends_human(scene, phrase)
                for word, phrase in scene.after)
    return not scene.trigger.is_verb and scene.trigger.pattern.kind.name == "TRIAL" and (
        tried or _ends_human(scene, scene.subject))


def _victim(scene: Scene) -> bool:
    if not scene.trigger.is_verb:
        return _human(scene) or _near(scene, "force")
    if "ARG0" not in (scene.trigger.pattern.group.roles or scene.trigger.pattern.kind.roles):
        return scene.is_agent(scene.subject)
    touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
    if touched is None:
        return False
    number = scene.line.clause.tags[touched[1] - 1] == "num"
    return scene.is_agent(touched) or number


def _court(scene: Scene) -> bool:
    if scene.trigger.pattern.kind.name == "TRIAL":
        touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
        follows = scene.line.clause.low[scene.trigger.words[1]:][:1]
        return scene.passive and scene.is_agent(touched) and (
            _about(scene, "court") or follows in (("for",), ("in",), ("on",)))
    return _about(scene, "court")


def _politic(scene: Scene) -> bool:
    low = scene.line.clause.low
    if scene.subject is not None and not scene.passive:
        words = range(*scene.subject)
        if any(low[at] in _words("politic") for at in words):
            return True
        return any(one.kind in ("government", "organization", "place", "person")
                   for one in scene.inside(scene.subject))
    return _near(scene, "politic")


def _custody(scene: Scene) -> bool:
    freed = [phrase for word, phrase in scene.after if word == "of"]
    if not scene.trigger.is_verb and any(_is_named_person(scene, one) for one in freed):
        return True
    return _victim(scene) and _about(scene, "custody")


def _is_named_person(scene: Scene, phrase: Range) -> bool:
    return any(one.kind == "person" and one.form == "name" for one in scene.inside(phrase))


def _office(scene: Scene) -> bool:
    return _victim(scene) and _near(scene, "office")


def _dismissed(scene: Scene) -> bool:
    touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
    # "dismissed the president's claims" dismisses nobody.
    claims = scene.line.clause.low[scene.trigger.head].startswith("dismiss")
    whom = _ends_human(scene, touched) if claims else scene.is_agent(touched)
    return whom and not _near(scene, "weapons", 6) and \
        _near(scene, "office")


def _plot(scene: Scene) -> bool:
    touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
    if touched is None or touched[1] - touched[0] < 2:
        return False
    low = scene.line.clause.low
    return any(low[at] in _words("plot") for at in range(touched[0], min(len(low), touched[1] + 3)))


def _plot_targets(scene: Scene) -> bool:
    """Tell "a plot that targeted X": what is meant is the plot, not a second attack."""
    if not scene.trigger.is_verb or scene.subject is None or \
            scene.trigger.pattern.kind.name == "THWART":
        return False
    return scene.line.clause.low[scene.subject[1] - 1] in ("plot", "plots", "conspiracy", "threats")


def _event(scene: Scene) -> bool:
    return _near(scene, "event", 8)


def _held(scene: Scene) -> bool:
    """Tell people kept by force: "held since May", "held in prison"; no meeting, no view."""
    low = scene.line.clause.low
    after = low[scene.trigger.words[1]:scene.trigger.words[1] + 6]
    since = "since" in after or after[:2] in (("without", "charge"), ("without", "trial"),
                                              ("in", "custody"), ("by", "police"))
    return scene.passive and _ends_human(scene, scene.subject) and (
        since or _near(scene, "traded", 6))


def _ends_human(scene: Scene, phrase: Range | None) -> bool:
    """Tell a phrase whose head is a person, a body or "who", and not what belongs to one."""
    if phrase is None:
        return False
    _, end = scene.line.place(phrase)
    head = scene.line.clause.low[phrase[1] - 1]
    named = any(one.kind in ("person", "organization", "government") and one.cite.end == end
                for one in scene.mentions)
    return named or head in humans() or head == "who"


def _to_state(scene: Scene) -> bool:
    """Tell a person handed over to another country."""
    touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
    phrases = [phrase for word, phrase in scene.after if word == "to"]
    to = scene.line.clause.low[scene.trigger.words[1] - 1] == "to"
    if to and not phrases:
        start = scene.trigger.words[1]
        phrases = [(start, min(start + 3, len(scene.line.spans)))]
    known = [one for phrase in phrases[:1] for one in scene.inside(phrase)]
    clause = scene.line.clause
    state = any(one.kind in ("place", "government") for one in known) or (not known and any(
        clause.raw[at][0].isupper() and clause.low[at] not in MONTHS
        for phrase in phrases[:1] for at in range(*phrase)))
    return state and (_ends_human(scene, touched) or touched is None)


def _finding(scene: Scene) -> bool:
    """Tell "the report finds": what counts is that a report came to a finding."""
    if scene.governor is None or scene.governed_as != "subject":
        return False
    return scene.line.clause.low[scene.governor] in ("finds", "found", "concludes", "concluded")


def _stopped_or_forced(scene: Scene) -> bool:
    stopped = scene.governor is not None and not scene.trigger.is_verb and \
        scene.line.clause.low[scene.governor] in base_forms("thwart_verbs")
    places = load_events().words.places
    stormed = scene.trigger.is_verb and any(
        scene.line.clause.low[phrase[1] - 1] in places for phrase in scene.objects)
    if scene.passive and scene.subject and scene.trigger.is_verb and \
            scene.line.clause.low[scene.subject[1] - 1] in load_events().words.vehicles:
        return True
    if stormed and scene.is_agent(scene.subject) and not _plot_targets(scene):
        return True
    return stopped or (_near(scene, "force", 15) and (
        _human(scene) or scene.trigger.pattern.kind.name == "PLOT") and not _plot_targets(scene))


def _uttered(scene: Scene) -> bool:
    """Tell a threat somebody makes from a danger: "their threats to", not "the threat of war"."""
    low = scene.line.clause.low
    if scene.trigger.is_verb:
        hidden = scene.syntax is not None and scene.passive and not any(
            word == "by" for word, _ in scene.after)
        return _human(scene) and not hidden
    tags, start = scene.line.clause.tags, scene.phrase[0]
    told = any(tags[at] in ("gen", "poss") for at in range(start, scene.trigger.words[0]))
    owned = scene.subject is not None and scene.is_agent(scene.subject) and told
    lent = scene.governor is not None and low[scene.governor] in base_forms("light")
    return owned or lent or low[scene.trigger.head] in ("threats", "ultimatum", "ultimatums")


def _built(scene: Scene) -> bool:
    """Tell things destroyed by somebody: by people, or where arms are spoken of, not by a storm."""
    touched = scene.subject if scene.passive else (scene.objects[0] if scene.objects else None)
    if touched is None or _near(scene, "natural", 15):
        return False
    head = scene.line.clause.low[touched[1] - 1]
    thing = head in _words("places") or head in _words("vehicles")
    actor = not scene.passive and scene.is_agent(scene.subject)
    return _near(scene, "armed", 8) or (thing and (actor or _near(scene, "force", 25)))


_ASK = {
    "": lambda _: True,
    "human": _human,
    "victim": _victim,
    "let_go": lambda scene: scene.passive or _victim(scene),
    "legal": _legal,
    "court": _court,
    "force": _stopped_or_forced,
    "armed": lambda scene: _near(scene, "armed", 8) and (not scene.trigger.is_verb or bool(
        scene.objects or scene.passive or scene.after)) and not _plot_targets(scene),
    "politic": _politic,
    "of": lambda _: True,
    "crowd": lambda scene: _about(scene, "crowd") and (
        not scene.trigger.is_verb or scene.is_agent(scene.subject)),
    "custody": _custody,
    "office": _office,
    "event": _event,
    "plot": _plot,
    "dismissed": _dismissed,
    "labor": lambda scene: _about(scene, "labor"),
    "held": _held,
    "to_state": _to_state,
    "traded": lambda scene: _about(scene, "traded", 25),
    "finding": _finding,
    "uttered": _uttered,
    "built": _built,
}
