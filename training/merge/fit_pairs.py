"""Fit the judge of the merge room: boosted trees on pairs of the invented stories.

Run `python -m training.merge.fit_pairs PAIRS.npz … [--write] [--test OTHER.npz]`; pairs are from
`pairs.py`. Needs scikit-learn. Printed: how many of the pairs of stories left out are found and
right at several chances (in so many parts, each left out once), and the same for OTHER. `--write` puts the
trees into `lexicon/merge_trees.toml`.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from sourceline.rooms.merge.shared import UNKNOWN

LEXICON = Path("src/sourceline/lexicon/merge_trees.toml")
CHANCES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
HEAD = """# What tells that two tellings of two articles are of one event.
base = {base}
names = {names}
trees = [
{trees}
]

[about]
holds = "boosted trees that judge pairs of tellings; node n goes left where names[ask[n]] is at most at[n]"
source = "fitted by training/merge/fit_pairs.py on invented stories of this project (training/tells/stories) and ECB+ train (CC BY 3.0)"
licence = "Apache-2.0"
"""


def learner() -> HistGradientBoostingClassifier:
    """Give a learner that has learnt nothing."""
    return HistGradientBoostingClassifier(
        max_depth=4, learning_rate=0.06, max_iter=220, l2_regularization=5.0, min_samples_leaf=25,
        random_state=1)


def report(name: str, chances: np.ndarray, same: np.ndarray) -> None:
    """Print what is found and right at several chances."""
    found = [(f"{least}: right {100 * same[chances >= least].mean():.0f} of "
              f"{(chances >= least).sum()}, found {100 * (same & (chances >= least)).sum() / same.sum():.0f}")
             for least in CHANCES]
    print(f"{name} ({len(same)} pairs, {same.sum()} of one event): " + "; ".join(found))


def as_toml(model: HistGradientBoostingClassifier, names: list[str]) -> str:
    """Write the trees down."""
    lines = []
    for (predictor,) in model._predictors:  # noqa: SLF001
        nodes = predictor.nodes
        ask = [-1 if n["is_leaf"] else int(n["feature_idx"]) for n in nodes]
        at = [float(f"{(n['value'] if n['is_leaf'] else n['num_threshold']):.5g}") for n in nodes]
        left, right = [[int(n[side]) for n in nodes] for side in ("left", "right")]
        lines.append(f"  {{ask = {ask}, at = {at}, left = {left}, right = {right}}},")
    return HEAD.format(base=float(model._baseline_prediction[0, 0]), names=list(map(str, names)),  # noqa: SLF001
                       trees="\n".join(lines)).replace("'", '"')


def main() -> None:
    """Fit and print, or write."""
    parser = argparse.ArgumentParser(prog="python -m training.merge.fit_pairs", description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--blind", type=Path, nargs="*", default=[],
                        help="pairs whose traces were learnt on the same texts: left out, and these "
                        "pairs count half")
    parser.add_argument("--test", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    parts = [dict(np.load(path)) for path in (*given.pairs, *given.blind)]
    for part in parts[len(given.pairs):]:
        part["values"][:, [name.startswith("trace") for name in part["names"]]] = UNKNOWN
    values, same, of, within = (np.concatenate([part[name] for part in parts])
                                for name in ("values", "same", "of", "within"))
    weight = np.concatenate([np.full(len(part["same"]), 2.0 if at < len(given.pairs) else 1.0)
                             for at, part in enumerate(parts)])
    chances = np.zeros(len(same))
    for train, left_out in GroupKFold(given.folds).split(values, same, of):
        chances[left_out] = learner().fit(
            values[train], same[train], sample_weight=weight[train]).predict_proba(
                values[left_out])[:, 1]
    report("left out, across", chances[~within], same[~within])
    report("left out, within", chances[within], same[within])
    model = learner().fit(values, same, sample_weight=weight)
    if given.test:
        test = np.load(given.test)
        asked = ~test["within"]
        report("test", model.predict_proba(test["values"][asked])[:, 1], test["same"][asked])
    if given.write:
        LEXICON.write_text(as_toml(model, list(parts[0]["names"])), encoding="utf-8")


if __name__ == "__main__":
    main()
