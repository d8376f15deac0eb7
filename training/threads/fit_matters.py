"""Learn how likely two events of a collection are of one matter.

Run `python -m training.threads.fit_matters STORIES [--write]`: STORIES is a folder of woven stories
(`training/tells/stories/woven-*.txt`), in which the name of an event begins with that of its matter
(`#m2-arrest`). Needs scikit-learn. Printed: of stories left out, how many pairs are found and right
at several chances. `--write` puts the weights into `lexicon/matter_weights.toml`.
"""

import argparse
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evals.dumps_cases import cleaned
from evals.threads_cases import read
from sourceline.pipeline import gather
from sourceline.record.sheet import Sheet
from sourceline.rooms.threads.beside import NUMBERS, Sketches
from sourceline.rooms.threads.tellings import Told, read_tellings
from sourceline.settings import Settings
from training.merge.stories import articles_of

LEXICON = Path("src/sourceline/lexicon/matter_weights.toml")
CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7)
_MATTER = re.compile(r"(m\d+)-")
HEAD = """# How likely two events of a collection are of one matter (`rooms/threads/beside.py`).

base = {base}

[weights]
{weights}

[about]
holds = "weights of a logistic regression over what two events share and how near they are told"
source = "fitted by training/threads/fit_matters.py on invented stories of this project"
licence = "Apache-2.0"
"""


def told_of(path: Path) -> tuple[Told, dict[str, str]]:
    """Run the rooms over a story: what is told, and the matter of each event, "" for none."""
    settings, sheets, matters = Settings(), dict[str, Sheet](), dict[str, str]()
    for sample, article in articles_of(path.stem, path.read_text(encoding="utf-8")):
        sheets[article.key] = sheet = read(article, settings)
        assert sheet.text is not None
        for mark in sample.marks or ():
            span, named = cleaned(sheet.text, (mark.start, mark.end)), _MATTER.match(mark.event)
            for mention in sheet.events or ():
                if named and span and mention.cite.start < span[1] and span[0] < mention.cite.end:
                    matters[mention.id] = named[1]
    found = gather(lambda *_: iter(sheets.values()), settings)
    texts = tuple(sheet.text for sheet in sheets.values() if sheet.text)
    told = read_tellings(
        found.events, [one for sheet in sheets.values() for one in sheet.events or ()],
        found.linking.links, found.linking.entities, texts,
        frozenset(due.event_mention for sheet in sheets.values() for due in sheet.dues or ()
                  if due.event_mention))
    return told, {name: _most(event.members, matters) for name, event in told.events.items()}


def _most(members: tuple[str, ...], matters: dict[str, str]) -> str:
    counted = Counter(matters[one] for one in members if one in matters)
    return counted.most_common(1)[0][0] if counted else ""


def pairs_of(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Give the numbers of all pairs of a story, and which are of one matter."""
    told, matter = told_of(path)
    sketches = Sketches(told)
    rows = [(sketches.numbers(one, other), bool(matter[one]) and matter[one] == matter[other])
            for one, other in combinations(sorted(sketches.of), 2)]
    return (np.array([[numbers.get(name, 0.0) for name in NUMBERS] for numbers, _ in rows]),
            np.array([same for _, same in rows]))


def main() -> None:
    """Fit and print, or write."""
    parser = argparse.ArgumentParser(prog="python -m training.threads.fit_matters",
                                     description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    parts = [pairs_of(path) for path in sorted(given.stories.glob("woven-*.txt"))]
    values, same = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    of = np.repeat(np.arange(len(parts)), [len(part[1]) for part in parts])
    chances = np.zeros(len(same))
    for train, left_out in GroupKFold(given.folds).split(values, same, of):
        chances[left_out] = LogisticRegression(max_iter=1000).fit(
            values[train], same[train]).predict_proba(values[left_out])[:, 1]
    for least in CHANCES:
        over = chances >= least
        print(f"{least}: right {100 * same[over].mean():.0f} of {over.sum()}, "
              f"found {100 * (same & over).sum() / same.sum():.0f}")
    model = LogisticRegression(max_iter=1000).fit(values, same)
    weights = "\n".join(f"{name} = {weight:.3f}"
                        for name, weight in zip(NUMBERS, model.coef_[0], strict=True))
    text = HEAD.format(base=f"{model.intercept_[0]:.3f}", weights=weights)
    print(text)
    if given.write:
        LEXICON.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
