"""The door of the room for what was due: answered, overdue or open in this collection.

In: dues, mentions, events, threads, placed times, publications, links. Out: `FollowUp`s, the same
for any order of what comes in. "No outcome found" never means that there was none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because
from sourceline.record.entity import Entity, Link
from sourceline.record.event import Event, EventMention
from sourceline.record.thread import Due, FollowUp, Thread
from sourceline.record.when import UNKNOWN, PlacedTime, Publication, When
from sourceline.rooms.threads.due_interval import due_interval
from sourceline.rooms.threads.due_thread import thread_of
from sourceline.rooms.threads.find import ThreadSettings
from sourceline.rooms.threads.lexicon import stage_of, stages
from sourceline.rooms.threads.outcome import Outcomes
from sourceline.rooms.threads.seen import Seen, look_up
from sourceline.rooms.threads.tellings import PRONOUNS
from sourceline.text.traces import alike

VERSION = "4"
Answer = Literal["", "as due", "late", "postponed", "cancelled", "otherwise"]


def answer_dues(
    dues: Sequence[Due],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    threads: Sequence[Thread],
    placed: Iterable[PlacedTime],
    last_day: date | None,
    settings: ThreadSettings,
    publications: Sequence[Publication] = (),
    links: Iterable[Link] = (),
    entities: Iterable[Entity] = (),
    texts: Sequence[Text] = (),
) -> tuple[FollowUp, ...]:
    """Tell which dues this collection answers, which are open, which overdue.

    >>> answer_dues((), (), (), (), (), None, ThreadSettings())
    ()

    Takes: `last_day`, how far the collection reaches. Gives: follow-ups sorted by article and
    place; what was over before its article appeared is left out. Overdue means: no outcome found
    in this collection up to that day.
    """
    seen = look_up(dues, mentions, events, threads, placed, settings, publications, links,
                   entities, texts)
    outcomes = Outcomes(dues, seen)
    found = []
    for due in dues:
        when = due_interval(due, seen.times.get(due.time or "", UNKNOWN),
                            seen.published.get(due.cite.article))
        told = seen.published.get(due.cite.article)
        if told is not None and when.to_date is not None and when.to_date <= told:
            continue
        thread = thread_of(due, seen)
        answer = _answer(due, when, thread, seen, outcomes)
        found.append(_follow_up(due, when, answer, thread, last_day, seen))
    return tuple(sorted(found, key=lambda f: (f.cite.article, f.cite.start, f.stage)))


def _answer(due: Due, when: When, thread: Thread | None, seen: Seen, outcomes: Outcomes
            ) -> tuple[Event, Answer] | None:
    """Give the event that answers a due and how; None where the collection holds none."""
    own = seen.event_of.get(due.event_mention or "")
    best = _put_off_beside(due, seen) or _likeliest(due, when, thread, seen, outcomes)
    # An announcement does not answer itself: another telling must say that it happened.
    if best is None and own is not None and _in_time(seen.events[own], when, seen) \
            and any(_tells(telling, due, seen) for telling in seen.tellings[own]):
        best = seen.events[own]
    best = best or _first_right(due, when, thread, seen, outcomes)
    return (best, _manner(due, best, when, seen)) if best is not None else None


def _likeliest(due: Due, when: When, thread: Thread | None, seen: Seen, outcomes: Outcomes
               ) -> Event | None:
    """Give the event most likely what became of a due, where it is likely enough."""
    chance, event = max(
        ((outcomes.chance(due, when, event, tellings, thread), event.id)
         for event, tellings in candidates(due, thread, seen, outcomes)), default=(0.0, ""))
    return seen.events[event] if chance >= seen.settings.answer_likely else None


def _first_right(due: Due, when: When, thread: Thread | None, seen: Seen, outcomes: Outcomes
                 ) -> Event | None:
    """Give the event that answers a due by its stage, its case, its people and its time."""
    own = seen.event_of.get(due.event_mention or "")
    wanted = stages().answers.get(due.stage, ())
    steps = [seen.events[step.event] for step in thread.steps] if thread is not None else []
    near = frozenset(outcomes.near(due))
    right = [event for event in steps
             if (kind := _as_wanted(event.kind, wanted)) and event.id != own
             and any(_tells(telling, due, seen) for telling in seen.tellings[event.id])
             and _in_time(event, when, seen, sitting=_is_sitting(due, when))
             and _same_people(due, event, seen)
             and (kind != "POSTPONE" or due.stage == "POSTPONE" or _of_this(due, event, seen))
             and (kind != "REJECT" or due.stage not in _RULED or _by_court(event, seen))
             and not _was_over(due, event, seen)
             and (event.when.from_date is not None or stage_of(event.kind) not in _SAID_OFTEN
                  or event.id in near)]
    right = right or _most_alike(due, when, own, seen) or [
        event for event in _beside(due, thread, seen) if event.id != own
        and _in_time(event, when, seen) and _same_people(due, event, seen)]
    return min(right, key=lambda e: (wanted.index(_as_wanted(e.kind, wanted)),
                                     _day_of(e, seen) or date.max, e.id), default=None)


def candidates(due: Due, thread: Thread | None, seen: Seen, outcomes: Outcomes
               ) -> Iterator[tuple[Event, list[EventMention]]]:
    """Give the events that may be what became of a due, each with the tellings that can report it.

    They are its own event, the steps of its thread, and what happened of the stages that answer it
    and shares a word or name with it that few sentences have.
    """
    own = seen.event_of.get(due.event_mention or "")
    events = {own} if own is not None else set()
    events |= {step.event for step in thread.steps} if thread is not None else set()
    answering = {due.stage, *stages().answers.get(due.stage, ())}
    events |= {event for event in outcomes.near(due)
               if stage_of(seen.events[event].kind) in answering}
    for event in sorted(events):
        tellings = [one for one in seen.tellings.get(event, ()) if _tells(one, due, seen)]
        if tellings and not seen.events[event].kind.startswith("POSTPONE"):
            yield seen.events[event], tellings


def _most_alike(due: Due, when: When, own: str | None, seen: Seen) -> list[Event]:
    """Give the one event of its stage that is told most like what was due, in whichever thread."""
    near: dict[str, float] = {}
    for telling in seen.happened.get(due.stage, ()) if due.trace else ():
        event = seen.event_of.get(telling.id)
        if event is not None and event != own and _tells(telling, due, seen):
            near[event] = max(near.get(event, -1.0), alike(due.trace, telling.trace))
    ordered = sorted(near, key=lambda event: (-near[event], event))[:2]
    if not ordered or near[ordered[0]] < seen.settings.answer_alike or (
            len(ordered) > 1 and near[ordered[0]] - near[ordered[1]] < seen.settings.answer_above):
        return []
    best = seen.events[ordered[0]]
    return [best] if _in_time(best, when, seen) and _same_people(due, best, seen) \
        and not _was_over(due, best, seen) else []


# Such things are said in any article: one beside a thread need not be its own.
_SAID_ANYWHERE = frozenset(("STATEMENT", "REQUEST", "REPORT", "PROTEST", "POLICY"))
# Talks and gatherings are many in one matter: one without a day must share a rare word with a due.
_SAID_OFTEN = _SAID_ANYWHERE | {"CONSULT", "GATHERING"}
# What a court turns down it has ruled on; what others refuse is no ruling.
_RULED = frozenset(("VERDICT", "APPEAL"))
_COURT = re.compile(r"\b(?:courts?|judges?|justices?|tribunal|magistrates?|bench|jury|panel)\b",
                    re.I)


def _by_court(event: Event, seen: Seen) -> bool:
    return any(_COURT.search(telling.sentence.words) for telling in seen.tellings[event.id])


def _was_over(due: Due, event: Event, seen: Seen) -> bool:
    """Tell whether an event was over days before a due was announced: a background told again."""
    announced = seen.published.get(due.cite.article)
    return announced is not None and event.when.to_date is not None \
        and event.when.to_date < announced - timedelta(days=_SLACK_DAYS)


# A time may be read a few days off.
_SLACK_DAYS = 7


def _beside(due: Due, thread: Thread | None, seen: Seen) -> list[Event]:
    """Give what is told of just what was due beside a thread's steps, without being one itself.

    "Has appointed a prosecutor" stands in an article on the case, and answers that one would be.
    """
    if thread is None or due.stage in _SAID_ANYWHERE:
        return []
    articles = {telling.cite.article for step in thread.steps
                for telling in seen.tellings.get(step.event, ())}
    articles = {one for one in articles if (text := seen.texts.get(one)) is not None
                and len(text.words) <= seen.settings.matters.short_chars}
    found = {event for article in articles for mention in seen.beside.get(article, ())
             if stage_of(mention.kind) == due.stage and _tells(mention, due, seen)
             and (event := seen.event_of.get(mention.id)) is not None
             and not seen.threads_of.get(event)}
    return [seen.events[event] for event in sorted(found)]


def _as_wanted(kind: str, wanted: Sequence[str]) -> str:
    """Give the name by which a kind of event is among the answers, "" where it is not.

    >>> _as_wanted("STATEMENT.testimony", ("TRIAL", "STATEMENT.testimony"))
    'STATEMENT.testimony'
    >>> _as_wanted("CHARGE.lawsuit", ("APPEAL",)), _as_wanted("STATEMENT.claim", ("TRIAL",))
    ('APPEAL', '')
    """
    if kind == "REJECT.denial":
        return ""  # to deny a charge is no refusal of what was due
    return next((one for one in (kind, stage_of(kind), kind.split(".")[0]) if one in wanted), "")


def _put_off_beside(due: Due, seen: Seen) -> Event | None:
    """Give what puts a thing off in the words right before it: "had to postpone a planned rally".

    With a day of its own the thing is due on that day: "postponed the vote until January".
    """
    if due.time is not None or due.around is None:
        return None
    for mention in seen.postponed.get(due.cite.article, ()):
        if mention.status == "happened" and mention.cite.end <= due.cite.start \
                and due.around.start <= mention.cite.start \
                and due.cite.start - mention.cite.end <= _BESIDE_CHARS:
            event = seen.event_of.get(mention.id)
            if event is not None:
                return seen.events[event]
    return None


# Between "postpone" and what it puts off stand an article and little more.
_BESIDE_CHARS = 12


def _tells(telling: EventMention, due: Due, seen: Seen) -> bool:
    """Tell whether a telling can report what a due announced: it happened, told later."""
    if telling.status not in ("happened", "alleged") or telling.id == due.event_mention:
        return False
    announced = seen.published.get(due.cite.article)
    if telling.cite.article == due.cite.article:
        return False
    # An article that may be of a later day may tell the outcome.
    last = seen.published_until.get(telling.cite.article)
    event = seen.events.get(seen.event_of.get(telling.id, ""))
    if last is not None and event is not None and event.when.from_date is not None \
            and event.when.from_date > last:
        return False  # "goes on trial in September": it announces another
    return last is None or announced is None or last > announced


def _day_of(event: Event, seen: Seen) -> date | None:
    """Give the day an event lies at or before: its own, else that of its first telling."""
    if event.when.from_date is not None:
        return event.when.from_date
    days = [seen.published[telling.cite.article] for telling in seen.tellings[event.id]
            if telling.cite.article in seen.published]
    return min(days, default=None)


def _in_time(event: Event, when: When, seen: Seen, *, sitting: bool = False) -> bool:
    """Say whether an event may be what was due: not long before, not years after.

    Takes: `sitting`, whether one sitting of a day is due, of which no later one tells.
    """
    settings = seen.settings
    first = _day_of(event, seen)
    dated = event.when.from_date is not None or event.when.to_date is not None
    latest = event.when.to_date if dated else first
    early = timedelta(days=settings.early_days)
    if when.from_date is not None and latest is not None and latest < when.from_date - early:
        return False
    if when.to_date is not None and first is not None:
        return first <= when.to_date + timedelta(
            days=settings.late_days if not sitting else settings.late_sitting_days)
    return True


# A first appearance, a plea or a remand hearing; a trial that is put off is still the trial.
_SITTING = re.compile(r"\b(?:appear\w*|arraign\w+|magistrates?|remand\w*|mention|brought|produced|"
                      r"present (?:him|her|them)sel\w+)\b", re.I)
_TRIAL = re.compile(r"\b(?:re)?trials?\b|\btried\b|\bhearings?\b", re.I)


def _is_sitting(due: Due, when: When) -> bool:
    """Tell whether one sitting of a court on a day is due, and not the trial itself."""
    one_day = when.from_date is not None and when.to_date is not None \
        and (when.to_date - when.from_date).days <= 7
    return due.stage == "TRIAL" and one_day and _SITTING.search(due.cite.words) is not None \
        and not _TRIAL.search(due.cite.words)


def _same_people(due: Due, event: Event, seen: Seen) -> bool:
    """Tell whether an event may concern the people a due names: one in common, or none named."""
    here = {name.entity for name in seen.persons.get(due.cite.article, ())
            if due.cite.start <= name.start < due.cite.end and due.cite.words[
                name.start - due.cite.start:name.end - due.cite.start].lower() not in PRONOUNS}
    hit = seen.concerns.get(event.id, frozenset())
    here &= seen.named.keys()
    return not here or not hit or bool(here & hit)


def _of_this(due: Due, event: Event, seen: Seen) -> bool:
    """Tell whether what was put off is what was due: its sentence has a word for the stage."""
    words = stages().due.words.get(due.stage, ())
    return any(word in telling.sentence.words.lower() for telling in seen.tellings[event.id]
               for word in words)


def _manner(due: Due, event: Event, when: When, seen: Seen) -> Answer:
    kind = stage_of(event.kind) or event.kind.split(".")[0]
    if kind == "POSTPONE" and due.stage != "POSTPONE":
        said = " ".join(telling.cite.words.lower() for telling in seen.tellings[event.id])
        struck = any(word in said for word in stages().due.strikes)
        return "cancelled" if struck else "postponed"
    if kind in stages().otherwise.get(due.stage, ()):
        return "otherwise"
    if when.to_date is not None and event.when.from_date is not None \
            and event.when.from_date >= when.to_date:
        return "late"
    return "as due"


def _follow_up(due: Due, when: When, answer: tuple[Event, Answer] | None, thread: Thread | None,
               last_day: date | None, seen: Seen) -> FollowUp:
    reach = f" up to {last_day.isoformat()}" if last_day is not None else ""
    over = when.to_date is not None and last_day is not None and when.to_date <= last_day
    state: Literal["open", "answered", "overdue"] = "overdue" if over else "open"
    said = f"no outcome found in this collection{reach}"
    if answer is not None:
        state, said = "answered", f"answered {_SAID[answer[1]]}: {answer[0].label}"
    return FollowUp(
        id=make_id("u", due.id), cite=due.cite, stage=due.stage, due=when, state=state,
        answer=answer[1] if answer is not None else "",
        answered_by=answer[0].id if answer is not None else None,
        thread=thread.id if thread is not None else None,
        because=Because(rule=f"follow_ups.{_rule(answer)}", version=VERSION, sentence=said,
                        cites=(due.cite, *(t.cite for t in seen.tellings[answer[0].id][:2]))
                        if answer is not None else (due.cite,)))


def _rule(answer: tuple[Event, Answer] | None) -> str:
    """Name the rule; the store reads from it how a due was answered."""
    return answer[1].replace(" ", "_") if answer is not None else "no_outcome"


_SAID = {"as due": "as announced", "late": "after the time set", "postponed": "by a postponement",
         "cancelled": "by a cancellation", "otherwise": "by another outcome"}
