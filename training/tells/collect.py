"""Read the texts with the trunk of the network and write down states and what is to be learnt.

Run `python -m training.tells.collect DATA MODEL OUT.npz [--only marked]`: DATA is the shared data
folder, MODEL a folder with a reader whose network also gives out its trunk (`expose.py`). Out: an
.npz of the sentences of all texts, one behind the other (`rows.py` reads it). Texts without marks
are marked by the rules of rooms/events alone, whatever the network had learnt before.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from evals.ecb_corpus import TRAIN_TOPICS, Document, read_corpus
from sourceline.lexicon.events import load_events
from sourceline.pipeline import STEPS
from sourceline.record.article import Capture, Text
from sourceline.record.reading import Reading, Token
from sourceline.record.sheet import Sheet
from sourceline.rooms.read.model.compose import Run, make_reading
from sourceline.rooms.read.model.feed import make_feed
from sourceline.rooms.read.model.labels import read_labels
from sourceline.rooms.read.model.marks import MAY_TELL
from sourceline.rooms.read.model.network import open_network
from sourceline.rooms.read.model.pieces import open_pieces
from sourceline.rooms.read.model.read import WINDOW_WORDS, ModelReader
from sourceline.rooms.read.settings import ReadSettings
from sourceline.settings import Settings
from training.tells.rows import NONE, SILENT, Sentence, write_rows
from training.tells.texts import Mark, Sample, marked_articles, real_texts, worded_articles

HERE = Path(__file__).parent
# Tellings found by rules count less than marked ones. Words they leave out count in full, though
# some are tellings: with a quarter of the weight, six in ten of what was found in general news
# was no event.
MARKED, RULED, LEFT_OUT = 1.0, 0.5, 1.0
# Of the words rules leave out, so many are kept.
_KEPT = 0.5


def kinds() -> list[str]:
    """Give the kinds in the order of their numbers; 0 is none."""
    return ["", *(kind.name for kind in load_events().kind)]


def open_trunk(folder: Path) -> ModelReader:
    """Open the reader of a folder made by `expose.py`."""
    return ModelReader(open_network(folder), read_labels(folder / "labels.json"),
                       open_pieces(folder / "vocab.txt"), ReadSettings())


def sentences(sample: Sample, reader: ModelReader) -> Iterator[Sentence]:
    """Give the sentences of a text with their states and what is to be learnt of each word."""
    number = {name: at for at, name in enumerate(kinds())}
    text = Text(article="a", captured=sample.words, edits=(), words=sample.words, parts=())
    runs = reader.find_sentences(text)
    reading = make_reading("a", reader.name, text.words, runs, reader.mark([r.words for r in runs]))
    marks = sample.marks if sample.marks is not None else _by_rules(text, reading)
    draw = random.Random(sample.name)
    for run, sentence in zip(runs, reading.sentences, strict=True):
        if len(run.words) > WINDOW_WORDS:
            continue
        here = {head_of(sentence.tokens, mark.start, mark.end): mark for mark in marks
                if sentence.start <= mark.start < sentence.end}
        silent = (*sample.skip, *((mark.start, mark.end) for mark in here.values()))
        kind = [_kind(at, token, here.get(at), silent, number)
                for at, token in enumerate(sentence.tokens)]
        weight = [MARKED] * len(kind)
        if sample.marks is None:
            weight = [RULED if one > NONE else LEFT_OUT for one in kind]
            kind = [SILENT if one == NONE and draw.random() > _KEPT else one for one in kind]
        size = len(run.words)
        yield _sentence(
            reader, run, kind, [here[at].status if at in here else "" for at in range(size)], weight,
            [_event(sample.name, here[at]) if at in here else "" for at in range(size)])


def _sentence(reader: ModelReader, run: Run, kind: list[int], status: list[str],
              weight: list[float], event: list[str]) -> Sentence:
    """Put the states of a sentence beside what is to be learnt of its words."""
    feed, size = make_feed([run.words], reader.pieces), len(run.words)
    return Sentence(_trunk(reader, feed), feed["first"][0, :size], feed["last"][0, :size], kind,
                    status, weight, event)


def _event(name: str, mark: Mark) -> str:
    """Name the event of a mark: told once, it is of its own place."""
    return f"{name.rpartition('-')[0]} {mark.event}" if mark.event else f"{name} {mark.start}"


def chains(document: Document, reader: ModelReader) -> Iterator[Sentence]:
    """Give the sentences of an ECB+ document: which actions are one, and nothing of kinds."""
    text = Text(article="a", captured=document.words, edits=(), words=document.words, parts=())
    for run in reader.find_sentences(text):
        first, last = run.spans[0][0], run.spans[-1][1]
        inside = {next((at for at, span in enumerate(run.spans) if one.start < span[1]), 0): one
                  for one in document.actions if first <= one.start < last}
        size = len(run.words)
        if not inside or size > WINDOW_WORDS:
            continue
        yield _sentence(
            reader, run, [SILENT] * size, [""] * size, [LEFT_OUT] * size,
            [f"{document.topic} {inside[at].chain}" if at in inside else "" for at in range(size)])


def _trunk(reader: ModelReader, feed: dict[str, NDArray[np.float32]]) -> NDArray[np.float16]:
    given = reader._network.scores(feed, np.full((1, 1), 2.0, dtype=np.float32))  # noqa: SLF001
    return given["trunk"][0].astype(np.float16)


def _kind(at: int, token: Token, mark: Mark | None, silent: tuple[tuple[int, int], ...],
          number: dict[str, int]) -> int:
    if mark is not None:
        return number[mark.kind]
    if token.pos not in MAY_TELL or any(a <= token.start < b for a, b in silent):
        return SILENT
    return NONE


def head_of(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Give the word of a trigger that tells: its first verb, else its last noun."""
    inside = [at for at, one in enumerate(tokens) if start <= one.start < end]
    verbs = [at for at in inside if tokens[at].pos == "VERB"]
    nouns = [at for at in inside if tokens[at].pos in ("NOUN", "PROPN")]
    return verbs[0] if verbs else nouns[-1] if nouns else inside[0] if inside else -1


