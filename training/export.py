"""Write the trained model as one ONNX file that takes batches of any size.

In: `checkpoint.pt` and `labels.json` in the work folder. Out: `reader.onnx` (32-bit),
`tokenizer.json`
and `labels.json` in the folder named by `--out`.
The file answers everything at once; `gate.py` adds the switch for sentence ends alone.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from labels import Labels
from model import HEAD_CANDIDATES, Reader
from torch import Tensor, nn
from train import minilm_folder

# Names of these guidelines leave the training room; the others only taught the encoder.
SHIPPED_NAMES = ("gum", "re3d", "re3d_inner", "re3d_part", "uner", "wikigold", "wnut")
INPUTS = ("pieces", "cases", "first", "last", "real", "threshold")
HALVES = (
    "boundary",
    "upos",
    "arcs",
    "heads",
    "labels",
    "predicate",
    "factuality",
    "rows",
    "places",
    "roles",
)


class Whole(nn.Module):
    """The model with the few choices it makes itself: candidate heads, their labels, which words
    are predicates.
    """

    def __init__(self, reader: Reader) -> None:
        """Keep the model and the guidelines that ship."""
        super().__init__()
        self.reader = reader
        self.guides = [guide for guide in SHIPPED_NAMES if guide in reader.names]

    def outputs(self) -> tuple[str, ...]:
        """Give the names of the outputs in their order."""
        return (*HALVES, *(f"names_{guide}" for guide in self.guides))

    def forward(
        self,
        pieces: Tensor,
        cases: Tensor,
        first: Tensor,
        last: Tensor,
        real: Tensor,
        threshold: Tensor,
    ) -> tuple[Tensor, ...]:
        """Read a batch; `threshold` is the least probability of a predicate, one or for each word."""
        reader = self.reader
        early, states = reader.encoder(pieces, cases)
        words = reader.words(states, first, last)
        rooted = reader.syntax.with_root(words)
        arcs = reader.syntax.arcs(words, rooted, real)
        heads = arcs.topk(HEAD_CANDIDATES, dim=-1).indices
        labels = reader.syntax.labels(words, rooted, heads).argmax(dim=-1)
        predicate = torch.sigmoid(reader.predicate(words).squeeze(-1)) * real
        rows, places = _chosen(predicate, threshold)
        roles = reader.roles(words, real, torch.softmax(arcs, dim=-1), rows, places)
        names = reader.name_states(words)
        named = [reader.names[guide](names) for guide in self.guides]
        factuality = reader.factuality(words).squeeze(-1)
        ends = reader.boundaries(early, first, last)
        upos = reader.upos(words)
        return ends, upos, arcs, heads, labels, predicate, factuality, rows, places, roles, *named


def _chosen(predicate: Tensor, threshold: Tensor) -> tuple[Tensor, Tensor]:
    """Give sentence and word of every predicate, then one of no meaning, so that there is always
    one.
    """
    found = torch.nonzero(predicate > threshold)
    found = torch.cat([found, torch.zeros(1, 2, dtype=found.dtype)])
    return found[:, 0], found[:, 1]


def load_reader(work: Path) -> tuple[Reader, Labels]:
    """Read the last checkpoint of a work folder."""
    labels = Labels.read(work / "labels.json")
    reader = Reader(labels.sizes())
    kept = torch.load(work / "checkpoint.pt", weights_only=True, map_location="cpu")
    reader.load_state_dict(kept["model"])
    return reader.eval(), labels


def _example() -> tuple[Tensor, ...]:
    pieces = torch.randint(1000, 20000, (3, 14))
    pieces[0, 11:] = 0
    first = torch.arange(1, 11).expand(3, 10).clone()
    real = torch.ones(3, 10)
    real[0, 8:] = 0
    return pieces, torch.ones_like(pieces), first, first + 1, real, torch.full((1, 1), 0.3)


def export(whole: Whole, path: Path) -> None:
    """Write the graph with free batch, place and word counts, and check it against the model."""
    axes = {name: {0: "batch", 1: "place"} for name in ("pieces", "cases")}
    axes |= {name: {0: "batch", 1: "word"} for name in ("first", "last", "real")}
    axes |= {"threshold": {0: "asked", 1: "asked_word"}}  # one for all, or one for each word
    given = _example()
    # The tracing exporter: it writes data-dependent predicate counts, and takes seconds.
    torch.onnx.export(
        whole,
        given,
        str(path),
        input_names=list(INPUTS),
        output_names=list(whole.outputs()),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        do_constant_folding=True,
    )
    _check(whole, path)


def _check(whole: Whole, path: Path) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = _example()
    pieces, cases, first, last, real, threshold = (part[:2] for part in given)
    with torch.no_grad():
        wanted = whole(pieces, cases, first, last, real, threshold)
    feed = dict(zip(INPUTS, (pieces, cases, first, last, real, threshold), strict=True))
    got = session.run(None, {name: part.numpy() for name, part in feed.items()})
    for name, ours, theirs in zip(whole.outputs(), wanted, got, strict=True):
        if not np.allclose(ours.numpy(), theirs, atol=2e-2, rtol=1e-3):
            raise SystemExit(f"The exported output {name!r} differs from the model's.")


def main() -> None:
    """Export the last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    reader, labels = load_reader(asked.work)
    whole = Whole(reader).eval()
    export(whole, asked.out / "reader.onnx")
    shutil.copy(minilm_folder() / "tokenizer.json", asked.out / "tokenizer.json")
    names = {guide: labels.names[guide] for guide in whole.guides}
    lists = {"upos": labels.upos, "deprels": labels.deprels, "roles": labels.roles, "names": names}
    lists |= {"inputs": (*INPUTS, "whole"), "outputs": whole.outputs()}
    (asked.out / "labels.json").write_text(json.dumps(lists, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
