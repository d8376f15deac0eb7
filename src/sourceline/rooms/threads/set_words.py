"""Clauses that announce: "will open", "is set to vote", "has until March to report".

In: the clauses of a sentence and its time expressions. Out: `Announced`: the word for what is
due, the word that announces it, and the clause. A guess, a condition, a negation or a
commentator's forecast announces nothing.
"""

from collections.abc import Iterator, Sequence

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.ahead import (
    has_for,
    has_limit,
    in_so_long,
    is_day,
    is_of_another,
    names_a_day,
    points_ahead,
)
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.unsure import unsure

_SAYS = frozenset(("say", "announce", "tell", "add", "confirm", "promise", "pledge", "vow", "rule",
                   "state", "declare", "report", "write", "agree", "decide", "order", "insist"))
_MODALS = frozenset(("will", "shall", "'ll", "wo", "would", "must", "should"))


# "The talks suggest that the summit of 12 June will be held": what shows is not due.
_SHOWS = frozenset(("suggest", "indicate", "show", "mean", "imply", "reflect", "signal", "prove",
                    "reveal", "demonstrate"))


def find_announced(clauses: Clauses, times: Sequence[TimeExpression]) -> Iterator[Announced]:
    """Find what the clauses of a sentence announce."""
    for at in range(len(clauses.tokens)):
        found = _announced(clauses, at, times)
        if found is not None and not unsure(clauses, found, dated=names_a_day(
                clauses, found.due, times)):
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
    if word == "should":  # "should walk free within 72 hours": what is to be expected
        comes = clauses.lemma(head) in _COMES or bool(clauses.under(head, "aux:pass"))
        return Announced(clauses, head, at, head, "until") \
            if comes and has_limit(clauses, head, times) and _is_said(clauses, head) else None
    due = next(iter(clauses.under(head, "xcomp")), head) \
        if clauses.lemma(head) in ("begin", "start", "go", "be", "continue", "come") else head
    return Announced(clauses, due, at, head, "will")


_COMES = frozenset(("walk", "be", "go", "come", "leave", "arrive", "reach", "get", "begin", "start",
                    "follow", "end"))


def _has_day(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> bool:
    """Tell a day or month to come behind a verb of a main clause: "he would speak on 4 May"."""
    if clauses.tokens[at].relation not in ("root", "conj", "ccomp", "acl:relcl", "parataxis"):
        return False
    start, end = clauses.clause(at)
    return any(start <= time.cite.start < end and points_ahead(time)
               and (time.cite.start >= clauses.tokens[at].end or _leads(clauses, time))
               and not is_of_another(clauses, time, at) for time in times)


def _leads(clauses: Clauses, time: TimeExpression) -> bool:
    """Tell a time that a sentence begins with: "From next month shops must close at eight"."""
    return time.cite.start - clauses.sentence.start <= _LEAD_CHARS


# "As of ", "Starting on ".
_LEAD_CHARS = 12


def _by_duty(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "has to pay by Friday", "wants to speak on Thursday": in the present, with a day."""
    if clauses.lemma(at) not in ("have", "want", "need") or clauses.word(at) not in (
            "has", "have", "wants", "want", "needs", "need") or clauses.tokens[at].pos == "NOUN":
        return None
    if any(clauses.tokens[n].relation == "aux" for n in clauses.under(at, "aux")):
        return None
    inner = [n for n in clauses.under(at, "xcomp", "ccomp") if clauses.is_infinitive(n)]
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
    if clauses.lemma(at) in _FOR_A_DAY and clauses.is_infinitive(at):
        return None  # "not expected to announce it until May"
    if clauses.lemma(at) == "await" and not passive and not names_a_day(clauses, at, times):
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


_FIXES = frozenset(("schedule", "fix", "slate", "calendar", "due"))


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
             if clauses.is_infinitive(child)]
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
    if clauses.lemma(at) not in ("have", "give", "grant", "get", "need", "allow") or \
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
    if token.pos != "VERB" or not (clauses.under(at, "nsubj") or clauses.noun_before(at)) \
            or clauses.lemma(at) in _SAYS | _SHOWS \
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
    ahead = [time for time in times if start <= time.cite.start < end and (
        points_ahead(time) or in_so_long(clauses.text, time))
             and (time.cite.start >= token.end or is_day(time))]
    return Announced(clauses, at, at, at, "present") if ahead else None


_WHEN = frozenset(("when", "as", "once", "while", "that", "until", "till", "before", "after"))


def _comes_after(clauses: Clauses, at: int) -> bool:
    """Tell "the visit comes days after the strike in May": only what went before is dated."""
    after = ("after", "amid", "since", "following", "as")
    if any(clauses.word(n) in ("force", "effect") for n in clauses.under(at, "obl")):
        return False  # "comes into force thirty days after the last ratification, on 1 August"
    return any(clauses.word(m) in after for n in clauses.under(at, "obl", "advcl", "advmod")
               for m in (n, *clauses.under(n, "case", "mark")))


def _is_present(clauses: Clauses, at: int) -> bool:
    word, lemma = clauses.word(at), clauses.lemma(at)
    if word == lemma:  # the past of these looks like the present
        return lemma not in ("put", "set", "cut", "hit", "let", "read", "quit")
    return word in (lemma + "s", lemma + "es", lemma[:-1] + "ies")
