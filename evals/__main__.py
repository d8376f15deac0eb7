"""Print every room's scores with intervals and compare them with the floors.

Run `python -m evals FOLDER [ROOM …] [--raise]`, FOLDER being the shared data (with srl/, time/,
…). Exit 1 when a score falls below its floor. `--raise` lifts floors to what was measured now
(half a point below, so that a change of the third digit breaks nothing); it never lowers one.
"""

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

import evals
from evals.score import Score

FLOORS = Path(__file__).with_name("floors.json")
# Files of evals/ that hold no room.
NOT_ROOMS = {"__main__", "readings", "score"}
SLACK = 0.5


def main() -> int:
    """Measure the rooms named, or all."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("data", type=Path, help="the shared data folder")
    parser.add_argument("rooms", nargs="*", help="rooms to measure; all when none is named")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"there is no data folder at {given.data}: name the shared data folder",
              file=sys.stderr)
        return 2
    scores = [score for room in given.rooms or rooms() for score in measure(room, given.data)]
    return compare(scores, lift=given.lift)


def rooms() -> list[str]:
    """Name the rooms that can be measured: the modules of this folder that have `measure`."""
    names = [m.name for m in pkgutil.iter_modules(evals.__path__) if m.name not in NOT_ROOMS]
    return [n for n in names if hasattr(importlib.import_module(f"evals.{n}"), "measure")]


def measure(room: str, data: Path) -> list[Score]:
    """Measure one room and print its scores as they come."""
    scores: list[Score] = importlib.import_module(f"evals.{room}").measure(data)
    for score in scores:
        print(score.line(), flush=True)
    return scores


def compare(scores: list[Score], *, lift: bool) -> int:
    """Hold scores against the floors; lift floors when asked."""
    floors: dict[str, float] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    below = [score for score in scores if score.value < floors.get(score.name, -1e9)]
    for score in below:
        print(f"BELOW ITS FLOOR: {score.name} {score.value:.2f} < {floors[score.name]:.2f}")
    if lift:
        for score in scores:
            if score.name.startswith("peer."):
                continue  # another tool's figure, printed beside ours, is nothing to hold
            floors[score.name] = max(floors.get(score.name, -1e9), round(score.value - SLACK, 2))
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
