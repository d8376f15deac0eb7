"""Read the texts with the network and write down what it sees of each word that may tell an event.

Run `python -m training.kinds.collect DATA MODEL OUT.npz [--articles FOLDER]`: DATA is the shared
data folder, MODEL a folder with a reader whose network also gives out the states of its words
(`expose.py`). Out: states (768 numbers a word), the number of the kind or 0, how much the word
counts, and which text it is of. Texts without marks are marked by the rules of rooms/events.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from sourceline.lexicon.events import load_events
from sourceline.pipeline import STEPS
from sourceline.record.article import Capture, Text
from sourceline.record.reading import Reading, Token
from sourceline.record.sheet import Sheet
from sourceline.rooms.read.model.compose import make_reading
from sourceline.rooms.read.model.feed import make_feed
from sourceline.rooms.read.model.labels import read_labels
from sourceline.rooms.read.model.marks import MAY_TELL
from sourceline.rooms.read.model.network import open_network
from sourceline.rooms.read.model.pieces import open_pieces
from sourceline.rooms.read.model.read import WINDOW_WORDS, ModelReader
from sourceline.rooms.read.settings import ReadSettings
from sourceline.settings import Settings
from training.kinds.texts import Sample, marked_articles, real_texts, worded_articles

# Tellings found by rules count less than marked ones. Words they leave out count in full, though
# some are tellings: with a quarter of the weight, six in ten of what the head found in general
# news was no event.
MARKED, RULED, LEFT_OUT = 1.0, 0.5, 1.0
# Of the words rules leave out, so many are kept.
_KEPT = 0.5


class StatesReader(ModelReader):
    """A reader that keeps the states of the words of every sentence it reads."""

    kept: dict[tuple[str, ...], NDArray[np.float16]]

    def _scored(self, sentences, asked):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        scored = super()._scored(sentences, asked)
        feed = make_feed(sentences, self.pieces)
        given = self._network.scores(feed, np.full((1, 1), 2.0, dtype=np.float32))
        for row, words in enumerate(sentences):
            self.kept[tuple(words)] = given["words"][row, :len(words)].astype(np.float16)
        return scored


def open_states(folder: Path) -> StatesReader:
    """Open the reader of a folder made by `expose.py`."""
    reader = StatesReader(open_network(folder), read_labels(folder / "labels.json"),
                          open_pieces(folder / "vocab.txt"), ReadSettings())
    reader.kept = {}
    return reader


def kinds() -> list[str]:
    """Give the kinds in the order of their numbers; 0 is none."""
    return ["", *(kind.name for kind in load_events().kind)]


def rows(sample: Sample, reader: StatesReader) -> Iterator[tuple[NDArray[np.float16], int, float]]:
    """Give state, number of the kind and weight of each word of a text that may tell an event."""
    number = {name: at for at, name in enumerate(kinds())}
    text = Text(article="a", captured=sample.words, edits=(), words=sample.words, parts=())
    runs = reader.find_sentences(text)
    marks = reader.mark([run.words for run in runs])
    reading = make_reading("a", reader.name, text.words, runs, marks)
    found = list(sample.marks) if sample.marks is not None else _by_rules(text, reading)
    sure = MARKED if sample.marks is not None else RULED
    draw = random.Random(sample.name)
    for run, sentence in zip(runs, reading.sentences, strict=True):
        if len(run.words) > WINDOW_WORDS:
            continue
        states = reader.kept.pop(tuple(run.words), None)
        if states is None:
            continue
        heads = {_head(sentence.tokens, start, end): kind for start, end, kind in found
                 if sentence.start <= start < sentence.end}
        inside = [(start, end) for start, end, _ in found]
        for at, token in enumerate(sentence.tokens):
            kind = heads.get(at, "")
            if not kind and (token.pos not in MAY_TELL or _in(token, (*sample.skip, *inside))):
                continue
            if kind:
                yield states[at], number[kind], sure
            elif sample.marks is not None or draw.random() < _KEPT:
                yield states[at], 0, MARKED if sample.marks is not None else LEFT_OUT


def _in(token: Token, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _head(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Give the word of a trigger that tells: its first verb, else its last noun."""
    inside = [at for at, one in enumerate(tokens) if start <= one.start < end]
    verbs = [at for at in inside if tokens[at].pos == "VERB"]
    nouns = [at for at in inside if tokens[at].pos in ("NOUN", "PROPN")]
    return verbs[0] if verbs else nouns[-1] if nouns else inside[0] if inside else -1


def _by_rules(text: Text, reading: Reading) -> list[tuple[int, int, str]]:
    sheet = Sheet(capture=Capture(id="a", path="a.txt", sha256="", media="text/plain",
                                  encoding="utf-8", content=text.words.encode()))
    for step in STEPS:
        result: object = {"text": text, "reading": reading}.get(step.field)
        if result is None:
            result = step.door(sheet, Settings())
        sheet = msgspec.structs.replace(sheet, **{step.field: result})
        if step.field == "events":
            break
    return [(one.cite.start, one.cite.end, one.kind.partition(".")[0])
            for one in sheet.events or ()]


def _some(samples: Iterable[Sample], most: int) -> list[Sample]:
    """Take so many texts of each source, spread over it."""
    by_source: dict[str, list[Sample]] = {}
    for sample in samples:
        by_source.setdefault(sample.name.partition("-")[0], []).append(sample)
    return [one for every in by_source.values()
            for one in every[::max(1, len(every) // most)][:most]]


def main() -> None:
    """Collect the rows of all texts."""
    parser = argparse.ArgumentParser(prog="python -m training.kinds.collect", description=__doc__)
    parser.add_argument("data", type=Path, help="the shared data folder")
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=Path, default=Path(__file__).parent / "articles")
    parser.add_argument("--parts", nargs="*", default=["open", "open-2"],
                        help="parts of tests/cases/wordings")
    parser.add_argument("--each", type=int, default=100, help="real texts of each source")
    parser.add_argument("--only", choices=("marked", "real"), help="one half of the texts")
    given = parser.parse_args()
    reader = open_states(given.model)
    samples: list[Sample] = []
    if given.only != "real":
        samples += [*marked_articles(given.articles), *worded_articles(tuple(given.parts))]
    if given.only != "marked":
        samples += _some(real_texts(given.data), given.each)
    states, labels, weights, texts = [], [], [], []
    for number, sample in enumerate(samples):
        if number % 50 == 0:
            print(f"{number} of {len(samples)} texts, {len(states)} words", flush=True)
        for state, label, weight in rows(sample, reader):
            states.append(state)
            labels.append(label)
            weights.append(weight)
            texts.append(number)
    np.savez(given.out, states=np.array(states), labels=np.array(labels, dtype=np.int16),
             weights=np.array(weights, dtype=np.float32), texts=np.array(texts, dtype=np.int32),
             names=np.array([sample.name for sample in samples]), kinds=np.array(kinds()))


if __name__ == "__main__":
    main()
