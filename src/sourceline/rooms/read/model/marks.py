"""What the network says of one sentence: first as scores, then as marks.

In: the scores of a batch, of one sentence, or of the windows of one. Out: `Marks`. Offsets are
places of words in the sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourceline.rooms.read.model.decode import IMPOSSIBLE, NamedSpan, Tags, best_tree
from sourceline.rooms.read.model.labels import Labels
from sourceline.rooms.read.model.roles import RoleTags
from sourceline.rooms.read.model.windows import Window, owners
from sourceline.text.traces import STEPS

Array = NDArray[Any]
# Outputs with one row for each word that need no care when windows are joined.
_BY_WORD = ("upos", "labels", "predicate", "factuality")
# Those of the layers that say what tells an event.
_OF_TELLINGS = ("kinds", "statuses", "traces")

# Of other words the head was taught nothing.
MAY_TELL = ("VERB", "NOUN", "ADJ", "PROPN")
# What is less sure than this is not written down: of such words the network says they tell nothing.
_LEAST_SURE = 0.05


@dataclass(frozen=True)
class Telling:
    """A word that may tell an event: its place, and what of it."""

    place: int
    kind: str
    sure: float
    status: str = ""
    status_sure: float = 0.0
    trace: bytes = b""


@dataclass(frozen=True)
class Marks:
    """The answers for one sentence; heads count from 1 and 0 is the root."""

    upos: list[str]
    heads: list[int]
    deprels: list[str]
    names: dict[str, list[NamedSpan]]
    predicate: list[float]
    factuality: list[float]
    roles: dict[int, list[NamedSpan]] = field(default_factory=dict)
    tells: list[Telling] = field(default_factory=list)


@dataclass(frozen=True)
class Scored:
    """The scores for one sentence, its padding cut off; `roles` by the place of the predicate."""

    arrays: dict[str, Array]
    roles: dict[int, Array]

    @property
    def size(self) -> int:
        """How many words the sentence has."""
        return len(self.arrays["upos"])


def cut_batch(scores: Mapping[str, Array], sizes: Sequence[int]) -> Iterator[Scored]:
    """Give each sentence of a batch its own scores."""
    names = [name for name in scores if name.startswith("names_") or name in _OF_TELLINGS]
    # The last row of the roles means nothing; it keeps the list from being empty.
    rows, places = scores["rows"][:-1].tolist(), scores["places"][:-1].tolist()
    for row, size in enumerate(sizes):
        arrays = {name: scores[name][row, :size] for name in (*_BY_WORD, "heads", *names)}
        arrays["arcs"] = scores["arcs"][row, :size, :size + 1]
        mine = (n for n, of in enumerate(rows) if of == row)
        yield Scored(arrays, {places[n]: scores["roles"][n, :size] for n in mine})


def join_windows(
    parts: Sequence[Scored], windows: Sequence[Window], words: int, outside: int
) -> Scored:
    """Join the scores of overlapping windows: each word keeps those of the window it stands
    deepest in.

    Arcs reach no farther than a window; a predicate's roles are those its window saw. `outside` is
    the number of the role tag that means no role.
    """
    owner = owners(windows, words)
    arcs = np.full((words, words + 1), IMPOSSIBLE, dtype=np.float32)
    joined = {name: np.zeros((words, *array.shape[1:]), dtype=array.dtype)
              for name, array in parts[0].arrays.items() if name != "arcs"}
    roles: dict[int, Array] = {}
    for number, (part, (start, end)) in enumerate(zip(parts, windows, strict=True)):
        own = owner[start:end] == number
        for name, array in joined.items():
            array[start:end][own] = part.arrays[name][own]
        arcs[start:end, 0][own] = part.arrays["arcs"][own, 0]
        arcs[start:end, start + 1:end + 1][own] = part.arrays["arcs"][own, 1:]
        heads = joined["heads"][start:end]
        heads[own] += np.where(heads[own] > 0, start, 0)
        for place, tags in part.roles.items():
            if own[place]:
                roles[start + place] = _widened(tags, start, words, outside)
    return Scored(joined | {"arcs": arcs}, roles)


def _widened(tags: Array, start: int, words: int, outside: int) -> Array:
    """Stretch the role scores of a window over its sentence: no role beyond it."""
    wide = np.full((words, tags.shape[1]), IMPOSSIBLE, dtype=tags.dtype)
    wide[:, outside] = 0
    wide[start:start + len(tags)] = tags
    return wide


class Decoder:
    """Turns scores into marks by the labels of one model."""

    def __init__(self, labels: Labels, guides: Sequence[str]) -> None:
        """Prepare the tags of the roles and of the name guidelines asked for."""
        self._labels = labels
        self._roles = RoleTags(labels.roles)
        self._names = {guide: Tags(labels.names[guide]) for guide in guides}

    def decode(self, batch: Sequence[Scored]) -> list[Marks]:
        """Choose the best tree, tags and spans of sentences of like length."""
        rows = [(at, place) for at, one in enumerate(batch) for place in sorted(one.roles)]
        spans = self._roles.spans([batch[at].roles[place] for at, place in rows])
        roles: list[dict[int, list[NamedSpan]]] = [{} for _ in batch]
        for (at, place), found in zip(rows, spans, strict=True):
            roles[at][place] = found
        names = {guide: tags.spans([one.arrays[f"names_{guide}"] for one in batch])
                 for guide, tags in self._names.items()}
        return [self._mark(one.arrays, {guide: spans[at] for guide, spans in names.items()},
                           roles[at]) for at, one in enumerate(batch)]

    def _mark(self, arrays: dict[str, Array], names: dict[str, list[NamedSpan]],
              roles: dict[int, list[NamedSpan]]) -> Marks:
        heads = best_tree(arrays["arcs"])
        upos = [self._labels.upos[n] for n in arrays["upos"].argmax(axis=1).tolist()]
        return Marks(
            upos=upos,
            heads=heads.tolist(),
            deprels=self._deprels(arrays["heads"], arrays["labels"], heads),
            names=names,
            predicate=arrays["predicate"].tolist(),
            factuality=arrays["factuality"].tolist(),
            roles=roles,
            tells=self._tells(arrays, upos) if self._labels.kinds else [],
        )

    def _tells(self, arrays: Mapping[str, Array], upos: Sequence[str]) -> list[Telling]:
        """Give the words that may tell an event; how sure is of a telling, whatever its kind."""
        kinds, statuses = arrays["kinds"], arrays["statuses"]
        told, kind = 1 - kinds[:, 0], kinds[:, 1:].argmax(axis=1) + 1
        status, traces = statuses.argmax(axis=1), arrays.get("traces")
        return [Telling(at, self._labels.kinds[kind[at]], round(float(told[at]), 2),
                        self._labels.statuses[status[at]], round(float(statuses[at].max()), 2),
                        _written(traces[at]) if traces is not None else b"")
                for at in np.flatnonzero(told >= _LEAST_SURE).tolist() if upos[at] in MAY_TELL]

    def _deprels(self, candidates: Array, labels: Array, heads: Array) -> list[str]:
        """Give the label scored for the chosen head; of a head that was no candidate, that of the
        likeliest.
        """
        # argmax of no match is 0, the likeliest candidate.
        at = (candidates == heads[:, None]).argmax(axis=1)
        chosen = np.take_along_axis(labels, at[:, None], axis=1)[:, 0].tolist()
        names = (self._labels.deprels[n] for n in chosen)
        return ["root" if head == 0 else "dep" if name == "root" else name
                for head, name in zip(heads.tolist(), names, strict=True)]


def _written(trace: Array) -> bytes:
    """Write a trace in bytes."""
    return bytes(np.rint(trace * STEPS).clip(-STEPS, STEPS).astype(np.int8).tobytes())
