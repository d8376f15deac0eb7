"""Kinds told by a verb with what it takes: "opened an inquiry", "walked free", "froze its assets".

In: a line with its syntax and the mentions in it. Out: `Trigger`s by `lexicon/event_frames.toml`,
beside those whose words alone are enough. Without a tree nothing is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sourceline.lexicon.events import EventKind, Evokes, load_events
from sourceline.lexicon.frames import Frame, Who, load_frames
from sourceline.record.entity import Mention
from sourceline.rooms.events.parts import is_passive, objects, subjects
from sourceline.rooms.events.people import is_agent, is_person
from sourceline.rooms.events.syntax import Syntax
from sourceline.rooms.events.triggers import Pattern, Trigger
from sourceline.text.lines import Line

# A trigger of more words than this shows its verb alone.
_MAX_WORDS = 10
_MAX_CHARS = 60
# "A report published in May", "talks were held": the thing stands close in front.
_MAX_WORDS_BEFORE = 5
# What hangs on a clause by one of these says another thing than the clause does.
_APART = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "cc", "punct", "discourse"))
_TITLES = frozenset(("compound", "nmod:desc", "appos", "flat", "amod"))
_NOT = frozenset(("not", "n't", "n’t", "never", "no"))
# Verbs whose subject gets the thing ("received six years"), and what befalls its subject.
_RECEIVES = frozenset(("get", "receive", "draw", "serve", "face", "stand", "go", "plead", "begin"))
_GIVES = frozenset(("give", "hand", "deal"))
_OF_SUBJECT = frozenset(("DISAPPEAR", "RELEASE", "DETAIN", "TRIAL", "SENTENCE", "VERDICT",
                         "CHARGE", "DEATH"))
_COURTS = frozenset(("court", "judge", "tribunal", "jury", "justice", "magistrate", "panel",
                     "bench", "chamber"))
_TO_SUBJECT = {"ARG0": "target", "ARG1": "topic"}


def find_framed(line: Line, syntax: Syntax | None,
                mentions: Sequence[Mention]) -> Iterator[Trigger]:
    """Find verbs that tell a kind by what they take.

    >>> list(find_framed(line, None, ()))   # doctest: +SKIP
    []

    Gives: one trigger a verb at most, by the first frame that fits.
    """
    if syntax is None:
        return
    for at, tag in enumerate(syntax.tree.tags):
        stands = tag in ("NOUN", "ADJ") and bool(syntax.tree.under(at, "cop"))
        if (tag in ("VERB", "ADJ") and syntax.tree.relations[at] != "amod") or stands:
            frames = [one for verb in _called(syntax, at)
                      for one in load_frames().get(verb, ())]
            if not frames:
                continue
            taken = _Taken(hit_by(syntax, at), _doer(syntax, at), f" {_clause(syntax, at)} ")
            frame = next((one for one in frames if _fits(syntax, at, one, taken, mentions)), None)
            if frame is not None:
                yield _trigger(line, syntax, at, frame)


@dataclass(frozen=True)
class _Taken:
    """What stands with a verb, the same for each of its frames."""

    hit: int | None
    doer: int | None
    said: str


def _called(syntax: Syntax, at: int) -> list[str]:
    """Give the names of a verb: with its particle, with the next word, alone."""
    tree = syntax.tree
    # A reader may make a base form that is no word ("poure"): the word without its ending is tried.
    word = tree.low[at]
    cuts = (1, 2, 3) if word[-4:-3] == word[-3:-2] else (1, 2)  # "initialled"
    bases = [tree.lemmas[at], *(word[:-cut] for cut in cuts if word.endswith("ed"))]
    particles = [tree.low[one] for one in tree.under(at, "compound:prt")]
    particles += tree.low[at + 1:at + 2]
    if tree.under(at, "cop"):
        return ["be", *bases]  # "are in custody", "is missing"
    return [*(f"{base} {particle}" for base in bases for particle in particles), *bases]


def _fits(syntax: Syntax, at: int, frame: Frame, taken: _Taken, mentions: Sequence[Mention]
          ) -> bool:
    tree, hit, doer = syntax.tree, taken.hit, taken.doer
    if frame.passive and not is_passive(syntax, at):
        return False
    if frame.bare and hit is not None:
        return False
    if frame.negated and not any(tree.low[one] in _NOT for part in (at, hit) if part is not None
                                 for one in tree.children[part]):
        return False
    if frame.things and _thing(syntax, at, frame) is None:
        return False
    if frame.subjects and (doer is None or not _heads(syntax, doer) & set(frame.subjects)):
        return False
    if not _is(syntax, hit, frame.object, mentions) or \
            not _is(syntax, doer, frame.subject, mentions):
        return False
    if frame.receiver and not _is_received(syntax, at, mentions):
        return False
    return (not frame.beside or any(f" {word} " in taken.said for word in frame.beside)) \
        and not any(f" {word} " in taken.said for word in frame.never)


def _is(syntax: Syntax, at: int | None, who: Who, mentions: Sequence[Mention]) -> bool:
    if not who:
        return True
    if at is None:
        return False
    return (is_person if who == "person" else is_agent)(syntax, at, mentions)


def hit_by(syntax: Syntax, at: int) -> int | None:
    """Give what a verb is done to: object, passive subject, or the noun a participle describes."""
    tree = syntax.tree
    found = tree.under(at, "nsubj:pass") or tree.under(at, "obj")
    if found:
        return syntax.named(found[0])
    if is_passive(syntax, at) and tree.relations[at] in ("xcomp", "conj", "advcl"):
        # "An agreement is expected to be initialled": who or what is with the verb above.
        found = subjects(syntax, at)
        return found[0] if found else None
    passive = tree.low[at].endswith(("ed", "en", "wn", "ng", "t")) and not tree.low[
        at].endswith("ing")
    if tree.relations[at] == "acl" and tree.heads[at] >= 0 and passive:
        return tree.heads[at]
    if tree.relations[at] == "acl:relcl" and tree.heads[at] >= 0 and tree.under(at, "nsubj"):
        own = [syntax.named(one) for one in tree.under(at, "nsubj")]
        # "a law that the assembly adopted": the clause has a subject of its own.
        return tree.heads[at] if tree.heads[at] not in own else None
    return None


def _doer(syntax: Syntax, at: int) -> int | None:
    """Give who does it: the subject, through "and" and "who" to the one that is meant."""
    if is_passive(syntax, at):
        agents = syntax.tree.under(at, "obl:agent")
        return agents[0] if agents else None
    found = subjects(syntax, at)
    return found[0] if found else None


def _thing(syntax: Syntax, at: int, frame: Frame) -> int | None:
    """Give the thing a light verb takes: its object, its passive subject, or "given six years"."""
    hit = hit_by(syntax, at)
    places = [] if hit is None else [hit]
    places += objects(syntax, at)
    places += syntax.tree.under(at, "obj", "obl:unmarked", "xcomp")
    joined = [other for one in places for other in syntax.tree.under(one, "conj")]
    return next((one for one in (*places, *joined)
                 if _heads(syntax, one) & set(frame.things)), None)


def _heads(syntax: Syntax, at: int) -> set[str]:
    """Give the base forms that head a thing: itself, and through "of" ("a series of talks")."""
    tree = syntax.tree
    inner = [one for one in tree.under(at, "nmod")
             if any(tree.low[case] == "of" for case in tree.under(one, "case"))]
    pairs = {f"{tree.low[at - 1]} {tree.lemmas[at]}"} if at else set()
    # "President Casimir Orloy", "the mayor, Mira Tolan": the title says what he is.
    titles = [one for one in tree.children[at] if tree.tags[at] == "PROPN" and
              tree.relations[one] in _TITLES]
    return {tree.lemmas[at], tree.low[at], *(tree.lemmas[one] for one in (*inner, *titles)),
            *(tree.low[one] for one in titles), *pairs}


def _is_received(syntax: Syntax, at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a person gets the thing: "gave the man", "the man was given", "the man got".

    "Gave the council six months to accept it" sets a time and no sentence.
    """
    tree = syntax.tree
    if tree.under(at, "xcomp") or any(
            tree.low[one] == "to" for child in tree.under(at, "acl", "advcl")
            for one in tree.under(child, "mark")):
        return False
    getters = tree.under(at, "iobj", "nsubj:pass")
    if tree.lemmas[at] in _RECEIVES or (is_passive(syntax, at) and not getters):
        getters += subjects(syntax, at)[:1]
    # "The court imposed a life sentence on the clerk", "passed sentence": no getter is named.
    if not getters:
        return tree.lemmas[at] not in _GIVES
    return any(is_person(syntax, syntax.named(one), mentions) for one in getters)