def _by_rules(text: Text, reading: Reading) -> tuple[Mark, ...]:
    sheet = Sheet(capture=Capture(id="a", path="a.txt", sha256="", media="text/plain",
                                  encoding="utf-8", content=text.words.encode()))
    plain = msgspec.structs.replace(reading, tells=())
    for step in STEPS:
        result: object = {"text": text, "reading": plain}.get(step.field)
        if result is None:
            result = step.door(sheet, Settings())
        sheet = msgspec.structs.replace(sheet, **{step.field: result})
        if step.field == "events":
            break
    return tuple(Mark(one.cite.start, one.cite.end, one.kind.partition(".")[0])
                 for one in sheet.events or ())


def _some(samples: Iterable[Sample], most: int) -> list[Sample]:
    """Take so many texts of each source, spread over it."""
    by_source: dict[str, list[Sample]] = {}
    for sample in samples:
        by_source.setdefault(sample.name.partition("-")[0], []).append(sample)
    return [one for every in by_source.values()
            for one in every[::max(1, len(every) // most)][:most]]


def main() -> None:
    """Collect the rows of all texts."""
    parser = argparse.ArgumentParser(prog="python -m training.tells.collect", description=__doc__)
    parser.add_argument("data", type=Path, help="the shared data folder")
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folders", type=Path, nargs="*",
                        default=[HERE / "articles", HERE / "stories"], help="of marked articles")
    parser.add_argument("--parts", nargs="*", default=[], help="parts of tests/cases/wordings")
    parser.add_argument("--each", type=int, default=60, help="real texts of each source")
    parser.add_argument("--only", choices=("marked", "real", "chains"), help="one part of the texts")
    given = parser.parse_args()
    reader = open_trunk(given.model)
    samples: list[Sample] = []
    rows: list[tuple[str, Sentence]] = []
    if given.only in (None, "chains"):
        rows = [(f"ecb {one.part}-{one.name}", sentence)
                for one in read_corpus(given.data / "events" / "ecbplus", TRAIN_TOPICS)
                for sentence in chains(one, reader)]
    if given.only in (None, "marked"):
        samples += [one for folder in given.folders for one in marked_articles(folder)]
        samples += worded_articles(tuple(given.parts))
    if given.only in (None, "real"):
        samples += _some(real_texts(given.data), given.each)
    for number, sample in enumerate(samples):
        if number % 50 == 0:
            print(f"{number} of {len(samples)} texts, {len(rows)} sentences", flush=True)
        rows += ((sample.name, sentence) for sentence in sentences(sample, reader))
    write_rows(given.out, rows, kinds())


if __name__ == "__main__":
    main()
