"""A small invented collection in several carriers, and builds of it in processes of their own."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sourceline import api
from sourceline.store.open import open_record
from tests.acquire.made_files import message, pdf, zipped

# The reader without a model: what is tried here is not how well it reads.
READER = "rules"
TOWNS = ("Velm", "Tarsk", "Ombra", "Sund", "Grell", "Pirna", "Holt")
DEEDS = ("arrested 14 teachers", "closed the port", "opened the new bridge", "fined nine bakers",
         "banned the march", "released three sailors", "moved the market")
ENDINGS = ("A court is expected to hear the complaint on 20 April 2031.",
           "At least nine families were affected, the mayor said.",
           "\"We will not be silent,\" said union leader Ilo Venn.",
           "The ministry denied the report.")


def story(number: int) -> str:
    """Write one short article; the same number gives the same words."""
    chosen = random.Random(number)
    town, deed = chosen.choice(TOWNS), chosen.choice(DEEDS)
    return (f"Guards in {town} {deed} on {number % 27 + 1} March 2031, the council of {town} said. "
            f"{chosen.choice(ENDINGS)}\n\nIn {chosen.choice(TOWNS)}, {10 + number} people met in "
            f"the town hall two days later. {chosen.choice(ENDINGS)}")


def make_collection(folder: Path, numbers: Sequence[int]) -> Path:
    """Write these articles as pages, lines, a message, a document and an archive."""
    folder.mkdir(parents=True)
    lines, packed = [], {}
    for number in numbers:
        words = story(number)
        if number % 6 == 0:
            lines.append(json.dumps({"text": words, "outlet": "The Velm Bell"}))
        elif number % 6 == 1:
            packed[f"{number}.txt"] = words.encode()
        elif number % 6 == 2:
            (folder / f"{number}.eml").write_bytes(message(words, subject=f"Day {number}"))
        elif number % 6 == 3:
            (folder / f"{number}.pdf").write_bytes(pdf(*words.split("\n")))
        else:
            (folder / f"{number}.txt").write_text(words)
    (folder / "wire.jsonl").write_text("\n".join(lines))
    (folder / "more.zip").write_bytes(zipped(packed))
    return folder


def build_here(folder: Path, record: Path, workers: int = 1) -> api.Built:
    """Build with nothing in the way."""
    return api.build([folder], record, reader=READER, workers=workers)


def start_build(folder: Path, record: Path, *, env: Mapping[str, str] | None = None,
                limit_bytes: int | None = None, workers: int = 1) -> subprocess.Popen[str]:
    """Start a build in a process group of its own, with a limit on what a file may grow to."""
    def limited() -> None:
        import resource

        if limit_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    return subprocess.Popen(
        [sys.executable, "-m", "sourceline.cli", "build", str(folder), "-o", str(record),
         "--workers", str(workers), "--reader", READER],
        start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **(env or {})}, preexec_fn=limited)


def run_build(folder: Path, record: Path, *, env: Mapping[str, str] | None = None,
              limit_bytes: int | None = None) -> tuple[int, str]:
    """Build to the end; give the exit code and what was said."""
    running = start_build(folder, record, env=env, limit_bytes=limit_bytes)
    said, _ = running.communicate(timeout=600)
    return running.returncode, said


def dump(record: Path) -> list[str]:
    return list(api.dump(record))


def is_empty(record: Path) -> bool:
    """Tell a record that no build has finished yet."""
    connection = open_record(record)
    try:
        return connection.execute("SELECT count(*) FROM made").fetchone()[0] == 0
    finally:
        connection.close()
