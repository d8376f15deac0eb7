"""Clauses that announce: "will open", "is set to vote", "has until March to report".

In: the clauses of a sentence and its time expressions. Out: `Announced`: the word for what is
due, the word that announces it, and the clause. A guess, a condition, a negation or a
commentator's forecast announces nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.ahead import (
    has_for,
    has_limit,
    is_day,
    names_a_day,
    points_ahead,
)
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import stages

SetBy = Literal["will", "set", "until", "present", "noun", "off", "promise"]
_SAYS = frozenset(("say", "announce", "tell", "add", "confirm", "promise", "pledge", "vow", "rule",
                   "state", "declare", "report", "write", "agree", "decide", "order", "insist"))
_GUESSES = frozenset(("predict", "speculate", "believe", "think", "fear", "worry", "doubt",
                      "suggest", "argue", "threaten", "warn", "imagine", "bet", "forecast", "hope",
                      "urge", "ask", "demand", "call", "hopeful", "optimistic", "confident"))
_UNKNOWN = frozenset(("see", "unclear", "unknown", "uncertain", "wonder", "unsure"))
_HARD = frozenset(("if", "unless", "whether", "lest"))
_MODALS = frozenset(("will", "shall", "'ll", "wo", "would", "must"))
_GUESS_MODALS = frozenset(("may", "might", "could", "can", "should"))


# "The trial date" is of the trial; "election security" is no election.
_OF_A_STEP = frozenset(("date", "day", "time", "deadline", "hearing", "process", "session", "talk",
                        "vote", "result", "proceeding", "round", "phase", "stage"))


@dataclass(frozen=True)
class Announced:
    """What a clause announces: `due` is the token for it, `sign` the token that announces."""

    clauses: Clauses
    due: int
    sign: int
    top: int
    set_by: SetBy
    objects: tuple[int, ...] = ()
    noun_alone: bool = False

    @property
    def place(self) -> int:
        """Where the word that announces ends."""
        return self.clauses.tokens[self.sign].end

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the clause runs."""
        if self.noun_alone:
            return self.clauses.noun(self.top)
        start, end = self.clauses.clause(self.top)
        if self.top != self.due:
            own = self.clauses.clause(self.due)
            start, end = min(start, own[0]), max(end, own[1])
        return start, end

    def parts(self) -> list[int]:
        """Give what is due and who or what takes part in it.

        The things come before a verb that says only that something takes place ("will be held").
        """
        clauses = self.clauses
        if self.noun_alone:
            return [self.due]
        verbs = list(dict.fromkeys((self.due, self.top)))
        beside = [*verbs]
        beside += [clauses.tokens[at].head or 0 for at in verbs
                  if clauses.is_link(at, "conj") and not clauses.under(at, "nsubj")]
        light = [at for at in beside if clauses.lemma(at) in stages().due.light
                 or clauses.tokens[at].pos != "VERB"]
        things = [part for at in light for relation in ("obj", "nsubj")
                  for part in clauses.under(at, relation)]
        # "The talks broke off but will resume on Friday": the subject stands with the other verb.
        heads = [clauses.tokens[at].head or 0 for at in verbs if clauses.is_link(at, "conj")
                 and not clauses.under(at, "nsubj") and clauses.lemma(at) in stages().due.light]
        things += [part for at in heads for part in clauses.under(at, "nsubj")]
        things = [*things, *(self.objects if self.due in light else ())]
        verbs = [at for at in verbs if clauses.lemma(at) not in stages().due.light]
        return list(dict.fromkeys((*verbs[:1], *things, *verbs[1:])))

    def subject_is_it(self) -> bool:
        """Tell whether what is announced is only called "it", "this" or "that"."""
        subjects = [n for at in (self.due, self.top) for n in self.clauses.under(at, "nsubj")]
        return any(self.clauses.word(n) in ("it", "this", "that") for n in (*subjects, self.due))

    def order(self) -> list[int]:
        """Give the tokens of the clause in the order in which they may name the stage."""
        start, end = self.span
        clauses = self.clauses
        parts = self.parts()
        if self.noun_alone:
            return parts
        near = [*parts, self.due, self.top, *clauses.under(self.due, "xcomp")]
        deep = [child for at in near for child in clauses.under(at, "compound", "nmod", "amod")
                if not clauses.is_link(child, "compound") or clauses.lemma(at) in _OF_A_STEP]
        places = [at for verb in (self.due, self.top) for at in clauses.under(verb, "obl")
                  if clauses.lemma(verb) in stages().due.light]
        return [at for at in dict.fromkeys((*near, *deep, *places))
                if clauses.tokens[at].pos != "PROPN"
                and (at in parts or start <= clauses.tokens[at].start < end)]


