"""Clauses that set by other words than an announcement: put off, bound to, promised, given a day.

In: the clauses of a sentence and its time expressions. Out: `Announced`, as from `set_words.py`:
"was adjourned until May", "was told to appear on June 2", "ordered a new trial", "his funeral is on
Tuesday".
"""

import re
from collections.abc import Iterator, Sequence

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.ahead import (
    has_for,
    has_limit,
    may_lie_ahead,
    names_a_day,
    points_ahead,
)
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.unsure import unsure

# What these put off is due at the day they name; the later ones only with a particle.
_PUT_OFF = frozenset(("adjourn", "postpone", "defer", "delay", "reschedule", "reschedul",
                      "rise", "reserve",
                      "remand", "bail", "stay"))
_DELAY = frozenset(("adjourn", "postpone", "defer", "delay", "put", "push"))
# These put off with "to" a day: "moved Sunday's vote to May 9".
_MOVE = frozenset(("move", "shift"))
_WITH_PARTICLE = frozenset(("put", "push", "hold", "carry", "move", "set", "stand", "bring"))
_PARTICLES = frozenset(("off", "back", "over", "forward", "down"))
_ASIDE = re.compile(r"\b(?:under advisement|on (?:hold|ice)|in abeyance|to one side|aside)\b",
                    re.I)
# Who is told by a court or a body to do it is bound; only in the passive.
_BIND = frozenset(("ask", "call", "invite", "tell", "order", "summon", "bail", "remand",
                   "instruct", "require", "oblige",
                   "direct", "schedule", "cite", "mandate", "commission"))
_PROMISE = frozenset(("promise", "pledge", "order", "grant", "guarantee", "send", "refer",
                      "announce", "prepare"))
_IN_PLACE = frozenset(("back", "down", "up"))  # "is back in court", "is down for debate"


def find_bound(clauses: Clauses, times: Sequence[TimeExpression]) -> Iterator[Announced]:
    """Find what a sentence puts off to a day, binds somebody to, promises or gives a day."""
    for at in range(len(clauses.tokens)):
        for found in (_by_putting_off(clauses, at, times), _by_binding(clauses, at, times),
                      _by_promise(clauses, at, times), _by_call(clauses, at, times),
                      _by_inviting(clauses, at, times), _by_term(clauses, at, times),
                      _by_copula(clauses, at, times), _by_noun_verb(clauses, at, times),
                      _by_list(clauses, at, times), _by_agenda(clauses, at, times),
                      _by_delay(clauses, at, times), _by_date(clauses, at, times)):
            if found is not None and not unsure(clauses, found):
                yield found


def _by_putting_off(clauses: Clauses, at: int, times: Sequence[TimeExpression]
                    ) -> Announced | None:
    """Find "the case was put off until autumn", "the court rose until Tuesday"."""
    lemma = clauses.lemma(at)
    if clauses.tokens[at].pos != "VERB" or not has_for(clauses, at, times,
                                                       stretch=lemma in _DELAY):
        return None
    moved = lemma in _WITH_PARTICLE and (any(
        clauses.word(n) in _PARTICLES for n in clauses.children[at])
        or _ASIDE.search(clauses.text, clauses.tokens[at].end, clauses.sentence.end) is not None)
    if lemma not in _PUT_OFF | _MOVE and not moved:
        return None
    passive = clauses.under(at, "aux:pass", "nsubj:pass")
    things = clauses.under(at, "obj", "nsubj:pass") or (
        clauses.under(at, "nsubj") if passive else []) or [
        n for n in clauses.under(at, "obl") if n > at and not clauses.under(n, "case")
        and not any(t.cite.start <= clauses.tokens[n].start < t.cite.end for t in times)]
    first, *rest = things or [at]
    return Announced(clauses, first, at, at, "off", tuple(rest))


# Who undertakes to do a thing by a day is bound as well.
_UNDERTAKE = frozenset(("agree", "undertake", "commit", "promise", "pledge", "vow", "swear",
                        "resolve", "arrange", "volunteer", "decide"))


