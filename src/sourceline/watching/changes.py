"""What moved between two states of a record: answers, figures, threads.

In: open records. Out: `State`s and the `Change`s between two. Things are compared by the words
they rest on, so that a thread that merely got another id has not moved.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sourceline.record.base import Written, make_id
from sourceline.store.ask import Page
from sourceline.store.ask_threads import DueLine, ask_due

# More follow-ups than this in one record are compared in part; the earliest due come first.
_MOST = 100_000


class Change(Written, frozen=True, kw_only=True):
    """One thing that moved: `kind` is answered, overdue, due, figure, thread or began.

    `about` is the id of the follow-up, figure or thread; `says` one neutral sentence; `words` the
    words of an article it rests on.
    """

    id: str
    kind: str
    about: str
    says: str
    article: str = ""
    words: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a thread: its stage and status, its label, and the tellings it rests on."""

    stage: str
    status: str
    label: str
    tellings: frozenset[str]


@dataclass(frozen=True)
class State:
    """What a record held at one time, as far as a watcher cares."""

    due: Mapping[str, DueLine] = field(default_factory=dict)
    figures: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict)
    threads: Mapping[str, tuple[str, tuple[Step, ...]]] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()


def read_state(connection: sqlite3.Connection) -> State:
    """Read what a record holds now."""
    _, due = ask_due(connection, "", Page(size=_MOST))
    figures = {name: (group or "", f"{low}–{high}", words, article)
               for name, group, low, high, words, article in connection.execute(
                   "SELECT figure, variant_group, low, high, words, article FROM figures")}
    tellings: dict[str, set[str]] = defaultdict(set)
    for event, article, start, end in connection.execute(
            'SELECT event, article, start, "end" FROM event_mentions WHERE event IN '
            "(SELECT event FROM thread_steps)"):
        tellings[event].add(f"{article} {start} {end}")
    steps: dict[str, list[Step]] = defaultdict(list)
    labels: dict[str, str] = {}
    for thread, label, stage, event, said, status in connection.execute(
            "SELECT s.thread, t.label, s.stage, s.event, e.label, e.status FROM thread_steps s "
            "JOIN threads t ON t.thread = s.thread JOIN events e ON e.event = s.event "
            "ORDER BY s.thread, s.position"):
        labels[thread] = label
        steps[thread].append(Step(stage, status, said, frozenset(tellings[event])))
    articles = frozenset(name for (name,) in connection.execute("SELECT article FROM articles"))
    return State({one.follow_up: one for one in due}, figures,
                 {name: (labels[name], tuple(found)) for name, found in steps.items()}, articles)


def compare(before: State, after: State) -> tuple[Change, ...]:
    """Give what moved, in a fixed order.

    >>> compare(State(), State())
    ()
    """
    return (*_due_moved(before, after), *_figures_moved(before, after),
            *_threads_moved(before, after))


def _due_moved(before: State, after: State) -> Iterator[Change]:
    for name, now in sorted(after.due.items()):
        then = before.due.get(name)
        if then is not None and then.state == now.state:
            continue
        stage = now.stage.lower()
        if now.state == "answered":
            how = f" ({now.manner})" if now.manner not in ("", "as due") else ""
            yield _change("answered", name, f"{stage}: answered{how} by “{now.answer}”", now)
        elif now.state == "overdue" and then is not None:
            yield _change("overdue", name, f"{stage}: overdue; no outcome found in this "
                          f"collection, due before {now.due_to}", now)
        elif then is None:
            day = f" before {now.due_to}" if now.due_to else ""
            yield _change("due", name, f"{stage}: due{day}, no outcome found in this collection",
                          now)


def _change(kind: str, about: str, says: str, due: DueLine) -> Change:
    return Change(id=make_id("w", kind, about, due.state, due.answered_by), kind=kind, about=about,
                  says=says, article=due.article, words=due.words)


def _figures_moved(before: State, after: State) -> Iterator[Change]:
    """Give figures that are new beside known ones of the same question and differ from them."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for name, (group, value, words, _) in sorted(after.figures.items()):
        if group and name in before.figures:
            known[group].setdefault(value, words)
    for name, (group, value, words, article) in sorted(after.figures.items()):
        others = known.get(group, {})
        if name in before.figures or not others or value in others:
            continue
        beside = ", ".join(f"“{said}”" for said in list(others.values())[:4])
        yield Change(id=make_id("w", "figure", name, value), kind="figure", about=name,
                     says=f"a figure given anew: “{words}”, beside {beside}", article=article,
                     words=words)


def _threads_moved(before: State, after: State) -> Iterator[Change]:
    """Give threads with steps no earlier thread had, or that were only expected then."""
    of_telling = {telling: name for name, (_, steps) in sorted(before.threads.items())
                  for step in steps for telling in step.tellings}
    status_of = {telling: step.status for _, (_, steps) in sorted(before.threads.items())
                 for step in steps for telling in step.tellings}
    for name, (label, steps) in sorted(after.threads.items()):
        known = {of_telling[t] for step in steps for t in step.tellings if t in of_telling}
        fresh = [step for step in steps if _is_fresh(step, status_of)]
        if not fresh:
            continue
        said = "; ".join(f"{step.stage.lower()}: {step.label}" for step in fresh[:6])
        kind, verb = ("thread", "moved") if known else ("began", "begins")
        rests = sorted(t for step in fresh for t in step.tellings)
        yield Change(id=make_id("w", kind, *rests), kind=kind, about=name,
                     says=f"{label} {verb}: {said}", article=rests[0].split()[0] if rests else "")


def _is_fresh(step: Step, status_of: Mapping[str, str]) -> bool:
    """Tell whether a step is told for the first time, or now as happened."""
    then = {status_of[telling] for telling in step.tellings if telling in status_of}
    return not then or (step.status == "happened" and "happened" not in then)


def to_line(change: Change, at: str) -> str:
    """Write a change as one line of JSON with the moment it was seen."""
    return json.dumps({"at": at, "id": change.id, "kind": change.kind, "about": change.about,
                       "says": change.says, "article": change.article, "words": change.words},
                      ensure_ascii=False)
