"""Put the taught branch into the network: `kinds`, `statuses` and `traces`, and the two lists.

Run `python -m training.tells.join READER.onnx LABELS.json BRANCH.pt [OTHER.pt]`, which changes the
first two. Two branches become one (`branch.Both`). Needs torch and onnx. The branch's products are
in 8 bits as those of the rest; a head or branch that was joined before goes first.
"""

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.quantise import quantise
from training.tells.branch import STATUSES, TRACE, Both, Branch
from training.tells.expose import TRUNK, WIDE, add_output, branches

OUTPUTS = ("kinds", "statuses", "traces")
PREFIX = "tells."


class _Likely(nn.Module):
    """The branch with chances in the place of scores."""

    def __init__(self, branch: nn.Module) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, trunk: Tensor, pieces: Tensor, first: Tensor, last: Tensor
                ) -> tuple[Tensor, Tensor, Tensor]:
        kinds, statuses, traces = self.branch(trunk, pieces, first, last)
        return kinds.softmax(-1), statuses.softmax(-1), traces


def export(branch: nn.Module) -> onnx.ModelProto:
    """Write the branch as a graph of its own, in 8 bits."""
    places, words = torch.ones((2, 9), dtype=torch.int64), torch.ones((2, 5), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            _Likely(branch).eval(), (torch.zeros(2, 9, WIDE), places, words, words), str(whole),
            input_names=["trunk", "pieces", "first", "last"], output_names=list(OUTPUTS),
            dynamic_axes={"trunk": {0: "batch", 1: "place"}, "pieces": {0: "batch", 1: "place"},
                          "first": {0: "batch", 1: "word"}, "last": {0: "batch", 1: "word"},
                          "kinds": {0: "batch", 1: "word"}, "statuses": {0: "batch", 1: "word"}},
            opset_version=17, dynamo=False)
        quantise(whole, small)
        return onnx.load(small)


def join(model: onnx.ModelProto, branch: onnx.ModelProto, sizes: dict[str, int]) -> None:
    """Graft the branch's graph onto the trunk, inside the reading branch, in place."""
    remove(model)
    _, reading, _ = branches(model.graph)
    given = {"trunk": TRUNK, "pieces": "pieces", "first": "first", "last": "last"}
    for value in branch.graph.initializer:
        value.name = PREFIX + value.name
    model.graph.initializer.extend(branch.graph.initializer)
    for node in branch.graph.node:
        node.name = PREFIX + node.name if node.name else ""
        node.input[:] = [name and given.get(name, PREFIX + name) for name in node.input]
        node.output[:] = [name and PREFIX + name for name in node.output]
        reading.node.append(node)
    for name in OUTPUTS:
        add_output(model.graph, PREFIX + name, name, sizes[name])


def remove(model: onnx.ModelProto) -> None:
    """Take out what was joined before."""
    graph = model.graph
    switch, reading, nothing = branches(graph)
    ends = tuple(f"{name}_" for name in OUTPUTS)
    for branch in (reading, nothing):
        _keep(branch.node, [node for node in branch.node if not any(
            one.startswith((PREFIX, *ends)) for one in node.output)])
        _keep(branch.output, [one for one in branch.output if not one.name.startswith(ends)])
    _keep(graph.initializer, [one for one in graph.initializer if not one.name.startswith(PREFIX)])
    _keep(graph.output, [one for one in graph.output if one.name not in OUTPUTS])
    names = [one for one in switch.output if one not in OUTPUTS]
    del switch.output[:]
    switch.output.extend(names)


def _keep(field, kept) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    del field[:]
    field.extend(kept)


def main() -> None:
    """Join one branch to one network."""
    parser = argparse.ArgumentParser(prog="python -m training.tells.join", description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("branches", type=Path, nargs="+", help="one, or two to be used as one")
    given = parser.parse_args()
    if len(given.branches) > 2:
        raise SystemExit("Name one branch or two.")
    kept = [torch.load(path, weights_only=True) for path in given.branches]
    taught = [Branch(len(one["kinds"])) for one in kept]
    for branch, one in zip(taught, kept, strict=True):
        branch.load_state_dict(one["branch"])
    model = onnx.load(given.reader)
    kinds = kept[0]["kinds"]
    join(model, export(taught[0] if len(taught) == 1 else Both(*taught)),
         {"kinds": len(kinds), "statuses": len(STATUSES), "traces": TRACE * len(taught)})
    onnx.checker.check_model(model)
    onnx.save(model, given.reader)
    labels = json.loads(given.labels.read_text(encoding="utf-8"))
    labels |= {"kinds": list(kinds), "statuses": list(STATUSES)}
    given.labels.write_text(json.dumps(labels), encoding="utf-8")


if __name__ == "__main__":
    main()
