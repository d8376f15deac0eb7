"""Run made tasks through an engine and print what became of each, as JSON.

A process can start Daft once, on one runner; so each engine gets a process of its own.
"""

import json
import socket
import sys
from pathlib import Path

from sourceline.engine.choose import choose_engine
from sourceline.engine.groups import over_groups
from sourceline.engine.quiet import QUIET
from tests.engine.works import count, joined, key_of, told_to_be_quiet, trouble

ROWS = ("oak", "ash", "xi", "oar", "elm", "yew", "ant", "xu", "oat")
asked: list[str] = []


def main(name: str, folder: str) -> None:
    engine = choose_engine(name, 2, 6.0, Path(folder) / "shards")
    known = socket.getaddrinfo

    def look_up(host: object, *rest: object, **more: object) -> object:
        asked.append(str(host))
        return known(host, *rest, **more)

    socket.getaddrinfo = look_up  # type: ignore[assignment]
    told = {d.task: [d.result, d.reason]
            for d in engine.over(trouble, iter(range(12)), 12, str)}
    (quiet,) = engine.over(told_to_be_quiet, [tuple(QUIET)], 1, str)
    marks = str(Path(folder) / "marks")
    for _ in range(2):  # the second time its result stands in the checkpoints
        (counted,) = engine.over(count, [marks], 1, str)
    grouped = {d.task.key: [d.result, d.reason] for d in over_groups(engine, joined, ROWS, key_of)}
    left = sorted(path.suffix for path in (Path(folder) / "shards").iterdir())
    engine.finish()
    sys.stdout.write(json.dumps({"told": told, "quiet": quiet.result,
                      "grouped": grouped, "counted": counted.result,
                      "left": left, "after": (Path(folder) / "shards").exists(),
                      "asked": sorted({host for host in asked
                                       if host not in ("127.0.0.1", "localhost", "None")})}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
