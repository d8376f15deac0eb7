"""Read sentences of words with the model, from its checkpoint or from an exported file, with the
same answers.

In: sentences. Out: one `Read` for each, in the order given. Batches are sorted by length.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from batches import Pieces, input_tensors
from decode import (
    best_roles,
    best_tags,
    best_tree,
    joined_windows,
    repeated_core,
    spans_of,
    window_starts,
)
from export import INPUTS, Whole, load_reader
from labels import Labels
from numpy.typing import NDArray

Array = NDArray[np.float32]
Run = Callable[[dict[str, torch.Tensor]], dict[str, Array]]
Span = tuple[str, int, int]
BATCH = 16
# Chosen on dev by `evaluate.py --thresholds`: where predicate F1 is flat, so a little movement
# costs nothing.
PREDICATE_THRESHOLD = 0.5
WINDOW_WORDS, WINDOW_OVERLAP = 90, 24


@dataclass
class Read:
    """What the model says of one sentence; heads count from 1 and 0 is the root."""

    upos: list[str]
    heads: list[int]
    deprels: list[str]
    names: dict[str, list[Span]]
    roles: dict[int, list[Span]]
    factuality: list[float]
    predicate: list[float] = field(default_factory=list)


def run_checkpoint(work: Path) -> tuple[Run, Labels, tuple[str, ...]]:
    """Make a reader from `checkpoint.pt`."""
    reader, labels = load_reader(work)
    whole = Whole(reader).eval()

    def run(feed: dict[str, torch.Tensor]) -> dict[str, Array]:
        with torch.no_grad():
            given = whole(*(feed[name] for name in INPUTS))
        return {name: part.numpy() for name, part in zip(whole.outputs(), given, strict=True)}

    return run, labels, tuple(whole.guides)


def run_onnx(path: Path, labels: Labels) -> tuple[Run, Labels, tuple[str, ...]]:
    """Make a reader from an exported file."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    outputs = [output.name for output in session.get_outputs()]
    needed = {given.name for given in session.get_inputs()}

    def run(feed: dict[str, torch.Tensor]) -> dict[str, Array]:
        given = {name: feed[name].numpy() for name in (*INPUTS, "whole") if name in needed}
        return dict(zip(outputs, session.run(None, given), strict=True))

    guides = tuple(name[6:] for name in outputs if name.startswith("names_"))
    return run, labels, guides


class Predictor:
    """Reads sentences in sorted batches."""

    def __init__(self, run: Run, labels: Labels, guides: tuple[str, ...], pieces: Pieces) -> None:
        """Join a way to run the model with its labels and pieces."""
        self.run, self.labels, self.guides, self.pieces = run, labels, guides, pieces
        self.threshold = PREDICATE_THRESHOLD

    def _scores(self, sentences: list[list[str]], whole: bool = True) -> dict[str, Array]:
        feed = input_tensors(sentences, self.pieces) | {"whole": torch.tensor(whole)}
        return self.run(feed | {"threshold": torch.full((1, 1), self.threshold)})

    def read(self, sentences: list[list[str]]) -> list[Read]:
        """Read every sentence; nothing is left out, and order is kept."""
        order = sorted(range(len(sentences)), key=lambda n: self.pieces.count(sentences[n]))
        found: dict[int, Read] = {}
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            scores = self._scores([sentences[n] for n in rows])
            found |= zip(
                rows, self._decoded([len(sentences[n]) for n in rows], scores), strict=True
            )
        return [found[n] for n in range(len(sentences))]

    def _decoded(self, sizes: list[int], scores: dict[str, Array]) -> Iterator[Read]:
        roles = self._roles(sizes, scores)
        named = {g: best_tags(scores[f"names_{g}"], self.labels.names[g]) for g in self.guides}
        upos = scores["upos"].argmax(axis=-1)
        for row, size in enumerate(sizes):
            heads = best_tree(scores["arcs"][row, :size, : size + 1])
            yield Read(
                upos=[self.labels.upos[n] for n in upos[row, :size]],
                heads=heads.tolist(),
                deprels=self._deprels(scores["heads"][row], scores["labels"][row], heads),
                names={
                    g: self._spans(self.labels.names[g], tags[row, :size])
                    for g, tags in named.items()
                },
                roles=roles[row],
                factuality=scores["factuality"][row, :size].tolist(),
                predicate=scores["predicate"][row, :size].tolist(),
            )

    def _deprels(self, candidates: Array, labels: Array, heads: NDArray[np.int64]) -> list[str]:
        """Give the label scored for the chosen head; of a head that was no candidate, that of the
        likeliest.
        """
        chosen = []
        for at, head in enumerate(heads):
            place = np.flatnonzero(candidates[at] == head)
            label = self.labels.deprels[labels[at, place[0] if len(place) else 0]]
            chosen.append("root" if head == 0 else "dep" if label == "root" else label)
        return chosen

    def _spans(self, tags: list[str], ids: NDArray[np.int64]) -> list[Span]:
        return spans_of([tags[n] for n in ids])

    def _roles(self, sizes: list[int], scores: dict[str, Array]) -> list[dict[int, list[Span]]]:
        found: list[dict[int, list[Span]]] = [{} for _ in sizes]
        rows, places, tags = scores["rows"][:-1], scores["places"][:-1], scores["roles"][:-1]
        if len(rows):
            chosen = best_tags(tags, self.labels.roles)
            for row, place, scored, ids in zip(rows, places, tags, chosen, strict=True):
                spans = self._spans(self.labels.roles, ids[: sizes[row]])
                if repeated_core(spans):
                    spans = best_roles(scored[: sizes[row]], self.labels.roles)
                found[row][int(place)] = spans
        return found

    def sentence_ends(self, words: list[str]) -> Array:
        """Score every word of one paragraph: above zero, a sentence ends there."""
        starts = window_starts(len(words), WINDOW_WORDS, WINDOW_OVERLAP)
        parts = []
        for start in starts:
            part = words[start : start + WINDOW_WORDS]
            parts.append((start, self._scores([part], whole=False)["boundary"][0, : len(part)]))
        return joined_windows(parts, len(words))