def _clause(syntax: Syntax, at: int) -> str:
    """Give the words of a clause without other clauses that hang on it, in lower case."""
    tree = syntax.tree
    kept, waiting = {at}, [one for one in tree.children[at] if tree.relations[one] not in _APART
                           and tree.relations[one].split(":")[0] not in _APART]
    while waiting:
        word = waiting.pop()
        if word not in kept:
            kept.add(word)
            waiting += [one for one in tree.children[word]
                        if tree.relations[one] not in ("acl:relcl", "parataxis")]
    return " ".join(tree.low[one] for one in sorted(kept))


@cache
def _kinds() -> dict[str, EventKind]:
    return {kind.name: kind for kind in load_events().kind}


# Things that say what was done, beside the nouns of events: "six years", "its assets", "a word".
_LENT = frozenset((
    "year", "month", "term", "life", "death", "sentence", "statement", "report", "verdict", "plea",
    "threat", "request", "petition", "complaint", "case", "charge", "count", "step", "measure",
    "restriction", "tariff", "asset", "account", "holding", "fund", "visa", "licence", "license",
    "tie", "relation", "bail", "bond", "parole", "stand", "evidence", "testimony", "apology",
    "fire", "shot", "gas", "bullet", "gunfire", "aid", "tribute", "gratitude", "condolence",
    "support", "solidarity", "view", "lunch", "dinner", "name", "responsibility", "wreath",
    "candle", "flower", "placard", "slogan", "banner", "protection", "asylum", "ransom", "hands",
    "penalty", "duty", "indictment", "judgment", "judgement", "ruling", "invitation", "lives",
    "baton", "body", "remains", "jury", "mistrial", "office", "resignation", "force", "exercise",
    "drill", "tool", "food", "confession", "lead", "finding", "round", "declaration", "weight"))


