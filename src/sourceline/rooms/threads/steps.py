"""Steps of a case that an article tells in other words than their names; per article.

In: text, reading, mentions, times, and the event mentions already found. Out: those and more
`EventMention`s: "opened an inquiry", "walked free", "was given six years", read from the syntax by
`lexicon/case_steps.toml`. Where the reader gives no syntax nothing is added.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from sourceline.lexicon.events import load_events
from sourceline.lexicon.load import About, load
from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention, RoleMention, RoleName, Status
from sourceline.record.reading import Reading, Sentence
from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.clauses import Clauses, read_clauses

VERSION = "1"
# A trigger of more characters than this shows its verb alone.
_TRIGGER_CHARS = 60
_PRONOUNS = frozenset(("he", "she", "him", "her", "they", "them", "who", "whom", "i", "we"))
_GROUPS = frozenset(("man", "woman", "suspect", "defendant", "couple", "pair", "two", "three",
                     "four", "five", "six", "engineer", "journalist", "officer", "soldier",
                     "thousand", "hundred", "people", "relative", "family", "spy", "hostage",
                     "captive", "prisoner", "detainee", "convict", "head", "boss", "chief",
                     "clerk", "crowd", "editor"))


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to tell a kind of event; see the head of `case_steps.toml`."""

    kind: str
    verbs: tuple[str, ...]
    things: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    object: str = ""
    subject: str = ""
    receiver: str = ""
    passive: bool = False


class CaseSteps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `case_steps.toml`."""

    about: About
    step: tuple[Step, ...]


def add_steps(text: Text, reading: Reading, mentions: Sequence[Mention],
              times: Sequence[TimeExpression], events: Sequence[EventMention]
              ) -> tuple[EventMention, ...]:
    """Give the event mentions found, and those of steps told in other words, in text order."""
    found = list(events)
    taken = {(e.cite.start, e.cite.end): e for e in events}
    for sentence in reading.sentences:
        clauses = read_clauses(sentence, text.words)
        if clauses is None:
            continue
        inside = [m for m in mentions if sentence.start <= m.cite.start < sentence.end]
        dated = [t for t in times if sentence.start <= t.cite.start < sentence.end]
        known = [e for span, e in taken.items() if sentence.start <= span[0] < sentence.end]
        found += _in_sentence(text, sentence, clauses, inside, dated, known)
    return tuple(sorted(found, key=lambda e: (e.cite.start, e.cite.end, e.id)))


def _in_sentence(text: Text, sentence: Sentence, clauses: Clauses, mentions: Sequence[Mention],
                 times: Sequence[TimeExpression], known: Sequence[EventMention]
                 ) -> Iterator[EventMention]:
    for at, token in enumerate(clauses.tokens):
        if token.pos not in ("VERB", "ADJ") or token.relation == "amod":
            continue
        step = next((s for verb in _called(clauses, at) for s in _steps().get(verb, ())
                     if _fits(clauses, at, s, mentions)), None)
        if step is None or _is_known(clauses, at, step, known):
            continue
        status = _status(clauses, at)
        if status is not None:
            yield _mention(text, sentence, clauses, at, step, status, mentions, times)


def _called(clauses: Clauses, at: int) -> list[str]:
    """Give the names of a verb: with its particle, with the next word, alone."""
    lemma = clauses.lemma(at)
    # A reader may make a base form that is no word ("poure"): the word without its ending is tried.
    bases = [lemma, *(clauses.word(at)[:-cut] for cut in (1, 2) if clauses.word(at).endswith("ed"))]
    particles = [clauses.word(n) for n in clauses.under(at, "compound:prt")]
    if at + 1 < len(clauses.tokens):
        particles.append(clauses.word(at + 1))
    return [*(f"{base} {particle}" for base in bases for particle in particles), *bases]


def _object(clauses: Clauses, at: int) -> int | None:
    """Give what a verb is done to: its object, its passive subject, or the noun it describes."""
    passive = clauses.under(at, "nsubj:pass")
    found = passive or clauses.under(at, "obj")
    if found:
        return found[0]
    token = clauses.tokens[at]
    if token.relation == "acl" and token.head is not None and token.head >= 0 \
            and clauses.word(at).endswith(("ed", "en", "wn", "ng", "t")):
        return token.head if not clauses.word(at).endswith("ing") else None
    return None


def _subject(clauses: Clauses, at: int) -> int | None:
    """Give who does it: the subject, through "and" and "who" to the one that is meant."""
    found = clauses.under(at, "nsubj")
    found = [n for n in found if clauses.tokens[n].relation != "nsubj:pass"]
    if found:
        return found[0]
    token = clauses.tokens[at]
    if token.head is not None and token.head >= 0 and token.relation in ("conj", "xcomp", "advcl"):
        above = clauses.under(token.head, "nsubj")
        return above[0] if above else None
    return None


def _fits(clauses: Clauses, at: int, step: Step, mentions: Sequence[Mention]) -> bool:
    hit, doer = _object(clauses, at), _subject(clauses, at)
    if step.passive and not clauses.under(at, "nsubj:pass", "aux:pass"):
        return False
    if step.things and _thing(clauses, at, step) is None:
        return False
    if step.subjects and (doer is None or clauses.lemma(doer) not in step.subjects):
        return False
    if step.object == "person" and (hit is None or not _is_person(clauses, hit, mentions)):
        return False
    if step.subject == "person" and (doer is None or not _is_person(clauses, doer, mentions)):
        return False
    if step.receiver == "person" and not _is_received(clauses, at, mentions):
        return False
    start, end = clauses.clause(at)
    said = f" {clauses.text[start:end].lower()} "
    if step.beside and not any(f" {word}" in said for word in step.beside):
        return False
    return not any(f" {word} " in said for word in step.never)


def _thing(clauses: Clauses, at: int, step: Step) -> int | None:
    """Give the thing a light verb takes: its object, its passive subject, or "given six years"."""
    hit = _object(clauses, at)
    places = [] if hit is None else [hit]
    places += clauses.under(at, "obj", "obl:unmarked", "xcomp")
    return next((n for n in places if _heads(clauses, n) & set(step.things)), None)


def _is_received(clauses: Clauses, at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a person gets the thing: "gave the man", "the man was given", "the man got".

    "Gave Congress six months to accept it" sets a time and no sentence.
    """
    if clauses.under(at, "xcomp") or any(
            clauses.word(n) == "to" for child in clauses.under(at, "acl", "advcl")
            for n in clauses.under(child, "mark")):
        return False
    getters = clauses.under(at, "iobj", "nsubj:pass")
    if clauses.lemma(at) in _RECEIVES:
        subject = _subject(clauses, at)
        getters += [subject] if subject is not None else []
    # "The court imposed a life sentence on the clerk", "passed sentence": no getter is named.
    if not getters:
        return clauses.lemma(at) not in ("give", "hand", "deal")
    return any(_is_person(clauses, n, mentions) for n in getters)


