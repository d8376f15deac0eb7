# ruff: noqa: T201
"""At length what the tests run in short: `make soak`, or `python -m tests.faults --help`.

Prints what was done and what differed; exit 1 when anything did. Atheris (coverage-guided fuzzing)
has a wheel for Python 3.11 only in version 3.0.0; where it is not installed this says so.
"""

import argparse
import importlib.util
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from sourceline import api
from sourceline.rooms.clean import documents, scans
from tests.faults.broken import WHOLE, account_for, broken_files
from tests.faults.kills import kill_often
from tests.faults.made import READER, build_here, dump, make_collection


def main() -> int:
    """Run what was asked for; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--damages", type=int, default=60)
    parser.add_argument("--atheris-s", type=int, default=120)
    parser.add_argument("--seed", type=int, default=31)
    said = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="sourceline-soak-"))
    bad = 0
    for name, work in (("kills", lambda: kills(root, said.kills, said.seed)),
                       ("files", lambda: files(root, said.files, said.seed)),
                       ("damages", lambda: damages(root, said.damages, said.seed)),
                       ("atheris", lambda: guided(said.atheris_s))):
        began = time.monotonic()
        differences = work()
        bad += len(differences)
        print(f"{name}: {len(differences)} differences, {time.monotonic() - began:.0f} s",
              *differences[:20], sep="\n  ", flush=True)
    shutil.rmtree(root, ignore_errors=True)
    return 1 if bad else 0


def kills(root: Path, number: int, chosen: int) -> list[str]:
    """Kill builds at random moments."""
    if not number:
        return []
    (root / "kills").mkdir()
    killed = kill_often(root / "kills", number, chosen, told=lambda line: print(line, flush=True))
    print(f"{killed.hit} kills of running builds, {killed.missed} came after the end, "
          f"{killed.after_write} looks at a record that was there")
    return killed.differences


def files(root: Path, number: int, chosen: int) -> list[str]:
    """Break files, read each, then build a record of all of them."""
    if not number:
        return []
    scans.recogniser = documents.recogniser = lambda: ()  # noise would be looked at for minutes
    folder = root / "files"
    folder.mkdir()
    counts: Counter[str] = Counter()
    differences: list[str] = []

    @seed(chosen)
    @settings(max_examples=number, database=None, deadline=None,
              suppress_health_check=list(HealthCheck))
    @given(broken_files())
    def look(made: tuple[str, bytes]) -> None:
        path = folder / f"{counts['files']}-{made[0]}"
        path.write_bytes(made[1])
        counts["files"] += 1
        texts, left_out, rows = account_for(path)
        counts.update(texts=texts, left_out=left_out, rows=rows)
        assert texts + left_out + rows, path.name

    try:
        look()
    except Exception as error:
        differences.append(f"{type(error).__name__} {error}")
    api.build([folder], root / "files.db", reader=READER, workers=2)
    told = {str(row.values[row.names.index("path")]).split(" ")[0]
            for view in ("articles", "outcomes")
            for row in api.show(root / "files.db", view, limit=1_000_000)}
    differences += [f"{path.name} is not told of" for path in folder.iterdir()
                    if f"files/{path.name}" not in told]
    differences += [f"{fault.place}: {fault.what}" for fault in api.check(root / "files.db")]
    print(f"{counts['files']} files: {counts['texts']} texts, {counts['left_out']} documents "
          f"without words, {counts['rows']} other rows")
    return differences


def damages(root: Path, number: int, chosen: int) -> list[str]:
    """Damage record, cache and decisions in random places, and read and build all the same."""
    from sourceline.errors import SourcelineError
    from tests.faults.test_faults import spoil

    folder = make_collection(root / "damaged", range(6))
    whole = root / "whole.db"
    build_here(folder, whole)
    differences = []
    for count in range(number):
        spoilt = root / f"spoilt{count}"
        spoilt.mkdir()
        for path in root.glob("whole.db*"):
            shutil.copy(path, spoilt / path.name)
        ending = random.Random(chosen + count).choice(("", ".cache"))
        spoil(spoilt / f"whole.db{ending}", chosen + count)
        for ask in (api.check, api.verify, api.summary, dump,
                    lambda record: build_here(folder, record, workers=0)):
            try:
                ask(spoilt / "whole.db")
            except SourcelineError:
                continue
            except Exception as error:
                differences.append(f"damage {chosen + count}: {type(error).__name__} {error}")
        shutil.rmtree(spoilt)
    return differences


def guided(seconds: int) -> list[str]:
    """Let Atheris look for bytes that take a way through the carriers not taken before."""
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris==3.0.0 (Python 3.11)")
        return []
    with tempfile.TemporaryDirectory() as corpus:
        for number, (name, content) in enumerate(sorted(WHOLE.items())):
            (Path(corpus) / name).write_bytes(bytes([number]) + content)
        done = subprocess.run([sys.executable, "-m", "tests.faults.guided", corpus,
                               f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=4096"],
                              capture_output=True, text=True)
    ended = [line for line in done.stderr.splitlines() if line.startswith(("Done", "stat::"))]
    print(*ended[-3:], sep="\n")
    return [done.stderr[-1_500:]] if done.returncode else []


if __name__ == "__main__":
    sys.exit(main())
