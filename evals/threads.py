"""Threads and follow-ups on the invented cases of tests/cases/threads, open and untouched apart.

In: nothing (the cases are in the repository). Out: F1 over pairs of tellings in one thread, the
share of told steps with the right stage, the share of follow-ups found with the right state, and
the share of found follow-ups that are wanted. Run `python -m evals.threads open` for what went
wrong, with the sentences; the untouched cases show figures only.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from evals.score import Counts, Score, f1, precision, recall, score
from evals.threads_cases import FOLDER, Run, Telling, WantedDue, cases, run
from sourceline.record.thread import FollowUp

# A set that was measured once is worked on from then on, and a fresh one is written: the five
# cases set aside first stand among "open", the eleven after them are "open-2", the eight after
# those "open-3", the next eight "open-4", the eight after them "open-5", the nine after
# those "open-6", the nine after these "open-7", the next nine "open-8"; the newest are untouched.
UNTOUCHED = "untouched-9"
PARTS = ("open", *(f"open-{number}" for number in range(2, 9)), UNTOUCHED)


def measure(data: Path) -> list[Score]:  # noqa: ARG001 (the cases need no data folder)
    """Measure all parts of the gold; a part whose folder is not there yet is left out."""
    return [one for part in PARTS if (FOLDER / part).is_dir() for one in scores(part)]


def scores(part: str) -> list[Score]:
    """Measure one part."""
    done = runs(part)
    states = [_states(one) for one in done]
    return [
        score(f"threads.{part}.pair_f1", [_pairs(one) for one in done], f1),
        score(f"threads.{part}.pair_precision", [_pairs(one) for one in done], precision),
        score(f"threads.{part}.pair_recall", [_pairs(one) for one in done], recall),
        score(f"threads.{part}.tellings_found", [_told(one) for one in done], recall),
        score(f"threads.{part}.stage_right", [_stages(one) for one in done], precision),
        score(f"threads.{part}.due_found", [_found(one) for one in done], recall),
        score(f"threads.{part}.due_dated", [_dated(one) for one in done], recall),
        score(f"threads.{part}.state_right", states, recall),
        score(f"threads.{part}.due_precision", [_wanted(one) for one in done], precision),
    ]


@cache
def runs(part: str) -> tuple[Run, ...]:
    """Run the rooms over the cases of a part, once a process."""
    return tuple(run(case) for case in cases(part))


def steps_wanted(one: Run) -> list[Telling]:
    """Give the tellings that are asked for."""
    return [telling for telling in one.case.telling if not telling.optional]


def steps_of(one: Run, telling: Telling) -> set[tuple[str, str]]:
    """Give the (thread, stage) pairs the record has for a telling, those of its stage first."""
    event_of = {member: event.id for event in one.collection.events for member in event.members}
    steps = {(step.event, thread.id, step.stage) for thread in one.collection.threads
             for step in thread.steps}
    named = {event_of.get(m.id) for m in one.mentions(telling.article, telling.words)}
    found = {(thread, stage) for event, thread, stage in steps if event in named}
    wanted = {(thread, stage) for thread, stage in found
              if stage in (telling.stage, *telling.also)}
    return wanted or found


def _pairs(one: Run) -> Counts:
    tellings = steps_wanted(one)
    threads = [{thread for thread, _ in steps_of(one, telling)} for telling in tellings]
    right = found = wanted = 0
    for (a, said_a), (b, said_b) in combinations(zip(tellings, threads, strict=True), 2):
        together = bool(said_a & said_b)
        found += together
        wanted += a.thread == b.thread
        right += together and a.thread == b.thread
    return Counts(right, found, wanted)


def _told(one: Run) -> Counts:
    found = sum(bool(one.mentions(t.article, t.words)) for t in steps_wanted(one))
    return Counts(found, found, len(steps_wanted(one)))


def _stages(one: Run) -> Counts:
    """Of the tellings that stand in a thread, those at a right stage."""
    right = found = 0
    for telling in steps_wanted(one):
        steps = steps_of(one, telling)
        found += bool(steps)
        right += any(stage in (telling.stage, *telling.also) for _, stage in steps)
    return Counts(right, found, found)


def match(one: Run, wanted: WantedDue) -> FollowUp | None:
    """Give the follow-up with the words and the stage of a wanted one."""
    found = one.dues(wanted.article, wanted.words)
    fits = [f for f in found if f.stage in (wanted.stage, *wanted.also)]
    return next(iter(fits), None)


def state_right(one: Run, wanted: WantedDue) -> bool:
    """Say whether a wanted follow-up is found with its state."""
    found = match(one, wanted)
    return found is not None and found.state in (wanted.state, *wanted.also_states)


def _must(one: Run) -> list[WantedDue]:
    return [wanted for wanted in one.case.follow_up if not wanted.optional]


def _found(one: Run) -> Counts:
    must = _must(one)
    right = sum(match(one, wanted) is not None for wanted in must)
    return Counts(right, right, len(must))


def _dated(one: Run) -> Counts:
    """Of the wanted ones with a last day, those whose interval shares a day with the wanted."""
    rows = [(wanted, match(one, wanted)) for wanted in _must(one) if wanted.due_to]
    right = sum(found is not None and found.due.to_date is not None and wanted.due_to is not None
                and (wanted.due_from is None or wanted.due_from < found.due.to_date)
                and (found.due.from_date is None or found.due.from_date < wanted.due_to)
                and abs((found.due.to_date - wanted.due_to).days) <= 7
                for wanted, found in rows)
    return Counts(right, len(rows), len(rows))


def _states(one: Run) -> Counts:
    must = _must(one)
    return Counts(sum(state_right(one, wanted) for wanted in must), len(must), len(must))


def extra(one: Run) -> list[FollowUp]:
    """Give the follow-ups nobody wanted."""
    wanted = {found.id for due in one.case.follow_up
              for found in one.dues(due.article, due.words)}
    return [found for found in one.collection.follow_ups if found.id not in wanted]


def _wanted(one: Run) -> Counts:
    found = len(one.collection.follow_ups)
    return Counts(found - len(extra(one)), found, found)


def browse(part: str) -> Iterator[str]:
    """Say what went wrong in the cases of a part."""
    for one in runs(part):
        yield f"== {one.case.name}"
        for telling in one.case.telling:
            steps = steps_of(one, telling)
            names = ",".join(sorted(f"{t[-4:]}:{s}" for t, s in steps))
            found = ",".join(f"{m.kind}/{m.status}"
                             for m in one.mentions(telling.article, telling.words))
            yield (f"  {telling.thread:10} {telling.article:12} {telling.stage:9} {names or '-':22}"
                   f" [{found or 'NO EVENT'}] {telling.words}")
        for wanted in one.case.follow_up:
            got = one.dues(wanted.article, wanted.words)
            mark = "ok " if state_right(one, wanted) else "BAD"
            seen = "; ".join(f"{f.stage} {f.state} {f.answer} {f.due.from_date}.."
                             f"{f.due.to_date} {(f.thread or '-')[-4:]}" for f in got)
            yield (f"  {mark} {wanted.stage} {wanted.state} ..{wanted.due_to} | {seen or 'NONE'} | "
                   f"{wanted.words}")
        yield from (f"  EXTRA {f.stage} {f.state} | {f.cite.words}" for f in extra(one))


def main() -> None:
    """Print figures, and for the open cases what went wrong."""
    for part in sys.argv[1:] or ("open", "open-2"):
        if part != UNTOUCHED:
            print("\n".join(browse(part)))
            print(Counter(len(one.collection.threads) for one in runs(part)))
        for line in scores(part):
            print(line.line())


if __name__ == "__main__":
    main()