def find_announced(clauses: Clauses, times: Sequence[TimeExpression]) -> Iterator[Announced]:
    """Find what the clauses of a sentence announce."""
    for at in range(len(clauses.tokens)):
        found = _announced(clauses, at, times)
        if found is not None and not unsure(clauses, found):
            yield found


def _announced(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Say whether a token is what announces, and what it announces."""
    return (_by_modal(clauses, at, times) or _by_setting(clauses, at, times)
            or _by_be_to(clauses, at) or _by_until(clauses, at)
            or _by_duty(clauses, at, times) or _by_present(clauses, at, times))


def _by_modal(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "will open", "shall report"; "would appeal" where somebody is said to have said so."""
    word = clauses.lemma(at)
    if not clauses.is_link(at, "aux") or word not in _MODALS:
        return None
    head = clauses.tokens[at].head
    if head is None or head < 0:
        return None
    if word == "would" and not _is_said(clauses, head) and not _has_day(clauses, head, times):
        return None
    if word == "must":
        limited = has_limit(clauses, head, times) or _has_day(clauses, head, times)
        return Announced(clauses, head, at, head, "will") if limited else None
    due = next(iter(clauses.under(head, "xcomp")), head) \
        if clauses.lemma(head) in ("begin", "start", "go", "be", "continue", "come") else head
    return Announced(clauses, due, at, head, "will")


def _has_day(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> bool:
    """Tell a day or month to come behind a verb of a main clause: "he would speak on 4 May"."""
    if clauses.tokens[at].relation not in ("root", "conj", "ccomp", "acl:relcl", "parataxis"):
        return False
    start, end = clauses.clause(at)
    return any(start <= time.cite.start < end and points_ahead(time)
               and time.cite.start >= clauses.tokens[at].end for time in times)


def _by_duty(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "has to pay by Friday", "wants to speak on Thursday": in the present, with a day."""
    if clauses.lemma(at) not in ("have", "want", "need") or clauses.word(at) not in (
            "has", "have", "wants", "want", "needs", "need") or clauses.tokens[at].pos == "NOUN":
        return None
    if any(clauses.tokens[n].relation == "aux" for n in clauses.under(at, "aux")):
        return None
    inner = [n for n in clauses.under(at, "xcomp", "ccomp") if _is_marked(clauses, n)]
    dated = inner and (has_limit(clauses, inner[0], times) or names_a_day(
        clauses, inner[0], times))
    return Announced(clauses, inner[0], at, at, "set") if dated else None


def _is_said(clauses: Clauses, at: int) -> bool:
    """Tell whether a clause is what somebody is said to have said."""
    above = next(clauses.above(at), None)
    return above is not None and clauses.lemma(above) in _SAYS and (
        clauses.is_link(at, "ccomp") or clauses.is_link(at, "parataxis"))


def _by_setting(clauses: Clauses, at: int, times: Sequence[TimeExpression]
                ) -> Announced | None:
    """Find "is set to vote", "the trial is scheduled for May", "she plans to appeal"."""
    token = clauses.tokens[at]
    if clauses.lemma(at) not in stages().due.set_by or token.pos not in ("VERB", "ADJ", "NOUN"):
        return None
    if token.pos == "NOUN" and not clauses.under(at, "cop"):
        return None
    if clauses.lemma(at) in stages().due.hopes and any(
            clauses.word(mark) == "to" for mark in clauses.under(at, "mark")):
        return None  # "an app they use to plan marches"
    inner = _infinitives(clauses, at)
    objects = clauses.under(at, "obj", "nsubj:pass")
    passive = bool(clauses.under(at, "nsubj:pass", "aux:pass", "cop"))
    if token.pos == "ADJ" or passive:
        objects = [*objects, *clauses.under(at, "nsubj")]
    if clauses.lemma(at) in ("intend", "mean", "aim", "design") and passive:
        return None  # "was intended to send a message"
    if clauses.lemma(at) in _FOR_A_DAY and _is_marked(clauses, at):
        return None  # "not expected to announce it until May"
    if clauses.lemma(at) == "await" and not passive:
        return None
    if inner and clauses.lemma(at) not in ("call", "list", "fix", "book", *_FOR_A_DAY):
        return Announced(clauses, inner[0], at, at, "set", tuple(objects))
    if not objects or clauses.lemma(at) in ("mean", "order", "hope", "ready", "prepare"):
        return None
    if clauses.lemma(at) in ("call", "list", "bind", "book", "promise", "pledge", "vow", "aim",
                             "intend", *_FOR_A_DAY) and not has_for(clauses, at, times):
        return None
    dated = has_for(clauses, at, times) or passive or clauses.lemma(at) in ("expect", "plan") \
        or (clauses.lemma(at) in _FIXES and names_a_day(clauses, at, times))
    return Announced(clauses, objects[0], at, at, "set", tuple(objects[1:])) if dated else None


# These set what they name only with "for Friday".
_FOR_A_DAY = ("announce", "convene", "arrange", "organise", "organize")


def _is_marked(clauses: Clauses, at: int) -> bool:
    return any(clauses.word(mark) == "to" for mark in clauses.under(at, "mark"))


_FIXES = frozenset(("schedule", "fix", "slate", "calendar"))


def _infinitives(clauses: Clauses, at: int) -> list[int]:
    """Give the verbs after "to" that hang on a word, by whatever link a reader gave them.

    A reader may take "due to vote" for a noun and its case; the next words then tell.
    """
    found = [child for child in clauses.children[at] if child > at
             and clauses.tokens[child].pos in ("VERB", "AUX")
             and any(clauses.word(mark) == "to" for mark in clauses.under(child, "mark"))]
    nouns = [child for child in clauses.under(at, "xcomp", "ccomp", "advcl", "acl")
             if any(clauses.word(mark) == "to" for mark in clauses.under(child, "mark"))]
    return found or nouns or _next_infinitive(clauses, at)


def _next_infinitive(clauses: Clauses, at: int) -> list[int]:
    last = len(clauses.tokens) - 1
    if at + 2 > last or clauses.word(at + 1) != "to":
        return []
    verb = next((n for n in range(at + 2, min(at + 6, last + 1))
                 if clauses.tokens[n].pos not in ("AUX", "ADV", "PART")), None)
    return [verb] if verb is not None and clauses.tokens[verb].pos == "VERB" else []


# "The only way is to go to court" says what might be done.
_AIMS = frozenset(("way", "aim", "goal", "task", "job", "idea", "purpose", "point", "solution",
                   "option", "choice", "answer", "thing", "alternative", "temptation", "role"))


def _by_be_to(clauses: Clauses, at: int) -> Announced | None:
    """Find "deputies are to vote", "he is to be sentenced": to be, and an infinitive."""
    token = clauses.tokens[at]
    if token.pos not in ("AUX", "VERB") or clauses.lemma(at) != "be" \
            or clauses.word(at) not in ("is", "are", "was", "were", "'s", "'re"):
        return None
    if clauses.word(at) in ("was", "were") and any(
            clauses.word(mark) == "before" for above in (at, *clauses.above(at))
            for mark in clauses.under(above, "mark")):
        return None  # "hours before he was to be hanged": it is told how that came out
    inner = [child for child in clauses.under(at, "xcomp", "ccomp", "advcl")
             if _is_marked(clauses, child)]
    if any(clauses.lemma(n) in _AIMS for above in (at, *clauses.above(at))
           for n in clauses.under(above, "nsubj")):
        return None
    if inner:
        return Announced(clauses, inner[0], at, at, "set")
    head = token.head
    if head is not None and head >= 0 and token.relation in ("aux", "aux:pass", "cop") \
            and any(clauses.word(mark) == "to" for mark in clauses.under(head, "mark")):
        return Announced(clauses, head, at, head, "set")
    return None


def _by_until(clauses: Clauses, at: int) -> Announced | None:
    """Find "gave it until June to report", "has fifteen days to appeal"."""
    if clauses.lemma(at) not in ("have", "give", "grant", "get") or \
            clauses.tokens[at].pos not in ("VERB", "AUX"):
        return None
    start = clauses.tokens[at].start
    for child in range(at + 1, min(at + 16, len(clauses.tokens))):
        token = clauses.tokens[child]
        if token.pos not in ("VERB", "NOUN") or not any(
                clauses.word(mark) == "to" for mark in clauses.under(child, "mark", "case")) \
                or token.relation.split(":")[0] not in ("acl", "xcomp", "advcl", "ccomp"):
            continue
        if at not in clauses.above(child):
            continue
        between = clauses.text[start:token.start].lower()
        limited = any(f" {word} " in between for word in ("until", "till", "by")) or \
            any(unit in between for unit in (" day", " week", " month", " hour"))
        if limited:
            return Announced(clauses, child, at, at, "until")
    return None


def _by_present(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "proceedings open next Tuesday", "the accord takes effect on March 1"."""
    token = clauses.tokens[at]
    if token.pos != "VERB" or not clauses.under(at, "nsubj") \
            or clauses.lemma(at) in _SAYS \
            or (clauses.lemma(at) == "follow" and clauses.under(at, "obj")) \
            or (clauses.lemma(at) == "come" and _comes_after(clauses, at)):
        return None  # "it follows Monday's release": over
    if any(clauses.word(n) not in _WHEN for n in clauses.under(at, "mark")):
        return None
    if any(clauses.tokens[n].relation == "aux" for n in clauses.under(at, "aux")):
        return None  # "is investigating": it goes on
    helpers = [clauses.word(n) for n in clauses.under(at, "aux:pass")]
    if not (_is_present(clauses, at) if not helpers else helpers in (["is"], ["are"])):
        return None
    start, end = clauses.clause(at)
    ahead = [time for time in times if start <= time.cite.start < end and points_ahead(time)
             and (time.cite.start >= token.end or is_day(time))]
    return Announced(clauses, at, at, at, "present") if ahead else None


_WHEN = frozenset(("when", "as", "once", "while", "that"))


def _comes_after(clauses: Clauses, at: int) -> bool:
    """Tell "the visit comes days after the strike in May": only what went before is dated."""
    after = ("after", "amid", "since", "following", "as")
    return any(clauses.word(m) in after for n in clauses.under(at, "obl", "advcl", "advmod")
               for m in (n, *clauses.under(n, "case", "mark")))


def _is_present(clauses: Clauses, at: int) -> bool:
    word, lemma = clauses.word(at), clauses.lemma(at)
    if word == lemma:  # the past of these looks like the present
        return lemma not in ("put", "set", "cut", "hit", "let", "read", "quit")
    return word in (lemma + "s", lemma + "es", lemma[:-1] + "ies")


_NONE = frozenset(("no", "nobody", "none", "neither", "nothing"))


def unsure(clauses: Clauses, found: Announced) -> bool:
    """Say whether a clause guesses, denies, or hangs on a condition."""
    heads = (found.due, found.top)
    if found.set_by == "set" and any(clauses.word(n) == "have" for n in
                                     clauses.under(found.due, "aux")):
        return True  # "were to have attended": it did not come to that
    if clauses.word(found.sign) == "would" and any(
            clauses.word(n) == "have" for n in clauses.under(found.due, "aux")):
        return True
    if clauses.is_link(found.top, "csubj") and _is_marked(clauses, found.top):
        return True  # "it would be hard to schedule a vote"
    for at in heads:
        if any(clauses.word(n) in ("not", "n't", "never", "no", "longer") for n in
               clauses.under(at, "advmod", "neg")):
            return True
        if any(clauses.word(n) in _NONE for part in clauses.under(at, "nsubj", "obj")
               for n in (part, *clauses.under(part, "det"))):
            return True
        if any(clauses.word(n) in _GUESS_MODALS and n != found.sign
               for n in clauses.under(at, "aux")):
            return True
        if any(clauses.word(n) in _HARD for n in clauses.under(at, "mark", "advmod")):
            return True
        if any(clauses.word(n) in ("if", "unless") for below in clauses.under(at, "advcl")
               for n in clauses.under(below, "mark")):
            return True  # "if the court agrees, the verdict will be read on Monday"
        if any(clauses.word(n) in stages().due.predicts for n in clauses.under(at, "advmod")):
            return True
    if clauses.lemma(found.sign) in ("expect", "hope", "plan") and _foreseen(clauses, found.sign):
        return True
    return _guessed_above(clauses, found.top)


def _guessed_above(clauses: Clauses, at: int) -> bool:
    """Tell whether what governs a clause makes it a guess: "analysts say it will", "fears that"."""
    below = at
    for above in clauses.above(at):
        relation = clauses.tokens[below].relation.split(":")[0]
        if relation in ("ccomp", "parataxis", "acl", "xcomp") and (
                clauses.lemma(above) in _GUESSES or _foreseen(clauses, above)):
            return True
        asked = relation == "advmod" and clauses.word(below) in ("how", "when", "where", "why")
        if (asked or relation in ("ccomp", "csubj", "advcl")) \
                and clauses.lemma(above) in _UNKNOWN:
            return True  # "it remains to be seen when she will walk free"
        if relation == "advcl" and any(clauses.word(n) in _HARD
                                       for n in clauses.under(below, "mark")):
            return True
        below = above
    return False


def _foreseen(clauses: Clauses, at: int) -> bool:
    """Tell whether the subject of a verb is a commentator."""
    known = stages().due.commentators
    said = [m for n in clauses.under(at, "nsubj") for m in (n, *clauses.under(n, "appos"))]
    return any(clauses.lemma(n) in known or clauses.word(n) in known for n in said)
