"""Which thread a due belongs to.

In: a `Due` and `Seen`. Out: a `Thread`, or None where the article leaves it open: of two cases in
one article a due names whose it is, or stands beside a step of one.
"""

import re
from collections.abc import Iterator

from sourceline.record.thread import Due, Thread
from sourceline.rooms.threads.lexicon import stages
from sourceline.rooms.threads.seen import Seen, surname

# A due whose own words name no event belongs to the thread told this near to it.
_NEAR_CHARS = 500
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][\w-]{2,}")


def thread_of(due: Due, seen: Seen) -> Thread | None:
    """Give the thread a due belongs to: of whom it names, of its event, of what is told around."""
    told = [(start, thread) for start, thread in seen.by_article.get(due.cite.article, ())
            if _may_hold(thread, due)]
    every = {thread.id: thread for _, thread in told}
    named = {thread for name in seen.persons.get(due.cite.article, ())
             if due.cite.start <= name.start < due.cite.end
             for thread in seen.named.get(name.entity, ()) if thread in every}
    if len(named) == 1:
        return every[min(named)]
    own = seen.threads_of.get(seen.event_of.get(due.event_mention or "", ""), ())
    if own:
        return min(own, key=lambda thread: thread.id)
    around = due.around or due.cite
    inside = {thread.id: thread for start, thread in told if around.start <= start < around.end}
    if len(inside) == 1:
        return next(iter(inside.values()))
    if len(every) == 1 and due.stage in stages().joins.alone:
        return next(iter(every.values()))
    if not told:
        return _by_names(due, seen)
    near = sorted((abs(start - due.cite.start), thread.id) for start, thread in told
                  if abs(start - due.cite.start) <= _NEAR_CHARS)
    return every[near[0][1]] if near and not inside else None


def _may_hold(thread: Thread, due: Due) -> bool:
    """Tell whether a thread of this kind may run through a stage or what answers it first.

    A case runs through testimony, and through no other speech.
    """
    kind, stage = thread.kind, due.stage
    if stage == "STATEMENT" and kind in _OF_PERSONS:
        return _TESTIFIES.search(due.cite.words) is not None
    order = {step for one in stages().kind for step in one.order if one.name in (
        kind, "case" if kind in _OF_PERSONS else kind)}
    return stage in order or not order.isdisjoint(stages().answers.get(stage, ())[:2])


_TESTIFIES = re.compile(r"\b(?:testif\w+|testimony|evidence|witness\w*|stand|depos\w+|statement|"
                        r"apolog\w+|answers?|account|explain\w*)\b", re.I)
# Kinds of thread that run through the stages of a case as well.
_OF_PERSONS = frozenset(("disappearance", "hostages", "case"))


def _by_names(due: Due, seen: Seen) -> Thread | None:
    """Give the only thread of the people whom an article without a step names.

    Only a step of a court is found so, and the report of an inquiry by who leads it: an article
    may name a convict for any other reason.
    """
    here = {name.entity for name in seen.persons.get(due.cite.article, ())}
    if due.stage in ("REPORT", "INVESTIGATE"):
        if any(one.kind.startswith("INVESTIGATE")
               for one in seen.beside.get(due.cite.article, ())):
            return None  # the article tells of an inquiry of its own
        led = {thread for entity in here for thread in seen.officials.get(entity, ())}
        return seen.threads[min(led)] if len(led) == 1 else None
    if due.stage not in (*stages().joins.court, "APPEAL", "RELEASE", "EXECUTE"):
        return None
    found = {thread for entity in here for thread in seen.named.get(entity, ())}
    if not found:
        found = set(_by_surname(due, seen))
    return seen.threads[min(found)] if len(found) == 1 else None


def _by_surname(due: Due, seen: Seen) -> Iterator[str]:
    """Give threads of the only person whose last name an article says ("the Orr trial")."""
    text = seen.texts.get(due.cite.article)
    said = {surname(word) for word in _CAPITAL.findall(text.words)} if text is not None else set()
    for name in sorted(said & seen.named.keys()):
        if seen.bearers[name] == 1:
            yield from seen.named[name]