def _by_binding(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "was told to appear on June 2", "agreed to meet on May 2", "told it to report by June".

    By somebody who orders another only what has a limit is due: "ordered them to march on Monday"
    tells what was done.
    """
    lemma = clauses.lemma(at)
    passive = bool(clauses.under(at, "aux:pass", "nsubj:pass"))
    active = lemma in _BIND and any(n > at for n in clauses.under(at, "obj", "iobj", "nsubj"))
    if clauses.tokens[at].pos != "VERB" or not (
            lemma in _UNDERTAKE or (lemma in _BIND and passive) or active):
        return None
    inner = next((n for n in clauses.under(at, "xcomp", "advcl", "ccomp", "acl") if n > at
                  and clauses.is_infinitive(n)), None)
    if inner is None:
        return None
    if has_limit(clauses, inner, times):
        return Announced(clauses, inner, at, inner, "until")
    if active and not passive and lemma not in _UNDERTAKE:
        return None
    start, end = clauses.tokens[inner].start, clauses.clause(inner)[1]
    end = max(end, clauses.clause(at)[1])
    days = [time for time in times if start <= time.cite.start < end and may_lie_ahead(time)]
    return Announced(clauses, inner, at, inner, "off") if days else None


def _by_promise(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "ordered a new trial", "promised an answer by June"; what it is, a frame tells."""
    if clauses.tokens[at].pos != "VERB" or clauses.lemma(at) not in _PROMISE:
        return None
    if clauses.under(at, "mark") or clauses.word(at).endswith("ing"):
        return None  # "before sending them for trial"
    # Of two objects a reader may take the second for a phrase without its preposition.
    things = [*clauses.under(at, "obj", "nsubj:pass"),
              *(n for n in clauses.under(at, "obl") if not clauses.under(n, "case"))]
    inner = [n for n in clauses.under(at, "ccomp") if n > at]
    if not things and not inner:
        return None
    due = (inner or things)[0]
    limited = clauses.lemma(at) in _LIMITED and has_limit(clauses, at, times)
    return Announced(clauses, due, at, at, "until" if limited else "promise", tuple(things[1:]))


_LIMITED = frozenset(("promise", "pledge", "order", "guarantee"))
_STREETS = frozenset(("strike", "rally", "march", "protest", "demonstration", "walkout", "boycott",
                      "sit-in"))


def _by_call(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "unions have called for a strike on June 9": who calls for it sets it."""
    if clauses.lemma(at) != "call" or clauses.tokens[at].pos != "VERB":
        return None
    strike = next((n for n in clauses.under(at, "obl") if clauses.lemma(n) in _STREETS and any(
        clauses.word(case) == "for" for case in clauses.under(n, "case"))), None)
    if strike is None:
        return None
    start, end = clauses.tokens[strike].start, clauses.clause(at)[1]
    days = [time for time in times if start <= time.cite.start < end and may_lie_ahead(time)]
    return Announced(clauses, strike, at, at, "off") if days else None


def _by_copula(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "his funeral is on Tuesday", "she is back in court on May 3"."""
    token = clauses.tokens[at]
    if clauses.word(at) not in ("is", "are") or not clauses.is_link(at, "cop"):
        return None
    head = token.head
    if head is None or head < 0:
        return None
    start, end = clauses.clause(head)
    ahead = [time for time in times if start <= time.cite.start < end and points_ahead(time)]
    if not ahead:
        return None
    if clauses.word(head) in _IN_PLACE:
        return Announced(clauses, head, at, head, "present")
    day = clauses.tokens[head]
    subject = next(iter(clauses.under(head, "nsubj")), None)
    if subject is None or not any(time.cite.start <= day.start < time.cite.end for time in ahead):
        return None
    return Announced(clauses, subject, at, head, "present")


_INVITE = frozenset(("invite", "summon", "call", "convoke"))


_DELAYS = frozenset(("adjournment", "postponement", "deferral", "deferment", "extension", "stay",
                     "recess", "continuance", "suspension"))


def _by_delay(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "was granted an adjournment to May 20": put off by a noun."""
    if clauses.lemma(at) not in _DELAYS or clauses.tokens[at].pos != "NOUN" \
            or not has_for(clauses, at, times):
        return None
    return Announced(clauses, at, at, at, "off")


_DATES = frozenset(("set", "fix", "name", "give", "announce", "choose", "pick", "agree", "propose",
                    "earmark"))


def _by_date(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "set 3 October as the date for the trial", "gave May 5 as the day of the vote"."""
    if clauses.lemma(at) not in ("date", "day") or clauses.tokens[at].pos != "NOUN":
        return None
    verb = next((n for n in clauses.above(at) if clauses.tokens[n].pos == "VERB"), None)
    if verb is None or clauses.lemma(verb) not in _DATES:
        return None
    start, end = clauses.clause(verb)
    days = [time for time in times if start <= time.cite.start < end and may_lie_ahead(time)]
    of = [n for n in clauses.under(at, "nmod") if any(
        clauses.word(case) in ("for", "of") for case in clauses.under(n, "case"))
        and not any(t.cite.start <= clauses.tokens[n].start < t.cite.end for t in times)]
    deep = [m for n in of for m in clauses.under(n, "nmod")]
    return Announced(clauses, of[0], at, verb, "off", (*of, *deep)) if days and of else None


def _by_inviting(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "has invited the leaders for talks on Wednesday", "was summoned for May 9"."""
    if clauses.lemma(at) not in _INVITE or clauses.tokens[at].pos != "VERB" \
            or not clauses.under(at, "obj", "nsubj:pass", "aux:pass"):
        return None  # "called for calm on Friday" invites nobody
    start, end = clauses.tokens[at].start, clauses.clause(at)[1]
    if not any(start <= time.cite.start < end and may_lie_ahead(time) for time in times):
        return None
    aims = [n for n in clauses.under(at, "obl") if any(
        clauses.word(case) in ("for", "to") for case in clauses.under(n, "case"))]
    to_what = [n for n in aims if not any(time.cite.start <= clauses.tokens[n].start
                                          < time.cite.end for time in times)]
    if not aims:
        return None
    return Announced(clauses, (to_what or [at])[0], at, at, "off")


def _by_term(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "may appeal within ten days", "can petition until the end of May": a term is set."""
    token = clauses.tokens[at]
    if clauses.word(at) not in ("can", "may") or not clauses.is_link(at, "aux") \
            or token.head is None or token.head < 0:
        return None
    limited = has_limit(clauses, token.head, times) or (
        clauses.lemma(token.head) in _LEAVE and names_a_day(clauses, token.head, times))
    return Announced(clauses, token.head, at, token.head, "until") if limited else None


# What one may do from a day on: "may apply for parole next spring".
_LEAVE = frozenset(("apply", "appeal", "petition", "seek", "claim", "ask", "bury", "return", "file",
                    "lodge"))


# "Is down to speak on May 2", "is in line to take over in June": put on a list.
_LISTED = frozenset(("down", "in", "up", "lined", "billed", "pencilled", "penciled", "booked",
                     "rostered", "tipped", "primed", "poised"))


def _by_list(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "Orr is down to take the stand on July 7": an infinitive behind a word for a list."""
    if clauses.word(at) not in _LISTED or at == 0 or not any(
            clauses.word(n) in ("is", "are") for n in (at - 1, *clauses.children[at])):
        return None
    for mark in range(at + 1, min(at + 4, len(clauses.tokens) - 1)):
        if clauses.word(mark) == "to":
            verb = clauses.tokens[mark].head
            if verb is None or verb <= mark or clauses.tokens[verb].pos != "VERB":
                return None
            dated = names_a_day(clauses, verb, times) or has_limit(clauses, verb, times)
            return Announced(clauses, verb, at, verb, "set") if dated else None
    return None


_AGENDAS = frozenset(("agenda", "calendar", "docket", "order"))


def _by_agenda(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "put the override on the agenda of May 23"."""
    if clauses.tokens[at].pos != "VERB" or clauses.lemma(at) not in ("put", "place", "list", "set",
                                                                     "enter", "table"):
        return None
    lists = [n for n in clauses.under(at, "obl", "nmod") if clauses.lemma(n) in _AGENDAS]
    things = clauses.under(at, "obj", "nsubj:pass")
    end = clauses.clause(at)[1]
    days = [time for n in lists for time in times
            if clauses.tokens[n].end <= time.cite.start < end and may_lie_ahead(time)]
    return Announced(clauses, things[0], at, at, "off") if days and things else None


# A reader may see a noun in the verb of a short sentence: "Talks resume on Monday".
_BEGINS = frozenset(("open", "opens", "resume", "resumes", "start", "starts", "restart",
                     "restarts"))
_DOES = frozenset(("votes", "meets", "debates", "sits", "reconvenes", "convenes", "expires",
                   "lapses", "ends", "returns", "gathers"))


def _by_noun_verb(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> Announced | None:
    """Find "proceedings against the two open next Tuesday", "the upper house votes on Monday"."""
    token, word = clauses.tokens[at], clauses.word(at)
    if word not in _BEGINS | _DOES or at == 0 or token.pos not in ("NOUN", "ADJ") or any(
            one.pos in ("VERB", "AUX") for one in clauses.tokens[1:at + 1]):
        return None
    soon = any(0 <= time.cite.start - token.end <= _SOON_CHARS and points_ahead(time)
               for time in times)
    if not soon:
        return None
    if word in _DOES:
        return Announced(clauses, at, at, at, "present")
    roots = [n for n in (at, *clauses.above(at)) if clauses.tokens[n].relation == "root"]
    before = [n for n in (*roots, *clauses.children[at]) if n < at
              and (n == 0 or clauses.tokens[n].pos in ("NOUN", "PROPN"))]
    return Announced(clauses, before[0], at, roots[0], "present") if before and roots else None


# From such a verb to its day stand a preposition or a short phrase.
_SOON_CHARS = 24
