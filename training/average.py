"""Average the weights of two runs, the second of which began with the first's.

In: two checkpoints. Out: a work folder with the average as its `checkpoint.pt`, to be exported as
any other. What one run won for the trees and the other for the names, their middle keeps both of
(Wortsman and others 2022, "Model soups"): MODEL_CARD.md has the figures.
"""

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Write the average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="a checkpoint")
    parser.add_argument("second", type=Path, help="a checkpoint of a run that began with it")
    parser.add_argument("--share", type=float, default=0.5, help="the second's part")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the average")
    asked = parser.parse_args()
    one, other = (torch.load(path, weights_only=True, map_location="cpu")["model"]
                  for path in (asked.first, asked.second))
    asked.work.mkdir(parents=True, exist_ok=True)
    mixed = {name: torch.lerp(one[name], weight, asked.share) for name, weight in other.items()}
    torch.save({"model": mixed}, asked.work / "checkpoint.pt")
    shutil.copy(asked.second.with_name("labels.json"), asked.work / "labels.json")


if __name__ == "__main__":
    main()
