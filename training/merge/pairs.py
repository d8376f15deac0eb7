"""Pairs of tellings to learn from: what two share, and whether they are of one event.

Run `python -m training.merge.pairs FOLDER OUT.npz [--pattern "*.txt"]`: FOLDER holds stories
(`stories.py`). Out: rows of numbers with their names; only pairs that fit (`rooms/merge/fits`) and
that the judge is asked about are written, since no other can be joined. Needs numpy.
"""

import argparse
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np

from sourceline.rooms.merge.fits import fit
from sourceline.rooms.merge.judge import near_enough
from sourceline.rooms.merge.shared import numbers_of
from training.merge.stories import Story, stories

TIGHT_DAYS = 31


def rows(story: Story) -> list[tuple[dict[str, float], bool, bool, tuple[int, int]]]:
    """Give what each fitting pair shares, whether it is of one event, whether of one article."""
    faces, tellings = story.seen.faces, story.seen.faces.tellings
    known = {at for at, one in enumerate(tellings) if one.mention.id in story.event_of}
    fitting = [(one, other) for one, other in combinations(range(len(tellings)), 2)
               if fit(tellings[one], tellings[other])]
    meets = Counter((one, tellings[other].article) for pair in fitting
                    for one, other in (pair, pair[::-1]))
    found = []
    for one, other in fitting:
        if one not in known or other not in known:
            continue
        first, second = tellings[one], tellings[other]
        rivals = meets[one, second.article], meets[other, first.article]
        events = [story.event_of[telling.mention.id] for telling in (first, second)]
        same = events[0] == events[1]
        if not same and not near_enough(faces[one], faces[other]):
            continue
        found.append((dict(numbers_of(faces[one], faces[other], story.seen.crowd, rivals,
                                      TIGHT_DAYS)), same, first.article == second.article,
                      (one, other)))
    return found


def main() -> None:
    """Gather all pairs of a folder."""
    parser = argparse.ArgumentParser(prog="python -m training.merge.pairs", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pattern", default="*.txt")
    parser.add_argument("--together", type=int, default=1, help="stories to a collection")
    given = parser.parse_args()
    names: list[str] = []
    values, same, within, of = [], [], [], []
    for story in stories(given.folder, given.pattern, given.together):
        for numbers, one_event, one_article, _ in rows(story):
            names = names or sorted(numbers)
            values.append([numbers[name] for name in names])
            same.append(one_event)
            within.append(one_article)
            of.append(story.name)
        print(story.name, len(values), sum(same), flush=True)
    np.savez(given.out, values=np.array(values, dtype=np.float32), same=np.array(same),
             within=np.array(within), of=np.array(of), names=np.array(names))


if __name__ == "__main__":
    main()
