"""Pairs of tellings to learn from: what two share, and whether they are of one event.

Run `python -m training.merge.pairs FOLDER OUT.npz`: FOLDER holds stories (`stories.py`), or is the
shared data folder (`--ecb`: our own mentions in the train topics of ECB+). Out: rows of numbers with their names; only pairs that fit (`rooms/merge/fits`) and
that the judge is asked about are written, since no other can be joined. Needs numpy.
"""

import argparse
from collections.abc import Iterator
from itertools import combinations, groupby
from pathlib import Path

import numpy as np

from evals.ecb import by_topic, chains_of, told
from evals.ecb_corpus import TRAIN_TOPICS
from evals.linked import link_namings
from sourceline.rooms.calendar.place import CalendarSettings, place_times
from sourceline.rooms.merge.fits import fit
from sourceline.rooms.merge.judge import near_enough
from sourceline.rooms.merge.merge import see
from sourceline.rooms.merge.pair import Pair
from sourceline.rooms.merge.shared import numbers_of, rivals_of
from training.merge.stories import Story, stories

TIGHT_DAYS = 31


def ecb_stories(data: Path) -> Iterator[Story]:
    """Give each train topic of ECB+ as a collection: our own mentions, by the gold chain."""
    for topic, some in groupby(told(data, TRAIN_TOPICS), by_topic):
        documents = list(some)
        linking = link_namings([one.naming for one in documents])
        seen = see([m for one in documents for m in one.found], linking.links, linking.entities,
                   place_times([], [time for one in documents for time in one.times],
                               CalendarSettings()), [], [one.places for one in documents])
        yield Story(f"ecb-{topic}", seen, {}, chains_of(documents))


def rows(story: Story) -> list[tuple[dict[str, float], bool, bool, tuple[int, int]]]:
    """Give what each fitting pair shares, whether it is of one event, whether of one article."""
    faces, tellings = story.seen.faces, story.seen.faces.tellings
    known = {at for at, one in enumerate(tellings) if one.mention.id in story.event_of}
    fitting = [(one, other) for one, other in combinations(range(len(tellings)), 2)
               if fit(tellings[one], tellings[other])]
    meets: dict[tuple[int, str], list[int]] = {}
    for pair in fitting:
        for one, other in (pair, pair[::-1]):
            meets.setdefault((one, tellings[other].article), []).append(other)
    met = {key: rivals_of(tellings[key[0]], (tellings[at] for at in others))
           for key, others in meets.items()}
    found = []
    for one, other in fitting:
        if one not in known or other not in known:
            continue
        first, second = tellings[one], tellings[other]
        rivals = met[one, second.article], met[other, first.article]
        events = [story.event_of[telling.mention.id] for telling in (first, second)]
        same = events[0] == events[1]
        if not same and not near_enough(faces[one], faces[other]):
            continue
        pair = Pair(faces[one], faces[other], story.seen.crowd, TIGHT_DAYS)
        found.append((dict(numbers_of(pair, rivals)), same, first.article == second.article,
                      (one, other)))
    return found


def main() -> None:
    """Gather all pairs of a folder."""
    parser = argparse.ArgumentParser(prog="python -m training.merge.pairs", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pattern", default="*.txt")
    parser.add_argument("--ecb", action="store_true", help="FOLDER is the shared data folder")
    parser.add_argument("--together", type=int, default=1, help="stories to a collection")
    given = parser.parse_args()
    names: list[str] = []
    values, same, within, of = [], [], [], []
    every = ecb_stories(given.folder) if given.ecb else stories(
        given.folder, given.pattern, given.together)
    for story in every:
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
