"""Speed and memory of the readers, side by side with a spaCy CNN pipeline in the same run.

Run `python -m benchmarks.reader [FILE] [--articles 60]`, FILE being JSON lines (`.gz` or not) with
the text in `content` or `text`; without one the demo articles are read. Prints words (between
spaces) a second of one core, in CPU seconds, so that other work on the machine counts little. The
best of three rounds counts, the rounds of all readers taken in turn.

`--memory` reads every article with two workers instead, checks that each character that is not
white space stands in one token, and prints each worker's memory as it goes.

The spaCy pipeline has random weights and the layers of `en_core_web_sm` (tok2vec 96 wide and 4
deep, tagger, parser, NER): trained weights of the same shapes take the same time.
"""

import argparse
import gzip
import importlib.util
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from sourceline.record.article import Text
from sourceline.rooms.read.open import Reader, open_reader

ROUNDS = 3
Read = Callable[[list[Text]], object]


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="articles; default: the demo")
    parser.add_argument("--articles", type=int, default=60, help="at most this many")
    parser.add_argument("--memory", action="store_true", help="read all with two workers")
    parser.add_argument("--reader", default="model", help="the reader of --memory")
    given = parser.parse_args()
    texts = list(_texts(given.file))
    if given.memory:
        return _memory(texts, given.reader)
    # Drawn evenly, so that a file sorted by topic or length does not decide.
    texts = texts[::max(1, len(texts) // given.articles)][:given.articles]
    _speed(texts)
    return 0


def _texts(file: Path | None) -> Iterator[Text]:
    if file is None:
        demo = files("sourceline.demo").joinpath("articles")
        words = [one.read_text(encoding="utf-8") for one in demo.iterdir()
                 if one.name.endswith(".txt")]
    else:
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        words = [row.get("content") or row.get("text") or "" for row in rows]
    for number, text in enumerate(words):
        yield Text(article=str(number), captured="", edits=(), words=text, parts=())


def _speed(texts: list[Text]) -> None:
    """Time every reader that is on this machine, in turn, and print one line for each."""
    readers = {name: _ours(open_reader(name)) for name in ("rules", "fast", "model")}
    if importlib.util.find_spec("spacy"):
        readers["spaCy, layers of en_core_web_sm"] = _spacy()
    else:
        print("spaCy is not installed: no peer in this run", file=sys.stderr)
    best = dict.fromkeys(readers, 1e9)
    for read in readers.values():
        read(texts[:3])
    for _ in range(ROUNDS):
        for name, read in readers.items():
            begun = time.process_time()
            read(texts)
            best[name] = min(best[name], time.process_time() - begun)
    words = sum(len(text.words.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words, CPU seconds of one core, best of {ROUNDS}")
    for name, seconds in best.items():
        print(f"{name:<34} {seconds:8.2f} s {words / seconds:10,.0f} words a second")


def _ours(reader: Reader) -> Read:
    return lambda texts: [reader.read(text) for text in texts]


def _spacy() -> Read:
    """Build the pipeline with the shapes of en_core_web_sm and random weights."""
    import spacy
    from spacy.training import Example

    pipeline = spacy.blank("en")
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2",
               "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96,
                         "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
                         "rows": [5000, 1000, 2500, 2500, 50, 50],
                         "include_static_vectors": False},
               "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96,
                          "depth": 4, "window_size": 1, "maxout_pieces": 3}}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    pipeline.add_pipe("tok2vec", config={"model": tok2vec})
    tagger = pipeline.add_pipe("tagger", config={"model": {
        "@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener}})
    parser = pipeline.add_pipe("parser", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "nO": None, "tok2vec": listener}})
    # The published pipeline's NER has a tok2vec of its own.
    ner = pipeline.add_pipe("ner", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "nO": None, "tok2vec": tok2vec}})
    for number in range(50):
        tagger.add_label(f"T{number}")
    for number in range(45):
        parser.add_label(f"d{number}")
    for number in range(18):
        ner.add_label(f"K{number}")
    doc = pipeline.make_doc("Votes were counted in Ostmark .")
    gold = {"tags": ["T0", "T1", "T2", "T3", "T4", "T5"], "heads": [1, 1, 1, 1, 3, 1],
            "deps": ["d0", "ROOT", "d1", "d2", "d3", "d4"],
            "entities": ["O", "O", "O", "O", "U-K0", "O"]}
    random.seed(0)
    pipeline.initialize(lambda: [Example.from_dict(doc, gold)])
    return lambda texts: list(pipeline.pipe(text.words for text in texts))


def _memory(texts: list[Text], name: str) -> int:
    """Read everything with two workers; exit 1 when a character was lost."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        shares = [(name, number, texts[number::2]) for number in range(2)]
        lost = sum(pool.starmap(_read_share, shares))
    print(f"{len(texts)} articles read; characters in no token: {lost}")
    return 1 if lost else 0


def _read_share(name: str, worker: int, texts: list[Text]) -> int:
    reader = open_reader(name)
    lost = words = 0
    begun = time.process_time()
    for number, text in enumerate(texts, start=1):
        lost += _lost(text, reader)
        words += len(text.words.split())
        if number % max(1, len(texts) // 10) == 0:
            speed = words / (time.process_time() - begun)
            print(f"worker {worker}: {number:5} articles, {_resident_mib():5.0f} MiB, "
                  f"{speed:,.0f} words a second", flush=True)
    return lost


def _lost(text: Text, reader: Reader) -> int:
    """Count the characters that are not white space and stand in no token, or in two."""
    times = [0] * len(text.words)
    for sentence in reader.read(text).sentences:
        for token in sentence.tokens:
            for at in range(token.start, token.end):
                times[at] += 1
    return sum(seen != 1 for seen, sign in zip(times, text.words, strict=True)
               if not sign.isspace())


def _resident_mib() -> float:
    """Give the memory this process holds now, where the system tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    rows = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(rows["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
