"""Learn how likely an event is what became of something due.

Run `python -m training.threads.fit_outcomes STORIES --apart REGEX [--write]`: STORIES is a folder
of marked stories in which a due and its outcome bear one name (`{TRIAL/due#hearing:…}`); those whose
file matches `--apart` are the ones whose traces the reader was not taught. All teach what numbers
weigh but likeness, which the ones apart alone can teach: in the others it is too good. Needs
scikit-learn. Printed: of stories apart, left out of the fit, how many dues get the right state and
the right outcome, and how many today's rules give them. `--write` puts the weights into
`lexicon/outcome_weights.toml`.
"""

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.dumps_cases import cleaned
from evals.threads_cases import read
from sourceline.pipeline import gather
from sourceline.record.sheet import Collection, Sheet
from sourceline.record.thread import Due
from sourceline.record.when import UNKNOWN
from sourceline.rooms.threads.answer import candidates
from sourceline.rooms.threads.due_interval import due_interval
from sourceline.rooms.threads.due_thread import thread_of
from sourceline.rooms.threads.outcome import NUMBERS, Outcomes
from sourceline.rooms.threads.seen import look_up
from sourceline.settings import Settings
from training.merge.stories import articles_of

LEXICON = Path("src/sourceline/lexicon/outcome_weights.toml")
CHANCES = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
LIKENESS = frozenset(("alike", "no_trace"))
HEAD = """# How likely an event is what became of something due (`rooms/threads/outcome.py`).

base = {base}

[weights]
{weights}

[about]
holds = "weights of a logistic regression over what a due and an event share"
source = "fitted by training/threads/fit_outcomes.py on invented stories of this project"
licence = "Apache-2.0"
"""


@dataclass(frozen=True)
class Row:
    """A due of a story: its candidates' numbers, which of them are its outcome, what rules say."""

    came: bool
    values: np.ndarray
    right: np.ndarray
    ruled: bool
    ruled_right: bool


def rows_of(path: Path) -> list[Row]:
    """Run the rooms over a story and lay out its dues."""
    settings, sheets, names, dues = Settings(), dict[str, Sheet](), dict[str, set[str]](), {}
    days: dict[str, list[date]] = {}
    for sample, article in articles_of(path.stem, path.read_text(encoding="utf-8")):
        sheets[article.key] = sheet = read(article, settings)
        assert sheet.text is not None
        for mark in sample.marks or ():
            span = cleaned(sheet.text, (mark.start, mark.end))
            if span is None or not mark.event:
                continue
            if mark.status == "due":
                dues |= {due.id: mark.event for due in sheet.dues or () if _is_of(due, span, sheet)}
                continue
            if mark.status == "happened":
                days.setdefault(mark.event, []).append(article.date)
            for mention in sheet.events or ():
                if mention.cite.start < span[1] and span[0] < mention.cite.end:
                    names.setdefault(mention.id, set()).add(mark.event)
    found = gather(lambda *_: iter(sheets.values()), settings)
    return list(_laid_out(found, sheets, names, dues, days, settings))


def _is_of(due: Due, span: tuple[int, int], sheet: Sheet) -> bool:
    """Tell whether a due is the marked one: its words hold the mark, or its event is the mark."""
    event = next((one for one in sheet.events or () if one.id == due.event_mention), None)
    cite = event.cite if event is not None else due.cite
    return cite.start < span[1] and span[0] < cite.end