def _heads(clauses: Clauses, at: int) -> set[str]:
    """Give the base forms that head a thing: itself, and through "of" ("a series of talks")."""
    return {clauses.lemma(at), clauses.word(at),
            *(clauses.lemma(n) for n in clauses.under(at, "nmod")
              if any(clauses.word(case) == "of" for case in clauses.under(n, "case")))}


def _is_person(clauses: Clauses, at: int, mentions: Sequence[Mention]) -> bool:
    token, lemma = clauses.tokens[at], clauses.lemma(at)
    if clauses.word(at) in _PRONOUNS or lemma in _humans():
        return True
    if token.pos == "NOUN" and lemma.endswith(_HUMAN_ENDINGS) and lemma not in _NO_HUMANS:
        return True
    if any(_is_person(clauses, n, mentions) for n in clauses.under(at, "appos")):
        return True
    return any(m.kind == "person" and m.cite.start < token.end and token.start < m.cite.end
               for m in mentions)


_HUMAN_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ee", "attaché", "ier")
_NO_HUMANS = frozenset((
    "paper", "letter", "number", "water", "computer", "power", "order", "weather", "matter",
    "committee", "motor", "tanker", "freighter", "trawler", "helicopter", "powder", "border",
    "mortar", "sensor", "reactor", "tractor", "trailer", "container", "plant", "grant", "variant",
    "restaurant", "warrant", "river", "tower", "chapter", "member state", "poster", "banner",
    "disaster", "error", "terror", "factor", "sector", "door", "floor", "honor", "answer", "offer",
    "transfer", "tender", "folder", "newspaper", "center", "list", "checklist", "mist",
    "quarter", "winter", "summer", "dinner",
))


@cache
def _humans() -> frozenset[str]:
    return frozenset(load_events().words.humans) | _GROUPS


@cache
def _steps() -> dict[str, list[Step]]:
    content: CaseSteps = load("case_steps.toml", CaseSteps)
    found: dict[str, list[Step]] = {}
    for step in content.step:
        for verb in step.verbs:
            found.setdefault(verb, []).append(step)
    return found


def _is_known(clauses: Clauses, at: int, step: Step, known: Sequence[EventMention]) -> bool:
    """Tell whether an event mention stands on the verb already, or on its thing with this kind."""
    base = step.kind.split(".")[0]
    places = [at, *clauses.under(at, "obj", "nsubj", "obl", "xcomp")]
    for n in places:
        token = clauses.tokens[n]
        for event in known:
            on = event.cite.start < token.end and token.start < event.cite.end
            if event.kind == "DETAIN" and base == "SENTENCE":
                continue  # "was jailed for six years" tells of both
            if on and (n == at or event.kind.split(".")[0] == base):
                return True
    return False