@cache
def _eventive() -> frozenset[str]:
    nouns = {noun.split()[-1] for kind in load_events().kind for group in kind.evokes
             for noun in group.nouns}
    return frozenset(nouns) | _LENT


def _trigger(line: Line, syntax: Syntax, at: int, frame: Frame) -> Trigger:
    tree = syntax.tree
    name, _, sub = frame.kind.partition(".")
    thing = _thing(syntax, at, frame) if frame.things else None
    words = (at, at + 1)
    if thing is not None:
        both = (min(at, thing), max(at, thing) + 1)
        start, end = line.place(both)
        longest = _MAX_WORDS if at < thing else _MAX_WORDS_BEFORE
        if both[1] - both[0] <= longest and end - start <= _MAX_CHARS:
            words = both
    if thing is not None and not _heads(syntax, thing) & _eventive():
        thing = None  # "boarded two trawlers": what is boarded has a part in it
    spoken = (tree.lemmas[at], *((tree.low[thing],) if thing is not None else ()))
    group = Evokes(sub=sub, roles=_roles(syntax, at, frame, thing))
    return Trigger(at, words, Pattern(spoken, _kinds()[name], group,
                                      "verb" if thing is None else "phrase", framed=True,
                                      negated=frame.negated), is_verb=True)


def _roles(syntax: Syntax, at: int, frame: Frame, thing: int | None) -> dict[str, str]:
    """Say what subject and object are, where it is not what the kind says."""
    if _befalls(syntax, at, frame):
        return _TO_SUBJECT
    if thing is not None and (syntax.tree.under(at, "iobj") or (
            is_passive(syntax, at) and thing not in syntax.tree.under(at, "nsubj:pass"))):
        # "Was given police protection", "handed the man six years": who gets the thing.
        return {"ARG0": "actor", "ARG1": "target"}
    return {}


def _befalls(syntax: Syntax, at: int, frame: Frame) -> bool:
    """Tell whether the subject is the one it is done to: "walked free", "got six years"."""
    if frame.befalls:
        return True
    if is_passive(syntax, at):
        return False
    doer = _doer(syntax, at)
    if doer is not None and {syntax.tree.lemmas[doer], syntax.tree.low[doer]} & _COURTS:
        return False  # "the court is to rule": on somebody else
    takes_it = syntax.tree.lemmas[at] in _RECEIVES if frame.things else \
        hit_by(syntax, at) is None
    return takes_it and frame.kind.split(".")[0] in _OF_SUBJECT
