"""The file between `collect.py` and `fit.py`: sentences, their states, what is to be learnt.

In: `Sentence`s with the names of their texts. Out: one .npz, everything one behind the other with
the place where each sentence begins, and back. Needs numpy alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# Kinds of a word that tells nothing, and of a word of which nothing is said.
NONE, SILENT = 0, -1


@dataclass(frozen=True)
class Sentence:
    """Trunk states of the pieces (START and END among them); of each word its pieces and marks.

    `event` names the event a word tells, "" where nobody said; names are of one story each.
    """

    states: Array
    first: Array
    last: Array
    kind: list[int]
    status: list[str]
    weight: list[float]
    event: list[str]


def write_rows(path: Path, rows: Iterable[tuple[str, Sentence]], kinds: list[str]) -> None:
    """Write sentences with the names of their texts."""
    names, every = zip(*rows, strict=True)
    np.savez(
        path, texts=np.array(names), kinds=np.array(kinds),
        states=np.concatenate([one.states for one in every]),
        pieces=np.array([len(one.states) for one in every]),
        words=np.array([len(one.kind) for one in every]),
        first=np.concatenate([one.first for one in every]).astype(np.int16),
        last=np.concatenate([one.last for one in every]).astype(np.int16),
        kind=np.concatenate([one.kind for one in every]).astype(np.int8),
        weight=np.concatenate([one.weight for one in every]).astype(np.float32),
        status=np.array([status for one in every for status in one.status]),
        event=np.array([event for one in every for event in one.event]))


def read_rows(path: Path) -> tuple[list[str], list[tuple[str, Sentence]]]:
    """Read what `write_rows` wrote: the kinds, and the sentences with the names of their texts."""
    with np.load(path, allow_pickle=False) as found:
        parts = {name: found[name] for name in found.files}
    pieces, words = (np.concatenate([[0], parts[name].cumsum()]) for name in ("pieces", "words"))
    rows = []
    for at, text in enumerate(parts["texts"].tolist()):
        here = slice(words[at], words[at + 1])
        rows.append((text, Sentence(
            parts["states"][pieces[at]:pieces[at + 1]], parts["first"][here].astype(np.int64),
            parts["last"][here].astype(np.int64), parts["kind"][here].tolist(),
            parts["status"][here].tolist(), parts["weight"][here].tolist(),
            parts["event"][here].tolist())))
    return parts["kinds"].tolist(), rows