_WISHES = frozenset(("recommend", "urge", "demand", "ask", "call", "suggest", "want", "hope",
                     "propose", "request", "wish", "fear", "doubt"))


def _status(clauses: Clauses, at: int) -> Status | None:
    """Say whether it happened, is expected, planned or imagined; None where it is denied."""
    if any(clauses.word(n) in ("not", "n't", "never") for n in clauses.under(at, "advmod")):
        return None
    modals = {clauses.word(n) for n in clauses.under(at, "aux")}
    if modals & {"will", "shall", "'ll"}:
        return "expected"
    above = next(clauses.above(at), None)
    if "would" in modals and above is not None and clauses.is_link(at, "ccomp") \
            and clauses.lemma(above) in ("say", "announce", "tell", "add", "confirm", "promise"):
        return "expected"
    if above is not None and clauses.is_link(at, "ccomp") and clauses.lemma(above) in _WISHES:
        return "hypothetical"
    if modals & {"would", "could", "may", "might", "should", "can", "must"}:
        return "hypothetical"
    if any(clauses.word(n) in ("if", "unless", "whether") for n in clauses.under(at, "mark")):
        return "hypothetical"
    if any(clauses.word(n) == "to" for n in clauses.under(at, "mark")):
        if clauses.tokens[at].relation == "root" or (above is not None and clauses.lemma(above) in (
                "expect", "set", "schedule", "due", "plan", "be", "intend", "slate")):
            return "expected"
        return "planned"
    return "happened"


def _mention(text: Text, sentence: Sentence, clauses: Clauses, at: int, step: Step,
             status: Status, mentions: Sequence[Mention], times: Sequence[TimeExpression]
             ) -> EventMention:
    token = clauses.tokens[at]
    start, end = token.start, token.end
    hit = _thing(clauses, at, step) if step.things else None
    if hit is not None:
        both = (min(start, clauses.tokens[hit].start), max(end, clauses.tokens[hit].end))
        start, end = both if both[1] - both[0] <= _TRIGGER_CHARS else (start, end)
    first, last = clauses.clause(at)
    dated = [t for t in times if first <= t.cite.start < last and t.kind in ("DATE", "TIME")]
    time = min(dated, key=lambda t: (abs(t.cite.start - start), t.cite.start), default=None)
    said = f"“{clauses.lemma(at)}” with what it takes tells {step.kind}"
    return EventMention(
        id=make_id("e", text.article, "step", start, step.kind),
        cite=cite(text.article, text.words, start, end),
        sentence=cite(text.article, text.words, sentence.start, sentence.end),
        kind=step.kind, status=status, time=time.id if time is not None else None,
        roles=tuple(_roles(text, clauses, at, step, mentions)),
        because=Because(rule="threads.steps", version=VERSION, sentence=said,
                        cites=(cite(text.article, text.words, start, end),)))


def _roles(text: Text, clauses: Clauses, at: int, step: Step, mentions: Sequence[Mention]
           ) -> Iterator[RoleMention]:
    """Give who took part: the object as target unless it is the thing itself, the subject."""
    hit, doer = _object(clauses, at), _subject(clauses, at)
    agent = next(iter(clauses.under(at, "obl:agent")), None)
    parts: list[tuple[RoleName, int]] = []
    if step.things and hit == _thing(clauses, at, step):
        hit = next(iter(clauses.under(at, "iobj")), None)
    if hit is not None:
        parts.append(("target", hit))
    if agent is not None:
        parts.append(("actor", agent))
    elif doer is not None and doer != hit:
        takes_it = clauses.lemma(at) in _RECEIVES if step.things else hit is None
        of_subject = takes_it and step.kind.split(".")[0] in _OF_SUBJECT
        parts.append(("target" if of_subject else "actor", doer))
    for role, n in parts:
        token = clauses.tokens[n]
        own = next((m for one in (n, *clauses.under(n, "appos")) for m in mentions
                    if m.cite.start < clauses.tokens[one].end
                    and clauses.tokens[one].start < m.cite.end), None)
        if own is not None:
            yield RoleMention(role=role, cite=own.cite, mention=own.id)
        else:
            yield RoleMention(role=role, cite=cite(text.article, text.words, token.start,
                                                   token.end))


# Steps that befall their subject where they have no object ("vanished", "walked free").
_OF_SUBJECT = frozenset(("DISAPPEAR", "RELEASE", "DETAIN", "TRIAL", "SENTENCE", "VERDICT",
                         "CHARGE"))
_RECEIVES = frozenset(("get", "receive", "draw", "serve", "face", "stand", "go", "plead"))