def _laid_out(found: Collection, sheets: dict[str, Sheet], names: dict[str, set[str]],
              named_dues: dict[str, str], days: dict[str, list[date]], settings: Settings
              ) -> Iterator[Row]:
    """Lay out the dues of a story that its author marked."""
    mentions = [one for sheet in sheets.values() for one in sheet.events or ()]
    dues = [one for sheet in sheets.values() for one in sheet.dues or ()]
    seen = look_up(dues, mentions, found.events, found.threads, found.placed, settings.threads,
                   found.publications, found.linking.links, found.linking.entities,
                   tuple(sheet.text for sheet in sheets.values() if sheet.text))
    outcomes = Outcomes(dues, seen)
    of_event = {event.id: set().union(*(names.get(one, set()) for one in event.members))
                for event in found.events}
    ruled = {(one.cite.article, one.cite.start, one.cite.end, one.stage): one.answered_by
             for one in found.follow_ups}
    for due in dues:
        marked = named_dues.get(due.id)
        place = (due.cite.article, due.cite.start, due.cite.end, due.stage)
        if marked is None or place not in ruled:
            continue
        when = due_interval(due, seen.times.get(due.time or "", UNKNOWN),
                            seen.published.get(due.cite.article))
        thread = thread_of(due, seen)
        pairs = list(candidates(due, thread, seen, outcomes))
        numbers = [outcomes.numbers(due, when, event, tellings, thread) for event, tellings in pairs]
        values = [[one.get(name, 0.0) for name in NUMBERS] for one in numbers]
        answer = ruled[place]
        told = seen.published.get(due.cite.article, date.min)
        yield Row(came=any(day > told for day in days.get(marked, ())),
                  values=np.array(values).reshape(-1, len(NUMBERS)),
                  right=np.array([marked in of_event[event.id] for event, _ in pairs], dtype=bool),
                  ruled=answer is not None,
                  ruled_right=answer is not None and marked in of_event[answer])


def main() -> None:
    """Fit and print, or write."""
    parser = argparse.ArgumentParser(prog="python -m training.threads.fit_outcomes",
                                     description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--apart", default=".*", help="regex of files whose traces are not taught")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    apart, rest = list[list[Row]](), list[Row]()
    for path in sorted(given.stories.glob("*.txt")):
        rows = rows_of(path)
        if re.fullmatch(given.apart, path.stem):
            apart.append(rows)
        else:
            rest += rows
    rows = [row for part in apart for row in part]
    came = np.array([row.came for row in rows])
    print(f"{len(rest)} dues taught; of {len(apart)} stories apart {len(rows)} dues, came "
          f"{came.sum()}, outcome among candidates {sum(row.right.any() for row in rows)}; rules: "
          f"answered {sum(row.ruled for row in rows)}, right {sum(row.ruled_right for row in rows)},"
          f" state right {100 * np.mean([row.ruled == row.came for row in rows]):.1f}%")
    of = np.repeat(np.arange(len(apart)), [len(part) for part in apart])
    best, hit = np.zeros(len(rows)), np.zeros(len(rows), dtype=bool)
    for train, left_out in GroupKFold(given.folds).split(np.zeros(len(rows)), groups=of):
        base, weights = fit([rows[at] for at in train], rest)
        for at in left_out:
            if len(rows[at].values):
                chances = 1 / (1 + np.exp(-base - rows[at].values @ weights))
                best[at], hit[at] = chances.max(), rows[at].right[chances.argmax()]
    for least in CHANCES:
        over = best >= least
        print(f"{least}: answered {over.sum()}, right {(over & hit).sum()}, "
              f"state right {100 * (over == came).mean():.1f}%")
    base, weights = fit(rows, rest)
    lines = "\n".join(f"{name} = {weight:.3f}"
                      for name, weight in zip(NUMBERS, weights, strict=True))
    text = HEAD.format(base=f"{base:.3f}", weights=lines)
    print(text)
    if given.write:
        LEXICON.write_text(text, encoding="utf-8")


def fit(apart: list[Row], rest: list[Row]) -> tuple[float, np.ndarray]:
    """Give the base and the weight of each number.

    First without likeness on all, then likeness beside that score on the ones apart.
    """
    plain = np.array([name not in LIKENESS for name in NUMBERS])
    first = _model([*apart, *rest], lambda values: values[:, plain])
    weights = np.zeros(len(NUMBERS))
    weights[plain] = first.coef_[0]
    second = _model(apart, lambda values: np.column_stack(
        (values @ weights, values[:, ~plain])))
    weights *= second.coef_[0][0]
    weights[~plain] = second.coef_[0][1:]
    return float(second.intercept_[0]), weights


def _model(rows: list[Row], shape: Callable[[np.ndarray], np.ndarray]) -> LogisticRegression:
    some = [row for row in rows if len(row.values)]
    return LogisticRegression(max_iter=5000).fit(
        shape(np.concatenate([row.values for row in some])),
        np.concatenate([row.right for row in some]))


if __name__ == "__main__":
    main()
